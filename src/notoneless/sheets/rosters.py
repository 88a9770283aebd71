"""What the system has understood of a sheet: its kind, its columns, and an account of every row."""

from dataclasses import dataclass, field

from notoneless.standards.rosters import RosterKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `how` says what settled its field: heading, content, position or (no field) unknown."""

    index: int
    heading: str
    field: str | None
    how: str


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing wrong in one cell. `row` counts from 1 as Excel does; `column` from 0, -1 when there is no such cell.

    `text` is what stands in the cell; `detail` what the sentence names besides, such as the other row.
    """

    row: int
    column: int
    field: str
    code: str
    text: str
    severity: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """A row that is no child, and why. `row` counts from 1 as Excel does."""

    row: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """A sheet as understood: `rows` and `explained` together name every row of it once.

    `values` has, for each field that a column or the context gives, one text per child row in the order of `rows`;
    `extra` has the columns without a field under their headings.
    """

    file: str
    sheet: str
    visible: bool
    kind: RosterKind | None
    confidence: float
    title: str
    columns: tuple[Column, ...]
    context: dict[str, str]
    rows: list[int]
    values: dict[str, list[str]]
    extra: dict[str, list[str]]
    explained: list[ExplainedRow]
    problems: list[CellProblem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RosterBook:
    """A workbook as understood, sheet by sheet in the order of the file."""

    file: str
    sheets: tuple[RosterSheet, ...]
    remarks: tuple[str, ...] = ()
