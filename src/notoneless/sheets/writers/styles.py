"""How the cells of a ledger look: fonts that offices have, thin borders, wrapped text, few colours."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from math import ceil
from types import MappingProxyType
from typing import Any, Literal

ColumnKind = Literal["text", "number", "count", "date", "id"]
RowStyle = Literal["", "urgent", "doubt", "muted", "total"]

_LINE, _SPACE = 14, 4

# Column widths are counted in digits of the workbook's default font: when that is the font of the rows, what fits here
# fits on a machine with other fonts.
DEFAULT: Mapping[str, object] = MappingProxyType({"font_name": "宋体", "font_size": 10})

_TITLE = {"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter", "text_wrap": True}
_SUBTITLE = {"font_name": "宋体", "font_size": 10.5, "align": "left", "valign": "vcenter", "text_wrap": True}
_FOOTNOTE = {"font_name": "宋体", "font_size": 9, "align": "left", "valign": "top", "text_wrap": True}
_HEADING = {
    "font_name": "黑体",
    "font_size": 10,
    "bold": True,
    "border": 1,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "bg_color": "#DDE7F0",
}
_BODY = {**DEFAULT, "border": 1, "valign": "vcenter"}

FRAME: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "title": {**_TITLE, "bold": True},
        "subtitle": _SUBTITLE,
        "footnote": _FOOTNOTE,
        "heading": _HEADING,
        "heading asked": {**_HEADING, "bg_color": "#FFF2CC"},
        "heading open": {**_HEADING, "bottom": 0},
        "heading asked open": {**_HEADING, "bg_color": "#FFF2CC", "bottom": 0},
    }
)

# Dates and numbers may be typed into empty cells, so their columns have a format; an ID is text whatever is typed.
# In a table of counts a nought is a dash: what is not nought stands out. The room right of a number is part of its
# format (_0: as wide as a nought), since LibreOffice loses an indent there on some cells.
_KINDS: Mapping[str, Mapping[str, object]] = {
    "text": {"align": "left"},
    "number": {"align": "right", "text_wrap": False, "num_format": "General_0"},
    "count": {"align": "right", "text_wrap": False, "num_format": '0_0;-0_0;"—"_0'},
    "date": {"align": "center", "num_format": "yyyy-mm-dd"},
    "id": {"align": "center", "num_format": "@"},
}
_ROWS: Mapping[str, Mapping[str, object]] = {
    "": {},
    "urgent": {"bg_color": "#F8D0CC"},
    "doubt": {"bg_color": "#FFF0B8"},
    "muted": {"font_color": "#7F7F7F", "bg_color": "#F2F2F2"},
    "total": {"bold": True, "top": 2},
}


class Palette:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, ...], Any] = {}

    def frame(self, name: str) -> Any:
        """The format of a title, heading or footnote, by its name in FRAME."""
        return self._format((name,), FRAME[name])

    def body(self, kind: ColumnKind, style: RowStyle = "", *, wraps: bool = True, quoted: bool = False) -> Any:
        """The format of a cell of a row; `quoted` for text that begins like a formula."""
        look = {**_BODY, "text_wrap": wraps, **_KINDS[kind], **_ROWS[style], "quote_prefix": quoted}
        return self._format((kind, style, str(wraps), str(quoted)), look)

    def _format(self, key: tuple[str, ...], look: Mapping[str, object]) -> Any:
        if key not in self._made:
            self._made[key] = self._workbook.add_format(dict(look))
        return self._made[key]


def display_width(text: str) -> int:
    """The width of the longest line in digits, the unit of column widths: a Chinese character takes two."""
    return max((_line_width(line) for line in text.split("\n")), default=0)


def line_count(text: str, width: float) -> int:
    """How many lines the text takes in a cell of this width."""
    if text.isascii() and "\n" not in text:
        return max(1, ceil(len(text) / width))  # numbers of persons: each is met once and not worth keeping
    return _lines(text, max(width // 2 * 2, 2))


def row_height(lines: int) -> float:
    """The height in points of a row with so many lines of its fonts, whichever of them the reader's machine has.

    It is written because it cannot be left to the program that opens the file: LibreOffice trusts a workbook that
    looks like Excel's to have its heights, and gives a row without one a single line.
    """
    return _LINE * lines + _SPACE


@lru_cache(maxsize=1 << 14)
def _lines(text: str, room: float) -> int:
    return sum(max(1, ceil(_line_width(line) / room)) for line in text.split("\n"))


def _line_width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line)
