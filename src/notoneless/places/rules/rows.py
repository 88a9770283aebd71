"""Rows of an import workbook by field, found under headings that may stand anywhere near the top."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from notoneless.places.rules.columns import EXAMPLE, ImportKind, columns, fields_by_heading, heading_of, plain_heading
from notoneless.places.rules.grids import MOST_ROWS, SheetTexts

_SEARCH_DEPTH = 30
_LONGEST_CELL = 200
_FEW = 2


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row as it stands: the sheet, the number that Excel shows, and the text of each known column."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def text(self, field: str) -> str:
        """The text of a column, "" where there is none."""
        return self.cells.get(field, "")

    def as_json(self) -> dict[str, object]:
        """The row as it is kept until a person has decided."""
        return {"sheet": self.sheet, "number": self.number, "cells": dict(self.cells)}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or odd: in a row, or with row 0 in a whole sheet. `wrong` rows are not taken in."""

    sheet: str
    number: int
    sentence: str
    wrong: bool = True


def rows_of(kind: ImportKind, sheets: Sequence[SheetTexts]) -> tuple[list[ImportRow], list[Finding]]:
    """All rows of the workbook that are filled in, and what is wrong with its sheets.

    Sheets without any of the headings (a guide) are passed over; it is a finding when none has them all.
    """
    rows: list[ImportRow] = []
    findings: list[Finding] = []
    found = False
    for sheet in sheets:
        at, fields, missing = _header(kind, sheet)
        if missing:
            words = "、".join(f"“{heading_of(kind, field)}”" for field in missing)
            findings.append(Finding(sheet.name, at + 1, f"缺少列{words}，这张工作表没有读；请用模板填写"))
        elif fields:
            found = True
            rows.extend(_filled(sheet, at, fields))
            if sheet.cut:
                findings.append(Finding(sheet.name, 0, f"超过 {MOST_ROWS} 行，后面的没有读；请分成几个文件"))
    if not found and not findings:
        words = "、".join(f"“{column.heading}”" for column in columns(kind) if column.required)
        findings.append(Finding("", 0, f"没有找到{kind.label}的列名（{words}），请确认选对了表，或下载模板填写"))
    return rows, findings


def _header(kind: ImportKind, sheet: SheetTexts) -> tuple[int, dict[int, str], list[str]]:
    """The row with most known headings, which field each column has, and the required fields that it lacks."""
    known = fields_by_heading(kind)
    best: tuple[int, dict[int, str]] = (0, {})
    for at, row in enumerate(sheet.rows[:_SEARCH_DEPTH]):
        fields: dict[int, str] = {}
        for place, text in enumerate(row):
            field = known.get(plain_heading(text)) if text else None
            if field and field not in fields.values():
                fields[place] = field
        if len(fields) > len(best[1]):
            best = (at, fields)
    if len(best[1]) < _FEW:
        return 0, {}, []
    missing = [column.field for column in columns(kind) if column.required and column.field not in best[1].values()]
    return best[0], best[1], missing


def _filled(sheet: SheetTexts, header: int, fields: Mapping[int, str]) -> Iterator[ImportRow]:
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        cells = {field: _clean(row[place]) for place, field in fields.items() if place < len(row) and row[place]}
        if cells.get("serial") == EXAMPLE or not any(text for field, text in cells.items() if field != "serial"):
            continue
        yield ImportRow(sheet.name, number, cells)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()[:_LONGEST_CELL]
