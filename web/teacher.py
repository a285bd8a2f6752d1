"""A teacher's pages: the classes, and the transcript of one session. Reading a transcript is audited.

The pages of one pupil are in `pupil_page`.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlmodel import Session

from tutor import approval, feedback, handovers, history, knowledge
from tutor.database import reading, transaction
from tutor.records import Account, AuditEntry, TeachingClass, TutoringSession
from web.auth import allow, own_id
from web.checked_words import rule_in_words
from web.context import parts, records, tutor_if_any
from web.own import own_class, own_pupil
from web.queue import session_title

pages = Blueprint("teacher", __name__, url_prefix="/teacher")

STATES = ("secure", "nearly secure", "getting there", "needs practice")


@dataclass(frozen=True)
class PupilRow:
    """A pupil in the class table: objectives by how well they are known, and when last seen."""

    pupil: Account
    counts: dict[str, int]
    last_seen: datetime | None


@pages.get("/")
@allow("teacher")
def home() -> str:
    """Show the teacher's classes, each with its pupils."""
    with reading(records()) as db:
        classes = [(one, _pupil_rows(db, one)) for one in history.classes_of(db, own_id())]
        waiting = len(handovers.waiting_for(db, own_id()))
        held = len(approval.waiting_for(db, own_id()))
    return render_template(
        "teacher/home.html",
        classes=classes,
        states=STATES,
        waiting=waiting,
        held=held,
        model_problem=model_problem(),
    )


@pages.post("/classes/<int:class_id>/solutions")
@allow("teacher")
def set_solutions(class_id: int) -> Response:
    """Set when the pupils of a class may see full solutions."""
    wanted = request.form.get("solutions", "")
    if wanted not in ("after attempt", "with leave"):
        abort(400)
    with transaction(records()) as db:
        found = own_class(db, class_id)
        found.solutions = wanted
        db.add(found)
    return redirect(url_for(".home"), 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


def _pupil_rows(db: Session, teaching_class: TeachingClass) -> list[PupilRow]:
    rows, tutor = [], tutor_if_any()
    pupils = history.pupils_in(db, teaching_class.id or 0)
    known = knowledge.known_of_pupils(tutor, db, [one.id or 0 for one in pupils]) if tutor else {}
    for pupil in pupils:
        words = [one.words for one in known.get(pupil.id or 0, {}).values()]
        counts = {name: words.count(name) for name in STATES}
        rows.append(PupilRow(pupil, counts, history.last_seen(db, pupil.id or 0)))
    return rows


def model_problem() -> str:
    """Return why replies are the authored words, empty while the model works."""
    tutor = parts().tutor
    return tutor.model_problem if tutor else parts().problem


@pages.get("/sessions/<int:session_id>")
@allow("teacher")
def show_transcript(session_id: int) -> str:
    """Show a session's transcript, and record who read it."""
    with transaction(records()) as db:
        session = db.get(TutoringSession, session_id)
        if session is None:
            abort(404)
        pupil = own_pupil(db, session.pupil_id)
        turns = history.turns_of(db, session)
        helped = feedback.said_of(db, turns)
        held = approval.every_of_session(db, session)
        deciders = {one.teacher_id: db.get_one(Account, one.teacher_id).name for one in held.values() if one.teacher_id}
        wordings = history.wordings_of(db, turns)
        db.add(
            AuditEntry(
                account_id=own_id(),
                pupil_id=session.pupil_id,
                session_id=session_id,
                action="read transcript",
            )
        )
        title = session_title(db, session)
    return render_template(
        "teacher/transcript.html",
        session=session,
        pupil=pupil,
        turns=turns,
        wordings=wordings,
        helped=helped,
        held=held,
        deciders=deciders,
        reasons=approval.REASONS,
        rule_in_words=rule_in_words,
        title=title,
    )
