"""The events that can be recorded, each with its words: the tables `events.csv` of all packages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from django.apps import apps

from notoneless.standards.tables import load

PACKAGES = "notoneless."
SEVERITIES = ("info", "notice", "alarm")
"""Everyday; what the auditor should see; what somebody should look into today."""


class UnknownEventError(LookupError):
    """An event that stands in no table."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event: its name in the code, its words for people, how much it matters, and whose it is."""

    name: str
    words: str
    severity: str
    package: str


def kind(name: str) -> Kind:
    """The kind of event called `name`. Raises UnknownEventError."""
    try:
        return kinds()[name]
    except KeyError:
        raise UnknownEventError(f"event {name!r} stands in no tables/events.csv") from None


def words(name: str) -> str:
    """What people read for an event; its name where a later version no longer knows it."""
    known = kinds().get(name)
    return known.words if known else name


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds of events by name. Raises ValueError for a name that stands twice and a severity that is none."""
    found: dict[str, Kind] = {}
    for package in (app.name for app in apps.get_app_configs() if app.name.startswith(PACKAGES)):
        for each in _of(package):
            if each.name in found:
                raise ValueError(f"event {each.name} stands in {found[each.name].package} and in {package}")
            found[each.name] = each
    return MappingProxyType(found)


def _of(package: str) -> list[Kind]:
    if not (files(package) / "tables" / "events.csv").is_file():
        return []
    rows = [Kind(row["name"], row["words"], row["severity"], package) for row in load("events", package).rows]
    for each in rows:
        if each.severity not in SEVERITIES:
            raise ValueError(f"event {each.name} of {package}: severity {each.severity} is none of {SEVERITIES}")
    return rows
