"""Asking work to end."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notoneless.background.models import Work
from notoneless.background.performing import STOPPED_BY_REQUEST
from notoneless.background.recording import Owner, record
from notoneless.background.states import State
from notoneless.background.stepping import move


@transaction.atomic
def ask_to_stop(work: Work, *, by: Owner) -> Work:
    """End what has not begun; ask what runs to end at its next step. Gives the work as it is then."""
    if _asked(work.pk, by.id):
        record("background.stop_asked", by=by, work_id=work.pk, kind=work.kind)
    work.refresh_from_db()
    return work


def _asked(work_id: UUID, by_id: str) -> bool:
    asked: dict[str, Any] = {"stop_asked": True, "stop_asked_by": by_id}
    ended: dict[str, Any] = {"message": STOPPED_BY_REQUEST, "ended_at": timezone.now()}
    if move(work_id, State.QUEUED, State.STOPPED, **asked, **ended):
        return True
    return Work.objects.filter(pk=work_id, state=State.RUNNING, stop_asked=False).update(**asked) == 1
