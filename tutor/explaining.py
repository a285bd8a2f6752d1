"""What is said to a question about the lesson: sentences of the notes as they stand, and where they are from.

Nothing is made up, and nothing is quoted that would tell the open item's answer.
"""

import re
from collections.abc import Sequence

from content_store.curriculum import Passage
from content_store.items import DrawnItem
from retrieval.faqs import Meant
from tutor import faq_answers, glossary, kept_back
from tutor.assembly import Tutor
from tutor.corrected import as_in_the_notes
from tutor.fixed_words import Words
from tutor.glossary import Entry
from tutor.kept_back import ALONE, Beside
from tutor.lesson_questions import Asked, read_question
from tutor.sentence_choice import MOST_WORDS, Choice, Sentence, choose, readable, sentences_of
from tutor.sentence_signs import FORMULA, is_dangling
from tutor.spoken_maths import meets, telling_words, word_stems
from tutor.telling import tells
from tutor.wording_rules import sentences

PASSAGES = 2
ASKS_FOR_A_FACT = re.compile(r"\b(?:who|where|when (?:was|were|did|is|are)|how (?:old|many|much|long|far|big|tall))\b")
FEWEST_WORDS = 2
"""Telling words of a question for a name, a time or a number that is covered by its words alone; else one is enough."""
OF_THE_LESSON = 0.6
"""The share of a question's telling words from which the sentences of the objective itself are enough."""
MOST_NAMED = 2
"""Words whose meanings one answer may give."""
KEPT = 0.35
"""How much less of the question's words an answer may have for what is kept back, before it is of something else."""
YES_OR_NO = re.compile(r"^(?:is|are|does|do|can|must|was|were)\b")
STATES = re.compile(r"^(?:who|which|where|when|what)\b")
"""Asks for something that one sentence may state."""
IN_SIGNS = re.compile(
    r"^(?:is |does |so |are )?(?=[^=]*[-+*/^×÷]|[^=]*\b(?:times|power|over)\b)[^=]*[\w)]\s*=\s*[^=]+$"
)
"""An equation in signs alone, which no sentence of the notes has: the nearest rule is the answer."""
OF_FORMULAE = frozenset({"formula", "equation", "equat", "use", "need", "it", "here"})
LOCKED, LIKE = 0.45, 0.85
"""How well the sentences must have each word of a question that is covered by its words alone, and the best of them."""
MET = 0.7
"""How well a sentence must have each word of a term, to say what it is."""


def explanation(
    tutor: Tutor, objective_id: str, question: str, item: DrawnItem | None, beside: Beside = ALONE
) -> Words | None:
    """Return an answer to a question about the lesson in the words of the notes; None where they do not cover it.

    Where they do and would give the open item away, the answer says so, or what the pupil has been told of it.
    """
    words = _in_the_notes(tutor, objective_id, question, item)
    if words is None or "kept back" not in words.facts:
        return words
    return kept_back.in_session(words, item, beside)


def _in_the_notes(tutor: Tutor, objective_id: str, question: str, item: DrawnItem | None) -> Words | None:
    """Return an answer in the words of the notes, or what of it is kept back."""
    if tutor.catalogue.objective(objective_id) is None:
        return _of_any_lesson(tutor, read_question(question), item)
    asked = read_question(as_in_the_notes(tutor, objective_id, question))
    meant = tutor.passages.faqs.meant(question, objective_id)
    answer = faq_answers.answer_to(tutor, meant, question, item)
    if answer is not None and answer.authored:
        return answer
    if faq_answers.is_told(tutor, meant, item):
        return kept_back.kept_back(asked.text, faq_answers.whole(tutor, meant), sure=True)
    entries = _meanings(tutor, objective_id, asked)
    if found := _of_glossary(asked, entries, item):
        return found
    if answer is not None:
        return kept_back.kept_back(asked.text, faq_answers.whole(tutor, meant), sure=False)
    if meant.candidates:
        return _in_one_sentence(tutor, (objective_id, item), asked, meant)
    return _of_the_notes(tutor, (objective_id, item), asked, entries)


def _in_one_sentence(tutor: Tutor, at: tuple[str, DrawnItem | None], asked: Asked, meant: Meant) -> Words | None:
    """Return the one sentence of the objective's notes that has all telling words of a question.

    None where there is none: the questions that may be meant are offered, and a sentence that has some of the words is
    mostly beside the point. So is one that is shown for a reason or a way, or for yes or no.
    """
    objective_id, item = at
    if asked.kind not in ("meaning", "formula") and not STATES.match(asked.text):
        return None
    own = sentences_of(tutor.catalogue.passages_of(objective_id), objective_id)
    choice = choose(asked, own, tutor.embedder, lambda text: not tells(text, item))
    if choice is None or not _is_locked(asked, choice) or len(choice.pieces[0].sentences) > 1:
        return None
    (sentence,) = choice.pieces[0].sentences
    telling, stems = telling_words(asked.text), word_stems(f"{sentence.passage.heading} {sentence.text}")
    if len(telling) < FEWEST_WORDS or not all(meets(word, stems) for word in telling):
        return None
    return faq_answers.with_offers(tutor, meant, _words(asked, sentence.text, [sentence.passage], item), item)


def _of_the_notes(
    tutor: Tutor, at: tuple[str, DrawnItem | None], asked: Asked, entries: Sequence[Entry]
) -> Words | None:
    """Return the sentences of the notes that answer a question best, None where they do not cover it."""
    objective_id, item = at
    own = tutor.catalogue.passages_of(objective_id)
    if found := _the_formula(asked, sentences_of(own, objective_id), item):
        return found
    found_passages = [
        one
        for one in tutor.passages_for(asked.text, objective_id, PASSAGES)
        if one.objective_id == objective_id or _is_of(asked, one)
    ]
    every = _sentences(tutor, objective_id, asked, found_passages)
    if asked.kind == "difference" and (both := _of_both(tutor, asked, every, at)):
        return both
    headed = [one for one in own if one.kind != "keyword" and _is_headed(one.heading, asked.text)]
    whole = choose(asked, every, tutor.embedder, lambda _: True)
    if not (found_passages or entries or headed or _is_locked(asked, whole) or IN_SIGNS.search(asked.text)):
        return None
    among = sentences_of(headed, objective_id) if headed and not telling_words(asked.text) else every
    free = choose(asked, among, tutor.embedder, lambda text: not tells(text, item))
    if free is None or (entries and not _has_terms(asked, free)) or (whole and free.share < whole.share - KEPT):
        return _kept_back(asked, [one.text for one in whole.sentences] if whole else [])
    return _quoted(asked, free, item, _unsaid(tutor, objective_id, asked, free))


def _the_formula(asked: Asked, own: Sequence[Sentence], item: DrawnItem | None) -> Words | None:
    """Return the first formula of the objective's notes, where a formula is asked for and not said of what."""
    if asked.kind != "formula" or set(telling_words(asked.text)) - OF_FORMULAE:
        return None
    fit = [one for one in own if FORMULA.search(one.text) and not one.text.startswith(("Example", "For example"))]
    fit = [one for one in fit if not is_dangling(one.text) and not tells(one.text, item)]
    general = (one for one in fit if "=" in one.text and not re.search(r"=\s*\d", one.text))
    first = next(general, next(iter(fit), None))
    return _words(asked, first.text, [first.passage], item) if first else None


def _is_of(asked: Asked, passage: Passage) -> bool:
    """Return whether a passage of another lesson has every telling word of a question, and there are several.

    "Why do you flip it" is no question about reflections, wherever "flip" stands.
    """
    telling, stems = telling_words(asked.text), word_stems(f"{passage.heading} {passage.text}")
    return len(telling) >= FEWEST_WORDS and all(meets(word, stems) for word in telling)


def _sentences(tutor: Tutor, objective_id: str, asked: Asked, found: Sequence[Passage]) -> list[Sentence]:
    """Return the sentences to choose among: the objective's own, and others where these say too little."""
    every = sentences_of(tutor.catalogue.passages_of(objective_id), objective_id)
    others = [one for one in found if one.objective_id != objective_id]
    best = choose(asked, every, tutor.embedder, lambda _: True) if others else None
    return every if best and best.share >= OF_THE_LESSON else [*every, *sentences_of(others, objective_id)]


def _meanings(tutor: Tutor, objective_id: str, asked: Asked) -> list[Entry]:
    own = asked.kind == "difference"
    found = [glossary.find(tutor, objective_id, term, own) for term in asked.terms]
    return [one for one in found if one is not None]


def _of_glossary(asked: Asked, entries: Sequence[Entry], item: DrawnItem | None) -> Words | None:
    """Return the meanings of the words that are asked for, where each is among the words to know and may be said."""
    if not entries or len(entries) < len(asked.terms) or any(tells(one.text, item) for one in entries):
        return None
    return _words(asked, " ".join(one.text for one in entries), [one.passage for one in entries], item)


def _has_fact(asked: str, told: str) -> bool:
    """Return whether sentences have what a question for a time, a number or a name could be answered with."""
    if asked.startswith("when"):
        return bool(re.search(r"\b1\d{3}\b|\b20\d\d\b", told))
    return asked.startswith("how") and bool(re.search(r"\d", told))


def _of_both(tutor: Tutor, asked: Asked, every: Sequence[Sentence], at: tuple[str, DrawnItem | None]) -> Words | None:
    """Return what each of two words means, by the words to know or by the sentences that say what it is."""
    objective_id, item = at
    texts: list[str] = []
    passages: list[Passage] = []
    for term in asked.terms:
        entry = glossary.find(tutor, objective_id, term, own=True)
        if entry is not None and not tells(entry.text, item):
            texts.append(entry.text)
            passages.append(entry.passage)
            continue
        one = Asked(term, "meaning", (term,))
        choice = choose(one, every, tutor.embedder, lambda text: not tells(text, item))
        if choice is None or min((choice.pieces[0].met[word] for word in telling_words(term)), default=0.0) < MET:
            continue
        fresh = [sentence for sentence in choice.pieces[0].sentences if sentence.text not in texts]
        texts += [sentence.text for sentence in fresh]
        passages += [sentence.passage for sentence in fresh]
        if not fresh:
            passages.append(choice.pieces[0].sentences[0].passage)
    passages = list({one.id: one for one in passages}.values())
    if not texts:
        return None
    return _words(asked, " ".join(texts), passages, item)


def _of_any_lesson(tutor: Tutor, asked: Asked, item: DrawnItem | None) -> Words | None:
    """Return the meanings of the words that a question is of, beside a teacher's own question, which is of no lesson.

    Of several lessons' meanings of a word the one nearest to the teacher's question is taken.
    """
    about = item.question if item else asked.text
    named: dict[str, list[Entry]] = {term: glossary.of_any_lesson(tutor, term) for term in asked.terms}
    if not asked.terms and YES_OR_NO.match(asked.text):
        for entry in glossary.named_of_any_lesson(tutor, asked.text):
            named.setdefault(entry.term.casefold(), []).append(entry)
    if not named or len(named) > MOST_NAMED or not all(named.values()):
        return None
    entries = []
    for found in named.values():
        nearest = tutor.nearest(about, [one.text for one in found])[0]
        entries.append(next(one for one in found if one.text == nearest))
    if any(tells(one.text, item) for one in entries):
        return _kept_back(asked, [one.text for one in entries])
    return _words(asked, " ".join(one.text for one in entries), [one.passage for one in entries], item)


def _has_terms(asked: Asked, choice: Choice) -> bool:
    """Return whether sentences have the words whose meaning is asked for: without them they are of another thing."""
    said = frozenset(word for one in choice.sentences for word in word_stems(one.text))
    return all(word_stems(term) <= said for term in asked.terms)


def _is_headed(heading: str, question: str) -> bool:
    """Return whether a question names a part of the notes by its heading, as "its and it's" does."""
    title, said = (" ".join(re.findall(r"[\w']+", one.casefold().replace("’", "'"))) for one in (heading, question))
    return len(title.split()) >= FEWEST_WORDS and f" {title} " in f" {said} "


def _is_locked(asked: Asked, choice: Choice | None) -> bool:
    """Return whether a question is covered by its words alone: one sentence of the objective has all that tell."""
    if choice is None or not choice.pieces[0].sentences[-1].own:
        return False
    telling = telling_words(asked.text)
    fact = ASKS_FOR_A_FACT.search(asked.text) if asked.kind != "meaning" else None
    told = " ".join(one.text for one in choice.sentences)
    enough = len(telling) >= FEWEST_WORDS or (bool(telling) and (fact is None or _has_fact(fact[0], told)))
    met = [choice.met[word] for word in telling]
    return enough and min(met) >= LOCKED and max(met) >= LIKE


def _unsaid(tutor: Tutor, objective_id: str, asked: Asked, choice: Choice) -> Entry | None:
    """Return the first keyword of the objective that a question names and its answer does not, where it is of use.

    "Is the mean the middle number?" is answered by what the median is only together with what the mean is.
    """
    if asked.kind != "other":
        return None
    said = frozenset(word for one in choice.sentences for word in word_stems(one.text))
    named = glossary.named_in(tutor, objective_id, asked.text)
    return next((one for one in named if not word_stems(one.term) <= said), None)


def _quoted(asked: Asked, choice: Choice, item: DrawnItem | None, also: Entry | None) -> Words:
    quoted: list[Sentence] = choice.sentences
    texts, passages = [one.text for one in quoted], [one.passage for one in quoted]
    if also is not None and not tells(also.text, item) and len(" ".join([also.text, *texts]).split()) <= MOST_WORDS:
        texts, passages = [also.text, *texts], [also.passage, *passages]
    return _words(asked, " ".join(texts), list({one.id: one for one in passages}.values()), item)


def _kept_back(asked: Asked, texts: Sequence[str]) -> Words:
    """Return that the notes have the answer, which may settle the open item."""
    return kept_back.kept_back(asked.text, " ".join(texts), sure=False)


def _words(asked: Asked, authored: str, passages: Sequence[Passage], item: DrawnItem | None) -> Words:
    """Return the reply with what its wording may rest on: the passages quoted, less what tells the item's answer."""
    texts = [" ".join(one for one in sentences(readable(passage)) if not tells(one, item)) for passage in passages]
    facts = {
        "kind": "explain",
        "question": asked.text,
        "passages": texts,
        "sources": [passage.id for passage in passages],
    }
    return Words(authored, to_word=True, facts=facts)
