"""What a pupil typed for a value, as it was meant: x for times, and what is said not to be the answer."""

import re
from typing import get_args

from content_store.answers import (
    Answer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    NumericAnswer,
    ValueAnswer,
)
from tutor.marking.verdict import Unread

NOT = re.compile(
    r"(?i)\b(?:not|isn['’]?t|ain['’]?t|never|wasn['’]?t|aren['’]?t|can(?:not|['’]?t) be)\b"
    r"(?! (?:sure|certain|simplified|rounded))"
)
SAYS_WHAT_IT_IS_NOT = "That says what the answer is not. Write what it is."
TIMES_FIRST = re.compile(r"^\s*[xX×*]\s*(?=[\d.])")
TIMES = re.compile(r"(?<=[A-Za-z\d)])\s+[xX]\s+(?=[A-Za-z\d(])")
TIMES_X = re.compile(r"(?<=\d)\s+[xX]\s+(?=[xX])")


def says_not(text: str) -> bool:
    """Return whether a text says what something is not."""
    return NOT.search(text) is not None


def as_meant(answer: Answer, text: str) -> str:
    """Return a text with x for times as the sign, where it cannot be a letter of the answer.

    Raises:
        Unread: it only says what the answer is not.
    """
    if not isinstance(answer, get_args(ValueAnswer)):
        return text
    if not isinstance(answer, InequalityAnswer) and says_not(text):
        raise Unread(SAYS_WHAT_IT_IS_NOT)
    if isinstance(answer, NumericAnswer):
        return TIMES_FIRST.sub("", text)
    if not isinstance(answer, ExpressionAnswer | EquationAnswer):
        return text
    has_x = any("x" in one.casefold() for one in answer.accepted)
    return (TIMES_X if has_x else TIMES).sub(" * ", text)
