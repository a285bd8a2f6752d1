"""What counts as a right answer to an item, as plain values.

Knows the shape of an answer; not how a pupil's answer is compared with it (that is marking).
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from content_store.template import decimal_places, significant_figures

NumericForm = Literal["any", "fraction", "mixed", "decimal", "standard"]
ExpressionForm = Literal["any", "simplified", "expanded", "factorised"]


@dataclass(frozen=True)
class Revealed:
    """A wrong answer and the misconception that it reveals."""

    misconception_id: str
    value: str


@dataclass(frozen=True)
class NumericAnswer:
    """A number, with a unit where the item asks for one.

    `accepted` holds readable numbers ("12", "3/4", "6.02*10^23"); the first is the one shown.
    A pupil's number is right when it is within `tolerance` (absolute, same unit) of any of them,
    or, where `decimal_places` or `significant_figures` is given, rounds to one of them.
    """

    accepted: tuple[str, ...]
    unit: str | None = None
    unit_required: bool = False
    tolerance: str | None = None
    decimal_places: int | None = None
    significant_figures: int | None = None
    form: NumericForm = "any"
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class ExpressionAnswer:
    """An algebraic expression; right when equivalent to any of `accepted` and in the form asked for."""

    accepted: tuple[str, ...]
    form: ExpressionForm = "any"
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One option of a multiple-choice item; a wrong one may reveal a misconception."""

    text: str
    right: bool = False
    misconception_id: str | None = None


@dataclass(frozen=True)
class ChoiceAnswer:
    """Options in the order shown; exactly one is right."""

    choices: tuple[Choice, ...]


Answer = NumericAnswer | ExpressionAnswer | ChoiceAnswer


def written_answer(answer: NumericAnswer) -> str:
    """Return the number that the item asks for, rounded as it asks."""
    exact = answer.accepted[0]
    if answer.decimal_places is None and answer.significant_figures is None:
        return exact
    value = Fraction(exact)
    if answer.decimal_places is not None:
        return decimal_places(value, answer.decimal_places)
    return significant_figures(value, answer.significant_figures or 1)


def shown_answer(answer: Answer) -> str:
    """Return the answer as the bottom-out hint would name it."""
    if isinstance(answer, ChoiceAnswer):
        return next(choice.text for choice in answer.choices if choice.right)
    if isinstance(answer, ExpressionAnswer):
        return answer.accepted[0]
    return f"{written_answer(answer)} {answer.unit or ''}".strip()
