"""Spoil rosters at the rates of tables/damage.csv."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import polars as pl

from notoneless.samples.chance import Ints, stream
from notoneless.samples.chunks import Chunk
from notoneless.samples.spoilt_names import NAMES, Spoil
from notoneless.samples.spoilt_numbers import NUMBERS
from notoneless.samples.spoilt_words import WORDS
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

Level = Literal["none", "ordinary", "hard"]

SPOILERS: Mapping[str, Spoil] = {**NAMES, **NUMBERS, **WORDS}
"""Damages of a cell by itself, by name."""

FROM_ANOTHER: Mapping[str, str] = {
    "sibling": "_sibling_number",
    "parent": "_parent_number",
    "other_guardian": "_other_guardian",
    "other_phone": "_other_phone",
    "other_village": "_other_village",
}
"""Damages that put somebody else's value into the cell: the column that has it."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage to one field of a roster."""

    field: str
    damage: str
    rate: float


@cache
def damages(kind: RosterKind, level: Level) -> tuple[Damage, ...]:
    """What happens to a roster of this kind, in this order."""
    if level == "none":
        return ()
    rows = load("damage", "notoneless.samples").rows
    return tuple(
        Damage(row["field"], row["damage"], float(row[level])) for row in rows if kind in row["rosters"].split("+")
    )


def spoil(chunk: Chunk, kind: RosterKind, roster: pl.DataFrame, level: Level) -> pl.DataFrame:
    """The roster with its cells spoilt; rows, order and hidden columns stay."""
    chance = stream(chunk.seed, chunk.number, f"damage {kind} {level}")
    cells: dict[str, list[str]] = {}
    relations = "guardian_relation" in roster.columns and kind is not RosterKind.HARDSHIP
    for each in damages(kind, level):
        column = cells.setdefault(each.field, roster[each.field].to_list() if each.field not in cells else [])
        at = np.flatnonzero(chance.random(roster.height) < each.rate)
        _spoil_cells(roster, column, each, at, chance.integers(1 << 30, size=len(at)))
        if each.damage == "other_guardian" and relations:
            theirs = pl.Series(np.isin(np.arange(roster.height), at))
            relation = pl.when(theirs).then("_other_relation").otherwise("guardian_relation")
            roster = roster.with_columns(guardian_relation=relation)
    return roster.with_columns(pl.Series(field, column, dtype=pl.String) for field, column in cells.items())


def _spoil_cells(roster: pl.DataFrame, column: list[str], each: Damage, at: Ints, draws: Ints) -> None:
    places = at.tolist()
    if each.damage in FROM_ANOTHER:
        others = roster[FROM_ANOTHER[each.damage]].gather(pl.Series(at)).to_list()
        for place, other in zip(places, others, strict=True):
            column[place] = other or column[place]
        return
    spoiler = SPOILERS[each.damage]
    for place, draw in zip(places, draws.tolist(), strict=True):
        if column[place]:
            column[place] = spoiler(column[place], draw)
