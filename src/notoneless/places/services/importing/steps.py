"""What one row of a workbook would do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Model

from notoneless.audit.actors import Actor
from notoneless.places.rules.rows import ImportRow

Act = Literal["add", "change", "same", "wrong"]
Build = Callable[[Actor], Sequence[Model]]
"""Gives the rows that are new, checked and not yet written: they are written many at a time."""
Perform = Callable[[Actor, date], None]
"""Calls the services that change what is there, each with its event."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row, what it would do, in words, and the doing of it: `build` where something is new, `perform` for a change.

    They are called in the order of the plan, so that each may rely on those before it.
    """

    row: ImportRow
    act: Act
    words: str
    build: Build | None = None
    perform: Perform | None = None
