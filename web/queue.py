"""A teacher's queue: what sessions have handed over, one page for each, and how it is settled.

A page that shows a pupil's words is audited, as a transcript is.
"""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlmodel import Session

from tutor import dialogue, handovers, history, judgements, next_steps
from tutor.class_records import Assignment
from tutor.database import reading, transaction
from tutor.records import Account, AuditEntry, TeacherQuestion, Turn, TutoringSession
from tutor.teaching_records import Handover
from web.auth import allow, own_id
from web.context import current_tutor, records

pages = Blueprint("queue", __name__, url_prefix="/teacher/queue")

REASONS = {
    "stuck": _l("Got nowhere with a question"),
    "solution": _l("Asks to see a full solution"),
    "concern": _l("Wrote something that an adult should read today"),
    "unsure": _l("An answer that could not be marked for certain"),
}


@dataclass(frozen=True)
class Waiting:
    """One line of the queue; it holds no words of the pupil's."""

    handover: Handover
    pupil: Account
    reason: str
    title: str


@pages.get("/")
@allow("teacher")
def show_queue() -> str:
    """Show what waits, oldest first."""
    with reading(records()) as db:
        waiting = [
            Waiting(one, pupil, REASONS[one.reason], title_of(db, one.objective_id))
            for one, pupil in handovers.waiting_for(db, own_id())
        ]
    return render_template("teacher/queue.html", waiting=waiting)


@pages.get("/<int:handover_id>")
@allow("teacher")
def show_handover(handover_id: int) -> str:
    """Show one of them with the pupil's answers, and record who read it."""
    with transaction(records()) as db:
        handover, pupil = _own_handover(db, handover_id)
        session = db.get_one(TutoringSession, handover.session_id)
        attempts = handovers.attempts_at(db, handover)
        judged = judgements.of_attempts(db, attempts)
        turns = [db.get_one(Turn, one.turn_id) for one in attempts]
        item = dialogue.item_named(current_tutor(), db, session, (handover.item_id, handover.seed))
        comparison = handovers.comparison_of(db, handover.attempt_id) if handover.attempt_id else None
        db.add(
            AuditEntry(
                account_id=own_id(), pupil_id=pupil.id or 0, session_id=session.id, action="read handed-over answers"
            )
        )
        title = title_of(db, handover.objective_id)
    return render_template(
        "teacher/handover.html",
        handover=handover,
        pupil=pupil,
        reason=REASONS[handover.reason],
        title=title,
        item=item,
        attempts=attempts,
        shown={turn.id: in_words(turn) for turn in turns},
        judged=judged,
        comparison=comparison,
    )


def in_words(turn: Turn) -> str:
    """Return the authored text of what was chosen, as it was shown then; empty for what the pupil wrote."""
    chosen = turn.facts.get("reading") if turn.text.startswith("choice-") else ""
    return turn.facts.get("shown") or chosen or ""


@pages.post("/<int:handover_id>")
@allow("teacher")
def settle_handover(handover_id: int) -> Response:
    """Mark one of the answers, give leave for the solution, or take it off the list."""
    chosen = request.form.get("action", "")
    with transaction(records()) as db:
        handover, _ = _own_handover(db, handover_id)
        if handover.settled_at is None:
            if chosen in ("right", "not right"):
                _mark_attempt(db, handover, chosen == "right")
            elif chosen == "leave" and handover.reason == "solution":
                handovers.give_leave(db, handover, own_id())
            elif chosen == "done":
                handovers.settle(db, handover, own_id())
            else:
                abort(400)
        left = handover.settled_at is None
    where = url_for(".show_handover", handover_id=handover_id) if left else url_for(".show_queue")
    return redirect(where, 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


def _mark_attempt(db: Session, handover: Handover, right: bool) -> None:
    """Mark the attempt that the form names, one of those at what was handed over."""
    number = request.form.get("attempt", type=int)
    attempt = next((one for one in handovers.attempts_at(db, handover) if one.id == number), None)
    if attempt is None:
        abort(400)
    handovers.decide(current_tutor(), db, attempt, own_id(), right)
    handovers.settle_if_marked(db, handover, own_id())


def _own_handover(db: Session, handover_id: int) -> tuple[Handover, Account]:
    """Return a handover of a pupil of the teacher's own classes, or show that there is no such page."""
    handover = db.get(Handover, handover_id)
    if handover is None or not history.teaches(db, own_id(), handover.pupil_id):
        abort(404)
    return handover, db.get_one(Account, handover.pupil_id)


def session_title(db: Session, session: TutoringSession) -> str:
    """Return what a session was on: for a placement its subject, for a test what was set, else as `title_of`."""
    if session.purpose == "test" and session.assignment_id:
        return db.get_one(Assignment, session.assignment_id).title
    if session.purpose == "placement":
        return next_steps.placement_title(current_tutor().catalogue, session)
    return title_of(db, session.objective_id)


def title_of(db: Session, objective_id: str) -> str:
    """Return what a session was on: an objective's title, or that of a teacher's question."""
    kind, slash, number = objective_id.partition("/")
    if slash and kind == "question" and number.isdecimal():
        question = db.get(TeacherQuestion, int(number))
        return question.title if question else objective_id
    objective = current_tutor().catalogue.objective(objective_id)
    if objective is None:
        return str(_("%(objective)s (no longer in the curriculum)", objective=objective_id))
    return objective.title
