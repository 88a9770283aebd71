"""Identity, disability, student and telephone numbers as they are miswritten."""

from collections.abc import Mapping

from notoneless.samples.spoilt_names import Spoil

_NOT_YET = ("无", "未上户", "暂无", "办理中", "未办", "/")
_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_MARKS = ("'", "‘", "＇", "`")


def _typo(number: str, draw: int) -> str:
    """One digit wrong, mostly in the order code and rarely in division or birth."""
    place = (14 + draw % 3) if draw % 5 else draw // 5 % 17
    if not number[place : place + 1].isdigit():
        return number
    return number[:place] + str((int(number[place]) + 1 + draw // 97 % 9) % 10) + number[place + 1 :]


def _transposed(number: str, draw: int) -> str:
    for step in range(len(number) - 1):
        place = (draw + step) % (len(number) - 1)
        if number[place] != number[place + 1]:
            return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    return number


def _digit_lost(number: str, draw: int) -> str:
    place = draw % len(number)
    return number[:place] + number[place + 1 :]


def _digit_added(number: str, draw: int) -> str:
    place = draw % len(number)
    return number[:place] + number[place] + number[place:]


def _excel_number(number: str, _draw: int) -> str:
    """Excel keeps the first 15 digits of a number; the text is the one that a reader makes of such a cell."""
    whole = number.isdecimal() and number.isascii() and len(number) == 18
    return f"{number[0]}.{number[1:15]}E+17" if whole else number


def _scientific(number: str, _draw: int) -> str:
    """What a cell shows and what is then copied as text."""
    return f"{number[0]}.{number[1:6]}E+17" if number[:17].isdecimal() else number


def _grouped(number: str, draw: int) -> str:
    gap = (" ", "\u3000", "-")[draw % 3]
    return gap.join((number[:6], number[6:14], number[14:]))


NUMBERS: Mapping[str, Spoil] = {
    "typo": _typo,
    "transposed": _transposed,
    "digit_lost": _digit_lost,
    "digit_added": _digit_added,
    "excel_number": _excel_number,
    "scientific": _scientific,
    "full_width": lambda number, _draw: number.translate(_FULL_WIDTH),
    "grouped": _grouped,
    "apostrophe": lambda number, draw: _MARKS[draw % len(_MARKS)] + number,
    "lower_x": lambda number, _draw: number.replace("X", "x"),
    "times_x": lambda number, _draw: number.replace("X", "×").replace("x", "×"),
    "letter_o": lambda number, draw: number if "E+" in number else number.replace("0", "oO"[draw % 2]),
    "not_yet": lambda _number, draw: _NOT_YET[draw % len(_NOT_YET)],
    "reissued": lambda number, draw: f"{number}B{1 + draw % 2}",
    "lower_case": lambda number, _draw: number.lower(),
    "one_off": lambda number, draw: f"{number[:-1]}{(int(number[-1]) + 1 + draw % 9) % 10}",
    "hyphenated": lambda number, _draw: f"{number[:3]}-{number[3:7]}-{number[7:]}",
    "grouped_phone": lambda number, _draw: f"{number[:3]} {number[3:7]} {number[7:]}",
}
