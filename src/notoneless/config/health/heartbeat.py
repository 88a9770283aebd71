"""The sign of life of the background worker: a file that it touches, beside the database."""

import threading
import time
from pathlib import Path

EVERY = 5.0
STALE = 30.0
"""Seconds without a sign of life after which the worker counts as gone."""


def pulse_file(home: Path) -> Path:
    """The file of the worker in `home`."""
    return home / "run" / "worker.alive"


def beat(home: Path, stop: threading.Event) -> None:
    """Touch the file until `stop` is set."""
    path = pulse_file(home)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    while True:
        path.touch()
        if stop.wait(EVERY):
            path.unlink(missing_ok=True)
            return


def beats(home: Path, now: float | None = None) -> bool:
    """Whether the worker has given a sign of life of late."""
    try:
        last = pulse_file(home).stat().st_mtime
    except FileNotFoundError:
        return False
    return (time.time() if now is None else now) - last < STALE
