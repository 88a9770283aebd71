"""Which columns a reader sees: kept in a cookie of their browser, by name."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from notoneless.ui.listing.columns import Column

COLUMN_ACTS = ("columns", "columns-reset")
R = TypeVar("R")
YEAR = 365 * 24 * 3600


def cookie(listing: str) -> str:
    """The name of the cookie."""
    return f"columns-{listing}"


def columns_for(request: HttpRequest, listing: str, columns: Sequence[Column[R]]) -> list[Column[R]]:
    """The fixed columns and those chosen; without a choice, those shown by default."""
    chosen = set(request.COOKIES.get(cookie(listing), "").split("."))
    if not chosen & {column.name for column in columns}:
        return [column for column in columns if column.shown or column.fixed]
    return [column for column in columns if column.fixed or column.name in chosen]


def keep_choice(request: HttpRequest, listing: str, columns: Sequence[Column[Any]]) -> HttpResponse:
    """Set the cookie and go back to the list; 恢复默认 forgets it."""
    answer = redirect(request.get_full_path())
    asked = set(request.POST.getlist("columns"))
    names = [column.name for column in columns if column.name in asked]
    if names and request.POST.get("act") == COLUMN_ACTS[0]:
        answer.set_cookie(cookie(listing), ".".join(names), max_age=YEAR, httponly=True, samesite="Lax")
    else:
        answer.delete_cookie(cookie(listing), samesite="Lax")
    return answer
