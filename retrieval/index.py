"""Passages and lessons found by meaning.

Knows the vectors of one content folder: how they are written beside its database, and searched. Does not know
who asks, nor what is done with a hit. Row n of an index is the nth passage or lesson in the order of ids.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import faiss
import numpy as np
from numpy.typing import NDArray

from content_store.catalogue import Catalogue
from content_store.curriculum import Lesson, Passage, Rows
from content_store.manifest import REBUILD, StaleIndex, read_file
from content_store.progress import Report
from retrieval.embedding import Embedder, Vectors
from retrieval.words import Words

PASSAGES = "passages.faiss"
LESSONS = "lessons.faiss"
STEP = 256
WEIGHT_OF_WORDS = 0.75

Where = Literal["studying", "subject", "elsewhere"]

# The further from what is being studied, the surer a passage must be. Measured on Oak: a lesson's own outcome
# is within .43 of one of its passages in 95 of 100 lessons; "what's for lunch" finds nothing above .36.
RELEVANT: dict[Where, float] = {"studying": 0.3, "subject": 0.4, "elsewhere": 0.45}
BEHIND_THE_BEST = 0.2


@dataclass(frozen=True)
class Scope:
    """What the pupil is studying: its objectives and lessons come first, then its subject, then everything."""

    objectives: frozenset[str] = frozenset()
    lessons: frozenset[str] = frozenset()
    subject: str | None = None


EVERYTHING = Scope()


@dataclass(frozen=True)
class Hit:
    """A passage, how near it is to what was asked (1 is the same), and how near to what is being studied."""

    passage_id: str
    similarity: float
    where: Where


@dataclass(frozen=True)
class LessonHit:
    """A lesson and its score, which only says how it compares with the other hits."""

    lesson_id: str
    score: float


class Indexer:
    """Writes the indexes of a content folder."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @property
    def name(self) -> str:
        """The embedding model's name."""
        return self._embedder.name

    @property
    def digest(self) -> str:
        """The embedding model's hash."""
        return self._embedder.digest

    def write(self, rows: Rows, folder: Path, previous: Catalogue | None, report: Report) -> None:
        """Write both indexes, embedding each text once and only if the previous build has no vector for it."""
        passages = [_text(passage) for passage in sorted(rows.passages, key=lambda passage: passage.id)]
        titles = [lesson.title for lesson in sorted(rows.lessons, key=lambda lesson: lesson.id)]
        vectors = self._known(previous)
        fresh = sorted({*passages, *titles} - vectors.keys())
        for start in range(0, len(fresh), STEP):
            report("Embedding", start, len(fresh))
            some = fresh[start : start + STEP]
            vectors |= zip(some, self._embedder.embed(some), strict=True)
        report("Embedding", len(fresh), len(fresh))
        for name, texts in ((PASSAGES, passages), (LESSONS, titles)):
            index = faiss.IndexFlatIP(self._embedder.dimension)
            if texts:
                index.add(np.stack([vectors[text] for text in texts]))
            (folder / name).write_bytes(faiss.serialize_index(index).tobytes())

    def _known(self, previous: Catalogue | None) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of the previous build by text, if they are of this embedder."""
        if previous is None or previous.manifest.embedding.digest != self.digest:
            return {}
        try:
            passages = _read(previous, PASSAGES, len(previous.every_passage()))
            lessons = _read(previous, LESSONS, len(previous.every_lesson()))
        except StaleIndex:
            return {}
        known = dict(zip(map(_text, previous.every_passage()), _vectors(passages), strict=True))
        return known | dict(zip((one.title for one in previous.every_lesson()), _vectors(lessons), strict=True))


class Passages:
    """The passages and lessons of one content folder, by meaning. Safe to share between threads."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder) -> None:
        """Read the indexes.

        Raises:
            StaleIndex: the indexes do not belong to the catalogue or were made by another embedder.
        """
        if catalogue.manifest.embedding.digest != embedder.digest:
            made_by = catalogue.manifest.embedding.name
            raise StaleIndex(f"{catalogue.folder} was embedded by another model ({made_by}): {REBUILD}")
        self._embedder = embedder
        passages, lessons = catalogue.every_passage(), catalogue.every_lesson()
        self._passage_ids = [passage.id for passage in passages]
        self._lesson_ids = [lesson.id for lesson in lessons]
        self._passages = _read(catalogue, PASSAGES, len(passages))
        self._lessons = _read(catalogue, LESSONS, len(lessons))
        self._words = Words(_documents(lessons, passages), embedder.words)
        row_of_lesson = {lesson_id: row for row, lesson_id in enumerate(self._lesson_ids)}
        self._lesson_of = np.array([row_of_lesson[passage.lesson_id] for passage in passages], dtype=np.int64)
        self._rows_of = _rows_by_scope(passages, catalogue.subjects_of_lessons())

    def search(self, text: str, scope: Scope = EVERYTHING, k: int = 4) -> tuple[Hit, ...]:
        """Return up to `k` passages about the text: what is being studied first, then its subject, then the rest.

        A passage that is hardly similar, or far less so than the best of all, is about something else and is
        left out: the answer may be empty.
        """
        query = self._embedder.embed([self._words.corrected(text)])
        best = max((similarity for _, similarity in self._nearest(query, None, 1)), default=0.0)
        hits: dict[str, Hit] = {}
        for where, rows in self._tiers(scope):
            enough = max(RELEVANT[where], best - BEHIND_THE_BEST)
            if len(hits) < k and (rows is None or rows.size):
                for passage_id, similarity in self._nearest(query, rows, k + len(hits)):
                    if similarity >= enough:
                        hits.setdefault(passage_id, Hit(passage_id, similarity, where))
        return tuple(hits.values())[:k]

    def search_lessons(self, query: str, k: int = 10) -> tuple[LessonHit, ...]:
        """Return the `k` lessons that answer a query best.

        The score is the similarity of the lesson's nearest passage, plus that of its title, plus a share of how
        well its words match: meaning finds what is put differently, words find names.
        """
        corrected = self._words.corrected(query)
        vector = self._embedder.embed([corrected])
        scores = WEIGHT_OF_WORDS * self._words.scores(corrected)
        scores += _similarities(self._lessons, vector)
        nearest = np.full(len(self._lesson_ids), -1.0, dtype=np.float32)
        np.maximum.at(nearest, self._lesson_of, _similarities(self._passages, vector))
        scores += np.maximum(nearest, 0)
        best = np.argsort(-scores, kind="stable")[:k]
        return tuple(LessonHit(self._lesson_ids[row], float(scores[row])) for row in best)

    def _tiers(self, scope: Scope) -> Iterator[tuple[Where, NDArray[np.int64] | None]]:
        """Yield the rows to look among, the nearest to what is being studied first; None is every row."""
        studied = [*(("objective", one) for one in scope.objectives), *(("lesson", one) for one in scope.lessons)]
        rows = [self._rows_of[key] for key in studied if key in self._rows_of]
        yield "studying", np.unique(np.concatenate(rows)) if rows else np.empty(0, dtype=np.int64)
        if scope.subject is not None:
            yield "subject", self._rows_of.get(("subject", scope.subject), np.empty(0, dtype=np.int64))
        yield "elsewhere", None

    def _nearest(self, query: Vectors, rows: NDArray[np.int64] | None, k: int) -> Iterator[tuple[str, float]]:
        """Yield the ids and similarities of the passages among the rows, nearest first."""
        among = None
        if rows is not None:
            among = faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))  # type: ignore[call-arg]  # stub is behind
        similarities, found = self._passages.search(query, k, params=among)
        for similarity, row in zip(similarities[0].tolist(), found[0].tolist(), strict=True):
            if row >= 0:
                yield self._passage_ids[row], similarity


def _text(passage: Passage) -> str:
    """Return what is embedded of a passage: a heading says what "it" is."""
    return f"{passage.heading}. {passage.text}" if passage.heading else passage.text


def _documents(lessons: Iterable[Lesson], passages: Iterable[Passage]) -> list[str]:
    """Return all the words of each lesson."""
    texts: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        texts[passage.lesson_id].append(_text(passage))
    return [" ".join([lesson.title, lesson.outcome, *texts[lesson.id]]) for lesson in lessons]


def _rows_by_scope(
    passages: Sequence[Passage], subjects: dict[str, frozenset[str]]
) -> dict[tuple[str, str], NDArray[np.int64]]:
    """Return the rows of each objective, lesson and subject."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, passage in enumerate(passages):
        rows["lesson", passage.lesson_id].append(row)
        if passage.objective_id is not None:
            rows["objective", passage.objective_id].append(row)
        for subject in subjects.get(passage.lesson_id, ()):
            rows["subject", subject].append(row)
    return {key: np.array(some, dtype=np.int64) for key, some in rows.items()}


def _read(catalogue: Catalogue, name: str, size: int) -> faiss.Index:
    """Return an index of exactly `size` vectors.

    Raises:
        StaleIndex: the file is not the one that was built with the catalogue, or holds other vectors.
    """
    content = read_file(catalogue.folder, name, catalogue.manifest)
    try:
        index = faiss.deserialize_index(np.frombuffer(content, dtype=np.uint8))
    except RuntimeError as error:
        raise StaleIndex(f"{catalogue.folder / name} is not an index: {REBUILD}") from error
    if index.ntotal != size:
        raise StaleIndex(f"{catalogue.folder / name} has {index.ntotal} vectors for {size} texts: {REBUILD}")
    return index


def _vectors(index: faiss.Index) -> Vectors:
    return np.asarray(index.reconstruct_n(0, index.ntotal), dtype=np.float32)


def _similarities(index: faiss.Index, query: Vectors) -> Vectors:
    """Return the similarity of every row to the query, in the order of rows."""
    similarities = np.zeros(index.ntotal, dtype=np.float32)
    if index.ntotal:
        found, rows = index.search(query, index.ntotal)
        similarities[rows[0]] = found[0]
    return similarities
