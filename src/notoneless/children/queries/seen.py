"""What an account has seen: an exact list, for the auditor, for a notice after a breach, and for the thresholds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from notoneless.accounts.scope import unrestricted
from notoneless.children.models import Child, Showing
from notoneless.children.models.showing import unpacked

REASON = "what_an_account_saw"


@dataclass(slots=True)
class Seen:
    """A child that an account has seen: in how many lists and files, how often opened, which fields in clear."""

    child: UUID
    listed: int = 0
    exported: int = 0
    opened: int = 0
    revealed: tuple[str, ...] = ()

    def add(self, kind: str, field: str) -> None:
        """Count one more showing."""
        if kind == "revealed":
            self.revealed = tuple(sorted({*self.revealed, field}))
        else:
            setattr(self, kind, getattr(self, kind) + 1)


def seen_by(person: str, since: datetime, until: datetime) -> list[Seen]:
    """Every child that the account saw from `since` to before `until`, each once: numbers of records, no names."""
    found: dict[UUID, Seen] = {}
    for kind, field, content in showings(person, since, until).values_list("kind", "field", "children"):
        for child in unpacked(content):
            found.setdefault(child, Seen(child)).add(kind, field)
    return [found[child] for child in sorted(found)]


def showings(person: str, since: datetime, until: datetime | None = None) -> QuerySet[Showing]:
    """What the account saw, list by list."""
    found = Showing.objects.filter(person_id=person, at__gte=since)
    return found.filter(at__lt=until) if until else found


def pseudonyms(ids: Collection[UUID]) -> dict[UUID, str]:
    """The pseudonym of each child under which the audit log knows it; erased children have none any more."""
    with unrestricted(REASON):
        rows = Child.objects.filter(pk__in=ids).only("id", "data_key", "status")
        return {child.pk: child.pseudonym for child in rows if child.status != "erased"}


def children_within_reach(ids: Collection[UUID]) -> dict[UUID, Child]:
    """Those of the children that the active scope reaches, with their schools."""
    rows = Child.objects.filter(pk__in=ids).exclude(status="erased").select_related("school", "school_class")
    return {child.pk: child for child in rows}
