"""Fits what evidence counts in deciding which of the questions that pupils ask is meant (`retrieval.asking`).

Every way of asking that a pack has is left out in turn, and looked for: by the other ways to put the same question, and
as if the question had not been written. How good the weights are, is told by objectives that they were not fitted to.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.covering_fit import DIGITS, PARTS, PULL, parts_of, solve
from retrieval.asking import Candidate, Weights, in_order, log_odds
from retrieval.faqs import Faqs

FIRST = 3
"""So many questions may be offered where none is likely enough."""
WRONG = 0.1
"""The share of ways of asking that may be taken for a question that is not meant where theirs was not written.

Chosen by reading what 257 questions of pupils' kind were taken for (docs/log.md): two questions of one lesson are often
near enough for one answer, so that far fewer are answered wrongly than this share says."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class LeftOut:
    """One way of asking: the question that it puts, and what it may mean with its other ways and without any."""

    faq_id: str
    objective_id: str
    others: tuple[Candidate, ...]
    without: tuple[Candidate, ...]


@dataclass(frozen=True)
class FaqFit:
    """Weights, and shares of ways of asking (0 to 1) of objectives that they were not fitted to.

    `first` and `among_first` have their question first, or among the first three; `taken` have it first and taken for
    the one that is meant; `mistaken` have another taken; `unasked` have one taken where theirs was not written.
    """

    weights: Weights
    asked: int
    first: float
    among_first: float
    taken: float
    mistaken: float
    unasked: float


def read_left_out(faqs: Faqs) -> list[LeftOut]:
    """Return every way of asking as if it had not been written."""
    return [LeftOut(faq, objective, tuple(a), tuple(b)) for faq, objective, a, b in faqs.left_out()]


def fit(cases: Sequence[LeftOut], wrong: float = WRONG) -> FaqFit:
    """Return the weights fitted to ways of asking that were left out."""
    parts = parts_of([one.objective_id for one in cases])
    ordered: list[tuple[list[Candidate], list[Candidate]]] = [([], [])] * len(cases)
    for part in range(PARTS):
        order = _order([one for one, own in zip(cases, parts, strict=True) if own != part])
        for place in np.flatnonzero(parts == part).tolist():
            one = cases[place]
            ordered[place] = in_order(one.others, order), in_order(one.without, order)
    odds = np.full((len(cases), 2), -np.inf)
    for part in range(PARTS):
        fitted = _taking([(*pair, one) for pair, one, own in zip(ordered, cases, parts, strict=True) if own != part])
        for place in np.flatnonzero(parts == part).tolist():
            for column, found in enumerate(ordered[place]):
                odds[place, column] = log_odds(found[0], fitted) if found else -np.inf
    enough = float(np.quantile(odds[:, 1], 1 - wrong))
    whole = _taking([(*pair, one) for pair, one in zip(ordered, cases, strict=True)])
    weights = Weights(_order(cases), whole.taken, whole.base, round(enough, DIGITS))
    places = np.array([_place(found[0], one.faq_id) for found, one in zip(ordered, cases, strict=True)])
    sure = odds[:, 0] >= enough
    return FaqFit(
        weights,
        len(cases),
        first=float((places == 0).mean()),
        among_first=float((places < FIRST).mean()),
        taken=float(((places == 0) & sure).mean()),
        mistaken=float(((places > 0) & sure).mean()),
        unasked=float((odds[:, 1] >= enough).mean()),
    )


def write_weights(path: Path, weights: Weights) -> None:
    """Write weights as a JSON file, as `retrieval.asking` reads it."""
    path.write_text(json.dumps(asdict(weights), indent=1) + "\n", encoding="utf-8")


def _place(found: Sequence[Candidate], faq_id: str) -> int:
    return next((place for place, one in enumerate(found) if one.faq_id == faq_id), len(found) + FIRST)


def _order(cases: Sequence[LeftOut]) -> dict[str, float]:
    """Return the weights by which the question that is meant most likely comes first: a conditional logit.

    McFadden (1974), "Conditional logit analysis of qualitative choice behavior".
    """
    among = [one for one in cases if _place(one.others, one.faq_id) < len(one.others)]
    names = list(among[0].others[0].named)
    most = max(len(one.others) for one in among)
    rows, closed = np.zeros((len(among), most, len(names))), np.full((len(among), most), -np.inf)
    for place, one in enumerate(among):
        rows[place, : len(one.others)] = [[candidate.named[name] for name in names] for candidate in one.others]
        closed[place, : len(one.others)] = 0.0
    there = np.isfinite(closed)
    spread = np.maximum(rows[there].std(axis=0), 1e-9)
    rows = (rows - rows[there].mean(axis=0)) / spread
    right = np.array([_place(one.others, one.faq_id) for one in among])
    every = np.arange(len(among))

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        sums = rows @ weights + closed
        sums -= sums.max(axis=1, keepdims=True)
        shares = np.exp(sums) / np.exp(sums).sum(axis=1, keepdims=True)
        whole = -float(np.log(np.maximum(shares[every, right], 1e-12)).sum()) + PULL * float(weights @ weights) / 2
        shares[every, right] -= 1
        return whole, np.einsum("ij,ijk->k", np.where(there, shares, 0.0), np.where(there[..., None], rows, 0.0)) + (
            PULL * weights
        )

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(one), DIGITS) for name, one in zip(names, found.x / spread, strict=True)}


def _taking(cases: Sequence[tuple[list[Candidate], list[Candidate], LeftOut]]) -> Weights:
    """Return the weights by which the first candidate is taken for the one that is meant."""
    first = [
        (found[0], found[0].faq_id == one.faq_id)
        for others, without, one in cases
        for found in (others, without)
        if found
    ]
    names = list(first[0][0].named)
    named = np.array([[one.named[name] for name in names] for one, _ in first])
    middle, spread = named.mean(axis=0), np.maximum(named.std(axis=0), 1e-9)
    right = np.array([meant for _, meant in first])
    solution = solve((named - middle) / spread, right, np.full(len(names), PULL))
    own = solution[1:] / spread
    taken = {name: round(float(weight), DIGITS) for name, weight in zip(names, own, strict=True)}
    return Weights({}, taken, round(float(solution[0] - own @ middle), DIGITS), 0.0)
