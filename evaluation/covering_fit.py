"""Fits what evidence counts in deciding whether the notes answer a question (`retrieval.covering`).

A logistic regression that is pulled towards zero, so that many small pieces of evidence are not learnt by heart. How
good it is, is told by questions of objectives that it was not fitted to.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from evaluation.benchmarks.covered import Case
from retrieval.covering import Evidence, Weights, log_odds

PULL = 3.0
"""How strongly the weight of each piece of evidence, in its own standard deviations, is pulled towards zero."""
PULL_BEYOND = 0.4
"""The same for each coordinate of what a question means beside the nearest passage: a unit vector has 384 of them."""
PARTS = 10
"""The objectives are put into so many parts, and each is judged by weights that were fitted to others and to other
questions: one may be asked at two objectives."""
DIGITS = 4
KEPT = 0.05
"""The share of covered questions that may be missed, from which it follows how high the log-odds must be."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """Weights, and how many questions of objectives that they were not fitted to they tell rightly.

    `odds` are the log-odds of each question by the weights of the other parts, in the order of the cases.
    """

    weights: Weights
    odds: tuple[float, ...]
    found: float
    refused: float


def fit(cases: Sequence[Case], evidence: Sequence[Evidence], kept: float = KEPT) -> Fit:
    """Return the weights fitted to questions with the evidence on each.

    `found` and `refused` are the shares, from 0 to 1, of covered and of other questions told rightly.
    """
    covered = np.array([case.covered for case in cases])
    parts = parts_of([case.objective for case in cases])
    asked = np.array([case.question for case in cases])
    odds = np.empty(len(cases))
    for part in range(PARTS):
        others = np.flatnonzero((parts != part) & ~np.isin(asked, asked[parts == part]))
        fitted = _weights([evidence[place] for place in others.tolist()], covered[others])
        for place in np.flatnonzero(parts == part).tolist():
            odds[place] = log_odds(evidence[place], fitted)
    enough = float(np.quantile(odds[covered], kept))
    whole = _weights(evidence, covered)
    weights = Weights(whole.base, round(enough, DIGITS), whole.named, whole.beyond)
    found, refused = float((odds[covered] >= enough).mean()), float((odds[~covered] < enough).mean())
    return Fit(weights, tuple(odds.tolist()), found, refused)


def write_weights(path: Path, weights: Weights) -> None:
    """Write weights as a JSON file, as `retrieval.covering` reads it."""
    shape = {"base": weights.base, "enough": weights.enough, "named": dict(weights.named)}
    lines = json.dumps(shape, indent=1)[:-2]
    beyond = ", ".join(map(str, weights.beyond))
    path.write_text(f'{lines},\n "beyond": [{beyond}]\n}}\n', encoding="utf-8")


def parts_of(objectives: Sequence[str]) -> NDArray[np.int64]:
    """Return the part of each question: those of one objective are in one part."""
    order = {name: place for place, name in enumerate(sorted(set(objectives)))}
    return np.array([order[name] % PARTS for name in objectives])


def _weights(evidence: Sequence[Evidence], covered: NDArray[np.bool_]) -> Weights:
    """Return the most likely weights, with covered and other questions counting as much in all."""
    names = list(evidence[0].named)
    named = np.array([[one.named[name] for name in names] for one in evidence])
    middle, spread = named.mean(axis=0), np.maximum(named.std(axis=0), 1e-9)
    rows = np.hstack([(named - middle) / spread, np.stack([one.beyond for one in evidence])])
    pull = np.concatenate([np.full(len(names), PULL), np.full(rows.shape[1] - len(names), PULL_BEYOND)])
    solution = solve(rows, covered, pull)
    base, own, beyond = solution[0], solution[1 : len(names) + 1] / spread, solution[len(names) + 1 :]
    return Weights(
        round(float(base - own @ middle), DIGITS),
        0.0,
        {name: round(float(weight), DIGITS) for name, weight in zip(names, own, strict=True)},
        [round(float(weight), DIGITS) for weight in beyond],
    )


def solve(rows: Numbers, covered: NDArray[np.bool_], pull: Numbers) -> Numbers:
    """Return the base and the weights of a penalised logistic regression."""
    counts = np.where(covered, len(covered) / (2 * covered.sum()), len(covered) / (2 * (~covered).sum()))
    signs = np.where(covered, 1.0, -1.0)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        margins = signs * (weights[0] + rows @ weights[1:])
        slopes = -signs * counts * expit(-margins)
        whole = float(counts @ np.logaddexp(0, -margins)) + float(pull @ weights[1:] ** 2) / 2
        return whole, np.concatenate([[slopes.sum()], slopes @ rows + pull * weights[1:]])

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 2000})
    return np.asarray(found.x)
