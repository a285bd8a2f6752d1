"""Which sentences of the notes answer a question: by meaning, by its words, and by how it is put.

A sentence that begins with "it" or "others" is quoted with the one before it, or not at all.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from content_store.curriculum import Passage
from retrieval.embedding import Embedder, Vectors
from tutor.lesson_questions import Asked, Kind
from tutor.sentence_signs import (
    ADVICE,
    FORMULA,
    GIVES_A_REASON,
    GOES_ON,
    IF_NOT,
    MANY_NUMBERS,
    OF_NUMBERS,
    OF_SUMS,
    SAYS_HOW,
    SAYS_WHEN,
    STANDS_ALONE,
    WHEN,
    is_dangling,
    says_what_it_is,
)
from tutor.sentence_vectors import vectors_of
from tutor.spoken_maths import aloud, meets, soft_words, telling_words, word_stems
from tutor.wording_rules import sentences

MOST_WORDS = 58
"""Words of an answer: a reply may have 60."""
MOST_SENTENCES = 4
OF_WORDS = 0.75
"""What the share of the question's telling words in a sentence counts beside the nearness of their meanings."""
OF_HEADING = 0.4
"""What the nearness of its heading counts."""
IN_HEADING = 0.55
"""What a word counts that the heading has and the sentence has not."""
OF_A_SIGN = 0.3
"""What a letter or digit of a formula in the question counts beside a word: the notes have other ones."""
OF_A_SMALL_WORD = 0.3
"""What a word such as "used" or "never" counts beside one that says what the question is about."""
OWN = 0.25
"""What a sentence of the objective that is studied is preferred by."""
NEARLY = 0.06
"""How little a further piece may be behind the best, if it stands elsewhere and adds none of the question's words."""
BESIDE: dict[Kind, float] = {
    "reason": 2.0, "way": 2.0, "other": 0.4, "meaning": 0.1, "formula": 0.1, "difference": 0.1,
}  # fmt: skip
"""How much farther behind a sentence may be that stands beside one that is quoted."""
PREFERRED = 0.05
"""What such a sentence goes before others by."""
OF_A_WHOLE_REASON = 0.6
"""The share of the question's words from which a sentence with a reason needs no other beside it."""
OF_A_FAR_REASON = 0.35
"""The share of the question's words from which a sentence with a reason is quoted with one that has none."""
MOST_PIECES = 3
ENOUGH_WORDS = 56

Fits = Callable[[str], bool]


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of the notes, with the one before it in its passage."""

    text: str
    passage: Passage
    place: int
    own: bool
    before: "Sentence | None" = None
    after: list["Sentence"] = field(default_factory=list, repr=False)

    @property
    def heading(self) -> str:
        """The heading of its passage."""
        return self.passage.heading

    @property
    def is_meaning(self) -> bool:
        """Whether it says what a keyword means."""
        return self.passage.kind == "keyword"


@dataclass(frozen=True)
class Piece:
    """Sentences of one passage that are quoted together, and how well they answer; `met` are the words they meet."""

    sentences: tuple[Sentence, ...]
    worth: float
    met: dict[str, float]


@dataclass(frozen=True)
class Choice:
    """The sentences that answer a question, and the share of its telling words that they have, from 0 to 1."""

    pieces: tuple[Piece, ...]
    share: float
    met: dict[str, float]

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences, each once, in the order in which they are quoted."""
        every = dict.fromkeys(one for piece in self.pieces for one in piece.sentences)
        first = {one.passage.id: number for number, one in reversed(list(enumerate(every)))}
        return sorted(every, key=lambda one: (first[one.passage.id], one.place))


def sentences_of(passages: Sequence[Passage], objective_id: str) -> list[Sentence]:
    """Return the sentences of passages, each with the one before it and after it."""
    found: list[Sentence] = []
    for passage in passages:
        before: Sentence | None = None
        for place, text in enumerate(sentences(" ".join(readable(passage).split()))):
            made = Sentence(text, passage, place, passage.objective_id == objective_id, before)
            if before is not None:
                before.after.append(made)
            found.append(made)
            before = made
    return found


def readable(passage: Passage) -> str:
    """Return a passage's text as it reads when quoted alone: a word's meaning begins with the word."""
    return f"{passage.heading}: {passage.text}" if passage.kind == "keyword" else passage.text


def choose(asked: Asked, among: Sequence[Sentence], embedder: Embedder, fits: Fits) -> Choice | None:
    """Return the sentences that answer a question best, of those that fit; None where there are none."""
    scorer = _Scorer(asked, among, embedder)
    pieces = [piece for one in among if (piece := scorer.piece(one, fits)) is not None]
    if not pieces:
        return None
    chosen = [max(pieces, key=lambda piece: piece.worth)]
    while len(chosen) < MOST_PIECES and (further := _further(pieces, chosen, scorer)) is not None:
        chosen.append(further)
    met = {word: max(piece.met.get(word, 0.0) for piece in chosen) for word in scorer.weights}
    return Choice(tuple(chosen), scorer.share(met), met)


def _further(pieces: Sequence[Piece], chosen: Sequence[Piece], scorer: "_Scorer") -> Piece | None:
    """Return one piece more: one that says what is left out, one nearly as good, or one that stands beside the best."""
    said = {one for piece in chosen for one in piece.sentences}
    first = chosen[0]
    best: tuple[float, Piece] | None = None
    for piece in pieces:
        new = [one for one in piece.sentences if one not in said]
        words = sum(len(one.text.split()) for one in {*said, *new})
        if not new or words > ENOUGH_WORDS or _is_same(new, said) or (piece.sentences[0].own < first.sentences[0].own):
            continue
        have = {word: max(one.met[word] for one in chosen) for word in scorer.weights}
        gain = scorer.share({word: max(piece.met[word] - have[word], 0.0) for word in scorer.weights})
        behind = first.worth - piece.worth
        beside = scorer.goes_with(new, chosen)
        if behind < (NEARLY + beside + gain):
            value = piece.worth + gain + PREFERRED * bool(beside)
            if best is None or value > best[0]:
                best = value, piece
    return best[1] if best else None


def _is_same(new: Sequence[Sentence], quoted: Iterable[Sentence]) -> bool:
    """Return whether sentences say in other words what has been quoted: most of their words are its own."""
    said = frozenset(word for one in quoted for word in word_stems(one.text))
    words = frozenset(word for one in new for word in word_stems(one.text))
    return len(words & said) >= 0.8 * len(words)


class _Scorer:
    """How well sentences answer one question."""

    def __init__(self, asked: Asked, among: Sequence[Sentence], embedder: Embedder) -> None:
        self._asked = asked
        texts = [aloud(asked.text), *(aloud(one.text) for one in among), *(one.heading for one in among)]
        found: Vectors = vectors_of(texts, embedder)
        query, count = found[0], len(among)
        near = found[1 : count + 1] @ query
        heads = found[count + 1 :] @ query
        self._near = {id(one): float(near[n]) + OF_HEADING * float(heads[n]) for n, one in enumerate(among)}
        own = [one for one in among if one.own] or list(among)
        self._general = len(re.findall(r"\d+(?:\.\d+)?", asked.text)) < MANY_NUMBERS
        self._advice = bool(ADVICE.search(asked.text))
        self._when = bool(WHEN.search(asked.text))
        formula = bool(re.search(r"[=^]", asked.text))
        self.weights = {
            word: _weight(word, own) * (OF_A_SIGN if formula and len(word) == 1 else 1.0)
            for word in telling_words(asked.text)
        }
        soft = [word for word in soft_words(asked.text) if word not in self.weights]
        self.weights |= {word: OF_A_SMALL_WORD * _weight(word, own) for word in soft}
        self._whole = sum(self.weights.values())

    def share(self, met: dict[str, float]) -> float:
        """Return the share of the question's telling words that are met, the rarer ones counting more."""
        return sum(self.weights[word] * met[word] for word in self.weights) / self._whole if self._whole else 0.0

    def piece(self, one: Sentence, fits: Fits) -> Piece | None:
        """Return a sentence with what it cannot be quoted without, None where that may not be quoted."""
        quoted = list(_with_antecedents(one))
        if not all(fits(each.text) for each in quoted) or is_dangling(quoted[0].text):
            return None
        met = {word: self._meets(word, one, quoted) for word in self.weights}
        worth = self._near[id(one)] + OF_WORDS * self.share(met) + self._put(one) + OWN * one.own
        for nxt in self._followers(one):
            if fits(nxt.text) and sum(len(each.text.split()) for each in (*quoted, nxt)) <= MOST_WORDS:
                quoted.append(nxt)
        return Piece(tuple(quoted), worth, met)

    def goes_with(self, new: Sequence[Sentence], chosen: Sequence[Piece]) -> float:
        """Return how much farther behind sentences may be for standing beside what is quoted."""
        said = {(one.passage.id, one.place) for piece in chosen for one in piece.sentences}
        steps = self._steps(chosen[0])
        fresh = [one for one in new if not one.is_meaning]
        if self._asked.kind == "reason" and not _gives_a_reason(chosen[0].sentences) and _gives_a_reason(fresh):
            met = {word: max(meets(word, word_stems(one.text)) for one in fresh) for word in self.weights}
            if self.share(met) >= OF_A_FAR_REASON:
                return BESIDE["reason"]
        beside = any((one.passage.id, one.place + step) in said for one in fresh for step in steps)
        return BESIDE[self._asked.kind] * beside

    def _steps(self, first: Piece) -> tuple[int, ...]:
        """Return on which sides of what is quoted more may stand: -1 is after it, 1 before it.

        A way goes on after its first step. A reason that is given as "A, so B" has its grounds before it; one that is
        given with "because" is whole; where none is given it may stand on either side.
        """
        if self._asked.kind != "reason":
            return (-1,) if self._asked.kind == "way" else (-1, 1)
        told = " ".join(one.text for one in first.sentences)
        if self.share(first.met) < OF_A_WHOLE_REASON or not _gives_a_reason(first.sentences):
            return (-1, 1)
        return (1,) if re.search(r", so\b", told) else ()

    def _meets(self, word: str, one: Sentence, quoted: Sequence[Sentence]) -> float:
        direct = meets(word, word_stems(one.text))
        around = max((meets(word, word_stems(each.text)) for each in quoted), default=0.0)
        return max(direct, 0.8 * around, IN_HEADING * meets(word, word_stems(one.heading)))

    def _followers(self, one: Sentence) -> Iterator[Sentence]:
        """Yield the sentences that say more of the same thing, where what a thing is or does is asked."""
        if one.after and IF_NOT.match(one.after[0].text):
            yield one.after[0]
            return
        if self._asked.kind not in ("meaning", "way", "other", "reason") or not _asks_for_more(self._asked):
            return
        while one.after and GOES_ON.match(one.after[0].text) and not STANDS_ALONE.match(one.after[0].text):
            one = one.after[0]
            yield one

    def _put(self, one: Sentence) -> float:
        """Return what a sentence is preferred by for the way in which the question is put."""
        kind, text = self._asked.kind, one.text
        example = one.heading.startswith("Example") or text.startswith(("Example", "For example"))
        value = -0.08 * example - 0.2 * (self._general and bool(OF_NUMBERS.search(text)))
        if kind == "meaning":
            return value + says_what_it_is(self._asked.terms[0], text) + 0.05 * bool(FORMULA.search(text))
        if kind == "formula":
            return value + (0.3 if FORMULA.search(text) else -0.5)
        if kind == "reason":
            given = 0.25 if GIVES_A_REASON.search(text) else 0.0
            return value + given - 2.0 * one.is_meaning + self._of_subject(one)
        if kind == "way":
            says = 0.2 if text.startswith("To ") else 0.1 if SAYS_HOW.search(text) or FORMULA.search(text) else 0.0
            sums = 0.3 if OF_SUMS.search(self._asked.text) and FORMULA.search(text) else 0.0
            return value + says + sums - 0.2 * one.is_meaning
        value += 0.35 * (self._when and bool(SAYS_WHEN.search(text)))
        return value - (0.4 if self._advice else 0.1) * one.is_meaning + self._of_subject(one)

    def _of_subject(self, one: Sentence) -> float:
        """Return what a sentence is preferred by that begins with what the question is about."""
        first = next(iter(self.weights), "")
        return 0.1 * meets(first, word_stems(" ".join(one.text.split()[:3]))) if first else 0.0


def _gives_a_reason(some: Iterable[Sentence]) -> bool:
    return any(GIVES_A_REASON.search(one.text) for one in some)


def _asks_for_more(asked: Asked) -> bool:
    return bool(re.search(r"\b(?:(?:what|how) (?:do|does|did)|explain|describe|tell me about)\b", asked.text))


def _with_antecedents(one: Sentence) -> Iterator[Sentence]:
    """Yield the sentences that one cannot be quoted without, in their order, and itself."""
    needed = [one]
    while is_dangling(needed[0].text) and needed[0].before is not None and len(needed) < MOST_SENTENCES:
        needed.insert(0, needed[0].before)
    yield from needed


def _weight(word: str, among: Sequence[Sentence]) -> float:
    """Return how much a word tells among sentences: the more, the fewer have it."""
    having = sum(meets(word, word_stems(one.text)) > 0 for one in among)
    return log(1 + len(among) / (1 + having))
