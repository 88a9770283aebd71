"""What a command's exit code says; also told in docs/reference/command-line.md."""

from enum import IntEnum

import click


class Exit(IntEnum):
    """0 is done; the others say what kind of thing was in the way."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NOTHING = 3
    FAILED = 4
    INTERRUPTED = 130


class InTheWayError(click.ClickException):
    """Something outside the command line is in the way: a sentence that says all, and its exit code."""

    def __init__(self, sentence: str, code: Exit) -> None:
        super().__init__(sentence)
        self.code = code
