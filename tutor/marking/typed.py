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
VALUE = r"[£$€]?\s?[-−]?\d(?:[\d.,]*\d)?(?:\s?/\s?\d+)?%?(?:\s?[A-Za-zµ°²³/]{1,12})??"
ITS = r"(?:(?:it['’]?s|it is|the answer is)\s+)?"
RATHER = re.compile(
    rf"(?i)\s*(?:{ITS}(?P<first>{VALUE})[\s,;.]+(?:and\s+)?(?:it['’]?s\s+|it\s+is\s+|it\s+)?(?:not|isn['’]?t)\s+"
    rf"(?P<other>{VALUE})|{ITS}not\s+(?P<denied>{VALUE})[\s,;.]+(?:but\s+)?{ITS}(?P<last>{VALUE}))[\s.!]*"
)
"""One number and one that it is not: "22 not 32", "not 32 but 22"."""
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
    if isinstance(answer, NumericAnswer) and (kept := _rather(text)):
        return kept
    if not isinstance(answer, InequalityAnswer) and says_not(text):
        raise Unread(SAYS_WHAT_IT_IS_NOT)
    if isinstance(answer, NumericAnswer):
        return TIMES_FIRST.sub("", text)
    if not isinstance(answer, ExpressionAnswer | EquationAnswer):
        return text
    has_x = any("x" in one.casefold() for one in answer.accepted)
    return (TIMES_X if has_x else TIMES).sub(" * ", text)


def _rather(text: str) -> str:
    """Return the number of a text that says one and denies another, empty for any other text."""
    found = RATHER.fullmatch(text)
    if found is None:
        return ""
    said, denied = found["first"] or found["last"], found["other"] or found["denied"]
    return "" if said.casefold() == denied.casefold() else said
