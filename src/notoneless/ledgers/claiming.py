"""A result folder held by one run, from before its decisions are read until the newer result is in its place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from notoneless.ledgers.replacing import refuse_occupied, restore

try:
    import fcntl
except ImportError:  # Windows: there nothing keeps two runs apart
    LOCKS = False
else:
    LOCKS = True


class Busy(Exception):  # noqa: N818 - an answer to a person, not a fault of the program
    """Another run is writing into the folder: it is left to that run."""


@contextmanager
def claimed(target: Path) -> Iterator[None]:
    """Hold the result folder `target`, with the old result in its place where a run was killed.

    Raises, before any work is done, Busy while another run holds it, replacing.Occupied when it is a file or holds
    other things, and OSError, naming `target`, when nothing can be written beside it. The system releases the lock of
    a process that dies.
    """
    with _locked(target) if LOCKS else nullcontext():
        restore(target)
        refuse_occupied(target)
        yield


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    path = target.with_name(f".{target.name}.lock")
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
        lock = _lock(path)
    except OSError as fault:
        _remove_empty(missing)
        raise OSError(fault.errno, fault.strerror, str(target)) from None
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held: see _lock
        os.close(lock)
        _remove_empty(missing)


def _lock(path: Path) -> int:
    """The open lock file. One that its holder has just removed locks nobody out any more: then a new one is made."""
    while True:
        lock = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise Busy(str(path)) from None
        except OSError:  # a shared disk that knows no locks
            return lock
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), path.stat()):
                return lock
        os.close(lock)


def _remove_empty(folders: list[Path]) -> None:
    """Take away again the folders made for a result that did not come about."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
