"""The history of a place, and the checks that every change begins with."""

from datetime import date

from django.utils import timezone

from notoneless.audit.actors import Actor
from notoneless.places.models import Division, PlaceChange, School
from notoneless.places.rules.calendar import date_faults
from notoneless.places.rules.refusals import NotPossibleError


def remember(
    place: Division | School,
    kind: str,
    *,
    by: Actor,
    on: date | None,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> None:
    """Add a change to the history of a division or school."""
    change(place, kind, by=by, on=on, before=before, after=after, reason=reason).save()


def change(
    place: Division | School,
    kind: str,
    *,
    by: Actor,
    on: date | None,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> PlaceChange:
    """The change, not yet written."""
    return PlaceChange(
        division=place if isinstance(place, Division) else None,
        school=place if isinstance(place, School) else None,
        kind=kind,
        changed_on=on,
        before=before[:200],
        after=after[:200],
        reason=reason.strip()[:200],
        recorded_by=by.username[:80],
    )


def locked_division(division: Division) -> Division:
    """The division as it is now, held until the transaction ends. Raises NotPossibleError when it is closed."""
    found = Division.objects.select_for_update().get(id=division.id)
    if found.closed_on:
        raise NotPossibleError(f"{found.name}已于 {found.closed_on} 撤销，不能再改动")
    return found


def locked_school(school: School) -> School:
    """The school as it is now, held until the transaction ends. Raises NotPossibleError when it is closed."""
    found = School.objects.select_for_update().get(id=school.id)
    if found.closed_on:
        raise NotPossibleError(f"{found.name}已于 {found.closed_on} 停办，不能再改动")
    return found


def check_day(opened_on: date | None, on: date) -> None:
    """Raises NotPossibleError for a day that is to come, or before the place was there."""
    faults = list(date_faults(opened_on, on, timezone.localdate()))
    if faults:
        raise NotPossibleError("；".join(faults), "on")
