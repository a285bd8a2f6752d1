"""What is said to a question whose answer would settle the open item: that it waits, or what has been said already.

What a hint has told the pupil, and what a wrong choice has ruled out, is no secret any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from content_store.answers import ChoiceAnswer
from content_store.items import DrawnItem
from tutor import hint_left, history, replies
from tutor.checker import content_words
from tutor.exchange import Exchange
from tutor.fixed_words import Words
from tutor.telling import tells
from tutor.wording_rules import sentences

SURE = "That would settle the open question, so it is not said now."
"""Where the author of an answer says so."""
PERHAPS = "That may settle the open question, so it is not said now."
"""Where it is worked out from the words."""
HINT = "If you are stuck, a hint can help you to work it out."
LATER = "Ask it again after this question."
SAID = "A hint has said this much: “{sentence}” What follows from that here?"
GIVEN = frozenset({"hint", "on_the_way", "explain"})
"""The moves that tell something of the lesson."""
FEWEST = 3
"""Words shared with what is kept back from which a sentence of a hint says a part of it."""
MOST = 0.3
"""The share of its words that a sentence of a hint then has in common with it."""
ALMOST_ALL = 0.75
"""The share of a sentence's words that stand in a wrong option, or in the question, from which it only denies that."""


@dataclass(frozen=True)
class Beside:
    """What stands beside a question about the lesson.

    `said` are the hints that were given on the open item, `tried` its options that were chosen and are wrong,
    `hint_left` is whether a hint may be had.
    """

    said: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    hint_left: bool = True


ALONE = Beside()
"""Nothing is known of what stands beside a question."""


def beside(exchange: Exchange) -> Beside:
    """Return what stands beside a question that is asked in a session."""
    session, item = exchange.session, exchange.item
    if item is None:
        return ALONE
    turns = history.replies_on_open_item(exchange.db, session)
    said = tuple(turn.text or turn.authored for turn in turns if turn.move in GIVEN)
    return Beside(said, tuple(_ruled_out(exchange, item)), hint_left.may_be_had(exchange))


def _ruled_out(exchange: Exchange, item: DrawnItem) -> Iterator[str]:
    """Yield the options of the open item that have been chosen and are wrong."""
    number = exchange.session.attempts
    if not isinstance(item.answer, ChoiceAnswer) or not number:
        return
    for attempt in history.attempts_in(exchange.db, exchange.session)[-number:]:
        if (attempt.item_id, attempt.right) == (item.id, False):
            yield replies.answer_text(item, attempt.answer)


def kept_back(asked: str, about: str, sure: bool) -> Words:
    """Return that the notes have the answer, without a word of it; `about` is what is not said."""
    facts = {"kind": "explain", "question": asked, "passages": [], "sources": [], "kept back": about}
    return Words(SURE if sure else PERHAPS, facts=facts)


def in_session(words: Words, item: DrawnItem | None, beside: Beside) -> Words:
    """Return what is kept back as it is said in a session: what has been told already, or where there is help."""
    facts = {**words.facts}
    about = str(facts.pop("kept back"))
    asked = str(facts["question"])
    told = _told_by_hint(asked, about, item, beside) or _denied(asked, about, item, beside)
    return replace(words, authored=told or f"{words.authored} {HINT if beside.hint_left else LATER}", facts=facts)


def _told_by_hint(asked: str, about: str, item: DrawnItem | None, beside: Beside) -> str:
    """Return a sentence of a hint that the pupil has had and that says some of what is kept back, as it stands."""
    wanted = content_words(f"{about} {asked}")
    best, most = "", 0
    for sentence in [one for text in beside.said for one in sentences(text) if not replies.asks(one)]:
        words = content_words(sentence)
        shared, telling = len(words & wanted), words - content_words(item.question if item else "")
        enough = shared >= FEWEST and shared >= MOST * len(words)
        named = content_words(asked) <= words and len(content_words(asked)) >= FEWEST - 1
        if (enough or named) and telling & wanted and shared > most:
            best, most = sentence, shared
    return SAID.format(sentence=best) if best else ""


def _denied(asked: str, about: str, item: DrawnItem | None, beside: Beside) -> str:
    """Return the sentences of an answer that only say of an option, chosen and wrong, that it is not so."""
    for option in beside.tried:
        known, kept = content_words(f"{option} {asked}"), []
        for sentence in sentences(about):
            words = content_words(sentence)
            if len(words & known) < ALMOST_ALL * len(words) or tells(sentence, item):
                break
            kept.append(sentence)
        own = content_words(option) - content_words(item.question if item else "")
        if any(len(content_words(one) & own) > 1 for one in kept):
            return " ".join(kept)
    return ""
