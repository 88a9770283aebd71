"""The organisations at which somebody may ask for a post, as choices of a form."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from notoneless.accounts.models import Post
from notoneless.accounts.queries.posts import ways_to_request
from notoneless.accounts.roles import LEVELS, Place, Role, Within, rules
from notoneless.places.models import Division, School, SchoolClass

Organisation = Division | School | SchoolClass
Choice = tuple[str, str | list[tuple[str, str]]]


def choices_for(by: Post, role: Role, today: date) -> list[Choice]:
    """The organisations for a role: all, or those of the own school where the table of grants says so.

    Villages come under their township, classes under their school.
    """
    place = rules()[role].place
    if place is Place.DIVISION:
        return _divisions(role)
    if place is Place.SCHOOL:
        return [(str(school.pk), school.name) for school in _schools(by, role)]
    classes = _classes(by, role, today).select_related("school").order_by("school__name", "grade", "number")
    return _grouped((each.school.name, str(each.pk), each.name) for each in classes)


def organisation_chosen(by: Post, role: Role, key: str, today: date) -> Organisation | None:
    """The organisation that was chosen; None for one that was not among the choices."""
    found: dict[Place, QuerySet[Division] | QuerySet[School] | QuerySet[SchoolClass]] = {
        Place.DIVISION: Division.objects.filter(closed_on=None),
        Place.SCHOOL: _schools(by, role),
        Place.SCHOOL_CLASS: _classes(by, role, today),
    }
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return found[rules()[role].place].filter(pk=wanted).first()


def _divisions(role: Role) -> list[Choice]:
    level = LEVELS[rules()[role].area]
    rows = Division.objects.filter(level=level, closed_on=None).select_related("parent").order_by("path")
    if level != "village":
        return [(str(each.pk), each.name) for each in rows]
    return _grouped((each.parent.name if each.parent else "", str(each.pk), each.name) for each in rows)


def _own(by: Post, role: Role) -> bool:
    return ways_to_request(by).get(role) is Within.SCHOOL


def _schools(by: Post, role: Role) -> QuerySet[School]:
    found = School.objects.filter(closed_on=None).order_by("name")
    return found.filter(pk__in=[by.school_id]) if _own(by, role) else found


def _classes(by: Post, role: Role, today: date) -> QuerySet[SchoolClass]:
    """Of this school year and the next: teachers are named before the year begins."""
    found = SchoolClass.objects.filter(closed_on=None, school_year__ends_on__gte=today)
    return found.filter(school=by.school_id) if _own(by, role) else found


def _grouped(rows: Iterable[tuple[str, str, str]]) -> list[Choice]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for above, key, words in rows:
        groups.setdefault(above, []).append((key, words))
    return list(groups.items())
