"""The authored words of each move, and the facts from which the model may word them better."""

from dataclasses import dataclass, field
from typing import Any

from content_store.answers import (
    ChoosingAnswer,
    ClozeAnswer,
    MatchingAnswer,
    OrderingAnswer,
    ShortTextAnswer,
    WritingAnswer,
)
from content_store.curriculum import Passage
from content_store.items import DrawnItem, Twin, read_spec, twin
from tutor.assembly import Tutor
from tutor.checker import gives_away
from tutor.marking import Mark, mark
from tutor.marking.verdict import WrongLine
from tutor.marking.wrong_rules import SLIP, WRONG_RULES
from tutor.policy import Move
from tutor.records import TutoringSession
from tutor.wording_rules import MAX_WORDS, sentences

PARTED = ChoosingAnswer | OrderingAnswer | MatchingAnswer | ClozeAnswer
"""Answers that a form posts as the places of their parts."""

PASSAGES = 2
QUOTED_SENTENCES = 2
TWIN_TRIES = 8
YOUNGEST = 9
LONGEST_LINE = 80
"""Characters of a pupil's line that are quoted back."""


@dataclass(frozen=True)
class Words:
    """Authored words; with `to_word` the model may word them better from the facts."""

    authored: str
    to_word: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


FIXED = {
    "confirm": "That is right. Next comes a question of the same kind, without hints, to see whether it stays.",
    "confirm check": "That is right, and without help.",
    "confirm question": "That is right. How could you check it another way?",
    "confirm review": "That is right, some days later and without help: it has stayed.",
    "attempt_first": (
        "Have a try first: write down any part that can be done, even one line. "
        "What does the question tell you, and what does it ask for?"
    ),
    "attempt_first again": (
        "That does not add anything to what is there. Change one thing: use the hint, write one line of working, "
        "and give the answer that it leads to."
    ),
    "offer_solution": (
        "Those were all the hints. The full solution can be shown; then this question does not count, and one of the "
        "same kind follows without help. Try once more first, or ask for the solution."
    ),
    "offer_solution again": (
        "Not yet. Change one step and try again, or ask for the full solution: a question of the same kind follows it."
    ),
    "ask_leave": "Your teacher decides when full solutions are shown, and has been asked. Try once more meanwhile.",
    "guess_limit": (
        "Several answers have been checked without any working. "
        "Write a line of working with the next one: what was the first step?"
    ),
    "hand_over": "This question now goes to your teacher, who can see what was tried. Leave it here for today.",
    "refocus": "That is not part of this lesson. Back to the question: read it once more. What does it ask for?",
    "signpost": (
        "This tutor is a program and cannot help with that, but people can. Please talk to an adult whom you trust, at "
        "home or at school, today. Childline listens at any hour, free: 0800 1111. In an emergency, call 999."
    ),
    "compared": "Thank you: your teacher will see your answer and what you found in it. It does not count as wrong.",
    "place": "Here is the next one.",
    "not_covered": (
        "The lesson notes do not cover that. Ask about something in this lesson, or take the question to a teacher."
    ),
}


def fixed(name: str, tutor: Tutor, session: TutoringSession, question: str = "") -> Words:
    """Return the words of a move that the pupil's answer does not change; `question` is what was asked, if anything."""
    if name == "finish":
        return _finished(tutor, session)
    if name == "not_covered":
        heading = tutor.nearest_heading(question, session.objective_id)
        near = f" The nearest part of the notes is “{heading}”." if heading else ""
        return Words(FIXED[name] + near)
    if name == "confirm" and session.purpose == "question":
        name = "confirm question"
    if name == "confirm" and session.phase == "check":
        name = "confirm review" if session.purpose == "review" else "confirm check"
    if name == "offer_solution" and session.offered:
        name = "offer_solution again"
    if name == "attempt_first" and session.attempts:
        name = "attempt_first again"
    return Words(FIXED[name])


def _finished(tutor: Tutor, session: TutoringSession) -> Words:
    if session.purpose == "placement":
        return Words("That is all of it. The questions that suit you best are now first on your page.")
    if session.purpose == "question":
        return Words("That is the end of this question. Explain it to somebody without looking at it.")
    objective = tutor.catalogue.objective(session.objective_id)
    title = objective.title if objective else "this objective"
    return Words(
        f"That is the end of this set: {session.items_done} questions on “{title}”. "
        "Explain one of them to somebody without looking: that shows what has stayed."
    )


def worked_twin(twin: Twin) -> Words:
    """Return a worked example with other numbers, as the author wrote it."""
    steps = "\n".join(f"- {step}" for step in twin.steps)  # a number before each could be read as an answer
    return Words(f"Here is one like it with other numbers, worked through.\n\n{twin.question}\n\n{steps}")


def twin_of(tutor: Tutor, item: DrawnItem) -> Twin | None:
    """Return a worked example like an item that does not happen to hold its answer, None where there is none."""
    row = tutor.catalogue.item(item.id)
    if row is None:
        return None
    spec = read_spec(row.definition)
    for seed in range(item.seed, item.seed + TWIN_TRIES if spec.parameters else item.seed + 1):
        found = twin(spec, seed)
        telling = " ".join((found.question, *found.steps))
        if found.question != item.question and not gives_away(telling, item.answer, (item.question,)):
            return found
    return None


def ideas_to_compare(item: DrawnItem | None) -> Words:
    """Return the ideas that a pupil compares with their own words, where marking was not sure of them."""
    answer = item.answer if item else None
    if isinstance(answer, ShortTextAnswer):
        ideas: tuple[str, ...] = tuple(idea.name for idea in answer.ideas)
        lead = "This could not be marked for certain. Compare it with these ideas: which of them are in your answer?"
    elif isinstance(answer, WritingAnswer):
        ideas = answer.criteria
        lead = "Compare your writing with each of these: which of them does it do?"
    else:
        ideas = ()
        lead = "This could not be marked for certain: your teacher will see it. Does it answer the question?"
    return Words(lead, facts={"kind": "ideas", "ideas": list(ideas)})


def no_items() -> Words:
    """Return what a session says on an objective that has notes but no questions yet."""
    return Words("This lesson has no practice questions yet. Ask about it, and the answer comes from its notes.")


@dataclass(frozen=True)
class Tried:
    """What a hint follows: the pupil's answer and working, and what they show; empty where help was asked for.

    `earlier` are the texts that the tutor has already given on this item, `told` what they corrected or pointed at:
    said once, it gives way to the next rung.
    """

    answer: str = ""
    working: str = ""
    misconception_id: str | None = None
    wrong_line: WrongLine | None = None
    earlier: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()


def hint(tutor: Tutor, item: DrawnItem, move: Move, tried: Tried) -> Words:
    """Return one rung of an item's ladder.

    Before it stands the place in the working where it goes wrong, or else the correction of the misconception that the
    answer shows. The last rung is never worded by the model: it tells the answer, so every figure of it must be the
    author's.
    """
    rung = item.hints[move.rung - 1]
    if move.name == "bottom_out":
        return Words(rung)
    misconception = tutor.catalogue.misconception(tried.misconception_id) if tried.misconception_id else None
    correction = misconception.correction if misconception else ""
    located = located_at(tried.wrong_line, item) if tried.wrong_line else ""
    lead = next((words for words in (located, correction) if words and words not in tried.told), "")
    located = located if lead == located else ""
    authored = " ".join(part for part in (lead, rung) if part)
    if len(authored.split()) > MAX_WORDS:
        authored, rung = (lead, "") if located else (authored, rung)
    facts = {
        "kind": "hint",
        "pupil": answer_text(item, tried.answer),
        "chosen": isinstance(item.answer, ChoosingAnswer),
        "working": tried.working,
        "correction": lead,
        "located": bool(located),
        "hint": rung,
        "right": False if tried.answer else None,
        "earlier": list(tried.earlier),
        "year": _year_of(tutor, item),
        "later": [*item.hints[move.rung :], *item.steps],
    }
    return Words(authored, to_word=True, facts=facts)


def _year_of(tutor: Tutor, item: DrawnItem) -> int:
    """Return the year group whose reading level a hint keeps to; the youngest for a teacher's own question."""
    objective = tutor.catalogue.objective(item.objective_id)
    return objective.year if objective and objective.year else YOUNGEST


def located_at(wrong: WrongLine, item: DrawnItem) -> str:
    """Return the place where working goes wrong, quoted, and why where a known wrong rule explains it.

    Empty where the line cannot be quoted without giving the answer away.
    """
    line = " ".join(wrong.text.split())
    if len(line) > LONGEST_LINE or gives_away(line, item.answer, (item.question, line)):
        line = ""
    quoted = f"Look at line {wrong.number} of your working, “{line}”" if line else f"Look at line {wrong.number}"
    if wrong.number == 1 and wrong.before and wrong.before not in wrong.text and wrong.rule in (None, SLIP):
        return f"{quoted}: it does not say the same as the question."
    rule = WRONG_RULES.get(wrong.rule) if wrong.rule else None
    if rule:
        return f"{quoted}. {rule.correction}"
    return f"{quoted}: it does not follow from the line before." if wrong.before else f"{quoted}: work it out again."


def answer_text(item: DrawnItem, answer: str) -> str:
    """Return an answer as the pupil would name it: what a form posts names parts by their places."""
    if not isinstance(item.answer, PARTED):
        return answer
    marked = mark(item.answer, answer)
    return marked.reading if isinstance(marked, Mark) else answer


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


def is_covered(tutor: Tutor, session: TutoringSession, text: str) -> bool:
    """Return whether the notes cover what a message is about."""
    return bool(tutor.passages_for(text, session.objective_id, 1))


def quote(tutor: Tutor, question: str, texts: tuple[str, ...]) -> str:
    """Return the sentences of one text that are nearest to a question, in their own order."""
    if not texts:
        return ""
    own = [one for text in texts[:1] for one in sentences(text)]
    nearest = tutor.nearest(question, own)[:QUOTED_SENTENCES]
    return " ".join(one for one in own if one in nearest)
