"""One mistake in a worked solution that would lead to what a pupil has: at which step, and what was done there.

Each step is changed in one way at a time (another sign, another number, one left out, one too many, two steps in the
wrong order) and the rest worked out from there. Only a change that makes the pupil's own numbers is an explanation, so
that it does not matter how the working is laid out, or whether there is any. Knows nothing of words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from tutor import sums
from tutor.sums import Number, Part, Sum
from tutor.working import CONSTANTS, Solution, Step

Change = Literal["sign", "order", "instead", "without", "too much", "sequence"]

OTHER_SIGNS = {"+": "−×", "−": "+", "×": "÷+", "÷": "×"}
WEIGHTS: dict[Change, float] = {
    "without": 3.0, "sign": 3.0, "instead": 2.0, "order": 2.0, "sequence": 2.5, "too much": 1.0,
}  # fmt: skip
"""How likely a change is beside others that explain as much."""
READY = 1.5
"""What more it counts that a number stands where what is made from it belongs."""
RIVAL = 0.5
"""How far behind an explanation at another step has to be, for the first to be told."""
MOST_STEPS = 12
ROUNDED = Fraction(1, 200)


@dataclass(frozen=True)
class Mistake:
    """A changed step, what was done there, and what every step comes to with it."""

    step: Step
    place: int
    change: Change
    results: tuple[Fraction, ...]
    odd: Fraction | None = None
    """The number that stands there instead, or that is too many."""
    lost: Fraction | None = None
    """The number whose place it has, or that is left out."""
    maker: Step | None = None
    """The step that makes the number that was lost."""
    pair: tuple[Fraction, ...] = ()
    """The two amounts between which another sign stands."""
    weight: float = 0
    whole: bool = True
    """It explains every result of the pupil's."""

    @property
    def changed(self) -> tuple[Fraction, ...]:
        """What comes out otherwise than in the solution, from the changed step on."""
        return self.results[self.place :]


@dataclass(frozen=True)
class _Changed:
    """A changed sum of one step, and how it was changed."""

    part: Part
    change: Change
    odd: Fraction | None = None
    lost: Fraction | None = None
    pair: tuple[Fraction, ...] = ()


def explain(solution: Solution, made: Sequence[Fraction], end: Fraction) -> Mistake | None:
    """Return the mistake that explains an answer and most of the results before it; None where none or several do."""
    if len(solution.steps) > MOST_STEPS or solution.answer is None or end == solution.answer:
        return None
    scored: list[tuple[float, Mistake]] = []
    for one in mistakes(solution):
        if _agree(one, end):
            scored.append((_fit(solution, one, made), one))
    if not scored:
        return None
    best, found = max(scored, key=lambda pair: (pair[0], -pair[1].place))
    rivals = [one for fit, one in scored if fit > best - RIVAL and not _is_same(one, found)]
    if rivals and made:
        return None
    known = {value for step in solution.steps for value in _amounts(step.claim.left)}
    known |= {end, *found.results, *(step.result for step in solution.steps)}
    known |= {value * 100 for value in known}  # percentages that were written without their sign
    return replace(found, whole=set(made) <= known)


def _agree(one: Mistake, end: Fraction) -> bool:
    """Return whether a mistake makes an answer, up to rounding; of a difference only the size may have been told."""
    made = one.results[-1]
    differs = sums.signs(one.step.claim.left) == {"−"} or made < 0
    return min(abs(made - end), abs(made + end) if differs else abs(made - end)) <= ROUNDED * abs(end)


def _is_same(one: Mistake, other: Mistake) -> bool:
    """Return whether two mistakes are at one step, or one says of a step that it is left out and the other where."""
    return one.place == other.place or one.maker is other.step or other.maker is one.step


def _amounts(part: Part) -> Iterator[Fraction]:
    """Yield what the pieces of a sum come to, for a pupil who works it out a piece at a time."""
    if isinstance(part, Sum):
        value = sums.value_of(part)
        yield from [] if value is None else [value]
        yield from (*_amounts(part.left), *_amounts(part.right))


def _fit(solution: Solution, one: Mistake, made: Sequence[Fraction]) -> float:
    """Return how well a mistake explains results: those that it makes, less those that it should make or could not."""
    own = set(made)
    pieces = {value for step in solution.steps for value in _amounts(step.claim.left)}
    later = [
        (value, step.result)
        for value, step in zip(one.changed, solution.steps[one.place :], strict=True)
        if value != step.result
    ]
    off, right = {value for value, _ in later}, {value for _, value in later}
    strange, sound = own - pieces - set(one.results), own & right - off
    return one.weight + 2 * len(own & off) - len(off - own) - 2 * len(strange) - 3 * len(sound)


def mistakes(solution: Solution) -> Iterator[Mistake]:
    """Yield every change of one step of a solution with what it makes, as far as it makes anything."""
    if not _ends_in_the_answer(solution):
        return
    numbers = _numbers(solution)
    for place, step in enumerate(solution.steps):
        before = {one.result for one in solution.steps[:place]}
        for changed in _changes(step.claim.left, [*numbers, *before]):
            yield from _followed(solution, place, changed)
        yield from _swapped(solution, place)


def _ends_in_the_answer(solution: Solution) -> bool:
    return bool(solution.steps) and solution.steps[-1].result == solution.answer


def _numbers(solution: Solution) -> list[Fraction]:
    """Return the numbers that may have got into a step: the question's, and constants that the solution brings in."""
    used = {value for step in solution.steps for value in sums.values(step.claim.left)}
    return sorted(solution.told | (used & CONSTANTS - {0, 1}))


def _followed(solution: Solution, place: int, changed: _Changed) -> Iterator[Mistake]:
    """Yield a changed step with what the later steps make of it."""
    results = _worked_out(solution, {place: changed.part})
    step = solution.steps[place]
    if results is None or results[place] == step.result or _stands_before(solution, place, changed.part):
        return
    maker = _maker(solution, place, changed.lost)
    ready = maker is not None and (changed.odd is None or changed.odd in sums.values(maker.claim.left))
    weight = WEIGHTS[changed.change] + READY * (ready and changed.change in {"instead", "without"})
    maker = maker if ready else None
    yield Mistake(step, place, changed.change, results, changed.odd, changed.lost, maker, changed.pair, weight)


def _stands_before(solution: Solution, place: int, part: Part) -> bool:
    """Return whether a changed sum is a right one that stands in the solution before it: nobody writes that twice."""
    mine = (sorted(sums.values(part)), sums.signs(part))
    right = ((sorted(sums.values(step.claim.left)), sums.signs(step.claim.left)) for step in solution.steps[:place])
    return isinstance(part, Sum) and mine in right


def _maker(solution: Solution, place: int, value: Fraction | None) -> Step | None:
    """Return the last step before a place that makes a number."""
    return next((step for step in reversed(solution.steps[:place]) if step.result == value), None)


def _worked_out(solution: Solution, instead: dict[int, Part]) -> tuple[Fraction, ...] | None:
    """Return what every step comes to with some sums in the place of others; None where one has no value."""
    results: list[Fraction] = []
    for place, step in enumerate(solution.steps):
        now = {one.result: value for one, value in zip(solution.steps[:place], results, strict=True)}
        value = sums.value_of(_with(instead.get(place, step.claim.left), now))
        if value is None:
            return None
        exact = place not in instead and now.items() <= {(one.result, one.result) for one in solution.steps}
        results.append(step.result if exact else value)
    return tuple(results)


def _with(part: Part, now: dict[Fraction, Fraction]) -> Part:
    """Return a sum with the results before it as they are now."""
    if isinstance(part, Number):
        return Number(now.get(part.value, part.value), part.text)
    return Sum(part.sign, _with(part.left, now), _with(part.right, now))


def _changes(part: Part, numbers: Sequence[Fraction]) -> Iterator[_Changed]:
    """Yield a sum with one change, at any place of it."""
    yield from _within(part, numbers)
    for value in numbers:
        for sign in "+−×÷":
            if value and not (value == 1 and sign in "×÷"):
                yield _Changed(Sum(sign, part, Number(value, str(value))), "too much", value)


def _within(part: Part, numbers: Sequence[Fraction]) -> Iterator[_Changed]:
    if isinstance(part, Number):
        for value in numbers:
            if value != part.value:
                yield _Changed(Number(value, str(value)), "instead", value, part.value)
        return
    yield from _put_otherwise(part)
    for kept, other in ((part.left, part.right), (part.right, part.left)):
        yield _Changed(kept, "without", lost=other.value if isinstance(other, Number) else None)
    for one in _within(part.left, numbers):
        yield replace(one, part=Sum(part.sign, one.part, part.right))
    for one in _within(part.right, numbers):
        yield replace(one, part=Sum(part.sign, part.left, one.part))


def _put_otherwise(part: Sum) -> Iterator[_Changed]:
    """Yield two amounts with another sign between them, or the other way round."""
    pair = tuple(value for side in (part.left, part.right) if (value := sums.value_of(side)) is not None)
    for sign in OTHER_SIGNS.get(part.sign, ""):
        yield _Changed(Sum(sign, part.left, part.right), "sign", pair=pair)
    if part.sign in "−÷":
        yield _Changed(Sum(part.sign, part.right, part.left), "order", pair=pair)


def _swapped(solution: Solution, place: int) -> Iterator[Mistake]:
    """Yield a step and the next, where that goes on from it, in the other order: 20 more before doubling."""
    if place + 1 >= len(solution.steps):
        return
    step, after = solution.steps[place : place + 2]
    if sums.values(after.claim.left).count(step.result) != 1:
        return
    for start in sums.leaves(step.claim.left):
        first = _put(after.claim.left, next(_all_of(after.claim.left, step.result)), start)
        second = _put(step.claim.left, start, Number(step.result, ""))
        results = _worked_out(solution, {place: first, place + 1: second})
        if results is not None and results[place + 1] != after.result:
            yield Mistake(step, place, "sequence", results, start.value, weight=WEIGHTS["sequence"])


def _all_of(part: Part, value: Fraction) -> Iterator[Number]:
    return (number for number in sums.leaves(part) if number.value == value)


def _put(part: Part, number: Number, other: Number) -> Part:
    """Return a sum with another number in the place of this one."""
    if isinstance(part, Number):
        return other if part is number else part
    return Sum(part.sign, _put(part.left, number, other), _put(part.right, number, other))
