"""Everything that lies in an area, as one range of paths."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from notoneless.places.rules.paths import path_range


def below(path: str, field: str = "path") -> dict[str, str]:
    """Conditions for `filter(**below(path))`: the area itself and all that lies in it. An index serves it.

    `field` names the column that holds the path, as in `below(path, "division__path")`. The column must be a
    PathField (or ordered by code points in another way).
    """
    first, after = path_range(path)
    return {f"{field}__gte": first, f"{field}__lt": after}


def areas_in(paths: Iterable[str], field: str = "path") -> Q:
    """A condition for what lies in any of the areas; nothing does when there are none."""
    return reduce(or_, (Q(**below(path, field)) for path in paths), Q(pk__in=()))
