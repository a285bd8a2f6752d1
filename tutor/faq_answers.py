"""The authored answers to the questions that pupils ask: the one that is meant, or the few that may be.

An answer is said as it was written, as far as it does not tell the open item's answer.
"""

import re
from dataclasses import replace

from content_store.curriculum import Faq
from content_store.items import DrawnItem
from retrieval.asking import kind_of, squeezed
from retrieval.faqs import CERTAIN, CHECKS, LIKELY, Meant
from tutor.assembly import Tutor
from tutor.fixed_words import FIXED, Words
from tutor.telling import tells_asked
from tutor.wording_rules import sentences

MOST_OFFERED = 3
SURE = 1.5
"""The log-odds below which an answer comes with the other questions that may be meant."""
NEAREST = -0.8
"""The log-odds from which the likeliest question is answered under its own name; of 82, 55 were to the point."""
PLAUSIBLE = -1.2
"""The log-odds from which one of the questions that are offered is likely to be the one that is meant."""
NEAR = -2.2
"""The log-odds from which they are offered at all."""
YES_OR_NO = re.compile(r"^(?:Yes|No)[.,] (?=\S)")
"""What an answer begins with that is false where a question is put the other way round."""
FEWEST_WORDS = 8
"""Words from which the beginning of an answer says something without the rest."""


def answer_to(tutor: Tutor, meant: Meant, question: str, item: DrawnItem | None) -> Words | None:
    """Return the answer to the question that is meant, None where none is; no words where it would tell the item's."""
    taken = meant.taken
    found = tutor.catalogue.faqs([taken.faq_id]) if taken else []
    if not found or (found[0].answer.startswith("Because") and meant.kind != "reason" and meant.log_odds < CERTAIN):
        return None
    text = _without_telling(found[0], item, question)
    if not meant.same_check and (without := YES_OR_NO.sub("", text)) != text:
        text = without[0].upper() + without[1:]
    facts = {"kind": "explain", "question": question, "passages": [text], "sources": [found[0].id]}
    if text and meant.log_odds < SURE:
        facts["offers"] = _offered(tutor, meant, item)[1:]
    return Words(text, facts=facts)


def is_told(tutor: Tutor, meant: Meant, item: DrawnItem | None) -> bool:
    """Return whether the question that is meant has an answer that tells the open item, as its author says."""
    found = tutor.catalogue.faqs([meant.taken.faq_id]) if meant.taken and item is not None else []
    return any(item is not None and item.id in one.tells for one in found)


def whole(tutor: Tutor, meant: Meant) -> str:
    """Return the whole answer to the question that is meant, empty where none is."""
    found = tutor.catalogue.faqs([meant.taken.faq_id]) if meant.taken else []
    return found[0].answer if found else ""


def is_near(meant: Meant) -> bool:
    """Return whether some question is near enough to be offered: by its meaning, and by a word that tells."""
    shares = any(one.named.get("words lacked", 0.0) < 1 for one in meant.candidates)
    return meant.log_odds >= NEAR and (shares or meant.log_odds >= LIKELY)


def instead(tutor: Tutor, at: tuple[str, DrawnItem | None], question: str) -> Words | None:
    """Return an offer of the few questions that may be meant, None where none is near.

    The likeliest comes with its answer where it is near enough, so that nobody has to press a button for what they
    asked. `at` are the objective and the open item: a question whose answer would tell it is not offered.
    """
    objective_id, item = at
    meant = tutor.passages.faqs.meant(question, objective_id)
    if not is_near(meant):
        return None
    offered = _offered(tutor, meant, item)
    if meant.log_odds >= NEAREST and (nearest := _nearest(tutor, meant, item)):
        text = FIXED["nearest_question"].format(question=nearest.question, answer=nearest.answer)
        facts = {"kind": "explain", "question": question, "passages": [nearest.answer], "sources": [nearest.id]}
        return Words(text, facts={**facts, "offers": offered[1:]})
    words = FIXED["which_question" if meant.log_odds >= PLAUSIBLE else "near_questions"]
    return Words(words, facts={"offers": offered}) if offered else None


def _nearest(tutor: Tutor, meant: Meant, item: DrawnItem | None) -> Faq | None:
    """Return the likeliest question, where its whole answer may be said beside the open item."""
    first = next(iter(tutor.catalogue.faqs([meant.candidates[0].faq_id])), None)
    return first if first and _without_telling(first, item, first.question) == first.answer else None


def with_offers(tutor: Tutor, meant: Meant, words: Words, item: DrawnItem | None) -> Words:
    """Return sentences of the notes with the questions that may be meant, where there are any near."""
    offered = _offered(tutor, meant, item) if is_near(meant) else []
    return replace(words, facts={**words.facts, "offers": offered}) if offered else words


def _offered(tutor: Tutor, meant: Meant, item: DrawnItem | None) -> list[str]:
    """Return the few questions that may be meant and whose answers may be said, the likeliest first."""
    found = tutor.catalogue.faqs([one.faq_id for one in meant.candidates])
    return [one.question for one in found if _without_telling(one, item, one.question)][:MOST_OFFERED]


def _without_telling(faq: Faq, item: DrawnItem | None, asked: str) -> str:
    """Return an answer up to the first sentence that would tell the open item's, empty where that leaves too little.

    What its author says tells the item is kept back as a whole. Of a difference, or of what yes or no answers, only the
    whole is enough.
    """
    if item is not None and item.id in faq.tells:
        return ""
    whole = kind_of(squeezed(asked)) in CHECKS
    said = sentences(faq.answer)
    kept: list[str] = []
    for sentence in said:
        if tells_asked(" ".join([*kept, sentence]), item, asked):
            break
        kept.append(sentence)
    text = " ".join(kept)
    return text if len(kept) == len(said) or (not whole and len(text.split()) >= FEWEST_WORDS) else ""
