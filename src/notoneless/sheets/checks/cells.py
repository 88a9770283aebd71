"""How a check reports: once per cell, the judgement of a text made once however often it comes."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from notoneless.sheets.messages import severity
from notoneless.sheets.rosters import CellProblem, RosterSheet
from notoneless.standards.identity_numbers import parse_identity_number

Verdicts = Sequence[tuple[str, str]]
"""Codes of problems, each with its detail."""


def column_of(sheet: RosterSheet, field: str) -> int:
    """The column that a field was read from, -1 when the sheet has none (a word from the title)."""
    return next((column.index for column in sheet.columns if column.field == field), -1)


def problem(sheet: RosterSheet, at: int, field: str, code: str, detail: str = "") -> CellProblem:
    """A problem of the child at position `at` in the cell of `field`."""
    text = sheet.values[field][at] if field in sheet.values else ""
    return CellProblem(sheet.rows[at], column_of(sheet, field), field, code, text, severity(code), detail)


def each_cell(sheet: RosterSheet, field: str, judge: Callable[[str], Verdicts]) -> Iterator[CellProblem]:
    """Judge each different text of a column once, and report in every row where it stands."""
    cells = sheet.values.get(field)
    if cells is None or column_of(sheet, field) < 0:
        return
    judged = {text: verdicts for text in set(cells) if (verdicts := judge(text))}
    if not judged:
        return
    for at, text in enumerate(cells):
        for code, detail in judged.get(text, ()):
            yield problem(sheet, at, field, code, detail)


def each_pair(
    sheet: RosterSheet, blame: str, other: str, judge: Callable[[str, str], Verdicts]
) -> Iterator[CellProblem]:
    """Judge two cells of each row together, and report in the column `blame`. Silent when the sheet has not both."""
    if blame not in sheet.values or other not in sheet.values or column_of(sheet, blame) < 0:
        return
    for at, (text, beside) in enumerate(zip(sheet.values[blame], sheet.values[other], strict=True)):
        for code, detail in judge(text, beside):
            yield problem(sheet, at, blame, code, detail)


read_identity = lru_cache(maxsize=1 << 19)(parse_identity_number)
"""`parse_identity_number`, remembered: several checks look at the same number."""
