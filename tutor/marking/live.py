"""How an answer that is still being typed is read: as it is written, whatever is right.

What marking says of its reading depends on the answer in places (a comma may be a decimal point where that is right).
Here nothing of the answer is looked at but what its question shows anyway: the kind, the unit, the letters.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from content_store.answers import (
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    NumericAnswer,
    RatioAnswer,
    SolutionsAnswer,
    ValueAnswer,
)
from tutor.marking import equation, expression, inequality, solutions
from tutor.marking.assignments import read_solutions
from tutor.marking.claimed import mark_claimed, with_end
from tutor.marking.coordinates import read_points
from tutor.marking.inequality_text import read_inequality
from tutor.marking.notation import tidy, without_note
from tutor.marking.quantity import read_quantity
from tutor.marking.ratio import read_ratio
from tutor.marking.separators import conclusion, list_text
from tutor.marking.spoken import spoken, spoken_expression
from tutor.marking.statement import read_statement
from tutor.marking.typed import as_meant
from tutor.marking.units import read_unit
from tutor.marking.verdict import Mark, Unread


def reading_of(answer: ValueAnswer, text: str) -> str | None:
    """Return how a text is read as an answer of this kind, as LaTeX without dollars; None where it cannot be yet."""
    read = READERS[type(answer)]

    def unmarked(typed: str) -> Mark:
        return Mark(None, None, None, read(answer, typed))

    one_number = isinstance(answer, NumericAnswer)
    try:
        return mark_claimed(unmarked, as_meant(answer, text), one_number=one_number).reading or None
    except Unread:
        return None


def _number(answer: NumericAnswer, text: str) -> str:
    unit = read_unit(tidy(answer.unit))[0] if answer.unit else None
    return read_quantity(spoken(without_note(with_end(text)), unit)[0]).latex


def _expression(answer: ExpressionAnswer, text: str) -> str:
    plain = spoken_expression(tidy(text))
    has_x = any("x" in one.casefold() for one in answer.accepted)
    return read_statement(plain if has_x else expression.TIMES.sub("*", plain)).latex


def _equation(answer: EquationAnswer, text: str) -> str:
    return read_statement(equation.EQUALS.sub(" = ", conclusion(list_text(text.replace("±", ""))))).latex


def _inequality(answer: InequalityAnswer, text: str) -> str:
    known = inequality.known_letters(answer)
    return read_statement(text).latex if len(known) > 1 else read_inequality(text, known).latex


def _points(answer: CoordinatesAnswer, text: str) -> str:
    return read_points(text, _size(answer), len(answer.accepted)).latex


@lru_cache(maxsize=512)
def _size(answer: CoordinatesAnswer) -> int:
    """Return how many numbers a point has, as the question asks for them."""
    return answer.accepted[0].count(",") + 1


def _ratio(_: RatioAnswer, text: str) -> str:
    return read_ratio(text).latex


def _solutions(answer: SolutionsAnswer, text: str) -> str:
    return read_solutions(text, solutions.letters_of(answer))[0].latex


READERS: dict[type[Any], Callable[[Any, str], str]] = {
    NumericAnswer: _number,
    ExpressionAnswer: _expression,
    EquationAnswer: _equation,
    InequalityAnswer: _inequality,
    CoordinatesAnswer: _points,
    RatioAnswer: _ratio,
    SolutionsAnswer: _solutions,
}
