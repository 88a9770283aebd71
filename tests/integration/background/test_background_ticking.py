"""What recurs is done when it is due, by one of all workers, whatever the clock does."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from tests.factories import works
from tests.factories.events import CLERK

from notoneless.background import ticking
from notoneless.background.jobs import forget_old_work
from notoneless.background.models import Tick, Work
from notoneless.background.queries import ticks
from notoneless.background.serving import take_one
from notoneless.background.starting import start
from notoneless.background.ticking import every, recurring, tick

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
CALLED: list[datetime] = []


@pytest.fixture(autouse=True)
def _nothing_else_recurs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticking, "_recurring", {})
    CALLED.clear()
    every(minutes=10)(look)


def look(now: datetime) -> None:
    """Something that recurs."""
    CALLED.append(now)


def broken(now: datetime) -> None:
    """Something that recurs and fails."""
    raise ValueError("张三 511791201405010225")


@pytest.mark.django_db
def test_it_is_called_when_it_is_due() -> None:
    for minutes in (0, 1, 9, 10, 11, 25, 34, 35):
        tick(NOW + timedelta(minutes=minutes))
    assert [(each - NOW).total_seconds() / 60 for each in CALLED] == [0, 10, 25, 35]


@pytest.mark.django_db
def test_a_clock_that_is_put_back_does_not_stop_it() -> None:
    tick(NOW)
    tick(NOW - timedelta(seconds=20))
    assert len(CALLED) == 1, "a worker that was kept waiting since it looked at the clock"
    tick(NOW - timedelta(days=365))
    tick(NOW - timedelta(days=365) + timedelta(minutes=10))
    assert len(CALLED) == 3


@pytest.mark.django_db
def test_what_fails_does_not_keep_the_rest_from_being_called(caplog: pytest.LogCaptureFixture) -> None:
    every(minutes=1)(broken)
    assert len(tick(NOW)) == 2
    assert CALLED == [NOW]
    errors = {each.name.rpartition(".")[2]: each.error for each in ticks()}
    assert errors == {"broken": "ValueError", "look": ""}
    assert "ValueError" in caplog.text
    assert "张三" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_calls_it() -> None:
    ready = threading.Barrier(5)

    def look_at_the_clock() -> None:
        try:
            for minutes in (0, 10, 20):
                ready.wait()
                tick(NOW + timedelta(minutes=minutes))
        finally:
            connection.close()

    threads = [threading.Thread(target=look_at_the_clock) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(CALLED)) == sorted(CALLED)
    assert Tick.objects.count() == 1


def test_a_minute_is_the_shortest() -> None:
    with pytest.raises(ValueError, match="a minute"):
        every(minutes=0)
    assert [each.between for each in recurring()] == [timedelta(minutes=10)]


@pytest.mark.django_db
def test_old_work_is_forgotten_and_what_waits_is_not() -> None:
    old, waits = start(works.count, owner=CLERK, to=1), None
    take_one()
    waits = start(works.count, owner=CLERK, to=1)
    old.refresh_from_db()
    assert old.ended_at is not None
    forget_old_work(old.ended_at + timedelta(days=89))
    assert (Work.objects.count(), DBTaskResult.objects.count()) == (2, 1)
    forget_old_work(old.ended_at + timedelta(days=91))
    assert Work.objects.get() == waits
    assert take_one()
