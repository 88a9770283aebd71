"""Telling the audit log about work. Neither package knows the other: BACKGROUND_RECORD names who passes it on.

The function takes (event, actor or None for the house itself, id of the work, kind, outcome) and raises when it cannot.
"""

from collections.abc import Callable
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


class Owner(Protocol):
    """Whoever asks for work or for its end; audit.actors.Actor fits."""

    @property
    def id(self) -> str:
        """The account."""


Recorder = Callable[[str, Owner | None, str, str, str], None]


def record(event: str, *, by: Owner | None, work_id: UUID, kind: str, outcome: str = "done") -> None:
    """Record an event of a piece of work, in the transaction in which it happens."""
    path = getattr(settings, "BACKGROUND_RECORD", "")
    if path:
        cast(Recorder, import_string(path))(event, by, str(work_id), kind, outcome)
