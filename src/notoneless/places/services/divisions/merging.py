"""Several divisions that become one: all that was in them lies in the one from now on, and what points to them still
finds its way."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import Division, School, Zone
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services.divisions.moving import put, where
from notoneless.places.services.following import path_moved
from notoneless.places.services.histories import check_day, locked_division, remember
from notoneless.places.services.zones import hand_over


@transaction.atomic
def merge_divisions(
    divisions: Sequence[Division], *, into: Division, on: date, by: Actor, reason: str = ""
) -> Division:
    """Close `divisions` and let `into` take their place, their parts, schools and zones. Raises NotPossibleError."""
    target = locked_division(into)
    sources = [locked_division(division) for division in divisions]
    if not sources:
        raise NotPossibleError("请选择要合并的区划", "divisions")
    check_day(target.opened_on, on)
    for source in sources:
        _check(source, target, on)
        _take(source, target, on, by, reason)
    for source in sources:
        details = {"into": str(target.id), "name": source.name, "into_name": target.name}
        record("places.divisions_merged", actor=by, obj=("division", str(source.id)), reason=reason, details=details)
    return target


def _check(source: Division, target: Division, on: date) -> None:
    if source.id == target.id:
        raise NotPossibleError(f"{source.name}不能并入自己", "into")
    if source.level != target.level:
        raise NotPossibleError(f"{source.name}与{target.name}不是同一级，不能合并", "into")
    check_day(source.opened_on, on)


def _take(source: Division, target: Division, on: date, by: Actor, reason: str) -> None:
    for part in Division.objects.select_related("parent").filter(parent=source):
        before = where(part)
        put(part, target, part.code)
        if part.closed_on is None:
            remember(part, "moved", by=by, on=on, before=before, after=where(part), reason=reason)
    for school in School.objects.filter(division=source, closed_on=None):
        school.division = target
        school.save(update_fields=["division"])
        remember(school, "changed", by=by, on=on, before=source.name, after=target.name, reason=reason)
    for zone in Zone.objects.filter(division=source, closed_on=None, school_year__ends_on__gte=on):
        hand_over(zone, division=target, on=on)
    source.closed_on, source.successor = on, target
    source.save(update_fields=["closed_on", "successor"])
    path_moved(source.path, target.path)
    remember(source, "merged", by=by, on=on, before=source.name, after=target.name, reason=reason)
    remember(target, "received", by=by, on=on, before=source.name, after=target.name, reason=reason)
