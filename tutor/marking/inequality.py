"""Marking of inequalities and intervals as sets of numbers, and of regions in two letters side by side."""

from fractions import Fraction
from functools import lru_cache

from content_store.answers import InequalityAnswer
from tutor.marking.algebra import TooMuchWork, ratios
from tutor.marking.inequality_text import Typed, read_inequality
from tutor.marking.intervals import EVERY_NUMBER, End, Numbers, ends, same_numbers
from tutor.marking.rounding import Agreement, Rounding, agreement, decimal_places
from tutor.marking.statement import REVERSED, Relation, read_statement
from tutor.marking.tree import Apply, letters
from tutor.marking.value import NoValue
from tutor.marking.verdict import InvalidAnswer, Mark, Unread

NOT_ALONE = "Right so far, but {} does not stand alone yet."
OTHER_LETTER = "Right numbers, but the letter should be {}."
NEEDS_OR = "No number fits both parts of that. Check how the two parts are joined."
NEEDS_AND = "Every number fits one part of that. Check how the two parts are joined."
NEEDS_SIGN = "Right number, but write an inequality with it."
INCLUDED = "Right so far, but check whether each end is included."
DIRECTION = "Right number, but check which way the sign points."
NO_LETTER = "Right, but write the letter as well."
ONE_PART = "That is one part of it; there is another."


def mark_inequality(answer: InequalityAnswer, text: str) -> Mark:
    """Return the mark of an inequality that a pupil typed.

    Raises:
        Unread: it is no inequality.
        InvalidAnswer: the answer's own texts cannot be read.
    """
    known = known_letters(answer)
    if len(known) > 1:
        return _mark_region(answer, text, known)
    typed = read_inequality(text, known)
    accepted = [_read_own(one) for one in answer.accepted]
    agreements = [_agreement(one.numbers, typed.numbers) for one in accepted]
    right = [found for found in agreements if found.right]
    if right:
        fault = _fault(accepted[0], typed)
        note = NO_LETTER if typed.join == "bare" else None
        return Mark(fault is None, fault or note or right[0].form, None, typed.latex)
    misconception = _revealed(answer, typed)
    return Mark(False, None if misconception else _said(accepted[0].numbers, typed), misconception, typed.latex)


def _fault(accepted: Typed, typed: Typed) -> str | None:
    """Return what to say where the numbers are right but not how they are written."""
    if typed.name and accepted.name and typed.name != accepted.name:
        return OTHER_LETTER.format(accepted.name)
    return None if typed.solved else NOT_ALONE.format(typed.name)


def _agreement(accepted: Numbers, typed: Numbers) -> Agreement:
    """Return whether two sets have the same ends, each included in both or in neither."""
    forms: list[str | None] = []

    def same(one: End, other: End) -> bool:
        found = _ends_agree(one, other)
        forms.append(found.form)
        return found.right and one.included == other.included

    right = same_numbers(accepted, typed, same)
    return Agreement(right, next((form for form in forms if form), None) if right else None)


def _ends_agree(one: End, other: End) -> Agreement:
    places = None if other.node is None else decimal_places(other.node)
    return agreement(other.value, places, one.value, Rounding())


def _said(accepted: Numbers, typed: Typed) -> str | None:
    """Return what to say of numbers that are not right: joined wrongly, an end included wrongly, or turned round."""
    if typed.join in {"and", "or"} and (not typed.numbers or typed.numbers == EVERY_NUMBER):
        return NEEDS_AND if typed.numbers else NEEDS_OR
    wanted, given = ends(accepted), ends(typed.numbers)
    if len(wanted) == 1 and len(given) in {1, 2} and all(_ends_agree(wanted[0], end).right for end in given):
        if len(given) == 2:
            return NEEDS_SIGN
        turned = (accepted[0].low.node is None) != (typed.numbers[0].low.node is None)
        return DIRECTION if turned else INCLUDED
    if same_numbers(accepted, typed.numbers, lambda one, other: _ends_agree(one, other).right):
        return INCLUDED
    parts = [part for part in typed.numbers if any(_agreement((one,), (part,)).right for one in accepted)]
    return ONE_PART if typed.numbers and len(parts) == len(typed.numbers) else None


def _revealed(answer: InequalityAnswer, typed: Typed) -> str | None:
    for revealed in answer.reveals:
        if _agreement(_read_own(revealed.value).numbers, typed.numbers).right:
            return revealed.misconception_id
    return None


def _mark_region(answer: InequalityAnswer, text: str, known: frozenset[str]) -> Mark:
    """Return the mark of an inequality in two letters, which must be a positive multiple of an accepted one."""
    typed = read_statement(text, known).relations
    if len(typed) != 1 or len(typed[0].signs) != 1:
        raise Unread("Give one inequality, such as y > 2x + 1.")
    if any(_same_region(_relation(one), typed[0]) for one in answer.accepted):
        return Mark(True, None, None, typed[0].latex)
    wrong = [one for one in answer.reveals if _same_region(_relation(one.value), typed[0])]
    return Mark(False, None, wrong[0].misconception_id if wrong else None, typed[0].latex)


def _same_region(one: Relation, other: Relation) -> bool:
    differences = [Apply("-", relation.sides) for relation in (one, other)]
    try:
        first, second = ratios(differences)
    except (TooMuchWork, NoValue):
        return False
    a, b = first.top * second.bottom, second.top * first.bottom
    if not a or not b or a * b.LC != b * a.LC or not (first.bottom.is_ground and second.bottom.is_ground):
        return False
    sign = other.signs[0] if Fraction(str(a.LC)) / Fraction(str(b.LC)) > 0 else REVERSED[other.signs[0]]
    return sign == one.signs[0]


def known_letters(answer: InequalityAnswer) -> frozenset[str]:
    """Return the letters of the accepted and the revealing texts."""
    texts = [*answer.accepted, *(revealed.value for revealed in answer.reveals)]
    found: set[str] = set()
    for text in texts:
        try:
            sides = [side for relation in read_statement(text).relations for side in relation.sides]
            found.update(*(letters(side) for side in sides))
        except Unread:
            found.update(name for name in [_read_own(text).name] if name)
    return frozenset(found)


def _relation(text: str) -> Relation:
    return read_statement(text).relations[0]


@lru_cache(maxsize=512)
def _read_own(text: str) -> Typed:
    try:
        return read_inequality(text, ())
    except Unread as error:
        raise InvalidAnswer(f"'{text}' in an answer cannot be read as an inequality: {error}") from error
