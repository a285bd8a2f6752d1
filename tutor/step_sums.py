"""The sums of an item's own worked solution, each over the results of those before it.

Reads what its author wrote, in formulas or in plain text, as far as it is arithmetic. What is no arithmetic (a label,
an equation in a letter) is left out; where the sums that are read do not end in the answer, there are none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem
from tutor.figures import named_numbers_in, numbers_in
from tutor.marking.notation import tidy
from tutor.marking.numeric import agrees
from tutor.marking.reading import read_leading_number
from tutor.marking.rounding import decimal_places
from tutor.marking.tree import Apply, Letter, Node, Number, walk
from tutor.marking.value import Real, as_fraction, evaluate
from tutor.marking.verdict import Unread

EQUALS = re.compile(r"=|\\approx|≈")
SIGNS_LEFT = re.compile(r"[-+*/^=]|\d|\\")
DEGREES = re.compile(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ)|°")
WRITTEN = re.compile(r"\\left|\\right|\.\.\.|…")
FORMULA = re.compile(r"\$([^$]*)\$")
BREAK = "¦"
"""Stands where a formula begins that goes on from no words before it."""
HUNDRED = Fraction(100)
PI = as_fraction(evaluate(Apply("pi")))
RELATIVE = Fraction(1, 10**6)
"""How far a result in the solution may be from what it stands for, where it is not rounded visibly."""
FACTORS = tuple(map(Fraction, (1000, 100, 60, 3600, 10**6)))
"""What changes one unit into another, or a percentage into a number."""

ANGLES = frozenset(map(Fraction, (90, 180, 360, 540)))
LARGE = 10**12
"""A denominator that no number has which is written out."""
SQUARING = re.compile(r"\^2|\bsquar|²", re.IGNORECASE)
DOUBLING = re.compile(r"\bby 2\b|\bhal(?:f|ves?)\b|frac\{1\}\{2\}|½|\bdouble|\btwice\b", re.IGNORECASE)


@dataclass(frozen=True)
class StepSum:
    """One sum of a worked solution: its tree, in which the letter `s0` is the result of the first, and its value."""

    node: Node
    value: Real


@dataclass(frozen=True)
class StepSums:
    """The sums of a worked solution up to the one that gives the answer, and the numbers of the question.

    `scale` is what the last one is multiplied by to be the answer: 100 where a percentage is asked for. `factors` are
    the numbers that change a unit here and nothing else.
    """

    sums: tuple[StepSum, ...]
    given: frozenset[Fraction]
    scale: Fraction = Fraction(1)
    factors: frozenset[Fraction] = frozenset()

    def value_of(self, node: Node) -> Fraction | None:
        """Return what a part of a sum comes to in the solution, None where it has no value."""
        at = {name_of(place): as_fraction(one.value) for place, one in enumerate(self.sums)}
        try:
            return as_fraction(evaluate(node, at))
        except Unread:
            return None

    def end(self, instead: Mapping[int, Node], values: Mapping[int, Real] | None = None) -> Real:
        """Return what the solution ends in with some sums, or some results, in the place of others.

        Raises:
            Unread: it has no value.
        """
        at: dict[str, Fraction] = {}
        result: Real = Fraction(0)
        for place, one in enumerate(self.sums):
            result = evaluate(instead.get(place, one.node), at)
            result = (values or {}).get(place, result)
            at[name_of(place)] = as_fraction(result)
        return as_fraction(result) * self.scale


def name_of(place: int) -> str:
    """Return the letter that stands for the result of a sum, counted from 0."""
    return f"s{place}"


def step_sums(item: DrawnItem) -> StepSums | None:
    """Return the sums of an item's worked solution, None where they are not read or do not end in its answer."""
    if not isinstance(item.answer, NumericAnswer):
        return None
    shown = f"{item.question} {item.diagram.alt if item.diagram else ''}"
    return _read(item.answer, item.steps, shown, " ".join((*item.steps, *item.hints)))


@lru_cache(maxsize=256)
def _read(answer: NumericAnswer, steps: tuple[str, ...], shown: str, told: str) -> StepSums | None:
    page = _Page(shown, told)
    for node, written in sums_in(steps):
        page.add(node, written)
    for scale in (Fraction(1), HUNDRED, 1 / PI):
        ends = [place for place, one in enumerate(page.sums) if agrees(answer, as_fraction(one.value) * scale)]
        if ends:
            factors = frozenset(FACTORS) - page.given - ({HUNDRED} if "%" in page.told else set())
            return StepSums(tuple(page.sums[: ends[-1] + 1]), page.given, scale, factors)
    return None


class _Page:
    """The sums that have been read so far, each with what stands for its result."""

    def __init__(self, shown: str, told: str) -> None:
        self._figures = frozenset(numbers_in(shown))
        self.given = self._figures | frozenset(named_numbers_in(shown))
        self.told = f"{told} {shown}"
        self.sums: list[StepSum] = []
        self.stated: list[list[Fraction]] = []

    def add(self, node: Node, written: Sequence[Fraction]) -> None:
        """Add a sum; one that only writes an earlier one with some of it worked out is that one."""
        same = [place for place, known in enumerate(self.stated) if _near(known[0], written[0])]
        if same and not set(numbers_of(node)) <= self.given:
            self.stated[same[-1]] += written
            return
        linked = self.linked(node)
        at = {name_of(place): as_fraction(one.value) for place, one in enumerate(self.sums)}
        try:
            self.sums.append(StepSum(linked, evaluate(linked, at)))
        except Unread:
            return
        self.stated.append(list(written))

    def linked(self, node: Node) -> Node:
        """Return a sum with the letters of earlier results, and with what the question's numbers were made into."""
        if isinstance(node, Number):
            if node.value in self._figures:
                return node
            letter = self._letter(node.value)
            return letter or (node if node.value in self.given else self.derived(node))
        if not isinstance(node, Apply):
            return node
        whole = as_fraction(evaluate(node))
        if node.name == "*" and whole.denominator > LARGE:  # so many times pi
            letter = self._letter(whole)
            if letter is not None:
                return letter
        return Apply(node.name, tuple(self.linked(part) for part in node.parts))

    def _letter(self, value: Fraction) -> Letter | None:
        places = [place for place, known in enumerate(self.stated) if value in known]
        return Letter(name_of(places[-1])) if places else None

    def derived(self, node: Number) -> Node:
        """Return how a number was made from one of the question's, where the solution says so and there is one way."""
        if node.value in {0, 1, 2, *ANGLES, *FACTORS}:
            return node
        found: list[Node] = []
        for one in sorted(self.given - {0, 1, 2}):
            own = _number(one)
            if one * one == node.value and SQUARING.search(self.told):
                found.append(Apply("^", (own, _number(Fraction(2)))))
            if 2 * one == node.value and DOUBLING.search(self.told):
                found.append(Apply("*", (_number(Fraction(2)), own)))
            for by in FACTORS:
                name = "/" if one / by == node.value else "*" if one * by == node.value else ""
                if name and (re.search(rf"\b{by}\b", self.told) or (by == HUNDRED and "%" in self.told)):
                    found.append(Apply(name, (own, _number(by))))
        return found[0] if len(found) == 1 else node


def _near(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= RELATIVE * abs(one)


def _number(value: Fraction) -> Number:
    return Number(value, str(value) if value.denominator == 1 else f"{float(value):.10g}")


def results_in(steps: Sequence[str]) -> set[Fraction]:
    """Return what the sums of some steps come to."""
    return {written[0] for _, written in sums_in(steps)}


def sums_in(steps: Sequence[str]) -> Iterator[tuple[Node, tuple[Fraction, ...]]]:
    """Yield the sums of the steps, each with what stands for its result: as it is, and as it is written."""
    seen: set[Node] = set()
    for step in steps:
        sides = [_side(side) for side in EQUALS.split(FORMULA.sub(_opened, step))]
        place = 0
        while place < len(sides):
            node = sides[place]
            place += 1
            if not isinstance(node, Apply) or node in seen or not _works_out(node):
                continue
            value = as_fraction(evaluate(node))
            results = [value]
            while place < len(sides) and (same := sides[place]) is not None and _stands_for(same, value):
                results.append(as_fraction(evaluate(same)))
                seen.add(same)
                place += 1
            seen.add(node)
            yield node, tuple(results)


def _opened(formula: re.Match[str]) -> str:
    """Return a formula with a break before it, unless it goes on with an equals sign."""
    inside = formula[1]
    return f" {inside} " if inside.lstrip().startswith("=") else f" {BREAK} {inside} "


def _works_out(node: Node) -> bool:
    try:
        evaluate(node)
    except Unread:
        return False
    parts = [part for part in walk(node) if isinstance(part, Number)]
    return not _is_plain(node) and (len(parts) > 1 or (bool(parts) and isinstance(node, Apply) and node.name == "sqrt"))


def _is_plain(node: Node) -> bool:
    """Return whether a tree is a number that only has more than figures to it: a negative one, a mixed one."""
    if isinstance(node, Number):
        return True
    return isinstance(node, Apply) and node.name in {"neg", "mixed"} and all(map(_is_plain_part, node.parts))


def _is_plain_part(node: Node) -> bool:
    return _is_plain(node) or (isinstance(node, Apply) and node.name == "/" and all(map(_is_plain, node.parts)))


def _side(text: str) -> Node | None:
    """Return the arithmetic that one side of a step begins with, None where none does or more than a unit follows."""
    plain = DEGREES.sub(" ", WRITTEN.sub("", text.split(BREAK)[-1])).strip()
    for start in (plain, _last_words_off(plain)):
        try:
            node, rest = read_leading_number(tidy(start))
        except Unread:
            continue
        rest = re.split(r",|\band\b|\bto \d|\bm/s|\bwhich\b|\bso\b|\bbecause\b|cm\^|m\^|[²³]", rest, maxsplit=1)[0]
        return None if SIGNS_LEFT.search(re.sub(r"[A-Za-zΩ°]+/[A-Za-z]+", "", rest)) else node
    return None


def _last_words_off(text: str) -> str:
    """Return what stands after the words that lead up to a sum, as in "the whole job is 3 × 28"."""
    found = re.search(r"(?:^|[A-Za-z,:] )\s*([-(\d\\][^A-Za-z]*(?:\\(?!text)[a-z]+[^A-Za-z]*)*)$", text)
    return found[1] if found else text


def _stands_for(node: Node, value: Fraction) -> bool:
    """Return whether a side is the result of a sum, or that result rounded as far as it is written."""
    try:
        written = as_fraction(evaluate(node))
    except Unread:
        return False
    if abs(written - value) <= RELATIVE * abs(value):
        return True
    places = decimal_places(node)
    if places is None or not written:
        return False
    return abs(written - value) < Fraction(10) ** -places  # cut short or rounded


def numbers_of(node: Node) -> list[Fraction]:
    """Return the values of the numbers of a tree."""
    return [part.value for part in walk(node) if isinstance(part, Number)]
