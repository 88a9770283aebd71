"""The tables of the page: where every child is, the 四查三比对, and each township and school."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from notoneless.matching.balance import cell_codes
from notoneless.matching.reconciling import Reconciliation
from notoneless.matching.rules.whereabouts import AT_SCHOOL, OUT
from notoneless.standards.tables import load

MOST_PLACES = 120
"""Townships, and schools, on the page; those with most children to look for come first."""

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """One whereabouts cell. `tone`: school, mend (in class, the record is at fault), explained or missing."""

    code: str
    label: str
    tone: str
    count: int


@dataclass(frozen=True, slots=True)
class CellGroup:
    """Cells of one meaning and their sum."""

    label: str
    tone: str
    count: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where every child is, and the sum that must come out: `rows` − `repeated` = `total` = all cells + `difference`.

    `listed`: whether it is of the children on the household register; where there is no such roster it is of all
    children, and there are no rows to add up. `others`: the children not on the register, by group.
    """

    listed: bool
    rows: int
    repeated: int
    total: int
    difference: int
    groups: tuple[CellGroup, ...]
    empty: tuple[str, ...]
    others: tuple[tuple[str, int], ...]


GROUPS = (("在校", "school"), ("不在校，去向有说明", "explained"), ("去向不明", "missing"))
TONES = ("school", "mend", "explained", "missing")


def whereabouts(result: Reconciliation) -> Whereabouts:
    """The cells of the district, in three groups; an empty cell is only named."""
    lines = result.balance.places.filter(pl.col("level") == "district")
    listed = bool(lines.height) and lines.row(0, named=True)["total"] > 0
    counts = lines.row(0, named=True) if listed else _counted(result.children)
    total = int(counts["total"])
    groups = _groups(counts)
    beside = _groups(_counted(result.children.filter(pl.col("rows_register") == 0))) if listed else ()
    return Whereabouts(
        listed=listed,
        rows=int(counts["rows"]),
        repeated=int(counts["repeated"]),
        total=total,
        difference=int(counts["difference"]),
        groups=groups,
        empty=tuple(row["label"] for row in _cells() if not counts[row["code"]]),
        others=tuple((group.label, group.count) for group in beside if group.count),
    )


def tones(where: Whereabouts) -> list[tuple[int, str]]:
    """How many children of each tone, in the order of TONES."""
    cells = [cell for group in where.groups for cell in group.cells]
    return [(sum(cell.count for cell in cells if cell.tone == tone), tone) for tone in TONES]


def _cells() -> tuple[Mapping[str, str], ...]:
    return load("whereabouts", "notoneless.matching").rows


def _counted(children: pl.DataFrame) -> dict[str, int]:
    found = dict(children.group_by("whereabouts").len().iter_rows())
    total = children.height
    return {code: found.get(code, 0) for code in cell_codes()} | {
        "rows": total, "repeated": 0, "total": total, "difference": 0,
    }  # fmt: skip


def _tone(row: Mapping[str, str]) -> str:
    if row["code"] in OUT:
        return "missing"
    if row["code"] in AT_SCHOOL:
        return "school" if row["explained"] == "yes" else "mend"
    return "explained"


def _groups(counts: Mapping[str, int]) -> tuple[CellGroup, ...]:
    cells = [Cell(row["code"], row["label"], _tone(row), int(counts[row["code"]])) for row in _cells()]
    found = []
    for label, tone in GROUPS:
        own = [cell for cell in cells if ("school" if cell.tone == "mend" else cell.tone) == tone]
        shown = tuple(sorted((cell for cell in own if cell.count), key=lambda cell: -cell.count))
        found.append(CellGroup(label, tone, sum(cell.count for cell in shown), shown))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Lines of a table by place, the line of sums, and how many places are not shown."""

    lines: tuple[Line, ...]
    total: Line
    left_out: int


def checks(result: Reconciliation) -> PlaceTable:
    """四查三比对 by township; children whose household is not known stand last."""
    table = result.balance.checks
    towns = table.filter(pl.col("township") != "合计")
    return _shown(towns, table.filter(pl.col("township") == "合计"))


def townships(result: Reconciliation) -> PlaceTable:
    """Registered children by township, those with most children to look for first."""
    lines = result.balance.places.select(
        "level", "township", "total", "difference", "out_of_school", "suspected",
        pl.sum_horizontal(AT_SCHOOL).alias("at_school"),
        pl.sum_horizontal(OUT).alias("unknown"),
    ).with_columns((pl.col("total") - pl.col("at_school") - pl.col("unknown")).alias("explained"))  # fmt: skip
    towns = lines.filter(pl.col("level") == "township").sort("unknown", "total", descending=True, maintain_order=True)
    return _shown(towns, lines.filter(pl.col("level") == "district"))


def schools(result: Reconciliation) -> PlaceTable:
    """Enrolments and attending rosters by school, those with most missing children first."""
    lines = result.balance.schools.sort("missing", "enrolled_rows", descending=True, maintain_order=True)
    return _shown(lines, lines.select(pl.lit("合计").alias("school"), pl.selectors.numeric().sum()))


def _shown(lines: pl.DataFrame, total: pl.DataFrame) -> PlaceTable:
    kept = lines.head(MOST_PLACES).to_dicts()
    return PlaceTable(tuple(kept), total.row(0, named=True) if total.height else {}, max(0, lines.height - MOST_PLACES))
