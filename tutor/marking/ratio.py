"""Marking of ratios: "3:4", "3 to 4", "50p : £2", in simplest form or as 1:n where that is asked."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from content_store.answers import RatioAnswer
from tutor.marking.notation import tidy, without_lead_in
from tutor.marking.number_words import with_digits
from tutor.marking.quantity import Quantity, read_quantity
from tutor.marking.rounding import Agreement, Rounding, agreement, decimal_places
from tutor.marking.tree import Apply, Node
from tutor.marking.units import Unit
from tutor.marking.value import Real, as_real, evaluate, same_value
from tutor.marking.verdict import InvalidAnswer, Mark, Unread

NOT_A_RATIO = "That could not be read as a ratio. Type it with a colon, like 2:5."
ONE_KIND = "The parts of a ratio must be the same kind of thing. Check the units."
WRITE_COLON = "Right numbers, but write them as a ratio with a colon."
WRONG_ORDER = "Right numbers, but in the wrong order."
SIMPLIFY = "Right ratio, but it can be simplified."
SAME_UNIT = "Right ratio, but write both parts in the same unit and simplify."
WHOLE_NUMBERS = "Right ratio, but write it in whole numbers."
NO_UNITS = "Right. Once the units are the same, a ratio is written without them."
ONE_FIRST = "Right ratio, but the first number should be 1."
ONE_LAST = "Right ratio, but the last number should be 1."

COLON = re.compile(r"\s*[:∶]\s*")
TO = re.compile(r"(?i)(?<=[0-9A-Za-z%)])\s+(?:is )?to\s+(?=[-£$€0-9(.\\√])")
EQUALS = re.compile(r"(?i)=|\bis\b|\bare\b")
MAX_PARTS = 6


@dataclass(frozen=True)
class Ratio:
    """A ratio as read: its parts in one unit, the trees and units as typed, and the whole in LaTeX."""

    values: tuple[Real, ...]
    nodes: tuple[Node, ...]
    units: tuple[Unit | None, ...]
    latex: str
    as_ratio: bool = True


def mark_ratio(answer: RatioAnswer, text: str) -> Mark:
    """Return the mark of a ratio that a pupil typed.

    Raises:
        Unread: it is no ratio of numbers.
        InvalidAnswer: the answer's own texts cannot be read.
    """
    accepted = [_read_own(one) for one in answer.accepted]
    typed = read_ratio(text)
    found = [_agree(one.values, typed) for one in accepted]
    right = [one for one in found if one.right]
    if right:
        fault = WRITE_COLON if not typed.as_ratio else _form_fault(answer, typed)
        note = NO_UNITS if any(typed.units) else None
        return Mark(fault is None, fault or right[0].form or note, None, typed.latex)
    misconception = _revealed(answer, typed)
    turned = any(_agree(one.values[::-1], typed).right for one in accepted)
    form = None if misconception or not typed.as_ratio else WRONG_ORDER if turned else None
    return Mark(False, form, misconception, typed.latex)


def read_ratio(text: str) -> Ratio:
    """Return the ratio in a text, its parts brought to one unit.

    Raises:
        Unread: it is no ratio, or its parts measure different things.
    """
    plain = with_digits(without_lead_in(tidy(re.sub(r"\\colon(?![A-Za-z])", ":", text))))
    stated = [part for part in EQUALS.split(TO.sub(":", plain)) if re.search(r"[0-9]", part)]
    if not stated:
        raise Unread(NOT_A_RATIO)
    parts = COLON.split(stated[-1].strip("() "))
    if len(parts) == 1:
        return _fraction(stated[-1])
    if len(parts) > MAX_PARTS or not all(part.strip() for part in parts):
        raise Unread(NOT_A_RATIO)
    return _in_one_unit([_part(part) for part in parts])


def _part(text: str) -> Quantity:
    quantity = read_quantity(text)
    if quantity.value < 0:
        raise Unread(NOT_A_RATIO)
    return quantity


def _fraction(text: str) -> Ratio:
    """Return a fraction as the ratio of its top to its bottom, which is not yet a ratio."""
    quantity = read_quantity(text)
    if not isinstance(quantity.node, Apply) or quantity.node.name != "/" or quantity.unit:
        raise Unread(NOT_A_RATIO)
    top, bottom = quantity.node.parts
    return Ratio((evaluate(top), evaluate(bottom)), (top, bottom), (None, None), quantity.latex, as_ratio=False)


def _in_one_unit(parts: list[Quantity]) -> Ratio:
    units = tuple(part.unit for part in parts)
    known = [unit for unit in units if unit]
    if len({unit.root for unit in known}) > 1:
        raise Unread(ONE_KIND)
    first = known[0] if len(known) == len(parts) else None
    values = tuple(part.value if first is None else part.in_unit(first) for part in parts)
    return Ratio(values, tuple(part.node for part in parts), units, " : ".join(part.latex for part in parts))


def _agree(wanted: tuple[Real, ...], typed: Ratio) -> Agreement:
    """Return whether two ratios are equivalent; one that starts or ends in 1 may be rounded."""
    values = typed.values
    if len(wanted) != len(values):
        return Agreement(False)
    pairs = combinations(range(len(wanted)), 2)
    if all(same_value(_times(values[i], wanted[j]), _times(values[j], wanted[i])) for i, j in pairs):
        return Agreement(any(value != 0 for value in values))
    for one, other in ((0, -1), (-1, 0)):
        if len(values) == 2 and values[one] == 1 and wanted[one]:
            places = decimal_places(typed.nodes[other])
            found = agreement(values[other], places, _over(wanted[other], wanted[one]), Rounding())
            if found.right:
                return found
    return Agreement(False)


def _times(one: Real, other: Real) -> Real:
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one * other
    return as_real(one) * as_real(other)


def _over(one: Real, other: Real) -> Real:
    exact = isinstance(one, Fraction) and isinstance(other, Fraction)
    return one / other if exact else as_real(one) / as_real(other)


def _form_fault(answer: RatioAnswer, typed: Ratio) -> str | None:
    """Return what to say of an equivalent ratio that is not in the form asked for."""
    if answer.form == "1:n":
        return None if typed.values[0] == 1 else ONE_FIRST
    if answer.form == "n:1":
        return None if typed.values[-1] == 1 else ONE_LAST
    if answer.form == "simplest":
        return _simplest_fault(typed)
    return None


def _simplest_fault(typed: Ratio) -> str | None:
    whole = [value for value in typed.values if isinstance(value, Fraction) and value.denominator == 1]
    if len({unit.size for unit in typed.units if unit}) > 1:
        return SAME_UNIT
    if len(whole) < len(typed.values):
        return WHOLE_NUMBERS
    return None if math.gcd(*(int(value) for value in whole)) == 1 else SIMPLIFY


def _revealed(answer: RatioAnswer, typed: Ratio) -> str | None:
    for revealed in answer.reveals:
        if _agree(_read_own(revealed.value).values, typed).right:
            return revealed.misconception_id
    return None


@lru_cache(maxsize=512)
def _read_own(text: str) -> Ratio:
    try:
        return read_ratio(text)
    except Unread as error:
        raise InvalidAnswer(f"'{text}' in an answer cannot be read as a ratio: {error}") from error
