"""Marking of equations: any arrangement with the same solutions, solved for a letter where that is asked."""

import re
from collections.abc import Collection
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from content_store.answers import EquationAnswer
from tutor.marking.algebra import TooMuchWork, equal, ratios
from tutor.marking.quantity import WHICH_SIGN
from tutor.marking.separators import conclusion, list_text
from tutor.marking.statement import Relation, in_known_case, read_statement
from tutor.marking.tree import Apply, Letter, Node, letters
from tutor.marking.value import NoValue, evaluate, same_value
from tutor.marking.verdict import InvalidAnswer, Mark, Unread

NOT_AN_EQUATION = "That could not be read as an equation. Type it like y = 3x + 2."
MAKE_SUBJECT = "Right equation, but make {} the subject."
BOTH_ROOTS = "Right. Leave out the ± where only a positive value makes sense."
WRITE_WHOLE = "Right expression, but write the whole equation, starting {} =."
NOT_YET_ALONE = "Right so far, but {} does not stand alone yet."
TO_BE_FOUND = "Right so far: the number that {} stands for is still to be found."
PROPORTIONAL = re.compile(r"\s*(?:∝|\\propto(?![a-z]))\s*")
EQUALS = re.compile(r"(?i)(?<=[A-Za-z0-9)])\s+(?:is equal to|equals|is)\s+")
SAMPLES = (Fraction(7, 3), Fraction(11, 5), Fraction(13, 4), Fraction(5, 2), Fraction(17, 6), Fraction(19, 8))
OFF = Fraction(101, 97)


def mark_equation(answer: EquationAnswer, text: str) -> Mark:
    """Return the mark of an equation that a pupil typed.

    Raises:
        Unread: it is no equation.
        InvalidAnswer: the answer's own texts cannot be read.
    """
    accepted = [_read_own(one) for one in answer.accepted]
    typed = _read(PROPORTIONAL.sub(" = k*", text.replace("±", "")), _known(answer))
    if "±" in text and not letters(typed.result):
        raise Unread(WHICH_SIGN)
    reading = typed.latex
    if len(typed.sides) == 1:
        return _mark_one_side(answer, accepted, typed)
    if any(same_equation(one, typed) for one in accepted):
        alone = answer.subject is None or _stands_alone(answer.subject, typed)
        note = BOTH_ROOTS if "±" in text else None
        return Mark(alone, note if alone else MAKE_SUBJECT.format(answer.subject), None, reading)
    misconception = _revealed(answer, typed)
    if misconception or answer.subject is None:
        return Mark(False, None, misconception, reading)
    if _follows(accepted, typed):
        return Mark(False, NOT_YET_ALONE.format(answer.subject), None, reading)
    constant = _constant_in(accepted, typed)
    return Mark(False, TO_BE_FOUND.format(constant) if constant else None, None, reading)


def same_equation(one: Relation, other: Relation) -> bool:
    """Tell whether two equations have the same solutions: solved alike, or differences in proportion."""
    if one.subject and other.subject and one.subject[0] == other.subject[0]:
        return equal(one.subject[1], other.subject[1])
    first, second = (Apply("-", (relation.sides[0], relation.sides[-1])) for relation in (one, other))
    try:
        a, b = (ratio.top for ratio in ratios([first, second]))
    except (TooMuchWork, NoValue):
        return equal(first, second) or equal(first, Apply("neg", (second,)))
    if not a or not b:
        return not a and not b
    return bool(a * b.LC == b * a.LC)


def _mark_one_side(answer: EquationAnswer, accepted: list[Relation], typed: Relation) -> Mark:
    """Return the mark of an expression where the whole equation is asked for."""
    for one in accepted:
        if one.subject and equal(one.subject[1], typed.sides[0]):
            return Mark(False, WRITE_WHOLE.format(one.subject[0]), None, typed.latex)
    if not letters(typed.sides[0]):
        evaluate(typed.sides[0])
    return Mark(False, None, None, typed.latex)


def _read(text: str, known: Collection[str]) -> Relation:
    """Return the equation, a chain of equal sides reduced to its ends."""
    plain = EQUALS.sub(" = ", conclusion(list_text(text)))
    relations = read_statement(plain, known).relations
    if len(relations) > 1 or set(relations[0].signs) - {"="}:
        raise Unread(NOT_AN_EQUATION)
    sides = tuple(in_known_case(side, known) for side in relations[0].sides)
    if len(sides) > 2 and not all(equal(a, b) for a, b in pairwise(sides[1:])):
        raise Unread("Give one equation, with one equals sign.")
    return Relation((sides[0], sides[-1]), ("=",)) if len(sides) > 1 else Relation(sides)


def _stands_alone(subject: str, typed: Relation) -> bool:
    for one, other in (typed.sides, typed.sides[::-1]):
        if one == Letter(subject) and subject not in letters(other):
            return True
    return False


def _constant_in(accepted: list[Relation], typed: Relation) -> str | None:
    """Return the letter in a formula that is right for one value of it, as the k of y = kx; None in any other."""
    for one in accepted:
        more = letters(typed.sides[0]) | letters(typed.sides[-1])
        more -= letters(one.sides[0]) | letters(one.sides[-1])
        same = one.subject and typed.subject and one.subject[0] == typed.subject[0]
        if same and len(more) == 1 and _fits(one.subject, typed.subject, *more):  # type: ignore[arg-type]
            return next(iter(more))
    return None


def _fits(wanted: tuple[str, Node], typed: tuple[str, Node], name: str) -> bool:
    """Tell whether one value of a letter makes two formulas the same wherever they are tried."""
    others = sorted(letters(wanted[1]))
    if not others:
        return False
    points = [
        {other: SAMPLES[(place + 2 * shift) % len(SAMPLES)] for place, other in enumerate(others)} for shift in range(3)
    ]
    try:
        found = evaluate(wanted[1], points[0]) / evaluate(typed[1], {**points[0], name: Fraction(1)})
        return all(
            same_value(evaluate(wanted[1], at), evaluate(typed[1], {**at, name: found}))
            and not same_value(evaluate(typed[1], at | {name: found}), evaluate(typed[1], at | {name: found * OFF}))
            for at in points
        )
    except (NoValue, ZeroDivisionError):
        return False


def _follows(accepted: list[Relation], typed: Relation) -> bool:
    """Tell whether an equation holds where an accepted, solved one does, and not elsewhere: r^2 = A for r = √A."""
    return any(one.subject and _holds_only_at(one.subject, typed) for one in accepted)


def _holds_only_at(solved: tuple[str, Node], typed: Relation) -> bool:
    name, value = solved
    others = sorted((letters(value) | letters(typed.sides[0]) | letters(typed.sides[1])) - {name})
    tried = 0
    for shift in range(3):
        at = {other: SAMPLES[(place + 2 * shift) % len(SAMPLES)] for place, other in enumerate(others)}
        try:
            there = evaluate(value, at)
            left, right = (evaluate(side, {**at, name: there}) for side in typed.sides)
            off_left, off_right = (evaluate(side, {**at, name: there * OFF}) for side in typed.sides)
        except NoValue:
            continue
        if not same_value(left, right) or same_value(off_left, off_right):
            return False
        tried += 1
    return tried > 1


def _revealed(answer: EquationAnswer, typed: Relation) -> str | None:
    for revealed in answer.reveals:
        if same_equation(_read_own(revealed.value), typed):
            return revealed.misconception_id
    return None


def _known(answer: EquationAnswer) -> frozenset[str]:
    texts = [*answer.accepted, *(revealed.value for revealed in answer.reveals)]
    return frozenset().union(*(letters(side) for text in texts for side in _read_own(text).sides))


@lru_cache(maxsize=512)
def _read_own(text: str) -> Relation:
    try:
        relation = read_statement(text).relations[0]
    except Unread as error:
        raise InvalidAnswer(f"'{text}' in an answer cannot be read as an equation: {error}") from error
    if relation.signs != ("=",):
        raise InvalidAnswer(f"'{text}' in an answer is not an equation")
    return relation
