"""Rows written as fast as they come, in memory that does not grow.

XlsxWriter's own path takes about ten microseconds a cell; a district's ledger has three million. In its streaming mode
the library keeps the rows of a sheet as XML in a temporary file; this module adds rows to that file directly and
leaves everything else (styles, print set-up, packing) to the library.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from notoneless.sheets.writers.ledger_sheet import LedgerColumn, Row, StyleOf
from notoneless.sheets.writers.safety import MOST_UNITS, clean_text, starts_formula
from notoneless.sheets.writers.styles import DEFAULT, Palette, RowStyle, line_count, row_height

_HIGHEST = 409  # points that a row can have
_EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@contextmanager
def streaming_workbook(path: Path) -> Iterator[Any]:
    """Give a workbook that is written to `path` when the block ends well; its own files lie in the same folder."""
    options = {"constant_memory": True, "tmpdir": str(path.parent), "default_format_properties": dict(DEFAULT)}
    workbook = xlsxwriter.Workbook(str(path), options)
    try:
        yield workbook
        workbook.close()
    finally:
        for worksheet in workbook.worksheets():
            worksheet._opt_close()


@dataclass(frozen=True, slots=True)
class BodyStyle:
    """How rows are written: their columns, the formats, the look of each row and the least height in points."""

    columns: Sequence[LedgerColumn]
    palette: Palette
    style_of: StyleOf
    least_height: float = 0


@dataclass(frozen=True, slots=True)
class _Slot:
    """The XML around a value in one column and row style; the row number goes between `start` and the rest.

    A text of up to `fits` characters takes one line.
    """

    start: str
    text: str
    quoted: str
    number: str
    nought: str
    blank: str
    as_text: bool
    wraps: bool
    width: float
    fits: int


def write_rows(sheet: Any, first: int, rows: Iterable[Row], body: BodyStyle) -> int:
    """Write the rows from row `first` (from 0) on, below all that is written; give the row after the last one.

    Cells beyond the columns are left out: a row may carry there what decides its style. A row with fewer cells is
    filled up with empty ones.
    """
    sheet._write_single_row(first)
    out = sheet.row_data_fh
    slots: dict[RowStyle, list[_Slot]] = {}
    number = first
    for row in rows:
        style = body.style_of(row)
        if style not in slots:
            slots[style] = [_slot(at, column, style, body.palette) for at, column in enumerate(body.columns)]
        number += 1
        out.write(_row_xml(number, slots[style], row, body.least_height))
    if number > first:
        sheet.previous_row = number
        sheet.dim_rowmax = number - 1
        sheet.dim_colmax = max(sheet.dim_colmax or 0, len(body.columns) - 1)
        sheet.dim_colmin = 0
        sheet.dim_rowmin = first if sheet.dim_rowmin is None else sheet.dim_rowmin
    return number


def _slot(at: int, column: LedgerColumn, style: RowStyle, palette: Palette) -> _Slot:
    kind, wraps = column.kind, column.printed
    plain = palette.body(kind, style, wraps=wraps)._get_xf_index()
    quoted = palette.body(kind, style or column.flag, wraps=wraps, quoted=True)._get_xf_index()
    flagged = palette.body(kind, style or column.flag, wraps=wraps)._get_xf_index()
    return _Slot(
        start=f'<c r="{xl_col_to_name(at)}',
        text=f'" s="{flagged}" t="inlineStr"><is>',
        quoted=f'" s="{quoted}" t="inlineStr"><is>',
        number=f'" s="{flagged}"><v>',
        nought=f'" s="{plain}"><v>',
        blank=f'" s="{plain}"/>',
        as_text=kind == "id",
        wraps=wraps,
        width=column.width,
        fits=int(column.width) // 2 if wraps else MOST_UNITS,
    )


def _row_xml(number: int, slots: list[_Slot], row: Row, least_height: float) -> str:
    parts, lines = [""], 1
    if len(row) < len(slots):
        row = [*row, *[None] * (len(slots) - len(row))]
    for slot, value in zip(slots, row, strict=False):
        if isinstance(value, str):
            text = value
        elif value is None or not isfinite(value):
            text = ""
        elif slot.as_text or abs(value) >= _EXACT:
            text = str(value)
        else:
            parts.append(f"{slot.start}{number}{slot.number if value else slot.nought}{value:.16g}</v></c>")
            continue
        text = clean_text(text)
        if not text:
            parts.append(f"{slot.start}{number}{slot.blank}")
        else:
            look = slot.quoted if starts_formula(text) else slot.text
            parts.append(f"{slot.start}{number}{look}{_text_xml(text)}</is></c>")
            if len(text) > slot.fits or ("\n" in text and slot.wraps):
                lines = max(lines, line_count(text, slot.width))
    parts[0] = _row_start(number, lines, least_height)
    parts.append("</row>")
    return "".join(parts)


def _row_start(number: int, lines: int, least_height: float) -> str:
    """The height is not marked as set by hand: the row grows when somebody writes more into it."""
    height = max(least_height, row_height(lines) if lines > 1 else 0)
    return f'<row r="{number}" ht="{min(height, _HIGHEST):g}">' if height else f'<row r="{number}">'


def _text_xml(text: str) -> str:
    tag = "<t>" if text == text.strip() else '<t xml:space="preserve">'
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return f"{tag}{text}</t>"
