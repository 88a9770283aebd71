"""Kinds of schools, their stages and grades (`tables/school_types.csv`, `tables/stages.csv`)."""

from dataclasses import dataclass
from enum import StrEnum

from notoneless.standards.tables import load


class Stage(StrEnum):
    """What a school teaches, as far as compulsory schooling goes."""

    PRIMARY = "primary"
    JUNIOR = "junior"
    NINE_YEAR = "nine_year"
    SPECIAL = "special"

    @property
    def label(self) -> str:
        return next(row["label"] for row in _STAGES if row["stage"] == self)


class ZoneStage(StrEnum):
    """For which children a village belongs to a school: a village has one school for each of them (义务教育法 12)."""

    PRIMARY = "primary"
    JUNIOR = "junior"
    SPECIAL = "special"

    @property
    def label(self) -> str:
        return Stage(self.value).label


@dataclass(frozen=True, slots=True)
class SchoolKind:
    """办学类型: its key, words, official number, stage, and the first and last grade of compulsory schooling in it."""

    key: str
    label: str
    official: str
    stage: Stage
    first: int
    last: int


_STAGES = load("stages", "notoneless.places").rows
KINDS = {
    row["kind"]: SchoolKind(
        row["kind"], row["label"], row["official"], Stage(row["stage"]), int(row["first"]), int(row["last"])
    )
    for row in load("school_types", "notoneless.places").rows
}


def kind_named(word: str) -> SchoolKind | None:
    """The kind by its words, its official number or its key; None when it is none of them."""
    text = word.strip()
    return next((kind for kind in KINDS.values() if text in (kind.label, kind.official, kind.key)), None)


def zone_stages(stage: str) -> tuple[ZoneStage, ...]:
    """The stages in which a school of this stage may have a zone; a nine-year school has two."""
    row = next(row for row in _STAGES if row["stage"] == stage)
    return tuple(ZoneStage(part) for part in row["zones"].split("|"))


def teaches(kind: str, grade: int) -> bool:
    """Whether a school of this kind has the grade."""
    return KINDS[kind].first <= grade <= KINDS[kind].last
