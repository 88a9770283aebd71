"""Erasing a record: asked by one, decided by another; then the key is destroyed, and with it what the key sealed."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.children.models import Child, Erasure
from notoneless.children.queries.children import child_by_id
from notoneless.children.rules.refusals import RefusedError
from notoneless.children.services.stamping import named, note_change
from notoneless.children.states import TRANSITIONS, ChildStatus
from notoneless.protection.erasing import erase

BLANK = {"name": "", "name_key": "", "name_initials": "", "sex": "0", "birth_on": None}
"""What stood in clear. Number of the record, places and versions stay: nothing brings it back, and counts agree."""


@transaction.atomic
def ask_erasure(child_id: UUID, *, reason: str, by: Actor) -> Erasure | None:
    """Ask for the record to be erased; None when it is not within reach. Raises RefusedError."""
    child = child_by_id(child_id)
    if child is None:
        return None
    if not reason.strip():
        raise RefusedError("请写明清除的理由和依据。", "reason")
    try:
        with transaction.atomic():
            asked: Erasure = Erasure.objects.create(
                child=child,
                reason=reason.strip()[:200],
                asked_at=timezone.now(),
                asked_by=by.id,
                asked_name=by.username,
            )
    except IntegrityError as error:
        raise RefusedError("已有一份清除申请在等待决定。") from error
    record("children.erasure_asked", actor=by, obj=named(child))
    return asked


@transaction.atomic
def decide_erasure(erasure_id: UUID, *, approved: bool, by: Actor) -> Erasure | None:
    """Decide on another's request; erased at once when approved. None when it is not within reach.

    Raises RefusedError when it has been decided, or is one's own.
    """
    asked: Erasure | None = Erasure.objects.filter(pk=erasure_id).select_related("child").first()
    if asked is None:
        return None
    if asked.asked_by == by.id:
        raise RefusedError("自己的申请要由别人决定。")
    decided = Erasure.objects.filter(pk=erasure_id, decided_at__isnull=True).update(
        decided_at=timezone.now(), decided_by=by.id, decided_name=by.username, approved=approved
    )
    if not decided:
        raise RefusedError("这份申请已经有人决定过了。")
    if approved:
        _erase(asked.child, by)
    else:
        record("children.erasure_refused", actor=by, obj=named(asked.child))
    asked.refresh_from_db()
    return asked


def _erase(child: Child, by: Actor) -> None:
    """Destroy the row's key and blank what stood in clear. The audit log keeps a pseudonym that nobody can tell."""
    if ChildStatus.ERASED not in TRANSITIONS[ChildStatus(child.status)]:
        raise RefusedError("这份档案已经清除。")
    pseudonym = named(child)
    note_change(child, "erased", [], by=by)
    let_go = {"school_class": None, "home_teacher": None, "version": child.version + 1}
    Child.objects.filter(pk=child.pk).update(status=ChildStatus.ERASED.value, **let_go, **BLANK)
    erase(child)
    record("children.erased", actor=by, obj=pseudonym)
