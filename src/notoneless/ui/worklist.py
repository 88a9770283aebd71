"""An entry of the work list on the home page, made by the feature whose work it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import HttpRequest


class When(StrEnum):
    """The three parts of the work list."""

    OVERDUE = "overdue"
    TODAY = "today"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something to do, or to wait for. `words` say it with its number; it never holds a child's name."""

    when: When
    words: str
    href: str
    count: int = 1
    due_on: date | None = None
    note: str = ""
    icon: str = "list-checks"


Source = Callable[[HttpRequest, date], Iterable[WorkItem]]
"""Given the request (its acting post and scope) and today's date; asks few queries."""
