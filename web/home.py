"""A pupil's first page: what is next and why, what is due, what the teacher set, progress, and all there is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlmodel import Session

from content_store.curriculum import Lesson, Objective, Subject, Unit
from tutor import history, knowledge, next_steps, placing, steering, teacher_questions, working_time
from tutor.assembly import Tutor
from tutor.database import reading
from tutor.knowledge import Known
from tutor.next_steps import NextStep
from web import set_work
from web.auth import own_id
from web.context import current_tutor, records
from web.language import as_english
from web.steering import in_words

FEWEST_TO_PLACE = 8
"""Objectives with questions that a subject must have for a placement to say something."""
MOST_NAMED = 2
"""Needs that a reason names: one sentence, not a list."""
STATES = ("secure", "nearly secure", "getting there", "needs practice")


@dataclass(frozen=True)
class Row:
    """An objective on the home page, and how far this pupil has come."""

    objective: Objective
    known: str
    held_back: str = ""
    """What is still needed before it is called nearly secure, where only that keeps it back."""


@dataclass(frozen=True)
class Listed:
    """A subject with its objectives, each under the unit in which it first stands."""

    subject: Subject
    units: list[tuple[Unit, list[Row]]]

    @property
    def total(self) -> int:
        """How many objectives there are."""
        return sum(len(rows) for _, rows in self.units)

    @property
    def counts(self) -> Counter[str]:
        """How many objectives are known how well; what has not been started is not counted."""
        return Counter(row.known for _, rows in self.units for row in rows if row.known in STATES)


def home_page() -> str:
    """Return the page of the pupil who is signed in."""
    tutor = current_tutor()
    with reading(records()) as db:
        known = knowledge.all_known(tutor, db, own_id())
        steps = next_steps.candidates(tutor, db, own_id(), known)
        first = next(steps, None)
        suits, left, due = _others(next_steps.Looked(tutor, db, own_id(), known), first)
        rows = set_work.on_home()
        given = teacher_questions.for_pupil(db, own_id())
        day = working_time.today(db, own_id())
        notes = steering.notes_of(db, own_id())
        unplaced = [one for one in tutor.catalogue.subjects() if _may_be_placed(tutor, db, one.id)]
    return render_template(
        "pupil/home.html",
        step=None if day.over and first and first.why != "go on" else first,
        day=day,
        reason=_reason(first, rows),
        set_work=[one for one in rows if not _is_of(one, first)],
        address=address_of,
        suits=suits,
        left=left,
        due=due,
        given=[one for one in given if not (first and first.why == "question" and first.id == str(one.id))],
        unplaced=unplaced,
        subjects=[_listed(tutor, subject, known) for subject in tutor.catalogue.subjects()],
        states=STATES,
        notes=in_words(notes),
    )


def _others(looked: next_steps.Looked, first: NextStep | None) -> tuple[list[NextStep], ...]:
    """Return what suits, was left open or is due besides what is next."""
    sources = (next_steps.suited, next_steps.left_open, next_steps.reviews)
    return tuple([one for one in source(looked) if one != first] for source in sources)


def _is_of(row: set_work.HomeRow, step: NextStep | None) -> bool:
    return step is not None and step.why == "set" and step.id == str(row.assignment.id)


def _reason(step: NextStep | None, rows: Iterable[set_work.HomeRow]) -> str:
    """Return why something is next; of set work also when it is due and how much of it is done."""
    own = next((row for row in rows if _is_of(row, step)), None)
    if step is None or own is None:
        return reason_of(step) if step else ""
    test = _("A test without hints.") if own.assignment.mode == "test" else ""
    told = (reason_of(step), f"{own.due}." if own.due and not own.due.endswith(".") else own.due, test)
    return " ".join([*(one for one in told if one), f"{own.done}." if own.state == "begun" else ""]).strip()


def reason_of(step: NextStep) -> str:
    """Return why something is next, in one sentence to the pupil."""
    if step.why == "ready" and step.because:
        named = [Markup("“%s”") % as_english(one) for one in islice(step.because, MOST_NAMED)]
        needs = Markup(_(" and ")).join(named)  # noqa: S704 - a catalogue's
        return Markup(_("You are ready for it, because you have %(needs)s.")) % {"needs": needs}  # noqa: S704 - as above
    reasons: dict[str, str] = {
        "set": _("Set by your teacher."),
        "suits": _("It suits you best now: you found out where to start."),
        "go on": _("Go on where you stopped. Your question is still open."),
        "question": _("Your teacher set it for your class."),
        "review": _("It is some days since you did it: one question, without hints, to see whether it has stayed."),
        "begun": _("You have begun it, and practice makes it stay."),
        "ready": _("It is new, and you need nothing else first."),
    }
    return reasons[step.why]


def address_of(step: NextStep) -> str:
    """Return where a step leads: for `go on` a page, for all others the address of a form."""
    if step.why == "go on":
        return url_for("pupil.show_session", session_id=step.id)
    if step.why == "set":
        return url_for("set_work.go_on", assignment_id=step.id)
    if step.why == "question":
        return url_for("questions.start_question", question_id=step.id)
    view = "pupil.start_review" if step.why == "review" else "pupil.start_session"
    return url_for(view, objective_id=step.id)


def _may_be_placed(tutor: Tutor, db: Session, subject_id: str) -> bool:
    """Return whether finding out where to start makes sense: enough to ask, and nothing done in the subject yet."""
    askable = [one.id for one in tutor.catalogue.objectives(subject_id) if tutor.catalogue.items_of(one.id)]
    begun = history.masteries_of(db, own_id()).keys() & set(askable)
    return len(askable) >= FEWEST_TO_PLACE and not begun and not placing.has_placement(db, own_id(), subject_id)


def _listed(tutor: Tutor, subject: Subject, known: Mapping[str, Known]) -> Listed:
    """Return a subject's objectives by unit, each once, with how well each is known."""
    catalogue = tutor.catalogue
    seen: set[str] = set()
    units: list[tuple[Unit, list[Row]]] = []
    for unit in catalogue.units(subject.id):
        rows = [_row(one, known) for one in _objectives(catalogue.lessons_of(unit.id), tutor) if one.id not in seen]
        seen |= {row.objective.id for row in rows}
        if rows:
            units.append((unit, rows))
    return Listed(subject, units)


def _objectives(lessons: Iterable[Lesson], tutor: Tutor) -> list[Objective]:
    return [one for lesson in lessons for one in tutor.catalogue.objectives_of(lesson.id)]


def _row(objective: Objective, known: Mapping[str, Known]) -> Row:
    own: Any = known.get(objective.id)
    return Row(objective, own.words, own.held_back) if own else Row(objective, "not started")
