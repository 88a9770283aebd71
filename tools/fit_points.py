"""Fit the published points of matching/tables/levels.csv anew, on several made-up districts together.

    python tools/fit_points.py            print the table, old points beside new ones
    python tools/fit_points.py --write    put the new points into the table

Every district weighs the same. The ridge around 0 is weak: it holds only what the districts hardly show. Levels that a
district cannot teach (`learned` is "no") stay as they are. The start is held at scoring.PRIOR_BITS, which is not in the
table: points fitted beside another start would shift every score.
"""

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from math import log
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from notoneless.matching import scoring
from notoneless.matching.engines import open_engine
from notoneless.matching.linking import solved_examples
from notoneless.matching.records import Roster, stack
from notoneless.samples.damage import Level
from notoneless.samples.district import write_district
from notoneless.standards.rosters import RosterKind

TABLE = Path(scoring.__file__).with_name("tables") / "levels.csv"
AS_OF = date(2024, 3, 1)
CHILDREN = 20_000
DISTRICTS: tuple[tuple[int, Level], ...] = (
    (101, "ordinary"), (102, "ordinary"), (103, "ordinary"), (201, "hard"), (202, "hard"), (203, "hard"),
)  # fmt: skip
"""Seed and damage of each."""
EXAMPLES = 60_000
"""What a district weighs, however many examples it gives."""
RIDGE = 1.0
"""Examples that the 0 of a level is worth."""
HELD = 1e-3
"""The start's column, this small, makes the ridge hold its weight a million times as firmly as a level's."""
STEP = 0.5
"""Points are rounded to halves: finer ones would claim more than made-up districts can know."""
REACHED = 1e-3
Numbers = NDArray[np.float64]


def examples(seed: int, damage: Level, children: int) -> pl.DataFrame:
    """The pairs that valid numbers settle in one district, as link() itself finds them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_district(folder, children=children, seed=seed, form="parquet", damage=damage, as_of=AS_OF)
        values = stack([_roster(folder, kind) for kind in RosterKind], AS_OF).values
    with open_engine() as engine:
        return solved_examples(values, engine)


def _roster(folder: Path, kind: RosterKind) -> Roster:
    rows = pl.read_parquet(sorted((folder / "rosters" / kind.value).glob("*.parquet")))
    place = (pl.lit(kind.value).alias("file"), pl.lit("").alias("sheet"), pl.int_range(rows.height).alias("row"))
    return Roster(kind, rows.with_columns(place))


def fit(districts: Sequence[pl.DataFrame], levels: Sequence[tuple[str, str]]) -> tuple[list[float], list[int]]:
    """Bits of each level, the start last, and how many examples show the level."""
    fields = sorted({field for field, _ in levels})
    parts = []
    for found in districts:
        counted = found.group_by(fields).agg(pl.len().alias("n"), pl.col("same").sum().alias("ones"))
        weight = EXAMPLES / found.height
        parts.append(counted.with_columns(pl.col("n") * weight, pl.col("ones") * weight))
    counted = pl.concat(parts).group_by(fields).agg(pl.col("n", "ones").sum()).sort(fields)
    x = np.column_stack(
        [
            *(counted.get_column(f).eq(level).to_numpy().astype(float) for f, level in levels),
            np.full(counted.height, HELD),
        ]
    )
    n, ones = (counted.get_column(c).to_numpy().astype(float) for c in ("n", "ones"))
    # The fit's own ridge is fixed: counting every example more often makes it weigh as few examples as wanted.
    more = scoring.RIDGE / RIDGE
    centre = np.append(np.zeros(len(levels)), scoring.PRIOR_BITS * log(2) / HELD)
    weights = scoring.fit(x, n * more, ones * more, centre)
    _check(weights, x, n * more, ones * more, centre)
    shown = [sum(int(d.get_column(field).eq(level).sum()) for d in districts) for field, level in levels]
    weights[-1] *= HELD
    return (weights / log(2)).tolist(), shown


def _check(weights: Numbers, x: Numbers, n: Numbers, ones: Numbers, centre: Numbers) -> None:
    """Stop where the fit has not reached its optimum: points from there mean nothing."""
    chance = 1 / (1 + np.exp(-np.clip(x @ weights, -500, 500)))
    slope = float(np.abs(x.T @ (ones - n * chance) - scoring.RIDGE * (weights - centre)).max())
    if not slope <= REACHED:
        raise SystemExit(f"the fit did not reach its optimum (slope {slope:.3g}); no points were changed")


def rounded(bits: float) -> float:
    """To the next half, and no -0."""
    return round(bits / STEP) * STEP + 0.0


def rewritten(text: str, points: dict[tuple[str, str], float]) -> str:
    """The table with new points; comments, order and every other cell stay."""
    lines = []
    for line in text.splitlines():
        cells = line.split(",")
        if not line.startswith("#") and tuple(cells[:2]) in points:
            cells[2] = f"{points[cells[0], cells[1]]:g}"
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str], *, children: int = CHILDREN) -> None:
    """Fit, print, and write where it is asked for."""
    learned = [row for row in scoring.levels_table().rows if row["learned"] == "yes"]
    levels = [(row["field"], row["level"]) for row in learned]
    districts = [examples(seed, damage, children) for seed, damage in DISTRICTS]
    bits, shown = fit(districts, levels)
    print(f"{len(DISTRICTS)} districts of {children:,} children, {sum(d.height for d in districts):,} examples")
    print(f"{'field':10}{'level':20}{'old':>6}{'new':>6}{'fitted':>9}{'examples':>10}")
    for row, value, count in zip(learned, bits[:-1], shown, strict=True):
        old = float(row["points"])
        print(f"{row['field']:10}{row['level']:20}{old:6g}{rounded(value):6g}{value:9.2f}{count:10,}")
    print(f"{'start':30}{scoring.PRIOR_BITS:6g}{rounded(bits[-1]):6g}{bits[-1]:9.2f}  (held)")
    if "--write" in arguments:
        points = {level: rounded(value) for level, value in zip(levels, bits[:-1], strict=True)}
        TABLE.write_text(rewritten(TABLE.read_text(encoding="utf-8"), points), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
