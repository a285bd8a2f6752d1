"""A pupil's pages: what to do next, and one session."""

from dataclasses import dataclass
from typing import Any, get_args

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask import session as cookie
from sqlmodel import Session

from content_store.curriculum import Objective, Source, Subject
from tutor import dialogue, history, knowledge, placing, steering, teacher_questions
from tutor.assembly import Tutor
from tutor.database import reading, transaction
from tutor.exchange import Heard, Said
from tutor.knowledge import Known
from tutor.placement import LIKELY
from tutor.policy import Intent
from web import set_work
from web.answer_forms import answer_text
from web.auth import allow, keep, own_id, written
from web.context import current_tutor, from_htmx, records, wordsmith
from web.session_page import REFUSED, hint_numbers, own_session, session_page, title_of, turn_parts
from web.steering import in_words

pages = Blueprint("pupil", __name__)

QUICK_SECONDS = 0.05
"""A reply that needs no model is in the answer to the form itself; the verdict never waits for one that does."""

NO_SCRIPT_WAIT_SECONDS = 15.0
INTENTS = get_args(Intent)
TYPED = ("answer", "question")
FEWEST_TO_PLACE = 8
"""Objectives with questions that a subject must have for a placement to say something."""
MAX_POSITION_DIGITS = 9
MOST_SUITED = 3
"""Objectives that are put first after a placement: few enough to choose from."""


@dataclass(frozen=True)
class Row:
    """An objective on the home page, and how far this pupil has come."""

    objective: Objective
    known: str
    probability: float
    lesson: str
    held_back: str = ""
    """What is still needed before it is called nearly secure, where only that keeps it back."""


@pages.get("/home")
@allow("pupil")
def home() -> str:
    """Show what is next and everything there is to choose from."""
    tutor = current_tutor()
    with reading(records()) as db:
        known = knowledge.all_known(tutor, db, own_id())
        newest = history.open_session(db, own_id())
        given = teacher_questions.for_pupil(db, own_id())
        due = [found for one in knowledge.due(db, own_id()) if (found := tutor.catalogue.objective(one))]
        unplaced = [one for one in tutor.catalogue.subjects() if _may_be_placed(tutor, db, one.id)]
        unfinished_title = title_of(db, newest) if newest and newest.phase != "done" else ""
        placed = _placed(tutor, db, known)
        notes = steering.notes_of(db, own_id())
    unfinished = newest if unfinished_title else None
    subjects = [(subject, _rows(subject, known)) for subject in tutor.catalogue.subjects()]
    return render_template(
        "pupil/home.html",
        subjects=subjects,
        suggested=None if unfinished or placed else _suggested(subjects),
        placed=placed,
        unfinished=unfinished,
        unfinished_title=unfinished_title,
        given=given,
        due=due,
        unplaced=unplaced,
        notes=in_words(notes),
        set_work=set_work.on_home(),
    )


def _placed(tutor: Tutor, db: Session, known: dict[str, Known]) -> list[tuple[Subject, list[Objective]]]:
    """Return what suits the pupil in each subject in which they have been placed and have begun nothing since."""
    likely = {name: one.standing.known for name, one in known.items()}
    subjects = [tutor.catalogue.subject(one) for one in placing.not_yet_taken_up(tutor, db, own_id())]
    found = [(one, placing.suited(tutor, likely, one.id)[:MOST_SUITED]) for one in subjects if one]
    return [(subject, objectives) for subject, objectives in found if objectives]


def _may_be_placed(tutor: Tutor, db: Session, subject_id: str) -> bool:
    """Return whether finding out where to start makes sense: enough to ask, and nothing done in the subject yet."""
    askable = [one.id for one in tutor.catalogue.objectives(subject_id) if tutor.catalogue.items_of(one.id)]
    begun = history.masteries_of(db, own_id()).keys() & set(askable)
    return len(askable) >= FEWEST_TO_PLACE and not begun and not placing.has_placement(db, own_id(), subject_id)


def _rows(subject: Subject, known: dict[str, Known]) -> list[Row]:
    """Return a subject's objectives with how well each is known."""
    catalogue = current_tutor().catalogue
    rows = []
    for objective in catalogue.objectives(subject.id):
        own = known.get(objective.id)
        words = own.words if own else "not started"
        lesson = catalogue.lesson(objective.lesson_id)
        probability = own.standing.known if own else 0.0
        held_back = own.held_back if own else ""
        rows.append(Row(objective, words, probability, lesson.title if lesson else "", held_back))
    return rows


def _suggested(subjects: list[tuple[Subject, list[Row]]]) -> Row | None:
    """Return what to do next: what is begun before what is new, and what can be begun before what needs more first."""
    rows = [row for _, listed in subjects for row in listed]
    likely = {row.objective.id for row in rows if row.probability >= LIKELY}
    catalogue = current_tutor().catalogue
    ready = [row for row in rows if {needed.id for needed in catalogue.needs_of(row.objective.id)} <= likely]
    begun = [row for row in rows if row.known in ("needs practice", "getting there")]
    ready_begun = [row for row in begun if row in ready]
    fresh = [row for row in ready if row.known == "not started" and row.probability < LIKELY]
    return next(iter([*ready_begun, *begun, *fresh]), None)


@pages.post("/objectives/<path:objective_id>/sessions")
@allow("pupil")
def start_session(objective_id: str) -> Response:
    """Start a session on an objective, or go on with the one that is open."""
    tutor = current_tutor()
    if tutor.catalogue.objective(objective_id) is None:
        abort(404)
    with transaction(records()) as db:
        started = dialogue.start(tutor, db, own_id(), objective_id)
    return redirect(url_for(".show_session", session_id=started.id), 303)  # type: ignore[return-value]


@pages.post("/subjects/<subject_id>/placements")
@allow("pupil")
def start_placement(subject_id: str) -> Response:
    """Start finding out where to start in a subject, or go on with it."""
    tutor = current_tutor()
    if subject_id not in [one.id for one in tutor.catalogue.subjects()]:
        abort(404)
    with transaction(records()) as db:
        started = dialogue.start_placement(tutor, db, own_id(), subject_id)
    return redirect(url_for(".show_session", session_id=started.id), 303)  # type: ignore[return-value]


@pages.post("/objectives/<path:objective_id>/reviews")
@allow("pupil")
def start_review(objective_id: str) -> Response:
    """Start the delayed check of an objective that is due."""
    tutor = current_tutor()
    with transaction(records()) as db:
        if objective_id not in knowledge.due(db, own_id()) or tutor.catalogue.objective(objective_id) is None:
            abort(404)
        started = dialogue.start_review(tutor, db, own_id(), objective_id)
    return redirect(url_for(".show_session", session_id=started.id), 303)  # type: ignore[return-value]


@pages.get("/sessions/<int:session_id>")
@allow("pupil")
def show_session(session_id: int) -> Response | str:
    """Show a session: its turns, and the place to answer."""
    if position := request.args.get("wait", type=int):
        _wait_for_replies(session_id)
        # The address changes with each wait: a link to the same address and a place on it would load nothing.
        return redirect(url_for(".show_session", session_id=session_id, _anchor=f"turn-{position}"), 303)  # type: ignore[return-value]
    return session_page("pupil/session.html", session_id, cookie.pop("kept", {}))


@pages.post("/sessions/<int:session_id>/turns")
@allow("pupil")
def add_turn(session_id: int) -> Response | str | tuple[str, int]:
    """Take what the pupil wrote; the verdict is in the answer, the worded reply follows."""
    tutor, said = current_tutor(), _said()
    with transaction(records()) as db:
        own = own_session(db, session_id, lock=True)
        before = own.item_id, own.seed
        heard = dialogue.respond(tutor, db, own, said)
        same_item = before == (own.item_id, own.seed)
    for turn_id in heard.waiting:
        wordsmith().ensure(turn_id)
        wordsmith().wait(turn_id, QUICK_SECONDS)
    return _after(session_id, heard, same_item)


def _after(session_id: int, heard: Heard, same_item: bool) -> Response | str | tuple[str, int]:
    """Return what the pupil sees after posting: the session as it is now, and their text where it was not taken."""
    refused = heard.outcome in REFUSED
    kept = written() if refused or (same_item and request.form["intent"] == "help") else {}
    if not refused and not from_htmx():
        keep(kept)
        return redirect(url_for(".show_session", session_id=session_id, _anchor="now"), 303)  # type: ignore[return-value]
    template = "pupil/_session.html" if from_htmx() else "pupil/session.html"
    page = session_page(template, session_id, kept, heard)
    return (page, 422) if refused else page


@pages.get("/sessions/<int:session_id>/turns/<int:position>")
@allow("pupil")
def show_turn(session_id: int, position: int) -> str:
    """Show one turn; one still being worded asks again."""
    with reading(records()) as db:
        own = own_session(db, session_id)
        turn = history.turn_at(db, own, position)
        numbers = hint_numbers(history.turns_of(db, own))
    if turn is None:
        abort(404)
    if turn.state == "waiting":
        wordsmith().ensure(turn.id or 0)
    return render_template("pupil/_turn.html", turn=turn, session=own, **turn_parts([turn]), numbers=numbers)


@pages.post("/sessions/<int:session_id>/end")
@allow("pupil")
def end_session(session_id: int) -> Response:
    """Stop for now: always honoured."""
    with transaction(records()) as db:
        dialogue.stop(db, own_session(db, session_id, lock=True))
    return redirect(url_for(".home"), 303)  # type: ignore[return-value]


@pages.get("/objectives/<path:objective_id>/notes")
@allow("pupil", "teacher")
def show_notes(objective_id: str) -> str:
    """Show an objective's lesson notes and whose words they are."""
    catalogue = current_tutor().catalogue
    objective = catalogue.objective(objective_id)
    if objective is None:
        abort(404)
    passages = catalogue.passages_of(objective_id)
    asked, sources = catalogue.faqs_of(objective_id), _sources_of(passages)
    return render_template("pupil/notes.html", objective=objective, passages=passages, asked=asked, sources=sources)


def _said() -> Said:
    """Return what the form posted."""
    form = request.form
    intent = form.get("intent", "")
    position = form.get("position", "")
    if intent not in INTENTS or not position.isdecimal() or len(position) > MAX_POSITION_DIGITS:
        abort(400)
    text = answer_text(form)
    if intent not in TYPED:
        text = "\n".join(form.getlist("idea"))
    chosen: Any = intent
    working = form.get("working", "") if intent == "answer" else ""
    return Said(int(position), chosen, text, working, bool(form.get("pasted")))


def _wait_for_replies(session_id: int) -> None:
    """Wait for the worded replies of a session: the way of a browser without JavaScript."""
    with reading(records()) as db:
        own = own_session(db, session_id)
        waiting = [turn.id or 0 for turn in history.turns_of(db, own) if turn.state == "waiting"]
    for turn_id in waiting:
        wordsmith().ensure(turn_id)
        wordsmith().wait(turn_id, NO_SCRIPT_WAIT_SECONDS)


def _sources_of(passages: Any) -> list[Source]:
    catalogue = current_tutor().catalogue
    found = {source.id: source for passage in passages if (source := catalogue.source_of(passage))}
    return list(found.values())
