"""Texts found by their words, and words that are spelt wrong.

Knows word counts and letters; nothing of meaning.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from math import log

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract
from Stemmer import Stemmer

WORD = re.compile(r"[^\W_]+")
LETTERS_PER_SLIP = 4
SHORTEST = 5
COMMON = frozenset({"a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it"})
COMMON |= {"no", "not", "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this"}
COMMON |= {"to", "was", "will", "with"}


class Words:
    """The words of a fixed list of texts. A word of `real` is spelt right even if no text has it."""

    def __init__(self, texts: Sequence[str], real: Container[str] = frozenset()) -> None:
        self._real = real
        self._stemmer = Stemmer("english")
        self._size = len(texts)
        self._frequency = Counter(word for text in texts for word in _words(text))
        seen = list(self._frequency)
        self._stem_of = dict(zip(seen, self._stemmer.stemWords(seen), strict=True))
        self._vocabulary = [word for word in self._frequency if len(word) >= SHORTEST and word.isalpha()]
        tokens = [self._tokens(text) for text in texts]
        self._texts_with = Counter(token for some in tokens for token in set(some))
        self._stems = frozenset(self._texts_with)
        self._bm25 = bm25s.BM25(method="lucene")
        if self._stems:
            self._bm25.index(tokens, show_progress=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return how well each text answers by its words (BM25 over stems), the best as 1.

        Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond".
        """
        known = [token for token in self._tokens(query) if token in self._stems]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        scores = np.asarray(self._bm25.get_scores(known), dtype=np.float32)
        best = float(scores.max())
        return scores / best if best > 0 else scores

    def stems(self, text: str) -> frozenset[str]:
        """Return the stems of a text's words, small words left out."""
        return frozenset(self._tokens(text))

    def stem(self, word: str) -> str:
        """Return the stem of one word."""
        return str(self._stemmer.stemWord(word.casefold()))

    def shared(self, query: str, stems: frozenset[str]) -> float:
        """Return the share of a query's telling words that are among some stems, from 0 to 1.

        A word tells the more, the fewer texts have it (its inverse document frequency); one that none has tells most.
        """
        weights = {token: self._weight(token) for token in self._tokens(query)}
        whole = sum(weights.values())
        return sum(weight for token, weight in weights.items() if token in stems) / whole if whole else 0.0

    def _weight(self, token: str) -> float:
        return log(1 + self._size / (1 + self._texts_with[token]))

    def corrected(self, query: str) -> str:
        """Return the query with each word that nobody writes replaced by the nearest that a text has.

        One slip of the pen (a letter left out, added, changed or swapped with the next) is allowed for every
        four letters; between equally near words the commoner is taken. Numbers and formulas are left alone.
        """
        return WORD.sub(lambda match: self._nearest(match[0]), query)

    def _nearest(self, word: str) -> str:
        plain = word.casefold()
        if len(plain) < SHORTEST or not plain.isalpha() or self._is_real(plain):
            return word
        slips = len(plain) // LETTERS_PER_SLIP
        found = extract(plain, self._vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=None)
        if not found:
            return word
        return str(min(found, key=lambda near: (near[1], -self._frequency[near[0]], near[0]))[0])

    def _is_real(self, word: str) -> bool:
        stem = self._stemmer.stemWord(word)
        return word in COMMON or word in self._real or stem in self._real or stem in self._stems

    def _tokens(self, text: str) -> list[str]:
        """Return the stems of a text's words: of a word that some text has always the same object."""
        return [self._stem_of.get(word) or self._stemmer.stemWord(word) for word in _words(text) if word not in COMMON]


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
