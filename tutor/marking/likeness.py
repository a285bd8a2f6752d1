"""How like clauses are to phrasings: by the vector of the whole, and word by word.

The vector of a sentence blurs the one word on which its meaning hinges ("more shells", "more electrons"). So each word
looks for its nearest in the other statement, and a word that finds none counts against them. Knows vectors and words;
not which phrasing shows what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Worded
from tutor.marking.opposites import DENIALS
from tutor.marking.sense import BARE, stem

Numbers = NDArray[np.float32]

BARE_WEIGHT = 0.25
"""What a word that carries little meaning counts, beside one that carries some."""
UNLIKE, ALIKE = 0.45, 0.75
"""Likeness of two words from which on they have something to do with each other, and say the same."""
POINTERS = "i you your we us our me my should might may who which when if because then make makes made just really some"
LIGHT = BARE | DENIALS | frozenset((POINTERS + " also other others").split())
AMOUNTS = frozenset({"each", "both", "one", "only", "all", "more", "most", "less", "much", "many", "lots", "loads"})
AMOUNT_WEIGHT = 0.5


class Meaning(Protocol):
    """Turns texts into vectors: of the whole and of each word."""

    @property
    def words(self) -> frozenset[str]:
        """The words that it knows whole, in small letters: real words, not slips of the pen."""

    def worded(self, texts: Sequence[str]) -> Sequence[Worded]:
        """Return the vectors of each text and of its words, in the order of the texts."""


@dataclass(frozen=True)
class Likeness:
    """How like each clause (row) is to each phrasing (column), 0 to 1.

    `whole` weighs all; `covered` is the share of the phrasing that the clause has, `used` that of the clause which the
    phrasing has, and `least` how like anything in the clause that word of the phrasing is which the clause has least.
    """

    whole: Numbers
    covered: Numbers
    used: Numbers
    least: Numbers


@dataclass(frozen=True)
class _Words:
    """The words of some texts one after another: their vectors and weights, and where each text begins."""

    sentences: Numbers
    vectors: Numbers
    stems: NDArray[Any]
    weights: Numbers
    starts: NDArray[np.int64]


def likeness(clauses: Sequence[str], phrasings: tuple[str, ...], meaning: Meaning) -> Likeness:
    """Return how like the clauses are to the phrasings."""
    own, other = _laid_out(meaning.worded(clauses)), _phrasings(cast(Any, meaning), phrasings)
    near = np.clip((own.vectors @ other.vectors.T - UNLIKE) / (ALIKE - UNLIKE), 0, 1)
    near = np.where(own.stems[:, None] == other.stems[None, :], 1, near).astype(np.float32)
    had = np.maximum.reduceat(near, own.starts, axis=0)
    covered = _share(had, other)
    least = np.minimum.reduceat(np.where(other.weights < 1, 1, had).astype(np.float32), other.starts, axis=1)
    used = _share(np.maximum.reduceat(near, other.starts, axis=1).T, own).T
    meant = np.clip(own.sentences @ other.sentences.T, 0, 1)
    whole = ((meant + covered + used) / 3).astype(np.float32)
    return Likeness(whole, covered, used, least)


def _share(near: Numbers, words: _Words) -> Numbers:
    """Return the share of each text's words that found their like; `near` has a column a word."""
    total = np.add.reduceat(words.weights, words.starts)
    share: Numbers = (np.add.reduceat(near * words.weights, words.starts, axis=1) / total).astype(np.float32)
    return share


@lru_cache(maxsize=512)
def _phrasings(meaning: Any, phrasings: tuple[str, ...]) -> _Words:
    return _laid_out(meaning.worded(phrasings))


def _laid_out(texts: Sequence[Worded]) -> _Words:
    words = [word for text in texts for word in text.words]
    lengths = [len(text.words) for text in texts]
    return _Words(
        np.stack([text.vector for text in texts]),
        np.concatenate([text.vectors for text in texts]),
        np.array([stem(word) for word in words]),
        np.array([_weight(word) for word in words], dtype=np.float32),
        np.cumsum([0, *lengths[:-1]]),
    )


def _weight(word: str) -> float:
    if word in AMOUNTS:
        return AMOUNT_WEIGHT
    return BARE_WEIGHT if word in LIGHT or len(word) == 1 else 1.0
