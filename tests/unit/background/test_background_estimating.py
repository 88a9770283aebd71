"""The time that work will still take, from the pace so far."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from notoneless.background.estimating import seconds_left

START = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@dataclass
class Doing:
    """Work in the middle."""

    done: int
    total: int
    started_at: datetime | None = START
    ended_at: datetime | None = None


@pytest.mark.parametrize(
    ("work", "passed", "left"),
    [
        (Doing(50, 100), 60, 60),
        (Doing(1, 100), 3, 297),
        (Doing(99, 100), 99, 1),
        (Doing(100, 100), 60, 0),
        (Doing(120, 100), 60, 0),
        (Doing(50, 100), 1, None),
        (Doing(0, 100), 60, None),
        (Doing(50, 0), 60, None),
        (Doing(50, 100, started_at=None), 60, None),
        (Doing(50, 100), -3600, None),
        (Doing(50, 100, ended_at=START), 60, 0),
    ],
)
def test_seconds_left(work: Doing, passed: int, left: int | None) -> None:
    assert seconds_left(work, START + timedelta(seconds=passed)) == left
