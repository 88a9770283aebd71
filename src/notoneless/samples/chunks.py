"""How a district is cut into chunks that are made and written one after the other."""

from dataclasses import dataclass
from datetime import date, timedelta

from notoneless.standards.school_years import SCHOOL_AGE, age_window, school_year

TOWNSHIP_CHILDREN = 700
CHUNK_TOWNSHIPS = 48
MOST_CHILDREN = 16_000_000
"""More would need more identity numbers than the made-up division codes give."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Neighbouring townships that are made together: bounds the memory, and everything in it is one draw."""

    seed: int
    number: int
    of: int
    first_child: int
    children: int
    first_township: int
    townships: int
    as_of: date

    @property
    def school_year(self) -> int:
        """The calendar year in which the school year of `as_of` began."""
        return school_year(self.as_of)

    @property
    def first_birth(self) -> date:
        """Eldest of the nine cohorts of compulsory schooling (义务教育法 2, 11)."""
        youngest = age_window(self.as_of)[1] + timedelta(days=1)
        return youngest.replace(year=youngest.year - SCHOOL_AGE.grades)

    @property
    def last_birth(self) -> date:
        """Youngest who had reached six when the school year began (义务教育法 11)."""
        return age_window(self.as_of)[1]


def chunks_of(children: int, seed: int, as_of: date) -> list[Chunk]:
    """Cut a district of `children` into chunks. Raises ValueError below 20 or above MOST_CHILDREN."""
    if not 20 <= children <= MOST_CHILDREN:
        raise ValueError(f"儿童数应在 20 与 {MOST_CHILDREN} 之间：{children}")
    townships = max(2, round(children / TOWNSHIP_CHILDREN))
    number = -(-townships // CHUNK_TOWNSHIPS)
    at = [townships * each // number for each in range(number + 1)]
    child = [children * each // townships for each in at]
    return [
        Chunk(seed, k, number, child[k] + 1, child[k + 1] - child[k], at[k], at[k + 1] - at[k], as_of)
        for k in range(number)
    ]
