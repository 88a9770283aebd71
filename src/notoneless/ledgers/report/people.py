"""Children by name, masked: those to be looked for now, and pairs of rows that a person has to decide."""

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from notoneless.ledgers.report.masking import masked_name
from notoneless.matching.comparing import FIELDS
from notoneless.matching.explain import WHY, sentence
from notoneless.matching.reconciling import Reconciliation
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

MOST_NAMED = 60
EXAMPLES = 3
_FIRST_CLAUSE = re.compile(r"[：；，。]")
SEVERITIES = {"open": "须处理", "data": "须更正"}
ANSWERS = {"village": "村（社区）", "school": "学校", "holder": "名册填报单位"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: how many, what it is, what to do, and who does it. `step`: the first words of `todo`."""

    label: str
    count: int
    reason: str
    todo: str
    step: str
    severity: str
    answers: str


@dataclass(frozen=True, slots=True)
class Person:
    """One child to be looked for."""

    name: str
    place: str
    school: str
    special: tuple[str, ...]
    problems: tuple[str, ...]
    answers_to: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Urgent:
    """The kinds, the first children, how many more there are, and how many are of special groups."""

    kinds: tuple[Kind, ...]
    people: tuple[Person, ...]
    left_out: int
    special: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two rows that may be one child: each with roster, masked name and place; what agrees; why a person decides."""

    left: str
    right: str
    sentence: str
    why: str


def kinds(result: Reconciliation, *severities: str) -> tuple[Kind, ...]:
    """The kinds of these severities that were found, in the order of their table."""
    counts = dict(result.findings.group_by("kind").len().iter_rows())
    return tuple(
        Kind(
            row["label"], counts[row["kind"]], row["what"], row["todo"], first_clause(row["todo"]),
            SEVERITIES.get(row["severity"], ""), ANSWERS[row["answers"]],
        )
        for row in load("findings", "notoneless.matching").rows
        if row["severity"] in severities and counts.get(row["kind"])
    )  # fmt: skip


def not_found(result: Reconciliation) -> tuple[str, ...]:
    """The kinds that nobody shows: good news is said too."""
    found = set(result.findings.get_column("kind").unique())
    return tuple(row["label"] for row in load("findings", "notoneless.matching").rows if row["kind"] not in found)


def first_clause(todo: str) -> str:
    """入户核查：是否在外地就读… → 入户核查."""
    return _FIRST_CLAUSE.split(todo, maxsplit=1)[0]


def urgent(result: Reconciliation) -> Urgent:
    """One line per child with an urgent finding, special groups first; all of its urgent findings in that line."""
    found = result.findings.filter(pl.col("severity") == "urgent")
    lines = found.group_by("child", maintain_order=True).agg(
        pl.col("name", "township", "village", "school", "special", "answers_to").first(), pl.col("label", "todo")
    )
    special = int((lines.get_column("special") != "").sum())
    lines = lines.sort(pl.col("special") == "", maintain_order=True)
    people = tuple(_person(line) for line in lines.head(MOST_NAMED).iter_rows(named=True))
    return Urgent(kinds(result, "urgent"), people, lines.height - len(people), special)


def _person(line: dict[str, Any]) -> Person:
    return Person(
        name=masked_name(line["name"] or ""),
        place=(line["township"] or "") + (line["village"] or ""),
        school=line["school"] or "",
        special=tuple(part for part in (line["special"] or "").split("、") if part),
        problems=tuple(line["label"]),
        answers_to=line["answers_to"] or "",
        steps=tuple(dict.fromkeys(first_clause(todo) for todo in line["todo"])),
    )


def doubts(result: Reconciliation) -> tuple[Doubt, ...]:
    """The first pairs that were not joined, in words."""
    pairs = result.linkage.doubtful.head(EXAMPLES).iter_rows(named=True)
    return tuple(
        Doubt(
            _row_in_words(result.rows.row(pair["l"], named=True)),
            _row_in_words(result.rows.row(pair["r"], named=True)),
            sentence({field: pair[field] for field in FIELDS}),
            WHY[pair["why"]],
        )
        for pair in pairs
    )


def _row_in_words(row: dict[str, Any]) -> str:
    """户籍适龄名册：李*明（霁汀镇鹿汊村）."""
    place = row.get("school") or (row.get("township") or "") + (row.get("village") or "")
    where = f"（{place}）" if place else ""
    return f"{RosterKind(row['kind']).label}：{masked_name(row.get('name') or '')}{where}"
