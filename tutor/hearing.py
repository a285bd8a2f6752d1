"""What a pupil's message means: which part is to be marked, which part asks, and what the mark is.

Reads the text before the button: an answer typed where questions go is marked, "what is the answer" typed where answers
go is a request. Nothing here is decided by the model.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content_store.answers import (
    ClozeAnswer,
    NumericAnswer,
    QuotationAnswer,
    ShortTextAnswer,
    ValueAnswer,
    WritingAnswer,
)
from content_store.items import DrawnItem
from tutor import history, own_words, replies
from tutor import message_words as words
from tutor.exchange import Exchange, Understood
from tutor.figures import numbers_in
from tutor.genuine import is_genuine, shows_working, why_not
from tutor.lesson_route import asks_about_the_lesson
from tutor.marking import Mark, Unreadable
from tutor.marking.typed import SAYS_WHAT_IT_IS_NOT
from tutor.message import Reading, read_message
from tutor.policy import Meant
from tutor.policy_tables import WITHOUT_HELP
from tutor.records import MAX_WRITTEN
from tutor.writing_facts import no_writing

MEANT: dict[str, Meant] = {
    "attempt": "attempt",
    "topic question": "question",
    "help request": "help",
    "answer request": "answer request",
    "off topic": "off topic",
    "greeting": "greeting",
    "distress": "distress",
}
POSTED = re.compile(r"(?:choice|part)-\d|\d+=\d|\d+: ")
"""How the text begins that a form makes of its boxes, lists and gaps."""
SENTENCE = 4
"""Words from which what stands in the answer's box may be something else than an answer."""
NOT_KNOWN = re.compile(
    r"(?:(?:sorry|um+|er+m?|i|honestly|please)[\s,]+)*"
    r"(?:do not (?:really )?know(?: (?:this|it|that|this one|how|sorry))?"
    r"|(?:have )?(?:no|not a) (?:idea|clue)|pass|skip(?: (?:this|it|this one))?|next(?: (?:one|question))?)"
    r"(?:[\s,]+(?:sorry|please))?[\s.!]*"
)
"""What says, and says no more, that a pupil goes on without an answer."""
HEDGE = re.compile(r"^(?:i do not (?:really )?know|not sure|maybe)[\s,.]+(?:but )?")
REQUESTS = ("help request", "answer request")
KEPT = "What you have written is still in the box."
EMPTY = {"question": "Write your question first.", "answer": "Write or choose your answer first."}
SAID_AS_ANSWER = re.compile(
    r"^(?:(?:so|um+|ok(?:ay)?|is|and|but) )*"
    r"(?:it|it'?s|its|my answer|the answer|i (?:think|reckon|guess|put|say|got))\b"
)
"""How somebody begins who offers an answer where questions are asked."""
IS_IT = re.compile(r"(?:so |and |but )?(?:is|are) (?:[a-z]\s*=?\s*)?\S+\s*\??")
"""A guess that is put as a question and names nothing else: "is 5?", "is x = 5?"."""
IS_NOT = re.compile(
    r"(?:(?:so|but|and|ok|well|it|its|it['’]?s|is|the answer|answer)[\s,]+)*(?:not|is ?n['’]?t)\s+"
    r"[a-z=\s]{0,4}[^\s?]*\d[^\s?]*(?:\s[^\s?]{1,6})?[\s.!]*"
)
"""What says of a value that it is not the answer, and asks nothing."""
THE_ANSWER = re.compile(r"\b(?:its?|this|that|answer|right|correct)\b")
BESIDE_AN_ANSWER = frozenset(
    re.findall(
        r"\w+",
        "the answer is its it this that so then right correct yes ok please sir miss or and be just check if can could "
        "would you me tell my got get say",
    )
)
"""Words that leave a message with a value in it an answer."""


def problem_with(exchange: Exchange) -> str | None:
    """Return why what was posted cannot be taken at all, or None."""
    said, session = exchange.said, exchange.session
    if len(said.text) > MAX_WRITTEN or len(said.working) > MAX_WRITTEN:
        return f"That is too long: write up to {MAX_WRITTEN} characters."
    if "\0" in said.text + said.working:
        return "There is a sign in that which cannot be kept: type it again."
    if said.intent in EMPTY and not said.text.strip():
        return EMPTY[said.intent]
    if said.intent == "answer" and exchange.item is None:
        return "There is no question to answer now."
    if said.intent == "compare" and session.phase != "self check":
        return "There is nothing to compare now."
    return None


def understand(exchange: Exchange) -> Understood | Unreadable:
    """Return what a message means, with its mark where it is an attempt, or what to ask for where it cannot be read."""
    said = exchange.said
    if exchange.session.phase == "self check" and said.intent == "answer" and (beside := _beside_ideas(exchange)):
        return beside
    if said.intent == "answer":
        return _understand_answer(exchange)
    if said.intent == "question":
        return _is_denied(exchange) or _understand_question(exchange)
    if said.intent == "pass" and exchange.session.purpose not in WITHOUT_HELP:
        return Understood("help")
    return Understood(said.intent)


def _beside_ideas(exchange: Exchange) -> Understood | Unreadable | None:
    """Return what an answer is that is written beside what it is compared with; None for one that is read again."""
    item = exchange.item
    if item is None or not isinstance(item.answer, own_words.READ_AGAIN):
        return Understood("help")  # a piece of writing is being compared: it is not read a second time
    return Unreadable(own_words.COPIED) if own_words.is_copied(item, exchange.said.text) else None


def _understand_answer(exchange: Exchange) -> Understood | Unreadable:
    """Mark what was typed as an answer; where it is none, take it for what it says."""
    text, item = exchange.said.text, exchange.item
    assert item is not None  # noqa: S101 - problem_with has seen to it
    picked = isinstance(item.answer, replies.PARTED) and POSTED.match(text) is not None
    # By meaning a short answer is like anything: only a sentence is read so.
    embedder = exchange.tutor.embedder if len(text.split()) >= SENTENCE else None
    reading = Reading("attempt", text) if picked else read_message(text, item, embedder)
    if reading.kind == "distress" and not isinstance(item.answer, WritingAnswer | QuotationAnswer):
        return Understood("distress")
    if exchange.session.purpose in WITHOUT_HELP and not picked and reading.kind in REQUESTS:
        passes = NOT_KNOWN.fullmatch(words.plain(text))
        return Understood("pass" if passes else MEANT[reading.kind], offloading=reading.offloading)
    result = exchange.tutor.mark(item, text, _fresh_working(exchange))
    if isinstance(result, Unreadable):
        return _otherwise(exchange, reading, result)
    if reason := no_writing(item, text, exchange.tutor.embedder.words):
        return Unreadable(f"{reason} {KEPT}")
    if own_words.asks_instead(item, text, result):
        return Understood("answer request", question=text, offloading="answer asked")
    return _attempted(exchange, *_with_half(exchange, text, result), reading)


def _with_half(exchange: Exchange, text: str, result: Mark) -> tuple[str, Mark]:
    """Return an answer and its mark, with the answer before it where the two together are all that is asked for.

    Who has been told that one half is there need not write it again.
    """
    item = exchange.item
    if item is None or not own_words.is_half(result) or not isinstance(item.answer, ShortTextAnswer):
        return text, result
    for earlier in reversed(_earlier(exchange, item)):
        both = f"{earlier.answer.rstrip(' .')}. {text}"
        joined = exchange.tutor.mark(item, both, "")
        if isinstance(joined, Mark) and joined.right:
            return both, joined
    return text, result


def _is_denied(exchange: Exchange) -> Unreadable | None:
    """Return what to ask for where a message only says which value the answer is not."""
    denied = exchange.item and isinstance(exchange.item.answer, ValueAnswer)
    return Unreadable(SAYS_WHAT_IT_IS_NOT) if denied and IS_NOT.fullmatch(words.plain(exchange.said.text)) else None


def _understand_question(exchange: Exchange) -> Understood:
    """Read what was typed as a question, which may hold an answer."""
    text, item = exchange.said.text, exchange.item
    reading = read_message(text, item, exchange.tutor.embedder)
    if asks_about_the_lesson(exchange.tutor, exchange.session.objective_id, item, (text, reading)):
        return Understood("question", question=text, offloading=reading.offloading)
    open_to_answers = item is not None and exchange.session.phase != "self check" and _takes_answers(item, text)
    if reading.attempt and item is not None and open_to_answers and _is_put_as_answer(item, text, reading):
        for attempt in (*_with_unit(item, text, reading.attempt), reading.attempt):
            result = exchange.tutor.mark(item, attempt, "")
            if isinstance(result, Mark):
                return _attempted(exchange, attempt, result, reading)
    meant = MEANT[reading.kind]
    only_alike = meant == "answer request" and read_message(text, item).kind == "topic question"  # by its words
    about = meant in ("help", "off topic", "greeting") and _is_found(exchange, text)
    closed = not open_to_answers and meant in ("help", "answer request")
    if meant == "attempt" or only_alike or about or closed:
        meant = "question"
    return Understood(meant, question=text, offloading=None if only_alike else reading.offloading)


def _with_unit(item: DrawnItem, text: str, attempt: str) -> tuple[str, ...]:
    """Return an attempt with the unit that stands after it in the message: of "is it 336 kJ" all is the answer."""
    _, found, after = text.partition(attempt)
    unit = re.match(r"\s*([^\s\d?.!,]{1,6}(?:/[^\s?.!,]+)?)\s*[?.!]*$", after) if found else None
    return (f"{attempt} {unit[1]}",) if unit and isinstance(item.answer, NumericAnswer) else ()


def _takes_answers(item: DrawnItem, text: str) -> bool:
    """Return whether what stands where questions are asked may be an answer: in words, only what is put as one."""
    in_words = isinstance(item.answer, ClozeAnswer | ShortTextAnswer | QuotationAnswer | WritingAnswer)
    return not in_words or SAID_AS_ANSWER.match(words.plain(text)) is not None


def _is_put_as_answer(item: DrawnItem, text: str, reading: Reading) -> bool:
    """Return whether an attempt among questions may be marked: one that is put as an answer, or is bare.

    "Is it 81?" is a guess, and "is 81 a square number" a question, whatever the open item's answer is.
    """
    said = words.plain(text)
    if reading.kind != "attempt":
        return False
    beside = {*re.findall(r"[a-z]{2,}", said)} - BESIDE_AN_ANSWER
    unsaid = beside - {*re.findall(r"[a-z]{2,}", words.plain(f"{reading.attempt} {item.question}"))}
    if SAID_AS_ANSWER.match(said):
        return not (words.ASKS.match(said) and unsaid) or not isinstance(item.answer, ValueAnswer)
    if words.ASKS.match(said):
        return IS_IT.fullmatch(said) is not None or (not beside and THE_ANSWER.search(said) is not None)
    return not unsaid


def _is_found(exchange: Exchange, text: str) -> bool:
    """Return whether the notes have passages on what a message is about, by meaning."""
    return bool(exchange.tutor.passages_for(text, exchange.session.objective_id, 1))


def _otherwise(exchange: Exchange, reading: Reading, unread: Unreadable) -> Understood | Unreadable:
    """Return what an answer that cannot be marked says instead, or that it cannot be read."""
    item = exchange.item
    if reading.kind == "off topic" or (item and isinstance(item.answer, WritingAnswer) and _is_begun(exchange, item)):
        return unread
    if reading.kind == "attempt":
        whole = reading.attempt and numbers_in(reading.attempt) == numbers_in(exchange.said.text)
        part = reading.attempt if whole else None  # of "4 or 5" neither is what was meant
        result = exchange.tutor.mark(item, part, _fresh_working(exchange)) if part and item else unread
        return unread if isinstance(result, Unreadable) else _attempted(exchange, part or "", result, reading)
    return Understood(MEANT[reading.kind], question=exchange.said.text, offloading=reading.offloading)


def _is_begun(exchange: Exchange, item: DrawnItem) -> bool:
    """Return whether something is written after "I don't know": the beginning of a piece, and not only a request."""
    rest = HEDGE.sub("", words.plain(exchange.said.text), count=1)
    hedged = rest != words.plain(exchange.said.text) and len(rest.split()) > 1
    return hedged and read_message(rest, item).kind not in ("help request", "answer request", "distress")


def _attempted(exchange: Exchange, text: str, result: Mark, reading: Reading) -> Understood:
    """Return an attempt with its mark, whether it is a genuine one, and whether it unlocks the solution."""
    item, working = exchange.item, exchange.said.working
    genuine, why = result.right is not False, ""
    unlocks = genuine
    if item is not None and result.right is None and isinstance(item.answer, own_words.READ_AGAIN):
        tried = [one.answer for one in _earlier(exchange, item)]
        genuine = unlocks = own_words.is_try(text, item, tried)
        why = "" if genuine else why_not(text, item, tried)
    elif item is not None and not genuine:
        earlier = _earlier(exchange, item)
        tried = [one.answer for one in earlier]
        revealing = result.misconception_id is not None and text not in tried
        reworked = working not in [one.working for one in earlier] and shows_working(working, item)
        genuine = revealing or reworked or is_genuine(text, working, item, tried)
        # A bare number may be anything: before a whole solution there is a line of working, or a mistake that is known.
        why = "" if genuine else why_not(text, item, tried)
        if why == "again" and _fresh_working(exchange):
            why = "again with words"
        unlocks = genuine and (revealing or not isinstance(item.answer, ValueAnswer) or shows_working(working, item))
    return Understood(
        "attempt",
        text,
        reading.question or "",
        guess=reading.guess,
        genuine=genuine,
        unlocks=unlocks,
        why_not=why,
        offloading=reading.offloading,
        mark=result,
        working=_fresh_working(exchange),
    )


def _fresh_working(exchange: Exchange) -> str:
    """Return the working that goes with an attempt: what stood in the box at the attempt before belongs to that one."""
    working, item = exchange.said.working, exchange.item
    if not working.strip() or item is None:
        return ""
    before = _earlier(exchange, item)[-1:]
    return "" if before and before[0].working.split() == working.split() else working


@dataclass(frozen=True)
class Earlier:
    """An attempt at the open question before this one."""

    answer: str
    working: str


def _earlier(exchange: Exchange, item: DrawnItem) -> Sequence[Earlier]:
    """Return the attempts at the open question before this one, oldest first."""
    number = exchange.session.attempts
    attempts = history.attempts_in(exchange.db, exchange.session)
    workings = {turn.id: turn.working for turn in history.turns_of(exchange.db, exchange.session)}
    newest = attempts[len(attempts) - number :] if number else []
    return [Earlier(one.answer, workings.get(one.turn_id, "")) for one in newest if one.item_id == item.id]
