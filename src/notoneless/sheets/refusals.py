"""Why a file was not read: a stable code for programs, one Chinese sentence for people."""

from functools import cache
from typing import Any

from notoneless.standards.tables import load


class Refusal(Exception):  # noqa: N818 - an answer to a file, not a fault of the program
    """A file that is not read. `sentence` says what happened and what to do; `details` are the figures in it.

    It travels between processes unchanged. The codes are those of `tables/refusals.csv`; another one raises KeyError.
    """

    def __init__(self, code: str, **details: str | int) -> None:
        self.code = code
        self.details = details
        self.sentence = sentences()[code].format_map(details)
        super().__init__(self.sentence)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.code, self.details)


def _again(code: str, details: dict[str, str | int]) -> Refusal:
    return Refusal(code, **details)


@cache
def sentences() -> dict[str, str]:
    """Every code with its sentence, details still in braces."""
    return {row["code"]: row["sentence"] for row in load("refusals", "notoneless.sheets").rows}
