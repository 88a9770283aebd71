"""Background work in words: how far, how long still."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from notoneless.background.estimating import Measured, seconds_left
from notoneless.background.states import UNFINISHED, State

TONES = {State.QUEUED: "quiet", State.RUNNING: "info", State.DONE: "good", State.FAILED: "bad", State.STOPPED: "warn"}


class Doing(Measured, Protocol):
    """What is needed of a piece of work; background.models.Work fits."""

    title: str
    state: str
    message: str
    stop_asked: bool


@dataclass(frozen=True, slots=True)
class ProgressShown:
    """A progress bar. `percent` is None when the whole is unknown."""

    title: str
    state: str
    words: str
    tone: str
    done: int
    total: int
    percent: int | None
    left: str
    message: str
    running: bool
    stopping: bool


def shown(work: Doing, now: datetime) -> ProgressShown:
    """The bar for a piece of work at this moment."""
    state = State(work.state)
    running = state in UNFINISHED
    done = min(work.done, work.total) if work.total else work.done
    percent = 100 if state is State.DONE else (done * 100 // work.total if work.total else None)
    moving = state is State.RUNNING and not work.stop_asked
    return ProgressShown(
        title=work.title,
        state=state.value,
        words=str(state.label),
        tone=TONES[state],
        done=done,
        total=work.total,
        percent=percent,
        left=time_left(seconds_left(work, now)) if moving else "",
        message=work.message,
        running=running,
        stopping=running and work.stop_asked,
    )


def time_left(seconds: int | None) -> str:
    """In words, rounded up the more the longer it lasts; empty while nobody can say."""
    if seconds is None:
        return ""
    if seconds < 10:
        return "就快好了"
    if seconds < 60:
        return f"大约还要 {-(-seconds // 10) * 10} 秒"
    minutes = -(-seconds // 60)
    return f"大约还要 {minutes} 分钟" if minutes < 60 else f"大约还要 {minutes // 60} 小时 {minutes % 60} 分"
