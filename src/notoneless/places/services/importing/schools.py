"""Schools of a workbook compared with those that are there."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Model

from notoneless.audit.actors import Actor
from notoneless.places.models import Division, School
from notoneless.places.queries import PlaceFinder
from notoneless.places.rules.parsing.schools import SchoolValues
from notoneless.places.rules.paths import is_below
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.places.services.histories import change
from notoneless.places.services.importing.steps import Step
from notoneless.places.services.schools import change_school, rename_school

Rows = Sequence[tuple[ImportRow, SchoolValues]]


def plan_schools(rows: Rows, within: str) -> Iterator[Step]:
    """One step for each row."""
    finder = PlaceFinder(within)
    everything = list(School.objects.select_related("division"))
    known = {school.code: school for school in everything if school.closed_on is None}
    gone = {school.code: school for school in everything if school.closed_on}
    names = {school.name: school for school in known.values()}
    for row, values in rows:
        try:
            division = _site(finder, values)
        except NotPossibleError as refusal:
            yield Step(row, "wrong", refusal.sentence)
            continue
        here = known.get(values.code)
        if here is not None and not is_below(here.division.path, within):
            yield Step(row, "wrong", f"标识码 {values.code} 正由{here.name}使用，它不在您负责的区域里")
        elif here is not None:
            yield _changed(row, values, here, division)
        elif values.code in gone:
            former = gone[values.code]
            yield Step(row, "wrong", f"标识码 {values.code} 属于已停办的{former.name}（{former.closed_on}），不能再用")
        else:
            yield _added(row, values, division, names.get(values.name))


def _site(finder: PlaceFinder, values: SchoolValues) -> Division:
    township = finder.township(values.township)
    return finder.village(township, values.village) if values.village else township


def _added(row: ImportRow, values: SchoolValues, division: Division, namesake: School | None) -> Step:
    def build(by: Actor) -> Sequence[Model]:
        school = School(
            code=values.code,
            name=values.name,
            kind=values.kind.key,
            stage=values.kind.stage.value,
            division=division,
            opened_on=values.opened_on,
        )
        opened = change(school, "opened", by=by, on=values.opened_on, after=f"{school.name}（{school.code}）")
        return school, opened

    words = f"新增{values.kind.label}：{values.name}（{division.name}）"
    if namesake:
        words += f"；已有同名学校，标识码 {namesake.code}，请核对"
    return Step(row, "add", words, build)


def _changed(row: ImportRow, values: SchoolValues, here: School, division: Division) -> Step:
    renamed = here.name != values.name
    kind, site = here.kind != values.kind.key, here.division_id != division.id
    if not (renamed or kind or site):
        return Step(row, "same", "没有变化")

    def perform(by: Actor, on: date) -> None:
        if renamed:
            rename_school(here, name=values.name, on=on, by=by)
        if kind or site:
            change_school(here, kind=values.kind.key, division=division, on=on, by=by)

    words = (
        [f"更名：{here.name} → {values.name}"] * renamed
        + [f"办学类型改为{values.kind.label}"] * kind
        + [f"所在地：{here.division.name} → {division.name}"] * site
    )
    return Step(row, "change", "；".join(words), perform=perform)
