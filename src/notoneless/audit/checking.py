"""Whether a sequence of rows is the log as it was written. Values in, verdict out: no database, no clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from json import loads
from operator import itemgetter
from typing import Any

from notoneless.audit.canonical import FIELDS
from notoneless.audit.models import START
from notoneless.audit.recording import DIGEST, chained, objects_digest
from notoneless.audit.sealing import Mac, Seals, UnknownKeyError

Row = tuple[Any, ...]
"""The values of FIELDS in order, then `prev` and `mac`."""
MentionRow = tuple[int, str, str]
"""Number of the event, type and pseudonym of the object; in the order in which they were written."""
KEY, DETAILS = FIELDS.index("key"), FIELDS.index("details")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of the chain: after `seq` rows its code was `mac`. `name` says who knows it.

    `outside` is what was kept where nobody who changes the database can change it as well.
    """

    seq: int
    mac: str
    name: str
    outside: bool = True


BEGINNING = Mark(0, START, "开头")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. `first_bad` is the number of the first row that is missing, added or not as it was written.

    `rows` were looked at, `last` is the number of the last good one, and up to `vouched` a mark from elsewhere agrees:
    between the two nobody can tell a tail that was cut off.
    """

    rows: int
    last: int
    vouched: int
    first_bad: int | None = None
    why: str = ""

    @property
    def intact(self) -> bool:
        """Nothing was found."""
        return not self.why


class FaultError(Exception):
    """The first thing that is wrong: number of the row, and why in Chinese."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(seq, why)
        self.seq, self.why = seq, why


def check(
    rows: Iterable[Row],
    *,
    seals: Seals,
    marks: Iterable[Mark] = (),
    mentions: Iterable[MentionRow] = (),
    after: Mark = BEGINNING,
) -> Verdict:
    """Walk along the rows that follow `after`, in order of their numbers, to the first thing that is wrong."""
    walk = _Walk(seals, marks, mentions, after)
    try:
        for row in rows:
            walk.step(row)
        walk.end()
    except FaultError as fault:
        return Verdict(walk.rows, walk.seq, walk.vouched, fault.seq, fault.why)
    return Verdict(walk.rows, walk.seq, walk.vouched)


class _Walk:
    """Where the walk is: the number and code of the last good row, and what is still to be met."""

    def __init__(self, seals: Seals, marks: Iterable[Mark], mentions: Iterable[MentionRow], after: Mark) -> None:
        self.seq, self.mac, self.rows, self.vouched = after.seq, after.mac, 0, after.seq
        self._seals, self._known = seals, dict[str, Mac]()
        self._key: str | None = None
        self._marks = iter(sorted((mark for mark in marks if mark.seq >= after.seq), key=lambda mark: mark.seq))
        self._mark = next(self._marks, None)
        self._mentions: Iterator[tuple[int, list[MentionRow]]] = (
            (seq, list(group)) for seq, group in groupby(mentions, key=itemgetter(0))
        )
        self._mentioned = next(self._mentions, None)

    def step(self, row: Row) -> None:
        """Go on to `row`. Raises FaultError."""
        seq, prev, mac = row[0], row[-2], row[-1]
        if self._mark is not None and self._mark.seq == self.seq:
            self._meet_marks()
        if seq != self.seq + 1:
            self._out_of_order(seq)
        if prev != self.mac:
            raise FaultError(seq, "它所写的前一条校验码，不是前一条的校验码")
        if row[KEY] != self._key:
            self._change_key(seq, row[KEY])
        try:
            right = chained(self._known[row[KEY]], prev, row[:-2])
        except (TypeError, ValueError):
            right = ""
        if right != mac:
            raise FaultError(seq, "内容与校验码不符：被改过，或不是本系统写的")
        if DIGEST in row[DETAILS] or self._mentioned is not None:
            self._meet_mentions(seq, row[DETAILS])
        self.seq, self.mac = seq, mac
        self.rows += 1

    def end(self) -> None:
        """No row is left. Raises FaultError when there should be one."""
        if self._mark is not None and self._mark.seq == self.seq:
            self._meet_marks()
        if self._mark is not None:
            raise FaultError(
                self.seq + 1, f"缺失：{self._mark.name}记有第 {self._mark.seq} 条，日志只到第 {self.seq} 条"
            )
        if self._mentioned is not None:
            raise FaultError(self._mentioned[0], "有不属于任何事件的对象记录")

    def _out_of_order(self, seq: Any) -> None:
        if isinstance(seq, int) and seq <= self.seq:
            raise FaultError(seq, "序号重复：有两条")
        raise FaultError(self.seq + 1, f"缺失：它后面一条是第 {seq} 条")

    def _change_key(self, seq: int, name: str) -> None:
        """A key that was replaced signs nothing any more: whoever still has it must not be able to go on with it."""
        if name in self._known:
            raise FaultError(seq, f"用的是已停用的密钥 {name}")
        try:
            self._known[name] = self._seals(name)
        except UnknownKeyError:
            raise FaultError(seq, f"写着本系统没有的密钥 {name}") from None
        self._key = name

    def _meet_marks(self) -> None:
        while self._mark is not None and self._mark.seq == self.seq:
            if self._mark.mac != self.mac:
                raise FaultError(
                    self.seq, f"与{self._mark.name}不一致：第 {self.vouched + 1} 条到第 {self.seq} 条之间有记录被换过"
                )
            if self._mark.outside:
                self.vouched = self.seq
            self._mark = next(self._marks, None)

    def _meet_mentions(self, seq: int, details: str) -> None:
        digest = loads(details).get(DIGEST, "")
        there: list[MentionRow] = []
        if self._mentioned is not None and self._mentioned[0] <= seq:
            at, there = self._mentioned
            if at < seq:
                raise FaultError(at, "有不属于这一条的对象记录")
            self._mentioned = next(self._mentions, None)
        if digest != (objects_digest(each[1:] for each in there) if there else ""):
            raise FaultError(seq, "涉及的对象与记录时不符：有增、有减或被改")
