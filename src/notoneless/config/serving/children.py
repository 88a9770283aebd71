"""A process that the service keeps alive, and how long it waits before it starts it again."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

SHORTEST, LONGEST = 0.5, 30.0
"""Seconds before a process that died is started again: doubled each time that it dies young."""
GROWN_UP = 60.0
"""Seconds after which a process counts as well: its next death is its first."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is to be run. `once`: it ends by itself, and is not started again."""

    name: str
    line: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    once: bool = False


class Child:
    """One such process, in a group of its own so that what it started ends with it."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.restarts = 0
        self.next_start = 0.0
        self._wait = SHORTEST
        self._born = 0.0

    def start(self) -> subprocess.Popen[bytes]:
        """Start it. What it says comes through `process.stdout`."""
        self._born = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            list(self.command.line),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **self.command.environment},
            start_new_session=True,
        )
        return self.process

    def ended(self) -> int | None:
        """Its exit code, once it has ended; None while it lives or waits to be started."""
        return self.process.poll() if self.process else None

    def bury(self) -> None:
        """It has died: end what it left behind and set the time of the next start."""
        self.signal(signal.SIGKILL)
        self.process = None
        now = time.monotonic()
        self._wait = SHORTEST if now - self._born > GROWN_UP else min(self._wait * 2, LONGEST)
        self.next_start = now + self._wait
        self.restarts += 1

    def due(self) -> bool:
        """Whether it is not running and may be started."""
        return self.process is None and time.monotonic() >= self.next_start

    def signal(self, number: signal.Signals) -> None:
        """Send a signal: SIGTERM to the process alone, which ends its own; SIGKILL to all of its group."""
        if self.process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)
