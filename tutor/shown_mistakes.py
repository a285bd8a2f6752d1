"""The sum of a pupil's at which a mistake shows that explains the whole answer, as the fault of that sum."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tutor import sums
from tutor.fault_kinds import Fault, FaultKind
from tutor.mistakes import Mistake, explain
from tutor.sums import Claim, Number
from tutor.working import Judged, Solution, Step

VAGUE = frozenset({"other", "part", "missing", "unfounded", "count"})
"""The kinds of fault that give way to an explanation which names a number of the same sum."""
PATTERNS = frozenset({"share", "repeats", "double", "within", "whole"})
"""The kinds that say more than where one number went wrong."""
LESS_VAGUE = frozenset({"other", "part"})
MOST_USED = 2
"""Numbers used elsewhere in the working that can still tell a piece of the question; of more, its words do."""


def explained(solution: Solution, judged: Sequence[Judged], end: Number | None) -> Mistake | None:
    """Return the one mistake that explains the number a message ends in and most of its sums, if there is one."""
    return None if end is None else explain(solution, [one.exact for one in judged], end.value)


def surer(solution: Solution, fault: Fault | None, mistake: Mistake | None, judged: Sequence[Judged]) -> Fault | None:
    """Return the fault that an explanation of the answer shows, where it says more than the one found in the sums.

    A sum that does not come out stays what is said first, and so does what is beyond the answer.
    """
    if mistake is None or not judged or (fault is not None and fault.kind in {"slip", "past"}):
        return fault
    if _stops_early(solution, mistake) and (fault is None or _is_on_the_way(solution, fault)):
        return None
    place = _place(solution, mistake, judged)
    if place is None:
        return fault
    shown = replace(_fault(solution, mistake, judged, place), wanted=wanted(solution, mistake, judged, place))
    if fault is None:
        return shown if mistake.whole or mistake.change != "too much" else None
    if fault.claim is shown.claim:
        return _of_one_sum(fault, shown, mistake, judged)
    return shown if _comes_first(fault, mistake, judged, place) else fault


def _of_one_sum(fault: Fault, shown: Fault, mistake: Mistake, judged: Sequence[Judged]) -> Fault:
    """Return what is said of a sum that is wrong by both: a number that is named outranks what is vague."""
    sure = mistake.whole and mistake.change not in {"too much", "sequence"}
    vague = fault.kind in (VAGUE if mistake.change != "too much" else LESS_VAGUE) and shown.odd is not None
    other = fault.kind != shown.kind and "operation" in {fault.kind, shown.kind} and shown.kind not in VAGUE
    named = sure and shown.odd is not None and fault.odd is not None and fault.kind in {"operand", "early"}
    strange = {value for one in judged if one.claim is fault.claim for value in one.strange}
    known = fault.odd is not None and fault.odd.value not in strange
    instead = named and known and shown.odd != fault.odd and mistake.change == "instead"
    if mistake.change != "sequence" and (vague or instead or (sure and other)):
        return shown
    used = {value for one in judged for value in sums.held(one.claim.left)}
    new = mistake.whole and shown.wanted and not used & set(shown.wanted)
    return replace(fault, wanted=shown.wanted) if new else fault


def _comes_first(fault: Fault, mistake: Mistake, judged: Sequence[Judged], place: int) -> bool:
    """Return whether the sum at a place is what a fault in another sum comes from, or explains more than it."""
    if fault.again or fault.kind in PATTERNS:
        return False
    if not mistake.whole:
        before = any(one.claim is fault.claim for one in judged[place + 1 :])
        return before and judged[place].verdict == "stray" and judged[place].result in sums.values(fault.claim.left)
    return fault.kind in VAGUE or mistake.change != "too much"


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
        instead = {value for value in needed if value == mistake.odd}
        return tuple(sorted(lacking or (instead if step is not mistake.step else needed & own)))
    return () if len(telling) > MOST_USED else tuple(sorted(telling - own or telling))


def _stops_early(solution: Solution, mistake: Mistake) -> bool:
    """Return whether the only mistake is that the last step was left out."""
    return mistake.change == "without" and mistake.place == len(solution.steps) - 1


def _is_on_the_way(solution: Solution, fault: Fault) -> bool:
    return fault.kind in VAGUE and fault.claim.true and fault.claim.stated.value in solution.on_the_way


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
    told = [place for place, one in enumerate(judged) if one.verdict != "slip" and one.exact in off]
    fitting = [at for at in told if sorted(sums.values(judged[at].claim.left)) != sorted((judged[at].result, 1))]
    before = solution.steps[: mistake.place]
    odd = [at for at in fitting if not solution.makes(judged[at]) or _is_priced_step(solution, judged[at])]
    later = [at for at in odd if not any(_comes_to(judged[at], step) for step in before)]
    return next(iter(later or odd), None)


def _comes_to(one: Judged, step: Step) -> bool:
    """Return whether a sum comes to what a step does, and may be another way to it: both of factors, or of terms."""
    ours, theirs = (bool(sums.signs(claim.left) & {"×", "÷"}) for claim in (one.claim, step.claim))
    return one.exact == step.result and ours == theirs


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
