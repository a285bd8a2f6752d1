"""The questions that pupils ask, found by another question: the authored answer comes with the one that is meant.

Knows the index of one content folder. What makes one question mean another stands in `retrieval.asking`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from content_store.catalogue import Catalogue
from retrieval.asking import Candidate, Put, evidence, fitted, in_order, log_odds, put, squeezed
from retrieval.embedding import Embedder, Vectors, unit
from retrieval.index import Rows
from retrieval.indexer import ANSWERED, FAQS, read_index, ways_to_ask
from retrieval.words import Words

LOOKED_AT = 8
"""So many of the nearest questions are weighed."""
ELSEWHERE = 0.85
"""The similarity from which a question of another lesson with the same telling words is the one that is meant."""
LIKELY = 0.2
"""The log-odds from which a question may be the one that is meant; from the fitted ones on it is without more ado."""
STRICT = frozenset({"person", "place or time", "amount"})
CHECKS = frozenset({"check", "difference"})
"""Kinds of question that yes or no may answer: "is it the same as" asks for a difference too."""
OF_A_WORD = frozenset({"thing", "difference", "person"})
"""Kinds of question whose answer is the same in every lesson: "which formula do I use" has another in each."""
FAR_OFF = -1.0
"""The log-odds below which a question may be one of another lesson."""
CERTAIN, NOTHING = 9.0, -9.0
"""Log-odds where there is nothing to weigh."""


@dataclass(frozen=True)
class Meant:
    """The questions that a text may mean, the likeliest first, and the log-odds that the first is meant.

    `kind` is what kind of thing the text asks for; `same_check` is whether the first is put the same way round, so that
    yes and no are the same for both.
    """

    candidates: tuple[Candidate, ...]
    log_odds: float
    kind: str = "other"
    same_check: bool = True

    @property
    def taken(self) -> Candidate | None:
        """The question that is meant, where that is likely enough.

        Less is enough where it has every telling word and asks for the same kind of thing. Who, when and how many are
        never answered with something else, nor a denial with what is not denied.
        """
        if self.log_odds >= CERTAIN:
            return self.candidates[0]
        if self.log_odds < LIKELY:
            return None
        first = self.candidates[0]
        another = first.named["of another kind"]
        if first.named["denied otherwise"] or (another and self.kind in STRICT):
            return None
        whole = not first.named["words lacked"] and not another
        return first if whole or self.log_odds >= fitted().enough else None


class Faqs:
    """The questions that pupils ask, of one content folder. Safe to share between threads."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder) -> None:
        """Read them with their indexes.

        Raises:
            StaleIndex: the indexes do not belong to the catalogue.
        """
        every = catalogue.every_faq()
        texts = [" ".join([*ways_to_ask(one), one.answer]) for one in every]
        self._embedder, self._words = embedder, Words(texts, embedder.words)
        ways = [text for one in every for text in ways_to_ask(one)]
        self._ids = [one.id for one in every]
        self._objectives = [one.objective_id for one in every]
        self._faq_of = np.array([row for row, one in enumerate(every) for _ in ways_to_ask(one)], dtype=np.int64)
        self._vectors = read_index(catalogue, FAQS, len(ways)).vectors()
        self._answered = read_index(catalogue, ANSWERED, len(every)).vectors()
        self._put = [self._read(text) for text in ways]
        self._said = [squeezed(text) for text in ways]
        self._rows_of = _grouped([self._objectives[faq] for faq in self._faq_of.tolist()])
        subjects = {one: catalogue.subject_of(one) for one in self._rows_of}
        self._subject_of = {one: found.id if found else "" for one, found in subjects.items()}
        of_rows = [self._subject_of[self._objectives[faq]] for faq in self._faq_of.tolist()]
        self._rows_of_subject = _grouped(of_rows)

    def meant(self, text: str, objective_id: str) -> Meant:
        """Return the questions that a text may mean, asked while an objective is studied.

        They are the objective's own; one of another lesson of the subject only where it is put nearly so.
        """
        if objective_id not in self._rows_of:
            return Meant((), NOTHING)
        corrected = self._words.corrected(text)
        (vector,) = self._embedder.embed([corrected])
        asked = self._read(corrected)
        found = in_order(self._weighed(asked, vector, self._rows_of[objective_id]), fitted().order)
        odds = log_odds(found[0], fitted())
        if (own := self._same(text, asked, self._rows_of[objective_id])) is not None:
            found.sort(key=lambda one: one.faq_id != own)  # kept in order otherwise
            odds = CERTAIN if found[0].faq_id == own else odds
        if odds < FAR_OFF and (other := self._elsewhere(asked, vector, objective_id)):
            return Meant((other,), CERTAIN, asked.kind)
        same_check = self._is_same_check(asked, vector, self._rows_of[objective_id], found[0])
        return Meant(tuple(found), odds, asked.kind, same_check)

    def left_out(self) -> Iterator[tuple[str, str, list[Candidate], list[Candidate]]]:
        """Yield each way of asking as if it had not been written: its question and objective, and what it may mean.

        First by the other ways to put that question, then without the question altogether.
        """
        for row, faq in enumerate(self._faq_of.tolist()):
            rows, asked, vector = self._rows_of[self._objectives[faq]], self._put[row], self._vectors[row]
            others, without = rows[rows != row], rows[self._faq_of[rows] != faq]
            found = [self._weighed(asked, vector, some) for some in (others, without)]
            yield self._ids[faq], self._objectives[faq], found[0], found[1]

    def _weighed(self, asked: Put, vector: Vectors, rows: Rows) -> list[Candidate]:
        """Return the nearest questions among some rows, with the evidence on each."""
        similar, faqs = self._vectors[rows] @ vector, self._faq_of[rows]
        held = np.unique(faqs)
        near = [float(similar[faqs == faq].max() + self._answered[faq] @ vector) for faq in held]
        found = []
        for faq in held[np.argsort(near)[::-1][:LOOKED_AT]].tolist():
            at = np.flatnonzero(faqs == faq)
            ways = at[np.argsort(-similar[at], kind="stable")]
            named = evidence(asked, [self._put[row] for row in rows[ways].tolist()], similar[ways]) | {
                "similarity, in the middle": float(unit(self._vectors[rows[ways]].mean(axis=0)) @ vector),
                "similarity, with its answer": float(self._answered[faq] @ vector),
            }
            found.append(Candidate(self._ids[faq], named))
        return found

    def _same(self, text: str, asked: Put, rows: Rows) -> str | None:
        """Return the one question that is put in these very words, or in the same telling ones in the same order.

        "Change m/s into km/h" and "km/h into m/s" have the same words and mean nearly the same to an embedder.
        """
        said = squeezed(text)
        very: set[str] = {self._ids[self._faq_of[row]] for row in rows.tolist() if self._said[row] == said}
        if len(very) == 1:
            return very.pop()
        if not asked.stems:
            return None
        same: set[str] = {self._ids[self._faq_of[row]] for row in rows.tolist() if self._put[row].is_like(asked)}
        return same.pop() if len(same) == 1 else None

    def _elsewhere(self, asked: Put, vector: Vectors, objective_id: str) -> Candidate | None:
        """Return the question of another lesson of the subject that is put in the same telling words, if any is."""
        rows = self._rows_of_subject[self._subject_of[objective_id]]
        similar = self._vectors[rows] @ vector
        row = int(rows[similar.argmax()])
        own = self._put[row]
        if similar.max() < ELSEWHERE or not own.is_like(asked) or asked.kind not in OF_A_WORD:
            return None
        return Candidate(self._ids[self._faq_of[row]], {"similarity": float(similar.max())})

    def _is_same_check(self, asked: Put, vector: Vectors, rows: Rows, first: Candidate) -> bool:
        own = [row for row in rows.tolist() if self._ids[self._faq_of[row]] == first.faq_id]
        nearest: Put = self._put[max(own, key=lambda row: float(self._vectors[row] @ vector))]
        return asked.is_put_as(nearest) and asked.kind in CHECKS

    def _read(self, text: str) -> Put:
        return put(text, self._words, self._embedder.ranks)


def _grouped(keys: Sequence[str]) -> dict[str, Rows]:
    """Return the rows that have each key."""
    rows = defaultdict(list)
    for row, key in enumerate(keys):
        rows[key].append(row)
    return {key: np.array(some, dtype=np.int64) for key, some in rows.items()}
