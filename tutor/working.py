"""What a pupil's sums are beside a worked solution: steps of it, parts of steps, slips, or neither.

Algebra and rules only. Knows nothing of where working goes wrong first (`faults`), of moves or of words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from tutor import sums, sums_reading
from tutor.checker import named_numbers_in
from tutor.pasted_answers import ASKS_PERCENT, solutions_in
from tutor.sums import Claim, Number
from tutor.terms import Terms, Written, is_part

Verdict = Literal["slip", "step", "part", "stray"]
"""Of one sum: it does not come out; it is a result of the solution; it can be a part of one; it is neither."""

CONSTANTS = frozenset(map(Fraction, (0, 1, 2, 7, 12, 24, 52, 60, 100, 365, 1000)))
"""Numbers that a solution brings in without working them out."""
SQUARED_UNIT = re.compile(r"\b([cmk]?m|ft|in)\s?(?:\^?[23]\b|[²³])")
PERCENT = re.compile(r"(?<=\d)\s?%(?!\s*(?:of\b|[x×*]\s?\d))")
MONEY = re.compile(
    r"[£$€]|\b(?:dollars?|cents?|pence|euros?|cost|costs|price|pric\w+|spen[dt]\w*|pays?|paid|earn\w*|charge\w*|profit|"
    r"money|cash|sav\w+|worth|wage\w*|salary|income|bill|revenue|fee|fees)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-z]{2,}")
FEWEST_WORDS = 4
"""Words from which a sentence says what its sum is about."""
SEVERAL = re.compile(r"\d\s*(?:,\s+|;|\band\b|\bor\b)\s*(?:[a-z]\s*=\s*)?[-−–+]?\s?\d", re.IGNORECASE)
"""Several numbers, such as 7 and -2."""
EXACT = re.compile(r"π|√|(?<![A-Za-z])pi\b|sqrt", re.IGNORECASE)
FRACTION = re.compile(
    r"\s*(?:[a-z]\s*=\s*)?(?P<number>(?P<minus>[-−–])?\s?(?:(?P<whole>\d+)\s+)?(?P<top>\d+)\s?/\s?(?P<bottom>\d+))"
    r"(?:\s*[A-Za-z]{1,12})?\s*\.?\s*"
)
ANNOTATION = re.compile(r"<<.*?>>|####.*$", re.DOTALL)
CENTS = re.compile(r"(?<![\d.,])(\d+)\s?(?:cents?\b|pence\b|p\b|¢)")
"""An amount that may be written as part of a pound or a dollar too."""
SHARES = {
    "twice": 2, "double": 2, "doubled": 2, "half": 2, "halves": 2, "pair": 2, "thrice": 3, "triple": 3, "third": 3,
    "quarter": 4, "dozen": 12, "fifth": 5,
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One sum of the worked solution, as terms over the question's numbers."""

    claim: Claim
    readings: tuple[Terms, ...]

    @property
    def result(self) -> Fraction:
        """What it comes to."""
        return self.claim.stated.value


@dataclass(frozen=True)
class Judged:
    """One sum of the pupil's, and what it is beside the solution."""

    claim: Claim
    verdict: Verdict
    readings: tuple[Terms, ...] = ()
    origins: tuple[tuple[Number, tuple[Terms, ...]], ...] = ()
    """Each number of the sum with where it comes from."""
    repaired: Verdict = "slip"
    """What it would be if it came out."""
    strange: frozenset[Fraction] = frozenset()
    """The values of its numbers that neither the question nor any sum before it has."""

    @property
    def result(self) -> Fraction:
        """What the pupil wrote for it."""
        return self.claim.stated.value

    @property
    def exact(self) -> Fraction:
        """What it comes to before it was rounded, or what was written where it does not come out."""
        return self.claim.value if self.claim.true else self.result


class Solution:
    """A worked solution, read once: its steps, its values, and what a pupil's sums are beside them."""

    def __init__(self, question: str, solution: str, answer: str) -> None:
        """Read the sums of a solution over the numbers of its question."""
        self.question = question
        self._given = given_numbers(question)
        told = sums_reading.numbers_in(question)
        self.told = frozenset(self._given)
        """The numbers of the question, in figures and in words."""
        plain = {number.value for number in told if not MONEY.search(number.text)}
        self._priced = {number.value for number in told} - plain
        self.in_percent = "%" not in question + solution and bool(ASKS_PERCENT.search(question))
        """The solution writes percentages as plain numbers, so that a pupil's 60% is its 60."""
        written_down = sums_reading.numbers_in(f"{question}\n{solution}")
        self._named = {number.value for number in sums_reading.numbers_in(ANNOTATION.sub("", solution))}
        self._percentages = {number.value for number in written_down if number.text.endswith("%")}
        self._made: dict[Fraction, list[Terms]] = {}
        self.steps = tuple(_steps(ANNOTATION.sub("", solution), self.blank()))
        self._made = {step.result: list(step.readings[:2]) for step in self.steps[:-1]}
        self.answer = answer_value(answer)
        self.roots = roots_of(answer)
        """The values of the one unknown, where the answer has several."""
        self._used = {value for step in self.steps for value in sums.values(step.claim.left)}
        self.values = {step.result for step in self.steps} | (self._used - self._given - CONSTANTS)
        if self.answer is not None:
            self.values.add(self.answer)

    @property
    def on_the_way(self) -> set[Fraction]:
        """The results before the last step's."""
        return {step.result for step in self.steps[:-1]}

    def blank(self) -> Written:
        """Return an empty page over the question's numbers, and the solution's results for sums that go unwritten."""
        return Written(self._given, self._percentages, self._made)

    def gives(self, value: Fraction) -> bool:
        """Return whether a number stands in the question, in figures or in words."""
        return value in self._given

    def plain(self, text: str) -> str:
        """Return a text of the pupil's with its percentages written as the solution writes them."""
        return PERCENT.sub("", text) if self.in_percent else text

    def judge(self, text: str, written: Written) -> list[Judged]:
        """Return the sums of a text, each with what it is beside the solution, and add them to the page."""
        judged: list[Judged] = []
        for claim in sums_reading.claims_in(text):
            readings = written.readings(claim.left)
            origins = tuple((number, tuple(written.readings(number))) for number in sums.leaves(claim.left))
            fitting = self._verdict(claim, readings, judged)
            verdict: Verdict = fitting if claim.true else "slip"
            strange = frozenset(value for value in sums.held(claim.left) if not written.knows(value))
            judged.append(Judged(claim, verdict, tuple(readings), origins, fitting, strange))
            written.add(claim.stated.value, readings)
        return judged

    def makes(self, judged: Judged) -> bool:
        """Return whether a sum is a step of the solution in its numbers, not only in its value."""
        claim = judged.claim
        same = [step for step in self.steps if step.result == claim.stated.value and claim.true]
        return any(terms in step.readings for step in same for terms in judged.readings) or any(
            sorted(sums.values(step.claim.left)) == sorted(sums.values(claim.left))
            and sums.signs(step.claim.left) == sums.signs(claim.left)
            for step in same
        )

    def unlike(self, claim: Claim, step: Step) -> bool:
        """Return whether one of a sum and a step is an amount of money and the other certainly is not."""
        return (is_priced(step.claim) and self.counts(claim)) or (is_priced(claim) and self.counts(step.claim))

    def counts(self, claim: Claim) -> bool:
        """Return whether a sum is of no money, as far as its words, where there are enough, and its numbers say."""
        worded = len(WORD.findall(claim.sentence)) >= FEWEST_WORDS and not MONEY.search(claim.sentence)
        return worded and not self._priced & set(sums.values(claim.left))

    def up_to(self, reached: set[Fraction]) -> set[Fraction]:
        """Return the results of every step up to the last that has been reached."""
        places = [place for place, step in enumerate(self.steps) if step.result in reached]
        return {step.result for step in self.steps[: max(places, default=-1) + 1]}

    def unreached(self, reached: set[Fraction]) -> Step | None:
        """Return the first step whose result is not among those reached."""
        return next((step for step in self.steps if step.result not in reached), None)

    def wanted(
        self, step: Step, claim: Claim | None = None, reached: frozenset[Fraction] = frozenset()
    ) -> set[Fraction]:
        """Return the question's numbers that a step needs, less those that a sum has.

        A result stands for its own numbers, unless it has been reached.
        """
        used = (set(sums.values(claim.left)) if claim else set()) | {n for n in reached if not self.gives(n)}
        makers = {one.result: one.claim for one in self.steps}
        found: set[Fraction] = set()
        for value in set(sums.values(step.claim.left)) - used:
            found |= set(sums.values(makers[value].left)) if value in makers and not self.gives(value) else {value}
        return {value for value in found if self.gives(value)}

    def _verdict(self, claim: Claim, readings: list[Terms], before: Sequence[Judged]) -> Verdict:
        """Return what a sum is; one that uses a wrong result is no step even where it lands on a value of one."""
        numbers = sums.values(claim.left)
        if not self.steps or (Fraction(1) in numbers and claim.value in numbers and self.gives(claim.value)):
            return "part"  # times one changes nothing
        wrong = {one.result for one in before if one.verdict in {"slip", "stray"}}
        carried = any(value in wrong and value not in self._given | self.values for value in sums.values(claim.left))
        if not carried and (self._lands(claim, readings) or self._is_percentage(claim)):
            return "step"
        wholes = [whole for step in self.steps for whole in step.readings]
        if any(is_part(terms, whole) for terms in readings for whole in wholes):
            return "part"
        return "part" if self._is_told(claim) else "stray"

    def _is_percentage(self, claim: Claim) -> bool:
        """Return whether a sum of plain numbers comes to a percentage of the solution's, as 100 - 40 = 60% does."""
        written = claim.stated.text.endswith("%") and claim.stated.value == claim.value
        return written and claim.value / 100 in {step.result for step in self.steps}

    def _is_told(self, claim: Claim) -> bool:
        """Return whether a sum of the question's numbers comes to an amount that the solution names without a sum."""
        made = {step.result for step in self.steps}
        return claim.value in self._named - made - self._given and all(map(self.gives, sums.values(claim.left)))

    def _lands(self, claim: Claim, readings: list[Terms]) -> bool:
        """Return whether a sum comes to a value of the solution, from a number of its step where a step makes it."""
        reached = self.values & {claim.stated.value, claim.value}
        steps = [step for step in self.steps if step.result in reached]
        if not steps:
            return bool(reached)
        numbers = set(sums.values(claim.left))
        return any(numbers & set(sums.values(step.claim.left)) or _agree(step.readings, readings) for step in steps)


def is_priced(claim: Claim) -> bool:
    """Return whether the result of a sum is written as money."""
    return bool(MONEY.search(claim.stated.text))


def _agree(wholes: Sequence[Terms], readings: Sequence[Terms]) -> bool:
    """Return whether two results of one value come from the same numbers; 600 + 600 is 600 × 2 as well."""
    if any(terms in wholes for terms in readings):
        return True
    bases = [{base for factors in whole for base, _ in factors} for whole in wholes if len(whole) == 1]
    mine = [{base for factors in terms for base, _ in factors} for terms in readings if len(terms) == 1]
    return any(held and held <= whole for held in mine for whole in bases)


def given_numbers(question: str) -> set[Fraction]:
    """Return the numbers of a question, in figures, in words, and in words such as twice and half."""
    figures = {number.value for number in sums_reading.numbers_in(question)}
    shares = {Fraction(n) for word, n in SHARES.items() if re.search(rf"\b{word}\b", question, re.IGNORECASE)}
    figures |= {Fraction(cents) / 100 for cents in CENTS.findall(question)}
    return figures | set(named_numbers_in(question)) | shares | {1 / share for share in shares}


def answer_value(answer: str) -> Fraction | None:
    """Return the value of an answer that is one number, perhaps with a letter and a unit."""
    answer = SQUARED_UNIT.sub(r"\1", answer)
    if SEVERAL.search(answer) or EXACT.search(answer):
        return None
    if (alone := fraction_alone(answer)) is not None:
        return alone.value
    found, whole = sums_reading.numbers_in(answer), sums_reading.first_sum(answer)
    if not found or len(re.findall(r"[A-Za-z]+", answer)) > 3 or (len(found) > 1 and whole is None):
        return None
    if re.search(r"\d\s?[a-z]\s*[-+^²]|[-+]\s*\d*[a-z]\b", answer):
        return None
    if whole is not None:
        return sums.value_of(whole)
    negative = re.match(r"\s*(?:[a-z]\s*=\s*)?[£$€]?[-−–]\s?[\d£$€.]", answer)
    return -found[0].value if negative else found[0].value


def roots_of(answer: str) -> tuple[Fraction, ...]:
    """Return the values of an answer that gives several for one letter, where all are plain numbers."""
    parts = [part.partition("=") for part in solutions_in(answer)]
    values = [answer_value(value) for _, _, value in parts]
    plain = [value for value in values if value is not None]
    return tuple(plain) if len({letter for letter, _, _ in parts}) == 1 and len(plain) == len(values) else ()


def fraction_alone(text: str) -> Number | None:
    """Return the fraction or mixed number that a text is, but for a letter before it and a unit after it."""
    found = FRACTION.fullmatch(text)
    if found is None or not int(found["bottom"]):
        return None
    size = int(found["whole"] or 0) + Fraction(int(found["top"]), int(found["bottom"]))
    written = " ".join(found["number"].replace("/ ", "/").replace(" /", "/").split())
    return Number(-size if found["minus"] else size, written)


def _steps(solution: str, written: Written) -> Iterator[Step]:
    """Yield the sums of a solution with what they come to; lines that rest on a misprinted result are left out."""
    misprinted: set[Fraction] = set()
    for claim in sums_reading.claims_in(solution):
        if misprinted & set(sums.values(claim.left)):
            misprinted.add(claim.stated.value)
            continue
        if not claim.true:
            misprinted.add(claim.stated.value)
            claim = replace(claim, stated=Number(claim.value, str(claim.value)))
        readings = written.readings(claim.left)
        written.add(claim.stated.value, readings)
        yield Step(claim, tuple(readings))
