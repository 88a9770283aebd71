"""Limits of time and size (table limits)."""

from datetime import timedelta
from functools import cache

from notoneless.standards.tables import load


@cache
def limit(name: str) -> int:
    """The limit of this name. Raises KeyError for an unknown one."""
    return {row["name"]: int(row["value"]) for row in load("limits", "notoneless.exports").rows}[name]


def link_life() -> timedelta:
    """How long a link to a file may be used."""
    return timedelta(seconds=limit("link_seconds"))


def file_life() -> timedelta:
    """How long a file is kept."""
    return timedelta(hours=limit("keep_hours"))
