"""The rows that a reader has chosen: some by their boxes, or all that fulfil the conditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

MOST_PICKS = 1_000


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows, never more than the list itself holds for this reader."""

    rows: QuerySet[Any]
    whole: bool
    picks: tuple[str, ...]


def selection(request: HttpRequest, rows: QuerySet[Any]) -> Selection:
    """Of the rows that fulfil the conditions: all with `whole`, otherwise those picked. Odd keys are left out."""
    if request.POST.get("whole") == "1":
        return Selection(rows, True, ())
    picks = _keys(rows, request.POST.getlist("pick")[:MOST_PICKS])
    return Selection(rows.filter(pk__in=picks), False, picks)


def _keys(rows: QuerySet[Any], given: Sequence[str]) -> tuple[str, ...]:
    key = rows.model._meta.pk
    found = []
    for text in given:
        try:
            key.to_python(text)
        except ValidationError:
            continue
        found.append(text)
    return tuple(dict.fromkeys(found))
