"""Linear equations together: whether a further one can be true beside them, by Gaussian elimination."""

from collections.abc import Sequence
from fractions import Fraction

from tutor.marking.solution_set import POINTS, Compared
from tutor.marking.value import NoValue, evaluate

MOST_LETTERS = 4
MOST_EQUATIONS = 12
Row = list[Fraction]
"""The coefficients of the letters in order, then the constant: together they make zero."""


def contradicts(new: Compared, equations: Sequence[Compared]) -> bool:
    """Tell whether an equation cannot be true beside linear ones that can be true together.

    Only where they share a letter, and one of them has several; False where any is not linear.
    """
    used = [one for one in equations if one.letters & new.letters][-MOST_EQUATIONS:]
    used = [one for one in equations[-MOST_EQUATIONS:] if one in used or any(one.letters & two.letters for two in used)]
    names = sorted(new.letters.union(*(one.letters for one in used)))
    if not used or len(names) > MOST_LETTERS or not any(len(one.letters) > 1 for one in used):
        return False
    rows = [_row(one, names) for one in used]
    last = _row(new, names)
    if last is None or any(row is None for row in rows):
        return False
    before = _reduced([row for row in rows if row is not None])
    return not _is_impossible(before) and _is_impossible(_reduced([*before, last]))


def _row(equation: Compared, names: Sequence[str]) -> Row | None:
    """Return a linear equation as a row; None where it is not linear or not rational."""
    zero = dict.fromkeys(names, Fraction(0))
    try:
        constant = _gap(equation, zero)
        row = [_gap(equation, {**zero, name: Fraction(1)}) - constant for name in names]
        point = dict(zip(names, POINTS, strict=False))
        expected = constant + sum((a * point[name] for a, name in zip(row, names, strict=True)), Fraction(0))
        return [*row, constant] if _gap(equation, point) == expected else None
    except NoValue:
        return None


def _gap(equation: Compared, at: dict[str, Fraction]) -> Fraction:
    value = evaluate(equation.left, at), evaluate(equation.right, at)
    if not all(isinstance(one, Fraction) for one in value):
        raise NoValue("That is not a rational number.")
    gap: Fraction = value[0] - value[1]
    return gap


def _reduced(rows: Sequence[Row]) -> list[Row]:
    """Return rows with each letter eliminated from the rows below the first that has it."""
    left = [list(row) for row in rows]
    done: list[Row] = []
    for column in range(len(left[0]) - 1 if left else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        done.append(pivot)
        left = [_less(row, pivot, row[column] / pivot[column]) for row in left]
    return [*done, *(row for row in left if any(row))]


def _less(row: Row, pivot: Row, times: Fraction) -> Row:
    return [one - times * other for one, other in zip(row, pivot, strict=True)]


def _is_impossible(rows: Sequence[Row]) -> bool:
    """Tell whether a reduced row says that a number other than zero is zero."""
    return any(row[-1] and not any(row[:-1]) for row in rows)
