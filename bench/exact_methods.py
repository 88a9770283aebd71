"""Each way of saying which numbers stand on which rosters, and how often; each in a process of its own."""

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from bench.measuring import Clock, Measured, with_facts
from notoneless.matching.engines.duck import ArrowStream, DuckEngine
from notoneless.matching.exact import GROUPS_SQL, ROSTER_BITS, said

ROSTERS = 3
SEED = 1
ENOUGH_RUNS, ENOUGH_SECONDS = 5, 8.0
Answer = tuple[int, int, int]
"""Numbers, rows, and numbers that stand on all rosters: equal for every method, or one of them is wrong."""


def make_keys(path: Path, records: int) -> None:
    """`records` numbers for each of three rosters, as 64-bit keys and as texts; 1 % stand twice, in any order."""
    chance = np.random.default_rng(SEED)
    people = np.arange(int(records * 1.05), dtype=np.int64)
    first = 51179120080101000 + people % 1000 + people // 1000 * 1_000_000
    parts = []
    for roster in range(ROSTERS):
        once = chance.choice(first, size=records - records // 100, replace=False)
        again = chance.choice(once, size=records // 100)
        numbers = chance.permutation(np.concatenate([once, again]))
        check = numbers % 11
        parts.append(pl.DataFrame({"roster": np.full(records, roster), "key": numbers * 11 + check}))
    frame = pl.concat(parts).with_columns(
        pl.concat_str(pl.col("key") // 11, (pl.col("key") % 11).cast(pl.String).replace("10", "X")).alias("text"),
        (pl.lit(1, pl.Int64) * pl.lit(2, pl.Int64).pow("roster")).cast(pl.Int64).alias("bit"),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)


def run(method: str, path: str) -> Measured:
    """Load, then do the work a few times; stage `work` is the median run."""
    clock = Clock()
    with clock.stage("load"):
        work, count = METHODS[method](pl.read_parquet(path))
    times: list[float] = []
    answer: Any = None
    while len(times) < ENOUGH_RUNS and sum(times) < ENOUGH_SECONDS:
        answer = None
        start = time.perf_counter()
        answer = work()
        times.append(time.perf_counter() - start)
    measured = clock.measured()
    middle = float(np.median(times))
    stages = {**measured.stages, "work": middle}
    return with_facts(Measured(stages, measured.cpu, measured.peak_mb), answer=list(count(answer)))


Work = tuple[Callable[[], Any], Callable[[Any], Answer]]


def _counted(groups: pl.DataFrame) -> Answer:
    everywhere = (groups.get_column("mask") == 2**ROSTERS - 1).sum()
    return groups.height, int(groups.get_column("size").sum()), int(everywhere)


def _ours(keys: pl.DataFrame) -> Work:
    """The engine is open, as it is for the stages that follow; one name in a roster's rows stands for all names."""
    person = keys.select(pl.col("text").hash().reinterpret(signed=True)).to_series()
    keyed = keys.select("key", said(person))
    engine = DuckEngine()

    def work() -> pl.DataFrame:
        engine.put("keyed", keyed)
        return engine.ask(GROUPS_SQL)

    return work, lambda found: _counted(found.with_columns((pl.col("some") % 2**ROSTER_BITS).alias("mask")))


def _duckdb(keys: pl.DataFrame) -> Work:
    """A table of DuckDB's own, made when loading."""
    database = duckdb.connect(":memory:", config={"preserve_insertion_order": False})
    with DuckEngine() as engine:
        engine.put("stream", keys.select("key", "bit"))
        copy = engine.ask("SELECT key, bit FROM stream")
    relation = database.from_arrow(ArrowStream(copy))
    relation.create("keyed")
    sql = "SELECT key, bit_or(bit) AS mask, count(*) AS size FROM keyed GROUP BY key"

    def work() -> None:
        database.execute(f"CREATE OR REPLACE TABLE answer AS {sql}")

    return work, lambda _: _counted(pl.DataFrame(database.sql("FROM answer")))


def _polars(keys: pl.DataFrame) -> Work:
    keyed = keys.select("key", "bit")
    return lambda: keyed.group_by("key").agg(pl.col("bit").bitwise_or().alias("mask"), pl.len().alias("size")), _counted


def _pandas(keys: pl.DataFrame, column: str) -> Work:
    import pandas as pd

    frames = [
        pd.DataFrame({"k": keys.filter(pl.col("roster") == roster).get_column(column).to_numpy()})
        for roster in range(ROSTERS)
    ]

    def work() -> Any:
        counts = [
            frame.groupby("k", sort=False).size().rename(f"n{at}").reset_index() for at, frame in enumerate(frames)
        ]
        both = counts[0].merge(counts[1], on="k", how="outer")
        return both.merge(counts[2], on="k", how="outer")

    def count(merged: Any) -> Answer:
        numbers = merged[[f"n{at}" for at in range(ROSTERS)]]
        return len(merged), int(numbers.sum().sum()), int(numbers.notna().all(axis=1).sum())

    return work, count


def _sqlite(keys: pl.DataFrame) -> Work:
    """Three tables with an index each, made when loading, and a look-up of every number in each."""
    database = sqlite3.connect(":memory:")
    for roster in range(ROSTERS):
        database.execute(f"CREATE TABLE r{roster} (k INTEGER)")
        rows = keys.filter(pl.col("roster") == roster).select("key").iter_rows()
        database.executemany(f"INSERT INTO r{roster} VALUES (?)", rows)  # noqa: S608 - a number of ours
        database.execute(f"CREATE INDEX i{roster} ON r{roster} (k)")
    every = " UNION ".join(f"SELECT k FROM r{roster}" for roster in range(ROSTERS))  # noqa: S608 - numbers of ours
    found = ", ".join(f"(SELECT count(*) FROM r{at} WHERE r{at}.k = every.k) AS n{at}" for at in range(ROSTERS))  # noqa: S608
    sql = f"SELECT every.k, {found} FROM ({every}) every"  # noqa: S608 - names of ours

    def work() -> list[tuple[int, ...]]:
        return database.execute(sql).fetchall()

    def count(rows: list[tuple[int, ...]]) -> Answer:
        return len(rows), sum(sum(row[1:]) for row in rows), sum(all(row[1:]) for row in rows)

    return work, count


METHODS: dict[str, Callable[[pl.DataFrame], Work]] = {
    "ours": _ours,
    "duckdb": _duckdb,
    "polars": _polars,
    "pandas-int64": partial(_pandas, column="key"),
    "pandas-text": partial(_pandas, column="text"),
    "sqlite": _sqlite,
}
