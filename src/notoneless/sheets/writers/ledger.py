"""Ledgers as workbooks that print well on A4 and can be filled in: one call, any number of rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from notoneless.sheets.writers.choices import CHOICE_SHEET, ChoiceSheet, add_entry_help
from notoneless.sheets.writers.layout import write_footnotes, write_heading, write_titles
from notoneless.sheets.writers.ledger_sheet import Cell, LedgerColumn, LedgerSheet, Row, printed_count
from notoneless.sheets.writers.names import legal_sheet_name
from notoneless.sheets.writers.paper import set_up_paper
from notoneless.sheets.writers.replacing import replacing
from notoneless.sheets.writers.streaming import BodyStyle, streaming_workbook, write_rows
from notoneless.sheets.writers.styles import Palette, RowStyle

__all__ = ["Cell", "LedgerColumn", "LedgerSheet", "Row", "write_ledger"]

_NO_ROWS = "本表无记录。"


def write_ledger(path: Path, sheets: Sequence[LedgerSheet], *, created: datetime, author: str = "一个不少") -> None:
    """Write the workbook: the same sheets and `created` give the same bytes, and the file appears whole or not at all.

    No cell is a formula, whatever the text in it. Raises ValueError when there is no sheet, when one has no column that
    is printed, or has one that is not printed left of one that is.
    """
    if not sheets or not all(printed_count(sheet.columns) for sheet in sheets):
        raise ValueError("a ledger needs a sheet, and a sheet a column")
    with replacing(path) as draft, streaming_workbook(draft) as workbook:
        workbook.set_properties({"author": author, "title": sheets[0].title, "created": created})
        palette, choices, taken = Palette(workbook), ChoiceSheet(), [CHOICE_SHEET]
        for sheet in sheets:
            rows: Iterator[Row] | None = iter(sheet.rows)
            while rows is not None:
                taken.append(legal_sheet_name(sheet.name, taken))
                rows = _write_sheet(workbook.add_worksheet(taken[-1]), sheet, rows, palette, choices)
        choices.add_to(workbook)


def _total(_row: Row) -> RowStyle:
    return "total"


def _write_sheet(
    worksheet: Any, sheet: LedgerSheet, rows: Iterator[Row], palette: Palette, choices: ChoiceSheet
) -> Iterator[Row] | None:
    """Write what one sheet holds; give the rows that are left for the next one."""
    columns = sheet.columns
    printed = columns[: printed_count(columns)]
    for at, column in enumerate(columns):
        worksheet.set_column(at, at, column.width)
    top = write_titles(worksheet, sheet.title, sheet.subtitle, printed, palette)
    first = write_heading(worksheet, top, columns, palette)
    body = BodyStyle(columns, palette, sheet.style_of, sheet.row_height)
    end = below = write_rows(worksheet, first, islice(rows, sheet.rows_per_sheet), body)
    ahead = list(islice(rows, 1))
    if sheet.total and not ahead:
        below = write_rows(worksheet, end, [sheet.total], replace(body, style_of=_total))
    notes = sheet.footnotes if end > first else (_NO_ROWS, *sheet.footnotes)
    last = write_footnotes(worksheet, below, notes, printed, palette)
    add_entry_help(worksheet, first, max(end - 1, first), columns, choices)
    worksheet.freeze_panes(first, sheet.frozen)
    worksheet.autofilter(first - 1, 0, max(end - 1, first - 1), len(columns) - 1)
    set_up_paper(worksheet, (top, first - 1), (last - 1, len(printed) - 1))
    return chain(ahead, rows) if ahead else None
