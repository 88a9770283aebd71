"""A check, and what it found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from notoneless.config.installation import Installation


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    WARNING = "warning"
    """To be known, or to be done when there is time."""
    WRONG = "wrong"
    """To be mended; the service runs meanwhile."""
    UNSAFE = "unsafe"
    """The service does not start."""

    @property
    def mark(self) -> str:
        """In front of a line."""
        return {"fine": "✓", "warning": "!", "wrong": "✗", "unsafe": "✗"}[self.value]


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found: in plain words, and what to do."""

    level: Level
    says: str
    todo: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of a check: in order, or one of its problems."""

    name: str
    title: str
    level: Level
    says: str = ""
    todo: str = ""

    def as_data(self) -> dict[str, str]:
        """For a program."""
        return {"name": self.name, "title": self.title, "level": self.level, "says": self.says, "todo": self.todo}


Ask = Callable[[Installation], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """A question put to an installation. `at_start`: also before the service starts, so it must be quick."""

    name: str
    title: str
    ask: Ask
    needs_database: bool = False
    at_start: bool = False


CHECKS: dict[str, Check] = {}


def check(name: str, title: str, *, needs_database: bool = False, at_start: bool = False) -> Callable[[Ask], Ask]:
    """Put a function into the list of checks."""

    def listed(ask: Ask) -> Ask:
        CHECKS[name] = Check(name, title, ask, needs_database, at_start)
        return ask

    return listed
