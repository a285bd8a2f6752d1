"""Whether a text gives an answer away: one rule for each kind of answer."""

from collections.abc import Callable
from typing import Any

from content_store import answers as kinds
from content_store.answers import Answer
from tutor.checker import leak_parts as parts
from tutor.checker.disguise import spelt_out
from tutor.checker.leak_values import tells_expression, tells_numeric
from tutor.checker.leak_words import tells_choice

TELLS: dict[type[Any], Callable[[str, Any, tuple[str, ...]], bool]] = {
    kinds.NumericAnswer: tells_numeric,
    kinds.ExpressionAnswer: tells_expression,
    kinds.SolutionsAnswer: parts.tells_solutions,
    kinds.EquationAnswer: parts.tells_equation,
    kinds.InequalityAnswer: parts.tells_inequality,
    kinds.CoordinatesAnswer: parts.tells_coordinates,
    kinds.RatioAnswer: parts.tells_ratio,
    kinds.ChoiceAnswer: tells_choice,
    kinds.SeveralAnswer: parts.tells_several,
    kinds.OrderingAnswer: parts.tells_ordering,
    kinds.MatchingAnswer: parts.tells_matching,
    kinds.ClozeAnswer: parts.tells_cloze,
    kinds.ShortTextAnswer: parts.tells_short_text,
    kinds.QuotationAnswer: parts.tells_quotation,
    kinds.WritingAnswer: parts.tells_writing,
}


def gives_away(text: str, answer: Answer | None, allowed: tuple[str, ...] = ()) -> bool:
    """Return whether a text tells the answer or a part of it, in any form, where the allowed texts do not."""
    if answer is None:
        return False
    tells = TELLS[type(answer)]
    return any(tells(one, answer, allowed) for one in {text, spelt_out(text)})
