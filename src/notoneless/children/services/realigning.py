"""Keeping the paths of children with the divisions that they name, after divisions were moved, merged or recoded."""

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from notoneless.accounts.scope import unrestricted
from notoneless.children.models import Child
from notoneless.places.models import Division

PAIRS = {"registered_in": "registered_path", "lives_in": "residence_path"}


@transaction.atomic
def realign_paths() -> int:
    """Set each path that is no longer its division's; give how many. To be run whenever divisions change."""
    count = 0
    with unrestricted("realign_paths"):
        for place, path in PAIRS.items():
            now = Subquery(Division.objects.filter(pk=OuterRef(f"{place}_id")).values("path")[:1])
            stale = Child.objects.filter(**{f"{place}__isnull": False}).exclude(**{path: F(f"{place}__path")})
            ids = list(stale.values_list("pk", flat=True))
            for at in range(0, len(ids), 500):
                count += Child.objects.filter(pk__in=ids[at : at + 500]).update(**{path: now})
    return count
