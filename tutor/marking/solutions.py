"""Marking of the solutions of equations, alone or in pairs, in any order."""

from collections.abc import Sequence
from functools import lru_cache

from content_store.answers import SolutionsAnswer
from tutor.marking.algebra import equal
from tutor.marking.assignments import Solution, Solved, read_solutions
from tutor.marking.collection import Comparison, compare, distinct
from tutor.marking.rounding import Agreement, Rounding, agreement, decimal_places, several_values
from tutor.marking.statement import read_statement
from tutor.marking.tree import Node, letters
from tutor.marking.value import as_fraction, evaluate, same_value
from tutor.marking.verdict import InvalidAnswer, Mark, Unread

JOIN = " or "
VALUES_ALONE = "Right. Only the values of {} are asked for, so give those without the points."
HALF_A_PAIR = "{} is right; give the value of {} too."
SIGNS = "Right numbers, but check their signs."
SWAPPED = "Right numbers, but check which value belongs to which letter."


def mark_solutions(answer: SolutionsAnswer, text: str) -> Mark:
    """Return the mark of the solutions that a pupil typed; of several ways to read them, the one in their favour.

    Raises:
        Unread: it is no list of values.
        InvalidAnswer: the answer's own texts cannot be read.
    """
    names, wanted = _wanted(answer)
    marks = [_marked(answer, names, wanted, reading) for reading in read_solutions(text, names)]
    return max(marks, key=lambda one: (bool(one.right), one.misconception_id is not None, one.form is not None))


def _marked(answer: SolutionsAnswer, names: tuple[str, ...], wanted: tuple[Solution, ...], typed: Solved) -> Mark:
    rounding = Rounding(None, answer.decimal_places, answer.significant_figures)
    solutions = distinct(typed.solutions, _same)
    found = compare(wanted, solutions, lambda one, other: _agree(one, other, rounding))
    if found.complete:
        note = VALUES_ALONE.format(names[0]) if typed.on_axis else None
        return Mark(not found.unrounded, _of_values(found) or note, None, typed.latex)
    misconception = _revealed(answer, names, solutions, rounding)
    form = None if misconception else _said(wanted, solutions, rounding) or found.fault("solution") or found.form
    return Mark(False, form, misconception, typed.latex)


def _of_values(found: Comparison) -> str | None:
    """Return what is said of the form of right values, of several as of several."""
    several = found.unrounded and found.found > 1
    return several_values(found.form) if several and found.form else found.form


def _said(wanted: tuple[Solution, ...], typed: list[Solution], rounding: Rounding) -> str | None:
    """Return what to say where values are right and letters are not: another letter, one missing, or two swapped."""
    if not wanted or not typed:
        return None
    names, given = list(wanted[0]), list(typed[0])
    if len(names) == len(given) == 1 and names != given:
        renamed = [dict(zip(names, one.values(), strict=True)) for one in typed]
        complete = compare(wanted, renamed, lambda one, other: _agree(one, other, rounding)).complete
        return f"Right value, but the letter should be {names[0]}." if complete else None
    if len(names) == 1 and len(typed) == len(wanted) > 1 and _same_sizes(wanted, typed):
        return SIGNS
    if len(given) < len(names):
        parts = [{name: one[name] for name in given if name in one} for one in wanted]
        complete = compare(parts, typed, lambda one, other: _agree(one, other, rounding)).complete
        missing = [name for name in names if name not in given]
        return HALF_A_PAIR.format(" and ".join(given), " and ".join(missing)) if complete else None
    if len(names) == 2 and set(names) == set(given):
        swapped = [{names[0]: one[names[1]], names[1]: one[names[0]]} for one in typed]
        complete = compare(wanted, swapped, lambda one, other: _agree(one, other, rounding)).complete
        return SWAPPED if complete else None
    return None


def _same_sizes(wanted: Sequence[Solution], typed: Sequence[Solution]) -> bool:
    """Tell whether two lists have the same numbers but for the sign of every one."""
    values = []
    for solutions in (wanted, typed):
        nodes = [node for one in solutions for node in one.values()]
        if any(letters(node) for node in nodes):
            return False
        values.append([as_fraction(evaluate(node)) for node in nodes])
    same = {*values[0]} & {*values[1]}
    return not same and sorted(map(abs, values[0])) == sorted(map(abs, values[1]))


def _agree(wanted: Solution, typed: Solution, rounding: Rounding) -> Agreement:
    """Return whether two solutions agree in every letter, and what to say of their rounding."""
    if wanted.keys() != typed.keys():
        return Agreement(False)
    found = [_value_agrees(wanted[name], typed[name], rounding) for name in wanted]
    first = next((one for one in found if one.unrounded), None) or next((one for one in found if one.form), None)
    right = all(one.right for one in found)
    return Agreement(right, first.form, first.unrounded) if first else Agreement(right)


def _value_agrees(wanted: Node, typed: Node, rounding: Rounding) -> Agreement:
    if letters(wanted) or letters(typed):
        return Agreement(equal(wanted, typed))
    return agreement(evaluate(typed), decimal_places(typed), evaluate(wanted), rounding)


def _same(one: Solution, other: Solution) -> bool:
    """Tell whether two solutions are exactly the same."""
    if one.keys() != other.keys():
        return False
    pairs = [(one[name], other[name]) for name in one]
    return all(equal(a, b) if letters(a) or letters(b) else same_value(evaluate(a), evaluate(b)) for a, b in pairs)


def _revealed(answer: SolutionsAnswer, names: tuple[str, ...], typed: list[Solution], rounding: Rounding) -> str | None:
    for revealed in answer.reveals:
        wrong = distinct(_read_own(revealed.value, names).solutions, _same)
        if compare(wrong, typed, lambda one, other: _agree(one, other, rounding)).complete:
            return revealed.misconception_id
    return None


@lru_cache(maxsize=512)
def _wanted(answer: SolutionsAnswer) -> tuple[tuple[str, ...], tuple[Solution, ...]]:
    """Return the letters that are solved for, in the order that the answer names them, and the solutions."""
    names = letters_of(answer)
    solutions = [one for text in answer.accepted for one in _read_own(text, names).solutions]
    if any(list(one) != list(names) and set(one) != set(names) for one in solutions):
        raise InvalidAnswer(f"the solutions {answer.accepted} do not all give a value for {', '.join(names)}")
    return names, tuple({name: one[name] for name in names} for one in solutions)


def letters_of(answer: SolutionsAnswer) -> tuple[str, ...]:
    """Return the letters that are solved for, in the order in which the answer names them."""
    texts = [*answer.accepted, *(part for one in answer.reveals for part in one.value.split(JOIN))]
    for text in texts:
        found = []
        for part in text.split(","):
            try:
                subject = read_statement(part).relations[0].subject
            except Unread:
                subject = None
            if subject:
                found.append(subject[0])
        if found:
            return tuple(dict.fromkeys(found))
    return ("x",)


def _read_own(text: str, names: tuple[str, ...]) -> Solved:
    try:
        return read_solutions(text, names)[0]
    except Unread as error:
        raise InvalidAnswer(f"'{text}' in an answer cannot be read as a solution: {error}") from error
