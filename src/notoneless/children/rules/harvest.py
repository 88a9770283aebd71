"""When looking becomes harvesting (table harvest, with the thresholds of the criminal law)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from notoneless.standards.tables import load


class Level(StrEnum):
    """What a count calls for."""

    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Counted over `days` days back from now."""

    kind: str
    words: str
    days: int
    warn: int
    block: int

    def reached(self, count: int) -> tuple[Level, ...]:
        """What this many call for, the milder first."""
        at = {Level.WARN: self.warn, Level.BLOCK: self.block}
        return tuple(level for level, least in at.items() if count >= least)


@cache
def thresholds() -> Mapping[str, Threshold]:
    """The thresholds by kind."""
    rows = load("harvest", "notoneless.children").rows
    return MappingProxyType(
        {
            row["kind"]: Threshold(row["kind"], row["words"], int(row["days"]), int(row["warn"]), int(row["block"]))
            for row in rows
        }
    )
