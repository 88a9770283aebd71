"""One field of one child in clear, with a reason, so many a day."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notoneless.accounts.models import User
from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.children.models import Child, Look
from notoneless.children.permissions import check_may_reveal
from notoneless.children.queries.alarms import revealed_since
from notoneless.children.queries.children import child_by_id
from notoneless.children.rules.fields import masked_fields
from notoneless.children.rules.refusals import RefusedError
from notoneless.children.rules.reveals import reasons, why_refused
from notoneless.children.services.stamping import named, note_showing, stamp
from notoneless.children.services.watching import check_not_blocked, watch


def reveal_field(child_id: UUID, field: str, *, reason: str, explanation: str, by: Actor) -> tuple[Child, str] | None:
    """The child and the field in clear; None when the child is not within reach.

    Raises RefusedError when the role may not see the field, the day's number is used up, or no reason is given; the try
    is recorded.
    """
    check_not_blocked(by)
    check_may_reveal(by.role, field)
    with transaction.atomic():
        child = child_by_id(child_id)
        if child is None:
            return None
        User.objects.select_for_update().filter(pk=by.id).first()  # two windows cannot share the last one of the day
        now = timezone.now()
        used = revealed_since(by.id, timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0))
        refusal = why_refused(by.role, used, reason, explanation)
        if refusal:
            record("children.reveal_refused", actor=by, obj=named(child), outcome="denied", fields=[field])
        else:
            value = _noted(child, field, reason, explanation, by)
    if refusal:
        raise RefusedError(refusal)
    return child, value


def _noted(child: Child, field: str, reason: str, explanation: str, by: Actor) -> str:
    now, harvest = timezone.now(), masked_fields()[field].harvest
    Look.objects.create(
        child=child,
        at=now,
        kind="revealed",
        field=field,
        reason=reason,
        explanation=explanation.strip()[:200],
        **stamp(by),
    )
    note_showing("revealed", [child.pk], now, harvest=harvest, field=field, by=by)
    watch(harvest, now, by=by)
    record("children.revealed", actor=by, obj=named(child), fields=[field], reason=reasons()[reason])
    value = getattr(child, field)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")
