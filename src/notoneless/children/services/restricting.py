"""Restricting a record to being kept and protected (个人信息保护法 47), and taking that back."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from notoneless.accounts.scope import unrestricted
from notoneless.audit.actors import SYSTEM, Actor
from notoneless.audit.recording import record
from notoneless.children.models import Child
from notoneless.children.queries.children import child_by_id
from notoneless.children.rules.refusals import RefusedError
from notoneless.children.services.stamping import named, note_change
from notoneless.children.states import TRANSITIONS, WORDS, ChildStatus

_EVENTS = {
    ChildStatus.RESTRICTED: ("restricted", "children.restricted"),
    ChildStatus.ACTIVE: ("reactivated", "children.reactivated"),
}
ADULT = 18
"""民法典 17: from then on the person answers for themselves."""


@transaction.atomic
def set_status(child_id: UUID, to: ChildStatus, *, reason: str, by: Actor) -> Child | None:
    """Restrict a record or make it active again; None when it is not within reach. Raises RefusedError."""
    child = child_by_id(child_id)
    if child is None:
        return None
    if to not in _EVENTS or to not in TRANSITIONS[ChildStatus(child.status)]:
        raise RefusedError(f"这份档案现在是“{WORDS[ChildStatus(child.status)]}”，不能这样处理。")
    moved = Child.objects.filter(pk=child.pk, status=child.status).update(status=to.value, version=F("version") + 1)
    if not moved:
        raise RefusedError("别人刚刚处理过这份档案；请刷新页面。")
    kind, event = _EVENTS[to]
    note_change(child, kind, [], by=by, reason=reason.strip()[:200])
    record(event, actor=by, obj=named(child))
    child.status = to.value
    return child


def restrict_grown(today: date, *, by: Actor = SYSTEM, at_once: int = 500) -> int:
    """Restrict the records of all who have turned eighteen; give how many. For a daily job."""
    born = date(today.year - ADULT, today.month, min(today.day, 28) if today.month == 2 else today.day)
    count = 0
    with unrestricted("restrict_grown"):
        grown = Child.objects.filter(status=ChildStatus.ACTIVE, birth_on__lte=born)
        for child_id in list(grown.values_list("pk", flat=True)[:at_once]):
            count += set_status(child_id, ChildStatus.RESTRICTED, reason="年满十八周岁", by=by) is not None
    return count
