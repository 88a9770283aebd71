"""Acts on many rows at once: choose, see what would happen, confirm."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from notoneless.ui.forms import Form

M = TypeVar("M", bound=Model)
AT_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words, and the address to which 撤销 is sent when it can be taken back."""

    words: str
    undo: str = ""


@dataclass(frozen=True, slots=True)
class Shown(Generic[M]):
    """What a reader sees at the moment: for an export of exactly this."""

    rows: QuerySet[M]
    columns: tuple[str, ...]
    conditions: str
    query: str


@dataclass(frozen=True, slots=True)
class BulkAction(Generic[M]):
    """An act on chosen rows.

    `says` tells, before it is done, what will happen to so many rows; `do` does it, with the cleaned data of `form`
    when there is one. Without `undoable` the reader types `typed` first. `allowed` hides it from those who may not.
    """

    name: str
    words: str
    says: Callable[[int], str]
    do: Callable[[HttpRequest, QuerySet[M], dict[str, Any]], Done]
    form: type[Form] | None = None
    typed: str = ""
    tone: str = ""
    icon: str = ""
    at_most: int = AT_MOST
    allowed: Callable[[HttpRequest], bool] = field(default=lambda request: True)


Export = Callable[[HttpRequest, Shown[Any]], HttpResponse]
"""Given what is shown; answers, as with the page on which an export is asked for."""
