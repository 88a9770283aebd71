"""Classes of a workbook compared with those that are there."""

from collections.abc import Iterator, Sequence

from notoneless.places.models import School, SchoolClass, SchoolYear
from notoneless.places.queries import PlaceFinder
from notoneless.places.rules.calendar import year_name
from notoneless.places.rules.parsing.classes import ClassValues
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.places.services.classes import check_class, new_class
from notoneless.places.services.importing.steps import Build, Step

Rows = Sequence[tuple[ImportRow, ClassValues]]


def plan_classes(rows: Rows, within: str) -> Iterator[Step]:
    """One step for each row."""
    finder = PlaceFinder(within)
    years = {year.name: year for year in SchoolYear.objects.all()}
    there = {
        (each.school_id, each.school_year_id, each.grade, each.number)
        for each in SchoolClass.objects.filter(closed_on=None)
    }
    for row, values in rows:
        try:
            school, year = _school(finder, values), _year(years, values.year)
        except NotPossibleError as refusal:
            yield Step(row, "wrong", refusal.sentence)
            continue
        key = (school.id, year.pk, values.grade, values.number)
        if key in there:
            yield Step(row, "same", "没有变化")
        else:
            there.add(key)
            words = f"新增班级：{school.name} {year.name} 学年{values.name}"
            yield Step(row, "add", words, _building(school, year, values))


def _school(finder: PlaceFinder, values: ClassValues) -> School:
    school = finder.school(values.school, values.school_code)
    check_class(school, values.grade, values.number)
    return school


def _year(years: dict[str, SchoolYear], year: int) -> SchoolYear:
    if year_name(year) not in years:
        raise NotPossibleError(f"还没有 {year_name(year)} 学年，请先导入学年学期表", "school_year")
    return years[year_name(year)]


def _building(school: School, year: SchoolYear, values: ClassValues) -> Build:
    return lambda _by: (new_class(school, year, values.grade, values.number),)
