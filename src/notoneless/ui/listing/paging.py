"""One page of rows: by number in the first ten thousand, by the row before it further on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from notoneless.ui.listing.asked import Asked
from notoneless.ui.listing.seeking import Order, beside, ordered

Row = TypeVar("Row")
COUNTED = 10_000
"""Rows are counted up to here and no further: a count of everything costs as much as reading it."""


@dataclass(frozen=True, slots=True)
class Cut(Generic[Row]):
    """The rows of a page. `start`: how many lie before it; `count`: of all rows, None when beyond COUNTED."""

    rows: Sequence[Row]
    start: int
    count: int | None
    page: int
    pages: int
    more: bool
    lost: bool = False


def cut(rows: QuerySet[Any], order: Order, asked: Asked) -> Cut[Any]:
    """The page asked for: one query to count, one for its rows, one more when it is reached from a row."""
    counted = rows.order_by()[: COUNTED + 1].count()
    count = counted if counted <= COUNTED else None
    pages = max(1, -(-min(counted, COUNTED) // asked.size))
    key = asked.after or asked.before
    if key:
        near = beside(rows, order, key, before=not asked.after)
        if near is not None:
            return _beside(near, asked, count, pages)
    page = min(asked.page, pages)
    start = (page - 1) * asked.size
    found = list(ordered(rows, order)[start : start + asked.size + 1])
    return Cut(found[: asked.size], start, count, page, pages, len(found) > asked.size, lost=bool(key))


def _beside(near: QuerySet[Any], asked: Asked, count: int | None, pages: int) -> Cut[Any]:
    found = list(near[: asked.size + 1])
    there = found[: asked.size]
    if asked.after:
        return Cut(there, asked.at, count, 0, pages, len(found) > asked.size)
    return Cut(there[::-1], max(0, asked.at - len(there)), count, 0, pages, True)


def neighbours(cut_: Cut[Any], asked: Asked, keys: Sequence[str]) -> tuple[str, str]:
    """The addresses of the page before and the page after; empty at an end."""
    end = cut_.start + len(cut_.rows)
    if cut_.page:
        back = asked.query(page=cut_.page - 1) if cut_.page > 1 else ""
        beyond = cut_.page >= cut_.pages
        on = asked.query(after=keys[-1], at=end) if beyond and keys else asked.query(page=cut_.page + 1)
        return back, on if cut_.more else ""
    if not keys or cut_.start <= COUNTED:
        page = max(1, -(-cut_.start // asked.size))
        back = asked.query(page=min(page, cut_.pages)) if cut_.start else ""
    else:
        back = asked.query(before=keys[0], at=cut_.start)
    return back, asked.query(after=keys[-1], at=end) if cut_.more and keys else ""


def numbers(page: int, pages: int) -> list[int]:
    """The page numbers worth a link, 0 for a gap: 1 … 4 5 6 … 20."""
    near = {1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)}
    found: list[int] = []
    for number in sorted(near):
        if found and number - found[-1] > 1:
            found.append(0)
        found.append(number)
    return found
