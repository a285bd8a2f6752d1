"""Where a pupil's working first goes wrong, how, and which step of the solution it should have been.

A sum that is true and yet no part of the solution is compared with the step that it most looks like an attempt at.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from tutor import sums
from tutor.checker import content_words
from tutor.sums import Claim, Number, Part
from tutor.terms import falls_short, is_summand
from tutor.working import Judged, Solution, Step

FaultKind = Literal["slip", "operation", "order", "operand", "missing", "extra", "past", "part", "other"]
"""A sum that does not come out; the right numbers with another sign, or the other way round; a number that does not
belong; a part left out, or too much; a step beyond the answer; only a part of a step; or none of these."""

NEAR = 4.0
"""The nearness from which a sum counts as an attempt at a step."""
MOST_ALIKE = 5
"""How many shared words count towards nearness."""


@dataclass(frozen=True)
class Fault:
    """Where the working first goes wrong, how, and the step of the solution that it should have been."""

    kind: FaultKind
    claim: Claim
    step: Step | None = None
    odd: Number | None = None
    """The number of the sum that the step does not have."""
    made_by: Claim | None = None
    """The sum that made that number."""
    nearness: float = 0
    """How much the sum looks like an attempt at the step."""


def first_fault(solution: Solution, judged: Sequence[Judged], put_right: set[Fraction]) -> Fault | None:
    """Return where the sums of a message go wrong first, but for steps that have been put right since.

    A detour that cannot be placed gives way to a later sum that can, and an attempt at a step to a nearer one.
    """
    wrong = [place for place in range(len(judged)) if _is_wrong(solution, judged, place)]
    faults = [_traced(solution, _fault(solution, judged, place), judged[:place]) for place in wrong]
    still = [one for one in faults if one.kind == "past" or one.step is None or one.step.result not in put_right]
    placed = [one for one in still if one.kind != "other"]
    first = next(iter(placed or still), None)
    if first is None or first.kind in {"slip", "past"}:
        return first
    rivals = [one for one in still if one.step == first.step and one.kind not in {"slip", "past"}]
    return max(reversed(rivals), key=lambda one: one.nearness)


def unfinished(solution: Solution, judged: Sequence[Judged]) -> Fault | None:
    """Return the last sum that is only a part of a step, for working in which nothing else goes wrong."""
    parts = [one.claim for one in judged if one.verdict == "part"]
    added = [claim for claim in parts if sums.signs(claim.left) & {"+", "−"}]
    if not parts or not solution.steps:
        return None
    reached = {one.result for one in judged if one.verdict == "step"}
    return Fault("part", (added or parts)[-1], solution.unreached(reached))


def _is_wrong(solution: Solution, judged: Sequence[Judged], place: int) -> bool:
    """Return whether a sum does not come out, leads astray, or goes on from the answer."""
    one = judged[place]
    if one.verdict == "slip":
        return True
    if one.verdict == "stray":
        later = judged[place + 1 :]
        return not later or any(one.result in sums.values(other.claim.left) for other in later)
    used = solution.answer in sums.values(one.claim.left)
    return used and any(solution.makes(other) for other in judged[:place] if other.result == solution.answer)


def _traced(solution: Solution, fault: Fault, before: Sequence[Judged]) -> Fault:
    """Return a fault with the sum that made its odd number, if one did."""
    if fault.kind != "operand" or fault.odd is None or solution.gives(fault.odd.value):
        return fault
    made = (one.claim for one in reversed(before) if one.result == fault.odd.value)
    return replace(fault, made_by=next(made, None))


def _fault(solution: Solution, judged: Sequence[Judged], place: int) -> Fault:
    claim = judged[place].claim
    if judged[place].verdict == "slip":
        return Fault("slip", claim, next((step for step in solution.steps if step.claim.value == claim.value), None))
    if _is_past(solution, claim, judged[:place]):
        return Fault("past", claim, solution.steps[-1] if solution.steps else None)
    reached = {one.result for one in judged if one.verdict == "step"}
    return _incomplete(solution, judged[place]) or _related(solution, claim, reached)


def _is_past(solution: Solution, claim: Claim, before: Sequence[Judged]) -> bool:
    """Return whether a sum goes on from the answer, where that value is no result on the way to it as well."""
    if solution.answer is None or solution.answer in solution.on_the_way or solution.gives(solution.answer):
        return False
    makers = [one for one in before if one.result == solution.answer]
    return solution.makes(makers[-1]) if makers else solution.answer in sums.values(claim.left)


def _incomplete(solution: Solution, judged: Judged) -> Fault | None:
    """Return the step that a sum leaves a part out of, or has all but one number of."""
    added = [terms for terms in judged.readings if len(terms) > 1]
    for step in solution.steps:
        if any(falls_short(terms, whole) for terms in added for whole in step.readings):
            return Fault("missing", judged.claim, step, nearness=NEAR)
    numbers = sorted(sums.values(judged.claim.left))
    known = any(numbers == sorted(sums.values(step.claim.left)) for step in solution.steps)
    if known or sums.signs(judged.claim.left) != {"+"}:
        return None
    for step in solution.steps:
        strange = _strange(judged, step)
        if len(strange) == 1:
            return Fault("operand", judged.claim, step, strange[0], nearness=NEAR)
    return None


def _strange(judged: Judged, step: Step) -> list[Number]:
    """Return the numbers of a sum that are no part of a step's sum."""
    return [
        number
        for number, readings in judged.origins
        if not any(is_summand(terms, whole) for terms in readings for whole in step.readings)
    ]


def _related(solution: Solution, claim: Claim, reached: set[Fraction]) -> Fault:
    """Return how a stray sum differs from the step that is nearest to it."""
    scored = [(_nearness(solution, claim, step, reached), -place) for place, step in enumerate(solution.steps)]
    nearness, place = max(scored, default=(0.0, 0))
    if nearness < NEAR:
        return Fault("other", claim, solution.unreached(reached))
    step = solution.steps[-place]
    kind, odd = _difference(claim.left, step.claim.left)
    return Fault(kind, claim, step, odd, nearness=nearness)


def _nearness(solution: Solution, claim: Claim, step: Step, reached: set[Fraction]) -> float:
    """Return how much a sum looks like an attempt at a step: shared numbers, sign and words."""
    both = (set(sums.values(claim.left)) & set(sums.values(step.claim.left))) - {1}
    shared = sum(3 if solution.gives(value) else 2 if value in reached else 1 for value in both)
    if not shared:
        return 0
    sign = 1 if sums.signs(claim.left) & sums.signs(step.claim.left) else 0
    words = min(MOST_ALIKE, len(content_words(claim.sentence) & content_words(step.claim.sentence)))
    unmet = 1 if step.result not in reached else -2
    return shared + sign + words / 2 + unmet


def _difference(ours: Part, theirs: Part) -> tuple[FaultKind, Number | None]:
    """Return how a sum differs from the step it stands for, and the number that does not belong."""
    mine, wanted = Counter(sums.values(ours)), Counter(sums.values(theirs))
    over, lacking = mine - wanted, wanted - mine
    odd = next((number for number in reversed(sums.leaves(ours)) if number.value in over), None)
    if not over and not lacking:
        return ("operation" if sums.signs(ours) != sums.signs(theirs) else "order"), None
    if not sums.signs(ours) & sums.signs(theirs):
        return "other", odd
    if not over:
        return "missing", None
    return ("operand" if lacking else "extra"), odd
