"""Work whose worker is killed, leaves, or falls asleep: it is found again and done, and no run counts twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.factories import works
from tests.factories.events import CLERK

from notoneless.audit.models import Event
from notoneless.audit.verifying import verify
from notoneless.background import progress as progress_module
from notoneless.background import work
from notoneless.background.models import Work
from notoneless.background.performing import perform
from notoneless.background.progress import LEASE, Progress, leaving
from notoneless.background.reclaiming import GIVEN_UP, MOST_ATTEMPTS, NOT_AGAIN, reclaim
from notoneless.background.serving import take_one
from notoneless.background.starting import start
from notoneless.background.stopping import ask_to_stop

ROOT = Path(__file__).resolve().parents[3]
LATER = LEASE + timedelta(seconds=1)
Spawn = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture(autouse=True)
def _each_step_is_written(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(progress_module, "SECONDS_BETWEEN", 0)
    works.RAN.clear()
    yield
    leaving.clear()


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Start workers, each a process on the database of this test."""
    started: list[subprocess.Popen[bytes]] = []
    place = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    # On the keys of this test process, where several run side by side.
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_XDIST_WORKER"}
    environment["PYTHONPATH"] = place

    def spawned() -> "subprocess.Popen[bytes]":
        program = ROOT / "tests/factories/worker_process.py"
        name = str(connection.settings_dict["NAME"])
        started.append(
            subprocess.Popen([sys.executable, str(program), name], env=environment, stderr=subprocess.PIPE)  # noqa: S603
        )
        return started[-1]

    yield spawned
    for process in started:
        process.kill()
        process.communicate()


def wait_for(work_id: object, fits: Callable[[Work], bool]) -> Work:
    """The work, as soon as it is so."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        found = Work.objects.get(pk=work_id)
        if fits(found):
            return found
        time.sleep(0.05)
    raise AssertionError(f"still {found.state} {found.done} {found.message}")


@pytest.mark.django_db(transaction=True)
def test_work_of_a_killed_worker_is_found_and_done(spawn: Spawn) -> None:
    made = start(works.count, owner=CLERK, to=200, seconds=0.1)
    worker = spawn()
    wait_for(made.id, lambda each: each.done > 1)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert reclaim(timezone.now()) == [], "it may be alive"
    assert Work.objects.get().state == "running"
    Work.objects.update(args={"to": 2})
    assert reclaim(timezone.now() + LATER) == [made.id]
    assert take_one()
    made.refresh_from_db()
    assert (made.state, made.attempts, made.result) == ("done", 2, {"counted": 2})
    assert Event.objects.filter(event="background.interrupted").count() == 1
    assert verify().intact


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_asked_to_leave_hands_its_work_back(spawn: Spawn) -> None:
    made = start(works.count, owner=CLERK, to=200, seconds=0.1)
    worker = spawn()
    wait_for(made.id, lambda each: each.done > 1)
    worker.send_signal(signal.SIGTERM)
    _, said = worker.communicate(timeout=20)
    assert worker.returncode == 0, said.decode()
    made.refresh_from_db()
    assert (made.state, made.attempts) == ("queued", 0), "leaving is no failed attempt"
    Work.objects.update(args={"to": 2})
    assert take_one(), "no waiting for a lease"
    assert Work.objects.get().state == "done"


@pytest.mark.django_db
def test_work_that_may_not_be_begun_again_is_finished_before_leaving() -> None:
    made = start(works.count_once, owner=CLERK, to=2)
    leaving.set()
    take_one()
    made.refresh_from_db()
    assert made.state == "done"


def _die(made: Work) -> None:
    """As if a worker had begun and was killed."""
    now = timezone.now()
    Work.objects.filter(pk=made.pk).update(
        state="running", claim=uuid4(), lease_until=now + LEASE, started_at=now, attempts=made.attempts + 1
    )
    DBTaskResult.objects.update(status="RUNNING")
    made.refresh_from_db()


@pytest.mark.django_db
def test_work_that_may_not_be_begun_again_is_not() -> None:
    made = start(works.count_once, owner=CLERK, to=2)
    _die(made)
    assert reclaim(timezone.now() + LATER) == []
    made.refresh_from_db()
    assert (made.state, made.message) == ("failed", NOT_AGAIN)


@pytest.mark.django_db
def test_work_that_kills_its_worker_is_given_up() -> None:
    made = start(works.count, owner=CLERK, to=2)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        _die(made)
        assert bool(reclaim(timezone.now() + LATER)) is (attempt < MOST_ATTEMPTS)
        made.refresh_from_db()
    assert (made.state, made.message) == ("failed", GIVEN_UP)


@pytest.mark.django_db
def test_work_that_was_to_stop_when_its_worker_died_is_stopped() -> None:
    made = start(works.count, owner=CLERK, to=2)
    _die(made)
    ask_to_stop(made, by=CLERK)
    assert reclaim(timezone.now() + LATER) == []
    assert Work.objects.get().state == "stopped"


@pytest.mark.django_db
def test_work_whose_place_in_line_was_lost_gets_another() -> None:
    """The worker was killed between taking it out of the line and beginning it."""
    made = start(works.count, owner=CLERK, to=2)
    DBTaskResult.objects.update(status="RUNNING")
    assert reclaim(timezone.now()) == []
    assert reclaim(timezone.now() + LATER) == [made.id]
    assert reclaim(timezone.now() + LATER) == [], "it stands in line again"
    take_one()
    assert Work.objects.get().state == "done"


@pytest.mark.django_db
@pytest.mark.parametrize("jump", [timedelta(days=-365), timedelta(hours=-1)])
def test_a_clock_that_was_put_back_leaves_no_work_behind(jump: timedelta) -> None:
    running, queued = (start(works.count, owner=CLERK, to=2) for _ in range(2))
    _die(running)
    assert set(reclaim(timezone.now() + jump)) == {running.id, queued.id}


@work("tests.sleepwalk", "睡过头")
def sleepwalk(progress: Progress) -> dict[str, Any]:
    """Is taken for dead, and goes on."""
    progress.step(1, 3)
    if len(works.RAN) == 0:
        works.RAN.append("first")
        assert reclaim(timezone.now() + LATER)
        assert take_one()
    else:
        works.RAN.append("second")
    progress.step(2, 3)
    return {"by": works.RAN[-1]}


@pytest.mark.django_db
def test_a_run_that_was_taken_for_dead_changes_nothing_more() -> None:
    made = start(sleepwalk, owner=CLERK)
    perform(made.id)
    made.refresh_from_db()
    assert works.RAN == ["first", "second"]
    assert (made.state, made.attempts, made.result) == ("done", 2, {"by": "second"})
    assert Event.objects.filter(event="background.ended").count() == 1


@pytest.mark.django_db(transaction=True)
def test_work_between_two_steps_stays_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notoneless.background.performing.LEASE", timedelta(seconds=1.2))
    made = start(works.count, owner=CLERK, to=1, seconds=2)
    seen: list[bool] = []

    def step(self: object, done: int, total: int, note: str = "") -> None:
        before = Work.objects.get().lease_until
        time.sleep(1.5)
        after = Work.objects.get().lease_until
        assert before is not None
        assert after is not None
        seen.append(after > before)

    monkeypatch.setattr("notoneless.background.progress.Told.step", step)
    perform(made.id)
    assert seen == [True]
    assert Work.objects.get().state == "done"
