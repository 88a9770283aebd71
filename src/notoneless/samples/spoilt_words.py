"""Dates, places, classes and remarks in all the ways people write them."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from notoneless.samples.spoilt_names import Spoil

_NUMERALS = "一二三四五六七八九"
_SITUATIONS = {
    "休学": ("因病休学", "休学一年", "休学（病）"),
    "延缓入学": ("延缓", "缓入学", "申请延缓入学"),
    "死亡": ("病故", "已故", "意外死亡"),
}


def _day(text: str) -> date | None:
    return date(int(text[:4]), int(text[4:6]), int(text[6:])) if len(text) == 8 and text.isdecimal() else None


def _written(form: str) -> Spoil:
    def spoil(text: str, _draw: int) -> str:
        day = _day(text)
        if day is None:
            return text
        return form.format(y=day.year, yy=day.year % 100, m=day.month, d=day.day)

    return spoil


def _moved(text: str, days: int) -> str:
    day = _day(text)
    return text if day is None else f"{day + timedelta(days=days):%Y%m%d}"


def _month_day_swapped(text: str, _draw: int) -> str:
    day = _day(text)
    return text if day is None or day.day > 12 else f"{day:%Y%d%m}"


def _lunar(text: str, draw: int) -> str:
    """The lunar date runs three to seven weeks behind; half say so."""
    day = _day(text)
    if day is None:
        return text
    lunar = day - timedelta(days=21 + draw % 29)
    return f"农历{lunar.year}年{lunar.month}月{lunar.day}日" if draw // 31 % 2 else f"{lunar:%Y%m%d}"


@cache
def _class_ways(text: str) -> tuple[str, ...]:
    """一年级1班 and its other spellings."""
    numeral, number = text[0], text[3:-1]
    grade = _NUMERALS.index(numeral) + 1
    other = _NUMERALS[int(number) - 1] if int(number) < 10 else number
    ways = [
        *(f"{numeral}年级{other}班", f"{numeral}（{number}）班", f"{numeral}({number})班", f"{grade}.{number}班"),
        *(f"{grade}年级{number}班", f"{numeral}年级（{number}）班", f"{numeral}{number}班", f"{grade}{number:0>2}班"),
        *(f"{numeral} 年级{number}班", f"{grade}-{number}"),
    ]
    if grade > 6:
        junior = f"初{_NUMERALS[grade - 7]}"
        ways += [f"{junior}{number}班", f"{junior}（{other}）班", f"{junior}.{number}班", f"{junior}年级{other}班"]
    return tuple(ways)


def _class_way(text: str, draw: int) -> str:
    ways = _class_ways(text)
    return ways[draw % len(ways)]


def _grade_way(text: str, draw: int) -> str:
    grade = _NUMERALS.index(text[0]) + 1
    junior = f"初{_NUMERALS[grade - 7]}" if grade > 6 else f"小学{text}"
    return (f"{grade}年级", text[0] + "年", junior)[draw % 3]


def _no_suffix(text: str, _draw: int) -> str:
    for suffix in ("街道", "社区", "镇", "乡", "村"):
        if text.endswith(suffix):
            return text.removesuffix(suffix)
    return text


WORDS: Mapping[str, Spoil] = {
    "missing": lambda _text, _draw: "",
    "wrong_sex": lambda text, _draw: "女" if text == "男" else "男",
    "sex_code": lambda text, draw: (("1", "男性", "M") if text == "男" else ("2", "女性", "F"))[draw % 3],
    "day_slip": lambda text, draw: _moved(text, (1, -1, 10, -10, 2, 20)[draw % 6]),
    "year_slip": lambda text, draw: _moved(text, (365, -365)[draw % 2]),
    "month_day_swapped": _month_day_swapped,
    "lunar": _lunar,
    "date_cell": _written("{y}-{m:02}-{d:02} 00:00:00"),
    "dotted": _written("{y}.{m}.{d}"),
    "chinese": _written("{y}年{m}月{d}日"),
    "dashed": _written("{y}-{m:02}-{d:02}"),
    "slashed": _written("{y}/{m}/{d}"),
    "short_year": _written("{yy:02}.{m}.{d}"),
    "month_only": _written("{y}.{m:02}"),
    "village_committee": lambda text, _draw: text + ("居委会" if text.endswith("社区") else "委会"),
    "no_suffix": _no_suffix,
    "class_way": _class_way,
    "grade_way": _grade_way,
    "situation_way": lambda text, draw: _SITUATIONS[text][draw % 3] if text in _SITUATIONS else text,
}
