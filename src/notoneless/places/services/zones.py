"""Which school answers for a village."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import Division, School, SchoolYear, Zone
from notoneless.places.queries import below
from notoneless.places.rules.paths import DivisionLevel
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.stages import ZoneStage, zone_stages


@transaction.atomic
def assign_zone(
    village: Division, *, school: School, year: SchoolYear, stage: ZoneStage, on: date, by: Actor, reason: str = ""
) -> Zone:
    """Give a village to a school for a stage of a school year: from `on`, in place of the school it had until then.

    Where it had none, it has this one from the first day of the year: a plan is for a whole school year. Giving it to
    the school it has changes nothing. Raises NotPossibleError.
    """
    check_zone(village, school, stage)
    held = _held(village, year, stage)
    if held and held.school_id == school.id:
        return held
    if held:
        end(held, on)
    zone = new_zone(village, school, year, stage, on if held else None)
    zone.save()
    details = {"school": str(school.id), "school_year": year.name, "stage": stage.value}
    record("places.zone_assigned", actor=by, obj=("division", str(village.id)), reason=reason, details=details)
    return zone


@transaction.atomic
def release_zone(zone: Zone, *, on: date, by: Actor, reason: str = "") -> Zone:
    """Take a village from its school without giving it to another."""
    held = Zone.objects.select_for_update(of=("self",)).select_related("school_year").get(id=zone.id)
    if held.closed_on:
        raise NotPossibleError("这个片区已经取消")
    end(held, on)
    details = {"school": str(held.school_id), "school_year": held.school_year.name, "stage": held.stage}
    record("places.zone_released", actor=by, obj=("division", str(held.division_id)), reason=reason, details=details)
    return held


@transaction.atomic
def set_zone(
    school: School,
    *,
    year: SchoolYear,
    stage: ZoneStage,
    within: Division,
    villages: Sequence[Division],
    on: date,
    by: Actor,
) -> None:
    """Let a school answer for exactly these villages of an area, for a stage of a year. Raises NotPossibleError."""
    wanted = {village.id for village in villages}
    mine = Zone.objects.filter(school=school, school_year=year, stage=stage.value, closed_on=None)
    for zone in mine.filter(**below(within.path, "division__path")).exclude(division__in=wanted):
        release_zone(zone, on=on, by=by)
    for village in villages:
        assign_zone(village, school=school, year=year, stage=stage, on=on, by=by)


def check_zone(village: Division, school: School, stage: ZoneStage) -> None:
    """Raises NotPossibleError for a zone that cannot be."""
    if village.level != DivisionLevel.VILLAGE:
        raise NotPossibleError(f"{village.name}不是村（社区），划片要划到村（社区）", "village")
    for place in (village, school):
        if place.closed_on:
            raise NotPossibleError(f"{place.name}已于 {place.closed_on} 撤销", "village")
    if stage not in zone_stages(school.stage):
        raise NotPossibleError(f"{school.name}没有{stage.label}，不能划作{stage.label}的学校", stage.value)


def hand_over(zone: Zone, *, on: date, division: Division | None = None, school: School | None = None) -> None:
    """End a zone and open it anew for another village or school, where that has none of the stage yet."""
    end(zone, on)
    division, school = division or zone.division, school or zone.school
    year, stage = zone.school_year, ZoneStage(zone.stage)
    if _held(division, year, stage) is None and stage in zone_stages(school.stage):
        new_zone(division, school, year, stage, on).save()


def new_zone(village: Division, school: School, year: SchoolYear, stage: ZoneStage, on: date | None = None) -> Zone:
    """A zone, not yet written: for the whole year, or from the day of it that is nearest to `on`."""
    opened_on = _inside(year, on) if on else year.starts_on
    return Zone(division=village, school=school, school_year=year, stage=stage.value, opened_on=opened_on)


def end(zone: Zone, on: date) -> None:
    """The zone ends on that day of its school year, or with its first day when it had not begun."""
    day = _inside(zone.school_year, on)
    zone.closed_on = max(day, zone.opened_on) if zone.opened_on else day
    zone.save(update_fields=["closed_on"])


def _inside(year: SchoolYear, on: date) -> date:
    return min(max(on, year.starts_on), year.ends_on)


def _held(village: Division, year: SchoolYear, stage: ZoneStage) -> Zone | None:
    found = Zone.objects.select_for_update(of=("self",)).select_related("school_year")
    return found.filter(division=village, school_year=year, stage=stage.value, closed_on=None).first()
