"""Divisions: one, its parts, the tree of a district."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from notoneless.places.models import Division
from notoneless.places.queries.areas import below
from notoneless.places.rules.paths import ROOT, path_codes

_LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class Branch:
    """A division and what is open below it, in order of code."""

    division: Division
    parts: tuple["Branch", ...]

    def __iter__(self) -> Iterator["Branch"]:
        return iter(self.parts)


def division_by_id(division_id: UUID) -> Division | None:
    """The division, closed or not."""
    return Division.objects.select_related("parent", "successor").filter(id=division_id).first()


def division_by_code(code: str) -> Division | None:
    """The division that has this code now."""
    return Division.objects.filter(code=code, closed_on=None).first()


def open_divisions(within: str = ROOT) -> QuerySet[Division]:
    """All divisions that are not closed in an area, from above to below."""
    found = Division.objects.filter(closed_on=None).order_by("path")
    return found if within == ROOT else found.filter(**below(within))


def parts_of(division: Division | None, *, closed: bool = False) -> QuerySet[Division]:
    """What lies directly in a division, or the districts where it is None; `closed` takes in what is no more."""
    parts = Division.objects.select_related("successor").filter(parent=division).order_by("code")
    return parts if closed else parts.filter(closed_on=None)


def ancestors_of(division: Division) -> list[Division]:
    """The open divisions above it, the district first."""
    above = path_codes(division.path)[:-1]
    return list(Division.objects.filter(code__in=above, closed_on=None).order_by("path"))


def resolved_division(division: Division) -> Division:
    """What stands for a division now: itself while it is open, else what it was merged into, however often."""
    for _ in range(_LONGEST_CHAIN):
        if division.successor is None:
            return division
        division = division.successor
    raise RecursionError("successors of divisions form a ring")


def tree(within: str = ROOT) -> tuple[Branch, ...]:
    """The open divisions of an area as a tree, by one query."""
    children: dict[UUID | None, list[Division]] = {}
    everything = list(open_divisions(within))
    here = {division.id for division in everything}
    for division in everything:
        above = division.parent_id if division.parent_id in here else None
        children.setdefault(above, []).append(division)

    def grow(parent: UUID | None) -> tuple[Branch, ...]:
        return tuple(Branch(division, grow(division.id)) for division in children.get(parent, ()))

    return grow(None)
