"""All rows of all rosters as one table of records, in an order that does not depend on the order of the files.

A record's number (`uid`) is its place in that order, so that a column of any record is found by position.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from notoneless.matching.normalising.prepare import KINDS, prepare
from notoneless.standards.rosters import RosterKind

PLACE = ("file", "sheet", "row")


@dataclass(frozen=True, slots=True)
class Roster:
    """Rows of one kind. `rows` has the columns file, sheet, row (whole number) and any of the canonical fields."""

    kind: RosterKind
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Records:
    """`texts`: every row as it was read, with kind, file, sheet, row. `values`: the same rows as comparable values."""

    texts: pl.DataFrame
    values: pl.DataFrame


def stack(rosters: Iterable[Roster], as_of: date) -> Records:
    """Number the rows of all rosters and normalise them.

    Rows are ordered by kind, file, sheet and row. ValueError where two rows claim one place, or there is no row.
    """
    by_kind: dict[RosterKind, list[pl.DataFrame]] = {kind: [] for kind in KINDS}
    for roster in rosters:
        if roster.rows.height:
            by_kind[roster.kind].append(roster.rows)
    texts, values = [], []
    for kind, frames in by_kind.items():
        if not frames:
            continue
        rows = pl.concat(frames, how="diagonal_relaxed").sort(PLACE)
        texts.append(rows.with_columns(pl.lit(kind.value).alias("kind")))
        values.append(prepare(rows, kind, as_of))
    if not texts:
        raise ValueError("no roster has a row")
    stacked = pl.concat(texts, how="diagonal_relaxed").with_row_index("uid")
    if stacked.select(pl.struct(PLACE).is_duplicated().any()).item():
        raise ValueError("two rows of the rosters have the same file, sheet and row")
    return Records(stacked, pl.concat(values).with_row_index("uid"))
