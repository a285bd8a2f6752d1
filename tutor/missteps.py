"""Patterns in which working goes astray that laying one sum beside one step does not show.

A step repeated too seldom, a sign the wrong way round, an amount counted twice, a part taken for the whole, a total
shared before everything that is shared. By numbers and signs only; knows nothing of words or of moves.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tutor import sums
from tutor.fault_kinds import Fault
from tutor.sums import Claim, Number, Part
from tutor.terms import Factors, Terms
from tutor.working import Judged, Solution, Step

SURE = 4.0
SHORTEST_RUN = 2
SIGNED = frozenset({"+", "−"})
LONG = 3
"""The numbers from which one sign of several can be the wrong one."""


def misstep(solution: Solution, judged: Sequence[Judged], place: int) -> Fault | None:
    """Return the pattern that a stray sum belongs to, if it is one of these."""
    one, before = judged[place], judged[:place]
    return (
        _run_on(solution, judged, place)
        or _whole_or_part(solution, one.claim)
        or wrong_sign(solution, one.claim, before)
        or _counted_twice(solution, one, before)
        or _counted_over(solution, one.claim)
    )


def wrong_sign(solution: Solution, claim: Claim, before: Sequence[Judged]) -> Fault | None:
    """Return the number of a sum that is added where it has to be taken away, or the other way round."""
    signed = list(_signed(claim.left)) if sums.signs(claim.left) <= SIGNED else []
    if len(signed) == 2:
        return _put_back(solution, claim, before)
    if len(signed) < LONG:
        return None
    for step in solution.steps:
        odd = _turned(signed, list(_signed(step.claim.left))) if sums.signs(step.claim.left) <= SIGNED else None
        if odd is not None:
            return Fault("sign", claim, step, odd, nearness=SURE)
    reached = {one.result for one in before if one.verdict == "step"}
    turns = {claim.value - 2 * sign * number.value: number for number, sign in signed[1:] if number.value}
    own = set(sums.values(claim.left))
    steps = [
        step
        for step in solution.steps
        if sums.signs(step.claim.left) <= SIGNED and own & set(sums.values(step.claim.left))
    ]
    found = [step for step in steps if step.result in turns and step.result not in reached]
    return Fault("sign", claim, found[-1], turns[found[-1].result], nearness=SURE) if found else None


def shared_later(solution: Solution, fault: Fault, judged: Sequence[Judged]) -> Fault | None:
    """Return the later sum that divides a whole total, where the solution divides only one amount of it."""
    if fault.odd is None or fault.step is None or fault.kind not in {"operand", "early"}:
        return None
    shares = {share for step in solution.steps if (share := _share_of(step.claim, fault.odd.value)) is not None}
    for one in judged:
        total = next((number for number in sums.leaves(one.claim.left) if number.value == fault.claim.value), None)
        if total is not None and one.verdict == "stray" and _share_of(one.claim, total.value) in shares:
            step = next(step for step in solution.steps if _share_of(step.claim, fault.odd.value) in shares)
            return Fault("share", one.claim, step, total, fault.claim, SURE)
    return None


def _share_of(claim: Claim, whole: Fraction) -> Fraction | None:
    """Return into how many parts a sum divides a number, as 12 ÷ 3 and 1/3 × 12 do; None where it does not."""
    if not whole or whole not in sums.values(claim.left) or not sums.signs(claim.left) <= {"×", "÷"}:
        return None
    parts = whole / claim.value if claim.value else Fraction(0)
    return parts if parts > 1 else None


def _signed(part: Part, sign: int = 1) -> Iterator[tuple[Number, int]]:
    """Yield the numbers of a sum of additions and subtractions, each with its sign."""
    if isinstance(part, Number):
        yield part, sign
        return
    yield from _signed(part.left, sign)
    yield from _signed(part.right, -sign if part.sign == "−" else sign)


def _turned(ours: Sequence[tuple[Number, int]], theirs: Sequence[tuple[Number, int]]) -> Number | None:
    """Return a number with another sign than in a step of the same numbers, one that is taken away if there is any."""
    wanted = {number.value: sign for number, sign in theirs}
    values = sorted(number.value for number, _ in ours)
    if values != sorted(number.value for number, _ in theirs) or len(set(values)) < len(values):
        return None
    odd = [(sign, number) for number, sign in ours if wanted[number.value] != sign]
    return min(odd, key=lambda pair: pair[0])[1] if odd else None


def _put_back(solution: Solution, claim: Claim, before: Sequence[Judged]) -> Fault | None:
    """Return that a share is added to what it was taken from, where what is left is the share's size too."""
    whole, share = sums.leaves(claim.left)
    if sums.signs(claim.left) != {"+"} or whole.value - share.value != share.value:
        return None
    made = [one.claim for one in before if one.result == share.value and whole.value in sums.values(one.claim.left)]
    step = next((step for step in solution.steps if step.result == share.value), None)
    return Fault("operation", claim, step, nearness=SURE) if made and step is not None else None


def _run_on(solution: Solution, judged: Sequence[Judged], place: int) -> Fault | None:
    """Return the last of a run of like sums, each from the one before, where the solution has more or fewer of them."""
    run = _run(judged, place)
    if len(run) < SHORTEST_RUN:
        return None
    start, each = sums.leaves(run[0].left)
    made = run[-1].stated.value - start.value
    for step in solution.steps:
        times = (step.result - start.value) / (made / len(run)) if made else Fraction(0)
        fits = start.value in sums.values(step.claim.left) and times.denominator == 1 and times > 0
        if fits and times != len(run) and step.result not in {claim.stated.value for claim in run}:
            return Fault("repeats", run[-1], step, each, nearness=SURE)
    return None


def _run(judged: Sequence[Judged], place: int) -> list[Claim]:
    """Return the sums from a place on that add or take away the same again from the result before."""
    run: list[Claim] = []
    for one in judged[place:]:
        numbers = sums.leaves(one.claim.left)
        like = len(numbers) == 2 and sums.signs(one.claim.left) in ({"+"}, {"−"})
        if run and like:
            same = sums.signs(run[0].left) == sums.signs(one.claim.left)
            again = numbers[1].value == sums.values(run[0].left)[1]
            like = same and again and numbers[0].value == run[-1].stated.value
        if not like:
            break
        run.append(one.claim)
    return run


def _whole_or_part(solution: Solution, claim: Claim) -> Fault | None:
    """Return the number that is divided by a percentage or a fraction where the step multiplies it, or the reverse."""
    shares = [number for number in sums.leaves(claim.left) if number.text.endswith("%")]
    if len(shares) != 1 or not sums.signs(claim.left) <= {"×", "÷"}:
        return None
    share = shares[0].value
    for step in solution.steps:
        for number in reversed(sums.leaves(claim.left)):
            known = (
                number is not shares[0]
                and number.value in sums.values(step.claim.left)
                and solution.gives(number.value)
            )
            if known and step.result == number.value * share and _divided(claim, number.value, share):
                return Fault("whole", claim, step, number, nearness=SURE)
    return None


def _divided(claim: Claim, value: Fraction, share: Fraction) -> bool:
    """Return whether a sum divides a number by a share, perhaps with a hundred in a wrong place."""
    return claim.value in {value / share, value / share * 100, value / share / 100}


def _counted_twice(solution: Solution, one: Judged, before: Sequence[Judged]) -> Fault | None:
    """Return the number that two numbers of a sum have in them, where the step counts it once."""
    twice = {value for step in solution.steps for value in _doubled(one.readings, step.readings)}
    for value in twice:
        makers = [_maker(before, number.value) for number in sums.leaves(one.claim.left)]
        using = [claim for claim in makers if claim is not None and value in sums.values(claim.left)]
        if len(using) == 2:
            odd = next(number for number in sums.leaves(using[0].left) if number.value == value)
            return Fault("double", one.claim, _using(solution, value), odd, using[0], SURE, also=using[1])
    return None


def _doubled(readings: Sequence[Terms], wholes: Sequence[Terms]) -> Iterator[Fraction]:
    """Yield the numbers that stand in some terms twice as often as in others that are the same else."""
    for terms in readings:
        for whole in wholes:
            odd = [factors for factors in terms if terms[factors] != whole.get(factors)] if len(terms) > 1 else []
            if terms.keys() == whole.keys() and len(odd) == 1 and terms[odd[0]] == 2 * whole[odd[0]]:
                yield from _single(odd[0])


def _single(factors: Factors) -> Iterator[Fraction]:
    if len(factors) == 1 and factors[0][1] == 1:
        yield factors[0][0]


def _maker(before: Sequence[Judged], value: Fraction) -> Claim | None:
    return next((one.claim for one in reversed(before) if one.result == value), None)


def _using(solution: Solution, value: Fraction) -> Step | None:
    return next((step for step in solution.steps if value in sums.values(step.claim.left)), None)


def _counted_over(solution: Solution, claim: Claim) -> Fault | None:
    """Return the number of the question that stands in a sum several times, and too often or too seldom."""
    numbers = sums.leaves(claim.left)
    if not {"+", "×"} <= sums.signs(claim.left) or solution.answer is None or not solution.steps:
        return None
    over = claim.value - solution.answer
    for number in numbers:
        often = [one for one in numbers if one.value == number.value]
        told = len(often) > 1 and number.value > 1 and solution.gives(number.value)
        if told and over and (over / number.value).denominator == 1:
            return Fault("count", claim, solution.steps[-1], number, nearness=SURE)
    return None
