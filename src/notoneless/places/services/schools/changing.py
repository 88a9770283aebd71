"""A school by another name, of another kind, or at another place."""

from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import Division, School, Zone
from notoneless.places.rules.names import place_name
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.stages import KINDS, zone_stages
from notoneless.places.services.histories import check_day, locked_school, remember
from notoneless.places.services.schools.opening import check_site

_SITE = ("kind", "stage", "division")


@transaction.atomic
def rename_school(school: School, *, name: str, on: date, by: Actor, reason: str = "") -> School:
    """Give a school another name; its code stays, and the former name stays in its history. Raises NotPossibleError."""
    found = locked_school(school)
    before, found.name = found.name, place_name(name)
    if before == found.name:
        raise NotPossibleError("新名称与现在的名称相同", "name")
    check_day(found.opened_on, on)
    found.save(update_fields=["name"])
    remember(found, "renamed", by=by, on=on, before=before, after=found.name, reason=reason)
    record(
        "places.school_renamed",
        actor=by,
        obj=("school", str(found.id)),
        reason=reason,
        fields=["name"],
        details={"before": before, "after": found.name},
    )
    return found


@transaction.atomic
def change_school(
    school: School,
    *,
    on: date,
    by: Actor,
    kind: str = "",
    division: Division | None = None,
    reason: str = "",
) -> School:
    """Make a school one of another kind, or move it to another place. What is left out stays as it is.

    Raises NotPossibleError, also when it has zones of a stage that it would no longer teach.
    """
    found = locked_school(school)
    before, found.kind = words(found), kind or found.kind
    found.stage = KINDS[found.kind].stage.value
    if division is not None:
        check_site(division)
        found.division = division
    if words(found) == before:
        raise NotPossibleError("办学类型和所在地都没有变化", "kind")
    check_day(found.opened_on, on)
    _check_zones(found, on)
    found.save(update_fields=_SITE)
    remember(found, "changed", by=by, on=on, before=before, after=words(found), reason=reason)
    details = {"before": before, "after": words(found)}
    record(
        "places.school_changed", actor=by, obj=("school", str(found.id)), reason=reason, fields=_SITE, details=details
    )
    return found


def words(school: School) -> str:
    """A school's kind and place: 小学·某某镇."""
    return f"{KINDS[school.kind].label}·{school.division.name}"


def _check_zones(school: School, on: date) -> None:
    kept = [stage.value for stage in zone_stages(school.stage)]
    zones = Zone.objects.filter(school=school, closed_on=None, school_year__ends_on__gte=on).exclude(stage__in=kept)
    if zones.exists():
        raise NotPossibleError(f"{school.name}还有别的学段的片区，请先把这些村（社区）划给别的学校", "kind")
