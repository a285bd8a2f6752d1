"""Where a pupil's working first goes wrong, how, and which step of the solution it should have been.

Only the sums that the answer rests on are asked for their faults, unless none of them has any: a detour that nothing
uses misled nobody.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tutor import sums
from tutor.alignment import align, cut_short, replaced
from tutor.fault_kinds import Fault
from tutor.missteps import shared_later, wrong_sign
from tutor.terms import Terms, falls_short, leaves_out
from tutor.tracks import (
    WEAK,
    by_its_result,
    earlier,
    leads_to,
    misleading,
    other_of_two,
    passed_on,
    root,
    second_writing,
    uses,
)
from tutor.working import CONSTANTS, Judged, Solution

SAME_NUMBERS = frozenset({"operation", "order"})
"""Kinds of fault in sums that have all numbers of a step, which are the surest to be attempts at it."""


def first_fault(
    solution: Solution, judged: Sequence[Judged], put_right: set[Fraction], end: Fraction | None = None
) -> Fault | None:
    """Return where the sums of a message go wrong first, but for steps that have been put right since.

    Whatever stands before the answer is sound once the answer has been reached. `end` is what the message ends in.
    """
    leading = leads_to(judged, end)
    beyond = _beyond_the_answer(solution, judged, leading, end) or _counted_over(solution, judged, leading, end)
    if beyond is not None:
        return beyond
    wrong = misleading(judged, _wrong_places(solution, judged, leading, end), leading)
    found = [_placed(solution, judged, place) for place in wrong]
    kept = [
        _filled(solution, one, judged)
        for place, one in zip(wrong, found, strict=True)
        if not _goes_on(one, judged, place)
    ]
    later = put_right - {one.result for one in judged if one.verdict == "step"}
    still = [one for one in kept if one.kind == "past" or one.step is None or one.step.result not in later]
    return _chosen(solution, still, judged) if still else None


def _wrong_places(solution: Solution, judged: Sequence[Judged], leading: set[int], end: Fraction | None) -> list[int]:
    """Return the places of the sums that are wrong, or else of a last one that only looks right."""
    wrong = [place for place in range(len(judged)) if _is_wrong(solution, judged, place)]
    if wrong or not judged or end in (None, solution.answer):
        return wrong
    return [max(leading)] if _only_looks_right(solution, judged[max(leading)]) else []


def _chosen(solution: Solution, still: Sequence[Fault], judged: Sequence[Judged]) -> Fault:
    """Return the fault that the answer went wrong at: the first, but for surer ones, and for what it rests on."""
    sure = next((one for one in still if one.kind in {"slip", *SAME_NUMBERS}), still[0])
    slip = next((one for one in still if one.kind == "slip"), None)
    first = still[0] if still[0].kind not in WEAK else sure
    first = slip if slip is not None and first.kind == "other" else first
    first = passed_on(solution, first, still)
    first = shared_later(solution, first, judged) or _aside(solution, first, judged) or root(solution, first, judged)
    return earlier(solution, first, judged) or second_writing(solution, first, judged) or first


def _aside(solution: Solution, fault: Fault, judged: Sequence[Judged]) -> Fault | None:
    """Return an earlier stray sum that no later one uses, where the fault found cannot be placed."""
    unmade = fault.kind == "operand" and fault.made_by is None and fault.odd is not None
    if fault.kind != "other" and not (unmade and fault.odd and not solution.gives(fault.odd.value)):
        return None
    place = next(place for place, one in enumerate(judged) if one.claim is fault.claim)
    strays = (at for at, one in enumerate(judged[:place]) if one.verdict == "stray")
    found = next((at for at in strays if judged[at].result not in sums.values(judged[at].claim.left)), None)
    return None if found is None else _placed(solution, judged, found)


def _only_looks_right(solution: Solution, last: Judged) -> bool:
    """Return whether the last sum has the value of a step by other numbers or another sign."""
    return last.verdict == "step" and last.result in solution.on_the_way and not solution.makes(last)


def _beyond_the_answer(
    solution: Solution, judged: Sequence[Judged], leading: set[int], end: Fraction | None
) -> Fault | None:
    """Return the first sum that goes on from the answer, where no sum before it is a slip."""
    answer = solution.answer
    if answer is None or end is None or end == answer or solution.gives(answer) or not solution.steps:
        return None
    slips = [place for place, one in enumerate(judged) if one.verdict == "slip"]
    made = [place for place, one in enumerate(judged) if _makes_answer(solution, one)]
    if not made or any(place <= made[0] for place in slips):
        return None
    after = [place for place in range(made[0] + 1, len(judged)) if uses(judged[place], answer)]
    place = next((place for place in after if place in leading or judged[place].verdict == "stray"), None)
    return None if place is None else Fault("past", judged[place].claim, solution.steps[-1])


def _makes_answer(solution: Solution, one: Judged) -> bool:
    """Return whether a sum comes to the answer on the solution's way, or by the sign of its last sum."""
    if one.result != solution.answer or not _is_last(solution, one):
        return False
    last = solution.steps[-1].claim
    return solution.makes(one) or bool(sums.signs(one.claim.left) & sums.signs(last.left))


def _is_last(solution: Solution, one: Judged) -> bool:
    """Return whether a sum that comes to the answer is no earlier step that comes to the same."""
    last = solution.steps[-1].claim
    on_the_way = solution.answer in solution.on_the_way
    return not on_the_way or sorted(sums.values(one.claim.left)) == sorted(sums.values(last.left))


def _counted_over(
    solution: Solution, judged: Sequence[Judged], leading: set[int], end: Fraction | None
) -> Fault | None:
    """Return the last addition, where it is over the answer by a number that it adds or that an added number holds."""
    last = judged[max(leading)] if judged else None
    if last is None or solution.answer is None or last.result != end or sums.signs(last.claim.left) != {"+"}:
        return None
    over, numbers = last.result - solution.answer, sums.leaves(last.claim.left)
    earlier = [one for one in judged[: max(leading)] if one.verdict == "slip"]
    if over <= 0 or earlier or last.verdict == "slip" or not solution.steps:
        return None
    step = solution.steps[-1]
    odd = [number for number in numbers if number.value == over]
    if len(odd) == 1 and solution.answer in sums.values(last.claim.left):
        return Fault("extra", last.claim, step, odd[0])
    for number in numbers:
        makers = [one for one in judged[: max(leading)] if one.result == number.value]
        held = makers and sums.signs(makers[-1].claim.left) == {"+"} and uses(makers[-1], over)
        others = [one.value for one in numbers if one is not number]
        if held and makers[-1].verdict != "step" and all((value / over).denominator == 1 for value in others):
            return Fault("within", last.claim, step, number, makers[-1].claim)
    return None


def _goes_on(fault: Fault, judged: Sequence[Judged], place: int) -> bool:
    """Return whether a sum that lacks parts of a step goes on to more of that step in a later sum."""
    if fault.kind != "missing" or fault.step is None:
        return False
    later = (one for one in judged[place + 1 :] if uses(one, judged[place].result))
    return any(is_some_of(terms, whole) for one in later for terms in one.readings for whole in fault.step.readings)


def is_some_of(terms: Terms, whole: Terms) -> bool:
    """Return whether terms are some of the whole's, or too few of some."""
    return falls_short(terms, whole) or leaves_out(terms, whole)


def unfinished(solution: Solution, judged: Sequence[Judged], end: Fraction | None = None) -> Fault | None:
    """Return the sum that stands in a step's place, or is only a part of one, where nothing else goes wrong."""
    places = [place for place, one in enumerate(judged) if one.verdict == "part"]
    if not places or not solution.steps:
        return None
    reached = {one.result for one in judged if one.verdict == "step"}
    instead = (replaced(solution, judged, place, reached) for place in places)
    short = ((place, cut_short(solution, judged[place], reached)) for place in places)
    stopped = (fault for place, fault in short if fault is not None and not _goes_on(fault, judged, place))
    found = next((one for one in (*instead, *stopped) if one is not None), None) or _unfounded(solution, judged)
    if found is not None:
        return _filled(solution, found, judged)
    last = judged[max(leads_to(judged, end))]
    return None if solution.makes(last) else _of_another(solution, judged, last, reached)


def _of_another(solution: Solution, judged: Sequence[Judged], last: Judged, reached: set[Fraction]) -> Fault:
    """Return the fault of a last sum that is only a part of the way: with its one number that the next step lacks."""
    step = solution.unreached(reached)
    known = set(sums.values(step.claim.left)) if step else set()
    made = {one.result: one.claim for one in judged}
    odd = [number for number in sums.leaves(last.claim.left) if number.value in made and number.value not in known]
    if step is None or len(odd) != 1 or solution.gives(odd[0].value):
        return Fault("part", last.claim, step)
    return Fault("operand", last.claim, step, odd[0], made[odd[0].value])


def _unfounded(solution: Solution, judged: Sequence[Judged]) -> Fault | None:
    """Return the first sum with a number that is nowhere in the question and that no sum made."""
    made: set[Fraction] = set()
    for one in judged:
        known = made | solution.values | CONSTANTS
        strange = (n for n in sums.leaves(one.claim.left) if n.value not in known and not solution.gives(n.value))
        odd = next(strange, None)
        if odd is not None and one.verdict == "stray":
            return Fault("operand", one.claim, solution.unreached(made), odd)
        made.add(one.result)
    return None


def _filled(solution: Solution, fault: Fault, judged: Sequence[Judged]) -> Fault:
    """Return a fault of a sum that lacks something with what it lacks, where that is a step's result."""
    if fault.kind != "missing" or fault.step is None:
        return fault
    lack, left = fault.step.result - fault.claim.value, fault.claim.left
    makers = {step.result: step for step in solution.steps if step is not fault.step}
    for value in set(sums.values(fault.step.claim.left)) & set(makers):
        for number in sums.leaves(left):
            if value - number.value == lack and number.value in sums.values(makers[value].claim.left):
                return Fault("early", fault.claim, makers[value], number)
    lacks = makers.get(abs(lack))
    made = [one.claim for one in judged if lacks is not None and one.result == abs(lack) and one.verdict == "step"]
    return replace(fault, lacks=lacks, made_by=made[-1] if made else None)


def _is_wrong(solution: Solution, judged: Sequence[Judged], place: int) -> bool:
    """Return whether a sum does not come out, leads astray, or goes on from the answer."""
    one = judged[place]
    if one.verdict == "slip":
        return True
    if one.verdict == "stray":
        later = judged[place + 1 :]
        unchanged = one.result in sums.values(one.claim.left) and Fraction(1) in sums.values(one.claim.left)
        return not later or (any(uses(other, one.result) for other in later) and not unchanged)
    used = solution.answer in sums.values(one.claim.left)
    on_the_way = one.verdict == "step" or solution.answer in solution.on_the_way
    made = (other for other in judged[:place] if other.result == solution.answer)
    return used and not on_the_way and any(solution.makes(other) for other in made)


def _traced(solution: Solution, fault: Fault, before: Sequence[Judged]) -> Fault:
    """Return a fault with the sum that made its odd number; a number of the question is made by a wrong sum only."""
    if fault.kind not in {"operand", "early"} or fault.odd is None:
        return fault
    fault = other_of_two(solution, fault, before)
    if fault.odd is None:
        return fault
    made = [one for one in before if one.result == fault.odd.value]
    others = [number for number in sums.leaves(fault.claim.left) if number.value != fault.odd.value]
    if made and fault.kind == "operand" and made[-1].verdict == "step" and len(others) == 1:
        return replace(fault, kind="pair", odd=None, made_by=made[-1].claim)
    if not made or (solution.gives(fault.odd.value) and made[-1].verdict != "stray"):
        return fault
    wrong = fault.kind == "early" and made[-1].verdict != "stray"
    return fault if wrong else replace(fault, kind="operand", made_by=made[-1].claim)


def _placed(solution: Solution, judged: Sequence[Judged], place: int) -> Fault:
    """Return the fault of a sum with where its odd number comes from."""
    fault = _traced(solution, _fault(solution, judged, place), judged[:place])
    return by_its_result(solution, fault, judged[:place])


def _fault(solution: Solution, judged: Sequence[Judged], place: int) -> Fault:
    claim = judged[place].claim
    if judged[place].verdict == "slip":
        aligned = _off_the_way(solution, judged, place)
        if aligned is not None:
            return aligned
        return Fault("slip", claim, next((step for step in solution.steps if step.claim.value == claim.value), None))
    if _is_past(solution, judged[place], judged[:place]):
        return Fault("past", claim, solution.steps[-1] if solution.steps else None)
    return align(solution, judged, place)


def _off_the_way(solution: Solution, judged: Sequence[Judged], place: int) -> Fault | None:
    """Return what is odd about a sum that does not come out, where putting it right would still lead astray."""
    one = judged[place]
    made = {other.result for other in judged[:place]}
    led_back = one.claim.value in made or solution.gives(one.claim.value)
    turned = wrong_sign(solution, one.claim, judged[:place]) if one.repaired == "stray" or led_back else None
    if turned is not None or one.repaired != "stray" or not solution.steps:
        return turned
    results = {step.result for step in solution.steps}
    known = [number for number in sums.leaves(one.claim.left) if number.value in results]
    strange = [number for number in sums.leaves(one.claim.left) if number not in known]
    makers = [other.claim for other in judged[:place] if len(known) == 1 and other.result == known[0].value]
    if not makers or len(strange) != 1 or solution.gives(strange[0].value):
        return None
    using = next(
        (step for step in solution.steps if known[0].value in sums.values(step.claim.left)), solution.steps[-1]
    )
    return Fault("operand", one.claim, using, known[0], makers[-1])


def _is_past(solution: Solution, one: Judged, before: Sequence[Judged]) -> bool:
    """Return whether a sum goes on from the answer, where that value is no result on the way to it as well."""
    if solution.answer is None or solution.answer in solution.on_the_way or solution.gives(solution.answer):
        return False
    makers = [other for other in before if other.result == solution.answer]
    return solution.makes(makers[-1]) if makers else solution.answer in sums.values(one.claim.left)
