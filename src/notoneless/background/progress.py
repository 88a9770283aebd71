"""How far a piece of work is, told by the work itself."""

import time
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from notoneless.background.stepping import fields_of, still
from notoneless.background.telling import Interrupted, Lost, Progress, Stopped, Untold, leaving

__all__ = ["LEASE", "Interrupted", "Lost", "Progress", "Stopped", "Told", "Untold", "leaving"]

LEASE = timedelta(seconds=60)
"""So long a run is believed to be alive after its last sign of life."""
SECONDS_BETWEEN = 0.5
"""Progress is written twice a second at most, however often it is told."""


class Told(Progress):
    """Progress that is written to the row of the work, for people to see."""

    def __init__(self, work_id: UUID, claim: UUID, owner_id: str, *, repeatable: bool) -> None:
        self._work_id, self._claim, self._owner_id, self._repeatable = work_id, claim, owner_id, repeatable
        self._written = float("-inf")

    @property
    def owner_id(self) -> str:
        """The account that asked for it."""
        return self._owner_id

    def step(self, done: int, total: int, note: str = "") -> None:
        """See Progress."""
        if leaving.is_set() and self._repeatable:
            raise Interrupted
        now = time.monotonic()
        if now - self._written < SECONDS_BETWEEN:
            return
        self._written = now
        until = timezone.now() + LEASE
        if not still(self._work_id, self._claim, done=done, total=total, message=note[:300], lease_until=until):
            raise Lost
        if fields_of(self._work_id, ["stop_asked"]).get("stop_asked"):
            raise Stopped
