"""Children go where their places go: when divisions move or merge, or schools merge, in the same transaction."""

from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from notoneless.accounts.scope import unrestricted
from notoneless.children.models import Child
from notoneless.places.queries import below

PATHS = ("registered_path", "residence_path")


def follow_path(old: str, new: str) -> None:
    """Whoever is registered or lives in the area `old` is in the area `new` from now on: scope goes by these paths."""
    with unrestricted("follow_places"):
        for path in PATHS:
            moved = Concat(Value(new), Substr(path, len(old) + 1))
            Child.objects.filter(**below(old, path)).update(**{path: moved, "version": F("version") + 1})


def follow_school(school: UUID, into: UUID) -> None:
    """The pupils of a school that was merged are those of the one that took it; their classes went with them."""
    with unrestricted("follow_places"):
        Child.objects.filter(school_id=school).update(school_id=into, version=F("version") + 1)
