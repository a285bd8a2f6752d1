"""Marking of algebra: any equivalent expression, in the form that the item asks for."""

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from content_store.answers import ExpressionAnswer
from tutor.marking.expression_form import expression_form
from tutor.marking.listed import read_listed, same_listed
from tutor.marking.notation import squashed, tidy, without_lead_in
from tutor.marking.quantity import read_bare_quantity
from tutor.marking.rounding import Rounding, agreement, decimal_places
from tutor.marking.spoken import spoken_expression
from tutor.marking.statement import Relation, Statement, read_statement, same_statement
from tutor.marking.tree import Apply, Letter, Node, Number, letters, whole_number
from tutor.marking.units import without_unit
from tutor.marking.value import evaluate, same_value
from tutor.marking.verdict import Mark, Unread

TIMES = re.compile(r"(?<=[0-9)}\]])\s*[xX]\s*(?=[-+]?[0-9.(\\])")
UNIT_ASIDE = "Right. The unit after the expression was left aside."
NUMBER_LAST = re.compile(r"(?<![A-Za-z0-9_^.\\])([A-Za-z])([0-9]+)(?![0-9.]*[A-Za-z0-9.(^])")
"""A letter with a number straight after it, as in k18."""
POWERS = frozenset({"2", "3"})
"""Numbers that behind a letter are as likely its power."""
NUMBER_FIRST = "Right. The number is written before its letter: {}, not {}."
WHICH_PLACE = (
    "“{}” may be a product or a power. In a product the number is written first, as in 5a; a power is written with ^, "
    "as in a^5. Which is meant?"
)
WITHOUT_ZERO = "Leave out = 0: an expression was asked for."
RIGHT_BEFORE = "Right before the equals sign, and what stands after it is not the same."
CHANGED_PLACES = "Right numbers, but check which of them stays under the root."
TWO_SIGNS = re.compile(r"-\s*-\s*(?=[0-9.A-Za-z])")
WHICH_MINUS = (
    "There are two minus signs next to each other. Write one where one is meant, and put brackets around a negative "
    "number."
)
EXACT = "That is rounded. Give the exact value, with a root in it."


def mark_expression(answer: ExpressionAnswer, text: str) -> Mark:
    """Return the mark of an expression that a pupil typed.

    An accepted text that is not maths (a matrix, a word) is matched letter for letter.

    Raises:
        Unread: what was typed is neither maths nor an accepted text.
    """
    tidy(text)
    known = _known(answer)
    try:
        typed = read_statement(_spoken(text, known), known)
    except Unread:
        if _is_accepted_text(answer, text, known):
            return Mark(True, None, None, text.strip().strip("$"))
        if bare := _without_unit(answer, text, known):
            return bare
        if turned := _number_first(answer, text, known):
            return turned
        raise
    _refuse_no_value(typed)
    mark = _marked(answer, typed, text)
    if not mark.right and TWO_SIGNS.search(plain := _spoken(text, known)):
        once = TWO_SIGNS.sub("-", plain)
        if _marked(answer, read_statement(once, known), once).right:
            raise Unread(WHICH_MINUS)
    return mark if mark.right or mark.form or mark.misconception_id else _without_unit(answer, text, known) or mark


def _marked(answer: ExpressionAnswer, typed: Statement, text: str) -> Mark:
    matches = [one for one in map(_read_own, answer.accepted) if one and same_statement(one, typed)]
    if not matches and _is_accepted_quantity(answer, text):
        return Mark(True, None, None, typed.latex)
    if not matches:
        misconception = _revealed(answer, typed)
        form = (
            None
            if misconception
            else (
                _set_to_zero(answer, typed)
                or _rounded(answer, typed)
                or _right_before(answer, typed)
                or _changed_places(answer, typed)
            )
        )
        return Mark(False, form, misconception, typed.latex)
    faults = [_form(answer, accepted, typed) for accepted in matches]
    fault = None if None in faults else faults[0]
    return Mark(fault is None, fault, None, typed.latex)


def _is_accepted_text(answer: ExpressionAnswer, text: str, known: Collection[str]) -> bool:
    """Tell whether a text that is no statement is an accepted one, letter for letter or as a list."""
    plain = {squashed(text), squashed(without_lead_in(tidy(text)).lstrip("= "))}
    typed = read_listed(text, known)
    for accepted in answer.accepted:
        wanted = None if _read_own(accepted) else read_listed(accepted)
        if squashed(accepted) in plain or (typed and wanted and same_listed(wanted, typed)):
            return True
    return False


def _is_accepted_quantity(answer: ExpressionAnswer, text: str) -> bool:
    """Tell whether a number is one of the accepted texts that are no expression, such as $1.79."""
    return any(
        _read_own(accepted) is None and _same_as_quantities(accepted, text.lstrip(" =")) for accepted in answer.accepted
    )


def _spoken(text: str, known: Collection[str]) -> str:
    """Return a text with words as signs, and x as times where no letter x is in the answer."""
    plain = spoken_expression(tidy(text))
    return plain if {"x", "X"} & set(known) else TIMES.sub("*", plain)


def _without_unit(answer: ExpressionAnswer, text: str, known: Collection[str]) -> Mark | None:
    """Return the mark of the expression before a unit, None where there is no unit or what is before it is no match."""
    plain = _spoken(text, known)
    bare = without_unit(plain)
    if bare == plain or set(re.findall("[A-Za-z]", plain[len(bare) :])) <= set(known):
        return None
    try:
        typed = read_statement(bare, known)
        mark = _marked(answer, typed, bare)
    except Unread:
        return None
    if not mark.right and not mark.form and not mark.misconception_id:
        return None
    return replace(mark, form=mark.form or UNIT_ASIDE) if mark.right else mark


def _right_before(answer: ExpressionAnswer, typed: Statement) -> str | None:
    """Return what to say of a right answer after which an equals sign leads on to something else."""
    sides = typed.relations[0].sides
    if len(typed.relations) > 1 or set(typed.relations[0].signs) != {"="} or answer.form == "any" or typed.brackets:
        return None
    before = [side for side in sides[:-1] if letters(side) and not isinstance(side, Letter)]
    right = any(_marked(answer, Statement((Relation((side,)),)), "").right for side in before)
    return RIGHT_BEFORE if right else None


def _changed_places(answer: ExpressionAnswer, typed: Statement) -> str | None:
    """Return what to say of a multiple of a root whose two numbers have changed places: 21√7 for 7√21."""
    own = _multiple_of_root(typed.relations[0].result)
    wanted = [_multiple_of_root(one.relations[0].result) for one in map(_read_own, answer.accepted) if one]
    return CHANGED_PLACES if own and own[::-1] in wanted and own not in wanted else None


def _multiple_of_root(node: Node) -> tuple[int, int] | None:
    match node:
        case Apply("*", (front, Apply("sqrt", (inside,)))):
            numbers = whole_number(front), whole_number(inside)
            return (numbers[0], numbers[1]) if numbers[0] is not None and numbers[1] is not None else None
    return None


def _number_first(answer: ExpressionAnswer, text: str, known: Collection[str]) -> Mark | None:
    """Return the mark of a right expression in which a number stands behind its letter, as in 30 + k18.

    None where no number does.

    Raises:
        Unread: it may be a power, or is not right as a product.
    """
    plain = _spoken(text, known)
    found = [one for one in NUMBER_LAST.finditer(plain) if one[1] in known]
    if not found:
        return None
    unsure = Unread(WHICH_PLACE.format(found[0][0]))
    if any(one[2] in POWERS for one in found):
        raise unsure
    try:
        turned = NUMBER_LAST.sub(lambda one: f"{one[2]}{one[1]}" if one[1] in known else one[0], plain)
        mark = _marked(answer, read_statement(turned, known), turned)
    except Unread:
        raise unsure from None
    if not mark.right:
        raise unsure
    return replace(mark, form=mark.form or NUMBER_FIRST.format(f"{found[0][2]}{found[0][1]}", found[0][0]))


def _rounded(answer: ExpressionAnswer, typed: Statement) -> str | None:
    """Return what to say of a decimal that is an exact answer rounded."""
    node = typed.relations[0].result
    if answer.form != "surd" or letters(node) or not isinstance(node, Number):
        return None
    for accepted in filter(None, map(_read_own, answer.accepted)):
        wanted = accepted.relations[0].result
        if not letters(wanted) and agreement(evaluate(node), decimal_places(node), evaluate(wanted), Rounding()).right:
            return EXACT
    return None


def equivalent(a: str, b: str) -> bool:
    """Tell whether two typed texts are the same maths; False when either cannot be read."""
    return _same_as_statements(a, b) or _same_as_quantities(a, b)


def _same_as_statements(a: str, b: str) -> bool:
    try:
        one, other = read_statement(a), read_statement(b)
    except Unread:
        return False
    return same_statement(one, other) or same_statement(other, one)


def _same_as_quantities(a: str, b: str) -> bool:
    """Tell whether two texts are one number, in the same unit or in none, with the same words after it."""
    try:
        one, other = read_bare_quantity(a), read_bare_quantity(b)
    except Unread:
        return False
    if one.words != other.words:
        return False
    if one.unit is None or other.unit is None:
        return same_value(one.plain_value, other.plain_value)
    value = one.in_unit(other.unit)
    return value is not None and same_value(value, other.value)


def _form(answer: ExpressionAnswer, accepted: Statement, typed: Statement) -> str | None:
    """Return what is wrong with the form; only single expressions have one. Of a chain, one end is enough."""
    if len(typed.relations) > 1:
        return None
    relation, wanted = typed.relations[0], accepted.relations[0].result
    ends = [relation.result] if relation.subject else [relation.result, relation.sides[0]]
    faults = [expression_form(end, wanted, answer.form) for end in ends if not isinstance(end, Letter)]
    return None if None in faults or not faults else faults[0]


def _set_to_zero(answer: ExpressionAnswer, typed: Statement) -> str | None:
    """Return what to say of the right expression typed as an equation with zero."""
    sides = typed.relations[0].sides
    if len(typed.relations) > 1 or typed.relations[0].signs != ("=",) or typed.brackets:
        return None
    for one, other in (sides, sides[::-1]):
        if letters(one) and whole_number(other) == 0:
            alone = Statement((Relation((one,)),))
            return WITHOUT_ZERO if any(same_statement(own, alone) for own in _own_expressions(answer)) else None
    return None


def _own_expressions(answer: ExpressionAnswer) -> list[Statement]:
    """Return the accepted texts that are expressions, not equations."""
    return [one for one in map(_read_own, answer.accepted) if one and not one.relations[0].signs]


def _revealed(answer: ExpressionAnswer, typed: Statement) -> str | None:
    for revealed in answer.reveals:
        wrong = _read_own(revealed.value)
        if wrong and same_statement(wrong, typed):
            return revealed.misconception_id
    return None


def _refuse_no_value(typed: Statement) -> None:
    """Refuse arithmetic without a value, such as 1/0, with the reason."""
    for relation in typed.relations:
        for side in relation.sides:
            if not letters(side):
                evaluate(side)


def _known(answer: ExpressionAnswer) -> frozenset[str]:
    """Return the letters of the accepted and the revealing texts."""
    texts = [*answer.accepted, *(revealed.value for revealed in answer.reveals)]
    statements = [
        one for text in texts for one in ([_read_own(text)] if _read_own(text) else read_listed(text) or ()) if one
    ]
    sides = [side for one in statements for relation in one.relations for side in relation.sides]
    return frozenset().union(*(letters(side) for side in sides))


@lru_cache(maxsize=1024)
def _read_own(text: str) -> Statement | None:
    try:
        return read_statement(text)
    except Unread:
        return None
