"""Looking at children: each look is written down in the same transaction, and where it cannot be, nothing is shown."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.children.models import Child, Look
from notoneless.children.models.showing import packed
from notoneless.children.queries.children import child_by_id
from notoneless.children.services.stamping import named, note_showing, stamp
from notoneless.children.services.watching import check_not_blocked, watch


def open_child(child_id: UUID, *, by: Actor) -> Child | None:
    """The child, and a note that somebody opened its page; None when it is not within reach.

    Raises BlockedError for an account that has looked at too many.
    """
    check_not_blocked(by)
    with transaction.atomic():
        child = child_by_id(child_id)
        if child is None:
            return None
        now = timezone.now()
        Look.objects.create(child=child, at=now, kind="opened", **stamp(by))
        note_showing("opened", [child_id], now, harvest="opened", by=by)
        watch("opened", now, by=by)
        record("children.opened", actor=by, obj=named(child))
    return child


def list_children(ids: Sequence[UUID], *, conditions: Sequence[str], by: Actor) -> None:
    """Note that a page of a list shows these children. `conditions` are names of filters, never what was typed.

    The audit log holds the digest of their list, so that the list itself cannot be changed unseen. Raises BlockedError.
    """
    check_not_blocked(by)
    with transaction.atomic():
        now = timezone.now()
        if ids:
            note_showing("listed", ids, now, harvest="listed", by=by)
            watch("listed", now, by=by)
        details: dict[str, str | int] = {"count": len(ids), "digest": hashlib.sha256(packed(ids)).hexdigest()}
        record("children.listed", actor=by, fields=conditions, details=details)


def note_exported(ids: Sequence[UUID], export_id: UUID, *, by: Actor) -> None:
    """Note that a file shows these children. Within the transaction that makes it ready."""
    note_showing("exported", ids, timezone.now(), export_id=export_id, by=by)


@transaction.atomic
def note_who_looked(child: Child, *, by: Actor) -> None:
    """Note that somebody asked who has looked at the child."""
    record("children.who_looked", actor=by, obj=named(child))


@transaction.atomic
def note_account_asked(account: str, count: int, *, by: Actor) -> None:
    """Note that somebody asked what an account has seen."""
    record("children.account_seen", actor=by, obj=("account", account), details={"count": count})
