"""One run of a piece of work, from claiming it to writing down how it ended."""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from notoneless.background.failing import sentence
from notoneless.background.kinds import Kind, UnknownKindError, find
from notoneless.background.models import Work
from notoneless.background.progress import LEASE, Interrupted, Lost, Stopped, Told
from notoneless.background.recording import record
from notoneless.background.states import State
from notoneless.background.stepping import move, still

_log = logging.getLogger("notoneless.background")
STOPPED_BY_REQUEST = "已按要求停止"
OUTCOMES = {State.DONE: "done", State.FAILED: "failed", State.STOPPED: "done"}


@dataclass(frozen=True, slots=True)
class _Ending:
    """How a run ended. RUNNING is no ending: another run has taken over."""

    state: State
    message: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)


def perform(work_id: UUID) -> bool:
    """Do a piece of work if it is still to be done; say whether it must be put in line again.

    Of several workers that try, one does it. Whatever the work raises, this raises nothing that is not meant to end the
    process itself.
    """
    work = _claimed(work_id)
    if work is None or work.claim is None:
        return False
    try:
        with _signs_of_life(work.id, work.claim):
            ending = _run(work, work.claim)
    except BaseException:  # the process is being ended
        move(work.id, State.RUNNING, State.QUEUED, held=work.claim)
        raise
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    return _written_down(work, work.claim, ending)


def _claimed(work_id: UUID) -> Work | None:
    now = timezone.now()
    claim = uuid4()
    changes: dict[str, Any] = {
        "claim": claim,
        "lease_until": now + LEASE,
        "started_at": now,
        "attempts": F("attempts") + 1,
    }
    if not move(work_id, State.QUEUED, State.RUNNING, done=0, total=0, message="", **changes):
        return None
    return Work.objects.get(pk=work_id)


def _run(work: Work, claim: UUID) -> _Ending:
    try:
        kind = find(work.kind)
        return _result(kind, Told(work.id, claim, work.owner_id, repeatable=kind.repeatable), work.args)
    except Interrupted:
        return _Ending(State.QUEUED)
    except Lost:
        return _Ending(State.RUNNING)
    except Stopped:
        return _Ending(State.STOPPED, STOPPED_BY_REQUEST)
    except UnknownKindError:
        return _Ending(State.FAILED, "这个版本的系统里没有这种任务，请重新发起")
    except Exception as error:
        return _Ending(State.FAILED, sentence(error, work.id))


def _result(kind: Kind, progress: Told, args: Mapping[str, Any]) -> _Ending:
    result = dict(kind.function(progress, **args))
    json.dumps(result, allow_nan=False)
    return _Ending(State.DONE, "", result)


def _written_down(work: Work, claim: UUID, ending: _Ending) -> bool:
    if ending.state == State.RUNNING:
        _log.warning("work %s was taken over by another worker", work.id)
        return False
    if ending.state == State.QUEUED:
        return move(work.id, State.RUNNING, State.QUEUED, held=claim, attempts=F("attempts") - 1)
    changes = {"message": ending.message, "result": ending.result, "ended_at": timezone.now()}
    with transaction.atomic():
        if move(work.id, State.RUNNING, ending.state, held=claim, **changes):
            record("background.ended", by=None, work_id=work.id, kind=work.kind, outcome=OUTCOMES[ending.state])
    return False


@contextmanager
def _signs_of_life(work_id: UUID, claim: UUID) -> Iterator[None]:
    """Prolong the lease from beside the work, which may be busy for minutes between two steps."""
    ended = Event()
    beside = Thread(target=_prolong, args=(work_id, claim, ended), daemon=True, name="signs of life")
    beside.start()
    try:
        yield
    finally:
        ended.set()
        beside.join()


def _prolong(work_id: UUID, claim: UUID, ended: Event) -> None:
    while not ended.wait(LEASE.total_seconds() / 3):
        try:
            still(work_id, claim, lease_until=timezone.now() + LEASE)
        except DatabaseError:
            _log.warning("work %s: its lease could not be prolonged", work_id)
        finally:
            connection.close()
