"""Codes of divisions and the paths made of them: "/511791/511791103/511791103201/".

统计用区划代码: 6 digits to the district, 9 to the township, 12 to the village (`tables/levels.csv`). A path names every
division from the district down, so that all that lies in an area is one range of it.
"""

import re
from enum import StrEnum

from notoneless.places.rules.refusals import NotPossibleError
from notoneless.standards.tables import load

ROOT = "/"
_SHAPE = re.compile(r"\d+", re.ASCII)
_LEVELS = load("levels", "notoneless.places").rows
_AFTER_SLASH = "0"
"""The character that follows "/" in order of code points: the end of every range of paths."""


class DivisionLevel(StrEnum):
    """How large a division is. Its words are in `tables/levels.csv`."""

    DISTRICT = "district"
    TOWNSHIP = "township"
    VILLAGE = "village"

    @property
    def label(self) -> str:
        return next(row["label"] for row in _LEVELS if row["level"] == self)

    @property
    def digits(self) -> int:
        return next(int(row["digits"]) for row in _LEVELS if row["level"] == self)

    @property
    def above(self) -> "DivisionLevel | None":
        """The level of the parent; None for a district."""
        parent = next(row["parent"] for row in _LEVELS if row["level"] == self)
        return DivisionLevel(parent) if parent else None


def short_code(code: str) -> str:
    """A township or district that came with 12 digits, its zeros at the end taken off: 511791103000 is 511791103."""
    text = code.strip()
    if len(text) != DivisionLevel.VILLAGE.digits or not text.endswith("000"):
        return text
    return text[: DivisionLevel.DISTRICT.digits] if text.endswith("000000") else text[: DivisionLevel.TOWNSHIP.digits]


def level_of(code: str) -> DivisionLevel:
    """The level that a code speaks of. Raises NotPossibleError for a code that is not 6, 9 or 12 digits."""
    level = next((level for level in DivisionLevel if level.digits == len(code)), None)
    if level is None or not _SHAPE.fullmatch(code):
        raise NotPossibleError(f"区划代码“{code}”不对：区县 6 位、乡镇（街道）9 位、村（社区）12 位数字", "code")
    return level


def parent_code(code: str) -> str:
    """The code of the division that a code lies in by its digits; "" for a district."""
    above = level_of(code).above
    return code[: above.digits] if above else ""


def path_of(code: str, parent_path: str = ROOT) -> str:
    """The path of a division under the path of its parent."""
    return f"{parent_path}{code}/"


def path_length(level: DivisionLevel) -> int:
    """How many characters the paths of a level have."""
    above = level.above
    return (path_length(above) if above else len(ROOT)) + level.digits + 1


def path_range(path: str) -> tuple[str, str]:
    """The first path of an area, and the first one after it: the area itself and all below are between them."""
    return path, path[:-1] + _AFTER_SLASH


def is_below(path: str, area: str) -> bool:
    """Whether a path is that of the area or of something in it."""
    return bool(area) and path.startswith(area)


def moved_path(path: str, old: str, new: str) -> str:
    """A path below `old` as it is once `old` has become `new`."""
    return new + path.removeprefix(old)


def path_codes(path: str) -> tuple[str, ...]:
    """The codes of a path, the district first."""
    return tuple(code for code in path.split("/") if code)
