"""School years, the age of compulsory schooling, and the grade a child of an age should be in.

义务教育法 (2018) art. 2 (nine years) and 11 (a child who has reached six enters school); the school year runs from
1 September to 31 August. The days and ages are data: `tables/school_age.csv`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from notoneless.standards.tables import load


@dataclass(frozen=True, slots=True)
class SchoolAge:
    """The rule in force: when a school year starts, the ages it covers, the grades of compulsory schooling."""

    month: int
    day: int
    first_age: int
    last_age: int
    grades: int


def _rule() -> SchoolAge:
    values = {row["rule"]: int(row["value"]) for row in load("school_age").rows}
    return SchoolAge(**values)


SCHOOL_AGE = _rule()


def school_year(on: date) -> int:
    """The year in which the school year of that day began."""
    return on.year if (on.month, on.day) >= (SCHOOL_AGE.month, SCHOOL_AGE.day) else on.year - 1


def school_year_span(year: int) -> tuple[date, date]:
    """First and last day of the school year that begins in `year`."""
    return _opening(year), _opening(year + 1) - timedelta(days=1)


def school_year_label(year: int) -> str:
    """As on forms: 2023 gives 2023—2024学年."""
    return f"{year}—{year + 1}学年"


def age_window(as_of: date) -> tuple[date, date]:
    """First and last day of birth of the children of school age in the school year of `as_of`.

    For the school year that starts on 1 September Y: born from (Y−16)-09-01 to (Y−6)-08-31, "6–15 周岁含 15".
    It is a filter, not a proof: a child of 15 may have finished, one of 16 may still owe the nine years.
    """
    year = school_year(as_of)
    first = _opening(year - SCHOOL_AGE.last_age - 1)
    return first, _opening(year - SCHOOL_AGE.first_age) - timedelta(days=1)


def of_school_age(birth: date, as_of: date) -> bool:
    """Whether a child born on that day is in the window of the school year of `as_of`."""
    first, last = age_window(as_of)
    return first <= birth <= last


def age_on(birth: date, on: date) -> int:
    """Full years (周岁) on that day; one born on 29 February is a year older on 1 March of a common year."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def expected_grade(birth: date, as_of: date) -> int:
    """The grade of one who entered at six and never lost a year: 1 to 9; 0 or less is before school, 10 or more after.

    Half a class may differ by one: some enter at seven, and a year lost by illness is lawful.
    """
    cohort = birth.year if birth < _opening(birth.year) else birth.year + 1
    return school_year(as_of) - (cohort + SCHOOL_AGE.first_age) + 1


def _opening(year: int) -> date:
    return date(year, SCHOOL_AGE.month, SCHOOL_AGE.day)
