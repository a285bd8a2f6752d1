"""Writes the indexes of a content folder: passages, and what lessons are called, by meaning.

Each text is embedded once, and only where the previous build has no vector for it.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from content_store.catalogue import Catalogue
from content_store.curriculum import Faq, Rows
from content_store.manifest import REBUILD, StaleIndex, read_file
from content_store.progress import Report
from retrieval.embedding import Embedder
from retrieval.index import FLAT_UP_TO, NotAnIndex, VectorIndex

PASSAGES = "passages.faiss"
LESSONS = "lessons.faiss"
OUTCOMES = "outcomes.faiss"
UNITS = "units.faiss"
FAQS = "faqs.faiss"
ANSWERED = "answered.faiss"
STEP = 256


class Indexer:
    """Writes the indexes of a content folder."""

    def __init__(self, embedder: Embedder, flat_up_to: int = FLAT_UP_TO) -> None:
        self._embedder = embedder
        self._flat_up_to = flat_up_to

    @property
    def name(self) -> str:
        """The embedding model's name."""
        return self._embedder.name

    @property
    def digest(self) -> str:
        """The embedding model's hash."""
        return self._embedder.digest

    def write(self, rows: Rows, folder: Path, previous: Catalogue | None, report: Report) -> None:
        """Write the indexes, taking vectors of unchanged texts from the previous build."""
        lessons = sorted(rows.lessons, key=lambda lesson: lesson.id)
        faqs = sorted(rows.faqs, key=lambda faq: faq.id)
        wanted = {
            PASSAGES: [
                passage_text(one.heading, one.text) for one in sorted(rows.passages, key=lambda passage: passage.id)
            ],
            LESSONS: [lesson.title for lesson in lessons],
            OUTCOMES: [lesson.outcome or lesson.title for lesson in lessons],
            UNITS: [unit.title for unit in sorted(rows.units, key=lambda unit: unit.id)],
            FAQS: [text for one in faqs for text in ways_to_ask(one)],
            ANSWERED: [passage_text(one.question, one.answer) for one in faqs],
        }
        vectors = self._known(previous)
        fresh = sorted({text for texts in wanted.values() for text in texts} - vectors.keys())
        for start in range(0, len(fresh), STEP):
            report("Embedding", start, len(fresh))
            some = fresh[start : start + STEP]
            vectors |= zip(some, self._embedder.embed(some), strict=True)
        report("Embedding", len(fresh), len(fresh))
        for name, texts in wanted.items():
            matrix = np.empty((len(texts), self._embedder.dimension), dtype=np.float32)
            for row, text in enumerate(texts):
                matrix[row] = vectors[text]
            (folder / name).write_bytes(VectorIndex.of(matrix, self._embedder.dimension, self._flat_up_to).written())

    def _known(self, previous: Catalogue | None) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of the previous build by text, if they are of this embedder."""
        if previous is None or previous.manifest.embedding.digest != self.digest:
            return {}
        known: dict[str, NDArray[np.float32]] = {}
        for name, texts in texts_of(previous).items():
            try:
                index = read_index(previous, name, len(texts))
            except StaleIndex:
                continue
            known |= zip(texts, index.vectors(), strict=True)
        return known


def texts_of(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the texts of each index in the order of its rows."""
    lessons, faqs = catalogue.every_lesson(), catalogue.every_faq()
    return {
        PASSAGES: [passage_text(*one) for one in _headed(catalogue)],
        LESSONS: [one.title for one in lessons],
        OUTCOMES: [one.outcome or one.title for one in lessons],
        UNITS: [one.title for one in catalogue.every_unit()],
        FAQS: [text for one in faqs for text in ways_to_ask(one)],
        ANSWERED: [passage_text(one.question, one.answer) for one in faqs],
    }


def _headed(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for passage in catalogue.passage_texts():
        yield passage.heading, passage.text


def ways_to_ask(faq: Faq) -> list[str]:
    """Return what is embedded of a question that pupils ask: every way in which it is put."""
    return [faq.question, *faq.also]


def passage_text(heading: str, text: str) -> str:
    """Return what is embedded of a passage: a heading says what "it" is."""
    return f"{heading}. {text}" if heading else text


def read_index(catalogue: Catalogue, name: str, size: int) -> VectorIndex:
    """Return an index of exactly `size` vectors.

    Raises:
        StaleIndex: the file is not the one that was built with the catalogue, or holds other vectors.
    """
    content = read_file(catalogue.folder, name, catalogue.manifest)
    try:
        index = VectorIndex.read(content)
    except NotAnIndex as error:
        raise StaleIndex(f"{catalogue.folder / name} is not an index: {REBUILD}") from error
    if len(index) != size:
        raise StaleIndex(f"{catalogue.folder / name} has {len(index)} vectors for {size} texts: {REBUILD}")
    return index
