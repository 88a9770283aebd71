"""Rows of the table of classes."""

from dataclasses import dataclass

from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.names import MOST_CLASSES, class_name
from notoneless.places.rules.parsing.cells import required, school_year
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.standards.classes import parse_class, parse_grade

_KIND = ImportKind.CLASSES


@dataclass(frozen=True, slots=True)
class ClassValues:
    """A class as a table gives it; its school is still in words."""

    year: int
    school: str
    school_code: str
    grade: int
    number: int

    @property
    def name(self) -> str:
        return class_name(self.grade, self.number)


def parse_class_row(row: ImportRow) -> ClassValues:
    """Read a row. Raises NotPossibleError."""
    year = school_year(_KIND, row)
    school = required(_KIND, row, "school")
    grade = parse_grade(required(_KIND, row, "grade"))
    if grade is None:
        raise NotPossibleError(f"年级“{row.text('grade')}”不对，请写一年级至九年级", "grade")
    number = parse_class(required(_KIND, row, "number")).number
    if number is None or not 1 <= number <= MOST_CLASSES:
        raise NotPossibleError(f"班号“{row.text('number')}”不对，请写 1 至 {MOST_CLASSES} 的数字", "number")
    return ClassValues(year, school, row.text("school_code"), grade, number)
