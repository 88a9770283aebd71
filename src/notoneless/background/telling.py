"""What a function that works is given, and what it is told. Needs no database."""

from threading import Event
from typing import Protocol

leaving = Event()
"""Set when the worker's process is asked to end: work that can be begun again makes room at its next step."""


class Stopped(Exception):  # noqa: N818 - a wish, not a mistake
    """The work should end here: somebody asked for it. What is written stays, and must be right."""


class Interrupted(Stopped):
    """The worker is leaving; the work goes back into the queue and is begun again."""


class Lost(Stopped):
    """Another run has taken over, for this one gave no sign of life: whatever it does no longer counts."""


class Progress(Protocol):
    """What a function that works is given."""

    @property
    def owner_id(self) -> str:
        """The account that asked for it."""

    def step(self, done: int, total: int, note: str = "") -> None:
        """So much is done of so much (0: unknown). Raises Stopped when the work should end here.

        `note` says in Chinese what is being done and names nobody. Call it between transactions, as often as you like.
        """


class Untold(Progress):
    """Progress that nobody watches: for calling the function of a kind from a command or a test."""

    owner_id = ""

    def step(self, done: int, total: int, note: str = "") -> None:
        """Nothing."""
