"""School years of a workbook compared with those that are there."""

from collections.abc import Iterator, Sequence
from datetime import date

from notoneless.audit.actors import Actor
from notoneless.places.models import SchoolYear
from notoneless.places.rules.calendar import TERMS, year_name
from notoneless.places.rules.parsing.school_years import YearValues
from notoneless.places.rules.rows import ImportRow
from notoneless.places.services.importing.steps import Perform, Step
from notoneless.places.services.school_years import set_school_year

Rows = Sequence[tuple[ImportRow, YearValues]]


def plan_school_years(rows: Rows, _within: str) -> Iterator[Step]:
    """One step for each row."""
    known = {year.name: year for year in SchoolYear.objects.prefetch_related("terms")}
    for row, values in rows:
        here = known.get(year_name(values.year))
        if here is None:
            yield Step(row, "add", f"新增学年：{year_name(values.year)}", perform=_setting(values))
            continue
        there = {term.number: (term.starts_on, term.ends_on) for term in here.terms.all()}
        changed = [name for number, name in TERMS.items() if there.get(number) != values.terms[number - 1]]
        if changed:
            yield Step(row, "change", f"更改{here.name} 学年{'、'.join(changed)}的日期", perform=_setting(values))
        else:
            yield Step(row, "same", "没有变化")


def _setting(values: YearValues) -> Perform:
    def perform(by: Actor, _on: date) -> None:
        set_school_year(values.year, terms=values.terms, by=by)

    return perform
