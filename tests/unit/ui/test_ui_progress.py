"""How long background work still takes, in words."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from notoneless.ui.progress import shown, time_left

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, "就快好了"),
        (9, "就快好了"),
        (41, "大约还要 50 秒"),
        (61, "大约还要 2 分钟"),
        (29_700, "大约还要 8 小时 15 分"),
    ],
)
def test_time_left(seconds: int | None, words: str) -> None:
    assert time_left(seconds) == words


@dataclass
class Sample:
    title: str = "整理"
    state: str = "running"
    done: int = 0
    total: int = 0
    started_at: datetime | None = None
    message: str = ""
    stop_asked: bool = False
    ended_at: datetime | None = None


@pytest.mark.parametrize(
    ("work", "percent", "running", "left"),
    [
        (Sample(state="queued"), None, True, ""),
        (Sample(done=1, total=3, started_at=NOW - timedelta(seconds=30)), 33, True, "大约还要 1 分钟"),
        (Sample(done=9, total=3), 100, True, ""),
        (Sample(done=1, total=3, started_at=NOW - timedelta(seconds=30), stop_asked=True), 33, True, ""),
        (Sample(state="done", done=0, total=0), 100, False, ""),
        (Sample(state="failed", done=1, total=4), 25, False, ""),
    ],
)
def test_the_bar(work: Sample, percent: int | None, running: bool, left: str) -> None:
    bar = shown(work, NOW)
    assert (bar.percent, bar.running, bar.left) == (percent, running, left)
