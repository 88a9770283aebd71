"""One log of all processes: to standard error where somebody listens, and to a file that is turned over in time."""

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

MOST_BYTES = 16 * 1024 * 1024
OLD_FILES = 10


class OneLog:
    """Takes lines from several processes; each is written whole."""

    def __init__(self, folder: Path, *, aloud: bool = True) -> None:
        self._aloud = aloud
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "notoneless.log"
        path.touch(mode=0o600)
        self._file = _File(path, maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8")
        self._file.setFormatter(logging.Formatter("%(message)s"))
        self._lock = threading.Lock()

    def write(self, line: str) -> None:
        """One line. A full disk costs the file's line only, never the service."""
        with self._lock:
            if self._aloud:
                print(line, file=sys.stderr, flush=True)
            record = logging.makeLogRecord({"msg": line, "args": None})
            try:
                self._file.emit(record)
            except OSError as fault:
                print(f'{{"level": "error", "says": "log: {type(fault).__name__}"}}', file=sys.stderr, flush=True)

    def follow(self, stream: IO[bytes], name: str) -> threading.Thread:
        """Write down what a process says, until it has ended."""
        thread = threading.Thread(target=_pump, args=(stream, self.write), name=f"log-{name}", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """Nothing more comes."""
        self._file.close()


class _File(RotatingFileHandler):
    """A file whose faults are told to the one who writes."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name that logging calls
        """Raise what happened."""
        raise  # noqa: PLE0704 - called while it is being handled


def _pump(stream: IO[bytes], write: Callable[[str], None]) -> None:
    with stream:
        for raw in stream:
            if line := raw.decode("utf-8", "replace").rstrip():
                write(line)
