"""From the words over a column to a field, however they are decorated."""

import re
import unicodedata
from functools import cache, lru_cache

from notoneless.standards.tables import load

KNOWN_BUT_UNUSED = "-"
_PACKAGE = "notoneless.sheets"
_BRACKETED = re.compile(r"[（(\[【〔<《][^）)\]】〕>》]*[）)\]】〕>》]")
_NOISE = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffffa-z0-9]")
_GENERAL = re.compile(r"(基本|基础)?(信息|情况|资料)(?=.)")
_GROUP = re.compile(
    r"^(?:户籍|户口|家庭|儿童|少年|学生|本人|个人|孩子|就读|学籍)[\u4e00-\u9fff]*?(?:所在地|信息|情况|资料)(?=.)"
)
_ENUMERATED = re.compile(r"^[0-9]{1,2}(?=[\u4e00-\u9fff])")


@lru_cache(maxsize=4096)
def plain_heading(text: str, keep_bracketed: bool = True) -> str:
    """The bare words of a heading: no spaces, line breaks, stars or punctuation; brackets kept as words or dropped."""
    text = unicodedata.normalize("NFKC", text).lower()
    if not keep_bracketed:
        text = _BRACKETED.sub("", text)
    return _ENUMERATED.sub("", _NOISE.sub("", text))


@lru_cache(maxsize=4096)
def field_of_heading(text: str) -> tuple[str | None, int]:
    """The field that a heading names, and how surely: 2 word for word, 1 by a part of it, 0 not at all.

    The field is "-" for a heading that is known and has no field.
    """
    forms = [_GENERAL.sub("", form) for form in (plain_heading(text), plain_heading(text, False)) if form]
    # A group heading over several columns (户籍所在地 → 乡镇、村、组) says whose they are, not what they are.
    for form in (*forms, *(_GROUP.sub("", form) for form in forms)):
        if form in _synonyms():
            return _synonyms()[form], 2
    for form in reversed(forms):
        if len(form) > 20:
            continue
        for field, has, lacks in _fragments():
            if has.search(form) and not (lacks and lacks.search(form)):
                return field, 1
    return None, 0


@cache
def _synonyms() -> dict[str, str]:
    return {row["heading"]: row["field"] for row in load("column_synonyms", _PACKAGE).rows}


@cache
def _fragments() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    rows = load("heading_fragments", _PACKAGE).rows
    return tuple(
        (row["field"], re.compile(row["has"]), re.compile(row["lacks"]) if row["lacks"] else None) for row in rows
    )
