"""What a cell may hold, and the one way it becomes text."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Cell = str | int | float | bool | date | datetime | time | timedelta | None

# Excel keeps 15 significant digits: a number from here on has lost what came after them.
LOSSY_FROM = 10**15
_DIGITS_KEPT = 15

# Control characters but tab and line feed; and the marks without width that chat programs wrap around a number.
_UNSEEN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]")


def text_of(cell: Cell) -> str:
    """Give the text that a clerk would say stands in the cell; an empty cell gives the empty text.

    A number of more than 15 digits comes in scientific form with the 15 digits that Excel keeps, such as
    "5.11791201405018E+17": it is seen to be lost and cannot be taken for an identity number.
    """
    if isinstance(cell, str):
        return _clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return _number(cell)
    return _moment(cell)


def texts_of(rows: Iterable[Iterable[Cell]]) -> list[list[str]]:
    """The text of every cell. Most texts of a roster come again and again (schools, classes): each is cleaned once."""
    cleaned = _Cleaned()
    return [[cleaned[cell] if cell.__class__ is str else text_of(cell) for cell in row] for row in rows]


class _Cleaned(dict[str, str]):
    """Texts and what they are cleaned to."""

    def __missing__(self, text: str) -> str:
        clean = self[text] = _clean(text)
        return clean


def _clean(text: str) -> str:
    text = text if text.isprintable() else _UNSEEN.sub("", text)
    return text.strip()


def _moment(cell: date | datetime | time | timedelta) -> str:
    """A day is written without the midnight that the file format adds to it."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


def _number(number: int | float) -> str:
    if isinstance(number, float) and not number.is_integer():
        return repr(number)
    if abs(number) >= LOSSY_FROM:
        return _scientific(number)
    return str(int(number))


def _scientific(number: int | float) -> str:
    """The shortest text that gives the same float has the digits Excel kept; rounding could change the last one."""
    sign, digits, exponent = Decimal(repr(number)).as_tuple()
    power = len(digits) + int(exponent) - 1
    kept = "".join(map(str, digits[:_DIGITS_KEPT])).ljust(_DIGITS_KEPT, "0")
    return f"{'-' if sign else ''}{kept[0]}.{kept[1:]}E+{power:02d}"
