"""School years and terms, and what is carried from one year into the next."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import SchoolClass, SchoolYear, Term, Zone
from notoneless.places.rules.calendar import Span, calendar_faults, year_name
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.stages import KINDS, ZoneStage, teaches, zone_stages
from notoneless.places.services.classes import new_class
from notoneless.standards.school_years import school_year_span


@transaction.atomic
def set_school_year(year: int, *, terms: Sequence[Span], by: Actor) -> SchoolYear:
    """Enter the school year that begins in `year`, or correct the days of its terms. Raises NotPossibleError."""
    faults = list(calendar_faults(year, terms))
    if faults:
        raise NotPossibleError("；".join(faults), "terms")
    starts_on, ends_on = school_year_span(year)
    found, _ = SchoolYear.objects.get_or_create(
        name=year_name(year), defaults={"starts_on": starts_on, "ends_on": ends_on}
    )
    for number, (first, last) in enumerate(terms, start=1):
        Term.objects.update_or_create(school_year=found, number=number, defaults={"starts_on": first, "ends_on": last})
    days = {f"term_{number}": f"{first}/{last}" for number, (first, last) in enumerate(terms, start=1)}
    record("places.school_year_set", actor=by, obj=("school_year", found.name), details=days)
    return found


@transaction.atomic
def carry_year(old: SchoolYear, *, into: SchoolYear, by: Actor) -> tuple[int, int]:
    """Carry the classes, a grade higher, and the zones of a school year into the next; give how many of each.

    A first grade opens with as many classes as the first grade had. What the new year has already stays as it is, so
    that carrying twice changes nothing. Raises NotPossibleError for a year that does not follow.
    """
    if into.starts_on <= old.ends_on or (into.starts_on - old.ends_on).days > 1:
        raise NotPossibleError(f"{into.name} 学年不是 {old.name} 的下一学年", "into")
    classes, zones = _carry_classes(old, into), _carry_zones(old, into, into.starts_on)
    details: dict[str, str | int] = {"from": old.name, "classes": classes, "zones": zones}
    record("places.year_carried", actor=by, obj=("school_year", into.name), details=details)
    return classes, zones


def _carry_classes(old: SchoolYear, into: SchoolYear) -> int:
    there = set(
        SchoolClass.objects.filter(school_year=into, closed_on=None).values_list("school_id", "grade", "number")
    )
    made = []
    for each in SchoolClass.objects.select_related("school").filter(school_year=old, closed_on=None):
        school = each.school
        if school.closed_on:
            continue
        grades = [each.grade + 1] + [each.grade] * (each.grade == KINDS[school.kind].first)
        for grade in grades:
            if teaches(school.kind, grade) and (school.id, grade, each.number) not in there:
                made.append(new_class(school, into, grade, each.number))
    SchoolClass.objects.bulk_create(made)
    return len(made)


def _carry_zones(old: SchoolYear, into: SchoolYear, on: date) -> int:
    there = set(Zone.objects.filter(school_year=into, closed_on=None).values_list("division_id", "stage"))
    made = []
    held = Zone.objects.select_related("school", "division").filter(school_year=old, closed_on=None)
    for zone in held:
        gone = zone.school.closed_on or zone.division.closed_on
        if gone or (zone.division_id, zone.stage) in there:
            continue
        if ZoneStage(zone.stage) in zone_stages(zone.school.stage):
            made.append(
                Zone(school=zone.school, division=zone.division, school_year=into, stage=zone.stage, opened_on=on)
            )
    Zone.objects.bulk_create(made)
    return len(made)
