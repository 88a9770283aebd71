"""What a ledger is made of: its columns, and sheets of rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from notoneless.sheets.writers.styles import ColumnKind, RowStyle

Cell = str | int | float | None
Row = Sequence[Cell]
StyleOf = Callable[[Row], RowStyle]


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: `choices` become a drop-down list, `note` is shown when one of its cells is chosen.

    The width is in digits; a Chinese character takes two. Columns side by side with the same `group` stand under a
    common heading. `asked` marks a column that people are to fill in. A cell that says something (a text, a number
    other than nought) has the look `flag` where its row has none. Columns that are not `printed` stand right of those
    that are: for the screen, unwrapped.
    """

    heading: str
    width: float
    kind: ColumnKind = "text"
    choices: tuple[str, ...] = ()
    note: str = ""
    group: str = ""
    asked: bool = False
    printed: bool = True
    flag: RowStyle = ""


def printed_count(columns: Sequence[LedgerColumn]) -> int:
    """How many columns are printed. Raises ValueError when one that is not stands among them."""
    count = sum(column.printed for column in columns)
    if not all(column.printed for column in columns[:count]):
        raise ValueError("columns that are not printed must stand right of those that are")
    return count


def plain_rows(_row: Row) -> RowStyle:
    """Every row looks the same."""
    return ""


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """A sheet: its columns, and its rows as they come (an iterator is read once).

    `style_of` gives the look of a row: "urgent", "doubt", "muted" or "". A row may have cells beyond the columns for
    it to look at; they are not written. `frozen` columns at the left stay in view. Rows are at least `row_height`
    points high: room to write by hand. When there are more rows than `rows_per_sheet`, further sheets of the same form
    carry on, and the total stands on the last.
    """

    name: str
    title: str
    columns: tuple[LedgerColumn, ...]
    rows: Iterable[Row]
    subtitle: str = ""
    footnotes: tuple[str, ...] = ()
    total: tuple[Cell, ...] = ()
    style_of: StyleOf = plain_rows
    frozen: int = 0
    row_height: float = 0
    rows_per_sheet: int = 1_000_000
