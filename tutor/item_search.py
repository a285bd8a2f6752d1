"""Items found by the meaning of their questions, each with the title of its objective.

Each question is embedded once, when it is first looked among, and kept for as long as the process runs.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from content_store.catalogue import Catalogue
from content_store.curriculum import Item, Objective
from content_store.formula import FormulaError
from content_store.items import draw, read_spec
from retrieval.embedding import Embedder, Vectors

FARTHEST = 0.25
"""The similarity below which a question is about something else."""
AT_ONCE = 16
"""Questions that are embedded at a time."""


@dataclass(frozen=True)
class Found:
    """An item with the question of its first draw, and how near that is to what was searched for."""

    item: Item
    question: str
    similarity: float


class ItemSearch:
    """Finds items by meaning. Safe to share between threads."""

    def __init__(self, embedder: Embedder) -> None:
        """Keep what embeds; nothing is embedded yet."""
        self._embedder = embedder
        self._vectors: dict[str, Vectors] = {}
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._warming: threading.Thread | None = None

    def start(self, catalogue: Catalogue) -> None:
        """Begin to embed every question, in a thread of its own: the first search need not wait for it."""
        self._warming = threading.Thread(target=self._warm, args=(catalogue,), name="item-search", daemon=True)
        self._warming.start()

    def close(self) -> None:
        """Stop embedding ahead."""
        self._closed.set()
        if self._warming:
            self._warming.join()

    def _warm(self, catalogue: Catalogue) -> None:
        texts = [_text(one, item) for subject in catalogue.subjects() for one, item in _listed(catalogue, [subject.id])]
        for start in range(0, len(texts), AT_ONCE):
            if self._closed.is_set():
                return
            self._embedded(texts[start : start + AT_ONCE])

    def nearest(self, catalogue: Catalogue, query: str, subjects: list[str], most: int) -> list[Found]:
        """Return the items of some subjects whose questions are nearest to a query, nearest first."""
        rows = list(_listed(catalogue, subjects))
        if not rows:
            return []
        vectors = self._embedded([_text(objective, item) for objective, item in rows])
        similarities = vectors @ self._embedder.embed([query])[0]
        best = np.argsort(-similarities, kind="stable")[:most]
        near = [at for at in best if similarities[at] >= FARTHEST]
        return [Found(rows[at][1], question_of(rows[at][1]), float(similarities[at])) for at in near]

    def _embedded(self, texts: list[str]) -> Vectors:
        with self._lock:
            fresh = list(dict.fromkeys(text for text in texts if text not in self._vectors))
            for start in range(0, len(fresh), AT_ONCE):  # a few at a time: pupils' questions wait for the embedder too
                some = fresh[start : start + AT_ONCE]
                self._vectors |= dict(zip(some, self._embedder.embed(some), strict=True))
            return np.stack([self._vectors[text] for text in texts])


def _listed(catalogue: Catalogue, subjects: list[str]) -> Iterator[tuple[Objective, Item]]:
    """Yield the items of some subjects, each once, with their objectives."""
    for objective in {one.id: one for subject in subjects for one in catalogue.objectives(subject)}.values():
        for item in catalogue.items_of(objective.id):
            yield objective, item


def _text(objective: Objective, item: Item) -> str:
    """Return what an item is found by; the words of a question alone often say nothing of what it is on."""
    return f"{objective.title}. {plain_words(question_of(item))}"


def question_of(item: Item) -> str:
    """Return the question of an item's first draw, or its template where that cannot be drawn."""
    return _first_question(item.definition)


@lru_cache(maxsize=4096)
def _first_question(definition: str) -> str:
    spec = read_spec(definition)
    try:
        return draw(spec, "", 1).question
    except FormulaError:
        return spec.question


def plain_words(text: str) -> str:
    """Return a question without the signs of Markdown and LaTeX."""
    return " ".join(re.sub(r"\\(?:text|frac|times|div)|[$\\{}*#`]", " ", text).split())
