"""The lines around the rows of a ledger: title, subtitle, headings in one or two rows, footnotes."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from notoneless.sheets.writers.ledger_sheet import LedgerColumn
from notoneless.sheets.writers.safety import clean_text
from notoneless.sheets.writers.styles import Palette, line_count

_TITLE_LINE, _LINE, _SPACE = 22, 14.5, 7  # heights in points
_TITLE_WIDER = 1.6  # a title's letters against those that column widths are counted in


def write_titles(worksheet: Any, title: str, subtitle: str, columns: Sequence[LedgerColumn], palette: Palette) -> int:
    """Write title and subtitle over the width of `columns`; give the next free row."""
    width = sum(column.width for column in columns)
    lines = line_count(title, width / _TITLE_WIDER)
    worksheet.set_row(0, lines * _TITLE_LINE + _SPACE)
    _across(worksheet, 0, (0, len(columns) - 1), title, palette.frame("title"))
    if not subtitle:
        return 1
    worksheet.set_row(1, line_count(subtitle, width) * _LINE + _SPACE)
    _across(worksheet, 1, (0, len(columns) - 1), subtitle, palette.frame("subtitle"))
    return 2


def write_heading(worksheet: Any, row: int, columns: Sequence[LedgerColumn], palette: Palette) -> int:
    """Write the headings, in two rows when a column has a group; give the first row for what follows.

    The lower row names every column, so that whoever reads the file back needs that row only; a column without a
    group has an open cell above it, which prints like one high cell.
    """
    if any(column.group for column in columns):
        _write_groups(worksheet, row, columns, palette)
        row += 1
    worksheet.set_row(row, max(line_count(column.heading, column.width) for column in columns) * _LINE + _SPACE)
    for at, column in enumerate(columns):
        look = palette.frame("heading asked" if column.asked else "heading")
        worksheet.write_string(row, at, clean_text(column.heading), look)
    return row + 1


def _write_groups(worksheet: Any, row: int, columns: Sequence[LedgerColumn], palette: Palette) -> None:
    worksheet.set_row(row, _LINE + _SPACE)
    for group, members in groupby(enumerate(columns), key=lambda item: item[1].group):
        places = list(members)
        asked = all(column.asked for _, column in places)
        if group:
            look = palette.frame("heading asked" if asked else "heading")
            _across(worksheet, row, (places[0][0], places[-1][0]), group, look)
            continue
        for at, column in places:
            look = palette.frame("heading asked open" if column.asked else "heading open")
            worksheet.write_blank(row, at, None, look)


def write_footnotes(
    worksheet: Any, row: int, footnotes: Sequence[str], columns: Sequence[LedgerColumn], palette: Palette
) -> int:
    """Write each footnote over the width of `columns`, from `row` on; give the next free row."""
    width = sum(column.width for column in columns)
    for at, note in enumerate(footnotes, start=row):
        worksheet.set_row(at, line_count(note, width) * _LINE + _SPACE / 2)
        _across(worksheet, at, (0, len(columns) - 1), note, palette.frame("footnote"))
    return row + len(footnotes)


def _across(worksheet: Any, row: int, span: tuple[int, int], text: str, look: Any) -> None:
    first, last = span
    if last == first:
        worksheet.write_string(row, first, clean_text(text), look)
        return
    # merge_range would take a text that begins with "=" for a formula, write_string never does.
    worksheet.merge_range(row, first, row, last, "", look)
    worksheet.write_string(row, first, clean_text(text), look)
