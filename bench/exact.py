"""The exact stage beside bare engines: one GROUP BY on 64-bit keys, three rosters."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from bench.exact_methods import METHODS, make_keys
from bench.measuring import Measured, alternating, apart
from bench.reporting import Report, Table, installed, peak, ratios, seconds, spread
from bench.settings import Settings

WHAT = (
    "For every distinct number: which of three rosters hold it, and how often; the whole answer materialised.\n"
    "Keys in memory before the clock starts. Ours also says whether all names under a number are the same.\n"
    "Target: within 1.5 x of the faster of DuckDB and Polars."
)
BARE = ("duckdb", "polars")
SLOW = {"sqlite": 1_000_000, "pandas-text": 1_000_000}
"""Methods that are left out above a number of records per roster: they would take minutes."""


def measure(settings: Settings) -> Report:
    """Seconds and memory by method, and how far ours is from the faster bare engine."""
    tables: list[Table] = []
    remarks: list[str] = []
    for records in settings.sizes(150_000, 1_000_000):
        path = settings.data / f"keys-{records}.parquet"
        if not path.exists():
            make_keys(path, records)
        wanted = [name for name in METHODS if settings.wants(name) and records <= SLOW.get(name, records)]
        here = [name for name in wanted if not name.startswith("pandas") or installed("pandas")]
        remarks += [f"left out, not installed: {name}" for name in wanted if name not in here]
        methods = {name: partial(apart, "bench.exact_methods:run", method=name, path=str(path)) for name in here}
        runs = alternating(settings.rounds, methods)
        tables.append(_table(records, runs))
        remarks += _disagreeing(records, runs)
        _clear(path, settings.clear)
    return Report(WHAT, tables, sorted(set(remarks)))


def _clear(path: Path, wanted: bool) -> None:
    if wanted:
        path.unlink()


def _table(records: int, runs: Mapping[str, Sequence[Measured]]) -> Table:
    bare = [seconds(runs[name], "work") for name in BARE if name in runs]
    best = [min(each) for each in zip(*bare, strict=True)]
    rows = []
    for name, found in runs.items():
        work = seconds(found, "work")
        over = spread(ratios(work, best)) if best else "-"
        rows.append([name, spread(work, ".3f"), over, peak(found)])
    columns = ("method", "s", "x the faster of DuckDB and Polars", "peak MB")
    return Table(f"3 x {records:,}: median (least-greatest) of rounds", columns, rows)


def _disagreeing(records: int, runs: Mapping[str, Sequence[Measured]]) -> list[str]:
    """Which methods gave another answer than the first."""
    answers = {name: found[0].facts["answer"] for name, found in runs.items()}
    first = next(iter(answers.values()))
    return [f"3 x {records:,}: {name} gives another answer" for name, answer in answers.items() if answer != first]
