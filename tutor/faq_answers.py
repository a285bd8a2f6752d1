"""The authored answers to the questions that pupils ask: the one that is meant, or the few that may be.

An answer is said as it was written, as far as it does not tell the open item's answer.
"""

import re
from dataclasses import replace

from content_store.curriculum import Faq
from content_store.items import DrawnItem
from retrieval.faqs import Meant
from tutor.assembly import Tutor
from tutor.fixed_words import FIXED, Words
from tutor.telling import tells
from tutor.wording_rules import sentences

MOST_OFFERED = 3
SURE = 1.0
"""The log-odds below which an answer comes with the other questions that may be meant."""
PLAUSIBLE = -1.2
"""The log-odds from which one of the questions that are offered is likely to be the one that is meant."""
NEAR = -2.2
"""The log-odds from which they are offered at all."""
YES_OR_NO = re.compile(r"^(?:Yes|No)\. (?=\S)")
"""What an answer begins with that is false where a question is put the other way round."""
FEWEST_WORDS = 4
"""Words from which the beginning of an answer says something without the rest: "Yes." does not."""


def answer_to(tutor: Tutor, meant: Meant, question: str, item: DrawnItem | None) -> Words | None:
    """Return the answer to the question that is meant, None where none is; no words where it would tell the item's."""
    taken = meant.taken
    found = tutor.catalogue.faqs([taken.faq_id]) if taken else []
    if not found:
        return None
    text = _without_telling(found[0], item)
    if not meant.same_check:
        text = YES_OR_NO.sub("", text)
    facts = {"kind": "explain", "question": question, "passages": [text], "sources": [found[0].id]}
    if text and meant.log_odds < SURE:
        facts["offers"] = _offered(tutor, meant, item)[1:]
    return Words(text, facts=facts)


def instead(tutor: Tutor, at: tuple[str, DrawnItem | None], question: str) -> Words | None:
    """Return an offer of the few questions that may be meant, None where none is near.

    `at` are the objective and the open item: a question whose answer would tell it is not offered.
    """
    objective_id, item = at
    meant = tutor.passages.faqs.meant(question, objective_id)
    if meant.log_odds < NEAR:
        return None
    offered = _offered(tutor, meant, item)
    words = FIXED["which_question" if meant.log_odds >= PLAUSIBLE else "near_questions"]
    return Words(words, facts={"offers": offered}) if offered else None


def with_offers(tutor: Tutor, meant: Meant, words: Words, item: DrawnItem | None) -> Words:
    """Return sentences of the notes with the questions that may be meant, where there are any near."""
    offered = _offered(tutor, meant, item) if meant.log_odds >= NEAR else []
    return replace(words, facts={**words.facts, "offers": offered}) if offered else words


def _offered(tutor: Tutor, meant: Meant, item: DrawnItem | None) -> list[str]:
    """Return the few questions that may be meant and whose answers may be said, the likeliest first."""
    found = tutor.catalogue.faqs([one.faq_id for one in meant.candidates])
    return [one.question for one in found if _without_telling(one, item)][:MOST_OFFERED]


def _without_telling(faq: Faq, item: DrawnItem | None) -> str:
    """Return an answer up to the first sentence that would tell the open item's, empty where that leaves too little."""
    kept: list[str] = []
    for sentence in sentences(faq.answer):
        if tells(" ".join([*kept, sentence]), item):
            break
        kept.append(sentence)
    text = " ".join(kept)
    return text if text == " ".join(sentences(faq.answer)) or len(text.split()) >= FEWEST_WORDS else ""
