"""Repeatable chance: the same seed, chunk and topic give the same draws, whatever was drawn elsewhere."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def stream(seed: int, chunk: int, topic: str) -> np.random.Generator:
    """A generator of its own for one topic of one chunk; it does not depend on PYTHONHASHSEED."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, chunk, crc32(topic.encode())])))


def weighted(chance: np.random.Generator, weights: Sequence[float] | Floats, count: int) -> Ints:
    """`count` positions in `weights`, each as often as its weight says."""
    ladder = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.asarray(np.searchsorted(ladder, chance.random(count) * ladder[-1], side="right"), dtype=np.int64)


def falling(length: int) -> Floats:
    """Weights of a list that stands in order of popularity: first comes often, last seldom."""
    return 1.0 / (np.arange(length, dtype=np.float64) + 8.0)


def some(chance: np.random.Generator, rate: float | Floats, count: int) -> Bools:
    """True for about `rate` of `count`."""
    return chance.random(count) < rate


def words(pool: Sequence[str] | pl.Series, at: Ints) -> pl.Series:
    """The words of `pool` that stand at the positions `at`."""
    series = pool if isinstance(pool, pl.Series) else pl.Series(list(pool), dtype=pl.String)
    return series.gather(pl.Series(at))
