"""Histories of the audit log in memory: rows as they would be read, sealed with keys of their own. No database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

from notoneless.audit.canonical import FIELDS, details_text, encode, instant
from notoneless.audit.checking import Mark, MentionRow, Row, Verdict, check
from notoneless.audit.models import START
from notoneless.audit.recording import COUNT, DIGEST, chained, objects_digest
from notoneless.audit.sealing import Mac, UnknownKeyError, sha256_of

KEYS = {"sha256:old": b"o" * 32, "sha256:new": b"n" * 32}
EVENTS = ("children.revealed", "children.changed", "accounts.signed_in", "exports.fetched")


def chance(seed: int | str) -> Random:
    """The same history every time."""
    return Random(seed)  # noqa: S311


def seal_of(name: str) -> Mac:
    """The computation of a key of these histories."""
    if name not in KEYS:
        raise UnknownKeyError(name)
    return partial(sha256_of, KEYS[name])


def sealed(values: Sequence[object], prev: str, key: str) -> Row:
    """A row with its place in a chain. `values` are those of FIELDS."""
    return (*values, prev, chained(seal_of(key), prev, values))


@dataclass
class History:
    """Rows, the objects they mention, and where the chain stood at some of them."""

    rows: list[Row] = field(default_factory=list)
    mentions: list[MentionRow] = field(default_factory=list)
    checkpoints: list[Mark] = field(default_factory=list)

    @property
    def head(self) -> Mark:
        """Where the chain ends, as the database itself knows it."""
        return mark_of(self.rows[-1], outside=False) if self.rows else Mark(0, START, "链末端", outside=False)

    def verdict(self, head: Mark | None = None) -> Verdict:
        """What the check says of it."""
        marks = [*self.checkpoints, head or self.head]
        return check(iter(self.rows), seals=seal_of, marks=marks, mentions=iter(self.mentions))


def mark_of(row: Row, *, outside: bool = True) -> Mark:
    """What somebody knows who saw the chain end in `row`."""
    return Mark(row[0], row[-1], "检查点" if outside else "链末端", outside)


def grow(history: History, count: int, random: Random, *, key: str = "sha256:new", every: int = 7) -> None:
    """Add `count` rows, and a checkpoint after each `every` of them. The clock jumps now and then, as clocks do."""
    at = datetime(2026, 9, 1, 8, tzinfo=UTC)
    for _ in range(count):
        at += timedelta(microseconds=random.randrange(10**8)) if random.random() < 0.95 else timedelta(days=-300)
        seq = len(history.rows) + 1
        objects = [("child", f"p{random.randrange(50)}") for _ in range(random.randrange(4))]
        history.mentions += [(seq, *each) for each in objects]
        prev = history.rows[-1][-1] if history.rows else START
        history.rows.append(sealed(_values(seq, at, key, objects, random), prev, key))
        if seq % every == 0:
            history.checkpoints.append(mark_of(history.rows[-1]))


def _values(seq: int, at: datetime, key: str, objects: list[tuple[str, str]], random: Random) -> list[object]:
    details: dict[str, str | int] = {"rows": random.randrange(100)}
    if objects:
        details |= {COUNT: len(objects), DIGEST: objects_digest(objects)}
    values: dict[str, object] = dict.fromkeys(FIELDS, "")
    values |= {
        "seq": seq,
        "at": instant(at),
        "key": key,
        "event": random.choice(EVENTS),
        "actor_id": f"u{random.randrange(5)}",
        "actor_username": random.choice(["王丽", "李强", "audit"]),
        "address": f"10.1.0.{random.randrange(5)}",
        "outcome": "done",
        "reason": random.choice(["", "核对学籍", '引号"与\\斜线', "a\tb"]),
        "fields_touched": encode(["id_number"]),
        "details": details_text(details),
    }
    return list(values.values())


Tampering = Callable[[History, Random], int]
"""Changes a history; gives the number of the first row that is no longer as it was written."""
