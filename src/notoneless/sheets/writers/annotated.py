"""A source file given back with what is wrong: a column 问题 at the right end, and the cells in question coloured."""

import warnings
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from notoneless.sheets.readers.books import read_book
from notoneless.sheets.writers.rebuilt import rebuild
from notoneless.sheets.writers.replacing import replacing
from notoneless.sheets.writers.row_problems import (
    COLOURS,
    PROBLEM_HEADING,
    PROBLEM_WIDTH,
    RowProblem,
    Severity,
    SheetNotes,
    notes_by_sheet,
)
from notoneless.sheets.writers.safety import clean_text, starts_formula
from notoneless.sheets.writers.styles import line_count, row_height

_UNREADABLE = (BadZipFile, InvalidFileException, ParseError, LookupError, ValueError, TypeError, AttributeError)

# Editing takes about 25 seconds and half a gigabyte for so many; what is larger is rebuilt in a third of the time.
EDITABLE_CELLS = 1_000_000


def annotate(
    source: Path,
    target: Path,
    problems: Sequence[RowProblem],
    header_rows: Mapping[str, int] | None = None,
    *,
    editable_cells: int = EDITABLE_CELLS,
) -> None:
    """Write `target` (.xlsx): the source with a column 问题 in each sheet that has problems. The source stays as it is.

    `header_rows` says in which row (from 1) the headings of a sheet stand, 1 unless told. An .xlsx keeps its looks,
    lists and widths; any other kind, and one of more than `editable_cells`, is built anew, its texts as texts. No
    formula is given back but the value that was read, and no value is changed: a number that lost digits is only
    coloured. A file that was given back before gets its column 问题 anew, not a second one.

    Raises Refusal when the source cannot be read, ValueError when a problem names a sheet that it does not have.
    """
    notes = notes_by_sheet(problems)
    heads = header_rows or {}
    # Reading comes first: it refuses what is hostile before the library that edits sees it, and says what kind it is.
    book = read_book(source)
    unknown = sorted(notes.keys() - {sheet.name for sheet in book.sheets})
    if unknown:
        raise ValueError(f"no such sheet: {', '.join(unknown)}")
    cells = sum(len(row) for sheet in book.sheets for row in sheet.rows)
    workbook = _opened(source) if book.kind == "xlsx" and cells <= editable_cells else None
    with replacing(target) as draft:
        if workbook is None:
            rebuild(draft, book, notes, heads)
            return
        for name, sheet_notes in notes.items():
            _mark(workbook[name], sheet_notes, heads.get(name, 1))
        workbook.save(draft)


def _opened(source: Path) -> Any | None:
    """The workbook for editing, or None when it is too odd for the library that edits."""
    with warnings.catch_warnings():
        # The library warns of parts that it leaves out (extensions of validations, pictures of unknown kinds).
        warnings.simplefilter("ignore")
        try:
            # From memory: the library goes by the ending of a path, which may be wrong, and would keep the file open.
            return openpyxl.load_workbook(BytesIO(source.read_bytes()), data_only=True, keep_links=False)
        except _UNREADABLE:
            return None


def _mark(worksheet: Any, notes: SheetNotes, header_row: int) -> None:
    at = _problem_column(worksheet, header_row)
    heading = worksheet.cell(header_row, at)
    _put(heading, PROBLEM_HEADING)
    heading.font = Font(name="黑体", bold=True, color="C00000")
    heading.alignment = Alignment(horizontal="center", vertical="center")
    for row in notes.sentences:
        cell = worksheet.cell(row, at)
        _put(cell, notes.sentence(row))
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.fill = _fill(notes.rows[row])
        _heighten(worksheet, row, line_count(notes.sentence(row), PROBLEM_WIDTH))
    for (row, column), severity in notes.cells.items():
        worksheet.cell(row, column + 1).fill = _fill(severity)
    worksheet.column_dimensions[get_column_letter(at)].width = PROBLEM_WIDTH
    _widen_filter(worksheet, at)


def _problem_column(worksheet: Any, header_row: int) -> int:
    """The column (from 1) right of all that is filled in, or the one 问题 that is there already, emptied."""
    # Asked of the cells that exist: going through rows would make every cell up to the far end of the sheet.
    filled = {(row, column): cell for (row, column), cell in worksheet._cells.items() if cell.value not in {None, ""}}
    last = max((column for _, column in filled), default=0)
    heading = filled.get((header_row, last))
    if heading is None or heading.value != PROBLEM_HEADING:
        return last + 1
    for (row, column), cell in filled.items():
        if column == last and row > header_row:
            cell.value = None
            cell.fill = PatternFill()
    return last


def _put(cell: Any, text: str) -> None:
    cell.value = clean_text(text)
    cell.data_type = "s"  # the library takes "=…" for a formula
    cell.quotePrefix = starts_formula(text)


def _heighten(worksheet: Any, row: int, lines: int) -> None:
    """A row of one line keeps its height, as does one that is high enough."""
    if lines > 1:
        dimension = worksheet.row_dimensions[row]
        dimension.height = max(dimension.height or 0, row_height(lines))


def _fill(severity: Severity) -> PatternFill:
    return PatternFill("solid", start_color=COLOURS[severity])


def _widen_filter(worksheet: Any, at: int) -> None:
    """A clerk filters for the rows with a problem: the filter of the sheet takes the column in."""
    if worksheet.auto_filter.ref:
        left, top, right, bottom = range_boundaries(worksheet.auto_filter.ref)
        reach = f"{get_column_letter(left)}{top}:{get_column_letter(max(right, at))}{bottom}"
        worksheet.auto_filter.ref = reach
