"""Marking: whether what a pupil typed is right, which misconception it shows, and how it was read.

One module for each kind of answer. Rules and computer algebra decide, never the language model, and
nothing typed is ever evaluated as code. Knows the answer of an item; not the pupil, nor what to say next.
"""

from collections.abc import Callable
from typing import Any

from content_store.answers import Answer, ChoiceAnswer, ExpressionAnswer, NumericAnswer
from tutor.marking.choice import mark_choice
from tutor.marking.expression import equivalent, mark_expression
from tutor.marking.numeric import mark_numeric
from tutor.marking.verdict import InvalidAnswer, Mark, Unread, Unreadable

__all__ = ["InvalidAnswer", "Mark", "Unreadable", "equivalent", "mark"]

MARKERS: dict[type[Any], Callable[[Any, str], Mark]] = {
    NumericAnswer: mark_numeric,
    ExpressionAnswer: mark_expression,
    ChoiceAnswer: mark_choice,
}


def mark(answer: Answer, text: str) -> Mark | Unreadable:
    """Return the mark of what a pupil typed, or what to ask for where it cannot be read.

    Raises:
        InvalidAnswer: the content's own answer cannot be read; never because of what was typed.
    """
    try:
        return MARKERS[type(answer)](answer, text)
    except Unread as error:
        return Unreadable(str(error))
