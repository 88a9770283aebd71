"""Workbooks as python-calamine gives them: the type of every cell kept, nothing computed, nothing followed."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import python_calamine as calamine

from notoneless.sheets.cells import Cell
from notoneless.sheets.readers.limits import Limits
from notoneless.sheets.refusals import Refusal

Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as it stands, from A1: `rows[0]` is row 1 of Excel. Empty rows after the last filled one are left out.

    `merged` has the first row, first column, last row and last column of each merged area, from 0.
    """

    name: str
    visible: bool
    rows: list[list[Cell]]
    merged: tuple[Area, ...] = ()

    @property
    def height(self) -> int:
        """How many rows Excel would say there are, up to the last one that is not empty."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class RawBook:
    """One file as it stands. `kind` is what it truly is: xlsx, xls, ods or text; `encoding` is only that of a text."""

    path: str
    kind: str
    encoding: str
    sheets: tuple[RawSheet, ...]
    remarks: tuple[str, ...] = ()


def raw_sheet(
    name: str, rows: Iterable[Iterable[Cell]], limits: Limits, *, visible: bool = True, merged: Iterable[Area] = ()
) -> tuple[RawSheet, list[str]]:
    """Make a sheet of `rows`: texts that are too long are cut, and the remarks say where."""
    longest = limits.cell_characters
    kept: list[list[Cell]] = []
    remarks: list[str] = []
    for number, row in enumerate(rows, start=1):
        cells: list[Cell] = [None if cell == "" else cell for cell in row]
        long = [at for at, cell in enumerate(cells) if cell.__class__ is str and len(cell) > longest]
        for at in long:
            cells[at] = str(cells[at])[:longest]
            remarks.append(f"工作表“{name}”第 {number} 行有单元格超过 {longest} 字，已截短")
        kept.append(cells)
    while kept and all(cell is None for cell in kept[-1]):
        kept.pop()
    return RawSheet(name, visible, kept, tuple(merged)), remarks


def read_workbook(data: bytes, limits: Limits) -> tuple[tuple[RawSheet, ...], list[str]]:
    """Give the sheets of a workbook that has passed the checks of its container, and what to remark on it.

    Raises Refusal: `encrypted`, `damaged`, or one of the limits on sheets, rows and columns.
    """
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _sheets(book, limits)
    except calamine.PasswordError as fault:
        raise Refusal("encrypted") from fault
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as fault:
        raise Refusal("damaged") from fault
    except BaseException as fault:
        # A panic inside the parser is no Exception, so that nobody catches it by chance; here it is a damaged file.
        if type(fault).__name__ != "PanicException":
            raise
        raise Refusal("damaged") from None


def _sheets(book: calamine.CalamineWorkbook, limits: Limits) -> tuple[tuple[RawSheet, ...], list[str]]:
    listed = book.sheets_metadata
    if len(listed) > limits.sheets:
        raise Refusal("too_many_sheets", count=len(listed), limit=limits.sheets)
    sheets: list[RawSheet] = []
    remarks: list[str] = []
    for at, entry in enumerate(listed):
        if entry.typ != calamine.SheetTypeEnum.WorkSheet:
            remarks.append(f"“{entry.name}”是图表或宏表，不是工作表，已略过")
            continue
        visible = entry.visible == calamine.SheetVisibleEnum.Visible
        sheet, found = _sheet(book.get_sheet_by_index(at), entry.name, visible, limits)
        sheets.append(sheet)
        remarks.extend(found)
    return tuple(sheets), remarks


def _sheet(sheet: calamine.CalamineSheet, name: str, visible: bool, limits: Limits) -> tuple[RawSheet, list[str]]:
    last_row, last_column = sheet.end or (-1, -1)
    if last_row >= limits.rows:
        raise Refusal("too_many_rows", count=last_row + 1, limit=limits.rows)
    if last_column >= limits.columns:
        raise Refusal("too_many_columns", count=last_column + 1, limit=limits.columns)
    rows = sheet.to_python(skip_empty_area=False)
    merged = [(first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()]
    return raw_sheet(name, rows, limits, visible=visible, merged=merged)
