"""The answers of a question of Moodle's, however they were written, as the answer of an item.

Knows what shares of the marks mean. What earns part of the marks cannot be told right or wrong, so it is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from content_store.importers.found import Unfit
from content_store.importers.questions import choosing, number, numeric, words
from content_store.item_spec import ItemKind

FULL = Fraction(99)
"""Per cent of the marks from which an answer is right: three thirds may come to 99.99999."""


@dataclass(frozen=True)
class Graded:
    """One answer: its text, what share of the marks it earns in per cent, and the difference that is allowed."""

    text: str
    share: Fraction
    tolerance: Fraction = Fraction(0)
    feedback: str = ""

    @property
    def right(self) -> bool:
        """Whether it earns all the marks."""
        return self.share >= FULL


def choice(answers: Sequence[Graded], single: bool) -> tuple[ItemKind, dict[str, Any]]:
    """Return the kind and the answer of a multiple choice.

    Raises:
        Unfit: an option of a single choice earns part of the marks, or as `choosing`.
    """
    if single:
        _refuse_parts(answers)
    options = [(one.text, one.right if single else one.share > 0) for one in answers]
    return choosing(options, several=not single)


def number_answer(answers: Sequence[Graded], unit: str = "") -> tuple[ItemKind, dict[str, Any]]:
    """Return the kind and the answer of a question for a number.

    Raises:
        Unfit: an answer earns part of the marks, is no number, or the right ones allow different differences.
    """
    _refuse_parts(answers)
    right = [one for one in answers if one.right]
    if not right:
        raise Unfit("none of its answers is right")
    if len({one.tolerance for one in right}) > 1:
        raise Unfit("its right answers allow different differences")
    return numeric([number(one.text) for one in right], right[0].tolerance, unit)


def short_answer(answers: Sequence[Graded]) -> tuple[ItemKind, dict[str, Any]]:
    """Return the kind and the answer of a question for a word or two.

    Raises:
        Unfit: an answer earns part of the marks or is a pattern.
    """
    _refuse_parts(answers)
    right = [one.text for one in answers if one.right]
    if any("*" in text.replace(r"\*", "") for text in right):
        raise Unfit("its answer is a pattern")
    return words([text.replace(r"\*", "*") for text in right])


def told(answers: Sequence[Graded]) -> str:
    """Return what is told of the right answer; empty where there are several, or nothing."""
    feedback = [one.feedback for one in answers if one.right and one.feedback]
    return feedback[0] if len(feedback) == 1 else ""


def _refuse_parts(answers: Sequence[Graded]) -> None:
    if any(0 < one.share < FULL for one in answers):
        raise Unfit("some answers earn part of the marks")
