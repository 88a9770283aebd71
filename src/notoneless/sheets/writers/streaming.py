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

from notoneless.sheets.writers.ledger_sheet import Row, StyleOf
from notoneless.sheets.writers.safety import clean_text, starts_formula
from notoneless.sheets.writers.styles import ColumnKind, Palette, RowStyle

_EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@contextmanager
def streaming_workbook(path: Path) -> Iterator[Any]:
    """Give a workbook that is written to `path` when the block ends well; its own files lie in the same folder."""
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    try:
        yield workbook
        workbook.close()
    finally:
        for worksheet in workbook.worksheets():
            worksheet._opt_close()


@dataclass(frozen=True, slots=True)
class _Slot:
    """The XML around a value in one column and row style; the row number goes between `start` and the rest."""

    start: str
    text: str
    quoted: str
    number: str
    blank: str
    as_text: bool


def write_rows(
    sheet: Any, first: int, rows: Iterable[Row], *, kinds: Sequence[ColumnKind], palette: Palette, style_of: StyleOf
) -> int:
    """Write the rows from row `first` (from 0) on, below all that is written; give the row after the last one.

    Cells beyond the columns are left out: a row may carry there what decides its style. A row with fewer cells is
    filled up with empty ones.
    """
    sheet._write_single_row(first)
    out = sheet.row_data_fh
    slots: dict[RowStyle, list[_Slot]] = {}
    number = first
    for row in rows:
        style = style_of(row)
        if style not in slots:
            slots[style] = [_slot(at, kind, style, palette) for at, kind in enumerate(kinds)]
        number += 1
        out.write(_row_xml(number, slots[style], row))
    if number > first:
        sheet.previous_row = number
        sheet.dim_rowmax = number - 1
        sheet.dim_colmax = max(sheet.dim_colmax or 0, len(kinds) - 1)
        sheet.dim_colmin = 0
        sheet.dim_rowmin = first if sheet.dim_rowmin is None else sheet.dim_rowmin
    return number


def _slot(at: int, kind: ColumnKind, style: RowStyle, palette: Palette) -> _Slot:
    plain = palette.body(kind, style)._get_xf_index()
    quoted = palette.body(kind, style, quoted=True)._get_xf_index()
    return _Slot(
        start=f'<c r="{xl_col_to_name(at)}',
        text=f'" s="{plain}" t="inlineStr"><is>',
        quoted=f'" s="{quoted}" t="inlineStr"><is>',
        number=f'" s="{plain}"><v>',
        blank=f'" s="{plain}"/>',
        as_text=kind == "id",
    )


def _row_xml(number: int, slots: list[_Slot], row: Row) -> str:
    parts = [f'<row r="{number}">']
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
            parts.append(f"{slot.start}{number}{slot.number}{value:.16g}</v></c>")
            continue
        text = clean_text(text)
        if not text:
            parts.append(f"{slot.start}{number}{slot.blank}")
        else:
            look = slot.quoted if starts_formula(text) else slot.text
            parts.append(f"{slot.start}{number}{look}{_text_xml(text)}</is></c>")
    parts.append("</row>")
    return "".join(parts)


def _text_xml(text: str) -> str:
    tag = "<t>" if text == text.strip() else '<t xml:space="preserve">'
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return f"{tag}{text}</t>"
