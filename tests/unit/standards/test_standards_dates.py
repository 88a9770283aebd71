"""Dates in cells: every usual form, and no more certainty than the cell has."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.dates import as_date, parse_birth, parse_date
from notoneless.standards.identity_numbers import PROBLEM_WORDS

BORN = date(2011, 7, 6)


@pytest.mark.parametrize(
    "raw",
    [
        "20110706", "20110706.0", "20110706000000", "2011-07-06", "2011-7-6", "2011/7/6", "2011/07/06", "2011.7.6",
        "2011.07.06", "2011。7。6", "2011、7、6", "2011 07 06", "2011 - 07 - 06", "2011—7—6", "2011·7·6",
        "2011年7月6日", "2011年07月06日", "2011年7月6号", "2011 年 7 月 6 日", "2011年7月6", "２０１１年７月６日",
        "二〇一一年七月六日", "二○一一年七月六日", "二零一一年七月六日", "'20110706", "\u200b20110706",
        "2011-07-06 00:00:00", "2011-07-06T00:00:00", "2011-07-06T00:00:00.000+08:00", "2011/7/6 0:00",
        "2011年7月6日 8时30分", "2011年07月06日 星期三", "2011年7月6日生", "出生日期：2011年7月6日", "公历2011年7月6日",
        "2011.0706", "2011-0706", "2011706", "2011076", "40730", "40730.0", "11.7.6", "11-07-06", "11年7月6日",
        "110706", "6-Jul-11", "6-Jul-2011", "06 July 2011",
    ],
)  # fmt: skip
def test_a_full_date_in_any_form(raw: str) -> None:
    birth = parse_birth(raw)
    assert (as_date(birth), birth.precision, birth.problems) == (BORN, "day", ())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("二〇〇九年十月十日", date(2009, 10, 10)),
        ("二〇〇九年十二月二十三日", date(2009, 12, 23)),
        ("二〇〇九年十二月廿三日", date(2009, 12, 23)),
        ("二〇〇九年十二月三十一日", date(2009, 12, 31)),
        ("850706", date(1985, 7, 6)),
        ("7/16/2011", date(2011, 7, 16)),
        ("16/7/2011", date(2011, 7, 16)),
        ("7/7/2011", date(2011, 7, 7)),
        ("20120229", date(2012, 2, 29)),
    ],
)
def test_other_full_dates(raw: str, expected: date) -> None:
    assert parse_date(raw) == expected


PARTIAL = [
    ("201107", 2011, 7, "month", ()),
    ("2011.07", 2011, 7, "month", ()),
    ("2011.7", 2011, 7, "month", ()),
    ("2008.10", 2008, 10, "month", ()),
    ("2008.12", 2008, 12, "month", ()),
    ("2008.01", 2008, 1, "month", ()),
    ("2008.1", 2008, None, "year", ("month_ambiguous",)),
    ("2008-1", 2008, 1, "month", ()),
    ("2008年1月", 2008, 1, "month", ()),
    ("2008年1月份", 2008, 1, "month", ()),
    ("2008/01", 2008, 1, "month", ()),
    ("二〇〇八年一月", 2008, 1, "month", ()),
    ("Jul-11", 2011, 7, "month", ()),
    ("11年7月", 2011, 7, "month", ()),
    ("20117", 2011, 7, "month", ()),
    ("20111", 2011, None, "year", ("month_ambiguous",)),
    ("2011", 2011, None, "year", ()),
    ("2011.0", 2011, None, "year", ()),
    ("2011年", 2011, None, "year", ()),
    ("11年", 2011, None, "year", ()),
    ("2011.071", 2011, 7, "month", ("day_ambiguous",)),
    ("2011116", 2011, None, "year", ("day_ambiguous",)),
    ("2011070", 2011, None, "year", ("day_ambiguous",)),
    ("7/6/2011", 2011, None, "year", ("day_ambiguous",)),
    ("20110732", 2011, 7, "month", ("no_such_day",)),
    ("20110229", 2011, 2, "month", ("no_such_day",)),
    ("20111332", 2011, None, "year", ("no_such_month",)),
    ("2011.13", 2011, None, "year", ("no_such_month",)),
    ("农历2011年六月初六", 2011, None, "year", ("lunar",)),
    ("2011年腊月初八", 2011, None, "year", ("lunar",)),
    ("2011年7月左右", 2011, 7, "month", ("approximate",)),
    ("约2011年", 2011, None, "year", ("approximate",)),
    ("2011年下半年", 2011, None, "year", ("approximate",)),
    ("2011年底", 2011, None, "year", ("approximate",)),
    ("7月6日", None, None, "", ("no_year",)),
    ("18991231", None, None, "", ("year_range",)),
    ("21000101", None, None, "", ("year_range",)),
    ("", None, None, "", ("blank",)),
    ("无", None, None, "", ("blank",)),
    ("不详", None, None, "", ("unknown",)),
    ("00000000", None, None, "", ("blank",)),
    ("六岁", None, None, "", ("date_form",)),
    ("511793201104277009", None, None, "", ("date_form",)),
    ("11.7", None, None, "", ("date_form",)),
]


@pytest.mark.parametrize(("raw", "year", "month", "precision", "problems"), PARTIAL)
def test_no_more_than_the_cell_says(
    raw: str, year: int | None, month: int | None, precision: str, problems: tuple[str, ...]
) -> None:
    birth = parse_birth(raw)
    assert (birth.year, birth.month, birth.day) == (year, month, None)
    assert (birth.precision, birth.problems) == (precision, problems)
    assert as_date(birth) is None


FORMS = ["{0:%Y%m%d}", "{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日", "{0} 00:00:00"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_what_is_written_is_read(day: date, form: str) -> None:
    assert parse_date(form.format(day)) == day


@given(st.dates(date(1970, 1, 1), date(2049, 12, 31)))
def test_days_as_excel_counts_them(day: date) -> None:
    assert parse_date(str((day - date(1899, 12, 30)).days)) == day


@given(st.text() | st.text(alphabet="0123456789-/.年月日一二十廿〇 农历约T:", max_size=14))
def test_any_text_is_answered_and_never_as_an_impossible_day(raw: str) -> None:
    birth = parse_birth(raw)
    known = [part for part in (birth.year, birth.month, birth.day) if part is not None]
    assert len(known) == ["", "year", "month", "day"].index(birth.precision)
    assert birth.precision or birth.problems
    assert set(birth.problems) <= PROBLEM_WORDS.keys()
    if birth.precision == "day":
        assert as_date(birth) is not None
