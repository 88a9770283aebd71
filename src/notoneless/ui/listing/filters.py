"""Filters of a list. Their values live in the address; what is not one of the options is left out."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.timezone import make_aware

M = TypeVar("M", bound=Model)
Option = tuple[str, str]
"""The value in the address, and its words."""
Options = Sequence[Option] | Callable[[HttpRequest], Sequence[Option]]
"""A function gives the options that this reader may see."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in force, in words, with the parameters that would be taken away."""

    words: str
    without: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Filter(ABC):
    """`field`: the look-up the value is compared with. `first`: in sight at once, not under 更多条件."""

    name: str
    words: str
    field: str = ""
    first: bool = False
    widget: ClassVar[str]

    def parameters(self) -> tuple[str, ...]:
        """The names it has in the address."""
        return (self.name,)

    def options_for(self, request: HttpRequest) -> Sequence[Option]:
        """What this reader may choose."""
        return ()

    @abstractmethod
    def read(self, params: QueryDict, options: Sequence[Option]) -> tuple[str, ...]:
        """The values asked for, of those that may be."""

    @abstractmethod
    def condition(self, values: tuple[str, ...]) -> Q:
        """What the rows must fulfil. Called only with values."""

    @abstractmethod
    def chips(self, values: tuple[str, ...], options: Sequence[Option]) -> list[Chip]:
        """The condition in words."""


@dataclass(frozen=True, slots=True)
class Choice(Filter):
    """One of several. `conditions` gives a condition of its own to a value that no field holds."""

    options: Options = ()
    conditions: Mapping[str, Q] = field(default_factory=dict)
    widget: ClassVar[str] = "choice"

    def options_for(self, request: HttpRequest) -> Sequence[Option]:
        """Asked for once for each page."""
        return self.options(request) if callable(self.options) else self.options

    def read(self, params: QueryDict, options: Sequence[Option]) -> tuple[str, ...]:
        """The last value, when it is an option."""
        value = params.get(self.name, "")
        return (value,) if value in {value for value, _ in options} else ()

    def condition(self, values: tuple[str, ...]) -> Q:
        """Equal to one of the values."""
        own = Q(*(self.conditions[value] for value in values if value in self.conditions), _connector=Q.OR)
        held = [value for value in values if value not in self.conditions]
        return own | Q(**{f"{self.field}__in": held}) if held else own

    def chips(self, values: tuple[str, ...], options: Sequence[Option]) -> list[Chip]:
        """One for each value."""
        words = dict(options)
        return [Chip(f"{self.words}：{words[value]}", ((self.name, value),)) for value in values]


@dataclass(frozen=True, slots=True)
class Choices(Choice):
    """Any of several."""

    widget: ClassVar[str] = "choices"

    def read(self, params: QueryDict, options: Sequence[Option]) -> tuple[str, ...]:
        """Every value that is an option, in the order of the options."""
        asked = set(params.getlist(self.name))
        return tuple(value for value, _ in options if value in asked)


@dataclass(frozen=True, slots=True)
class YesNo(Choice):
    """Yes, no, or both. `conditions` may hold one for "yes" and one for "no"; otherwise a field of true and false."""

    options: Options = (("yes", "是"), ("no", "否"))

    def condition(self, values: tuple[str, ...]) -> Q:
        """True or false."""
        (value,) = values
        return self.conditions[value] if value in self.conditions else Q(**{self.field: value == "yes"})


@dataclass(frozen=True, slots=True)
class DateRange(Filter):
    """From a day to a day, both included. `instants`: the field holds instants, not days."""

    instants: bool = False
    widget: ClassVar[str] = "dates"

    def parameters(self) -> tuple[str, ...]:
        """Two ends."""
        return (f"{self.name}_from", f"{self.name}_to")

    def read(self, params: QueryDict, options: Sequence[Option]) -> tuple[str, ...]:
        """Both ends as 2024-03-05, an open one empty; nothing when neither is a day."""
        ends = tuple(_day(params.get(name, "")) for name in self.parameters())
        return ends if any(ends) else ()

    def condition(self, values: tuple[str, ...]) -> Q:
        """The last day counts whole."""
        first, last = (date.fromisoformat(end) if end else None for end in values)
        found = Q(**{f"{self.field}__gte": self._start(first)}) if first else Q()
        return found & Q(**{f"{self.field}__lt": self._start(last + timedelta(days=1))}) if last else found

    def _start(self, day: date) -> date:
        """The day, or the instant at which it begins, so that an index on instants serves."""
        return make_aware(datetime.combine(day, time())) if self.instants else day

    def chips(self, values: tuple[str, ...], options: Sequence[Option]) -> list[Chip]:
        """从 … 到 …"""
        first, last = values
        words = {(True, True): f"{first} 至 {last}", (True, False): f"{first} 起", (False, True): f"{last} 止"}
        gone = tuple(zip(self.parameters(), values, strict=True))
        return [Chip(f"{self.words}：{words[bool(first), bool(last)]}", gone)]


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Search:
    """The one field for typing. `find` narrows the rows: by name, pinyin initials, last digits of the number."""

    find: Callable[[QuerySet[Any], str], QuerySet[Any]]
    words: str = "姓名、拼音首字母或证件号后几位"


def applied(rows: QuerySet[M], chosen: Sequence[tuple[Filter, tuple[str, ...]]]) -> QuerySet[M]:
    """The rows that fulfil every condition."""
    for each, values in chosen:
        if values:
            rows = rows.filter(each.condition(values))
    return rows
