"""The history of a place in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from notoneless.places.models import Division, PlaceChange, School

_SENTENCES: dict[str, Callable[[PlaceChange], str]] = {
    "opened": lambda each: f"登记：{each.after}",
    "renamed": lambda each: f"更名：{each.before} → {each.after}",
    "moved": lambda each: f"改隶或改码：{each.before} → {each.after}",
    "changed": lambda each: f"更改：{each.before} → {each.after}",
    "closed": lambda each: f"撤销：{each.before}",
    "merged": lambda each: f"并入{each.after}",
    "received": lambda each: f"接收{each.before}" + (f"（{each.after}）" if "→" in each.after else ""),
}
_TONES = {"closed": "bad", "merged": "bad", "opened": "good"}


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One line of a timeline."""

    at: datetime
    when: str
    words: str
    note: str
    by: str
    tone: str


def history(place: Division | School) -> list[HistoryItem]:
    """What happened to a division or school, the latest first."""
    return [_item(each) for each in _changes(place)]


def _changes(place: Division | School) -> Iterable[PlaceChange]:
    return place.changes.order_by("-recorded_at", "-id")


def _item(each: PlaceChange) -> HistoryItem:
    at = localtime(each.recorded_at)
    return HistoryItem(
        at=at,
        when=str(each.changed_on or f"{at:%Y-%m-%d}"),
        words=_SENTENCES[each.kind](each),
        note=each.reason,
        by=f"{each.recorded_by} 登记于 {at:%Y-%m-%d %H:%M}",
        tone=_TONES.get(each.kind, ""),
    )
