"""School years and terms: their names, and when their days are in order.

学年自 9 月 1 日至次年 8 月 31 日 (`standards/tables/school_age.csv`); each has two terms, whose days the bureau sets.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from notoneless.standards.school_years import school_year_span

TERMS = {1: "第一学期", 2: "第二学期"}
Span = tuple[date, date]
_NAME = re.compile(r"(20\d\d)(?:[-—–~至/]+(20\d\d|\d\d))?(?:学年)?(?:度)?", re.ASCII)


def year_name(year: int) -> str:
    """The name of the school year that begins in `year`: 2023 gives 2023-2024."""
    return f"{year}-{year + 1}"


def year_named(text: str) -> int | None:
    """The year in which a school year begins: 2023 for 2023-2024, 2023—2024学年, 2023-24. None for other texts."""
    match = _NAME.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if match is None:
        return None
    year, after = int(match[1]), match[2]
    if after and int(after) not in (year + 1, (year + 1) % 100):
        return None
    return year


def calendar_faults(year: int, terms: Sequence[Span]) -> Iterator[str]:
    """What is wrong with the terms of a school year, in words; nothing when they are in order and inside the year."""
    first, last = school_year_span(year)
    before: date | None = None
    for number, (starts, ends) in enumerate(terms, start=1):
        name = TERMS[number]
        if ends <= starts:
            yield f"{name}的结束日期 {ends} 不晚于开学日期 {starts}"
        if before and starts <= before:
            yield f"{name}的开学日期 {starts} 不晚于上一学期的结束日期 {before}"
        if starts < first or ends > last:
            yield f"{name}超出学年：{year_name(year)} 学年自 {first} 至 {last}"
        before = ends


def date_faults(opened_on: date | None, closed_on: date, today: date) -> Iterator[str]:
    """What is wrong with the day on which something ends."""
    if closed_on > today:
        yield f"日期 {closed_on} 还没有到，请在当天或以后登记"
    if opened_on and closed_on < opened_on:
        yield f"日期 {closed_on} 早于设立日期 {opened_on}"
