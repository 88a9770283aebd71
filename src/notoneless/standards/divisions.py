"""Administrative division codes: 6 digits to the county (GB/T 2260), 9 to the township, 12 to the village.

统计用区划代码 = 2 province + 2 city + 2 county + 3 township + 3 village. A code that no table knows is a remark
and never an error: divisions are merged and withdrawn, and numbers given under them live on.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from notoneless.standards.identity_numbers import clean_number, missing_reason
from notoneless.standards.tables import load

_SHAPE = re.compile(r"\d{6}(?:\d{3}){0,2}", re.ASCII)
_PROVINCES = {row["code"]: row["name"] for row in load("provinces").rows}


class Level(IntEnum):
    """The levels of division; the value is the count of digits that say something."""

    PROVINCE = 2
    CITY = 4
    COUNTY = 6
    TOWNSHIP = 9
    VILLAGE = 12


@dataclass(frozen=True, slots=True)
class Division:
    """A division code, read. `text` has 12 digits; `remarks` say what is unusual, `problems` what is wrong."""

    raw: str
    text: str
    level: Level | None
    province: str
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


def parse_division(raw: str) -> Division:
    """Read a cell with a division code of 6, 9 or 12 digits. Never raises."""
    text, _ = clean_number(raw)
    missing = missing_reason(text)
    if missing:
        return Division(raw, "", None, "", (missing,), ())
    if not _SHAPE.fullmatch(text):
        return Division(raw, text, None, "", ("division_shape",), ())
    province = province_name(text)
    return Division(raw, text.ljust(12, "0"), level(text), province, (), () if province else ("unknown_province",))


def level(code: str) -> Level:
    """The level of a well-formed code: zeros at its end say nothing."""
    meaning = len(code.rstrip("0"))
    return next(step for step in Level if meaning <= step)


def province_name(code: str) -> str:
    """The name of the province of a code or identity number, "" when not known."""
    return _PROVINCES.get(code[:2] + "0000", "")


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above a well-formed code, nearest first, each of 12 digits."""
    own = level(code)
    return tuple(code[:step].ljust(12, "0") for step in sorted(Level, reverse=True) if step < own)


def contains(area: str, code: str) -> bool:
    """Whether a well-formed code is `area` itself or lies in it."""
    return code.startswith(area[: level(area)])
