"""Dates as people type them, and how much of a date a cell really tells.

The normal form is that of 学籍基础信息表: YYYYMMDD, or YYYYMM for a month.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from notoneless.standards.identity_numbers import INVISIBLE, missing_reason

_YEARS = range(1900, 2100)
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(25569, 54789)  # 1970 to 2049: smaller and greater numbers of five digits are something else


@dataclass(frozen=True, slots=True)
class Birth:
    """A date read from a cell. `precision` is "day", "month", "year" or "": how much is certain.

    A part that cannot be right, or that can be read in two ways, is left out and named in `problems`.
    """

    raw: str
    year: int | None
    month: int | None
    day: int | None
    precision: str
    problems: tuple[str, ...]


@lru_cache(maxsize=1 << 14)
def parse_birth(raw: str) -> Birth:
    """Read a date of birth. Never raises.

    "2008.1" tells only the year: a number cell that was 2008.10 looks the same. A number of five digits is a
    day as Excel counts them.
    """
    typed = _half_width(raw)
    missing = missing_reason(typed)
    if missing:
        return _answer(raw, None, None, None, missing)
    text, said = _plain(typed)
    for shape, read in _SHAPES:
        found = shape.fullmatch(text)
        if found:
            year, month, day, problem = read(*found.groups())
            return _answer(raw, year, month, day, *([problem] if problem else []), *said)
    return _answer(raw, None, None, None, "date_form", *said)


def as_date(birth: Birth) -> date | None:
    """The day, when the cell tells it, else None."""
    if birth.year is None or birth.month is None or birth.day is None:
        return None
    return date(birth.year, birth.month, birth.day)


def parse_date(raw: str) -> date | None:
    """A full date in any of the forms of `parse_birth`, else None."""
    return as_date(parse_birth(raw))


def _answer(raw: str, year: int | None, month: int | None, day: int | None, *problems: str) -> Birth:
    """Keeps the parts up to the first that is not given or impossible."""
    parts: list[int] = []
    for part, (possible, problem) in zip((year, month, day), _PARTS, strict=True):
        if part is None:
            break
        if not possible(*parts, part):
            problems = (problem, *problems)
            break
        parts.append(part)
    known: list[int | None] = [*parts, None, None, None]
    return Birth(raw, known[0], known[1], known[2], ("", "year", "month", "day")[len(parts)], problems)


def _is_year(year: int) -> bool:
    return year in _YEARS


def _is_month(_year: int, month: int) -> bool:
    return 1 <= month <= 12


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_PARTS: tuple[tuple[Callable[..., bool], str], ...] = (
    (_is_year, "year_range"),
    (_is_month, "no_such_month"),
    (_is_day, "no_such_day"),
)


# --- the text, without what is not the date ---------------------------------------------------------------------

_UNWANTED = dict.fromkeys(map(ord, INVISIBLE + "'’‘`\"“”"))
_WEEKDAY = re.compile(r"(?:星期|礼拜|周)[一二三四五六日天]")
_TIME = re.compile(
    r"(?:T|\s|(?<=日))\s*(?:上午|下午|凌晨|[AP]M)?\s*\d{1,2}[:时点](?:\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?)?[分秒]?"
    r"\s*(?:[AP]M)?\s*(?:Z|[+-]\d{2}:?\d{2})?$"
)
_NOISE = re.compile(r"公历|阳历|新历|公元|出生日期|出生年月日?|出生于?|生于|生日|生$|\(.*\)$|[:;]")
_LUNAR = re.compile(r"农历|阴历|旧历|古历|腊月|正月|冬月|初[一二三四五六七八九十]|闰")
_ROUGH = re.compile(r"左右|大约|大概|约|前后|上半年|下半年|年初|年底|月初|月底|[上中下]旬|[春夏秋冬][季天]?")
_NUMERAL = str.maketrans("〇零○◯一二三四五六七八九", "0000123456789")
_NUMERAL_RUN = re.compile("[〇零○◯一二三四五六七八九十廿卅]+")


def _half_width(raw: str) -> str:
    return unicodedata.normalize("NFKC", raw).translate(_UNWANTED).strip().upper()


def _plain(text: str) -> tuple[str, tuple[str, ...]]:
    """The text in figures, without time of day and words, and what the words said about the date."""
    said = []
    if _LUNAR.search(text):
        said.append("lunar")
        text = re.sub(r"(?<=年).*$", "", text.removeprefix("农历").removeprefix("阴历"))
    if _ROUGH.search(text):
        said.append("approximate")
        text = _ROUGH.sub(lambda found: found[0][0] if found[0][0] in "年月" else "", text)
    text = _NOISE.sub("", _TIME.sub("", _WEEKDAY.sub("", text).strip()))
    return _NUMERAL_RUN.sub(_figures, text).strip(" .-/,、。"), tuple(said)


def _figures(found: re.Match[str]) -> str:
    """二〇一一 gives 2011; 二十三 and 廿三 give 23."""
    run = found[0].replace("廿", "二十").replace("卅", "三十")
    if "十" not in run:
        return run.translate(_NUMERAL)
    tens, _, ones = run.partition("十")
    return f"{tens or '一'}{ones or '〇'}".translate(_NUMERAL)


# --- the shapes of a date ---------------------------------------------------------------------------------------

_Parts = tuple[int | None, int | None, int | None, str]  # year, month, day, problem
_SEP = r"\s*[-./\\,、。·_~—–−年月\s]\s*"
_MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTHS = {name: at for at, name in enumerate(_MONTH_NAMES, start=1)}


def _day(year: str, month: str, day: str) -> _Parts:
    return _century(year), int(month), int(day), ""


def _month(year: str, month: str) -> _Parts:
    return _century(year), int(month), None, ""


def _year(year: str) -> _Parts:
    return _century(year), None, None, ""


def _century(year: str) -> int:
    """Two figures mean 1950 to 2049."""
    return int(year) if len(year) > 2 else int(year) + (1900 if int(year) >= 50 else 2000)


def _decimal(year: str, places: str) -> _Parts:
    """A month or a month and a day after a decimal point, where a zero at the end may have been lost."""
    if not places.strip("0"):
        return _year(year)
    if places == "1":
        return int(year), None, None, "month_ambiguous"
    if len(places) == 3:
        return int(year), int(places[:2]), None, "day_ambiguous"
    return _day(year, places[:2], places[2:]) if len(places) == 4 else _month(year, places)


def _western(first: str, second: str, year: str) -> _Parts:
    """Month first or day first: only a number above 12 tells which."""
    month, day = sorted((int(first), int(second)))
    if day <= 12 and month != day:
        return int(year), None, None, "day_ambiguous"
    return int(year), month, day, ""


def _english(day: str | None, month: str, year: str) -> _Parts:
    return _century(year), _MONTHS[month], int(day) if day else None, ""


def _six(digits: str) -> _Parts:
    if digits[:2] in {"19", "20"} and 1 <= int(digits[4:]) <= 12:
        return _month(digits[:4], digits[4:])
    return _day(digits[:2], digits[2:4], digits[4:])


def _seven(year: str, rest: str) -> _Parts:
    """One zero is missing: the reading that is a date, if only one is."""
    readings = [(int(rest[:cut]), int(rest[cut:])) for cut in (1, 2)]
    good = [(month, day) for month, day in readings if _is_day(int(year), month, day) and rest[0] != "0"]
    if rest[0] == "0":
        good = [(int(rest[:2]), int(rest[2:]))] if rest[2] != "0" else []
    return (int(year), *good[0], "") if len(good) == 1 else (int(year), None, None, "day_ambiguous")


def _five(digits: str) -> _Parts:
    if int(digits) in _EXCEL_DAYS:
        on = _EXCEL_EPOCH + timedelta(days=int(digits))
        return on.year, on.month, on.day, ""
    if digits[4] == "1":
        return int(digits[:4]), None, None, "month_ambiguous"
    return _month(digits[:4], digits[4])


def _no_year(*_: str) -> _Parts:
    return None, None, None, "no_year"


_SHAPES: tuple[tuple[re.Pattern[str], Callable[..., _Parts]], ...] = tuple(
    (re.compile(shape, re.ASCII), read)
    for shape, read in (
        (r"(\d{4})(\d\d)(\d\d)(?:\.0+|\d{6})?", _day),
        (rf"(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})\s*[日号]?", _day),
        (rf"(\d{{4}})(?:{_SEP})(\d\d)(\d\d)(?<!\.\d{{4}})日?", _day),
        (rf"(\d{{4}})(\d\d){_SEP}(\d{{1,2}})日?", _day),
        (r"(\d{4})\.(\d{1,4})", _decimal),
        (rf"(\d{{4}}){_SEP}(\d{{1,2}})\s*(?:月|月份)?", _month),
        (r"(\d{4})(?:\s*年)?", _year),
        (r"(\d{6})(?:\.0+)?", _six),
        (r"(\d{4})(\d{3})(?:\.0+)?", _seven),
        (r"(\d{5})(?:\.\d+)?", _five),
        (rf"(\d\d){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})\s*[日号]?", _day),
        (r"(\d\d)\s*年\s*(\d{1,2})\s*月?", _month),
        (r"(\d\d)\s*年", _year),
        (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", _western),
        (rf"(?:(\d{{1,2}})[- ])?({'|'.join(_MONTHS)})[A-Z]*[-, ]+(\d{{4}}|\d\d)", _english),
        (r"\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号]?)?", _no_year),
    )
)
