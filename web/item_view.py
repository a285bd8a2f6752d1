"""An item as a teacher looks at it: as a pupil sees it, with an answer tried, and everything that is behind it.

Nothing here is recorded, and nothing is of any pupil.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import abort
from flask_babel import gettext as _
from sqlmodel import Session

from content_store.answers import (
    Answer,
    ChoiceAnswer,
    ClozeAnswer,
    MatchingAnswer,
    OrderingAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    ValueAnswer,
    shown_answer,
)
from content_store.diagrams.kinds import as_data
from content_store.formula import FormulaError
from content_store.items import DrawnItem, ItemSpec, draw, read_spec
from evaluation.item_check import item_problems
from tutor import curation
from tutor.assembly import guard
from tutor.curation_records import ItemRevision
from tutor.marking import InvalidAnswer, Mark, Unreadable
from tutor.recording import facts_of
from tutor.records import Turn, TutoringSession
from web.answer_forms import answer_input
from web.context import current_tutor

UNMARKED = Unreadable("The item's own answer cannot be read: see what is wrong with the item.")
PARTED_BY = "|"
"""What parts an example answer that is not one text: of several choices, parts in order, gaps."""


@dataclass(frozen=True)
class Looked:
    """An item, built or the school's, with what it is in one word and its revision if it has one."""

    id: str
    objective_id: str
    spec: ItemSpec
    state: str
    revision: ItemRevision | None = None


def looked_at(db: Session, item_id: str) -> Looked:
    """Return the item of this id, a draft too, or show that there is no such page."""
    state = curation.standing_of(curation.decisions(db)).state(item_id)
    if revision := curation.revision(db, item_id):
        row = curation.item_row(revision)
    else:
        row = current_tutor().catalogue.item(item_id)
    if row is None:
        abort(404)
    return Looked(row.id, row.objective_id, read_spec(row.definition), state, revision)


def drawn_or_none(spec: ItemSpec, objective_id: str, seed: int) -> DrawnItem | None:
    """Return one draw of an item, None where this one has none."""
    try:
        return draw(spec, objective_id, seed)
    except FormulaError:
        return None


def problems_of(spec: ItemSpec, objective_id: str) -> list[str]:
    """Return what is wrong with an item: what has to be put right before it can be approved."""
    tutor = current_tutor()
    known = [one.id for one in tutor.catalogue.misconceptions_of(objective_id)]
    return item_problems(spec, known, guard().mark, tutor.embedder)


def as_pupil(item: DrawnItem, tried: str = "") -> dict[str, Any]:
    """Return what the fragments of a pupil's page need to show an item, and the answer that was tried on it.

    The rows are made for the page alone and never added to the records.
    """
    facts = {"diagram": as_data(item.diagram)} if item.diagram else {}
    asked = Turn(id=0, session_id=0, position=0, who="tutor", move="ask", text=item.question, facts=facts)
    session = TutoringSession(id=0, pupil_id=0, objective_id=item.objective_id, content_version="", policy="")
    given = {
        "item": item,
        "question": asked,
        "session": session,
        "input": answer_input(item, {"text": tried}),
        "kept": {},
        "refused": False,
        "sources": {},
        "busy": set(),
        "marked": None,
        "unreadable": "",
    }
    return given | (_marked(item, tried) if tried else {})


def _marked(item: DrawnItem, text: str) -> dict[str, Any]:
    result = mark(item, text)
    if isinstance(result, Unreadable):
        return {"unreadable": result.reason, "refused": True}
    facts = facts_of(result, item)
    turn = Turn(id=0, session_id=0, position=1, who="pupil", move="answer", text=text, facts=facts)
    return {"marked": turn, "misconception": _statement(result.misconception_id)}


def mark(item: DrawnItem, text: str) -> Mark | Unreadable:
    """Return the mark of an answer, as a pupil's is marked."""
    try:
        return current_tutor().mark(item, text)
    except InvalidAnswer:
        return UNMARKED


def _statement(misconception_id: str | None) -> str:
    found = current_tutor().catalogue.misconception(misconception_id) if misconception_id else None
    return found.statement if found else misconception_id or ""


def wrong_answers(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield the wrong answers that an item knows, each with what it reveals, if anything."""
    found: list[tuple[str, str | None]] = []
    match answer:
        case ChoiceAnswer() | SeveralAnswer():
            found = [(one.text, one.misconception_id) for one in answer.choices if not one.right]
        case ClozeAnswer():
            found = [(one.value, one.misconception_id) for gap in answer.gaps for one in gap.reveals]
        case ShortTextAnswer():
            found = [wrong for one in answer.ideas for wrong in one.wrong()]
        case OrderingAnswer() | MatchingAnswer():
            found = [(one.value, one.misconception_id) for one in answer.reveals]
        case _ if isinstance(answer, ValueAnswer):
            found = [(one.value, one.misconception_id) for one in answer.reveals]
    yield from ((text, _statement(misconception)) for text, misconception in found)


@dataclass(frozen=True)
class Tried:
    """One example answer with its verdict, how it was read, and what it reveals."""

    text: str
    verdict: str
    reading: str = ""
    maths: bool = False
    form: str = ""
    reveals: str = ""


def tried(item: DrawnItem, text: str) -> Tried:
    """Return what marking makes of an example answer."""
    posted = as_posted(item.answer, text)
    if posted is None:
        return Tried(text, _("Cannot be read"), form=_("No such part: write the texts as they stand, parted by |."))
    result = mark(item, posted)
    if isinstance(result, Unreadable):
        return Tried(text, _("Cannot be read"), form=result.reason)
    verdict = {True: _("Right"), False: _("Not right"), None: _("Unsure")}[result.right]
    facts = facts_of(result, item)
    reading = facts.get("shown") or (facts["reading"] if facts["maths"] else "")
    return Tried(text, verdict, reading, facts["maths"], result.form or "", _statement(result.misconception_id))


def as_posted(answer: Answer, text: str) -> str | None:
    """Return an example answer as the form of an item would post it, None where it names no part of the answer."""
    parts = [" ".join(part.casefold().split()) for part in text.split(PARTED_BY)]
    try:
        match answer:
            case ChoiceAnswer() | SeveralAnswer():
                return _places("choice", parts, [one.text for one in answer.choices])
            case OrderingAnswer():
                return _places("part", parts, answer.parts)
            case MatchingAnswer():
                partners = [" ".join(one.casefold().split()) for one in answer.right]
                return " ".join(f"{left}={partners.index(part)}" for left, part in enumerate(parts))
            case ClozeAnswer():
                return "\n".join(f"{number}: {part}" for number, part in enumerate(text.split(PARTED_BY), 1))
    except ValueError:
        return None
    return text


def _places(name: str, parts: list[str], texts: Any) -> str:
    known = [" ".join(one.casefold().split()) for one in texts]
    return " ".join(f"{name}-{known.index(part)}" for part in parts)


def right_text(item: DrawnItem) -> str:
    """Return the right answer in words; empty for writing."""
    return shown_answer(item.answer)
