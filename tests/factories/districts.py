"""A made-up district of a few hundred children, as rosters."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from notoneless.matching.records import Roster
from notoneless.samples.district import write_district
from notoneless.standards.rosters import RosterKind


@cache
def district(children: int, seed: int) -> tuple[Roster, ...]:
    """All rosters of a district with hard damage, one sheet for each kind."""
    with TemporaryDirectory() as folder:
        write_district(Path(folder), children=children, seed=seed, form="parquet", damage="hard")
        return tuple(_roster(Path(folder), kind) for kind in RosterKind)


def _roster(folder: Path, kind: RosterKind) -> Roster:
    rows = pl.read_parquet(sorted((folder / "rosters" / kind).glob("*.parquet")))
    place = pl.int_range(2, rows.height + 2, eager=True).alias("row")
    return Roster(kind, rows.with_columns(place, file=pl.lit(f"{kind.label}.csv"), sheet=pl.lit(kind.label)))
