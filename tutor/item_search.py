"""Items found by the meaning of their questions, each with the title of its objective.

Each question is embedded once, when it is first looked among, and kept for as long as the process runs.
"""

import re
import threading
from dataclasses import dataclass

import numpy as np

from content_store.catalogue import Catalogue
from content_store.curriculum import Item
from content_store.formula import FormulaError
from content_store.items import draw, read_spec
from retrieval.embedding import Embedder, Vectors

FARTHEST = 0.25
"""The similarity below which a question is about something else."""


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

    def nearest(self, catalogue: Catalogue, query: str, subjects: list[str], most: int) -> list[Found]:
        """Return the items of some subjects whose questions are nearest to a query, nearest first."""
        objectives = {one.id: one for subject in subjects for one in catalogue.objectives(subject)}
        items = [item for one in objectives for item in catalogue.items_of(one)]
        if not items:
            return []
        questions = [question_of(item) for item in items]
        titles = [objectives[item.objective_id].title for item in items]
        # With its objective's title: the words of a question alone often say nothing of what it is on.
        vectors = self._embedded([f"{one}. {plain_words(two)}" for one, two in zip(titles, questions, strict=True)])
        similarities = vectors @ self._embedder.embed([query])[0]
        best = np.argsort(-similarities, kind="stable")[:most]
        rows = [Found(items[at], questions[at], float(similarities[at])) for at in best]
        return [one for one in rows if one.similarity >= FARTHEST]

    def _embedded(self, texts: list[str]) -> Vectors:
        with self._lock:
            fresh = list(dict.fromkeys(text for text in texts if text not in self._vectors))
            if fresh:
                self._vectors |= dict(zip(fresh, self._embedder.embed(fresh), strict=True))
            return np.stack([self._vectors[text] for text in texts])


def question_of(item: Item) -> str:
    """Return the question of an item's first draw, or its template where that cannot be drawn."""
    spec = read_spec(item.definition)
    try:
        return draw(spec, item.objective_id, 1).question
    except FormulaError:
        return spec.question


def plain_words(text: str) -> str:
    """Return a question without the signs of Markdown and LaTeX."""
    return " ".join(re.sub(r"\\(?:text|frac|times|div)|[$\\{}*#`]", " ", text).split())
