"""Whether a message is the question itself, pasted or worded a little differently, in place of an answer."""

import re
from typing import Literal

Copy = Literal["pasted", "near copy"]

INSTRUCTIONS = frozenset(
    [
        "solve",
        "expand",
        "factorise",
        "simplify",
        "work",
        "out",
        "find",
        "calculate",
        "write",
        "show",
        "that",
        "the",
        "give",
        "your",
        "answer",
        "what",
        "is",
        "evaluate",
    ]
)
PASTED_SHARE = 0.8
"""The share of the question's words that a pasted question has; the rest is lost in copying or put in around it."""
NEAR_SHARE = 0.45
"""The share for a question worded differently, which also has all of its numbers."""
NEAR_WORDS = 0.7
"""The share for one without numbers."""
OWN_SHARE = 0.45
"""The most that may be the pupil's own: more is a question about the question."""
PASTED_WORDS = 6


def copied(text: str, question: str) -> Copy | None:
    """Return whether a message copies the question; one with numbers of its own is an answer, not a copy."""
    posted, asked = _words(text), _words(question)
    if not asked or not posted or _numbers(text) - _numbers(question):
        return None
    own = len(posted - asked) / len(posted)
    shared = len(posted & asked) / len(asked)
    if _pasted_maths(text, question) or (len(posted) >= min(PASTED_WORDS, len(asked)) and shared >= PASTED_SHARE):
        return "pasted"
    if own > OWN_SHARE:
        return None
    numbers = _numbers(question)
    if len(numbers) > 1 and numbers <= _numbers(text) and shared >= NEAR_SHARE and len(posted) >= PASTED_WORDS:
        return "near copy"
    return "near copy" if not numbers and len(posted) >= PASTED_WORDS and shared >= NEAR_WORDS else None


def _pasted_maths(text: str, question: str) -> bool:
    """Return whether a message holds the whole of the maths that a short question asks about, and no more maths."""
    asked = [_squashed(stretch) for stretch in re.findall(r"\$([^$]+)\$", question)]
    if len(asked) != 1 or len(asked[0]) < len("3x+2") or len(_words(question) - INSTRUCTIONS) > PASTED_WORDS:
        return False
    before, found, after = _squashed(text).partition(asked[0])
    return bool(found) and not re.search(r"[\d=]", before + after)


def _squashed(text: str) -> str:
    return re.sub(r"[\s$\\{}.]|left|right", "", text.casefold()).replace("−", "-").replace("×", "x")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+|\d+(?:\.\d+)?", re.sub(r"(\d)([a-z])", r"\1 \2", text.casefold())))


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))
