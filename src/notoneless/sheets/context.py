"""What a title, a sheet name, a file name or a row of its own says about all the children under it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from notoneless.standards.schools import school_in_text

_HAN = "\u4e00-\u9fff"
_NUMERAL = "一二三四五六七八九十"
_CLASS = re.compile(
    rf"(?:[{_NUMERAL}1-9]\s?年级|初[一二三]|[小高][{_NUMERAL}])\s*[（(]?\s*[{_NUMERAL}\d]{{1,2}}\s*[)）]?\s*班"
    rf"|(?<![{_NUMERAL}\d])[{_NUMERAL}1-9]\s*[（(]\s*[{_NUMERAL}\d]{{1,2}}\s*[)）]\s*班?"
    rf"|[初小]?中?20\d\d[级届][（(]?\d{{1,2}}[)）]?班"
    rf"|(?<!\d)[1-9][.．]\d{{1,2}}\s*班|(?<![{_NUMERAL}\d])[{_NUMERAL}]\d{{1,2}}班|(?<!\d)[1-9]0[1-9]班"
)
_GRADE = re.compile(rf"[{_NUMERAL}1-9]\s?年级|初[一二三](?=[^{_HAN}]|年|学|$)")
_NO_SCHOOL = re.compile(r"^(各|全|本|我|某)校?")
_TOWNSHIP = re.compile(rf"(?:^|[省市州区县]|[^{_HAN}])([{_HAN}]{{1,7}}?(?:街道|镇|乡))(?!村振兴|村户|镇)")
_VILLAGE = re.compile(rf"(?:^|[镇乡]|街道|[^{_HAN}])([{_HAN}]{{1,8}}?(?:村|社区|居委会))(?![小级校民组])")
_COUNTY = re.compile(rf"(?:^|[省市州]|[^{_HAN}])([{_HAN}]{{2,5}}?[县区])(?![外内])")
_NO_PLACE = re.compile(r"^(各|全|本|该|城|户籍|所属|所在|外|每|区外)|社区$|校区$|地区$|片区$")
_DATE = re.compile(r"(20\d{2})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})")
_CODE = re.compile(r"^\d{6,12}|\.(?:xlsx?|csv|et|ods|txt)$", re.IGNORECASE)
_SHORT_CLASS = re.compile(
    rf"(?:[{_NUMERAL}]|[1-9])[（(.\-]?([{_NUMERAL}\d]{{1,2}})[)）]?班?|\d{{1,2}}班|[{_NUMERAL}]班"
)
_LOWER = {
    "county": ("township", "village", "group"),
    "township": ("village", "group"),
    "village": ("group",),
    "school": ("grade", "class_name"),
    "grade": ("class_name",),
}


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[tuple[str, str], ...]:
    text = _CODE.sub("", text.strip())
    found: dict[str, str] = {}
    made = _DATE.search(text)
    if made:
        found["as_of"] = f"{made[1]}-{int(made[2]):02d}-{int(made[3]):02d}"
    rest = text
    in_class = _CLASS.search(text)
    if in_class:
        found["class_name"] = in_class[0]
        rest = text.replace(in_class[0], "  ", 1)
    else:
        grade = _GRADE.search(text)
        if grade:
            found["grade"] = grade[0]
            rest = text.replace(grade[0], "  ", 1)
    rest = unicodedata.normalize("NFKC", rest)
    school = _school(rest)
    if school:
        found["school"] = school
        rest = rest.replace(school, "  ")
    for field, pattern in (("county", _COUNTY), ("township", _TOWNSHIP), ("village", _VILLAGE)):
        place = pattern.search(rest)
        if place and not (_NO_PLACE.search(place[1]) and field != "village") and len(place[1]) > 1:
            found[field] = place[1]
            rest = f"{rest[: place.start(1)]} {rest[place.end(1) :]}"
    return tuple(found.items())


def _school(text: str) -> str:
    name = school_in_text(text)
    return "" if _NO_SCHOOL.search(name) and len(name) < 4 else name


def context_of(text: str) -> dict[str, str]:
    """School, grade or class, county, township, village and date that a title or a file name mentions."""
    return dict(_found(text))


def block_context(text: str) -> dict[str, str]:
    """What a row of its own between the children gives to those below: a place, a school, a grade or a class."""
    return {field: word for field, word in _found(text) if field not in {"as_of", "county"}}


def sheet_context(name: str) -> dict[str, str]:
    """What the name of a sheet says; a bare "七（1）" or "3.2" is a class here."""
    found = context_of(name)
    if not found and _SHORT_CLASS.fullmatch(name.strip()):
        return {"class_name": name.strip()}
    return found


def merged_context(sources: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """One context of several, the first to mention a field having the word."""
    merged: dict[str, str] = {}
    for source in sources:
        for field, word in source.items():
            merged.setdefault(field, word)
    return merged


def step_into(current: Mapping[str, str], block: Mapping[str, str]) -> dict[str, str]:
    """The context after a block row: what it names replaces the old, and ends whatever lay inside the old."""
    after = dict(current)
    for field in block:
        for lower in _LOWER.get(field, ()):
            after.pop(lower, None)
    after.update(block)
    return after
