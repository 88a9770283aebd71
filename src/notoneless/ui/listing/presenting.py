"""What the templates of a list need, ready to be written out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from notoneless.ui.listing.asked import SIZES, Asked, Chosen
from notoneless.ui.listing.columns import Column
from notoneless.ui.listing.paging import COUNTED, Cut, numbers


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the list; `now` when the reader is there."""

    words: str
    href: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a column. `sorted`: "", "ascending" or "descending"; `href` sorts it the other way."""

    words: str
    kind: str
    fixed: bool
    href: str
    sorted: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row: its number in the whole list, its key, its cells."""

    number: int
    key: str
    name: str
    cells: Sequence[SafeString]


@dataclass(frozen=True, slots=True)
class ActionShown:
    """A button above the list."""

    name: str
    words: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """An entry of 列设置."""

    name: str
    words: str
    on: bool
    fixed: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list for one reader."""

    name: str
    title: str
    unit: str
    asked: Asked
    search_words: str
    headers: Sequence[Header]
    rows: Sequence[RowShown]
    columns: Sequence[ColumnShown]
    actions: Sequence[ActionShown]
    exports: bool
    count: int | None
    start: int
    page: int
    pages: int
    numbers: Sequence[Link]
    back: str
    on: str
    lost: bool
    path: str
    empty_words: str = ""
    sizes: Sequence[Link] = field(default_factory=list)
    chips: Sequence[Link] = field(default_factory=list)

    @property
    def results_id(self) -> str:
        """The element that a live list replaces."""
        return f"{self.name}-results"

    @property
    def first_filters(self) -> list[Chosen]:
        """In sight at once."""
        return [each for each in self.asked.chosen if each.filter.first]

    @property
    def more_filters(self) -> list[Chosen]:
        """Under 更多条件."""
        return [each for each in self.asked.chosen if not each.filter.first]

    @property
    def more_open(self) -> bool:
        """更多条件 stays open while one of them is in force."""
        return any(each.values for each in self.more_filters)

    @property
    def query(self) -> str:
        """Where forms of the list go: the same conditions."""
        return self.asked.query()

    @property
    def total_words(self) -> str:
        """共 1,234 名, or more than is counted."""
        if self.count is None:
            return f"超过 {COUNTED:,} {self.unit}"
        return f"共 {self.count:,} {self.unit}"

    @property
    def span_words(self) -> str:
        """第 1–50 名."""
        return f"第 {self.start + 1:,}–{self.start + len(self.rows):,} {self.unit}" if self.rows else ""


def header(column: Column[Any], asked: Asked, by_default: str) -> Header:
    """Sorting goes up, then down, then up again."""
    now = asked.sort or by_default
    state = {column.name: "ascending", f"-{column.name}": "descending"}.get(now, "")
    href = asked.query(sort=f"-{column.name}" if state == "ascending" else column.name) if column.order else ""
    return Header(column.words, column.kind, column.fixed, href, state)


def chips(asked: Asked) -> list[Link]:
    """Each condition in force with the address that lifts it."""
    conditions = asked.conditions()
    found = [Link(f"“{asked.search}”", asked.query([c for c in conditions if c[0] != "q"]))] if asked.search else []
    for each in asked.chosen:
        if each.values:
            for chip in each.filter.chips(each.values, each.options):
                found.append(Link(chip.words, asked.query([c for c in conditions if c not in chip.without])))
    return found


def size_links(asked: Asked) -> list[Link]:
    """How many rows a page has."""
    return [Link(str(s), asked.query(size=s if s != SIZES[1] else ""), s == asked.size) for s in SIZES]


def number_links(cut: Cut[Any], asked: Asked) -> list[Link]:
    """Links by number; an empty address is a gap."""
    near = numbers(cut.page or cut.pages, cut.pages)
    return [Link(str(number), asked.query(page=number) if number else "", number == cut.page) for number in near]
