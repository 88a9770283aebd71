"""Zones of a workbook compared with those that are there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from notoneless.audit.actors import Actor
from notoneless.places.models import Division, School, SchoolYear, Zone
from notoneless.places.queries import PlaceFinder
from notoneless.places.rules.calendar import year_name
from notoneless.places.rules.parsing.zones import ZoneValues
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.places.rules.stages import ZoneStage
from notoneless.places.services.importing.steps import Perform, Step
from notoneless.places.services.zones import assign_zone, check_zone, new_zone

Rows = Sequence[tuple[ImportRow, ZoneValues]]
Wanted = Mapping[ZoneStage, School]


def plan_zones(rows: Rows, within: str) -> Iterator[Step]:
    """One step for each row: a village and its schools."""
    finder = PlaceFinder(within)
    years = {year.name: year for year in SchoolYear.objects.all()}
    held = {
        (zone.division_id, zone.school_year_id, ZoneStage(zone.stage)): zone.school
        for zone in Zone.objects.select_related("school").filter(closed_on=None)
    }
    for row, values in rows:
        year = years.get(year_name(values.year))
        if year is None:
            yield Step(row, "wrong", f"还没有 {year_name(values.year)} 学年，请先导入学年学期表")
            continue
        try:
            village, wanted = _understood(finder, values)
        except NotPossibleError as refusal:
            yield Step(row, "wrong", refusal.sentence)
            continue
        now = {stage: held.get((village.id, year.pk, stage)) for stage in wanted}
        yield _step(row, village, year, wanted, now)


def _understood(finder: PlaceFinder, values: ZoneValues) -> tuple[Division, Wanted]:
    village = finder.village(finder.township(values.township), values.village)
    wanted = {stage: finder.school(name) for stage, name in values.schools.items()}
    for stage, school in wanted.items():
        check_zone(village, school, stage)
    return village, wanted


def _step(
    row: ImportRow, village: Division, year: SchoolYear, wanted: Wanted, now: Mapping[ZoneStage, School | None]
) -> Step:
    words, act = [], "same"
    for stage, school in wanted.items():
        before = now[stage]
        if before is None:
            words.append(f"{stage.label}划给{school.name}")
            act = "add" if act == "same" else act
        elif before != school:
            words.append(f"{stage.label}：{before.name} → {school.name}")
            act = "change"
    if not words:
        return Step(row, "same", "没有变化")
    said = f"{village.name}：{'；'.join(words)}"
    if act == "add":
        new = [new_zone(village, school, year, stage) for stage, school in wanted.items() if now[stage] is None]
        return Step(row, "add", said, lambda _by: new)
    return Step(row, "change", said, perform=_assigning(village, year, wanted))


def _assigning(village: Division, year: SchoolYear, wanted: Wanted) -> Perform:
    def perform(by: Actor, on: date) -> None:
        for stage, school in wanted.items():
            assign_zone(village, school=school, year=year, stage=stage, on=on, by=by)

    return perform
