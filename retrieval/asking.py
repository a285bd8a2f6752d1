"""What speaks for one question being meant by another, and against it.

Two questions may be near in meaning and ask for different things ("what is a cathode", "what is an anode"), so besides
nearness it is counted which words each has that the other lacks, and what kind of thing each asks for. Knows neither
where questions come from nor how they are indexed.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retrieval.covering import FILLER, rarity
from retrieval.embedding import Vectors
from retrieval.words import Words

WEIGHTS = Path(__file__).parent / "asking.json"
MOST_WORDS = 6
"""Telling words that are counted: a longer question is no surer to be another."""
FAR = 3.0
"""How far ahead a question counts that has no rival."""
TERM = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[+−*/=<>^%√πθ∩∪]")
NOT = re.compile(r"\b(?:not|no|never|without|\w+nt|cannot)\b")
ABSOLUTE = re.compile(r"\b(?:always|only|all|every|ever|must|just|completely|the same)\b")
KINDS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "difference",
            r"\bdiff?\w*rence|\bvs\b|\bversus\b|\bsame (?:thing )?as\b|\bdifferent (?:from|to|than)\b|\bcompared?\b",
        ),
        ("reason", r"\bw?hy\b|^y\b|\bhow come\b|\bthe (?:point|reason)\b|\breasons? (?:for|why)\b"),
        (
            "check",
            r"^(?:so |but |and |wait )?"
            r"(?!(?:can|could|would|will|do|did) (?:you|u)\b|(?:is|are|was|were) there\b|.*\bhow\b)"
            r"(?:is|are|does|do|can|could|must|should|was|were|will|would|has|have|did)\b",
        ),
        ("amount", r"\bhow (?:many|much|long|far|old|big|tall|fast|heavy|hot)\b"),
        ("formula", r"\bformulae?s?\b|\bequation\b"),
        ("way", r"\bhow\b|\bwhat do (?:i|you|u|we) do\b|\bsteps\b"),
        ("person", r"\bwho\b"),
        ("place or time", r"\bwhere\b|\bwhen\b"),
        (
            "check",
            r"^(?:so |but |and |wait )?"
            r"(?:is|are|does|do|can|could|must|should|was|were|will|would|has|have|did)\b",
        ),
        ("thing", r"\bwh?ats?\b|\bwhich\b|\bmean\w*\b|\bdefin\w+"),
    )
)
"""What kind of thing a question asks for: the first that fits.

"Do I flip both when I divide?" wants yes or no; "can you tell me when" and "is there a formula" do not.
"""


@dataclass(frozen=True)
class Put:
    """A question as it is put: the stems of its telling words with their rarity, its kind, and whether it denies."""

    stems: Mapping[str, float]
    kind: str
    denies: bool
    absolute: bool
    """Whether it asks for what is always, only or altogether so."""

    def is_like(self, other: "Put") -> bool:
        """Return whether another question has the same telling words in the same order and asks the same of them."""
        return tuple(self.stems) == tuple(other.stems) and self.is_put_as(other)

    def is_put_as(self, other: "Put") -> bool:
        """Return whether another question asks the same way round, so that yes and no are the same for both."""
        return (self.kind, self.denies, self.absolute) == (other.kind, other.denies, other.absolute)


@dataclass(frozen=True)
class Candidate:
    """A question that may be meant, with what speaks for it and against it, by name."""

    faq_id: str
    named: Mapping[str, float]


@dataclass(frozen=True)
class Weights:
    """What evidence counts: in putting candidates in order, and then in taking the first for the one that is meant.

    The sum of `taken` and `base` is in log-odds; from `enough` on the first is taken.
    """

    order: Mapping[str, float]
    taken: Mapping[str, float]
    base: float
    enough: float


def put(text: str, words: Words, ranks: Mapping[str, int]) -> Put:
    """Return a question with its telling words and its kind."""
    said = text.casefold().replace("'", "").replace("’", "")
    telling = [word for word in TERM.findall(said) if word not in FILLER]
    stems = {words.stem(word) if word.isalpha() else word: rarity(word, ranks) for word in telling}
    return Put(stems, kind_of(said), bool(NOT.search(said)), bool(ABSOLUTE.search(said)))


def squeezed(text: str) -> str:
    """Return a text without what nobody types the same twice: capitals, apostrophes and the question mark."""
    return " ".join(text.casefold().replace("'", "").replace("’", "").rstrip(" ?.!").split())


def kind_of(said: str) -> str:
    """Return what kind of thing a question asks for; the text in small letters, without apostrophes."""
    return next((name for name, pattern in KINDS if pattern.search(said)), "other")


def evidence(asked: Put, ways: Sequence[Put], similar: Vectors) -> dict[str, float]:
    """Return the evidence on one question by the ways in which it is put, nearest first, and how near each is."""
    known = frozenset(stem for one in ways for stem in one.stems)
    lacked = {stem: rare for stem, rare in asked.stems.items() if stem not in known}
    return {
        "similarity": float(similar[0]),
        "words lacked": sum(lacked.values()) / (sum(asked.stems.values()) or 1.0),
        "words lacked by each": min(_lacked(asked.stems, one.stems) for one in ways),
        "rarest word lacked": max(lacked.values(), default=0.0),
        "words more": min(_lacked(one.stems, asked.stems) for one in ways),
        "words more, nearest": _lacked(ways[0].stems, asked.stems),
        "of another kind": float(all(one.kind != asked.kind for one in ways)),
        "kinds that agree": sum(one.kind == asked.kind for one in ways) / len(ways),
        "denied otherwise": float(all(one.denies != asked.denies for one in ways)),
        "sign or number lacked": float(any(not stem.isalpha() for stem in lacked)),
        "words": float(min(len(asked.stems), MOST_WORDS)),
    }


def in_order(found: Sequence[Candidate], order: Mapping[str, float]) -> list[Candidate]:
    """Return candidates as far as they are likely to be meant, the likeliest first, with how far ahead each is."""
    summed = sorted(((_sum(order, one.named), one) for one in found), key=lambda pair: -pair[0])
    kept = []
    for place, (standing, one) in enumerate(summed):
        ahead = standing - summed[place + 1][0] if place + 1 < len(summed) else FAR
        kept.append(Candidate(one.faq_id, {**one.named, "standing": standing, "ahead": min(ahead, FAR)}))
    return kept


def log_odds(first: Candidate, weights: Weights) -> float:
    """Return the log-odds that the first of some candidates in order is the one that is meant."""
    return weights.base + _sum(weights.taken, first.named)


@cache
def fitted() -> Weights:
    """Return the weights that `attain benchmark fit-faqs` wrote."""
    return Weights(**json.loads(WEIGHTS.read_text(encoding="utf-8")))


def _sum(weights: Mapping[str, float], named: Mapping[str, float]) -> float:
    return sum(weight * named[name] for name, weight in weights.items())


def _lacked(stems: Mapping[str, float], known: Mapping[str, float]) -> float:
    """Return the share of some words that are not among others, by rarity."""
    whole = sum(stems.values()) or 1.0
    return sum(rare for stem, rare in stems.items() if stem not in known) / whole
