"""The fit of matching.scoring, checked: the same penalised likelihood, minimised with a step that is never too long.

Newton's step can overshoot where the start is far from the answer. Here it is halved until the likelihood improves,
which always ends at the one optimum; `slope` says how far from it any other answer is (0 at the optimum).
"""

import numpy as np
from numpy.typing import NDArray

from notoneless.matching.scoring import RIDGE

Numbers = NDArray[np.float64]
ROUNDS = 200
REACHED = 1e-3
"""A slope below this is an optimum as far as the points are rounded."""


def _chance(x: Numbers, weights: Numbers) -> Numbers:
    chance: Numbers = 1 / (1 + np.exp(-np.clip(x @ weights, -500, 500)))
    return chance


def _gradient(weights: Numbers, x: Numbers, n: Numbers, ones: Numbers, centre: Numbers) -> Numbers:
    gradient: Numbers = x.T @ (n * _chance(x, weights) - ones) + RIDGE * (weights - centre)
    return gradient


def slope(weights: Numbers, x: Numbers, n: Numbers, ones: Numbers, centre: Numbers) -> float:
    """The steepest part of the penalised likelihood at `weights`."""
    return float(np.abs(_gradient(weights, x, n, ones, centre)).max())


def loss(weights: Numbers, x: Numbers, n: Numbers, ones: Numbers, centre: Numbers) -> float:
    """The penalised negative log likelihood."""
    z = x @ weights
    return float((n * np.logaddexp(0, z) - ones * z).sum() + RIDGE / 2 * ((weights - centre) ** 2).sum())


def minimised(x: Numbers, n: Numbers, ones: Numbers, centre: Numbers) -> Numbers:
    """The weights of the optimum."""
    weights = centre.copy()
    for _ in range(ROUNDS):
        chance = _chance(x, weights)
        gradient = _gradient(weights, x, n, ones, centre)
        curvature = (x * (n * chance * (1 - chance))[:, None]).T @ x + RIDGE * np.eye(len(centre))
        step = -np.linalg.solve(curvature, gradient)
        now, size = loss(weights, x, n, ones, centre), 1.0
        while loss(weights + size * step, x, n, ones, centre) > now + 1e-4 * size * (gradient @ step) and size > 1e-9:
            size /= 2
        weights = weights + size * step
        if np.abs(size * step).max() < 1e-8:
            break
    return weights
