"""The whole log of this installation, read as a stream and checked."""

from collections.abc import Iterator
from typing import Any

from django.db.models import BigIntegerField, CharField, Func, Max
from django.db.models.functions import Cast

from notoneless.audit.canonical import FIELDS
from notoneless.audit.checking import BEGINNING, Mark, MentionRow, Row, Verdict, check
from notoneless.audit.checkpoints import Kept, kept, marks
from notoneless.audit.models import ChainHead, Event, Mention
from notoneless.audit.sealing import seal_of

CHUNK = 5_000


class _Instant(Func):
    """An instant as `canonical.instant` writes it, computed by the database: parsing it would take half of the time."""

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = (
            "CASE LENGTH(%(expressions)s) WHEN 19 THEN %(expressions)s || '.000000' ELSE %(expressions)s || '' END"
        )
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return self.as_sql(compiler, connection, template=template, **extra)


def verify(checkpoints: Kept | None = None, *, after: Mark = BEGINNING) -> Verdict:
    """Check every row, up to where the chain ended when this began; writers need not wait.

    Without `checkpoints`, those of the folder of this installation are read. `after` begins later, at a checkpoint that
    is believed. Takes about a second for 100,000 rows.
    """
    known = kept() if checkpoints is None else checkpoints
    if known.forged:
        return Verdict(0, 0, 0, None, f"检查点文件被改过，或不是本系统写的：{known.forged[0]}")
    head = ChainHead.objects.filter(pk=1).first()
    if head is None:
        last = Event.objects.aggregate(last=Max("seq"))["last"] or 0
        return Verdict(0, 0, 0, last + 1, "缺失：链末端的记录不见了")
    verdict = check(
        rows_up_to(head.seq, after=after.seq),
        seals=seal_of,
        marks=[*marks(known.counting()), Mark(head.seq, head.mac, "链末端", outside=False)],
        mentions=_mentions_up_to(head.seq, after=after.seq),
        after=after,
    )
    return _beyond(verdict) if verdict.intact else verdict


def rows_up_to(seq: int, *, after: int = 0) -> Iterator[Row]:
    """The rows as the check wants them, in order."""
    rows = Event.objects.filter(seq__lte=seq).order_by("seq").annotate(at_text=_Instant("at"))
    if after:
        rows = rows.filter(seq__gt=after)
    names = ["at_text" if name == "at" else name for name in FIELDS]
    return rows.values_list(*names, "prev", "mac").iterator(chunk_size=CHUNK)


def _mentions_up_to(seq: int, *, after: int) -> Iterator[MentionRow]:
    rows = Mention.objects.filter(seq__gt=after, seq__lte=seq).order_by("seq", "id")
    return rows.values_list("seq", "object_type", "object_pseudonym").iterator(chunk_size=CHUNK)


def _beyond(verdict: Verdict) -> Verdict:
    """A row and the end of the chain are written together, so no row lies beyond an end that was read after it."""
    last = Event.objects.aggregate(last=Cast(Max("seq"), BigIntegerField()))["last"] or 0
    head = ChainHead.objects.get(pk=1)
    if last <= head.seq:
        return verdict
    return Verdict(verdict.rows, verdict.last, verdict.vouched, head.seq + 1, "多出：链末端之后还有记录")
