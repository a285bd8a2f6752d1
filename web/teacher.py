"""A teacher's pages: the class, one pupil, and the transcript of one session. Reading a transcript is audited."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort, render_template
from sqlmodel import Session

from content_store.curriculum import Objective
from tutor import history, mastery
from tutor.database import reading, transaction
from tutor.records import Account, AuditEntry, Mastery, TeachingClass, TutoringSession
from web.auth import allow, own_id
from web.context import current_tutor, parts, records

pages = Blueprint("teacher", __name__, url_prefix="/teacher")


@dataclass(frozen=True)
class PupilRow:
    """A pupil in the class table: objectives by how well they are known, and when last seen."""

    pupil: Account
    counts: dict[str, int]
    last_seen: datetime | None


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective of one pupil."""

    title: str
    mastery: Mastery
    words: str


@pages.get("/")
@allow("teacher")
def home() -> str:
    """Show the teacher's classes, each with its pupils."""
    with reading(records()) as db:
        classes = [(one, _pupil_rows(db, one)) for one in history.classes_of(db, own_id())]
    return render_template("teacher/home.html", classes=classes, model_problem=_model_problem())


def _pupil_rows(db: Session, teaching_class: TeachingClass) -> list[PupilRow]:
    rows = []
    for pupil in history.pupils_in(db, teaching_class.id or 0):
        words = [mastery.in_words(row.known, row.attempts) for row in history.masteries_of(db, pupil.id or 0).values()]
        counts = {name: words.count(name) for name in ("secure", "getting there", "needs practice")}
        rows.append(PupilRow(pupil, counts, history.last_seen(db, pupil.id or 0)))
    return rows


def _model_problem() -> str:
    """Return why replies are the authored words, empty while the model works."""
    tutor = parts().tutor
    return tutor.model_problem if tutor else parts().problem


@pages.get("/pupils/<int:pupil_id>")
@allow("teacher")
def show_pupil(pupil_id: int) -> str:
    """Show one pupil's objectives and sessions; no words of the pupil's are on this page."""
    with reading(records()) as db:
        pupil = _own_pupil(db, pupil_id)
        known = history.masteries_of(db, pupil_id)
        sessions = history.sessions_of(db, pupil_id)
        attempts = {one.id: history.attempts_in(db, one) for one in sessions}
    objectives = {session.objective_id: _objective(session.objective_id) for session in sessions}
    rows = [
        ObjectiveRow(_title(_objective(objective_id), objective_id), row, mastery.in_words(row.known, row.attempts))
        for objective_id, row in sorted(known.items())
    ]
    return render_template(
        "teacher/pupil.html",
        pupil=pupil,
        rows=rows,
        sessions=sessions,
        attempts=attempts,
        titles={objective_id: _title(found, objective_id) for objective_id, found in objectives.items()},
    )


@pages.get("/sessions/<int:session_id>")
@allow("teacher")
def show_transcript(session_id: int) -> str:
    """Show a session's transcript, and record who read it."""
    with transaction(records()) as db:
        session = db.get(TutoringSession, session_id)
        if session is None:
            abort(404)
        pupil = _own_pupil(db, session.pupil_id)
        turns = history.turns_of(db, session)
        wordings = {turn.id: history.wording_of(db, turn.id or 0) for turn in turns if turn.who == "tutor"}
        db.add(
            AuditEntry(
                account_id=own_id(),
                pupil_id=session.pupil_id,
                session_id=session_id,
                action="read transcript",
            )
        )
    title = _title(_objective(session.objective_id), session.objective_id)
    return render_template(
        "teacher/transcript.html", session=session, pupil=pupil, turns=turns, wordings=wordings, title=title
    )


def _own_pupil(db: Session, pupil_id: int) -> Account:
    """Return a pupil of the teacher's own classes, or show that there is no such page."""
    pupil = db.get(Account, pupil_id)
    if pupil is None or pupil.role != "pupil" or not history.teaches(db, own_id(), pupil_id):
        abort(404)
    return pupil


def _objective(objective_id: str) -> Objective | None:
    return current_tutor().catalogue.objective(objective_id)


def _title(objective: Objective | None, objective_id: str) -> str:
    """Return an objective's title; one that the present curriculum no longer has is named by its id."""
    return objective.title if objective else f"{objective_id} (no longer in the curriculum)"
