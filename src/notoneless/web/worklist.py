"""The work list of the home page: each feature's entries, put into three parts, the most pressing first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from notoneless.ui.worklist import Source, When, WorkItem
from notoneless.web.sources import decisions, own_exports, own_work

SOURCES: tuple[Source, ...] = (decisions, own_exports, own_work)
"""Each feature's entries: write a function into sources.py and its name here."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list. `good` is what its being empty means."""

    when: When
    words: str
    tone: str
    good: str
    items: tuple[WorkItem, ...]

    @property
    def count(self) -> int:
        """How many things, not how many lines."""
        return sum(item.count for item in self.items)


PARTS = (
    (When.OVERDUE, "已逾期", "bad", "没有逾期的事。"),
    (When.TODAY, "今日要办", "warn", "今天要办的都办完了。"),
    (When.WAITING, "等待他人", "", "没有在等别人的事。"),
)


def worklist(request: HttpRequest, today: date, sources: Sequence[Source] | None = None) -> list[Part]:
    """The three parts for the reader of this request."""
    items = [item for source in (SOURCES if sources is None else sources) for item in source(request, today)]
    items.sort(key=lambda item: (item.due_on or date.max, item.words))
    return [
        Part(when, words, tone, good, tuple(item for item in items if item.when is when))
        for when, words, tone, good in PARTS
    ]
