"""Which part of what a pupil typed is an answer that can be marked, and whether it was only a guess.

Finds a stretch of maths, an option, or a statement in words; marking reads it. Nothing is evaluated.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

from content_store.answers import (
    Answer,
    ChoiceAnswer,
    CoordinatesAnswer,
    ExpressionAnswer,
    SolutionsAnswer,
    ValueAnswer,
)
from content_store.items import DrawnItem
from tutor.attempt_patterns import (
    ASIDE,
    CHECKING,
    GUESSES,
    IN_WORDS,
    LEAD,
    LETTER,
    NAMED_LETTER,
    NO_GUESS,
    PLACED,
    PLACES,
    RESULT,
    TAIL,
    TOKEN,
    UNITS,
    VALUE_WORDS,
)
from tutor.marking import says_not

ALIKE = 0.6
"""The share of an option's words that a statement needs to be taken for it."""


@dataclass(frozen=True)
class Found:
    """An answer within a message, as marking may read it."""

    text: str
    guess: bool
    result: bool = False
    """Put as a result ("= 12", "so 12"), and so above a number that is only named."""


def attempt_in(clause: str, item: DrawnItem | None, asking: bool) -> Found | None:
    """Return the answer that one clause holds; in a clause that asks, only one that is put as a guess."""
    answer = item.answer if item else None
    if asking:
        return _guess(clause, answer)
    if answer is not None and hasattr(answer, "choices"):
        picked = _picked(clause, answer)
        return Found(picked, False) if picked else None
    if answer is not None and not isinstance(answer, get_args(ValueAnswer)):
        return None
    either = [] if isinstance(answer, SolutionsAnswer) else re.split(r"\s+or\s+", _bare(clause))
    if len(either) > 1 and all(stretches(side) == [side] for side in either):
        return Found(" or ".join(either), True)
    if says_not(clause):
        return None
    if (two := _two(clause)) and not isinstance(answer, SolutionsAnswer):
        return Found(two, True)
    value = value_in(clause, answer)
    return Found(value, False, is_result(value, clause)) if value else None


def _two(clause: str) -> str | None:
    """Return two values between which a clause does not choose."""
    found = stretches(clause)
    pairs = (f"{one} or {other}" for one, other in pairwise(found))
    return next((pair for pair in pairs if re.search(rf"(?<![\w.]){re.escape(pair)}(?![\w.])", clause)), None)


def statement_in(clause: str) -> str:
    """Return a statement in words without what leads up to it."""
    return TAIL.sub(
        "", re.sub(r"^(?:(?:i think|i reckon|i guess|because|maybe|so|um)\s+(?:that )?)+", "", clause)
    ).strip()


def value_in(clause: str, answer: Answer | None) -> str | None:
    """Return the maths that a clause comes to: its last stretch, before any reasons for it."""
    if isinstance(answer, CoordinatesAnswer) and (point := re.search(r"\([^()]*,[^()]*\)", clause)):
        return point[0]
    aside = ASIDE.search(clause)
    if aside and aside.start() and (before := value_in(clause[: aside.start()], answer)):
        return before
    if isinstance(answer, SolutionsAnswer) and re.search(r"\d\s*(?:or|and|,)\s*[-−+\w]*\d", clause):
        return _bare(clause)
    if halves := re.search(r"\d+ and an? (?:half|quarter|third)\b", clause, re.IGNORECASE):
        return halves[0]
    found = stretches(clause)
    in_words = _in_words(clause)
    if found and not (in_words and clause.rfind(in_words) > clause.rfind(found[-1])):
        return concluded(next((run for run in reversed(found) if is_result(run, clause)), found[-1]), answer)
    return in_words


def is_result(stretch: str, clause: str) -> bool:
    """Return whether a stretch is put as a result, by its own equals sign or by the word before it."""
    before = re.escape(stretch)
    return "=" in stretch or bool(re.search(rf"(?:\b{RESULT}[\s:]+|=\s*){before}", clause, re.IGNORECASE))


def stretches(text: str) -> list[str]:
    """Return the stretches of maths of a text, in order."""
    runs: list[list[re.Match[str]]] = [[]]
    for token in TOKEN.finditer(text):
        if token.lastgroup == "other" or (token.lastgroup == "space" and "\n" in token[0]):
            runs.append([])
        elif (token.lastgroup == "number" and (last := _last(runs[-1])) and last.lastgroup == "number") or (
            token[0].casefold() in ("root", "sqrt", "√") and (last := _last(runs[-1])) and last.lastgroup == "number"
        ):
            runs.append([token])
        elif token.lastgroup == "letter" and not _belongs(token, text):
            runs.append([])
        else:
            runs[-1].append(token)
    return [kept for run in runs if (kept := _maths(run))]


def concluded(stretch: str, answer: Answer | None) -> str:
    """Return what a line of maths comes to: the right of its last equals sign, or an equation for the unknown."""
    left, equals, right = stretch.rpartition("=")
    if not equals or not right.strip():
        return stretch.rstrip("= ")
    if isinstance(answer, ExpressionAnswer):
        return stretch if re.fullmatch(r"\s*[a-zA-Z]\s*", left) else right.strip()
    if answer is not None and type(answer).__name__ in ("EquationAnswer", "InequalityAnswer"):
        return stretch
    return (
        stretch
        if re.search(r"[A-Za-wyz](?!\w)|x(?!\s*[£$€\d(])", re.sub(UNITS, "", left.split("=")[-1]))
        else right.strip()
    )


def _guess(clause: str, answer: Answer | None) -> Found | None:
    if answer is not None and hasattr(answer, "choices"):
        picked = _picked(clause, answer)
        return Found(picked, True) if picked and not _refers(clause) else None
    if NO_GUESS.search(clause):
        return None
    bare = _bare_start(clause)
    opening = GUESSES.match(bare)
    rest = bare[opening.end() :] if opening else clause if clause.endswith("?") else ""
    rest = bare if CHECKING.match(bare) else rest
    found = stretches(rest) or ([words] if (words := _in_words(rest)) else [])
    if not found or len(re.findall(r"[A-Za-z]{3,}", rest)) > MOST_WORDS:
        return None
    several = len(found) > 1 and re.search(r"\bor\b", rest) and not isinstance(answer, SolutionsAnswer)
    return Found(" or ".join(found) if several else concluded(found[0], answer), True)


MOST_WORDS = 8
"""Words in a guess: longer questions with numbers in them are about something."""


def _refers(clause: str) -> bool:
    """Return whether a question only speaks of the options, as in "which one is it, a or b"."""
    return bool(re.search(r"\b(?:which|what|why|how|difference)\b", clause, re.IGNORECASE))


def _picked(clause: str, answer: Answer) -> str | None:
    """Return the option that a clause names: by its letter, its place or its words."""
    choices = getattr(answer, "choices", ())
    aside = ASIDE.search(clause)
    bare = _bare(clause[: aside.start()] if aside and aside.start() and not GUESSES.match(clause) else clause)
    letters = NAMED_LETTER.findall(clause)
    if letter := LETTER.fullmatch(bare):
        return letter[1]
    if either := re.fullmatch(r"(?:.*\b)?([a-h]) or ([a-h])\b", bare, re.IGNORECASE):
        return either[1]
    if letters:
        return str(letters[-1])
    if placed := PLACED.search(clause):
        return chr(ord("a") + range(len(choices))[PLACES[placed[1].casefold()]])
    return _described(clause, [choice.text for choice in choices], isinstance(answer, ChoiceAnswer))


def _described(clause: str, options: list[str], one: bool) -> str | None:
    """Return the one option that a clause is worded like."""
    said = _stems(clause)
    if pointed := re.search(
        r"\bthe (?:one (?:that|which|with|about) )?(\w+) (?:one|option|answer)\b", clause, re.IGNORECASE
    ):
        named = [text for text in options if _stems(pointed[1]) <= _stems(text)]
        if len(named) == 1:
            return named[0]
    shares = sorted(((len(said & _stems(text)) / max(len(_stems(text)), 1), text) for text in options), reverse=True)
    if not one or not shares or shares[0][0] < ALIKE:
        return None
    return shares[0][1] if len(shares) == 1 or shares[1][0] < shares[0][0] else None


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z]+|\d+(?:\.\d+)?", text.casefold())
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word for word in words}


def _bare(clause: str) -> str:
    """Return a clause without the words around the answer."""
    return TAIL.sub("", _bare_start(clause)).strip()


def _bare_start(clause: str) -> str:
    lead = re.match(r"(?:(?:so|um+|er+m*|well|ok|okay|wait|hmm+|oh|and|but|then|maybe)[\s,]+)+", clause, re.IGNORECASE)
    trimmed = clause[lead.end() :] if lead else clause
    if CHECKING.match(trimmed) or GUESSES.match(trimmed):
        return trimmed
    lead = LEAD.match(trimmed)
    return trimmed[lead.end() :] if lead else trimmed


def _in_words(clause: str) -> str | None:
    """Return a number in words, where it stands alone or where an answer would stand."""
    bare = _bare(clause)
    if IN_WORDS.fullmatch(bare):
        return bare
    named = re.findall(rf"\b{VALUE_WORDS}\s+((?:{IN_WORDS.pattern}))\b", clause, re.IGNORECASE)
    kept = [text for text in named if text.casefold() not in ("one", "a third", "third")]
    return str(kept[-1]).strip() if kept else None


def _last(run: list[re.Match[str]]) -> re.Match[str] | None:
    return next((token for token in reversed(run) if token.lastgroup != "space"), None)


def _belongs(token: re.Match[str], text: str) -> bool:
    """Return whether a single letter is part of the maths around it and not a word such as "a" or "I"."""
    before, after = text[: token.start()].rstrip()[-1:], text[token.end() :].lstrip()[:1]
    if token[0] in "aAIiuUoO":
        touching = text[token.start() - 1 : token.start()] + text[token.end() : token.end() + 1]
        return bool(re.search(r"[\d+*/=^²³()√−-]", touching)) or (after == "=" or before == "=")
    return True


def _maths(run: list[re.Match[str]]) -> str:
    """Return a run of tokens as text, empty where it holds nothing to mark."""
    while run and (run[-1].lastgroup == "space" or run[-1][0] in "-–+*/×÷^(<>:"):
        run = run[:-1]
    while run and (run[0].lastgroup == "space" or run[0][0] in "=*/×÷^)<>:²³"):
        run = run[1:]
    kinds = {token.lastgroup for token in run}
    text = "".join(token[0] for token in run).strip()
    if text.count("(") != text.count(")"):
        text = re.sub(r"^\(|\)$", "", text) if abs(text.count("(") - text.count(")")) == 1 else text
    operated = "sign" in kinds and "letter" in kinds and len(text) > 2
    return text if "number" in kinds or operated else ""
