"""How the run decided: how many rows by number, how many by likeness, and what each likeness was worth."""

from dataclasses import dataclass

from notoneless.matching.assignment import DOUBT, LINK, MARGIN
from notoneless.matching.reconciling import Reconciliation
from notoneless.matching.scoring import levels_table
from notoneless.sheets.messages import field_label
from notoneless.standards.tables import load

_FIELDS = {"place": "乡镇、村", "school": "学校、班级", "number": "身份证号", "student": "学籍号", "phone": "电话"}
_RULES = ("findings", "whereabouts", "levels")


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One way in which two rows may agree or differ, with its points in this run."""

    words: str
    points: float
    learned: bool


@dataclass(frozen=True, slots=True)
class FieldLines:
    """The ways of one field."""

    label: str
    lines: tuple[LevelLine, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """`near`: joins by likeness. `freed`: rows whose number is somebody else's. `examples`: pairs that taught the
    points. `rules`: title and edition of each table of rules."""

    rows: int
    children: int
    near: int
    freed: int
    examples: int
    start: float
    link: float
    doubt: float
    margin: float
    fields: tuple[FieldLines, ...]
    rules: tuple[tuple[str, str], ...]


def reasons(result: Reconciliation) -> Reasons:
    """What the page says about the way of deciding."""
    points = result.linkage.points
    tables = [load(name, "notoneless.matching") for name in _RULES]
    return Reasons(
        rows=result.rows.height,
        children=result.children.height,
        near=result.linkage.links.height,
        freed=len(result.linkage.freed),
        examples=points.examples,
        start=points.start,
        link=LINK,
        doubt=DOUBT,
        margin=MARGIN,
        fields=_weights(result),
        rules=tuple((table.title, table.edition) for table in tables),
    )


def _weights(result: Reconciliation) -> tuple[FieldLines, ...]:
    by_field: dict[str, list[LevelLine]] = {}
    for row in levels_table().rows:
        points = result.linkage.points.of(row["field"], row["level"])
        by_field.setdefault(row["field"], []).append(LevelLine(row["words"], points, row["learned"] == "yes"))
    return tuple(FieldLines(_FIELDS.get(name) or field_label(name), tuple(lines)) for name, lines in by_field.items())
