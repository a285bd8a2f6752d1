"""Performance factors analysis: what knowledge tracing is compared with. It is measured, never served.

Pavlik, Cen and Koedinger (2009): the log-odds of a right answer are b + g s + r f for an objective, s being the pupil's
right answers to it so far and f the wrong ones. Here s and f are log(1 + count), the form that Pavlik and Eglington
(2021, "Logistic knowledge tracing") recommend for long sequences.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.fitting import Packed

Numbers = NDArray[np.float64]
PULL = 1.0
"""Standard deviation of an objective's weights around the overall ones. Our choice."""


def factors(packed: Packed) -> Numbers:
    """Return 1, log(1 + right so far) and log(1 + wrong so far) before each answer; shape answers x sequences x 3."""
    right = packed.right.astype(np.float64)
    before = np.vstack([np.zeros((1, right.shape[1])), np.cumsum(right, axis=0)[:-1]]) if len(right) else right
    wrong = np.arange(len(right), dtype=np.float64)[:, None] - before
    return np.stack([np.ones_like(before), np.log1p(before), np.log1p(np.maximum(wrong, 0))], axis=2)


def answered(packed: Packed) -> NDArray[np.bool_]:
    """Return where there is an answer; shape answers x sequences."""
    return np.arange(packed.right.shape[1])[None, :] < np.array(packed.running, dtype=int)[:, None]


def fit_weights(packed: Packed, centre: Sequence[float] | None = None) -> tuple[float, ...]:
    """Return b, g and r that make the answers most likely; with a `centre`, pulled towards it."""
    inside = answered(packed)
    seen, right = factors(packed)[inside], packed.right[inside].astype(np.float64)
    middle = np.zeros(3) if centre is None else np.array(centre)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        odds = seen @ weights
        away = weights - middle
        fit = float(np.logaddexp(0, odds).sum() - (right * odds).sum() + (away**2).sum() / (2 * PULL**2))
        return fit, seen.T @ (1 / (1 + np.exp(-odds)) - right) + away / PULL**2

    return tuple(map(float, minimize(loss, middle, jac=True, method="L-BFGS-B").x))


def predict_factors(packed: Packed, weights: Sequence[float]) -> Numbers:
    """Return the chance of a right answer at each place, before it is seen; shape answers x sequences."""
    chances: Numbers = 1 / (1 + np.exp(-(factors(packed) @ np.array(weights))))
    return chances
