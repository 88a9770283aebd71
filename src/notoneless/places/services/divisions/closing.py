"""A division that is no more, without anything in its place."""

from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import Division, School, Zone
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services.histories import check_day, locked_division, remember

_SHOWN = 5


@transaction.atomic
def close_division(division: Division, *, on: date, by: Actor, reason: str = "") -> Division:
    """Close a division in which nothing is left. Raises NotPossibleError, naming what still is there."""
    found = locked_division(division)
    check_day(found.opened_on, on)
    _check_empty(found, on)
    found.closed_on = on
    found.save(update_fields=["closed_on"])
    remember(found, "closed", by=by, on=on, before=found.name, reason=reason)
    record("places.division_closed", actor=by, obj=("division", str(found.id)), reason=reason, fields=["closed_on"])
    return found


def _check_empty(division: Division, on: date) -> None:
    parts = Division.objects.filter(parent=division, closed_on=None)
    schools = School.objects.filter(division=division, closed_on=None)
    inside = [str(place) for places in (parts, schools) for place in places[: _SHOWN + 1]]
    if inside:
        names = "、".join(inside[:_SHOWN]) + ("等" if len(inside) > _SHOWN else "")
        raise NotPossibleError(f"{division.name}还有{names}，请先撤销它们，或改用“合并”")
    zones = Zone.objects.filter(division=division, closed_on=None, school_year__ends_on__gte=on)
    zone = zones.select_related("school", "school_year").first()
    if zone:
        raise NotPossibleError(
            f"{division.name}在 {zone.school_year.name} 学年划给{zone.school.name}，请先取消划片，或改用“合并”"
        )
