"""Which step of a worked solution a stray sum was an attempt at, and how the two differ.

By numbers, signs, order and words; where nothing is near enough, it says so. Knows nothing of talks or of replies.
"""

from collections import Counter
from collections.abc import Container, Sequence
from fractions import Fraction

from tutor import sums, sums_reading
from tutor.fault_kinds import Fault
from tutor.missteps import misstep
from tutor.nearness import difference, is_one_off, making_step, nearness
from tutor.sums import Claim, Number, Part
from tutor.terms import falls_short, is_summand, leaves_out
from tutor.working import CONSTANTS, Judged, Solution, Step

NEAR = 4.0
"""The nearness from which a sum counts as an attempt at a step."""


def align(solution: Solution, judged: Sequence[Judged], place: int) -> Fault:
    """Return how a stray sum differs from the step that it was an attempt at."""
    one, before = judged[place], judged[:place]
    reached = _reached(solution, before)
    return (
        misstep(solution, judged, place)
        or _too_much(solution, one, before)
        or _factor_too_many(solution, one.claim, reached)
        or _falling_short(solution, one)
        or _used_again(solution, one, before)
        or _unfounded(solution, one, before)
        or _other_sign(solution, one.claim, reached)
        or _one_off_in_terms(solution, one)
        or _nearest(solution, one.claim, reached)
    )


def _reached(solution: Solution, before: Sequence[Judged]) -> set[Fraction]:
    """Return the results that have been reached; a result on the way that is the answer too is not the last step's."""
    made = [one.result for one in before if one.verdict == "step"]
    once = {value for value in made if value == solution.answer and made.count(value) < 2}
    return set(made) - (once & solution.on_the_way)


def replaced(solution: Solution, judged: Sequence[Judged], place: int, reached: set[Fraction]) -> Fault | None:
    """Return the step that a part of the way has the numbers of, with another sign or one of them not worked out.

    Factors may come in any order, so a product is only judged once a later sum adds to it or takes from it, or where
    the result that belongs in it has been worked out and is used nowhere.
    """
    claim, later = judged[place].claim, judged[place + 1 :]
    value = claim.stated.value
    settled = _is_added(value, later) or not sums.signs(claim.left) <= {"×", "÷"}
    used = {number for one in judged for number in sums.values(one.claim.left)}
    for step in solution.steps:
        if step.result in reached:
            continue
        kind, odd = difference(claim, step)
        if kind == "operation" and sorted(sums.values(claim.left)) == sorted(sums.values(step.claim.left)):
            return Fault("operation", claim, step, nearness=NEAR)
        fits = odd is not None and kind == "operand" and is_one_off(claim, step)
        maker = making_step(solution, step, claim, odd) if odd and fits else None
        ready = maker is not None and maker.result in reached and value not in used
        if odd and maker and (settled or ready or maker.result in reached - used):
            return _unready(claim, step, odd, maker, reached)
    return None


def _is_added(value: Fraction, later: Sequence[Judged]) -> bool:
    """Return whether a result, or what later sums make of it, is added to something or taken from it."""
    held = {value}
    for one in later:
        if held & set(sums.values(one.claim.left)):
            if sums.signs(one.claim.left) & {"+", "−"}:
                return True
            held.add(one.result)
    return False


def cut_short(solution: Solution, one: Judged, reached: set[Fraction]) -> Fault | None:
    """Return the step of which a part of the way has some terms only."""
    for step in solution.steps:
        pairs = ((terms, whole) for terms in one.readings for whole in step.readings)
        if step.result not in reached and any(leaves_out(terms, whole) for terms, whole in pairs):
            return Fault("missing", one.claim, step, nearness=NEAR)
    return None


def _too_much(solution: Solution, one: Judged, before: Sequence[Judged]) -> Fault | None:
    """Return the step that a sum has all numbers of, and one more."""
    claim, reached = one.claim, _reached(solution, before)
    mine = Counter(sums.values(claim.left))
    held = [step for step in solution.steps if _holds(claim, step)]
    if not held:
        return None
    made = {step.result for step in solution.steps}
    whole = [step for step in held if not set(mine - Counter(sums.values(step.claim.left))) & made]
    step = max(whole or held, key=lambda step: nearness(solution, claim, step, reached))
    wanted = Counter(sums.values(step.claim.left))
    odd = next(number for number in reversed(sums.leaves(claim.left)) if number.value in mine - wanted)
    maker = _taken_by(solution, claim, odd, before)
    if maker is not None:
        return Fault("again", claim, step, odd, maker, NEAR)
    return Fault("twice" if odd.value in wanted else "extra", claim, step, odd, nearness=NEAR)


def _holds(claim: Claim, step: Step) -> bool:
    """Return whether a sum has all numbers and signs of a step, and one number more."""
    mine, wanted = Counter(sums.values(claim.left)), Counter(sums.values(step.claim.left))
    fits = len(wanted) > 1 and not wanted - mine and (mine - wanted).total() == 1
    ours, theirs = sums.signs(claim.left), sums.signs(step.claim.left)
    return fits and (ours == theirs or ours | theirs <= {"+", "−"})


def _factor_too_many(solution: Solution, claim: Claim, reached: set[Fraction]) -> Fault | None:
    """Return the step that a product would be without one of its numbers."""
    numbers = sums.leaves(claim.left)
    if len(numbers) < 3 or not sums.signs(claim.left) <= {"×", "÷"}:
        return None
    for step in solution.steps:
        for odd in reversed(numbers):
            if step.result not in reached and odd.value not in (0, 1) and step.result * odd.value == claim.value:
                return Fault("extra", claim, step, odd, nearness=NEAR)
    return None


def _other_sign(solution: Solution, claim: Claim, reached: set[Fraction]) -> Fault | None:
    """Return the step that has all of a sum's numbers and none of its signs."""
    told = all(solution.gives(value) for value in sums.values(claim.left))  # so that they may be alike by chance
    apart = [step for step in solution.steps if told and solution.unlike(claim, step)]
    steps = (step for step in solution.steps if step.result not in reached and step not in apart)
    found = next((step for step in steps if difference(claim, step)[0] == "operation"), None)
    return Fault("operation", claim, found, nearness=NEAR) if found else None


def _unfounded(solution: Solution, one: Judged, before: Sequence[Judged]) -> Fault | None:
    """Return the one number of a sum that is nowhere in the question and that nothing before has made."""
    odd = strangers(one, solution.values | CONSTANTS)
    if len({number.value for number in odd}) != 1:
        return None
    near = _nearest(solution, one.claim, _reached(solution, before))
    return Fault("unfounded", one.claim, near.step, odd[0], nearness=NEAR)


def strangers(one: Judged, known: Container[Fraction]) -> list[Number]:
    """Return the numbers of a sum that come from nowhere; a fraction is known by its parts as well."""
    odd: list[Number] = []
    for number in sums.amounts(one.claim.left):
        parts = (
            [value.value for value in sums_reading.numbers_in(number.text)] if "/" in number.text else [number.value]
        )
        new = any(value in one.strange and value not in known for value in parts)
        if new and number.value in one.strange and number.value not in known:
            odd.append(number)
    return odd


def _falling_short(solution: Solution, one: Judged) -> Fault | None:
    """Return the step of which a sum has some terms, or too few of some."""
    added = [terms for terms in one.readings if len(terms) > 1]
    for step in solution.steps:
        if any(falls_short(terms, whole) for terms in added for whole in step.readings):
            return Fault("missing", one.claim, step, nearness=NEAR)
    return None


def _one_off_in_terms(solution: Solution, one: Judged) -> Fault | None:
    """Return the step of which an addition has every number but one, whatever made them."""
    numbers = sorted(sums.values(one.claim.left))
    known = any(numbers == sorted(sums.values(step.claim.left)) for step in solution.steps)
    if known or sums.signs(one.claim.left) != {"+"}:
        return None
    alike = sorted(solution.steps, key=lambda step: -len(set(numbers) & set(sums.values(step.claim.left))))
    for step in alike:
        strange = _strange(one, step)
        held = set(sums.values(step.claim.left)) & set(numbers)
        if len(strange) == 1 and (len(numbers) > 2 or held):
            return Fault("operand", one.claim, step, strange[0], nearness=NEAR)
    return None


def _strange(one: Judged, step: Step) -> list[Number]:
    """Return the numbers of a sum that are no part of a step's sum, neither by value nor by what made them."""
    held = set(sums.values(step.claim.left)) if "+" in sums.signs(step.claim.left) else set()
    return [
        number
        for number, readings in one.origins
        if number.value not in held
        and not any(is_summand(terms, whole) for terms in readings for whole in step.readings)
    ]


def _used_again(solution: Solution, one: Judged, before: Sequence[Judged]) -> Fault | None:
    """Return the number that an earlier right sum has used already to make the number that it stands beside here."""
    together = [set(sums.values(step.claim.left)) for step in solution.steps]
    for odd in sums.leaves(one.claim.left):
        maker = _taken_by(solution, one.claim, odd, before)
        if maker is not None and not any({odd.value, maker.stated.value} <= numbers for numbers in together):
            step = next((step for step in solution.steps if step.result == maker.stated.value), None)
            return Fault("again", one.claim, step, odd, maker, NEAR)
    return None


def _taken_by(solution: Solution, claim: Claim, odd: Number, before: Sequence[Judged]) -> Claim | None:
    """Return the right sum that used a number to make another number of this sum, in the same way."""
    signs = sums.signs(claim.left)
    if signs != {"×"} and not signs <= {"+", "−"}:
        return None
    others = {number.value for number in sums.leaves(claim.left) if number is not odd}
    for one in reversed(before):
        made = one.verdict == "step" and one.result in others and not solution.gives(one.result)
        same = one.claim.left if signs != {"×"} or sums.signs(one.claim.left) == signs else None
        if made and same is not None and odd.value in _used(same, signs):
            return one.claim
    return None


def _used(part: Part, signs: set[str]) -> set[Fraction]:
    """Return the numbers that a sum adds, or multiplies where its sign is that."""
    if isinstance(part, Number):
        return {part.value}
    if signs != {"×"} and part.sign not in "+−":
        return set()
    return _used(part.left, signs) | _used(part.right, signs)


def _nearest(solution: Solution, claim: Claim, reached: set[Fraction]) -> Fault:
    """Return how a stray sum differs from the step that is nearest to it."""
    scored = [(nearness(solution, claim, step, reached), -place) for place, step in enumerate(solution.steps)]
    near, place = max(scored, default=(0.0, 0))
    if near < NEAR:
        return Fault("other", claim, solution.unreached(reached))
    step = solution.steps[-place]
    kind, odd = difference(claim, step)
    other = _with_its_result(solution, claim, step, odd, reached) if kind == "operand" and odd is not None else None
    if other is not None:
        step, (kind, odd) = other, difference(claim, other)
    if step.result in reached and kind != "extra":
        return Fault("other", claim, solution.unreached(reached))
    if kind == "operand" and odd is not None and is_one_off(claim, step):
        maker = making_step(solution, step, claim, odd)
        if maker is not None:
            return _unready(claim, step, odd, maker, reached)
    passed_over = _passed_over(solution, claim, reached) if kind == "other" else None
    return passed_over or Fault(kind, claim, step, odd, nearness=near)


def _with_its_result(solution: Solution, claim: Claim, near: Step, odd: Number, reached: set[Fraction]) -> Step | None:
    """Return another open step that a sum is but for one number, where its odd number is a right result used there."""
    if odd.value not in reached or solution.gives(odd.value):
        return None
    later = (step for step in solution.steps if step.result not in reached and step != near)
    return next((step for step in later if odd.value in sums.values(step.claim.left) and is_one_off(claim, step)), None)


def _passed_over(solution: Solution, claim: Claim, reached: set[Fraction]) -> Fault | None:
    """Return the step that a sum of a right result and one other number leaves out: it begins from that number."""
    numbers = sums.leaves(claim.left)
    others = [number for number in numbers if number.value not in reached]
    if len(numbers) != 2 or len(others) != 1 or not sums.signs(claim.left) <= {"×", "÷"}:
        return None
    open_steps = [step for step in solution.steps[:-1] if step.result not in reached]
    using = [step for step in open_steps if others[0].value in sums.values(step.claim.left)]
    return Fault("early", claim, using[0], others[0], nearness=NEAR) if len(using) == 1 else None


def _unready(claim: Claim, step: Step, odd: Number, maker: Step, reached: set[Fraction]) -> Fault:
    """Return that a number stands where what is made from it belongs."""
    if maker.result in reached:
        return Fault("operand", claim, step, odd, nearness=NEAR)
    return Fault("early", claim, maker, odd, nearness=NEAR)
