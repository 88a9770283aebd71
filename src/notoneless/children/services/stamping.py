"""Who acts, as rows of this package keep it: words that outlive the account."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from notoneless.audit.actors import Actor
from notoneless.children.models import Change, Child, Showing
from notoneless.children.models.showing import packed

OBJECT = "child"
"""The type of a child in the audit log."""


def stamp(by: Actor) -> dict[str, str]:
    """The columns of a person in a row."""
    return {
        "person_id": by.id,
        "person_name": by.username[:60],
        "person_role": by.role[:20],
        "organisation": by.organisation[:80],
    }


def named(child: Child) -> tuple[str, str]:
    """The child as the audit log names it: a pseudonym that dies with the row's key."""
    return OBJECT, child.pseudonym


def note_change(child: Child, kind: str, fields: Sequence[str], *, by: Actor, reason: str = "") -> None:
    """Write down that the record was changed."""
    Change.objects.create(child=child, kind=kind, fields=list(fields), reason=reason, **stamp(by))


def note_showing(
    kind: str,
    ids: Sequence[UUID],
    at: datetime,
    *,
    by: Actor,
    harvest: str = "",
    field: str = "",
    export_id: UUID | None = None,
) -> None:
    """Write down which children an account was shown."""
    Showing.objects.create(
        kind=kind,
        at=at,
        person_id=by.id,
        harvest=harvest,
        field=field,
        children=packed(ids),
        count=len(ids),
        export_id=export_id,
    )
