"""Marking: whether what a pupil typed is right, which misconception it shows, and how it was read.

One module for each kind of answer. Rules and computer algebra decide, never the language model, and
nothing typed is ever evaluated as code. Knows the answer of an item; not the pupil, nor what to say next.
"""

from collections.abc import Callable
from typing import Any, get_args

from content_store.answers import (
    Answer,
    ChoiceAnswer,
    ClozeAnswer,
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    MatchingAnswer,
    NumericAnswer,
    OrderingAnswer,
    QuotationAnswer,
    RatioAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    SolutionsAnswer,
    ValueAnswer,
    WritingAnswer,
)
from tutor.marking.choice import mark_choice
from tutor.marking.claimed import mark_claimed
from tutor.marking.cloze import mark_cloze
from tutor.marking.coordinates import mark_coordinates
from tutor.marking.equation import mark_equation
from tutor.marking.expression import equivalent, mark_expression
from tutor.marking.inequality import mark_inequality
from tutor.marking.likeness import Meaning
from tutor.marking.matching import mark_matching
from tutor.marking.numeric import mark_numeric
from tutor.marking.ordering import mark_ordering
from tutor.marking.quotation import mark_quotation
from tutor.marking.ratio import mark_ratio
from tutor.marking.several import mark_several
from tutor.marking.short_text import mark_short_text
from tutor.marking.solutions import mark_solutions
from tutor.marking.typed import as_meant, says_not
from tutor.marking.verdict import InvalidAnswer, Mark, Unread, Unreadable
from tutor.marking.writing import mark_writing

__all__ = ["InvalidAnswer", "Mark", "Meaning", "Unreadable", "equivalent", "mark", "says_not"]

MARKERS: dict[type[Any], Callable[[Any, str], Mark]] = {
    NumericAnswer: mark_numeric,
    ExpressionAnswer: mark_expression,
    SolutionsAnswer: mark_solutions,
    EquationAnswer: mark_equation,
    InequalityAnswer: mark_inequality,
    CoordinatesAnswer: mark_coordinates,
    RatioAnswer: mark_ratio,
    ChoiceAnswer: mark_choice,
    SeveralAnswer: mark_several,
    OrderingAnswer: mark_ordering,
    MatchingAnswer: mark_matching,
    ClozeAnswer: mark_cloze,
    QuotationAnswer: mark_quotation,
    WritingAnswer: mark_writing,
}


def mark(answer: Answer, text: str, meaning: Meaning | None = None) -> Mark | Unreadable:
    """Return the mark of what a pupil typed, or what to ask for where it cannot be read.

    `meaning` (an embedder) is what a short text is compared by; without it no idea of one can be told.

    Raises:
        InvalidAnswer: the content's own answer cannot be read; never because of what was typed.
    """
    try:
        if isinstance(answer, ShortTextAnswer):
            return mark_short_text(answer, text, meaning)
        if not isinstance(answer, get_args(ValueAnswer)):
            return MARKERS[type(answer)](answer, text)
        one_number = isinstance(answer, NumericAnswer)
        marker = MARKERS[type(answer)]
        return mark_claimed(lambda one: marker(answer, one), as_meant(answer, text), one_number=one_number)
    except Unread as error:
        return Unreadable(str(error))
