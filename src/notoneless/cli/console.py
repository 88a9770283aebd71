"""What a command prints: progress on standard error, results on standard output, as text or as JSON."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


@dataclass(slots=True)
class Watch:
    """Told of stages and steps while something long runs."""

    progress: Progress | None

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """A stage begins or has come to `done` of `total` (0: nobody knows)."""
        if self.progress is None:
            return
        if not self.progress.tasks:
            self.progress.add_task(stage, total=total or None)
        self.progress.update(self.progress.tasks[0].id, description=stage, completed=done, total=total or None)


class _Terminal(Console):
    """A console that leaves it to main.run what becomes of the command when its reader has gone."""

    def on_broken_pipe(self) -> None:
        """Not an exit code of its own."""
        raise BrokenPipeError


@dataclass(frozen=True, slots=True)
class Screen:
    """How the command was asked to speak."""

    quiet: bool
    as_json: bool
    out: Console
    err: Console

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        """A progress line on a terminal; nothing where nobody sees it."""
        if self.quiet or self.as_json or not self.err.is_terminal:
            yield Watch(None)
            return
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.err, transient=True) as progress:
            yield Watch(progress)

    def say(self, text: str = "") -> None:
        """A line of the result."""
        if not self.quiet and not self.as_json:
            self.out.print(text, highlight=False, markup=False, soft_wrap=True)

    def warn(self, text: str) -> None:
        """A line that must be seen, also when quiet."""
        self.err.print(text, highlight=False, markup=False, soft_wrap=True, style="yellow")

    def data(self, value: Any) -> None:
        """The result for a program."""
        if self.as_json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n")


def screen(*, quiet: bool, as_json: bool) -> Screen:
    """The screen of one command."""
    return Screen(quiet, as_json, _Terminal(), _Terminal(stderr=True))
