"""Rosters of made-up children from a line per child, and the answer about them as a line per child.

Divisions 511791 … do not exist, so no number made here can be anybody's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Self

import polars as pl

from notoneless.matching.decisions import Decision
from notoneless.matching.engines import open_engine
from notoneless.matching.reconciling import Reconciliation, reconcile
from notoneless.matching.records import Records, Roster, stack
from notoneless.standards.identity_numbers import check_digit
from notoneless.standards.rosters import RosterKind

AS_OF = date(2024, 3, 1)
Answer = list[tuple[str, str, str, str]]


def identity_number(birth: str, order: int, division: int = 511791) -> str:
    """A number with its check digit; an odd order is a boy's."""
    first = f"{division}{birth}{order:03d}"
    return first + check_digit(first)


def as_excel_keeps_it(number: str) -> str:
    """What the reader gives for a number kept in a numeric cell: fifteen digits in scientific form."""
    digits = (number[:1] + "." + number[1:15]).rstrip("0").rstrip(".")
    return f"{digits}E+17"


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a fourth class, and what `cells` says otherwise in one roster."""

    name: str
    sex: str = "女"
    birth: str = "20140501"
    order: int = 22
    guardian: str = "苏大川"
    phone: str = "13890000101"
    township: str = "清溪镇"
    village: str = "桥头村"
    school: str = "清溪镇中心小学"
    grade: str = "四年级"
    class_name: str = "1班"
    division: int = 511791
    cells: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The identity number; none for a child whose day of birth is not said."""
        return identity_number(self.birth, self.order, self.division) if len(self.birth) == 8 else ""

    def but(self, **changes: str | int) -> Self:
        """Another child, or the same child after a change."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def written(self, **cells: str | None) -> Self:
        """The same child with these cells in the roster at hand."""
        return replace(self, cells={**self.cells, **cells})

    def row(self, kind: RosterKind) -> dict[str, str | None]:
        """The cells of a roster of this kind, by field."""
        known: dict[str, str | None] = {name: getattr(self, name) for name in _OWN} | {
            "id_number": self.number,
            "student_number": f"G{self.number}",
            "householder": self.guardian,
            "guardian_phone": self.phone,
            "record_status": "在读",
            "study_mode": "走读",
            "inclusive": "否",
            "registered_address": f"{self.township}{self.village}",
            "disability_card": f"{self.number}53",
            "household_kind": "脱贫户",
            "study_place": "成都市",
            "evidence": "就读证明",
        }
        return {name: known.get(name) for name in FIELDS[kind]} | dict(self.cells)


_OWN = ("name", "sex", "birth", "guardian", "phone", "township", "village", "school", "grade", "class_name")
FIELDS: Mapping[RosterKind, tuple[str, ...]] = {
    RosterKind.REGISTER: (
        *("township", "village", "householder", "name", "sex", "birth", "id_number"),
        *("guardian", "guardian_phone", "remark"),
    ),
    RosterKind.ENROLMENT: (
        *("school", "grade", "class_name", "name", "sex", "birth", "id_number", "student_number"),
        *("record_status", "study_mode", "inclusive", "registered_address", "guardian", "guardian_phone"),
    ),
    RosterKind.ATTENDING: ("school", "grade", "class_name", "name", "sex", "id_number", "guardian", "phone"),
    RosterKind.DISABLED: (
        *("name", "sex", "disability_card", "disability_kind", "birth", "registered_address", "guardian", "phone"),
    ),
    RosterKind.HARDSHIP: ("township", "village", "householder", "name", "id_number", "household_kind", "phone"),
    RosterKind.ELSEWHERE: ("name", "sex", "id_number", "township", "village", "study_place", "evidence", "phone"),
    RosterKind.EXEMPT: ("name", "sex", "id_number", "township", "village", "situation", "approval"),
    RosterKind.HOME_TEACHING: ("school", "name", "sex", "id_number", "guardian", "phone"),
}


def roster(kind: RosterKind, *children: Child, file: str = "", sheet: str = "名单", first: int = 2) -> Roster:
    """One sheet that lists these children, in this order, from row `first` on."""
    names = dict.fromkeys(name for child in children for name in child.row(kind))
    rows = [child.row(kind) for child in children]
    texts = pl.DataFrame(
        {name: [row.get(name) for row in rows] for name in names}, schema=dict.fromkeys(names, pl.String)
    )
    place = pl.int_range(first, first + len(rows), eager=True).alias("row")
    return Roster(kind, texts.with_columns(file=pl.lit(file or f"{kind.label}.xlsx"), sheet=pl.lit(sheet), row=place))


register = partial(roster, RosterKind.REGISTER)
enrolment = partial(roster, RosterKind.ENROLMENT)
attending = partial(roster, RosterKind.ATTENDING)
disabled = partial(roster, RosterKind.DISABLED)
hardship = partial(roster, RosterKind.HARDSHIP)
elsewhere = partial(roster, RosterKind.ELSEWHERE)
exempt = partial(roster, RosterKind.EXEMPT)
home_teaching = partial(roster, RosterKind.HOME_TEACHING)


def records(*rosters: Roster) -> Records:
    """The rows of the rosters, normalised."""
    return stack(rosters, AS_OF)


def reconciled(*rosters: Roster, decisions: Sequence[Decision] = (), as_of: date = AS_OF) -> Reconciliation:
    """The rosters, reconciled."""
    with open_engine() as engine:
        return reconcile(rosters, as_of, engine, decisions=decisions)


def answer(result: Reconciliation) -> Answer:
    """Name, rosters (one word per row), whereabouts and findings of every child, in order of these words."""
    kinds = dict(result.rows.group_by("child").agg(pl.col("kind").str.join(" ")).iter_rows())
    found = dict(result.findings.group_by("child").agg(pl.col("kind").sort().str.join(" ")).iter_rows())
    lines = result.children.select("child", "name", "whereabouts").iter_rows()
    return sorted((name, kinds[child], cell, found.get(child, "")) for child, name, cell in lines)
