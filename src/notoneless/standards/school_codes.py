"""School codes (学校（机构）标识码): 10 digits = kind 2, province 2, serial 6; kept when a school is renamed.

教育部《学校（机构）代码管理办法》; a code of a kind or province that no table knows is no fault.
"""

import re
from dataclasses import dataclass

from notoneless.standards.identity_numbers import clean_number, missing_reason
from notoneless.standards.tables import load

_SHAPE = re.compile(r"\d{10}", re.ASCII)
_KINDS = {row["code"]: row["label"] for row in load("school_kinds").rows}
_PROVINCES = {row["code"][:2]: row["name"] for row in load("provinces").rows}


@dataclass(frozen=True, slots=True)
class SchoolCode:
    """One cell of a 学校标识码 column, read. `kind` and `province` are words, "" when not known."""

    raw: str
    text: str
    kind: str
    province: str
    problems: tuple[str, ...]


def parse_school_code(raw: str) -> SchoolCode:
    """Read a cell of a 学校标识码 column. Never raises; only a wrong shape is a problem."""
    text, _ = clean_number(raw)
    missing = missing_reason(text)
    if missing:
        return SchoolCode(raw, "", "", "", (missing,))
    if not _SHAPE.fullmatch(text):
        return SchoolCode(raw, text, "", "", ("school_code_length",))
    return SchoolCode(raw, text, _KINDS.get(text[:2], ""), _PROVINCES.get(text[2:4], ""), ())
