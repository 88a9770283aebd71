"""The states of a piece of work, and which may follow which."""

from collections.abc import Mapping

from django.db.models import TextChoices


class State(TextChoices):
    """Where a piece of work is."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "没有完成"
    STOPPED = "stopped", "已停止"


TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.RUNNING, State.STOPPED, State.FAILED}),
    # Back into the queue: its worker died, or is leaving.
    State.RUNNING: frozenset({State.DONE, State.FAILED, State.STOPPED, State.QUEUED}),
    State.DONE: frozenset(),
    State.FAILED: frozenset(),
    State.STOPPED: frozenset(),
}
UNFINISHED = frozenset(state for state, following in TRANSITIONS.items() if following)
ENDED = frozenset(State) - UNFINISHED
