"""Grade and class in all the ways people write them: 七年级（3）班, 初一3班, 7.3班, 九（1）, 初2024级3班, 701."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from notoneless.standards.numerals import HAN_NUMBER, han, numeral

PRIMARY_GRADES = 6
JUNIOR_GRADES = 3
LAST_GRADE = PRIMARY_GRADES + JUNIOR_GRADES
"""义务教育法 (2018) art. 2: nine years; six and three is how nearly all of Sichuan divides them."""


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class as written, its grade (1 to 9) and number where these can be known, and its one usual name.

    `text` is 七年级3班, 七年级 or 3班, and what was written (tidied) where neither is known: 学前班, 特教班.
    """

    raw: str
    grade: int | None
    number: int | None
    text: str


_G = r"(?P<grade>[一二三四五六七八九1-9]|0[1-9])"
_N = rf"(?P<number>{HAN_NUMBER})"
_CLASS = rf"[第(.\-_·/、]*{_N}[)]?班?"
_STAGES = r"初级中学|初中|中学|小学校?|初|小"

_NO_GRADE = re.compile(r"学前|幼儿|托班|[大中小]班|高[一二三中]|职[高中]|中职")
_YEAR = re.compile(rf"(?P<stage>{_STAGES})?(?P<year>20\d\d|\d\d)(?P<kind>级|届)(?:{_CLASS})?")
_STAGED = re.compile(rf"(?P<stage>初级中学|初中|初|小学|小)(?P<grade>[一二三四五六1-6])(?:年级)?(?!贯)(?:{_CLASS})?")
_GRADED = re.compile(rf"(?P<stage>初级中学|初中|初)?{_G}年级(?:{_CLASS})?")
_YEARED = re.compile(rf"{_G}年{_N}班")
_SHORT = re.compile(rf"{_G}[(.\-_·/、]{_N}[)]?班|{_G.replace('grade', 'grade2')}\({_N.replace('number', 'number2')}\)")
_WHOLE = re.compile(
    rf"{_G}[(.\-_·/、]?{_N}[)]?班?|(?P<grade2>[1-9])(?P<number2>\d\d)班?|(?P<grade3>0[1-9])(?P<number3>\d\d)班?"
)
_GRADE_ONLY = re.compile(rf"{_G}(?:\.0)?")
_NUMBER_ONLY = re.compile(rf"(?:第|\()?{_N}(?:\.0)?[)]?班?")
_LETTERED = re.compile(rf"{_G}[(.\-]?(?P<number>)[A-Za-z][)]?班")
_SPECIAL = re.compile(rf"(?:特教|特殊教育|培智|启智|启聪|聋|盲)[^\d]*?[(]?{_N}[)]?班")
_FOREIGN = re.compile(r"[\s'\"`‘’“”\u200b-\u200f\ufeff]+")


@lru_cache(maxsize=1 << 14)
def parse_class(raw: str, grade_hint: str = "", school_year: int | None = None) -> SchoolClass:
    """Read a class cell, a sheet name or a title that holds a class. Never raises.

    `grade_hint` is the grade column, the stage (小学, 初中) or the school's name: it answers what the cell leaves open.
    `school_year` is the year in which the school year began (2023 in spring 2024); without it a year of entry
    (2023级) or of leaving (2026届) gives no grade.
    """
    text = _tidy(raw)
    hinted = parse_grade(grade_hint) if grade_hint else None
    grade, number = _grade_and_number(text, _is_junior(grade_hint), None if hinted else school_year)
    # 三年级 in a class column beside 九年级 in the grade column is 初三: the junior school counts its own years.
    own_year = hinted is not None and grade is not None and hinted == grade + PRIMARY_GRADES
    if own_year or (grade is None and not _NO_GRADE.search(text)):
        grade = hinted
    return SchoolClass(raw, grade, number, _name(text, grade, number))


@lru_cache(maxsize=1 << 12)
def parse_grade(raw: str) -> int | None:
    """Give the grade, 1 to 9, of a cell such as 七年级, 初一, 小学三年级, 7 or 7.0; None when it names none."""
    text = _tidy(raw)
    whole = _GRADE_ONLY.fullmatch(text)
    return numeral(whole["grade"]) if whole else _grade_and_number(text, _is_junior(text), None)[0]


def _tidy(raw: str) -> str:
    text = _FOREIGN.sub("", unicodedata.normalize("NFKC", raw))
    return text.translate({ord(o): "(" for o in "[{【〔〖〈"} | {ord(c): ")" for c in "]}】〕〗〉"})


def _is_junior(hint: str) -> bool:
    """Whether the hint speaks of a junior middle school only, where 一年级 means 初一."""
    return bool(re.search(r"初中|初级中学|中学", hint)) and not re.search(r"小学|九年|十二年", hint)


def _grade_and_number(text: str, junior: bool, school_year: int | None) -> tuple[int | None, int | None]:
    if _NO_GRADE.search(text):
        return None, None
    match = _YEAR.search(text)
    if match:
        return _grade_of_year(match, junior, school_year), _number(match["number"])
    for pattern in (_GRADED, _STAGED, _YEARED, _SHORT, _LETTERED):
        match = pattern.search(text)
        if match:
            return _found(match, junior)
    special = _SPECIAL.search(text)
    if special:
        return None, _number(special["number"])
    return _bare(text, junior)


def _bare(text: str, junior: bool) -> tuple[int | None, int | None]:
    """A cell that holds nothing but digits and the word 班: 七3, 701, 0702, 3班, 3."""
    two_digits = re.fullmatch(r"\d\d班?|十[一二三四五六七八九]?班?|\d\.0", text)
    match = None if two_digits else _WHOLE.fullmatch(text)
    if match:
        return _found(match, junior)
    match = _NUMBER_ONLY.fullmatch(text)
    return None, _number(match["number"]) if match else None


def _found(match: re.Match[str], junior: bool) -> tuple[int | None, int | None]:
    groups = match.groupdict()
    said = groups["grade"] or groups.get("grade2") or groups.get("grade3") or ""
    number = groups["number"] or groups.get("number2") or groups.get("number3")
    grade = numeral(said)
    stage = groups.get("stage") or ("初" if junior else "")
    if grade is not None and stage.startswith("初") and grade <= JUNIOR_GRADES:
        grade += PRIMARY_GRADES
    return grade, _number(number)


def _grade_of_year(match: re.Match[str], junior: bool, school_year: int | None) -> int | None:
    """初2024级 entered junior school in 2024; 2026届 will leave in the summer of 2026."""
    if school_year is None:
        return None
    year = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
    stage = match["stage"] or ""
    junior = stage.startswith("初") or stage == "中学" or (junior and not stage.startswith("小"))
    years = JUNIOR_GRADES if junior else PRIMARY_GRADES
    entry = year if match["kind"] == "级" else year - years
    within = school_year - entry + 1
    if not 1 <= within <= years:
        return None
    return within + PRIMARY_GRADES if junior else within


def _number(text: str | None) -> int | None:
    return numeral(text) or None if text else None


def _name(text: str, grade: int | None, number: int | None) -> str:
    if grade is None:
        return f"{number}班" if number is not None and _NUMBER_ONLY.fullmatch(text) else text
    if number is not None:
        return f"{han(grade)}年级{number}班"
    named = re.search(r"([A-Za-z])[)]?班", text) or re.search(r"级([\u4e00-\u9fff]{2,4})班", text)
    return f"{han(grade)}年级" + (f"{named[1]}班" if named else "")
