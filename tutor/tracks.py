"""Which of several odd sums of a pupil's is the one that the answer went wrong at.

Walks along the chain of sums: on from one that is right but unneeded to the one that it misled, and back to the one
that brought a wrong number in.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tutor import sums
from tutor.alignment import replaced, strangers
from tutor.fault_kinds import Fault
from tutor.nearness import is_one_off
from tutor.working import Judged, Solution, is_priced

WEAK = frozenset({"operand", "pair"})
"""Kinds that give way to a surer fault later on: another number may have come in by another right way."""


def leads_to(judged: Sequence[Judged], end: Fraction | None) -> set[int]:
    """Return the places of the sums that the last one, or the one that makes a message's end, rests on."""
    made = [place for place, one in enumerate(judged) if one.result == end]
    last = made[-1] if made else len(judged) - 1
    found, needed = {last}, sums.held(judged[last].claim.left) if judged else set()
    for place in reversed(range(last)):
        if judged[place].result in needed:
            found.add(place)
            needed |= sums.held(judged[place].claim.left)
    return found


def misleading(judged: Sequence[Judged], wrong: list[int], leading: set[int]) -> list[int]:
    """Return the places of wrong sums that the answer rests on; slips that nothing uses where there are no others."""
    used = [place for place in wrong if place in leading]
    if any(judged[place].verdict == "slip" for place in used):
        return used
    return [place for place in wrong if place in leading or judged[place].verdict == "slip"] or wrong


def passed_on(solution: Solution, first: Fault, still: Sequence[Fault]) -> Fault:
    """Return the later sum that a right but unneeded one misled: it cannot be placed, or both stand for one step."""
    later = still[still.index(first) + 1 :]
    for one in later:
        same = first.kind in WEAK and one.step is not None and one.step == first.step
        near = one.kind == "operand" and one.step is not None and is_one_off(one.claim, one.step)
        far = first.kind in WEAK and first.step is not None and not is_one_off(first.claim, first.step)
        like = near and far != same
        if (
            first.claim.true
            and one.made_by is first.claim
            and (like or (first.kind == "other" and one.kind != "other"))
        ):
            return passed_on(solution, one, still)
    after = (one for one in later if first.kind == one.kind == "other" and solution.counts(first.claim))
    on = (one for one in after if first.claim.stated.value in sums.held(one.claim.left))
    return next((found for one in on if is_priced((found := passed_on(solution, one, still)).claim)), first)


def root(solution: Solution, fault: Fault, judged: Sequence[Judged]) -> Fault:
    """Return the sum that made a fault's odd number, where a number of that sum comes from nowhere."""
    if fault.kind != "operand" or fault.made_by is None:
        return fault
    place = next(place for place, one in enumerate(judged) if one.claim is fault.made_by)
    odd = strangers(judged[place], solution.values | {Fraction(1), Fraction(100)})
    if len(odd) != 1 or judged[place].verdict != "stray":
        return fault
    return replace(fault, kind="unfounded", claim=fault.made_by, odd=odd[0], made_by=None)


def second_writing(solution: Solution, fault: Fault, judged: Sequence[Judged]) -> Fault | None:
    """Return the second of two like sums, where a result is written twice and only once belongs."""
    odd = fault.odd
    if fault.kind not in {"early", "operand"} or odd is None or sums.values(fault.claim.left).count(odd.value) < 2:
        return None
    made = [one.claim for one in judged if one.result == odd.value and one.claim != fault.claim]
    alike = [claim for claim in made if claim.text == made[0].text]
    if len(alike) < 2 or alike[0].sentence == alike[-1].sentence:
        return None
    return Fault("operand", alike[-1], fault.step, sums.leaves(alike[-1].left)[-1], nearness=fault.nearness, again=True)


def earlier(solution: Solution, fault: Fault, judged: Sequence[Judged]) -> Fault | None:
    """Return the sum in a step's place whose result, however far on, misled one that cannot be placed."""
    if fault.kind not in {"other", "missing"}:
        return None
    place = next(place for place, one in enumerate(judged) if one.claim is fault.claim)
    reached = {one.result for one in judged if one.verdict == "step"}
    for at in sorted(leads_to(judged[: place + 1], None) - {place}):
        one = judged[at]
        if one.verdict == "part" and not solution.gives(one.result):
            found = replaced(solution, judged, at, reached)
            factors = sums.signs(one.claim.left) <= {"×", "÷"}  # which may come in another order, and rightly so
            if found is not None and not (found.kind == "operation" and factors):
                return found
    return None


def uses(one: Judged, value: Fraction) -> bool:
    """Return whether a sum has a number, by itself or as a fraction."""
    return value in sums.held(one.claim.left)


def other_of_two(solution: Solution, fault: Fault, before: Sequence[Judged]) -> Fault:
    """Return a fault with its other number as the odd one, where a right result stands as in an open step."""
    numbers = [number for number in sums.leaves(fault.claim.left) if number is not fault.odd]
    reached = {one.result for one in before if one.verdict == "step"}
    odd = fault.odd.value if fault.odd is not None else None
    if fault.kind != "operand" or len(numbers) != 1 or odd not in reached or odd in (fault.claim.value, None):
        return fault
    for step in solution.steps:
        like = sums.signs(step.claim.left) == sums.signs(fault.claim.left)
        if like and step.result not in reached and odd in sums.values(step.claim.left):
            return replace(fault, odd=numbers[0], step=step)
    return fault


def by_its_result(solution: Solution, fault: Fault, before: Sequence[Judged]) -> Fault:
    """Return a fault that cannot be placed with the one of its two numbers that a sum before it made."""
    numbers = sums.leaves(fault.claim.left)
    made = {one.result: one.claim for one in before}
    many = {one.result for one in before if sums.values(one.claim.left) != sums.values(made[one.result].left)}
    results = [number for number in numbers if number.value in made.keys() - many and not solution.gives(number.value)]
    if fault.kind != "other" or len(numbers) != 2 or len(results) != 1:
        return fault
    other = next(number for number in numbers if number is not results[0])
    fresh = other.value not in made and not solution.gives(other.value)
    if fresh and results[0].value in {step.result for step in solution.steps}:
        return replace(fault, kind="unfounded", odd=other)
    return replace(fault, odd=None, made_by=made[results[0].value])
