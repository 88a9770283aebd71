"""The only place that changes the state of work: one conditional update, so that of two who try one succeeds."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from notoneless.background.models import Work
from notoneless.background.states import ENDED, TRANSITIONS, State

_AWAKE = {"claim": None, "lease_until": None}


def move(work_id: UUID, before: State, after: State, *, held: UUID | None = None, **changes: Any) -> bool:
    """Move a piece of work from one state to another, and say whether it was there to be moved.

    `held` is the claim of a run that may have lost it. Raises ValueError for a step that the table does not have.
    """
    if after not in TRANSITIONS[before]:
        raise ValueError(f"no work goes from {before} to {after}")
    found = Work.objects.filter(pk=work_id, state=before, **({"claim": held} if held else {}))
    if after != State.RUNNING:
        changes = {**_AWAKE, **changes}
    if after in ENDED:
        changes = {"args": {}, **changes}
    return found.update(state=after, **changes) == 1


def still(work_id: UUID, claim: UUID, **changes: Any) -> bool:
    """Change what a run may change while it runs, and say whether it still is the run that counts."""
    return Work.objects.filter(pk=work_id, state=State.RUNNING, claim=claim).update(**changes) == 1


def fields_of(work_id: UUID, names: Collection[str]) -> dict[str, Any]:
    """Some fields as they are now; empty when the work is gone."""
    return Work.objects.filter(pk=work_id).values(*names).first() or {}
