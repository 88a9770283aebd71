"""Pages of results: always cut, never beyond what a database can count to."""

from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from ninja import Schema
from pydantic import Field

Item = TypeVar("Item")
MOST_PAGES, MOST_ON_A_PAGE = 1_000, 200


class Paging(Schema):
    """Which page, and how many on it."""

    page: Annotated[int, Field(ge=1, le=MOST_PAGES)] = 1
    size: Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE)] = 50


class Page(Schema, Generic[Item]):
    """A page of results. `more`: there is a page after it."""

    items: list[Item]
    page: int
    size: int
    more: bool


def cut(rows: QuerySet[Any, Model], paging: Paging) -> dict[str, Any]:
    """The page of `rows`, by one query."""
    start = (paging.page - 1) * paging.size
    found = list(rows[start : start + paging.size + 1])
    return {
        "items": found[: paging.size],
        "page": paging.page,
        "size": paging.size,
        "more": len(found) > paging.size,
    }
