"""Whether the passages nearest to a question hold its answer.

Being about the same thing is not enough: "who discovered osmosis" is about what "what is osmosis" is about. So besides
nearness it is counted which of the question's words nothing near says, and which kind of thing is asked. What each
piece of evidence counts is fitted to questions whose answer is known to be in the notes or not (docs/benchmarks.md).
Knows neither passages' ids nor where they come from.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Reading, Vectors, unit
from retrieval.words import COMMON, WORD, Words

WEIGHTS = Path(__file__).parent / "covering.json"
FILLER = COMMON | frozenset(
    WORD.findall("""
    a about actually again am any at because been between bit can cant cause could d did difference do does doesnt don
    dont explain from get got had has have how i im ive just kind know like ll lot lots m me mean meaning means my need
    one ones our out please re really s so some something sort stuff t tell than thing things u up ur us ve way we were
    what whats when where which who whose why would should you your its them
    """)
)
"""Words that say nothing of what is asked about."""
MOST_WORDS = 6
"""Telling words that are counted: a longer question is no surer to be about the notes."""
SPECIAL = 1990
"""The first words of the vocabulary are letters and signs, whose order says nothing."""
RAREST = 30_522
SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“$0-9])")
NUMBER = re.compile(r"\bhow (?:many|much|long|far|old|big|tall|fast|heavy|hot)\b")
PERSON = re.compile(r"\bwho(?:se|s)?\b")
TIME = re.compile(r"^(?:so |and )?when (?:did|was|were|is the)\b|\bwhat year\b")
NAMING = re.compile(r"\bwhy (?:is|are|do|does|did)\b.*\bcall(?:ed)?\b|\bnamed after\b")
DEFINITION = re.compile(r"^(?:so |and )?what(?:'?s| is| are)\b|\bmeaning\b|\bdefinition\b")

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Asked:
    """A question: its vector, and its telling words with their pieces, stems and rarity (0 is common, 1 is rare)."""

    text: str
    vector: Vectors
    pieces: tuple[Vectors, ...]
    stems: tuple[str, ...]
    rarity: tuple[float, ...]

    @property
    def rare(self) -> tuple[tuple[str, float], ...]:
        """The stems of its telling words, each with its rarity."""
        return tuple(zip(self.stems, self.rarity, strict=True))


@dataclass(frozen=True, eq=False)
class Near:
    """A passage near a question, read word by word.

    `shared` is the share of the question's telling words in it, `sentences` which pieces make up each sentence under
    its heading.
    """

    reading: Reading
    sentences: tuple[Mask, ...]
    stems: frozenset[str]
    heading: frozenset[str]
    shared: float = 0.0


@dataclass(frozen=True)
class Surroundings:
    """What lies around the nearest passages: the stems of all that is studied, and the subject's share of symbols."""

    studied: Collection[str]
    symbols: float


@dataclass(frozen=True)
class Evidence:
    """What speaks for and against: numbers by name, and what the question means beside the nearest passage."""

    named: Mapping[str, float]
    beyond: Vectors


@dataclass(frozen=True)
class Weights:
    """What evidence counts, in log-odds: `base` without any, and `enough` from where a question is covered."""

    base: float
    enough: float
    named: Mapping[str, float]
    beyond: Sequence[float] = field(default=())


def ask(text: str, reading: Reading, words: Words, ranks: Mapping[str, int]) -> Asked:
    """Return a question with its telling words."""
    found = [match for match in WORD.finditer(text) if match[0].casefold() not in FILLER]
    pieces = reading.pieces.astype(np.float32)
    held = [pieces[[match.start() <= start < match.end() for start, _ in reading.places]] for match in found]
    kept = [(match[0].casefold(), vectors) for match, vectors in zip(found, held, strict=True) if len(vectors)]
    return Asked(
        text.casefold(),
        reading.vector,
        tuple(vectors for _, vectors in kept),
        tuple(words.stem(word) for word, _ in kept),
        tuple(rarity(word, ranks) for word, _ in kept),
    )


def sentences_of(heading: str, text: str, reading: Reading) -> tuple[Mask, ...]:
    """Return which pieces of a passage's reading make up each of its sentences, the heading with every one."""
    starts = np.array([start for start, _ in reading.places], dtype=np.int64)
    begin = len(heading) + 2 if heading else 0
    ends = [match.start() for match in SENTENCE.finditer(text) if match.start() >= begin]
    found = []
    for start, end in zip([begin, *ends], [*ends, len(text)], strict=True):
        own = (starts >= start) & (starts < end)
        if own.any():
            found.append(own | (starts < begin))
    return tuple(found) or (np.ones(len(starts), dtype=np.bool_),)


def evidence(asked: Asked, own: Sequence[Near], subject: Sequence[Near], around: Surroundings) -> Evidence:
    """Return what speaks for a question being covered, and against it.

    Args:
        asked: The question.
        own: The nearest passages of what is studied, nearest first.
        subject: Those of the whole subject.
        around: What everything that is studied says, and how the subject is written.
    """
    every = [*own, *(one for one in subject if one not in own)]
    whole = sum(asked.rarity) or 1.0
    lacked = [rarity for stem, rarity in asked.rare if stem not in around.studied]
    asks_what = bool(DEFINITION.search(asked.text))
    named = {
        "sentence, studied": _nearest_sentence(asked, own),
        "sentence, subject": _nearest_sentence(asked, subject),
        "words by meaning, passage": max((_likeness(asked, one, None)[0] for one in every), default=0.0),
        "worst word by meaning, sentence": max(
            (_likeness(asked, one, part)[1] for one in every for part in one.sentences), default=0.0
        ),
        "words shared, studied": max((one.shared for one in own), default=0.0),
        "words shared, subject": max((one.shared for one in subject), default=0.0),
        "words lacked, studied": sum(lacked) / whole,
        "rarest word lacked, studied": max(lacked, default=0.0),
        "words lacked, passage": min((_lacked(asked, one.stems) for one in every), default=1.0),
        "words": float(min(len(asked.stems), MOST_WORDS)),
        "asks for a number": float(bool(NUMBER.search(asked.text))),
        "asks for a person": float(bool(PERSON.search(asked.text))),
        "asks for a time": float(bool(TIME.search(asked.text))),
        "asks for a name's origin": float(bool(NAMING.search(asked.text))),
        "asks what it is, not a heading": asks_what * (1 - max((_named(asked, one) for one in every), default=0.0)),
        "symbols": around.symbols,
    }
    nearest = max(every, key=lambda one: float(one.reading.vector @ asked.vector), default=None)
    if nearest is None:
        return Evidence(named, asked.vector)
    along = nearest.reading.vector
    return Evidence(named, np.asarray(asked.vector - (asked.vector @ along) * along, dtype=np.float32))


def log_odds(found: Evidence, weights: Weights) -> float:
    """Return the log-odds that a question is covered, by the evidence on it."""
    named = sum(weights.named[name] * value for name, value in found.named.items())
    return weights.base + named + float(np.asarray(weights.beyond, dtype=np.float32) @ found.beyond)


def is_covered(found: Evidence) -> bool:
    """Return whether a question is covered, by the weights that were fitted."""
    weights = fitted()
    return log_odds(found, weights) >= weights.enough


@cache
def fitted() -> Weights:
    """Return the weights that `attain benchmark fit-covered` wrote."""
    return Weights(**json.loads(WEIGHTS.read_text(encoding="utf-8")))


def symbols_in(text: str) -> float:
    """Return the share of a text's words that are no words: where there are many, the words say less."""
    words = text.split()
    return sum(not word.strip(".,;:!?()“”").isalpha() for word in words) / len(words) if words else 0.0


def rarity(word: str, ranks: Mapping[str, int]) -> float:
    """Return how rare a word is in English, from its place among the model's words: 1 is in no place."""
    rank = max(ranks.get(word, RAREST) - SPECIAL, 1)
    return min(log(rank) / log(RAREST - SPECIAL), 1.0)


def _nearest_sentence(asked: Asked, near: Sequence[Near]) -> float:
    """Return the similarity of the nearest sentence."""
    vectors = [unit(one.reading.pieces[part].astype(np.float32).mean(axis=0)) for one in near for part in one.sentences]
    return max((float(vector @ asked.vector) for vector in vectors), default=0.0)


def _likeness(asked: Asked, near: Near, part: Mask | None) -> tuple[float, float]:
    """Return how near the words of a passage, or of a part, come to each telling word: in the mean, and at worst.

    Each piece is compared with the piece nearest to it, as Khattab and Zaharia (2020), "ColBERT", compare them.
    """
    pieces = near.reading.pieces if part is None else near.reading.pieces[part]
    if not asked.pieces or not len(pieces):
        return 0.0, 0.0
    there = pieces.astype(np.float32).T
    nearest = [float((word @ there).max(axis=1).mean()) for word in asked.pieces]
    return sum(nearest) / len(nearest), min(nearest)


def _lacked(asked: Asked, stems: frozenset[str]) -> float:
    """Return the share of the question's telling words that are not among some stems, by rarity."""
    whole = sum(asked.rarity) or 1.0
    return sum(rarity for stem, rarity in asked.rare if stem not in stems) / whole


def _named(asked: Asked, near: Near) -> float:
    """Return the share of a passage's heading that the question has."""
    return len(near.heading & set(asked.stems)) / len(near.heading) if near.heading else 0.0
