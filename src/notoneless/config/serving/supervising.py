"""Keeps processes alive: starts them, starts them again when they die, ends them when told to."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import FrameType

from notoneless.config.serving.children import Child, Command
from notoneless.config.serving.one_log import OneLog

GRACE = 25.0
"""Seconds that processes have to finish what they are doing. systemd waits longer (deploy/notoneless.service)."""
TICK = 0.2


class Supervisor:
    """The service. `daily`: called at each turn, gives a command that is to be run once now, or None."""

    def __init__(self, commands: Sequence[Command], log: OneLog, daily: Callable[[], Command | None]) -> None:
        self.children = [Child(command) for command in commands]
        self.log = log
        self._daily = daily
        self._stop = threading.Event()

    def run(self) -> None:
        """Until SIGTERM or SIGINT. A second signal does not wait for the processes."""
        before = {number: signal.signal(number, self._told) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self._stop.is_set():
                self._turn()
                self._stop.wait(TICK)
        finally:
            self._end()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _told(self, number: int, frame: FrameType | None) -> None:
        if self._stop.is_set():
            for child in self.children:
                child.signal(signal.SIGKILL)
        self._stop.set()

    def _turn(self) -> None:
        if (command := self._daily()) and not any(child.command.name == command.name for child in self.children):
            self.children.append(Child(command))
        for child in list(self.children):
            code = child.ended()
            if code is not None:
                self._mourn(child, code)
            elif child.due():
                self._start(child)

    def _start(self, child: Child) -> None:
        process = child.start()
        assert process.stdout is not None  # noqa: S101 - it was asked for
        self.log.follow(process.stdout, child.command.name)
        self.say("info", "已启动", child, pid=process.pid)

    def _mourn(self, child: Child, code: int) -> None:
        if child.command.once:
            self.say("error" if code else "info", "已结束", child, exit_code=code)
            self.children.remove(child)
            return
        child.bury()
        self.say("error", "意外退出，将重新启动", child, exit_code=code, restarts=child.restarts)

    def _end(self) -> None:
        """Ask, wait, and end by force what has not ended."""
        self.say("info", "正在停止")
        living = [child for child in self.children if child.process is not None]
        for child in living:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE
        for child in living:
            while child.ended() is None and time.monotonic() < until:
                time.sleep(TICK / 4)
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
        self.say("info", "已停止")

    def say(self, level: str, words: str, child: Child | None = None, **figures: int) -> None:
        """A line of the service's own."""
        line: dict[str, object] = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level}
        line |= {"logger": "notoneless.serve", "says": words, "pid": os.getpid()}
        if child is not None:
            line["child"] = child.command.name
        self.log.write(json.dumps(line | figures, ensure_ascii=False))
