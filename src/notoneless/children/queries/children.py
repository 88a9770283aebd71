"""One child, and what happened to its record."""

from uuid import UUID

from django.db.models import QuerySet

from notoneless.children.models import Change, Child, Erasure, Look
from notoneless.children.queries.finding import children, number_index

Found = Child
"""What `child_by_id` gives, for annotations of callers that know no models."""


def child_by_id(child_id: UUID) -> Child | None:
    """The child within reach, not erased; None otherwise, as if it were not there."""
    return children().filter(pk=child_id).first()


def child_by_number(number: str) -> Child | None:
    """The child within reach who has this identity number."""
    return children().filter(id_number_index=number_index(number.strip().upper())).first()


def changes_of(child: Child) -> QuerySet[Change]:
    """What was changed, the latest first."""
    found: QuerySet[Change] = Change.objects.filter(child=child).select_related("child")
    return found.order_by("-at")


def looks_at(child: Child) -> QuerySet[Look]:
    """Who has looked, the latest first."""
    found: QuerySet[Look] = Look.objects.filter(child=child).select_related("child")
    return found.order_by("-at")


def open_erasure(child: Child) -> Erasure | None:
    """The request to erase the record that waits for a decision."""
    return open_erasures().filter(child=child).first()


def erasure_by_id(erasure_id: UUID) -> Erasure | None:
    """The request within reach that waits for a decision."""
    return open_erasures().filter(pk=erasure_id).first()


def open_erasures() -> QuerySet[Erasure]:
    """The requests within reach that wait for a decision."""
    found: QuerySet[Erasure] = Erasure.objects.filter(decided_at__isnull=True)
    return found.select_related("child", "child__school").order_by("asked_at")
