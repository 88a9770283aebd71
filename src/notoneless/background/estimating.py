"""How long work will still take, from how long it has taken so far."""

from datetime import datetime
from math import ceil
from typing import Protocol

SOONEST = 2.0
"""Seconds before which nothing is said: the first steps say little about the rest."""


class Measured(Protocol):
    """What is needed of work."""

    done: int
    total: int
    started_at: datetime | None
    ended_at: datetime | None


def seconds_left(work: Measured, now: datetime) -> int | None:
    """Seconds until the end at the pace so far. None where it cannot be said; 0 where it has ended."""
    if work.ended_at is not None:
        return 0
    if work.started_at is None or work.done <= 0 or work.total <= 0:
        return None
    passed = (now - work.started_at).total_seconds()
    if passed < SOONEST:
        return None
    return ceil(passed * max(0, work.total - work.done) / work.done)
