"""The authored words of each move, and the facts from which the model may word them better."""

from dataclasses import dataclass, field
from typing import Any

from content_store.answers import ChoiceAnswer
from content_store.curriculum import Passage
from content_store.items import DrawnItem
from tutor.assembly import Tutor
from tutor.checker import gives_away
from tutor.policy import Move
from tutor.records import TutoringSession
from tutor.wording_rules import sentences

PASSAGES = 2
QUOTED_SENTENCES = 2


@dataclass(frozen=True)
class Words:
    """Authored words; with `to_word` the model may word them better from the facts."""

    authored: str
    to_word: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


FIXED = {
    "confirm": "That is right. Next comes a question of the same kind, without hints, to see whether it stays.",
    "confirm check": "That is right, and without help.",
    "attempt_first": (
        "Have a try first: write down any part that can be done, even one line. "
        "What does the question tell you, and what does it ask for?"
    ),
    "not_covered": (
        "The lesson notes do not cover that. Ask about something in this lesson, or take the question to a teacher."
    ),
}


def fixed(name: str, tutor: Tutor, session: TutoringSession, question: str = "") -> Words:
    """Return the words of a move that the pupil's answer does not change; `question` is what was asked, if anything."""
    if name == "finish":
        objective = tutor.catalogue.objective(session.objective_id)
        title = objective.title if objective else "this objective"
        return Words(
            f"That is the end of this set: {session.items_done} questions on “{title}”. "
            "Explain one of them to somebody without looking: that shows what has stayed."
        )
    if name == "not_covered":
        heading = tutor.nearest_heading(question, session.objective_id)
        near = f" The nearest part of the notes is “{heading}”." if heading else ""
        return Words(FIXED[name] + near)
    if name == "confirm" and session.phase == "check":
        name = "confirm check"
    return Words(FIXED[name])


def no_items() -> Words:
    """Return what a session says on an objective that has notes but no questions yet."""
    return Words("This lesson has no practice questions yet. Ask about it, and the answer comes from its notes.")


def hint(tutor: Tutor, item: DrawnItem, move: Move, said: tuple[str, str], misconception_id: str | None) -> Words:
    """Return one rung of an item's ladder, with the correction of a misconception that the answer revealed.

    `said` is the answer that the pupil gave, and the working; empty where help was asked for. The last rung is never
    worded by the model: it tells the answer, so every figure of it must be the author's.
    """
    misconception = tutor.catalogue.misconception(misconception_id) if misconception_id else None
    correction = misconception.correction if misconception else ""
    rung = item.hints[move.rung - 1]
    authored = " ".join(part for part in (correction, rung) if part)
    answer, working = said
    facts = {
        "kind": "hint",
        "pupil": answer_text(item, answer),
        "chosen": isinstance(item.answer, ChoiceAnswer),
        "working": working,
        "correction": correction,
        "hint": rung,
        "right": False if answer else None,
    }
    return Words(authored, to_word=move.name == "hint", facts=facts)


def answer_text(item: DrawnItem, answer: str) -> str:
    """Return an answer as the pupil would name it: a posted choice is a number."""
    if isinstance(item.answer, ChoiceAnswer) and answer.startswith("choice-"):
        return item.answer.choices[int(answer.removeprefix("choice-"))].text
    return answer


def explanation(tutor: Tutor, objective_id: str, question: str, item: DrawnItem | None) -> Words | None:
    """Return an explanation: the sentences of the notes nearest to the question, and what may be said from them.

    None where the notes do not cover the question, or only by giving the open item away.
    """
    usable = _usable(tutor, objective_id, question, item)
    if not usable:
        return None
    texts = tuple(text for _, text in usable)
    authored = quote(tutor, question, texts)
    facts = {
        "kind": "explain",
        "question": question,
        "passages": list(texts),
        "sources": [passage.id for passage, _ in usable],
    }
    return Words(authored, to_word=True, facts=facts)


def _usable(tutor: Tutor, objective_id: str, question: str, item: DrawnItem | None) -> list[tuple[Passage, str]]:
    """Return the passages that cover a question, less the sentences that tell the open item's answer."""
    usable = []
    for passage in tutor.passages_for(question, objective_id, PASSAGES):
        kept = [one for one in sentences(_readable(passage)) if not _tells(one, item)]
        if kept:
            usable.append((passage, " ".join(kept)))
    return usable


def _tells(sentence: str, item: DrawnItem | None) -> bool:
    """Return whether a sentence of the notes would give the open item away."""
    return item is not None and gives_away(sentence, item.answer, (item.question,))


def _readable(passage: Passage) -> str:
    """Return a passage's text as it reads when quoted alone: a word's meaning begins with the word."""
    return f"{passage.heading}: {passage.text}" if passage.kind == "keyword" else passage.text


def quote(tutor: Tutor, question: str, texts: tuple[str, ...]) -> str:
    """Return the sentences of one text that are nearest to a question, in their own order."""
    if not texts:
        return ""
    own = [one for text in texts[:1] for one in sentences(text)]
    nearest = tutor.nearest(question, own)[:QUOTED_SENTENCES]
    return " ".join(one for one in own if one in nearest)
