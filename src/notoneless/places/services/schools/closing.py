"""A school that is no more, without another in its place."""

from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import School, SchoolClass, Zone
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services.histories import check_day, locked_school, remember


@transaction.atomic
def close_school(school: School, *, on: date, by: Actor, reason: str = "") -> School:
    """Close a school that has neither classes nor zones of a running year. Raises NotPossibleError."""
    found = locked_school(school)
    check_day(found.opened_on, on)
    running = {"school": found, "closed_on": None, "school_year__ends_on__gte": on}
    classes, villages = SchoolClass.objects.filter(**running).count(), Zone.objects.filter(**running).count()
    if classes or villages:
        parts = [f"{classes} 个班级"] * bool(classes) + [f"{villages} 个片区"] * bool(villages)
        raise NotPossibleError(f"{found.name}还有 {'、'.join(parts)}，请先撤销或划给别的学校，或改用“合并”")
    found.closed_on = on
    found.save(update_fields=["closed_on"])
    remember(found, "closed", by=by, on=on, before=found.name, reason=reason)
    record("places.school_closed", actor=by, obj=("school", str(found.id)), reason=reason, fields=["closed_on"])
    return found
