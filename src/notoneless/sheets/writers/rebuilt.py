"""A workbook built anew from the cells of a file that cannot be edited: .xls, .et, .csv and the like."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from notoneless.sheets.cells import Cell, text_of
from notoneless.sheets.readers.workbooks import RawBook, RawSheet
from notoneless.sheets.writers.names import legal_sheet_name
from notoneless.sheets.writers.row_problems import COLOURS, PROBLEM_HEADING, PROBLEM_WIDTH, Severity, SheetNotes
from notoneless.sheets.writers.safety import clean_text, starts_formula
from notoneless.sheets.writers.styles import display_width, line_count, row_height

_NARROWEST, _WIDEST, _MEASURED_ROWS = 6, 40, 200
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "text": {"num_format": "@"},
    "quoted": {"num_format": "@", "quote_prefix": True},
    "number": {},
    "date": {"num_format": "yyyy-mm-dd"},
    "heading": {"font_name": "黑体", "bold": True, "font_color": "#C00000", "align": "center"},
    "sentence": {"text_wrap": True},
}


class _Formats:
    """The formats of one workbook by kind of cell and severity, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, Severity | None], Any] = {}

    def get(self, kind: str, severity: Severity | None = None) -> Any:
        if (kind, severity) not in self._made:
            colour = {"bg_color": f"#{COLOURS[severity]}"} if severity else {}
            look = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", **_LOOKS[kind], **colour}
            self._made[kind, severity] = self._workbook.add_format(look)
        return self._made[kind, severity]


def rebuild(path: Path, book: RawBook, notes: Mapping[str, SheetNotes], header_rows: Mapping[str, int]) -> None:
    """Write every sheet with its cells in their places and with what its notes say; texts stay texts."""
    # Merged areas reach over rows and so need the whole sheet in memory; a text file has none.
    streamed = not any(sheet.merged for sheet in book.sheets)
    with xlsxwriter.Workbook(str(path), {"constant_memory": streamed, "tmpdir": str(path.parent)}) as workbook:
        formats = _Formats(workbook)
        taken: list[str] = []
        for sheet in book.sheets:
            taken.append(legal_sheet_name(sheet.name, taken))
            worksheet = workbook.add_worksheet(taken[-1])
            found = notes.get(sheet.name, SheetNotes())
            _write_sheet(worksheet, sheet, found, header_rows.get(sheet.name, 1), formats)
            if not sheet.visible and len(book.sheets) > 1:
                worksheet.very_hidden()


def _write_sheet(worksheet: Any, sheet: RawSheet, notes: SheetNotes, header_row: int, formats: _Formats) -> None:
    right = _problem_column(sheet, header_row)
    for at, width in enumerate(_widths(sheet.rows, right)):
        worksheet.set_column(at, at, width)
    for first_row, first, last_row, last in sheet.merged:
        if (first_row, first) != (last_row, last):
            with suppress(OverlappingRange):
                worksheet.merge_range(first_row, first, last_row, last, "", formats.get("text"))
    bottom = max([sheet.height, header_row if notes.sentences else 0, *notes.sentences])
    for row in range(1, bottom + 1):
        lines = line_count(notes.sentence(row), PROBLEM_WIDTH)
        if lines > 1:
            worksheet.set_row(row - 1, row_height(lines))
        cells = sheet.rows[row - 1] if row <= sheet.height else []
        shown = cells[:right] if row >= header_row else cells
        for at, cell in enumerate([*shown, *[None] * (right - len(shown))]):
            _write_cell(worksheet, (row - 1, at), cell, notes.cells.get((row, at)), formats)
        if notes.sentences and row == header_row:
            worksheet.write_string(row - 1, right, PROBLEM_HEADING, formats.get("heading"))
        elif row in notes.sentences:
            look = formats.get("sentence", notes.rows[row])
            worksheet.write_string(row - 1, right, clean_text(notes.sentence(row)), look)
    if notes.sentences:
        worksheet.set_column(right, right, PROBLEM_WIDTH)


def _write_cell(
    worksheet: Any, place: tuple[int, int], cell: Cell, severity: Severity | None, formats: _Formats
) -> None:
    """A number stays a number: one that has lost its digits must be seen to have lost them."""
    if cell is None:
        if severity:
            worksheet.write_blank(*place, None, formats.get("text", severity))
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        worksheet.write_number(*place, cell, formats.get("number", severity))
    elif isinstance(cell, date):
        worksheet.write_datetime(*place, cell, formats.get("date", severity))
    else:
        text = clean_text(cell) if isinstance(cell, str) else text_of(cell)
        worksheet.write_string(*place, text, formats.get("quoted" if starts_formula(text) else "text", severity))


def _problem_column(sheet: RawSheet, header_row: int) -> int:
    """The column (from 0) right of all cells, or the one 问题 that is there already: it is written anew."""
    width = max((at + 1 for row in sheet.rows for at, cell in enumerate(row) if cell is not None), default=0)
    head = sheet.rows[header_row - 1] if 0 < header_row <= sheet.height else []
    return width - 1 if len(head) >= width > 0 and head[width - 1] == PROBLEM_HEADING else width


def _widths(rows: Sequence[Sequence[Cell]], columns: int) -> Iterable[int]:
    """Wide enough for nearly all cells; a title in the first column does not count for it."""
    for at in range(columns):
        widths = sorted(display_width(text_of(row[at])) for row in rows[:_MEASURED_ROWS] if at < len(row))
        usual = widths[int(len(widths) * 0.95) - 1] if widths else 0
        yield min(max(usual + 2, _NARROWEST), _WIDEST)
