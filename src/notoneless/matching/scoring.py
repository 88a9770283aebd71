"""How much a pattern of agreement is worth.

Two records that both carry a valid number are a solved example: equal numbers are one child, different numbers are two.
Counting how often each pattern occurs among the ones and the others gives the weight of every level in the very
district at hand, with its own names and its own damage, and nobody sets a weight by hand. Where a district is small the
counts are few: the fit starts from the published points of tables/levels.csv and moves away from them as far as the
counts ask (a logistic regression on counted patterns with a ridge around those points).

Sibling rows share surname, guardian, telephone and village: taken one by one these fields would prove a household to be
a child. Fitted together, on pairs that share a key, they weigh what they add.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import numpy as np
import polars as pl
from numpy.typing import NDArray

from notoneless.standards.tables import Table, load

RIDGE = 4.0
"""Solved examples that the published points are worth, per level."""
PRIOR_BITS = -6.0
"""log2 odds that two records which merely share a key are one child, before anything is compared."""
ROUNDS = 200
HALVINGS = tuple(0.5**n for n in range(30))
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Points:
    """The weight of each level in bits (log2 of the odds), and the weight of the start."""

    by_level: Mapping[tuple[str, str], float]
    start: float
    examples: int

    def of(self, field: str, level: str) -> float:
        """The points of one level; a missing one weighs nothing."""
        return self.by_level.get((field, level), 0.0)


def levels_table() -> Table:
    """The levels with their published points and their words."""
    return load("levels", "notoneless.matching")


def published() -> Points:
    """The points of the table as they stand."""
    return Points({(row["field"], row["level"]): float(row["points"]) for row in levels_table().rows}, PRIOR_BITS, 0)


def learn(examples: pl.DataFrame) -> Points:
    """The points of this district, from solved pairs: level columns, and `same` (whether the numbers are equal)."""
    start = published()
    learned = [(row["field"], row["level"]) for row in levels_table().rows if row["learned"] == "yes"]
    fields = sorted({field for field, _ in learned})
    if examples.height == 0:
        return start
    counted = examples.group_by(fields).agg(pl.len().alias("n"), pl.col("same").sum().alias("ones")).sort(fields)
    columns = [np.ones(counted.height)]
    columns += [counted.get_column(field).eq(level).to_numpy().astype(float) for field, level in learned]
    centre = np.array([start.start, *(start.of(*level) for level in learned)]) * log(2)
    fitted = fit(
        np.column_stack(columns),
        counted.get_column("n").to_numpy().astype(float),
        counted.get_column("ones").to_numpy().astype(float),
        centre,
    )
    bits = np.round(fitted / log(2), 2)
    by_level = dict(start.by_level) | {level: float(bits[1 + at]) for at, level in enumerate(learned)}
    return Points(by_level, float(bits[0]), examples.height)


class NoFitError(ArithmeticError):
    """The counts gave no weights: the fit did not come to rest. It never should, for the penalty makes it convex."""


def fit(patterns: Numbers, counts: Numbers, ones: Numbers, centre: Numbers, ridge: float = RIDGE) -> Numbers:
    """The weights that make the counts likeliest, drawn towards `centre`: a logistic regression on counted patterns.

    `patterns`: one row per pattern, one column per weight. `counts`, `ones`: how often a pattern occurred, and how
    often as one child. Newton's method; a step that does not help is halved. Raises NoFitError.
    """
    weights = centre.copy()

    def cost(at: Numbers) -> float:
        z = patterns @ at
        return float((counts * np.logaddexp(0, z) - ones * z).sum() + ridge / 2 * ((at - centre) ** 2).sum())

    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(patterns @ weights, -35, 35)))
        gradient = patterns.T @ (ones - counts * chance) - ridge * (weights - centre)
        if np.abs(gradient).max() < 1e-9 * max(1.0, counts.sum()):
            return weights
        spread = (patterns * (counts * chance * (1 - chance))[:, None]).T @ patterns
        step = np.linalg.solve(spread + ridge * np.eye(len(centre)), gradient)
        here = cost(weights)
        size = next((s for s in HALVINGS if cost(weights + s * step) < here), 0.0)
        if size == 0.0:
            return weights
        weights = weights + size * step
    raise NoFitError("the weights did not come to rest")


def score(levels: pl.DataFrame, points: Points) -> pl.Series:
    """The log2 odds of each pair of `levels` (level columns), start included."""
    total = pl.lit(points.start)
    for field in sorted({field for field, _ in points.by_level}):
        table = {level: value for (name, level), value in points.by_level.items() if name == field}
        total = total + pl.col(field).replace_strict(table, default=0.0, return_dtype=pl.Float64)
    return levels.select(total.alias("score")).get_column("score")
