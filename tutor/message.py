"""What a pupil's message is: an answer to mark, a question, a request, a greeting, or a sign of distress.

Patterns decide what they know, and nearness in meaning to examples the rest; the language model has no part in it.
Distress is only flagged here; what follows from it is safeguarding's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from content_store.answers import ValueAnswer
from content_store.items import DrawnItem
from retrieval.embedding import Embedder
from tutor import message_words as words
from tutor.message_attempts import attempt_in, statement_in
from tutor.message_copies import Copy, copied
from tutor.message_sense import Sense, senses

MessageKind = Literal[
    "attempt", "topic question", "help request", "answer request", "off topic", "greeting", "distress"
]
Offloading = Literal["do it for me", "answer asked", "question pasted", "near copy"]
"""What the offloading meter counts: DfE product safety standards, cognitive development (detect "complete this for me",
pasting, near-copies)."""


@dataclass(frozen=True)
class Reading:
    """One message as it was read.

    `attempt` is the part to mark; an attempt without one is reasoning in words on an item whose answer is maths.
    `question` is the part that asks. `guess` is an attempt put as a question ("is it 6?").
    """

    kind: MessageKind
    attempt: str | None = None
    question: str | None = None
    guess: bool = False
    offloading: Offloading | None = None


@dataclass(frozen=True)
class _Clause:
    """One clause as the patterns read it; `open` is how alike an example must be to overrule them, None for never."""

    text: str
    reading: Reading | None
    open: float | None = None
    result: bool = False


POSTED = re.compile(r"(?:[a-z]+-\d+(?:=\d*)?\s*)+")
"""What a form posts where something was clicked: "choice-2", "part-1 part-0"."""
UNKNOWN, STATED = 0.35, 0.6
"""How alike the nearest example must be: where the patterns know nothing, and where they take it for an answer."""
DISTRESS = 0.45
"""How alike an example of distress must be, in a message about the pupil's own life."""
MOST, READ = 2, 160
"""How many clauses, and how many characters of each, are looked at: a long message is mostly working."""
MEANT = 3
"""Words from which a message's meaning is looked at: fewer are left to the patterns."""


def read_message(text: str, item: DrawnItem | None, embedder: Embedder | None = None) -> Reading:
    """Return what a message is.

    With an embedder, what the patterns leave open is told by the nearest of the examples (one call, some 15 ms);
    without one, the patterns alone decide.
    """
    text = text[: words.LONGEST].strip()
    if (whole := _whole(text, item)) is not None:
        return whole
    clauses = [_read_clause(clause, item) for clause in _clauses(text)]
    if embedder is not None:
        troubled, clauses = _by_meaning(words.plain(text), clauses, embedder)
        if troubled:
            return Reading("distress")
    return _joined([clause for clause in clauses if clause.reading is not None], item)


def _whole(text: str, item: DrawnItem | None) -> Reading | None:
    """Return what a message is that is one thing as a whole, None for others."""
    said = words.plain(text)
    if POSTED.fullmatch(text):
        return Reading("attempt", text)
    if words.DISTRESS.search(said):
        return Reading("help request", question=text) if words.EXAGGERATION.search(said) else Reading("distress")
    if not re.search(r"\w", said):
        return Reading("help request", question=text or None)
    if words.GREETING.fullmatch(said):
        return Reading("greeting")
    if words.WHAT_IS_IT.fullmatch(said):
        return Reading("answer request", question=text, offloading="answer asked")
    copy = copied(text, item.question) if item is not None else None
    return Reading("answer request", question=text, offloading=_of_copy(copy)) if copy else None


def _by_meaning(said: str, clauses: list[_Clause], embedder: Embedder) -> tuple[bool, list[_Clause]]:
    """Return whether a message is like distress, and its clauses with what their meaning tells."""
    left = [clause for clause in clauses if clause.open is not None][:MOST]
    whole = [said[:READ]] if len(said.split()) >= MEANT else []
    found = senses([*whole, *(words.plain(clause.text)[:READ] for clause in left)], embedder)
    own = re.search(r"\b(?:i|my|me|myself)\b", said)
    if whole and own and found[0].label == "distress" and found[0].similarity >= DISTRESS:
        return True, clauses
    told = dict(zip(map(id, left), found[len(whole) :], strict=True))
    return False, [_with_sense(clause, told.get(id(clause))) for clause in clauses]


def _with_sense(clause: _Clause, sense: Sense | None) -> _Clause:
    if sense is None or clause.open is None or sense.similarity < clause.open or sense.label == "distress":
        return clause
    if sense.label == "do it for me":
        return _Clause(clause.text, Reading("answer request", question=clause.text, offloading="do it for me"))
    if sense.label == "answer request":
        return _Clause(clause.text, Reading("answer request", question=clause.text, offloading="answer asked"))
    kind: Any = sense.label
    stated = clause.reading is not None and clause.reading.kind == "attempt"
    if stated and kind in ("topic question", "greeting"):
        return clause
    asks = kind in ("topic question", "help request")
    return _Clause(clause.text, Reading(kind, question=clause.text if asks else None))


def _of_copy(copy: Copy) -> Offloading:
    return "question pasted" if copy == "pasted" else "near copy"


def _clauses(text: str) -> list[str]:
    """Return the parts of a message that may each say something else."""
    marked = words.ASKS_LATER.sub(lambda join: f"{join[0].rstrip() if join[0].strip() in '?!' else ''}\0", text)
    return [clause.strip(" ,;") for clause in marked.split("\0") if re.search(r"\w", clause)]


def _read_clause(clause: str, item: DrawnItem | None) -> _Clause:
    """Return what one clause is by the patterns, and whether its meaning may overrule them."""
    said = words.plain(clause)
    asks = bool(words.ASKS.match(said)) or clause.endswith("?")
    if words.GREETING.fullmatch(said):
        return _Clause(clause, Reading("greeting"))
    if words.VERDICT.fullmatch(said.rstrip("? ")):
        return _Clause(clause, Reading("help request", question=clause, guess=True))
    if (asks or _checks(said)) and not words.WONDERS.match(said) and (found := attempt_in(clause, item, asking=True)):
        return _Clause(clause, Reading("attempt", found.text, None, True))
    if asked := _asks_answer(clause, said, item):
        return _Clause(clause, Reading("answer request", question=clause, offloading=asked))
    if asks:
        kind = _question_kind(said)
        return _Clause(clause, Reading(kind, question=clause), UNKNOWN if kind == "topic question" else None)
    if found := attempt_in(clause, item, asking=False):
        reading = Reading("attempt", found.text, guess=found.guess or bool(words.VERDICT.search(said)))
        return _Clause(clause, reading, STATED if len(re.findall(r"[a-z]{3,}", said)) >= MEANT else None, found.result)
    return _statement(clause, said, item)


def _checks(said: str) -> bool:
    return bool(re.search(r"\b(?:check|see|tell me|say|confirm) (?:if|whether)\b|\bif i (?:say|put)\b", said)) or bool(
        words.VERDICT.search(said)
    )


def _asks_answer(clause: str, said: str, item: DrawnItem | None) -> Offloading | None:
    """Return how a clause asks for the answer or for the work to be done; asking how to do it oneself is help."""
    if words.HOW_TO.search(said):
        return None
    if words.DO_IT.search(said):
        return "do it for me"
    if words.ASKS_ANSWER.search(said) or (item is not None and _asks_the_same(clause, item)):
        return "answer asked"
    return None


ASKED = re.compile(
    r"(?:what is|what are|how (?:much|big|long|far|tall|fast|heavy|many|wide)|what does|tell me how much)\b(?! an?\b)"
)
SENTENCES = re.compile(r"(?<=[.?!:])\s+")
SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "is",
        "are",
        "was",
        "does",
        "do",
        "did",
        "it",
        "its",
        "to",
        "in",
        "on",
        "for",
        "what",
        "how",
        "much",
        "many",
        "get",
        "has",
        "have",
        "and",
        "or",
        "be",
        "ben's",
    ]
)


def _asks_the_same(clause: str, item: DrawnItem) -> bool:
    """Return whether a short question asks for just what the item asks for."""
    said = words.plain(clause)
    asked = {
        _stem(word) for word in re.findall(r"[a-z]+", words.plain(SENTENCES.split(item.question.strip())[-1]))
    } - SMALL
    about = {_stem(word) for word in re.findall(r"[a-z]+", words.plain(item.question))} - SMALL
    opening = re.search(ASKED, said)
    said_words = {_stem(word) for word in re.findall(r"[a-z]+", said)} - SMALL - {"tell", "me", "big", "long", "now"}
    if re.search(r"\d", said) or not said_words:
        return False
    if opening:
        return said_words <= about and bool(said_words & asked or opening[0].startswith("how "))
    return clause.endswith("?") and len(said_words) == 1 and said_words <= asked


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _question_kind(said: str) -> MessageKind:
    if words.OFF_TOPIC.search(said):
        return "off topic"
    return "help request" if words.HELP.search(said) or words.HOW_TO.search(said) else "topic question"


def _statement(clause: str, said: str, item: DrawnItem | None) -> _Clause:
    """Return what a statement without maths is: a call for help, an answer in words, reasoning, or small talk."""
    if words.OFF_TOPIC.search(said) and not words.HELP.search(said):
        return _Clause(clause, Reading("off topic"))
    if words.HELP.search(said) or words.HOW_TO.search(said):
        return _Clause(clause, Reading("help request", question=clause))
    if _in_words(item):
        reading = Reading("off topic") if is_mashed(said) else Reading("attempt", statement_in(clause))
        return _Clause(clause, reading, STATED)
    if words.WORKED.search(said):
        return _Clause(clause, Reading("attempt"), STATED)
    about = Reading("help request", question=clause) if words.ABOUT_WORK.search(said) else None
    return _Clause(clause, about, UNKNOWN)


def _in_words(item: DrawnItem | None) -> bool:
    """Return whether an item's answer is given in words of the pupil's own."""
    return (
        item is not None and not isinstance(item.answer, get_args(ValueAnswer)) and not hasattr(item.answer, "choices")
    )


def is_mashed(said: str) -> bool:
    """Return whether a text is keys pressed at random: one long word with few vowels, or a row of the keyboard."""
    return all(
        re.fullmatch(r"[bcdfghjklmnpqrstvwxz]{3,}", word)
        or re.search(r"asdf|qwer|zxcv|hjkl|[bcdfghjklmnpqrstvwxz]{6,}", word)
        for word in re.findall(r"[a-z]+", said)
    ) and not re.search(r"\d", said)


ORDER: tuple[MessageKind, ...] = (
    "attempt",
    "answer request",
    "topic question",
    "help request",
    "off topic",
    "greeting",
)


def _joined(clauses: Sequence[_Clause], item: DrawnItem | None) -> Reading:
    """Return one reading of all the clauses: an answer first, then what is asked beside it."""
    parts = [clause.reading for clause in clauses if clause.reading is not None]
    if not parts:
        return Reading("off topic")
    kind = min((part.kind for part in parts), key=ORDER.index)
    question = " ".join(part.question for part in parts if part.question and not part.guess) or None
    offloading = next((part.offloading for part in parts if part.offloading), None)
    if kind != "attempt":
        return Reading(kind, question=question if kind != "off topic" else None, offloading=offloading)
    marked = [(clause.result, part.attempt) for clause, part in zip(clauses, parts, strict=True) if part.attempt]
    results = [text for result, text in marked if result] or [text for _, text in marked]
    told = (" ".join(text for _, text in marked) if _in_words(item) else results[-1]) if marked else None
    return Reading(kind, told, question, any(part.guess for part in parts), offloading)
