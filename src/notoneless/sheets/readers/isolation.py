"""Each file read in a process of its own that may be killed: one bad file costs that file and no other."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as LateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from notoneless.sheets.readers.books import read_book
from notoneless.sheets.readers.limits import DEFAULT, Limits
from notoneless.sheets.readers.workbooks import RawBook
from notoneless.sheets.refusals import Refusal

try:
    import resource
except ImportError:  # Windows has no such limits: there only the time is watched
    resource = None  # type: ignore[assignment]

T = TypeVar("T")
PRELOADED = (__name__, "notoneless.sheets.understanding")
"""What a worker needs, loaded once before the first of them is forked."""


def make_ready(*more: str) -> None:
    """Start what reading processes are forked from, so that it loads its modules while the caller does something else.

    `more`: modules of the caller's own that a reading process would load a second time: those of its main program.
    Where it cannot be started now, the reading will try again, and say what is in the way.
    """
    if _context(more).get_start_method() == "forkserver":
        with suppress(OSError):
            forkserver.ensure_running()


def read_books(
    paths: Sequence[Path],
    work: Callable[[RawBook], T],
    *,
    limits: Limits = DEFAULT,
    processes: int | None = None,
    progress: Callable[[Path], None] | None = None,
) -> Iterator[tuple[Path, T | Refusal]]:
    """Read each file, apply `work` to it where it was read, and give the results in the order of `paths`.

    `work` is a function of a module (it travels by name), and only what it returns travels back. A file that is
    refused, takes too long, needs too much memory or makes its process die gives a Refusal, and so does one on which
    `work` fails; the others are read all the same. `progress` is told of each file as its result is given.
    `processes` is by default the number of processors; with 0 everything happens in this process, without limits of
    time and memory.
    """
    outcomes = _here(paths, work, limits) if processes == 0 else _apart(paths, work, limits, processes)
    for path, outcome in outcomes:
        if progress:
            progress(path)
        yield path, outcome


def _here(paths: Sequence[Path], work: Callable[[RawBook], T], limits: Limits) -> Iterator[tuple[Path, T | Refusal]]:
    for path in paths:
        yield path, _outcome(path, work, limits)


def _apart(
    paths: Sequence[Path], work: Callable[[RawBook], T], limits: Limits, processes: int | None
) -> Iterator[tuple[Path, T | Refusal]]:
    if not paths:
        return
    workers = min(processes or os.cpu_count() or 1, len(paths))
    pool: Any = ProcessPool(max_workers=workers, context=_context(), initializer=_confine, initargs=(limits,))
    try:
        futures = [
            pool.schedule(_timed_outcome, args=(path, work, limits), timeout=limits.wall_seconds) for path in paths
        ]
        for path, future in zip(paths, futures, strict=True):
            yield path, _result(future, limits)
    finally:
        # Also when the caller stops early or presses Ctrl+C: no process outlives the reading.
        pool.stop()
        pool.join()


def _context(more: Sequence[str] = ()) -> BaseContext:
    """A fork server starts a process in milliseconds and, unlike a plain fork, is safe beside threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED, *more])
    return context


def _confine(limits: Limits) -> None:
    """In the worker: bound its memory, leave no core dump with children's data, keep the parser's panics quiet.

    Rows make no cycles: the search for such costs a fifth of the time and finds nothing.
    """
    gc.disable()
    os.environ["RUST_BACKTRACE"] = "0"  # writing one takes seconds when memory has run out
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if resource is not None:
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_AS, limits.memory_bytes)


def _limit(kind: int, soft: int) -> None:
    """A system may refuse a limit (macOS has no RLIMIT_AS to speak of): the time limit is still there."""
    _, hard = resource.getrlimit(kind)
    try:
        resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    except (ValueError, OSError):
        return


def _timed_outcome(path: Path, work: Callable[[RawBook], T], limits: Limits) -> T | Refusal:
    """The processor time of a worker counts from its start, so each file gets its share on top of what is used."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + limits.cpu_seconds + 1)
    return _outcome(path, work, limits)


def _outcome(path: Path, work: Callable[[RawBook], T], limits: Limits) -> T | Refusal:
    try:
        return work(read_book(path, limits))
    except Refusal as refusal:
        return refusal
    except MemoryError:
        return Refusal("out_of_memory")
    except Exception as fault:
        # The kind of error and where it arose, never its message: that could quote a child's data.
        last = extract_tb(fault.__traceback__)[-1]
        return Refusal("failed", error=type(fault).__name__, place=f"{Path(last.filename).name}:{last.lineno}")


def _result(future: "ProcessFuture[T | Refusal]", limits: Limits) -> T | Refusal:
    try:
        return future.result()
    except LateError:
        return Refusal("timeout", limit=limits.wall_seconds)
    except ProcessExpired as death:
        return _refusal_of_death(death.exitcode, limits)
    except BrokenProcessPool:
        return Refusal("crashed")


def _refusal_of_death(exitcode: int, limits: Limits) -> Refusal:
    """A process ends by SIGXCPU at its time limit, aborts when memory is refused, is killed when there is none left."""
    by = -exitcode
    if by == getattr(signal, "SIGXCPU", None):
        return Refusal("timeout", limit=limits.cpu_seconds)
    if by in {signal.SIGABRT, getattr(signal, "SIGKILL", None)}:
        return Refusal("out_of_memory")
    return Refusal("crashed")
