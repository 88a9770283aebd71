"""Finding work whose worker died, or that fell out of the queue."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from notoneless.background.kinds import UnknownKindError, find
from notoneless.background.models import Work
from notoneless.background.performing import OUTCOMES, STOPPED_BY_REQUEST
from notoneless.background.progress import LEASE
from notoneless.background.queueing import enqueue, in_line
from notoneless.background.recording import record
from notoneless.background.states import State
from notoneless.background.stepping import move

MOST_ATTEMPTS = 3
GIVEN_UP = "多次中途断开，没有做完。请告诉系统管理员，再重新发起"
NOT_AGAIN = "中途断开，没有做完。这项任务不能自动重做，请查看做到哪里后重新发起"


def reclaim(now: datetime) -> list[UUID]:
    """Put back into the queue what was lost; give up on what was lost three times. Gives what was put back.

    A lease that ends far in the future was given before the clock was put back, and is over too.
    """
    lost = Work.objects.filter(state=State.RUNNING).filter(Q(lease_until__lt=now) | Q(lease_until__gt=now + 2 * LEASE))
    back = [work.id for work in lost if _put_back(work, now)]
    waiting = Work.objects.filter(state=State.QUEUED).filter(
        Q(queued_at__lt=now - LEASE) | Q(queued_at__gt=now + LEASE)
    )
    for work in waiting:
        if not in_line(work.task_id):
            with transaction.atomic():
                enqueue(work.id)
            back.append(work.id)
    return back


@transaction.atomic
def _put_back(work: Work, now: datetime) -> bool:
    why = STOPPED_BY_REQUEST if work.stop_asked else _why_not(work)
    if why:
        after = State.STOPPED if work.stop_asked else State.FAILED
        if move(work.id, State.RUNNING, after, held=work.claim, message=why, ended_at=now):
            record("background.ended", by=None, work_id=work.id, kind=work.kind, outcome=OUTCOMES[after])
        return False
    if not move(work.id, State.RUNNING, State.QUEUED, held=work.claim):
        return False
    enqueue(work.id)
    record("background.interrupted", by=None, work_id=work.id, kind=work.kind, outcome="failed")
    return True


def _why_not(work: Work) -> str:
    """Why it is not begun again; empty when it is."""
    if work.attempts >= MOST_ATTEMPTS:
        return GIVEN_UP
    try:
        return "" if find(work.kind).repeatable else NOT_AGAIN
    except UnknownKindError:
        return NOT_AGAIN
