"""Drop-down lists, and what a person sees who is about to fill in a cell."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from xlsxwriter.utility import xl_range_abs

from notoneless.sheets.writers.ledger_sheet import LedgerColumn
from notoneless.sheets.writers.safety import clean_text

CHOICE_SHEET = "选项"
_INLINE_MOST = 255  # characters that a rule holds of a list or a message
_TITLE_MOST = 32


class ChoiceSheet:
    """The lists too long for a rule: each a column of a hidden sheet, once for all the columns that use it."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, ...], int] = {}

    def source(self, choices: tuple[str, ...]) -> list[str] | str:
        """What a rule names as its list."""
        # Inside a rule the comma parts the choices and a leading "=" makes a reference of them.
        plain = not any("," in choice or choice.startswith("=") for choice in choices)
        if plain and len(",".join(choices)) <= _INLINE_MOST:
            return list(choices)
        at = self._places.setdefault(choices, len(self._places))
        return f"='{CHOICE_SHEET}'!{xl_range_abs(0, at, len(choices) - 1, at)}"

    def add_to(self, workbook: Any) -> None:
        """Add the hidden sheet as the last one, when a list needs it."""
        if not self._places:
            return
        worksheet = workbook.add_worksheet(CHOICE_SHEET)
        for row, cells in enumerate(zip_longest(*self._places, fillvalue="")):
            for at, text in enumerate(cells):
                worksheet.write_string(row, at, clean_text(text))
        worksheet.hide()


def add_entry_help(
    worksheet: Any, first: int, last: int, columns: Sequence[LedgerColumn], choices: ChoiceSheet
) -> None:
    """Give the cells of the rows `first` to `last` their lists and notes; no mark warns of an ID that is a text."""
    for at, column in enumerate(columns):
        if column.choices or column.note:
            worksheet.data_validation(first, at, last, at, _rule(column, choices))
    identifiers = [xl_range_abs(first, at, last, at) for at, column in enumerate(columns) if column.kind == "id"]
    if identifiers:
        worksheet.ignore_errors({"number_stored_as_text": " ".join(identifiers).replace("$", "")})


def _rule(column: LedgerColumn, choices: ChoiceSheet) -> dict[str, object]:
    rule: dict[str, object] = {"validate": "any"}
    if column.choices:
        rule = {
            "validate": "list",
            "source": choices.source(column.choices),
            "error_title": "不在选项中",
            "error_message": f"“{column.heading}”请从下拉列表中选择。"[:_INLINE_MOST],
        }
    if column.note:
        rule |= {"input_title": column.heading[:_TITLE_MOST], "input_message": clean_text(column.note)[:_INLINE_MOST]}
    return rule
