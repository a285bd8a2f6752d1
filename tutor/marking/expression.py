"""Marking of algebra: any equivalent expression, in the form that the item asks for."""

from functools import lru_cache

from content_store.answers import ExpressionAnswer
from tutor.marking.expression_form import expression_form
from tutor.marking.notation import squashed, tidy
from tutor.marking.quantity import read_bare_quantity
from tutor.marking.statement import Statement, read_statement, same_statement
from tutor.marking.tree import letters
from tutor.marking.value import evaluate, same_value
from tutor.marking.verdict import Mark, Unread


def mark_expression(answer: ExpressionAnswer, text: str) -> Mark:
    """Return the mark of an expression that a pupil typed.

    An accepted text that is not maths (a matrix, a word) is matched letter for letter.

    Raises:
        Unread: what was typed is neither maths nor an accepted text.
    """
    tidy(text)
    try:
        typed = read_statement(text, _known(answer))
    except Unread:
        if squashed(text) in {squashed(accepted) for accepted in answer.accepted}:
            return Mark(True, None, None, text.strip().strip("$"))
        raise
    _refuse_no_value(typed)
    matches = [one for one in map(_read_own, answer.accepted) if one and same_statement(one, typed)]
    if not matches:
        return Mark(False, None, _revealed(answer, typed), typed.latex)
    faults = [_form(answer, accepted, typed) for accepted in matches]
    fault = None if None in faults else faults[0]
    return Mark(fault is None, fault, None, typed.latex)


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
    """Return what is wrong with the form; only single expressions have one."""
    if len(typed.relations) > 1:
        return None
    return expression_form(typed.relations[0].result, accepted.relations[0].result, answer.form)


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
    statements = [statement for statement in map(_read_own, texts) if statement]
    sides = [side for one in statements for relation in one.relations for side in relation.sides]
    return frozenset().union(*(letters(side) for side in sides))


@lru_cache(maxsize=1024)
def _read_own(text: str) -> Statement | None:
    try:
        return read_statement(text)
    except Unread:
        return None
