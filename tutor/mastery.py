"""What a pupil knows: Bayesian knowledge tracing over unaided attempts.

Corbett and Anderson (1995), "Knowledge tracing: modeling the acquisition of procedural knowledge".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tutor.translating import to_translate as _

MASTERED = 0.95
"""The usual cut-off for mastery (Corbett and Anderson, 1995)."""
HIGHEST = 0.999
"""As sure as it gets: from 1, which rounding reaches after some sixteen right answers, no wrong answer leads back."""
MOST_GUESS = 0.3
MOST_SLIP = 0.1
"""The bounds of Baker, Corbett and Aleven (2008): beyond them a fit explains answers by luck, not by knowledge."""
LEAK = 0.5
"""What is left of the usual starting value where a needed objective is surely not known. Our choice."""
MOST_INFERRED = 0.5
"""The most that needed objectives alone may say: what comes before makes an objective learnable, not learned."""
STRONG = 10.0
"""The ratio of likelihoods from which evidence is strong (Jeffreys, 1961, "Theory of probability", appendix B)."""
AGREED = 0.05
"""Two probabilities of mastery that differ by less lead to the same teaching. Our choice."""
TAIL = 0.1
"""The share left out on each side of the interval, which so holds 80%."""

ESTIMATES_KEPT = 20_000
"""How many answers of `estimate` are kept: a table of a class works out a thousand, most of them as a moment ago."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Tracing:
    """The four probabilities of knowledge tracing.

    `guess` and `slip` stay within the bounds of Baker, Corbett and Aleven (2008): at most .3 and .1. They are
    starting values to be fitted to the attainment log, not estimates.
    """

    known: float = 0.3
    learn: float = 0.15
    guess: float = 0.1
    slip: float = 0.1


@dataclass(frozen=True)
class Needed:
    """An objective that comes before another: its probability now, and the one it started with."""

    known: float
    started: float = Tracing.known


@dataclass(frozen=True)
class Unaided:
    """A first attempt without help.

    Attributes:
        right: The mark; None where marking was unsure, which says nothing of what is known.
        guess: The item's own chance of a right guess, where it differs from the objective's.
    """

    right: bool | None
    guess: float | None = None


@dataclass(frozen=True)
class Estimate:
    """What is known, how sure that is, and what it rests on.

    Attributes:
        known: The probability that the objective is known, as `update` gives it.
        low: The lower end of the 80% credible interval.
        high: Its upper end.
        attempts: The unaided attempts that were marked right or wrong.
    """

    known: float
    low: float
    high: float
    attempts: int


@dataclass(frozen=True)
class Standing:
    """The probability that counts once a teacher's word has been heard.

    Attributes:
        known: The probability to act on.
        by: Whether the pupil's attempts or a teacher's override set it.
        words: Where it comes from, as a teacher reads it.
    """

    known: float
    by: Literal["attempts", "teacher"]
    words: str


def tracing_for(kind: str, choices: int = 4) -> Tracing:
    """Return the probabilities for an item kind: a choice can be guessed."""
    return Tracing(guess=min(MOST_GUESS, 1 / choices)) if kind == "choice" else Tracing()


def update(known: float, right: bool, tracing: Tracing | None = None) -> float:
    """Return the probability that the pupil knows the objective after one unaided attempt."""
    tracing = tracing or Tracing()
    if right:
        seen, unseen = known * (1 - tracing.slip), (1 - known) * tracing.guess
    else:
        seen, unseen = known * tracing.slip, (1 - known) * (1 - tracing.guess)
    posterior = seen / (seen + unseen)
    return min(posterior + (1 - posterior) * tracing.learn, HIGHEST)


def chance_right(known: float, tracing: Tracing) -> float:
    """Return the probability that the next unaided answer is right."""
    return known * (1 - tracing.slip) + (1 - known) * tracing.guess


def starting_known(usual: float, needs: Sequence[Needed]) -> float:
    """Return the probability that an objective is known before the first attempt at it.

    The weakest needed objective decides, r being its probability now: known = l + (h - l) r. Where it is not
    known, l = `LEAK` x usual is left; h is such that the formula gives `usual` while nothing has been learned of
    what is needed (the law of total probability). The result is at most `MOST_INFERRED`, or `usual` where that is
    more. It runs one way only: an answer says nothing here of the objectives that come before, as most items can
    be failed for reasons of their own.

    Args:
        usual: The objective's starting value when nothing is known of the pupil, 0 to 1.
        needs: The objectives that it needs; none leaves `usual` as it is.
    """
    if not needs:
        return usual
    now, started = min(need.known for need in needs), min(need.started for need in needs)
    low = LEAK * usual
    high = min(1.0, low + (usual - low) / started) if started > 0 else usual
    return min(low + (high - low) * now, max(usual, MOST_INFERRED))


def estimate(attempts: Sequence[Unaided], tracing: Tracing) -> Estimate:
    """Return what a pupil's attempts at one objective say, with an 80% credible interval.

    `known` follows the probabilities of `tracing`. They are themselves uncertain, so the sequence is traced with
    625 plausible sets of them too (five values of each, spread around the given ones on the log-odds scale, see
    `_plausible`). Each set counts by its prior weight times the likelihood of the sequence; the interval runs from
    the 10th to the 90th percentile, widened to hold `known` where that lies outside.

    Args:
        attempts: The unaided attempts, oldest first; those with no mark are passed over.
        tracing: The probabilities, `tracing.known` being the starting value for this pupil.
    """
    return _estimated(tuple(one for one in attempts if one.right is not None), tracing)


@lru_cache(maxsize=ESTIMATES_KEPT)
def _estimated(marked: tuple[Unaided, ...], tracing: Tracing) -> Estimate:
    known, _ = _traced(tracing.known, marked, tracing)
    traced, learn, guess, slip, weight = _plausible(tracing)
    guess_of = {one.guess: guess if one.guess is None else _shifted(one.guess, MOST_GUESS) for one in marked}
    for one in marked:
        lucky = guess_of[one.guess]
        right = traced * (1 - slip) + (1 - traced) * lucky
        likely, seen = (right, traced * (1 - slip)) if one.right else (1 - right, traced * slip)
        weight = weight * likely
        weight /= weight.sum()
        posterior = seen / likely
        traced = np.minimum(posterior + (1 - posterior) * learn, HIGHEST)
    order = np.argsort(traced, kind="stable")
    reached = np.cumsum(weight[order])
    low, high = (float(traced[order[int(np.searchsorted(reached, share))]]) for share in (TAIL, 1 - TAIL))
    return Estimate(known, min(low, known), max(high, known), len(marked))


def standing(before: float, override: float | None, since: Sequence[Unaided], tracing: Tracing) -> Standing:
    """Return the probability that counts, where a teacher may have set one.

    An override holds as it was given until the unaided attempts after it either are `STRONG` times as likely under
    what the attempts before it had said as under the override, or lead to the same probability from both (within
    `AGREED`). From then on the attempts count, all of them.

    Args:
        before: The probability from attempts when the teacher set the override, or now where there is none.
        override: The teacher's probability; None where none is in force.
        since: The unaided attempts after it, oldest first.
        tracing: The objective's probabilities.
    """
    attempted, likelihood = _traced(before, since, tracing)
    if override is None:
        return Standing(attempted, "attempts", "from unaided answers")
    heeded, override_likelihood = _traced(override, since, tracing)
    if all(one.right is None for one in since):
        return Standing(override, "teacher", "set by a teacher")
    if likelihood - override_likelihood >= math.log(STRONG):
        return Standing(attempted, "attempts", "from unaided answers, which differ from what a teacher set")
    if abs(heeded - attempted) <= AGREED:
        return Standing(attempted, "attempts", "from unaided answers, whatever a teacher set before")
    return Standing(override, "teacher", "set by a teacher; the answers since then are too few to change it")


def in_words(known: float, attempts: int, checked: bool = True, whole: bool = True) -> str:
    """Return mastery as a teacher or pupil reads it.

    Args:
        known: The probability that the objective is known.
        attempts: The unaided attempts that it rests on.
        checked: Whether the last unaided check on a later day was passed. Without it nothing is called secure.
        whole: Whether the objective has been shown on all its sides, as `earned` has it. Without it nothing is called
            nearly secure.
    """
    if not attempts:
        return _("not started")
    if known >= MASTERED and whole:
        return _("secure") if checked else _("nearly secure")
    return _("getting there") if known >= 0.6 else _("needs practice")


def _traced(known: float, attempts: Sequence[Unaided], tracing: Tracing) -> tuple[float, float]:
    """Return the probability after the attempts, and the logarithm of how likely they were."""
    likelihood = 0.0
    for one in attempts:
        if one.right is None:
            continue
        of_item = tracing if one.guess is None else Tracing(known, tracing.learn, one.guess, tracing.slip)
        right = chance_right(known, of_item)
        likelihood += math.log(max(right if one.right else 1 - right, 1e-12))
        known = update(known, one.right, of_item)
    return known, likelihood


STEPS = (-1.5, -0.75, 0.0, 0.75, 1.5)
"""Where plausible values lie, in standard deviations."""
GRID: Numbers = np.array(list(product(STEPS, repeat=4)))
"""Shape 625 x 4: the steps of known, learn, guess and slip."""
WEIGHTS: Numbers = np.exp(-0.5 * (GRID**2).sum(axis=1))
SPREAD = (1.0, 1.0, 0.5, 0.5)
"""Standard deviations of known, learn, guess and slip between objectives, in log-odds. Our choice."""
EDGE = 1e-6


def _plausible(tracing: Tracing) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Return 625 values of known, learn, guess and slip around the given ones, and their prior weights (sum 1)."""
    known = _moved(tracing.known, GRID[:, 0] * SPREAD[0])
    learn = _moved(tracing.learn, GRID[:, 1] * SPREAD[1])
    slip = np.minimum(_moved(tracing.slip, GRID[:, 3] * SPREAD[3]), max(MOST_SLIP, tracing.slip))
    guess = _shifted(tracing.guess, MOST_GUESS)
    return np.minimum(known, HIGHEST), learn, guess, slip, WEIGHTS / WEIGHTS.sum()


def _shifted(guess: float, most: float) -> Numbers:
    return np.minimum(_moved(guess, GRID[:, 2] * SPREAD[2]), max(most, guess))


def _moved(probability: float, by: Numbers) -> Numbers:
    """Return a probability moved on the log-odds scale."""
    inside = min(max(probability, EDGE), 1 - EDGE)
    moved: Numbers = 1 / (1 + np.exp(-(math.log(inside / (1 - inside)) + by)))
    return moved
