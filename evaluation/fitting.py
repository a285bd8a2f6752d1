"""Fits knowledge tracing to pupils' answers: the most likely probabilities for each objective, held to all of them.

A general optimiser of `scipy` is used, for the bounds of guess and slip and the pull towards the overall fit; both are
part of what is fitted, not applied afterwards. Needs no more than numbers; does not know where answers come from.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.sequences import AnswerSequence
from tutor.mastery import HIGHEST, MOST_GUESS, MOST_SLIP, Tracing
from tutor.tracing import FittedTracing

FEWEST_PUPILS = 30
"""With fewer an objective keeps the defaults. The error of a fit falls with the square root of the pupils (Coetzee,
2014, "Choosing sample size for knowledge tracing models"); below a class no number is worth giving up the defaults for.
Our choice."""
LONGEST = 100
"""Answers of one pupil to one objective that are fitted to: what comes later says next to nothing of how it began."""
PULL = 1.0
"""Standard deviation of objectives around the overall fit, in log-odds: how far few answers lead away. Our choice."""
BOUNDS = ((0.01, 0.99), (0.001, 0.9), (0.01, MOST_GUESS), (0.01, MOST_SLIP))
"""Of known, learn, guess and slip."""

Numbers = NDArray[np.float64]


class TooFewAnswers(ValueError):
    """There are too few pupils to fit anything; the message says how many."""


@dataclass(frozen=True)
class Packed:
    """Sequences side by side, the longest first.

    Attributes:
        right: Shape answers x sequences; False beyond a sequence's end.
        running: How many sequences have an answer at each place.
        order: Where each column stands in what was packed.
    """

    right: NDArray[np.bool_]
    running: tuple[int, ...]
    order: tuple[int, ...]


@dataclass(frozen=True)
class Fit:
    """What was fitted.

    Attributes:
        objectives: The probabilities of each objective with enough pupils.
        overall: Those of all answers together.
        kept: The objectives that keep the defaults, each with how many pupils there were.
    """

    objectives: dict[str, FittedTracing]
    overall: FittedTracing
    kept: dict[str, int]


def pack(sequences: Sequence[Sequence[bool]], longest: int | None = None) -> Packed:
    """Return sequences side by side, each cut off after `longest` answers."""
    order = sorted(range(len(sequences)), key=lambda number: -len(sequences[number]))
    lengths = [len(sequences[number][:longest]) for number in order]
    right = np.zeros((max(lengths, default=0), len(order)), dtype=bool)
    for column, number in enumerate(order):
        right[: lengths[column], column] = sequences[number][:longest]
    counts = np.bincount(lengths, minlength=len(right) + 1) if lengths else np.zeros(1, dtype=int)
    running = len(order) - np.cumsum(counts)[:-1] if len(right) else np.zeros(0, dtype=int)
    return Packed(right, tuple(map(int, running)), tuple(order))


def predict(packed: Packed, tracing: Tracing) -> tuple[Numbers, float]:
    """Return the chance of a right answer at each place, before it is seen, and the log-likelihood of all answers.

    The same update as `tutor.mastery.update`, over all sequences at once.
    """
    known = np.full(len(packed.order), tracing.known)
    chances = np.zeros(packed.right.shape)
    total = 0.0
    for place, count in enumerate(packed.running):
        before, right = known[:count], packed.right[place, :count]
        chance = before * (1 - tracing.slip) + (1 - before) * tracing.guess
        likely = np.where(right, chance, 1 - chance)
        posterior = before * np.where(right, 1 - tracing.slip, tracing.slip) / likely
        chances[place, :count] = chance
        total += float(np.log(likely).sum())
        known[:count] = np.minimum(posterior + (1 - posterior) * tracing.learn, HIGHEST)
    return chances, total


def fit(sequences: Sequence[AnswerSequence]) -> Fit:
    """Return the probabilities that make the answers most likely.

    First one set for all objectives; then one for each with at least `FEWEST_PUPILS` pupils, pulled towards the first
    as by a normal prior on the log-odds (standard deviation `PULL`), so that few answers change little.

    Raises:
        TooFewAnswers: there are fewer than `FEWEST_PUPILS` pupils.
    """
    pupils = len({one.pupil for one in sequences})
    if pupils < FEWEST_PUPILS:
        raise TooFewAnswers(f"answers of {pupils} pupils are too few to fit: {FEWEST_PUPILS} are needed")
    overall = fit_one([one.right for one in sequences], pupils)
    centre = Tracing(overall.known, overall.learn, overall.guess, overall.slip)
    by_objective: dict[str, list[AnswerSequence]] = {}
    for one in sequences:
        by_objective.setdefault(one.objective_id, []).append(one)
    enough = {name: found for name, found in sorted(by_objective.items()) if len(found) >= FEWEST_PUPILS}
    return Fit(
        {name: fit_one([one.right for one in found], len(found), centre) for name, found in enough.items()},
        overall,
        {name: len(found) for name, found in sorted(by_objective.items()) if name not in enough},
    )


def fit_one(answers: Sequence[Sequence[bool]], pupils: int, centre: Tracing | None = None) -> FittedTracing:
    """Return the most likely probabilities for some sequences; with a `centre`, pulled towards it.

    Args:
        answers: The sequences, each of at least one answer.
        pupils: How many pupils they are of, as is written beside the fit.
        centre: Where few answers lead.
    """
    packed = pack(answers, LONGEST)
    limits = np.log([(low / (1 - low), high / (1 - high)) for low, high in BOUNDS])
    start = np.clip(_log_odds(centre or Tracing()), limits[:, 0], limits[:, 1])

    def loss(odds: Numbers) -> float:
        pulled = float(((odds - start) ** 2).sum()) / (2 * PULL**2) if centre else 0.0
        return pulled - predict(packed, _tracing(odds))[1]

    found = minimize(loss, start, method="L-BFGS-B", bounds=limits, options={"maxiter": 200})
    tracing = _tracing(np.clip(found.x, limits[:, 0], limits[:, 1]))
    known, learn, guess, slip = (
        min(max(value, low), high) for value, (low, high) in zip(_values(tracing), BOUNDS, strict=True)
    )
    attempts = sum(packed.running)
    return FittedTracing(
        known=known,
        learn=learn,
        guess=guess,
        slip=slip,
        pupils=pupils,
        attempts=attempts,
        log_likelihood=min(predict(packed, Tracing(known, learn, guess, slip))[1], 0.0),
    )


def _values(tracing: Tracing) -> tuple[float, float, float, float]:
    return tracing.known, tracing.learn, tracing.guess, tracing.slip


def _log_odds(tracing: Tracing) -> Numbers:
    return np.array([math.log(value / (1 - value)) for value in _values(tracing)])


def _tracing(odds: Numbers) -> Tracing:
    return Tracing(*map(float, 1 / (1 + np.exp(-odds))))
