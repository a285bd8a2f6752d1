"""The sum of a pupil's at which a mistake shows that explains the whole answer, as the fault of that sum."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tutor import sums
from tutor.fault_kinds import Fault, FaultKind
from tutor.mistakes import Mistake
from tutor.sums import Claim, Number
from tutor.working import Judged, Solution, Step

VAGUE = frozenset({"other", "part", "missing"})
"""The kinds of fault that give way to an explanation which names a number of the same sum."""
PATTERNS = frozenset({"share", "repeats", "double", "within", "count", "whole"})
"""The kinds that say more than where one number went wrong."""
MOST_USED = 2
"""Numbers used elsewhere in the working that can still tell a piece of the question; of more, its words do."""


def surer(solution: Solution, fault: Fault | None, mistake: Mistake | None, judged: Sequence[Judged]) -> Fault | None:
    """Return the fault that an explanation of the answer shows, where it says more than the one found in the sums.

    A sum that does not come out stays what is said first, and so does what is beyond the answer.
    """
    if mistake is None or not judged or (fault is not None and fault.kind in {"slip", "past"}):
        return fault
    place = _place(solution, mistake, judged)
    if place is None:
        return fault
    shown = replace(_fault(solution, mistake, judged, place), wanted=wanted(solution, mistake, judged, place))
    if fault is None:
        return shown
    if fault.claim is shown.claim:
        vague = fault.kind in VAGUE and shown.odd is not None
        return shown if vague else replace(fault, wanted=shown.wanted or None if mistake.whole else None)
    weak = not mistake.whole or mistake.change == "too much"
    rests_on_it = fault.made_by is shown.claim and judged[place].verdict == "part"
    if fault.again or fault.kind in PATTERNS or rests_on_it or (weak and fault.kind not in VAGUE):
        return fault
    return shown


def wanted(
    solution: Solution, mistake: Mistake, judged: Sequence[Judged], place: int | None = None
) -> tuple[Fraction, ...]:
    """Return the numbers that a piece of the question about a mistake should have; none where its words tell more.

    Those that the pupil has used nowhere come first; else those that the sum at which the mistake shows has not.
    """
    made = {one.result for one in judged}
    own = set() if place is None else set(sums.values(judged[place].claim.left))
    used = {value for one in judged for value in sums.held(one.claim.left)}
    step = mistake.maker if mistake.maker is not None and mistake.maker.result not in made else mistake.step
    needed = _given(solution, step, made) - {1}
    if lacking := needed - used:
        return tuple(sorted(lacking))
    if mistake.change in {"sign", "order", "sequence"}:
        return tuple(sorted(needed))
    if step is not mistake.step:
        told = mistake.odd is not None and solution.gives(mistake.odd)
        needed = needed if told else needed | _given(solution, mistake.step, made) - {1}
        return () if len(needed) > MOST_USED else tuple(sorted(needed))
    if mistake.change == "without":
        return (mistake.lost,) if mistake.lost is not None and mistake.lost in own & solution.told else ()
    if mistake.lost is not None and step is mistake.step and _is_used_elsewhere(solution, mistake):
        needed -= {mistake.lost}
    return () if len(needed) > MOST_USED else tuple(sorted(needed - own or needed))


def _given(solution: Solution, step: Step, made: set[Fraction]) -> set[Fraction]:
    """Return the question's numbers in a step, and in the steps before it that the pupil has not reached."""
    makers = {one.result: one for one in solution.steps if one is not step}
    found: set[Fraction] = set()
    for value in sums.values(step.claim.left):
        if solution.gives(value):
            found.add(value)
        elif value in makers and value not in made:
            found |= {one for one in sums.values(makers[value].claim.left) if solution.gives(one)}
    return found


def _is_used_elsewhere(solution: Solution, mistake: Mistake) -> bool:
    others = (step for step in solution.steps if step is not mistake.step)
    return any(mistake.lost in sums.values(step.claim.left) for step in others)


def _place(solution: Solution, mistake: Mistake, judged: Sequence[Judged]) -> int | None:
    """Return the first sum that comes to what a step comes to with the mistake and not without it."""
    steps = solution.steps[mistake.place :]
    off = {value for value, step in zip(mistake.changed, steps, strict=True) if value != step.result}
    fitting = [place for place, one in enumerate(judged) if one.verdict != "slip" and one.result in off]
    right = {place for place in fitting if solution.makes(judged[place])}
    return next((at for at in fitting if at not in right or _is_priced_step(solution, judged[at])), None)


def _is_priced_step(solution: Solution, one: Judged) -> bool:
    """Return whether a sum that is a right step as well is meant as another: its result is money and the step's not."""
    steps = [step for step in solution.steps if step.result == one.result]
    return one.claim.stated.text[:1] in "£$€" and all(solution.counts(step.claim) for step in steps)


def _fault(solution: Solution, mistake: Mistake, judged: Sequence[Judged], place: int) -> Fault:
    claim = judged[place].claim
    if mistake.change in {"sign", "order"}:
        same = sorted(sums.values(claim.left)) == sorted(mistake.pair)
        kind: FaultKind = "operation" if mistake.change == "sign" else "order"
        return Fault(kind if same else "other", claim, mistake.step)
    if mistake.change == "too much":
        odd = _number(claim, mistake.odd)
        return Fault("extra" if odd else "other", claim, mistake.step, odd)
    odd = _number(claim, mistake.odd if mistake.odd is not None else _kept(mistake, claim))
    if odd is None:
        return Fault("missing" if mistake.change == "without" else "other", claim, mistake.step, lacks=mistake.maker)
    found = Fault("operand", claim, mistake.step, odd)
    makers = [one for one in judged[:place] if one.result == odd.value]
    made = {one.result for one in judged[:place]}
    if mistake.maker is not None and mistake.maker.result not in made and not makers:
        return replace(found, kind="early", step=mistake.maker)
    return replace(found, made_by=makers[-1].claim) if makers and not solution.gives(odd.value) else found


def _kept(mistake: Mistake, claim: Claim) -> Fraction | None:
    """Return the number that stands where a step was left out: it goes on into the sum as it was."""
    left = mistake.results[mistake.place]
    return left if left in sums.values(claim.left) and left != claim.value else None


def _number(claim: Claim, value: Fraction | None) -> Number | None:
    return next((number for number in sums.leaves(claim.left) if number.value == value), None)
