"""How far along the worked solution an answer stands, and which hints lie beyond it.

An answer that is a value of the worked solution, and not the last, is work done: what leads up to it is asked for no
more. Knows the item, not the pupil; that the value was found as the solution finds it is likely, and never said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from content_store.answers import Answer, ExpressionAnswer, NumericAnswer, ValueAnswer
from content_store.hint_words import hangs
from content_store.items import DrawnItem
from tutor import sums
from tutor.checker import gives_away
from tutor.figures import named_numbers_in, numbers_in, times_apart
from tutor.marking import Unreadable, mark
from tutor.marking.numeric_near import of_size
from tutor.marking.quantity import Quantity, read_quantity
from tutor.marking.rounding import decimal_places
from tutor.marking.tree import Apply
from tutor.marking.value import Real, as_fraction
from tutor.marking.verdict import Unread
from tutor.step_sums import results_in
from tutor.sums_reading import claims_in
from tutor.wording_rules import sentences

LEAD = "That value is on the way, and not yet the answer."
ON_PAGE = "A value in the working is on the way."
LAST = "Read once more what the question asks for. What is left to do with it?"
FIGURE = re.compile(
    r"(?<![\w.])(?P<sign>(?<![\w.)}\]])[-−])?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?:/(?P<under>\d+))?(?!\d)", re.ASCII
)
ROUNDED_TO = re.compile(r"\bto \d (?:decimal places?|significant figures?)", re.IGNORECASE)
IN_PARTS = re.compile(r"\^\s*(?:\{[^{}]*\}|[-−]?\w)|\\[a-z]+\s*(?:\{[^{}]*\}){1,2}|\d+\s*(?=[a-z\\(])")
"""Numbers that are a part of something: an index, the top of a fraction, what multiplies a letter or a root."""
CONSTANTS = frozenset(map(Fraction, (0, 1, 10, 100)))
"""Numbers that stand in any working: typing one of them shows nothing, unless a sum of the solution comes to it."""
MADE = frozenset(map(Fraction, (10, 100)))
FORMULA = re.compile(r"\$([^$]+)\$")
BEGINS = re.compile(r"^(?P<label>[^=]*?)\s*(?P<dollar>\$?)\s*=")
UNKNOWN = re.compile(r"(?<![A-Za-z])[a-wyz](?![A-Za-z])(?=\s*=)|\d[a-z](?![A-Za-z])\s*[-+=]|√|sqrt")
"""A letter that stands for a number, or a root that is kept."""
LETTER = re.compile(r"(?<![A-Za-z])(?!sqrt)[A-Za-z]+")
RESULT = re.compile(r"[-+−×÷*/x]\s*\d+(?:\.\d+)?\s*=\s*(\d+(?:\.\d+)?)(?![\d.]|\s*[-+−×÷*/^])")
NO_ACCIDENT = 20
"""The least whole number that stands in a working for what it is in the solution, and for nothing else."""
LONGEST_LABEL = 70
FIGURES = 3
"""Significant figures from which a whole number may be a rounded one."""


@dataclass(frozen=True)
class Place:
    """Where an answer stands: at value `number` of the worked solution, counted from 1, or at one that authors named.

    `rung` is how many hints lie behind it, `beyond` what of the next hint goes on from there (empty where no hint
    begins there), `next_line` what is said instead, and `says` what its author says of it. `lead` says where it is.
    """

    number: int
    rung: int
    beyond: str = ""
    next_line: str = LAST
    says: str = ""
    lead: str = LEAD

    @property
    def words(self) -> str:
        """What is said where no hint goes on from here."""
        return self.says or f"{self.lead} {self.next_line}"


def place_of(item: DrawnItem, text: str, given: int = 0) -> Place | None:
    """Return where a wrong answer stands on the way to the right one, None where it is no value of the way.

    `given` is how many hints have been given. A value that the question itself gives is no work done.
    """
    if not isinstance(item.answer, ValueAnswer) or len(item.hints) < 2:
        return None
    typed = _typed(text)
    if typed is None:
        return None
    for one in item.halfway:
        if _is_same(typed, Fraction(one.value)):
            return Place(len(values_on_the_way(item)) + 1, len(item.hints) - 1, says=one.says)
    number = max((n for n, value in enumerate(values_on_the_way(item), 1) if _is_same(typed, value)), default=0)
    return _place(item, number, given) if number else None


def place_of_working(item: DrawnItem, working: str, given: int = 0) -> Place | None:
    """Return the farthest place that the sums of a working reach, None where they reach none that helps.

    Only where every sum comes out and none holds a letter: of an equation, one true side says little. A value that is
    used in a sum is reached too, unless it is so small that it may stand there for something else.
    """
    if not _is_plain(item.answer) or len(item.hints) < 2 or UNKNOWN.search(working):
        return None
    claims = claims_in(working)
    if not all(claim.true for claim in claims):
        return None
    known = {*numbers_in(item.question), *values_on_the_way(item), *_shown(item)}
    own = [claim.stated.text for claim in claims if known & set(sums.values(claim.left))]
    strange = {claim.stated.text for claim in claims} - set(own)  # of other numbers: the same by accident
    stated = [one for text in _results_in(working, own) if text not in strange and (one := _typed(text))]
    held = {value for value in numbers_in(times_apart(working)) if value.denominator != 1 or value >= NO_ACCIDENT}
    way = values_on_the_way(item)
    reached = [n for n, value in enumerate(way, 1) if value in held or any(_is_same(one, value) for one in stated)]
    if not reached:
        return None
    place = _place(item, max(reached), given)
    return None if not place.beyond and place.next_line == LAST else replace(place, lead=ON_PAGE)


def place_of_parts(item: DrawnItem, text: str, given: int = 0) -> Place | None:
    """Return how far the numbers in a wrong expression reach, where a hint begins there: the 48 of 48x^35 is found.

    A small number may stand there for something else.
    """
    if not isinstance(item.answer, ExpressionAnswer) or _is_plain(item.answer) or len(item.hints) < 2:
        return None
    held = {value for value in numbers_in(text) if value >= NO_ACCIDENT}
    reached = [n for n, value in enumerate(values_on_the_way(item), 1) if value in held]
    place = _place(item, max(reached), given) if reached else None
    return replace(place, lead="") if place and place.beyond else None


def _shown(item: DrawnItem) -> list[Fraction]:
    return numbers_in(item.diagram.alt) if item.diagram else []


def _is_plain(answer: Answer) -> bool:
    """Return whether an answer is a number, perhaps with a root that is kept."""
    if isinstance(answer, NumericAnswer):
        return True
    return isinstance(answer, ExpressionAnswer) and not any(LETTER.search(one) for one in answer.accepted)


def _results_in(working: str, stated: list[str]) -> list[str]:
    """Return the results that a working states, also those of sums that begin with a sign, as in ", / 25 = 1176"."""
    return [*stated, *(found[1] for found in RESULT.finditer(working))]


def _place(item: DrawnItem, number: int, given: int) -> Place:
    """Return the place at a value: with the next hint from there where one begins there, else with the next line."""
    hints = item.hints[:-1]
    behind = next((place for place in range(len(hints)) if reach(item, place) >= number), len(hints))
    behind = max(behind, min(given, len(hints)))
    next_line = _next_line(item, number) or LAST
    if behind < len(hints) and reach(item, behind) == number:
        return Place(number, behind, beyond(item, hints[behind], number), next_line)
    return Place(number, behind, next_line=next_line)


def reach(item: DrawnItem, place: int) -> int:
    """Return how many values of the way the hints up to a place on the ladder, from 0, have told."""
    way = values_on_the_way(item)
    told = [value for hint in item.hints[: place + 1] for value in _values_in(_telling(hint))]
    return max((way.index(value) + 1 for value in told if value in way), default=0)


def computes(item: DrawnItem, rung: int) -> bool:
    """Return whether the hint after a rung, the first one aside, tells results of the worked solution."""
    return 0 < rung < len(item.hints) - 1 and reach(item, rung) > 0


def beyond(item: DrawnItem, hint: str, number: int) -> str:
    """Return what of a hint asks for something beyond a value: its sentences less those that only tell what is done.

    A sentence that names what the next one speaks of stays.
    """
    way = values_on_the_way(item)
    said = sentences(hint)
    kept = said[-1:]
    for one in reversed(said[:-1]):
        done = _is_done({value for value in _values_in(one) if value in way}, way[:number])
        if not done or hangs(kept[0]):  # what is spoken of has to be there, even where it is known
            kept = [one, *kept]
    return " ".join(kept)


def _telling(hint: str) -> str:
    """Return the sentences of a hint that tell; the last one asks, unless it is alone or states a result."""
    said = sentences(hint)
    return hint if len(said) == 1 or "=" in said[-1] else " ".join(said[:-1])


def _is_done(told: set[Fraction], done: tuple[Fraction, ...]) -> bool:
    return bool(told) and told <= set(done)


def values_on_the_way(item: DrawnItem) -> tuple[Fraction, ...]:
    """Return the values of an item's worked solution in their order, less those that are given and the answer's own."""
    asked = item.question + " " + (item.diagram.alt if item.diagram else "")
    return _on_the_way(item.answer, item.steps, asked)


@lru_cache(maxsize=256)
def _on_the_way(answer: Answer, steps: tuple[str, ...], asked: str) -> tuple[Fraction, ...]:
    shown = {*numbers_in(asked), *named_numbers_in(asked)}
    made = {value for value in results_in(steps) if value in MADE} if isinstance(answer, NumericAnswer) else set()
    given = shown | (CONSTANTS - made)
    found = dict.fromkeys(value for step in steps for value in _values_in(step) if abs(value) not in given)
    return tuple(value for value in found if not _answers(answer, value))


def _answers(answer: Answer, value: Fraction) -> bool:
    """Return whether a value is the answer or a part of it, or as good as it: right but for its form or its sign."""
    if isinstance(answer, NumericAnswer):
        same = {abs(one) for accepted in answer.accepted for one in numbers_in(accepted)[:1]}
        if abs(value) in same:
            return True
    marked = mark(answer, str(value if value.denominator == 1 else float(value)))
    return isinstance(marked, Unreadable) or bool(marked.right or (marked.form and not of_size(marked.form)))


def _values_in(text: str) -> list[Fraction]:
    """Return the values that a text states, in their order: the sides of its formulas, and the numbers of its words.

    What a calculation is made of is no value of its own: of 2 × 0.6 = 1.2 the value is 1.2.
    """
    found: list[Fraction] = []
    for place, piece in enumerate(FORMULA.split(ROUNDED_TO.sub("", text))):
        found += _sides(piece) if place % 2 else _figures(piece)
    return list(dict.fromkeys(found))


def _sides(formula: str) -> Iterator[Fraction]:
    """Yield the values of a formula's sides, and what stands new in a later one, as 42 does in 6 × 7 + 1 = 42 + 1."""
    before: set[Fraction] = set()
    for side in re.split(r"=|\\approx|≈", formula):
        own = set(_figures(IN_PARTS.sub(" ", side))) if re.search(r"\d\s*[-+−]", side) else set()
        if before:
            yield from sorted(own - before)
        before |= own or set(_figures(side))
        typed = _typed(side.replace("...", ""))
        if typed is not None and not _is_sum(typed):  # a sum that is still to be done states no value
            yield as_fraction(typed.value)


def _figures(words: str) -> Iterator[Fraction]:
    for match in FIGURE.finditer(words):
        top, bottom = match["number"].replace(",", ""), match["under"]
        if not bottom or int(bottom):
            yield Fraction(top) / Fraction(bottom or 1) * (-1 if match["sign"] else 1)


def _typed(text: str) -> Quantity | None:
    try:
        return read_quantity(text)
    except Unread:
        return None


def _is_sum(typed: Quantity) -> bool:
    """Return whether a number is written as a sum that is not worked out; a power alone is a value."""
    return typed.unworked is not None and isinstance(typed.node, Apply) and typed.node.name in {"+", "-", "*", "/"}


def _is_same(typed: Quantity, value: Fraction) -> bool:
    """Return whether a number is a value, or that value rounded as far as it is written."""
    written: Real = as_fraction(typed.value)
    if written == value:
        return True
    places = decimal_places(typed.node)
    if places is None or (places == 0 and abs(written) < 10 ** (FIGURES - 1)) or value.denominator == 1:
        return False
    return bool(abs(written - value) * 2 <= Fraction(10) ** -places)


def _next_line(item: DrawnItem, number: int) -> str:
    """Return how the line after a value begins, as far as it tells nothing new; empty where it does not say."""
    way = values_on_the_way(item)
    last = max(place for place, step in enumerate(item.steps) if way[number - 1] in _values_in(step))
    first = next(place for place, step in enumerate(item.steps) if way[number - 1] in _values_in(step))
    place = first if number == len(way) or way[number] not in _values_in(item.steps[first]) else last
    for step in item.steps[place + 1 :]:
        begins = BEGINS.match(step)
        if begins is None:
            return ""
        label = begins["label"].strip().rstrip("$").strip()
        if not label or len(label) > LONGEST_LABEL or set(_values_in(label)) - {way[number - 1]}:
            return ""
        whole = f"{label}$" if label.count("$") % 2 else label
        if gives_away(whole, item.answer, (item.question,)):
            return ""
        return f"The next line begins “{whole} = …”. How does it go on?"
    return ""
