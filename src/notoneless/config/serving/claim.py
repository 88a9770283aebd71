"""One service per installation: a second start is refused while the first runs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: there nothing keeps two starts apart
    LOCKS = False
else:
    LOCKS = True

NAME = "serve.lock"


class AlreadyServedError(Exception):
    """Another process serves this installation. `pid` is its number, or 0 where it is not known."""

    def __init__(self, pid: int) -> None:
        super().__init__(str(pid))
        self.pid = pid


@contextmanager
def serving(run: Path) -> Iterator[None]:
    """Hold the installation whose run folder is `run`. The system lets go of it when the process dies.

    Raises AlreadyServedError.
    """
    run.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(run / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _taken(lock):
            raise AlreadyServedError(_pid(lock))
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(lock)


def served_by(run: Path) -> int:
    """The number of the process that serves the installation, 0 where none does."""
    try:
        lock = os.open(run / NAME, os.O_RDWR)
    except FileNotFoundError:
        return 0
    try:
        return 0 if _taken(lock) else _pid(lock)
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    if not LOCKS:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _pid(lock: int) -> int:
    text = os.pread(lock, 20, 0)
    return int(text) if text.isdigit() else 0
