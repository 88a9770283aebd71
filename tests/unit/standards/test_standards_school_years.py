"""School years, the school-age window and the grade to be expected."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.school_years import (
    age_on,
    age_window,
    expected_grade,
    of_school_age,
    school_year,
    school_year_label,
    school_year_span,
)


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2023, 9, 1), 2023),
        (date(2024, 3, 1), 2023),
        (date(2024, 8, 31), 2023),
        (date(2024, 9, 1), 2024),
        (date(2024, 1, 1), 2023),
    ],
)
def test_a_school_year_begins_on_the_first_of_september(on: date, year: int) -> None:
    assert school_year(on) == year
    first, last = school_year_span(year)
    assert first <= on <= last


def test_the_label_on_forms() -> None:
    assert school_year_label(2023) == "2023—2024学年"


def test_the_window_as_published_for_autumn_2022() -> None:
    assert age_window(date(2022, 9, 1)) == (date(2006, 9, 1), date(2016, 8, 31))


def test_the_window_of_a_spring_term_is_that_of_its_school_year() -> None:
    assert age_window(date(2024, 3, 1)) == (date(2007, 9, 1), date(2017, 8, 31))


@pytest.mark.parametrize(
    ("birth", "inside"),
    [
        (date(2007, 8, 31), False),
        (date(2007, 9, 1), True),
        (date(2017, 8, 31), True),
        (date(2017, 9, 1), False),
    ],
)
def test_the_edges_of_school_age(birth: date, inside: bool) -> None:
    assert of_school_age(birth, date(2024, 3, 1)) is inside


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(2011, 7, 6), date(2024, 7, 5), 12),
        (date(2011, 7, 6), date(2024, 7, 6), 13),
        (date(2012, 2, 29), date(2023, 2, 28), 10),
        (date(2012, 2, 29), date(2023, 3, 1), 11),
    ],
)
def test_full_years(birth: date, on: date, age: int) -> None:
    assert age_on(birth, on) == age


@pytest.mark.parametrize(
    ("birth", "grade"),
    [
        (date(2017, 9, 1), 0),
        (date(2017, 8, 31), 1),
        (date(2016, 9, 1), 1),
        (date(2016, 8, 31), 2),
        (date(2011, 7, 6), 7),
        (date(2008, 9, 1), 9),
        (date(2008, 8, 31), 10),
    ],
)
def test_the_grade_in_spring_2024_of_one_who_entered_at_six(birth: date, grade: int) -> None:
    assert expected_grade(birth, date(2024, 3, 1)) == grade


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.dates(date(1995, 1, 1), date(2060, 1, 1)))
def test_the_window_is_ten_cohorts_and_nine_grades_lie_in_it(birth: date, as_of: date) -> None:
    first, last = age_window(as_of)
    assert age_on(first, school_year_span(school_year(as_of))[0] - timedelta(days=1)) == 15
    assert age_on(last, school_year_span(school_year(as_of))[0] - timedelta(days=1)) == 6
    assert of_school_age(birth, as_of) == (1 <= expected_grade(birth, as_of) <= 10)
