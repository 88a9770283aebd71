"""Requests to erase a record, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from notoneless.children.models import Erasure
from notoneless.children.presenters.history import when
from notoneless.children.presenters.words import name_shown


@dataclass(frozen=True, slots=True)
class ErasureShown:
    """A line of the list."""

    id: UUID
    name: str
    school: str
    asked: str
    by: str
    reason: str


def erasures_shown(found: Iterable[Erasure], *, is_masked: bool) -> list[ErasureShown]:
    """The requests in the order given."""
    return [
        ErasureShown(
            each.pk,
            name_shown(each.child, is_masked=is_masked),
            each.child.school.name if each.child.school else "—",
            when(each.asked_at),
            each.asked_name,
            each.reason,
        )
        for each in found
    ]
