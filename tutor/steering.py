"""What a teacher wants the tutor to keep to with one pupil, and what follows from it.

A note whose text is the sentence of a rule is that rule: the server keeps it. Any other note is a wish about wording:
it goes into the model's prompt, changes no fact, and the checker sees to it that no reply speaks of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from sqlmodel import Session, col, select

from tutor.class_records import PupilNote
from tutor.policy import HINTS_ONLY, Policy
from tutor.records import Account, now
from tutor.translating import Told
from tutor.translating import to_translate as _
from tutor.wording_rules import MAX_WORDS

RuleName = Literal["tries first", "example first", "no solutions", "short", "simple", "authored"]
LONGEST = 300
"""Characters of a note."""
MOST_WISHES = 3
"""Notes in the teacher's own words that hold at the same time: each makes the model read more before it writes."""
TRIES_FIRST = 2
SHORT_WORDS = 30
"""Words of a short reply, unless the author's own are more: those are never cut."""


@dataclass(frozen=True)
class Rule:
    """Something that the server itself can keep to: the sentence that is its note, and how it is kept."""

    name: RuleName
    sentence: str
    how: str


RULES: tuple[Rule, ...] = (
    Rule(
        "tries first",
        _("Give a hint only after two tries at a question."),
        _("The server counts the tries. After five requests without a try the question goes to you, as always."),
    ),
    Rule(
        "example first",
        _("Show a worked example before the hints."),
        _("With other numbers, before the first hint, at every question that has such an example."),
    ),
    Rule(
        "no solutions",
        _("Never show the full solution."),
        _("After the last hint the question goes to you. Of a question of your own you can still give leave for it."),
    ),
    Rule(
        "short",
        _("Keep replies short."),
        _(
            "The model may write 30 words, or as many as the lesson’s own words are: those are never cut. The pupil’s "
            "answer is not said back."
        ),
    ),
    Rule(
        "simple",
        _("Use simple words, and explain the words of the lesson."),
        _(
            "Words to know stand explained under each reply and question that has them. The model may not write "
            "anything that is harder to read than the lesson’s own words."
        ),
    ),
    Rule(
        "authored",
        _("Use only the lesson’s own words."),
        _("The language model words nothing for this pupil."),
    ),
)
BY_NAME: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in RULES})
BY_SENTENCE: Mapping[str, Rule] = MappingProxyType({rule.sentence: rule for rule in RULES})
NO_SOLUTIONS = replace(HINTS_ONLY, rows=tuple(row for row in HINTS_ONLY.rows if "working_first" not in row.moves))
"""Hints only; what promises a full solution in return for working is left out."""


@dataclass(frozen=True)
class Steering:
    """What holds for one pupil now: names of rules, and wishes in a teacher's words, the newest last."""

    rules: frozenset[str] = frozenset()
    wishes: tuple[str, ...] = ()

    @property
    def most_words(self) -> int:
        """How many words a reply may have, where the author's own are not more."""
        return SHORT_WORDS if "short" in self.rules else MAX_WORDS

    def policy(self, policy: Policy) -> Policy:
        """Return a policy as it is for this pupil."""
        own = policy
        if "no solutions" in self.rules:
            freely, between = policy.rungs_before_attempt, policy.tries_between
            own = replace(NO_SOLUTIONS, rungs_before_attempt=freely, tries_between=between)
        tries = TRIES_FIRST if "tries first" in self.rules else own.tries_before_hint
        return replace(own, tries_before_hint=tries, example_first="example first" in self.rules)

    def as_facts(self) -> dict[str, Any]:
        """Return what is kept with a reply that is to be worded, empty where nothing holds."""
        if not self.rules and not self.wishes:
            return {}
        return {"steering": {"rules": sorted(self.rules), "wishes": list(self.wishes)}}

    @classmethod
    def of_facts(cls, facts: Mapping[str, Any]) -> "Steering":
        """Return what held when a reply was asked for."""
        kept = facts.get("steering") or {}
        return cls(frozenset(kept.get("rules", ())), tuple(kept.get("wishes", ())))


def read(texts: Iterable[str]) -> Steering:
    """Return what notes with these texts, the oldest first, ask for."""
    known = [(text, BY_SENTENCE.get(text)) for text in texts]
    wishes = tuple(text for text, rule in known if rule is None)
    return Steering(frozenset(rule.name for text, rule in known if rule), wishes[-MOST_WISHES:])


def notes_of(db: Session, pupil_id: int) -> Sequence[PupilNote]:
    """Return the notes that hold for a pupil, oldest first."""
    query = select(PupilNote).where(PupilNote.pupil_id == pupil_id, col(PupilNote.ended_at).is_(None))
    return db.exec(query.order_by(col(PupilNote.id))).all()


def ended_notes_of(db: Session, pupil_id: int) -> Sequence[PupilNote]:
    """Return the notes that no longer hold, the last ended first."""
    query = select(PupilNote).where(PupilNote.pupil_id == pupil_id, col(PupilNote.ended_at).is_not(None))
    return db.exec(query.order_by(col(PupilNote.ended_at).desc(), col(PupilNote.id).desc())).all()


def of_pupil(db: Session, pupil_id: int) -> Steering:
    """Return what holds for a pupil now."""
    return read(note.text for note in notes_of(db, pupil_id))


def add(db: Session, pupil_id: int, teacher_id: int, texts: Iterable[str]) -> int:
    """Add notes, each once: one that holds already is not added again. Return how many were added."""
    db.get(Account, pupil_id, with_for_update=True)  # a double click waits here
    held = {note.text for note in notes_of(db, pupil_id)}
    fresh = [text for text in dict.fromkeys(texts) if text not in held]
    for text in fresh:
        db.add(PupilNote(pupil_id=pupil_id, teacher_id=teacher_id, text=text))
    db.flush()
    return len(fresh)


def end(db: Session, note: PupilNote) -> None:
    """End a note: it is kept, and no longer holds."""
    note.ended_at = note.ended_at or now()
    db.add(note)


def problem_with(held: Sequence[PupilNote], rules: Iterable[str], wish: str) -> str:
    """Return why these rules and this wish cannot be added to the notes that hold, empty if they can."""
    if not wish and not any(True for rule in rules):
        return Told("Choose something, or write what the tutor should keep to")
    if len(wish) > LONGEST:
        return Told("Write at most %(most)s characters: this has %(count)s", most=LONGEST, count=len(wish))
    wishes = {note.text for note in held if note.text not in BY_SENTENCE}
    if wish and wish not in BY_SENTENCE and len(wishes | {wish}) > MOST_WISHES:
        return Told(
            "At most %(most)s notes in your own words can hold at the same time: end one of them first",
            most=MOST_WISHES,
        )
    return ""
