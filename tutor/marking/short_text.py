"""Marking of a sentence or two in a pupil's own words against the ideas that it must show.

Each idea is shown, not shown, or unsure. Vectors of meaning say how near a clause is to the author's phrasings, and
`polarity` whether it says the same or the opposite; together they decide, with thresholds chosen on the dev half of
`evaluation/benchmarks/short_texts.jsonl` so that at most 2 in 100 verdicts of either kind are wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from content_store.answers import Idea, ShortTextAnswer
from tutor.marking.polarity import denies, relation, stem
from tutor.marking.verdict import IdeaMark, IdeaOutcome, Mark, Unread

MAX_LENGTH = 2_000
MOST_CLAUSES = 16
CLAUSES = re.compile(
    r"[.;:!?\n]+|,\s|\s-\s|\b(?:and|but|because|so|since|when|if|as|which|whereas|while|therefore|then)\b",
    re.IGNORECASE,
)
DENIED_FIRST = re.compile(
    r"(?P<subject>\b[^\W\d_]+(?: [^\W\d_]+){0,2}?) (?P<denial>isn[’']?t|aren[’']?t|is not|are not|is never)\b"
    r"(?P<rest>[^.,;:!?\n]*)(?:[.,;:]\s*(?:but )?|\s(?:but )?)(?=(?:it|they)(?:[’']?(?:s|re))?\b)",
    re.IGNORECASE,
)
"""What something is not, before what it is: "Respiration isn't breathing, it's a reaction"."""
SENTENCES = re.compile(r"(?<=[.;!?])\s+|\n+")
NO_ANSWER = re.compile(
    r"(?i)\W*(?:i ?(?:do ?n[o'’]?t|dunno) ?know|idk|dunno|no idea|not sure|pass|\?+|-+|n/?a|none|nothing|help)\W*"
)
SHOWN = 0.70
SHOWN_MARGIN = 0.03
DENIED = 0.70
DENIED_MARGIN = 0.05
FAR = 0.40


class Meaning(Protocol):
    """Turns texts into unit vectors, so that their inner product is their similarity."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, in the order of the texts."""


@dataclass(frozen=True)
class Evidence:
    """How near a text comes to an idea: its nearest clause that says it, that denies it, and that does neither."""

    said: float
    denied: float
    near: float


def mark_short_text(answer: ShortTextAnswer, text: str, meaning: Meaning | None = None) -> Mark:
    """Return the mark of a short text: right once enough ideas are shown and none is denied.

    Where that cannot be told, `right` is None: the pupil checks the text against the ideas. Without `meaning` no idea
    can be told.

    Raises:
        Unread: there is no text.
    """
    if len(text) > MAX_LENGTH:
        raise Unread("That is too long to mark. Write a sentence or two.")
    if not any(character.isalnum() for character in text) or NO_ANSWER.fullmatch(text):
        raise Unread("There is no answer there yet. Write a sentence or two.")
    if meaning is None:
        return Mark(None, None, None, "", ideas=tuple(IdeaMark(idea.name, "unsure") for idea in answer.ideas))
    found = [
        evidence(idea, text, meaning, tuple(other for other in answer.ideas if other is not idea))
        for idea in answer.ideas
    ]
    outcomes = [outcome(one) for one in found]
    denied = [idea for idea, one in zip(answer.ideas, found, strict=True) if is_denied(one)]
    right = _right(outcomes, answer.needed, bool(denied))
    misconception = next((idea.misconception_id for idea in denied if idea.misconception_id), None)
    ideas = tuple(IdeaMark(idea.name, one) for idea, one in zip(answer.ideas, outcomes, strict=True))
    return Mark(right, _how_many(outcomes, right), misconception, "", ideas=ideas)


def outcome(found: Evidence) -> IdeaOutcome:
    """Return what the evidence amounts to."""
    if is_denied(found):
        return "not shown"
    if found.said >= SHOWN and found.said - found.denied >= SHOWN_MARGIN:
        return "shown"
    return "not shown" if max(found.said, found.denied, found.near) < FAR else "unsure"


def is_denied(found: Evidence) -> bool:
    """Return whether the text says the opposite of the idea."""
    return found.denied >= DENIED and found.denied - found.said >= DENIED_MARGIN


def evidence(idea: Idea, text: str, meaning: Meaning, others: tuple[Idea, ...] = ()) -> Evidence:
    """Return how near a text comes to an idea.

    A clause that comes nearer to one of the `others` does not deny this one: "the leaf reflects green light" is no
    denial that it absorbs red and blue.
    """
    clauses = clauses_of(text)
    vectors = meaning.embed(clauses)
    elsewhere = [_said(other, clauses, vectors, meaning) for other in others]
    said = _said(idea, clauses, vectors, meaning)
    phrasings = (*idea.accepted, *idea.denied)
    likeness = np.inner(vectors, _vectors(cast(Any, meaning), phrasings))
    denied = 0.0
    for place, clause in enumerate(clauses):
        shown_elsewhere = max((one[place] for one in elsewhere), default=0.0)
        for similarity, phrase in zip(likeness[place].tolist(), phrasings, strict=True):
            against = "opposite" if phrase in idea.accepted else "same"
            if similarity > shown_elsewhere and relation(clause, phrase) == against:
                denied = max(denied, similarity)
    return Evidence(max(said), denied, float(likeness.max()))


def _said(idea: Idea, clauses: list[str], vectors: NDArray[np.float32], meaning: Meaning) -> list[float]:
    """Return how near each clause comes to saying the idea: 0 where it says something else."""
    likeness = np.inner(vectors, _vectors(cast(Any, meaning), idea.accepted))
    own_words = {stem(word) for phrase in idea.accepted for word in _words(phrase)}
    strange = {stem(word) for phrase in idea.denied for word in _words(phrase)} - own_words
    return [
        0.0
        if strange & {stem(word) for word in _words(clause)}
        else max(
            (
                similarity
                for similarity, phrase in zip(row.tolist(), idea.accepted, strict=True)
                if relation(clause, phrase) == "same"
            ),
            default=0.0,
        )
        for row, clause in zip(likeness, clauses, strict=True)
    ]


def clauses_of(text: str) -> list[str]:
    """Return the clauses of a text, each pair of neighbours, and its sentences.

    A denial holds for its own clause: what a thing is not stands apart from what it is, which takes its name.
    """
    text = DENIED_FIRST.sub(r"\g<subject> \g<denial>\g<rest>. \g<subject> ", text)
    parts = [part.strip() for part in CLAUSES.split(text) if part and len(part.split()) > 1][:MOST_CLAUSES]
    whole = [one.strip() for one in SENTENCES.split(text) if one.strip()][:MOST_CLAUSES]
    pairs = [f"{one} {other}" for one, other in pairwise(parts) if denies(one) is denies(other)]
    return list(dict.fromkeys([*whole, *parts, *pairs])) or [text]


@lru_cache(maxsize=256)
def _vectors(meaning: Any, phrasings: tuple[str, ...]) -> NDArray[np.float32]:
    vectors: NDArray[np.float32] = meaning.embed(phrasings)
    return vectors


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", text.casefold()) if len(word) > 3]


def _right(outcomes: list[IdeaOutcome], needed: int, denied: bool) -> bool | None:
    if denied:
        return False
    if outcomes.count("shown") >= needed:
        return True
    return False if outcomes.count("shown") + outcomes.count("unsure") < needed else None


def _how_many(outcomes: list[IdeaOutcome], right: bool | None) -> str | None:
    """Return how many ideas are there, where it helps to know and is certain."""
    shown = outcomes.count("shown")
    if right is not False or not shown:
        return None
    return f"{shown} of the {len(outcomes)} ideas {'is' if shown == 1 else 'are'} there."
