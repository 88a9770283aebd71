"""Schools: one, and those of an area."""

from uuid import UUID

from django.db.models import QuerySet

from notoneless.places.models import School
from notoneless.places.queries.areas import below
from notoneless.places.rules.paths import ROOT

_LONGEST_CHAIN = 50


def school_by_id(school_id: UUID) -> School | None:
    """The school, closed or not."""
    return School.objects.select_related("division__parent", "successor").filter(id=school_id).first()


def school_by_code(code: str) -> School | None:
    """The school that has this code now."""
    return School.objects.filter(code=code, closed_on=None).first()


def schools_in(within: str = ROOT, *, closed: bool = False) -> QuerySet[School]:
    """The schools that stand in an area, by place and name; `closed` takes in those that are no more."""
    found = School.objects.select_related("division__parent", "successor").order_by("division__path", "code")
    if within != ROOT:
        found = found.filter(**below(within, "division__path"))
    return found if closed else found.filter(closed_on=None)


def resolved_school(school: School) -> School:
    """What stands for a school now: itself while it is open, else the one it was merged into, however often."""
    for _ in range(_LONGEST_CHAIN):
        if school.successor is None:
            return school
        school = school.successor
    raise RecursionError("successors of schools form a ring")
