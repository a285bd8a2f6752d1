"""Answers in a few words, the pupil's own or those of a text: what is a try at one, and what is said of a poor one.

What such an item asks for is shown only after tries in earnest, so a line that asks for it, or that names a thing and
says nothing of it, is none. Whether an answer is right is marking's to say.
"""

import re
from collections.abc import Sequence, Set

from content_store.answers import QuotationAnswer, ShortTextAnswer, WritingAnswer
from content_store.items import DrawnItem
from tutor import message_words as words
from tutor.checker import content_words
from tutor.exchange import Exchange
from tutor.genuine import is_genuine
from tutor.marking import Mark
from tutor.writing_facts import no_writing

READ_AGAIN = ShortTextAnswer | QuotationAnswer
"""Answers that are read again beside what they are compared with."""
OWN_WORDS = READ_AGAIN | WritingAnswer
SAYS = 2
"""Words that carry meaning from which on a line says something: "because of osmosis" has one."""
FILLERS = frozenset(
    ("cos", "coz", "cuz", "cause", "because", "bc", "just", "like", "basically", "its", "thing", "things", "stuff")
)
"""Words of speech that say nothing."""
LEAD = r"(?:(?:please|pls|plz|just|can you|could you|will you|ok|okay|then|well|sir|miss|omg|come on|now|but|so)[ ,]+)*"
BEGS = re.compile(
    LEAD + r"(?:tell|give|show|say|explain|write|put)(?: it| me| us| to me)*(?: please| pls)?"
    r"(?: (?:why|what|how|who|when|which|where|the (?:answer|reason|words?|quote|quotation|ideas?)|a quote|one)\b.*)?"
)
"""What asks for the words, and says none: "just tell me why", "just say what he does for bob"."""
IDEA = re.compile(
    r"(?:(?:so|um+|ok(?:ay)?|and|but|or|maybe|wait|sir|miss)[\s,]+)*"
    r"(?:is (?:it|that|this) (?:just )?(?:because|that|when|like|where)\b|(?:it|that|this) is (?:just )?because\b"
    r"|because\b|i (?:think|reckon|guess|would say|thought|bet)(?! (?:i|you|we|that i|so|not)\b)"
    r"|(?:could|would|might) (?:it|that) be\b)(?: \S+){2,}"
)
"""How somebody begins who says what the answer may be, and does not ask what is so in general."""
COPIED = (
    "Those are the words of the list. Close your eyes to it for a moment, and say it in your own words, as you would "
    "to somebody in your class."
)
SAY_MORE = {
    "too little": (
        "That is too little to read. Write a whole sentence, even one that may be wrong: what happens, and why?"
    ),
    "question": (
        "Those are the words of the question. Write what you think happens, in a sentence of your own, even one that "
        "may be wrong."
    ),
    "again": "That is what was there before. Say it in another way, or add what is missing: what happens, and why?",
    "half": "Which part of the question does that not answer yet? Add a sentence on it: what is there is kept.",
    "start": "That is a start. Say what it means: what happens or changes, and what follows from that?",
    "quotation": (
        "Those are words of the text. Say to yourself in one sentence what the question asks them to show. Which words "
        "show just that?"
    ),
    "quotation again": "Those words have been read already. Look for other words that show what the question asks for.",
}


def begs(text: str) -> bool:
    """Return whether a line asks for the answer and gives none."""
    return BEGS.fullmatch(words.plain(text).strip(" .!?")) is not None


def is_idea(item: DrawnItem | None, text: str) -> bool:
    """Return whether what stands where questions are asked says what the answer to the open item may be."""
    return item is not None and IDEA.match(words.plain(text)) is not None


def asks_instead(item: DrawnItem, text: str, mark: Mark) -> bool:
    """Return whether what stands in the answer's box asks for the answer, so that it is not marked as one."""
    nothing_in_it = mark.right is False or isinstance(item.answer, ShortTextAnswer)
    shown = any(one.outcome == "shown" for one in mark.ideas)
    return isinstance(item.answer, OWN_WORDS) and mark.right is not True and nothing_in_it and not shown and begs(text)


def is_try(text: str, item: DrawnItem, earlier: Sequence[str] = ()) -> bool:
    """Return whether an answer is tried in earnest: it is genuine, and a sentence of the pupil's says something."""
    if not is_genuine(text, "", item, earlier):
        return False
    said = content_words(" ".join(word for word in words.plain(text).split() if word not in FILLERS))
    if not isinstance(item.answer, ShortTextAnswer):
        return True
    return len(said) >= SAYS and bool(said & _subject(item)) and not begs(text)


def is_question(item: DrawnItem, text: str) -> bool:
    """Return whether an answer is made of the question's words alone, and of several of them."""
    said = content_words(text)
    return len(said) > SAYS and said <= content_words(item.question)


def _subject(item: DrawnItem) -> set[str]:
    """Return the words of the question and of every phrasing that is known for it: who says none says nothing of it."""
    ideas = item.answer.ideas if isinstance(item.answer, ShortTextAnswer) else ()
    known = [phrasing for idea in ideas for phrasing in (idea.name, *idea.accepted, *idea.denied)]
    return content_words(" ".join([item.question, *known]))


def tries(item: DrawnItem, answers: Sequence[str]) -> int:
    """Return how many of the answers to an item, oldest first, were tries in earnest."""
    return sum(is_try(one, item, answers[:place]) for place, one in enumerate(answers))


def is_copied(item: DrawnItem, text: str) -> bool:
    """Return whether an answer is one of the ideas as they stand on the page, and nothing besides."""
    said = content_words(text)
    return isinstance(item.answer, ShortTextAnswer) and any(
        said == content_words(one.name) for one in item.answer.ideas
    )


def say_more(exchange: Exchange) -> str:
    """Return what is asked for after an answer that marking is unsure of, where no hint follows it."""
    understood, item, mark = exchange.understood, exchange.item, exchange.mark
    if item is not None and isinstance(item.answer, QuotationAnswer):
        return SAY_MORE["quotation" if understood.genuine else "quotation again"]
    if not understood.genuine:
        if item is not None and is_question(item, understood.attempt):
            return SAY_MORE["question"]
        return SAY_MORE["again" if understood.why_not == "again" else "too little"]
    return SAY_MORE["half" if is_half(mark) else "start"]


def is_half(mark: Mark | None) -> bool:
    """Return whether an answer that marking is unsure of shows a part of what is asked for."""
    return mark is not None and mark.right is None and any(one.outcome == "shown" for one in mark.ideas)


def is_begun(item: DrawnItem | None, text: str, known: Set[str]) -> bool:
    """Return whether what is too short to be sent is the beginning of a piece of writing."""
    if item is None or not isinstance(item.answer, WritingAnswer) or begs(text):
        return False
    return is_genuine(text, "", item, ()) and not no_writing(item, text, known)
