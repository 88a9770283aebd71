"""Write sheets to workbooks and text files; say on which row every child came to stand."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import xlsxwriter

from notoneless.samples.layouts import Cell, Sheet, lines_of

Encoding = Literal["gb18030", "utf-8-sig"]
Place = tuple[str, int, int]
"""Sheet name, row counted from 1 as Excel does, child."""

_STREAM_FROM = 20_000
"""Rows from which a workbook is streamed instead of built in memory."""
_NOTES = (("填表说明",), ("项目", "说明"), ("身份证号", "18位，文本格式"), ("出生日期", "按户口簿填写"))
_CODES = (("性别", "是否"), ("男", "是"), ("女", "否"))


def write_workbook(path: Path, sheets: Sequence[Sheet], as_of: date, *, notes: bool, codes: bool) -> list[Place]:
    """Write an .xlsx: the same sheets and day give the same bytes.

    `notes` adds a sheet that explains how to fill in the form, `codes` a hidden one with the drop-down lists.
    """
    rows = sum(sheet.children.height for sheet in sheets)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": rows > _STREAM_FROM, "strings_to_urls": False})
    book.set_properties({"created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001
    day = book.add_format({"num_format": "yyyy/m/d"})
    places = [place for sheet in sheets for place in _write_sheet(book, sheet, day)]
    if notes:
        _write_table(book, "填表说明", _NOTES)
    if codes:
        _write_table(book, "数据字典", _CODES).hide()
    book.close()
    return places


def _write_sheet(book: xlsxwriter.Workbook, sheet: Sheet, day: xlsxwriter.format.Format) -> list[Place]:
    page = book.add_worksheet(sheet.name)
    places = []
    for row, (cells, child) in enumerate(lines_of(sheet)):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    page.write_string(row, column, cell)
            elif isinstance(cell, float):
                page.write_number(row, column, cell)
            else:
                page.write_datetime(row, column, cell, day)
        if child is not None:
            places.append((sheet.name, row + 1, child))
    return places


def _write_table(book: xlsxwriter.Workbook, name: str, rows: Sequence[Sequence[str]]) -> xlsxwriter.worksheet.Worksheet:
    page = book.add_worksheet(name)
    for row, cells in enumerate(rows):
        page.write_row(row, 0, cells)
    return page


def write_text(path: Path, sheet: Sheet, encoding: Encoding) -> list[Place]:
    """Write a .csv as Excel or the enrolment system does; its sheet is called as the file without its ending."""
    text = io.StringIO()
    writer = csv.writer(text)
    places = []
    for row, (cells, child) in enumerate(lines_of(sheet), 1):
        writer.writerow([_as_text(cell) for cell in cells])
        if child is not None:
            places.append((path.stem, row, child))
    path.write_bytes(text.getvalue().encode(encoding))
    return places


def _as_text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell.year}/{cell.month}/{cell.day}"
    if isinstance(cell, float):
        return f"{cell:.14E}" if cell > 1e15 else str(int(cell))
    return cell
