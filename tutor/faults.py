"""Where a pupil's working first goes wrong, how, and which step of the solution it should have been.

Only the sums that the answer rests on are asked for their faults, unless none of them has any: a detour that nothing
uses misled nobody.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tutor import sums
from tutor.alignment import NEAR as NEAR
from tutor.alignment import Fault as Fault
from tutor.alignment import FaultKind as FaultKind
from tutor.alignment import align, cut_short, replaced
from tutor.working import Judged, Solution


def first_fault(
    solution: Solution, judged: Sequence[Judged], put_right: set[Fraction], end: Fraction | None = None
) -> Fault | None:
    """Return where the sums of a message go wrong first, but for steps that have been put right since.

    A detour that cannot be placed gives way to a later sum that can. `end` is what the message ends in.
    """
    wrong = [place for place in range(len(judged)) if _is_wrong(solution, judged, place)]
    leading = leads_to(judged, end)
    wrong = [place for place in wrong if place in leading or judged[place].verdict == "slip"] or wrong
    faults = [_traced(solution, _fault(solution, judged, place), judged[:place]) for place in wrong]
    later = put_right - {one.result for one in judged if one.verdict == "step"}
    still = [one for one in faults if one.kind == "past" or one.step is None or one.step.result not in later]
    placed = [one for one in still if one.kind != "other"]
    first = next(iter(placed or still), None)
    return _earlier(solution, still[0], judged) or first if still else None


def _earlier(solution: Solution, fault: Fault, judged: Sequence[Judged]) -> Fault | None:
    """Return the sum in a step's place whose result misled one that cannot be placed."""
    if fault.kind != "other":
        return None
    reached = {one.result for one in judged if one.verdict == "step"}
    used = sums.values(fault.claim.left)
    for place, one in enumerate(judged):
        if one.verdict == "part" and one.result in used and not solution.gives(one.result):
            found = replaced(solution, judged, place, reached)
            if found is not None:
                return found
    return None


def leads_to(judged: Sequence[Judged], end: Fraction | None) -> set[int]:
    """Return the places of the sums that the last one, or the one that makes a message's end, rests on."""
    made = [place for place, one in enumerate(judged) if one.result == end]
    root = made[-1] if made else len(judged) - 1
    found, needed = {root}, set(sums.values(judged[root].claim.left)) if judged else set()
    for place in reversed(range(root)):
        if judged[place].result in needed:
            found.add(place)
            needed |= set(sums.values(judged[place].claim.left))
    return found


def unfinished(solution: Solution, judged: Sequence[Judged]) -> Fault | None:
    """Return the sum that stands in a step's place, or is only a part of one, where nothing else goes wrong."""
    places = [place for place, one in enumerate(judged) if one.verdict == "part"]
    parts = [judged[place] for place in places]
    added = [one for one in parts if sums.signs(one.claim.left) & {"+", "−"}]
    if not parts or not solution.steps:
        return None
    reached = {one.result for one in judged if one.verdict == "step"}
    instead = (replaced(solution, judged, place, reached) for place in places)
    short = (cut_short(solution, one, reached) for one in parts)
    part = Fault("part", (added or parts)[-1].claim, solution.unreached(reached))
    return next((one for one in (*instead, *short) if one is not None), part)


def _is_wrong(solution: Solution, judged: Sequence[Judged], place: int) -> bool:
    """Return whether a sum does not come out, leads astray, or goes on from the answer."""
    one = judged[place]
    if one.verdict == "slip":
        return True
    if one.verdict == "stray":
        later = judged[place + 1 :]
        return not later or any(one.result in sums.values(other.claim.left) for other in later)
    used = solution.answer in sums.values(one.claim.left)
    on_the_way = one.verdict == "step" or solution.answer in solution.on_the_way
    made = (other for other in judged[:place] if other.result == solution.answer)
    return used and not on_the_way and any(solution.makes(other) for other in made)


def _traced(solution: Solution, fault: Fault, before: Sequence[Judged]) -> Fault:
    """Return a fault with the sum that made its odd number; a number of the question is made by a wrong sum only."""
    if fault.kind not in {"operand", "early"} or fault.odd is None:
        return fault
    made = [one for one in before if one.result == fault.odd.value]
    if not made or (solution.gives(fault.odd.value) and made[-1].verdict != "stray"):
        return fault
    wrong = fault.kind == "early" and made[-1].verdict != "stray"
    return fault if wrong else replace(fault, kind="operand", made_by=made[-1].claim)


def _fault(solution: Solution, judged: Sequence[Judged], place: int) -> Fault:
    claim = judged[place].claim
    if judged[place].verdict == "slip":
        return Fault("slip", claim, next((step for step in solution.steps if step.claim.value == claim.value), None))
    if _is_past(solution, judged[place], judged[:place]):
        return Fault("past", claim, solution.steps[-1] if solution.steps else None)
    return align(solution, judged, place)


def _is_past(solution: Solution, one: Judged, before: Sequence[Judged]) -> bool:
    """Return whether a sum goes on from the answer, where that value is no result on the way to it as well."""
    if solution.answer is None or solution.answer in solution.on_the_way or solution.gives(solution.answer):
        return False
    makers = [other for other in before if other.result == solution.answer]
    return solution.makes(makers[-1]) if makers else solution.answer in sums.values(one.claim.left)
