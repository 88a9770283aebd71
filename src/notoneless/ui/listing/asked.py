"""What the address of a list asks for, read with care: an odd value is dropped, never an error."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from notoneless.ui.listing.filters import Filter, Option

SIZES = (20, 50, 100, 200)
SEARCH_LENGTH = 60
RESERVED = frozenset({"q", "sort", "page", "size", "after", "before", "at", "act", "pick", "whole", "columns"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter with what this reader may choose and has chosen."""

    filter: Filter
    options: tuple[Option, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One reading of the address. `at`: how many rows lie before a page reached by `after` or `before`."""

    search: str
    chosen: tuple[Chosen, ...]
    sort: str
    page: int
    size: int
    after: str
    before: str
    at: int

    def conditions(self) -> list[tuple[str, str]]:
        """Search and filters as parameters: what selects the rows, not how they are shown."""
        found = [("q", self.search)] if self.search else []
        for each in self.chosen:
            names = each.filter.parameters()
            spread = names if len(names) > 1 else names * len(each.values)
            found += [(name, value) for name, value in zip(spread, each.values, strict=False) if value]
        return found

    def query(self, conditions: Iterable[tuple[str, str]] | None = None, **places: str | int) -> str:
        """An address of the same list: same conditions, sort and size, at the place named."""
        query = QueryDict(mutable=True)
        for name, value in self.conditions() if conditions is None else conditions:
            query.appendlist(name, value)
        shape: dict[str, str | int] = {"sort": self.sort, "size": self.size if self.size != SIZES[1] else ""}
        for name, place in (shape | places).items():
            if place not in {"", 0} and not (name == "page" and place == 1):
                query[name] = str(place)
        return "?" + query.urlencode()


def asked(request: HttpRequest, filters: Sequence[Filter], sorts: frozenset[str]) -> Asked:
    """Read the address. `sorts`: the columns that can be sorted."""
    params = request.GET
    chosen = []
    for each in filters:
        options = tuple(each.options_for(request))
        chosen.append(Chosen(each, options, each.read(params, options)))
    sort = params.get("sort", "")
    size = _number(params.get("size", ""))
    return Asked(
        search=" ".join(params.get("q", "").replace("\0", "").split())[:SEARCH_LENGTH],
        chosen=tuple(chosen),
        sort=sort if sort.removeprefix("-") in sorts else "",
        page=max(1, _number(params.get("page", ""))),
        size=size if size in SIZES else SIZES[1],
        after=params.get("after", "")[:64],
        before=params.get("before", "")[:64],
        at=_number(params.get("at", "")),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
