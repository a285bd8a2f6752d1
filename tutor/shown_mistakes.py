"""The sum of a pupil's at which a mistake shows that explains the whole answer, as the fault of that sum."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tutor import sums
from tutor.fault_kinds import Fault, FaultKind
from tutor.mistakes import Mistake
from tutor.sums import Claim, Number
from tutor.working import Judged, Solution, Step

VAGUE = frozenset({"other", "part", "missing", "unfounded", "count"})
"""The kinds of fault that give way to an explanation which names a number of the same sum."""
PATTERNS = frozenset({"share", "repeats", "double", "within", "whole"})
"""The kinds that say more than where one number went wrong."""
LESS_VAGUE = frozenset({"other", "part"})
MOST_USED = 2
"""Numbers used elsewhere in the working that can still tell a piece of the question; of more, its words do."""


def surer(solution: Solution, fault: Fault | None, mistake: Mistake | None, judged: Sequence[Judged]) -> Fault | None:
    """Return the fault that an explanation of the answer shows, where it says more than the one found in the sums.

    A sum that does not come out stays what is said first, and so does what is beyond the answer.
    """
    if mistake is None or not judged or (fault is not None and fault.kind in {"slip", "past"}):
        return fault
    if (
        fault is not None
        and fault.kind in VAGUE
        and _stops_early(solution, mistake)
        and _is_on_the_way(solution, fault)
    ):
        return None
    place = _place(solution, mistake, judged)
    if place is None:
        return fault
    shown = replace(_fault(solution, mistake, judged, place), wanted=wanted(solution, mistake, judged, place))
    guessed = not mistake.whole and mistake.change == "too much"
    if fault is None:
        return None if guessed else shown
    if fault.claim is shown.claim:
        if mistake.change == "sequence":
            return fault
        vague = fault.kind in (LESS_VAGUE if mistake.change == "too much" else VAGUE) and shown.odd is not None
        sure = mistake.whole and mistake.change != "too much"
        other = sure and {fault.kind, shown.kind} & {"operation", "order"} and fault.kind != shown.kind
        return (
            shown
            if vague or (other and shown.kind not in VAGUE)
            else replace(fault, wanted=shown.wanted or None if mistake.whole else None)
        )
    later = any(one.claim is fault.claim for one in judged[place + 1 :])
    goes_on = later and shown.claim.stated.value in sums.values(fault.claim.left)
    weak = (not mistake.whole and not goes_on) or mistake.change == "too much"
    if fault.again or fault.kind in PATTERNS or (weak and fault.kind not in VAGUE):
        return fault
    return shown


def wanted(
    solution: Solution, mistake: Mistake, judged: Sequence[Judged], place: int | None = None
) -> tuple[Fraction, ...]:
    """Return the numbers that a piece of the question about a mistake should have; none where its words tell more.

    Those that the pupil has used nowhere come first. One that other steps need as well tells little.
    """
    used = {value for one in judged for value in sums.held(one.claim.left)}
    results = {step.result for step in solution.steps if not solution.gives(step.result)}
    made = {one.result for one in judged} | (used & results)
    own = set() if place is None else set(sums.values(judged[place].claim.left))
    step = _left_out(solution, mistake, made) or mistake.step
    needed = _given(solution, step, made) - {1}
    if step is not mistake.step and not (mistake.odd is not None and solution.gives(mistake.odd)):
        needed |= _given(solution, mistake.step, made) - {1}
    if mistake.change in {"sign", "order", "sequence"}:
        return tuple(sorted(needed))
    if mistake.change == "without" and mistake.lost in needed:
        needed = {mistake.lost} if mistake.lost in own or not _is_needed(solution, mistake, mistake.lost) else set()
    telling = {value for value in needed if not _is_needed(solution, mistake, value)}
    telling = telling - {mistake.odd} or telling if step is not mistake.step else telling
    lacking = telling - used - {mistake.odd}
    if lacking or not telling:
        return tuple(sorted(lacking or ({mistake.odd} & needed if step is not mistake.step else needed & own)))
    return () if len(telling) > MOST_USED else tuple(sorted(telling - own or telling))


def _stops_early(solution: Solution, mistake: Mistake) -> bool:
    """Return whether the only mistake is that the last step was left out."""
    return mistake.whole and mistake.change == "without" and mistake.place == len(solution.steps) - 1


def _is_on_the_way(solution: Solution, fault: Fault) -> bool:
    return fault.claim.true and fault.claim.stated.value in solution.on_the_way


def _left_out(solution: Solution, mistake: Mistake, made: set[Fraction]) -> Step | None:
    """Return the step that was left out with a mistake: nothing that the pupil has needs it, nor any other step."""
    maker = mistake.maker
    if maker is None or maker.result in made:
        return None
    others = (step for step in solution.steps if step is not mistake.step)
    return None if any(maker.result in sums.values(step.claim.left) for step in others) else maker


def _is_needed(solution: Solution, mistake: Mistake, value: Fraction) -> bool:
    """Return whether another step than the mistake's has a number too."""
    others = (step for step in solution.steps if step is not mistake.step and step is not mistake.maker)
    return any(value in sums.values(step.claim.left) for step in others)


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


def _place(solution: Solution, mistake: Mistake, judged: Sequence[Judged]) -> int | None:
    """Return the first sum that comes to what a step comes to with the mistake and not without it."""
    steps = solution.steps[mistake.place :]
    off = {value for value, step in zip(mistake.changed, steps, strict=True) if value != step.result}
    fitting = [place for place, one in enumerate(judged) if one.verdict != "slip" and one.exact in off]
    before = {step.result for step in solution.steps[: mistake.place]}
    odd = [at for at in fitting if not solution.makes(judged[at]) or _is_priced_step(solution, judged[at])]
    later = [at for at in odd if judged[at].exact not in before]
    return next(iter(later or odd), None)


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
