"""Passages and lessons found by meaning and by their words.

Knows the indexes of one content folder. Does not know who asks, nor what is done with a hit. Row n of an index is the
nth passage or lesson in the order of ids.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from content_store.catalogue import Catalogue
from content_store.curriculum import Lesson
from content_store.manifest import REBUILD, StaleIndex
from retrieval.covering import Evidence, Surroundings, ask, evidence, is_covered, symbols_in
from retrieval.embedding import Embedder, Vectors
from retrieval.faqs import Faqs
from retrieval.index import Rows
from retrieval.indexer import LESSONS, OUTCOMES, PASSAGES, UNITS, passage_text, read_index
from retrieval.readings import Readings
from retrieval.words import Words

WEIGHT_OF_WORDS = 0.75
WEIGHT_OF_OUTCOME = 0.5
WEIGHT_OF_UNIT = 0.2
"""What the words, the outcome and the unit's title count for a lesson, beside its title and nearest passage (1 each).
Chosen on lessons looked for by a misconception that no index holds, and by words of their titles; docs/log.md."""
SHARED = 0.25
"""What a passage's share of the question's telling words counts beside its similarity."""
FARTHEST = 0.25
"""The similarity below which a passage is never about the question."""
BEHIND_THE_BEST = 0.2
LOOKED_AT = 4
"""For each passage wanted, so many of the nearest are looked at: words may put a later one first."""
ALIKE = 0.9
"""The share of words in common from which two passages say the same."""
NEAREST = 4
"""So many passages of what is studied, and of the subject, are read to see what they cover."""
OWN_FIRST = 0.2
"""What a passage of what is studied is preferred by."""

Where = Literal["studying", "unit", "subject", "elsewhere"]


@dataclass(frozen=True)
class Scope:
    """What the pupil is studying: its objectives and lessons come first, then unit, subject, and everything."""

    objectives: frozenset[str] = frozenset()
    lessons: frozenset[str] = frozenset()
    unit: str | None = None
    subject: str | None = None


EVERYTHING = Scope()


@dataclass(frozen=True)
class Hit:
    """A passage with how near it is to what was asked, and how near to what is being studied.

    `similarity` is that of the meanings (1 is the same), `shared` the share of the question's telling words in it.
    """

    passage_id: str
    similarity: float
    where: Where
    shared: float = 0.0

    @property
    def relevance(self) -> float:
        """How much the passage is about the question: what hits are ordered by."""
        return self.similarity + SHARED * self.shared


Found = tuple[Hit, frozenset[str]]
"""A hit with the stems of its words."""


@dataclass(frozen=True)
class LessonHit:
    """A lesson and its score, which only says how it compares with the other hits."""

    lesson_id: str
    score: float


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
        self._embedder, self._catalogue = embedder, catalogue
        lessons, units = catalogue.every_lesson(), catalogue.every_unit()
        self._lesson_ids = [lesson.id for lesson in lessons]
        self._titles = {lesson.id: lesson.title for lesson in lessons}
        self._read_passages(catalogue, lessons)
        self.readings = Readings(catalogue, embedder, self._words)
        self.faqs = Faqs(catalogue, embedder)
        self._passages = read_index(catalogue, PASSAGES, len(self._passage_ids))
        self._lessons = read_index(catalogue, LESSONS, len(lessons))
        self._outcomes = read_index(catalogue, OUTCOMES, len(lessons))
        self._units = read_index(catalogue, UNITS, len(units))
        row_of_unit = {unit.id: row for row, unit in enumerate(units)}
        self._unit_of = np.array([row_of_unit[lesson.unit_id] for lesson in lessons], dtype=np.int64)

    def _read_passages(self, catalogue: Catalogue, lessons: Sequence[Lesson]) -> None:
        """Read the ids, places and words of all passages in one pass over the database."""
        row_of_lesson = {lesson.id: row for row, lesson in enumerate(lessons)}
        documents = [[lesson.title, lesson.outcome] for lesson in lessons]
        subjects, units = catalogue.subjects_of_lessons(), catalogue.units_of_lessons()
        scopes: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._passage_ids: list[str] = []
        lesson_of: list[int] = []
        symbols: list[float] = []
        for row, passage in enumerate(catalogue.passage_texts()):
            self._passage_ids.append(passage.id)
            lesson_of.append(row_of_lesson[passage.lesson_id])
            symbols.append(symbols_in(passage.text))
            documents[lesson_of[-1]].append(passage_text(passage.heading, passage.text))
            for key in _scopes_of(passage.lesson_id, passage.objective_id, subjects, units):
                scopes[key].append(row)
        self._lesson_of = np.array(lesson_of, dtype=np.int64)
        self._symbols = np.array(symbols, dtype=np.float32)
        self._rows_of: dict[tuple[str, str], Rows] = {key: np.array(rows) for key, rows in scopes.items()}
        self._words = Words([" ".join(parts) for parts in documents], self._embedder.words)

    def search(self, text: str, scope: Scope = EVERYTHING, k: int = 4) -> tuple[Hit, ...]:
        """Return up to `k` passages about the text: what is being studied first, then its unit, subject and the rest.

        Among those equally near to what is being studied the order is that of `relevance`. A passage far less similar
        than the best of all is about something else and left out, and so is one that says what an earlier hit says:
        the answer may be empty.
        """
        corrected = self._words.corrected(text)
        query = self._embedder.embed([corrected])
        best = max((similarity for _, similarity in self._passages.nearest(query, 1)), default=0.0)
        enough = max(FARTHEST, best - BEHIND_THE_BEST)
        hits: list[Hit] = []
        said: list[frozenset[str]] = []
        seen: set[str] = set()
        for where, rows in self._tiers(scope):
            if len(hits) >= k or (rows is not None and not rows.size):
                continue
            near = self._passages.nearest(query, LOOKED_AT * k + len(seen), rows)
            found = [(self._passage_ids[row], one) for row, one in near if one >= enough]
            fresh = [(passage_id, one) for passage_id, one in found if passage_id not in seen]
            seen.update(passage_id for passage_id, _ in fresh)
            for hit, words in self._by_relevance(corrected, fresh, where):
                if len(hits) < k and not any(_alike(words, other) for other in said):
                    hits.append(hit)
                    said.append(words)
        return tuple(hits)

    def answering(self, text: str, scope: Scope, k: int = 4) -> tuple[Hit, ...]:
        """Return up to `k` passages that cover a question, the most relevant first; none where nothing covers it.

        Whether it is covered is decided once for the question (`retrieval.covering`), by the nearest passages of what
        is studied and of its whole subject: one far passage more makes nothing covered. What is studied goes before
        the rest of the subject where both are about as relevant, and one far behind the best is left out.
        """
        looked = self._looked(text, scope, LOOKED_AT * k)
        if not is_covered(looked.evidence):
            return ()
        own = {hit.passage_id for hit, _ in looked.own}
        every = [*looked.own, *(one for one in looked.subject if one[0].passage_id not in own)]
        every.sort(key=lambda one: -_standing(one[0]))
        enough = _standing(every[0][0]) - BEHIND_THE_BEST if every else 0.0
        kept = [one for one in every if one[0].similarity >= FARTHEST and _standing(one[0]) >= enough]
        return _each_said_once(kept, k)

    def evidence(self, text: str, scope: Scope) -> Evidence:
        """Return what speaks for a question being covered, and against it."""
        return self._looked(text, scope, NEAREST).evidence

    def _looked(self, text: str, scope: Scope, most: int) -> "_Looked":
        corrected = self._words.corrected(text)
        (reading,) = self._embedder.read([corrected])
        tiers = {where: rows for where, rows in self._tiers(scope) if rows is not None and rows.size}
        own = self._found(corrected, reading.vector, "studying", most, tiers.get("studying"))
        subject = self._found(corrected, reading.vector, "subject", most, tiers.get("subject"))
        nearest = [sorted(some, key=lambda one: -one[0].similarity)[:NEAREST] for some in (own, subject or own)]
        near = self.readings.near([[(hit.passage_id, hit.shared) for hit, _ in some] for some in nearest])
        asked = ask(corrected, reading, self._words, self._embedder.ranks)
        return _Looked(own, subject, evidence(asked, near[0], near[1], self._surroundings(tiers)))

    def _surroundings(self, tiers: Mapping[Where, Rows]) -> Surroundings:
        """Return what everything that is studied says, and how much of the subject is symbols."""
        nothing = np.empty(0, dtype=np.int64)
        studied = tiers.get("studying", nothing)
        whole = tiers.get("subject", studied)
        symbols = float(self._symbols[whole].mean()) if whole.size else 0.0
        return Surroundings(self.readings.stems([self._passage_ids[row] for row in studied.tolist()]), symbols)

    def _found(self, asked: str, vector: Vectors, where: Where, most: int, rows: Rows | None) -> list[Found]:
        """Return the passages among some rows that are nearest to a question, the most relevant first."""
        near = [] if rows is None else self._passages.nearest(vector[None], max(most, NEAREST), rows)
        return list(self._by_relevance(asked, [(self._passage_ids[row], one) for row, one in near], where))

    def search_lessons(self, query: str, k: int = 10) -> tuple[LessonHit, ...]:
        """Return the `k` lessons that answer a query best.

        The score adds the similarities of the lesson's nearest passage and of its title, and shares of those of its
        outcome and its unit's title, and of how well its words match: meaning finds what is put differently, words
        find names.
        """
        corrected = self._words.corrected(query)
        vector = self._embedder.embed([corrected])
        nearest = np.full(len(self._lesson_ids), -1.0, dtype=np.float32)
        np.maximum.at(nearest, self._lesson_of, self._passages.similarities(vector))
        scores = np.maximum(nearest, 0) + self._lessons.similarities(vector)
        scores += WEIGHT_OF_OUTCOME * self._outcomes.similarities(vector)
        scores += WEIGHT_OF_UNIT * self._units.similarities(vector)[self._unit_of]
        scores += WEIGHT_OF_WORDS * self._words.scores(corrected)
        best = _largest(scores, k)
        return tuple(LessonHit(self._lesson_ids[row], float(scores[row])) for row in best)

    def _by_relevance(self, asked: str, found: Sequence[tuple[str, float]], where: Where) -> Iterator[Found]:
        texts = {passage.id: passage for passage in self._catalogue.passages([passage_id for passage_id, _ in found])}
        hits = []
        for passage_id, similarity in found:
            passage = texts[passage_id]
            text = f"{self._titles[passage.lesson_id]}. {passage_text(passage.heading, passage.text)}"
            stems = self._words.stems(text)
            hits.append((Hit(passage_id, similarity, where, self._words.shared(asked, stems)), stems))
        yield from sorted(hits, key=lambda hit: -hit[0].relevance)

    def _tiers(self, scope: Scope) -> Iterator[tuple[Where, Rows | None]]:
        """Yield the rows to look among, the nearest to what is being studied first; None is every row."""
        studied = [*(("objective", one) for one in scope.objectives), *(("lesson", one) for one in scope.lessons)]
        rows = [self._rows_of[key] for key in studied if key in self._rows_of]
        nothing = np.empty(0, dtype=np.int64)
        yield "studying", np.unique(np.concatenate(rows)) if rows else nothing
        if scope.unit is not None:
            yield "unit", self._rows_of.get(("unit", scope.unit), nothing)
        if scope.subject is not None:
            yield "subject", self._rows_of.get(("subject", scope.subject), nothing)
        yield "elsewhere", None


@dataclass(frozen=True)
class _Looked:
    """The passages nearest to a question, of what is studied and of the subject, and what they say of its answer."""

    own: Sequence[Found]
    subject: Sequence[Found]
    evidence: Evidence


def _standing(hit: Hit) -> float:
    return hit.relevance + OWN_FIRST * (hit.where == "studying")


def _each_said_once(hits: Sequence[Found], k: int) -> tuple[Hit, ...]:
    """Return the first `k` hits without those that say what an earlier one says."""
    kept: list[Found] = []
    for hit, words in hits:
        if len(kept) < k and not any(_alike(words, other) for _, other in kept):
            kept.append((hit, words))
    return tuple(hit for hit, _ in kept)


def _scopes_of(
    lesson_id: str,
    objective_id: str | None,
    subjects: Mapping[str, Iterable[str]],
    units: Mapping[str, Iterable[str]],
) -> Iterator[tuple[str, str]]:
    """Yield the scopes in which a passage of a lesson stands."""
    yield "lesson", lesson_id
    if objective_id is not None:
        yield "objective", objective_id
    yield from (("subject", one) for one in subjects.get(lesson_id, ()))
    yield from (("unit", one) for one in units.get(lesson_id, ()))


def _alike(words: frozenset[str], other: frozenset[str]) -> bool:
    return len(words & other) >= ALIKE * len(words | other)


def _largest(scores: Vectors, k: int) -> NDArray[np.int64]:
    """Return the rows of the `k` largest scores, the first of equal ones first."""
    if k >= len(scores):
        return np.argsort(-scores, kind="stable")
    edge = np.partition(scores, -k)[-k]
    some = np.flatnonzero(scores >= edge)
    return some[np.argsort(-scores[some], kind="stable")][:k]
