"""Where a pupil starts in a subject: 8 to 12 items, each the one expected to tell most.

Pure functions over the objectives of a subject and what each needs. What a pupil may know is a weighted sample of
whole pictures ("worlds": which objectives are known) drawn so that they keep to the needs: an answer makes the worlds
that expected it count for more. So a right answer raises the objectives that come before, a wrong one lowers those that
come after, and both say something of the pupil in general. The tutor asks; this module does not know of items.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

import numpy as np
from numpy.typing import NDArray

from tutor.mastery import Tracing

FEWEST = 8
MOST = 12
"""How many items a placement has: enough to say something, few enough for one sitting (issue 3)."""
TOO_LITTLE = 0.1
"""Bits that the best item must be expected to tell, over all objectives, for another to be asked after the eighth."""
MOST_PLACED = 0.9
LEAST_PLACED = 0.02
"""Bounds of what a placement says: under mastery, as that is for the pupil to show on each objective."""
LIKELY = 0.6
"""From here an objective counts as known when deciding where to start."""
LEFT = 0.05
"""How much less likely an objective is known without what it needs than with it. Smaller than `mastery.LEAK`, which
holds a single pupil's start back on the word of one estimate; here a wrong guess is mended by the next answers."""
WORLDS = 4000
SEED = 20
ABILITY = 1.2
"""Standard deviation between pupils of the log-odds of knowing an objective: what makes one answer say something of
objectives that neither needs the other. In tests of school mathematics it is near 1 (a Rasch scale). Our choice."""

Worlds = NDArray[np.bool_]
Numbers = NDArray[np.float64]


class NeedsInCircle(ValueError):
    """Objectives need each other in a circle, so none of them can come first."""


@dataclass(frozen=True)
class PlacementState:
    """What is thought of a pupil during a placement. Not for keeping: keep the answers and call `begin` again.

    Attributes:
        objective_ids: The subject's objectives in the order in which they are taught.
        needs: For each objective the places, in `objective_ids`, of those that it needs.
        askable: The places of the objectives that have items.
        worlds: Shape worlds x objectives: what is known in each.
        weights: Shape worlds: how much each counts; they add up to 1.
    """

    objective_ids: tuple[str, ...]
    needs: tuple[tuple[int, ...], ...]
    askable: tuple[int, ...]
    worlds: Worlds
    weights: Numbers

    def chances(self) -> Numbers:
        """Return the share of the worlds, by weight, in which each objective is known; shape objectives."""
        return _mixed("w,wo->o", self.weights, self.worlds)

    def known(self) -> dict[str, float]:
        """Return the probability that each objective is known, within `LEAST_PLACED` and `MOST_PLACED`."""
        chances = np.clip(self.chances(), LEAST_PLACED, MOST_PLACED)
        return dict(zip(self.objective_ids, map(float, chances), strict=True))


def begin(
    needs: Mapping[str, Collection[str]], usual: Mapping[str, float], askable: Collection[str] | None = None
) -> PlacementState:
    """Return the state before the first answer.

    The worlds are always the same for the same arguments. In each, a pupil of some ability knows an objective with a
    chance that the ability moves, and with `LEFT` of that chance where a needed objective is not known; for a pupil
    of middling ability the chance is such that it comes to `usual` over all worlds.

    Args:
        needs: The objectives in the order in which they are taught, each with the objectives that it needs; a needed
            objective that is not itself in the mapping is passed over.
        usual: How likely a pupil of this year group knows each objective, 0 to 1 (see `usual_known`); `Tracing().known`
            where it is not named.
        askable: The objectives that have items; all when not given.

    Raises:
        NeedsInCircle: there is no order in which they could be learned.
    """
    ids = tuple(needs)
    place = {name: number for number, name in enumerate(ids)}
    needed = tuple(tuple(sorted(place[one] for one in needs[name] if one in place)) for name in ids)
    try:
        order = tuple(TopologicalSorter(dict(enumerate(needed))).static_order())
    except ValueError as error:
        raise NeedsInCircle("objectives need each other in a circle") from error
    asked = ids if askable is None else [name for name in ids if name in askable]
    return PlacementState(
        ids,
        needed,
        tuple(place[name] for name in asked),
        _drawn([usual.get(name, Tracing.known) for name in ids], needed, order),
        np.full(WORLDS, 1 / WORLDS),
    )


def next_objective(state: PlacementState, asked: Sequence[str]) -> str | None:
    """Return the objective to ask about next, or None when the placement is over.

    That is the one whose answer is expected to lower the uncertainty most: the information, in bits, between the
    answer and each objective, added up over objectives. Ties go to what is taught first. No objective is asked a
    second time before all have been, or a third time at all.

    Args:
        state: What is thought of the pupil.
        asked: The objectives asked so far, in order; repeats count.
    """
    if len(asked) >= MOST:
        return None
    times = {place: asked.count(state.objective_ids[place]) for place in state.askable}
    fewest = min(times.values(), default=2)
    if fewest >= 2:
        return None
    gains = _gains(state, Tracing())
    best = max((place for place in state.askable if times[place] == fewest), key=lambda place: gains[place])
    if len(asked) >= FEWEST and gains[best] < TOO_LITTLE:
        return None
    return state.objective_ids[best]


def after_answer(
    state: PlacementState, objective_id: str, right: bool | None, tracing: Tracing, dont_know: bool = False
) -> PlacementState:
    """Return the state after one answer to an item of an objective.

    "I don't know" is not right, and no unlucky guess either: it is what a pupil without the knowledge always may
    say. An unsure mark (None) changes nothing.

    Args:
        state: What was thought before.
        objective_id: The objective asked about.
        right: The mark.
        tracing: The item's chances of a guess and a slip.
        dont_know: Whether the pupil said so in place of answering.

    Raises:
        KeyError: the objective is not of this placement.
    """
    if objective_id not in state.objective_ids:
        raise KeyError(objective_id)
    if right is None and not dont_know:
        return state
    guess = 0.0 if dont_know else tracing.guess
    if_known, if_not = (1 - tracing.slip, guess) if right and not dont_know else (tracing.slip, 1 - guess)
    known = state.worlds[:, state.objective_ids.index(objective_id)]
    weights = state.weights * np.where(known, max(if_known, 1e-6), max(if_not, 1e-6))
    return replace(state, weights=weights / weights.sum())


def suited(known: Mapping[str, float], needs: Mapping[str, Collection[str]]) -> list[str]:
    """Return the objectives that are not likely known although all that they need is, in the order of `needs`.

    The first is where to start. There are none where everything is likely known.

    Args:
        known: The probability that each objective is known; nothing is known of one that is not in it.
        needs: The objectives as they are taught, each with those that it needs.
    """
    likely = {name for name, probability in known.items() if probability >= LIKELY}
    return [name for name, needed in needs.items() if name not in likely and likely.issuperset(needed)]


def usual_known(objective_year: int | None, pupil_year: int | None) -> float:
    """Return how likely a pupil of a year group knows an objective of a year: .6 earlier, .1 later, .3 otherwise.

    Starting values of our own choice, which a dozen answers outweigh; .3 is that of `Tracing`.
    """
    if objective_year is None or pupil_year is None or objective_year == pupil_year:
        return Tracing.known
    return 0.6 if objective_year < pupil_year else 0.1


def _drawn(usual: Sequence[float], needs: Sequence[Sequence[int]], order: Sequence[int]) -> Worlds:
    """Return the worlds of a prior, drawn with a fixed seed."""
    generator = np.random.default_rng(SEED)
    ability = generator.standard_normal(WORLDS) * ABILITY
    worlds = np.zeros((WORLDS, len(usual)), dtype=bool)
    for place in order:
        ready = worlds[:, list(needs[place])].all(axis=1)
        share = float(ready.mean())
        if_ready = min(max(usual[place] / (share + LEFT * (1 - share)), 0.01), 0.98)
        chance = 1 / (1 + np.exp(-(math.log(if_ready / (1 - if_ready)) + ability)))
        worlds[:, place] = generator.random(WORLDS) < np.where(ready, chance, LEFT * chance)
    return worlds


def _gains(state: PlacementState, tracing: Tracing) -> Numbers:
    """Return for each objective the bits that an answer to it is expected to tell, added up over all objectives."""
    known = state.chances()
    both = _mixed("wo,wp->op", state.worlds * state.weights[:, None], state.worlds)
    if_known, if_not = 1 - tracing.slip, tracing.guess
    right = if_known * known + if_not * (1 - known)
    # Rows are the objectives asked about, columns those that the answer tells something of.
    right_known = if_known * both + if_not * (known[None, :] - both)
    joint = (
        right_known,
        right[:, None] - right_known,
        known[None, :] - right_known,
        1 - known[None, :] - right[:, None] + right_known,
    )
    shares = (
        right[:, None] * known[None, :],
        right[:, None] * (1 - known[None, :]),
        (1 - right[:, None]) * known[None, :],
        (1 - right[:, None]) * (1 - known[None, :]),
    )
    bits = np.zeros_like(both)
    for together, apart in zip(joint, shares, strict=True):
        inside = (together > 1e-12) & (apart > 1e-12)
        bits[inside] += together[inside] * np.log2(together[inside] / apart[inside])
    summed: Numbers = bits.sum(axis=1)
    return summed


def _mixed(how: str, weights: Numbers, worlds: Worlds) -> Numbers:
    """Return a product over worlds, as `numpy.einsum` names it.

    A matrix product would go to the threads of the linear algebra library: with the language model at work on two
    cores, they waited for each other and took 500 ms for what takes 6 ms this way.
    """
    mixed: Numbers = np.einsum(how, weights, worlds.astype(np.float64))
    return mixed
