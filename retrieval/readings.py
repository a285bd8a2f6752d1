"""Passages read word by word, the latest kept, because the next question is often about the same ones."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from content_store.catalogue import Catalogue
from retrieval.covering import Near, sentences_of
from retrieval.embedding import Embedder
from retrieval.indexer import passage_text
from retrieval.words import Words

KEPT = 800
"""Passages kept at once: some 60 KB each."""
STEP = 16
"""Passages read ahead at a time; a question that comes meanwhile waits for them, some 80 ms."""


class Readings:
    """What an embedder reads in passages, kept for the next time. Safe to share between threads."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, words: Words) -> None:
        self._catalogue, self._embedder, self._words = catalogue, embedder, words
        self._titles = {lesson.id: lesson.title for lesson in catalogue.every_lesson()}
        self._kept: OrderedDict[str, Near] = OrderedDict()
        self._lock = threading.Lock()

    def near(self, found: Sequence[Sequence[tuple[str, float]]]) -> list[list[Near]]:
        """Return the passages of some findings, which are ids with the share of the question's telling words."""
        ids = list(dict.fromkeys(passage_id for some in found for passage_id, _ in some))
        read = self._of(ids)
        shared = {passage_id: share for some in found for passage_id, share in some}
        near = {passage_id: replace(read[passage_id], shared=shared[passage_id]) for passage_id in ids}
        return [[near[passage_id] for passage_id, _ in some] for some in found]

    def read_ahead(self) -> None:
        """Read passages before anybody asks, as many as are kept: the first question about one takes longer."""
        ids = [passage.id for passage in islice(self._catalogue.passage_texts(), KEPT)]
        for start in range(0, len(ids), STEP):
            self._of(ids[start : start + STEP])

    def stems(self, ids: Sequence[str]) -> frozenset[str]:
        """Return the stems of some passages and of their lessons' titles."""
        found = self._catalogue.passages(ids)
        return self._words.stems(" ".join(f"{self._titles[one.lesson_id]} {one.heading} {one.text}" for one in found))

    def _of(self, ids: Sequence[str]) -> dict[str, Near]:
        """Return passages as they are kept, those that are not read first."""
        with self._lock:
            found = {one: self._kept[one] for one in ids if one in self._kept}
        fresh = self._catalogue.passages([one for one in ids if one not in found])
        texts = [passage_text(one.heading, one.text) for one in fresh]
        for passage, text, reading in zip(fresh, texts, self._embedder.read(texts), strict=True):
            stems = self._words.stems(f"{self._titles[passage.lesson_id]}. {text}")
            heading = self._words.stems(passage.heading)
            found[passage.id] = Near(reading, sentences_of(passage.heading, text, reading), stems, heading)
        with self._lock:
            for one, near in found.items():
                self._kept[one] = near
                self._kept.move_to_end(one)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found
