"""School years and terms, and the days on which something ends."""

from datetime import date

import pytest

from notoneless.places.rules.calendar import calendar_faults, date_faults, year_name, year_named

AUTUMN = (date(2023, 9, 1), date(2024, 1, 19))
SPRING = (date(2024, 2, 26), date(2024, 7, 5))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023-2024", 2023),
        ("2023—2024学年", 2023),
        ("2023－2024学年度", 2023),
        ("2023-24", 2023),
        ("2023/2024", 2023),
        ("2023至2024 学年", 2023),
        ("2023", 2023),
        ("2023学年", 2023),
        ("2023-2025", None),
        ("2024-2023", None),
        ("23-24", None),
        ("春季", None),
        ("", None),
    ],
)
def test_a_school_year_as_people_write_it(text: str, year: int | None) -> None:
    assert year_named(text) == year


def test_the_name_of_a_school_year_is_read_again() -> None:
    assert year_name(2023) == "2023-2024"
    assert year_named(year_name(2023)) == 2023


@pytest.mark.parametrize(
    ("terms", "faults"),
    [
        ((AUTUMN, SPRING), []),
        ((AUTUMN,), []),
        (((AUTUMN[1], AUTUMN[0]), SPRING), ["第一学期的结束日期 2023-09-01 不晚于开学日期 2024-01-19"]),
        ((AUTUMN, (AUTUMN[1], SPRING[1])), ["第二学期的开学日期 2024-01-19 不晚于上一学期的结束日期 2024-01-19"]),
        ((AUTUMN, (SPRING[0], date(2024, 9, 2))), ["第二学期超出学年：2023-2024 学年自 2023-09-01 至 2024-08-31"]),
        (
            ((date(2023, 8, 31), AUTUMN[1]), SPRING),
            ["第一学期超出学年：2023-2024 学年自 2023-09-01 至 2024-08-31"],
        ),
    ],
)
def test_terms_are_in_order_and_inside_their_year(terms: tuple[tuple[date, date], ...], faults: list[str]) -> None:
    assert list(calendar_faults(2023, terms)) == faults


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "faults"),
    [
        (None, date(2024, 3, 1), []),
        (date(2024, 3, 1), date(2024, 3, 1), []),
        (date(2024, 3, 2), date(2024, 3, 1), ["日期 2024-03-01 早于设立日期 2024-03-02"]),
        (None, date(2024, 3, 3), ["日期 2024-03-03 还没有到，请在当天或以后登记"]),
    ],
)
def test_nothing_ends_in_the_future_or_before_it_began(
    opened_on: date | None, closed_on: date, faults: list[str]
) -> None:
    assert list(date_faults(opened_on, closed_on, date(2024, 3, 2))) == faults
