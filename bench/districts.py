"""Made-up districts: made once, kept in the data folder, read as the engine takes them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from notoneless.matching.records import Roster
from notoneless.samples.district import Form, write_district
from notoneless.standards.rosters import RosterKind

SEED = 1
KINDS = (RosterKind.REGISTER, RosterKind.ENROLMENT, RosterKind.ATTENDING)
"""The three rosters of every measurement of linkage: 户籍, 学籍, 在校."""


def district(data: Path, children: int, form: Form) -> Path:
    """The folder of a district with ordinary damage; it is made where it is not there yet."""
    folder = data / f"{form}-{children}"
    if not folder.exists():
        draft = folder.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        write_district(draft, children=children, seed=SEED, form=form)
        draft.rename(folder)
    return folder


def parts(folder: Path) -> Iterator[tuple[RosterKind, pl.DataFrame]]:
    """The three rosters of a district in Parquet, part after part."""
    for kind in KINDS:
        for path in sorted((folder / "rosters" / kind.value).glob("*.parquet")):
            yield kind, pl.read_parquet(path)


def rosters(folder: Path) -> list[Roster]:
    """The three rosters of a district in Parquet; `file` is the kind, `row` counts as truth/rows does."""
    return [Roster(kind, _rows(folder / "rosters" / kind.value, kind)) for kind in KINDS]


def _rows(folder: Path, kind: RosterKind) -> pl.DataFrame:
    frame = pl.read_parquet(sorted(folder.glob("*.parquet")))
    return frame.with_columns(
        pl.lit(kind.value).alias("file"), pl.lit("").alias("sheet"), pl.int_range(frame.height).alias("row")
    )


def truth(folder: Path) -> pl.DataFrame:
    """kind, row, child of every row of the three rosters."""
    rows = pl.read_parquet(sorted((folder / "truth" / "rows").glob("*.parquet")))
    return rows.filter(pl.col("kind").is_in([kind.value for kind in KINDS]))
