"""One step of a request from state to state: the only place where a state is written."""

from typing import Any

from django.utils import timezone

from notoneless.audit.actors import Actor
from notoneless.exports.models import ExportRequest, Transition
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.states import TRANSITIONS, WORDS, ExportState


def step(request: ExportRequest, to: ExportState, *, by: Actor, why: str = "", **changes: Any) -> None:
    """Move the request on, with other changes of its row, and note the step. Within a transaction.

    Raises ExportRefusedError when the state does not allow it, or somebody else has just moved it.
    """
    before = ExportState(request.state)
    moved = to in TRANSITIONS[before] and ExportRequest.objects.filter(pk=request.pk, state=before).update(
        state=to.value, **changes
    )
    if not moved:
        request.refresh_from_db(fields=["state"])
        raise ExportRefusedError(f"这份申请现在是“{WORDS[ExportState(request.state)]}”，不能再这样处理；请刷新页面。")
    request.state = to.value
    for name, value in changes.items():
        setattr(request, name, value)
    noted(request, before, to, by=by, why=why)


def noted(request: ExportRequest, before: ExportState | None, to: ExportState, *, by: Actor, why: str = "") -> None:
    """Write the step down."""
    Transition.objects.create(
        request=request,
        from_state=before.value if before else "",
        to_state=to.value,
        at=timezone.now(),
        person_id=by.id,
        person_name=by.username,
        why=why,
    )
