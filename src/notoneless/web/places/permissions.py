"""Where somebody may change places: what `accounts` says they may do at all, and whose school it is."""

from django.http import HttpRequest

from notoneless.accounts.roles import Permission, Role, may
from notoneless.places.models import Division, School
from notoneless.places.rules.paths import is_below


def may_change_classes(request: HttpRequest, school: School) -> bool:
    """Whoever changes places may change the classes of all schools; those of a school only its own."""
    post = getattr(request, "post", None)
    if post is None or not may(Role(post.role), Permission.CHANGE_CLASSES):
        return False
    return may_change(request, school.division) or post.school_id == school.id


def area_of(request: HttpRequest) -> str:
    """The path of the area whose places the acting post may change; "" when it may change none."""
    post = getattr(request, "post", None)
    if post is None or post.division is None or not may(Role(post.role), Permission.CHANGE_PLACES):
        return ""
    return str(post.division.path)


def may_change(request: HttpRequest, place: Division) -> bool:
    """Whether the place lies in that area."""
    area = area_of(request)
    return bool(area) and is_below(place.path, area)
