"""Several schools that become one: classes and zones of the running years go to the one that stays."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import School, SchoolClass, Zone
from notoneless.places.queries import free_number
from notoneless.places.rules.names import class_name
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.stages import teaches
from notoneless.places.services.following import school_merged
from notoneless.places.services.histories import check_day, locked_school, remember
from notoneless.places.services.zones import hand_over


@transaction.atomic
def merge_schools(schools: Sequence[School], *, into: School, on: date, by: Actor, reason: str = "") -> School:
    """Close `schools` and let `into` take over. A class keeps its number where that is free, else gets the next one.

    Classes of years that are over stay with the school they were in. Raises NotPossibleError, also for a class of a
    grade that `into` does not teach.
    """
    target = locked_school(into)
    sources = [locked_school(school) for school in schools]
    if not sources:
        raise NotPossibleError("请选择要合并的学校", "schools")
    check_day(target.opened_on, on)
    for source in sources:
        if source.id == target.id:
            raise NotPossibleError(f"{source.name}不能并入自己", "into")
        check_day(source.opened_on, on)
        _take(source, target, on, by, reason)
    for source in sources:
        details = {"into": str(target.id), "name": source.name, "into_name": target.name}
        record("places.schools_merged", actor=by, obj=("school", str(source.id)), reason=reason, details=details)
    return target


def _take(source: School, target: School, on: date, by: Actor, reason: str) -> None:
    moved = [_take_class(each, target) for each in _classes(source, on)]
    for zone in Zone.objects.filter(school=source, closed_on=None, school_year__ends_on__gte=on):
        hand_over(zone, school=target, on=on)
    source.closed_on, source.successor = on, target
    source.save(update_fields=["closed_on", "successor"])
    school_merged(source.id, target.id)
    remember(source, "merged", by=by, on=on, before=source.name, after=target.name, reason=reason)
    after = "；".join(moved) or target.name
    remember(target, "received", by=by, on=on, before=source.name, after=after, reason=reason)


def _classes(school: School, on: date) -> list[SchoolClass]:
    found = SchoolClass.objects.select_related("school_year").select_for_update(of=("self",))
    running = found.filter(school=school, closed_on=None, school_year__ends_on__gte=on)
    return list(running.order_by("school_year__starts_on", "grade", "number"))


def _take_class(each: SchoolClass, target: School) -> str:
    """Move a class; say in words what became of it."""
    if not teaches(target.kind, each.grade):
        raise NotPossibleError(f"{target.name}没有{each.name}所在的年级，请先撤销这个班或选别的学校", "into")
    number = free_number(target, each.school_year, each.grade)
    if number is None:
        raise NotPossibleError(f"{target.name}的这个年级没有空着的班号", "into")
    taken = SchoolClass.objects.filter(
        school=target, school_year=each.school_year, grade=each.grade, number=each.number, closed_on=None
    ).exists()
    before = each.name
    each.school = target
    if taken:
        each.number, each.name = number, class_name(each.grade, number)
    each.save(update_fields=["school", "number", "name"])
    return f"{each.school_year.name} {before}→{each.name}"
