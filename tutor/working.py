"""What a pupil's written working shows, read against a worked solution: what holds, and where it first goes wrong.

Algebra and rules only. It decides neither the move nor the words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from tutor import sums, sums_reading
from tutor.checker import content_words, named_numbers_in
from tutor.sums import Claim, Number, Part
from tutor.terms import Terms, Written, falls_short, is_part, is_summand

Verdict = Literal["slip", "step", "part", "stray"]
"""Of one sum: it does not come out; it is a result of the solution; it can be a part of one; it is neither."""
FaultKind = Literal["slip", "operation", "order", "operand", "missing", "extra", "past", "part", "other"]

CONSTANTS = frozenset(map(Fraction, (0, 1, 2, 7, 12, 24, 52, 60, 100, 365, 1000)))
"""Numbers that a solution brings in without working them out."""
ANNOTATION = re.compile(r"<<.*?>>|####.*$", re.DOTALL)
SHARES = {
    "twice": 2, "double": 2, "doubled": 2, "half": 2, "halves": 2, "pair": 2, "thrice": 3, "triple": 3, "third": 3,
    "quarter": 4, "dozen": 12, "fifth": 5,
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One sum of the worked solution, as terms over the question's numbers."""

    claim: Claim
    readings: tuple[Terms, ...]


@dataclass(frozen=True)
class Judged:
    """One sum of the pupil's, and what it is beside the solution."""

    claim: Claim
    verdict: Verdict
    readings: tuple[Terms, ...] = ()
    origins: tuple[tuple[Number, tuple[Terms, ...]], ...] = ()
    """Each number of the sum with where it comes from."""


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


class Solution:
    """A worked solution, read once: its steps, its values, and what the pupil's sums are beside them."""

    def __init__(self, question: str, solution: str, answer: str) -> None:
        """Read the sums of a solution over the numbers of its question."""
        self.question = question
        self._given = given_numbers(question)
        self._percentages = {
            n.value for n in sums_reading.numbers_in(f"{question}\n{solution}") if n.text.endswith("%")
        }
        written = self.blank()
        self.steps = tuple(_steps(ANNOTATION.sub("", solution), written))
        self.answer = answer_value(answer)
        used = {number.value for step in self.steps for number in sums.leaves(step.claim.left)}
        self.values = {step.claim.stated.value for step in self.steps} | (used - self._given - CONSTANTS)
        if self.answer is not None:
            self.values.add(self.answer)

    def blank(self) -> Written:
        """Return an empty page over the question's numbers."""
        return Written(self._given, self._percentages)

    def gives(self, value: Fraction) -> bool:
        """Return whether a number stands in the question, in figures or in words."""
        return value in self._given

    def judge(self, text: str, written: Written) -> list[Judged]:
        """Return the sums of a text, each with what it is beside the solution, and add them to the page."""
        judged: list[Judged] = []
        for claim in sums_reading.claims_in(text):
            readings = written.readings(claim.left)
            origins = tuple((number, tuple(written.readings(number))) for number in sums.leaves(claim.left))
            judged.append(Judged(claim, self._verdict(claim, readings, judged), tuple(readings), origins))
            written.add(claim.stated.value, readings)
        return judged

    def _verdict(self, claim: Claim, readings: list[Terms], before: Sequence[Judged]) -> Verdict:
        """Return what a sum is; one that uses a wrong result is no step even where it lands on a value of one."""
        if not claim.true:
            return "slip"
        if not self.steps:
            return "part"
        wrong = {one.claim.stated.value for one in before if one.verdict in {"slip", "stray"}}
        carried = any(n.value in wrong and n.value not in self._given | self.values for n in sums.leaves(claim.left))
        if not carried and self.values & {claim.stated.value, claim.value}:
            return "step"
        wholes = [whole for step in self.steps for whole in step.readings]
        return "part" if any(is_part(terms, whole) for terms in readings for whole in wholes) else "stray"

    @property
    def on_the_way(self) -> set[Fraction]:
        """The results before the last step's."""
        return {step.claim.stated.value for step in self.steps[:-1]}

    def up_to(self, reached: set[Fraction]) -> set[Fraction]:
        """Return the results of every step up to the last that has been reached."""
        places = [place for place, step in enumerate(self.steps) if step.claim.stated.value in reached]
        return {step.claim.stated.value for step in self.steps[: max(places, default=-1) + 1]}

    def unreached(self, reached: set[Fraction]) -> Step | None:
        """Return the first step whose result is not among those reached."""
        return next((step for step in self.steps if step.claim.stated.value not in reached), None)

    def fault(self, judged: Sequence[Judged], put_right: set[Fraction]) -> Fault | None:
        """Return where sums go wrong first, but for steps that have been put right since.

        A detour that cannot be placed gives way to a later sum that can, and an attempt at a step to a nearer one.
        """
        wrong = [
            place
            for place, one in enumerate(judged)
            if one.verdict in {"slip", "stray"} or self._goes_on(judged, place)
        ]
        faults = [
            self._traced(self._fault(judged, place), judged[:place]) for place in wrong if _matters(judged, place)
        ]
        open_faults = [one for one in faults if one.step is None or one.step.claim.stated.value not in put_right]
        placed = [one for one in open_faults if one.kind != "other"]
        first = next(iter(placed or open_faults), None)
        if first is None or first.kind in {"slip", "past"}:
            return first
        rivals = [one for one in open_faults if one.step == first.step and one.kind not in {"slip", "past"}]
        return max(reversed(rivals), key=lambda one: one.nearness)

    def _goes_on(self, judged: Sequence[Judged], place: int) -> bool:
        """Return whether a sum uses the answer that an earlier one has reached."""
        used = self.answer in _values(judged[place].claim.left)
        return used and any(self.makes(one) for one in judged[:place] if one.claim.stated.value == self.answer)

    def makes(self, judged: Judged) -> bool:
        """Return whether a sum is a step of the solution in its numbers, not only in its value."""
        claim = judged.claim
        same = [step for step in self.steps if step.claim.stated.value == claim.stated.value and claim.true]
        return any(terms in step.readings for step in same for terms in judged.readings) or any(
            sorted(_values(step.claim.left)) == sorted(_values(claim.left))
            and sums.signs(step.claim.left) == sums.signs(claim.left)
            for step in same
        )

    def unfinished(self, judged: Sequence[Judged]) -> Fault | None:
        """Return the last sum that is only a part of a step, where nothing else goes wrong."""
        parts = [one.claim for one in judged if one.verdict == "part"]
        added = [claim for claim in parts if sums.signs(claim.left) & {"+", "−"}]
        if not parts or not self.steps:
            return None
        reached = {one.claim.stated.value for one in judged if one.verdict == "step"}
        return Fault("part", (added or parts)[-1], self.unreached(reached))

    def _traced(self, fault: Fault, before: Sequence[Judged]) -> Fault:
        """Return a fault with the wrong sum that made its odd number, if one did."""
        if fault.kind != "operand" or fault.odd is None or self.gives(fault.odd.value):
            return fault
        made = (one.claim for one in reversed(before) if one.claim.stated.value == fault.odd.value)
        return replace(fault, made_by=next(made, None))

    def wanted(self, step: Step, claim: Claim | None = None) -> set[Fraction]:
        """Return the question's numbers that a step needs, less those that a sum has; a result stands for its own."""
        used = set(_values(claim.left)) if claim else set()
        makers = {one.claim.stated.value: one.claim for one in self.steps}
        found: set[Fraction] = set()
        for value in set(_values(step.claim.left)) - used:
            found |= set(_values(makers[value].left)) if value in makers and not self.gives(value) else {value}
        return {value for value in found if self.gives(value)}

    def _fault(self, judged: Sequence[Judged], place: int) -> Fault:
        claim = judged[place].claim
        if judged[place].verdict == "slip":
            return Fault("slip", claim, self._same(claim))
        before = judged[:place]
        if self._is_past(claim, before):
            return Fault("past", claim, self.steps[-1] if self.steps else None)
        reached = {one.claim.stated.value for one in judged if one.verdict == "step"}
        return self._short(judged[place]) or self._related(judged[place], reached)

    def _is_past(self, claim: Claim, before: Sequence[Judged]) -> bool:
        """Return whether a sum goes on from the answer, where that value is no result on the way to it as well."""
        if self.answer is None or self.answer in self.on_the_way or self.gives(self.answer):
            return False
        makers = [one for one in before if one.claim.stated.value == self.answer]
        return self.makes(makers[-1]) if makers else self.answer in _values(claim.left)

    def _short(self, judged: Judged) -> Fault | None:
        """Return the step that a sum leaves a part out of, or has all but one number of."""
        added = [terms for terms in judged.readings if len(terms) > 1]
        for step in self.steps:
            if any(falls_short(terms, whole) for terms in added for whole in step.readings):
                return Fault("missing", judged.claim, step, nearness=NEAR)
        if sums.signs(judged.claim.left) != {"+"}:
            return None
        for step in self.steps:
            strange = self._strange(judged, step)
            if len(strange) == 1:
                return Fault("operand", judged.claim, step, strange[0], nearness=NEAR)
        return None

    def _strange(self, judged: Judged, step: Step) -> list[Number]:
        """Return the numbers of a sum that are no part of a step's sum."""
        return [
            number
            for number, readings in judged.origins
            if not any(is_summand(terms, whole) for terms in readings for whole in step.readings)
        ]

    def _same(self, claim: Claim) -> Step | None:
        """Return the step that works out the same value from a sum."""
        return next((step for step in self.steps if step.claim.value == claim.value), None)

    def _related(self, judged: Judged, reached: set[Fraction]) -> Fault:
        """Return how a stray sum differs from the step that is nearest to it."""
        claim = judged.claim
        scored = [(self._nearness(claim, step, reached), -place, step) for place, step in enumerate(self.steps)]
        best = max(scored, key=lambda one: one[:2], default=None)
        if best is None or best[0] < NEAR:
            return Fault("other", claim, self.unreached(reached))
        step = best[2]
        kind, odd = _difference(claim.left, step.claim.left)
        return Fault(kind, claim, step, odd, nearness=best[0])

    def _nearness(self, claim: Claim, step: Step, reached: set[Fraction]) -> float:
        """Return how much a sum looks like an attempt at a step: shared numbers, sign and words."""
        ours, theirs = _values(claim.left), _values(step.claim.left)
        known = {value for value in set(ours) & set(theirs) if value != 1}
        shared = sum(3 if self.gives(value) else 2 if value in reached else 1 for value in known)
        if not shared:
            return 0
        sign = 1 if sums.signs(claim.left) & sums.signs(step.claim.left) else 0
        words = min(5, len(content_words(claim.sentence) & content_words(step.claim.sentence)))
        unmet = 1 if step.claim.stated.value not in reached else -2
        return shared + sign + words / 2 + unmet


NEAR = 4.0
"""The nearness from which a sum counts as an attempt at a step."""


def given_numbers(question: str) -> set[Fraction]:
    """Return the numbers of a question, in figures, in words, and in words such as twice and half."""
    figures = {number.value for number in sums_reading.numbers_in(question)}
    shares = {Fraction(n) for word, n in SHARES.items() if re.search(rf"\b{word}\b", question, re.IGNORECASE)}
    return figures | set(named_numbers_in(question)) | shares | {1 / share for share in shares}


def answer_value(answer: str) -> Fraction | None:
    """Return the value of an answer that is one number, perhaps with a letter and a unit."""
    found = sums_reading.numbers_in(answer)
    words = re.findall(r"[A-Za-z]+", answer)
    if not found or len(words) > 3 or (len(found) > 1 and sums_reading.first_sum(answer) is None):
        return None
    if re.search(r"\d\s?[a-z]\s*[-+^²]|[-+]\s*\d*[a-z]\b", answer):
        return None
    whole = sums_reading.first_sum(answer)
    value = sums.value_of(whole) if whole is not None else found[0].value
    negative = re.match(r"\s*(?:[a-z]\s*=\s*)?[-−–]\s?[\d£$€.]", answer)
    return -value if value is not None and negative and whole is None else value


def _matters(judged: Sequence[Judged], place: int) -> bool:
    """Return whether a sum is used by a later one, is the last, or does not come out."""
    result = judged[place].claim.stated.value
    later = judged[place + 1 :]
    used = any(result in _values(one.claim.left) for one in later)
    return used or not later or judged[place].verdict == "slip"


def _steps(solution: str, written: Written) -> Iterator[Step]:
    for claim in sums_reading.claims_in(solution):
        readings = written.readings(claim.left)
        written.add(claim.stated.value, readings)
        yield Step(claim, tuple(readings))


def _values(part: Part) -> list[Fraction]:
    return [number.value for number in sums.leaves(part)]


def _difference(ours: Part, theirs: Part) -> tuple[FaultKind, Number | None]:
    """Return how a sum differs from the step it stands for, and the number that does not belong."""
    mine, wanted = _values(ours), _values(theirs)
    odd = next((number for number in sums.leaves(ours) if number.value not in wanted), None)
    lacks = any(value not in mine for value in wanted)
    if sorted(mine) == sorted(wanted):
        return ("operation" if sums.signs(ours) != sums.signs(theirs) else "order"), None
    if sums.signs(ours) & sums.signs(theirs):
        if odd is None and len(mine) < len(wanted):
            return "missing", None
        if not lacks and len(mine) > len(wanted):
            return "extra", odd
        if odd is not None and lacks:
            return "operand", odd
    return "other", odd
