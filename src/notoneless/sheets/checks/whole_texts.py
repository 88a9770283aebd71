"""Texts that do not seem whole."""

import re
from collections.abc import Iterator

from notoneless.sheets.checks.cells import each_cell
from notoneless.sheets.rosters import CellProblem, RosterSheet

_LONG = 1000
_CUT = re.compile(r"(\.{3,}|…)$|^#{3,}$|^#(REF|N/A|VALUE|NAME|DIV/0|NULL|NUM)[!?]?$")


def check_whole_texts(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A text that ends in dots, shows only #, is an error value of the table software, or is far too long."""
    for field in sheet.values:
        yield from each_cell(sheet, field, lambda text: (("text_cut", ""),) if _is_cut(text) else ())


def _is_cut(text: str) -> bool:
    return len(text) > _LONG or (text[-1:] in "….#!?A" and _CUT.search(text) is not None)
