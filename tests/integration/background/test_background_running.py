"""A piece of work, from the request to the end: once, by one worker, and with one sentence when it fails."""

import logging
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult
from tests.factories import works
from tests.factories.events import CLERK

from notoneless.audit.actors import Actor
from notoneless.audit.models import Event
from notoneless.background import progress as progress_module
from notoneless.background.failing import OTHERWISE
from notoneless.background.kinds import work
from notoneless.background.models import Work
from notoneless.background.performing import STOPPED_BY_REQUEST, perform
from notoneless.background.progress import Progress, Untold
from notoneless.background.queries import unfinished, work_of, works_of
from notoneless.background.serving import take_one
from notoneless.background.starting import start
from notoneless.background.states import ENDED, TRANSITIONS, UNFINISHED, State
from notoneless.background.stepping import move
from notoneless.background.stopping import ask_to_stop

OTHER = Actor("9f", "李强")


@pytest.fixture(autouse=True)
def _each_step_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_module, "SECONDS_BETWEEN", 0)
    works.RAN.clear()


@pytest.mark.django_db
def test_work_is_done_and_says_how_it_ended() -> None:
    work = start(works.count, owner=CLERK, to=3)
    assert (work.state, work.title, work.owner_id, work.args) == ("queued", "数一遍", CLERK.id, {"to": 3})
    assert take_one()
    work.refresh_from_db()
    assert (work.state, work.done, work.total, work.result) == ("done", 3, 3, {"counted": 3})
    assert work.started_at is not None
    assert work.ended_at is not None
    assert work.started_at <= work.ended_at
    assert (work.args, work.claim, work.lease_until) == ({}, None, None), "what is no longer needed is gone"
    assert not take_one()
    assert [CLERK.id] == works.RAN


@pytest.mark.django_db
def test_the_queue_knows_work_by_its_id_alone() -> None:
    work = start(works.count, owner=CLERK, to=3)
    assert DBTaskResult.objects.get().args_kwargs == {"args": [str(work.id)], "kwargs": {}}


@pytest.mark.django_db(transaction=True)
def test_what_was_not_committed_is_never_begun() -> None:
    with transaction.atomic():
        start(works.count, owner=CLERK, to=3)
        transaction.set_rollback(True)
    assert not take_one()
    assert not Work.objects.exists()


@pytest.mark.django_db
def test_a_double_click_starts_one() -> None:
    first = start(works.count, owner=CLERK, once="batch-12", to=3)
    assert start(works.count, owner=CLERK, once="batch-12", to=3) == first
    assert start(works.count, owner=CLERK, once="batch-13", to=3) != first
    assert start(works.count_once, owner=CLERK, once="batch-12", to=3) != first, "another kind"
    while take_one():
        pass
    assert start(works.count, owner=CLERK, once="batch-12", to=3) != first, "the first has ended"
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.create(kind="x", title="x", owner_id="x", once="tests.count:batch-12", queued_at=first.queued_at)


@pytest.mark.django_db(transaction=True)
def test_of_many_clicks_at_once_one_counts() -> None:
    found: list[object] = []
    ready = threading.Barrier(6)

    def click() -> None:
        ready.wait()
        try:
            found.append(start(works.count, owner=CLERK, once="batch-12", to=3).id)
        finally:
            connection.close()

    _together(click, 6)
    assert len(found) == 6
    assert len(set(found)) == Work.objects.count() == DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_does_it() -> None:
    started = [start(works.count, owner=CLERK, to=2) for _ in range(5)]

    def work_off() -> None:
        try:
            while take_one():
                pass
            for each in started:  # and also if the queue gave it twice
                perform(each.id)
        finally:
            connection.close()

    _together(work_off, 4)
    assert len(works.RAN) == 5
    assert set(Work.objects.values_list("state", "attempts")) == {("done", 1)}


def _together(function: Any, times: int) -> None:
    threads = [threading.Thread(target=function) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("refused", "名册里没有“身份证号”一列，请补上后重新导入"),
        ("full", "磁盘满了"),
        ("memory", "内存不够"),
        ("other", OTHERWISE),
        ("database", "数据库暂时不能用" if connection.vendor == "sqlite" else "数据没有存进去"),
        ("result", OTHERWISE),
    ],
)
def test_a_failure_is_one_sentence_without_a_trace_or_a_name(
    how: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        work = start(works.fail, owner=CLERK, how=how)
        take_one()
    work.refresh_from_db()
    assert work.state == "failed"
    assert work.message.startswith(said)
    assert "\n" not in work.message
    kept = f"{work.message} {work.result} {caplog.text} {list(DBTaskResult.objects.values())}"
    assert [secret for secret in ("张三", "511791201405010225", "Traceback") if secret in kept] == []
    assert how == "refused" or work.id.hex[:8] in work.message


@pytest.mark.django_db
@pytest.mark.parametrize(
    "args", [{"at": datetime(2026, 1, 1, tzinfo=UTC)}, {"x": float("nan")}, {"x": (1,)}, {"x": {1: 2}}]
)
def test_arguments_are_json(args: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        start(works.count, owner=CLERK, **args)


@pytest.mark.django_db
def test_work_that_waits_is_stopped_at_once() -> None:
    work = ask_to_stop(start(works.count, owner=CLERK, to=3), by=OTHER)
    assert (work.state, work.message, work.stop_asked_by) == ("stopped", STOPPED_BY_REQUEST, OTHER.id)
    take_one()
    assert works.RAN == []


@work("tests.stop_me", "停下来")
def stop_me(progress: Progress) -> dict[str, Any]:
    """Ask for its own end after the second step."""
    for done in range(1, 10):
        progress.step(done, 10)
        if done == 2:
            ask_to_stop(Work.objects.get(state="running"), by=OTHER)
    return {}


@pytest.mark.django_db
def test_work_that_runs_stops_at_its_next_step() -> None:
    work = start(stop_me, owner=CLERK)
    take_one()
    work.refresh_from_db()
    assert (work.state, work.done, work.message, work.stop_asked) == ("stopped", 3, STOPPED_BY_REQUEST, True)


@pytest.mark.django_db
def test_work_that_has_ended_cannot_be_stopped() -> None:
    work = start(works.count, owner=CLERK, to=1)
    take_one()
    before = Event.objects.count()
    assert ask_to_stop(work, by=OTHER).state == "done"
    assert Event.objects.count() == before


@pytest.mark.django_db
def test_who_asked_and_how_it_ended_stands_in_the_audit_log() -> None:
    start(works.count, owner=CLERK, to=1)
    start(works.fail, owner=CLERK, how="other")
    ask_to_stop(start(works.count, owner=CLERK, to=1), by=OTHER)
    while take_one():
        pass
    found = Event.objects.order_by("seq").values_list("event", "actor_id", "outcome")
    assert list(found) == [
        ("background.started", CLERK.id, "done"),
        ("background.started", CLERK.id, "done"),
        ("background.started", CLERK.id, "done"),
        ("background.stop_asked", OTHER.id, "done"),
        ("background.ended", "system", "done"),
        ("background.ended", "system", "failed"),
    ]


@pytest.mark.django_db
def test_progress_is_written_twice_a_second_at_most(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(progress_module, "SECONDS_BETWEEN", 3600)
    work = start(works.count, owner=CLERK, to=5000)
    with django_assert_max_num_queries(12):
        perform(work.id)
    work.refresh_from_db()
    assert (work.state, work.result) == ("done", {"counted": 5000})


@pytest.mark.django_db
def test_everybody_sees_their_own_work() -> None:
    mine, theirs = start(works.count, owner=CLERK, to=1), start(works.count, owner=OTHER, to=1)
    assert list(works_of(CLERK.id)) == [mine]
    assert work_of(CLERK.id, mine.id) == mine
    assert work_of(CLERK.id, theirs.id) is None
    assert list(unfinished("tests.count")) == [mine, theirs]


def test_the_function_of_a_kind_can_be_called_without_a_database() -> None:
    assert works.count(Untold(), to=2) == {"counted": 2}


@pytest.mark.django_db
@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_only_steps_of_the_table_are_taken(before: State, after: State) -> None:
    made = start(works.count, owner=CLERK, to=1)
    if after not in TRANSITIONS[before]:
        with pytest.raises(ValueError, match=f"from {before} to {after}"):
            move(made.id, before, after)
    elif before is not State.QUEUED:
        assert not move(made.id, before, after), "it is queued"


def test_every_state_has_ended_or_not() -> None:
    assert set(TRANSITIONS) == set(State)
    assert set(State) == ENDED | UNFINISHED


def test_a_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="defined in"):

        @work("tests.count", "又一个")
        def another(progress: Progress) -> dict[str, Any]:
            return {}

    with pytest.raises(ValueError, match="names are like"):
        work("数一遍", "又一个")


@pytest.mark.django_db
def test_the_database_knows_what_a_state_needs() -> None:
    made = start(works.count, owner=CLERK, to=1)
    for wrong in (
        {"state": "running"},
        {"state": "done"},
        {"ended_at": made.queued_at},
        {"lease_until": made.queued_at + timedelta(1)},
        {"done": -1},
        {"state": "asleep"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Work.objects.filter(pk=made.pk).update(**wrong)
