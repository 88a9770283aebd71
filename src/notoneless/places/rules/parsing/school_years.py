"""Rows of the table of school years and terms."""

from dataclasses import dataclass
from datetime import date

from notoneless.places.rules.calendar import Span, calendar_faults
from notoneless.places.rules.columns import ImportKind, heading_of
from notoneless.places.rules.parsing.cells import day, school_year
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow

_KIND = ImportKind.SCHOOL_YEARS
_SPANS = (("autumn_starts", "autumn_ends"), ("spring_starts", "spring_ends"))


@dataclass(frozen=True, slots=True)
class YearValues:
    """A school year and its two terms."""

    year: int
    terms: tuple[Span, ...]


def parse_year_row(row: ImportRow) -> YearValues:
    """Read a row. Raises NotPossibleError."""
    year = school_year(_KIND, row)
    terms = tuple((_day(row, first), _day(row, last)) for first, last in _SPANS)
    faults = list(calendar_faults(year, terms))
    if faults:
        raise NotPossibleError("；".join(faults), _SPANS[0][0])
    return YearValues(year, terms)


def _day(row: ImportRow, field: str) -> date:
    value = day(_KIND, row, field)
    if value is None:
        raise NotPossibleError(f"“{heading_of(_KIND, field)}”没有填写", field)
    return value
