"""A division by another name."""

from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import Division
from notoneless.places.rules.names import place_name
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services.histories import check_day, locked_division, remember


@transaction.atomic
def rename_division(division: Division, *, name: str, on: date, by: Actor, reason: str = "") -> Division:
    """Give a division another name; the former one stays in its history. Raises NotPossibleError."""
    found = locked_division(division)
    before, found.name = found.name, place_name(name)
    if before == found.name:
        raise NotPossibleError("新名称与现在的名称相同", "name")
    check_day(found.opened_on, on)
    found.save(update_fields=["name"])
    remember(found, "renamed", by=by, on=on, before=before, after=found.name, reason=reason)
    details = {"before": before, "after": found.name}
    record(
        "places.division_renamed",
        actor=by,
        obj=("division", str(found.id)),
        reason=reason,
        fields=["name"],
        details=details,
    )
    return found
