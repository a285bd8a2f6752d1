"""A pupil's pages of set work: going on with it, and how it went."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from sqlmodel import Session

from content_store.curriculum import Objective
from content_store.items import DrawnItem
from tutor import assigned_sessions, assigned_work, assignments, history
from tutor.assigned_work import Stage, Work
from tutor.class_records import Assignment
from tutor.database import reading, transaction
from tutor.item_choice import drawn
from tutor.records import Turn
from web import set_work
from web.auth import allow, own_id
from web.context import current_tutor, records
from web.time_today import within_time

pages = Blueprint("set_work", __name__, url_prefix="/set-work")
pages.add_app_template_filter(set_work.day, "day")


@dataclass(frozen=True)
class Answered:
    """One question of a test that is over: what was answered, and whether that was right, None while nobody knows."""

    item: DrawnItem
    turn: Turn | None
    right: bool | None


@dataclass(frozen=True)
class PartRow:
    """One part of work with help: how far it is, and how its questions went."""

    title: str
    stage: Stage
    answered: int
    alone: int


@pages.post("/<int:assignment_id>/sessions")
@allow("pupil")
@within_time
def go_on(assignment_id: int) -> Response:
    """Begin set work or go on with it; the page of how it went where nothing is left to do."""
    tutor = current_tutor()
    with transaction(records()) as db:
        found = assigned_sessions.own(db, assignment_id, own_id())
        if found is None:
            abort(404)
        session = assigned_sessions.go_on(tutor, db, own_id(), found)
    if session is None:
        return redirect(url_for(".show_work", assignment_id=assignment_id), 303)  # type: ignore[return-value]
    return redirect(url_for("pupil.show_session", session_id=session.id), 303)  # type: ignore[return-value]


@pages.get("/<int:assignment_id>")
@allow("pupil")
def show_work(assignment_id: int) -> str:
    """Show how far the pupil is with set work; of a test that is over, which answers were right."""
    catalogue = current_tutor().catalogue
    with reading(records()) as db:
        assignment, open_now = _shown(db, assignment_id)
        work = assigned_work.read(db, assignment, [own_id()])[own_id()]
        standing = assigned_work.standing_of(catalogue, assignment, work)
        over = assignment.mode == "test" and standing.state == "done"
        answers = _answers(db, assignment, work) if over else []
    parts = [] if assignment.mode == "test" else [_part_row(work, *one) for one in standing.parts]
    return render_template(
        "set_work/page.html",
        assignment=assignment,
        standing=standing,
        due=set_work.due_words(assignment.due_on, assignments.today()) if standing.state != "done" else "",
        done=set_work.done_words(assignment, standing),
        work=work,
        answers=answers,
        to_practise=_to_practise(answers),
        parts=parts,
        open_now=open_now,
    )


def _shown(db: Session, assignment_id: int) -> tuple[Assignment, bool]:
    """Return set work that the pupil may see, and whether it can be gone on with: what they did stays theirs.

    Anybody else's, and what is not open yet, is no such page.
    """
    if found := assigned_sessions.own(db, assignment_id, own_id()):
        return found, True
    assignment = db.get(Assignment, assignment_id)
    done = assignment is not None and assigned_work.read(db, assignment, [own_id()])[own_id()].sessions
    if assignment is None or not done:
        abort(404)
    return assignment, False


def _answers(db: Session, assignment: Assignment, work: Work) -> list[Answered]:
    """Return the questions of a pupil's test in order, with what was answered."""
    sessions = [one for one in work.sessions if one.purpose == "test"]
    first = {(one.item_id, one.seed): one for one in work.first_tries.values()}
    found = []
    for turn in (turn for session in sessions for turn in history.turns_of(db, session)):
        if turn.who != "pupil" or turn.read_as not in ("attempt", "pass") or turn.item_id is None:
            continue
        item = drawn(current_tutor().catalogue, turn.item_id, turn.seed or 0)
        attempt = first.get((turn.item_id, turn.seed or 0))
        if item:
            found.append(Answered(item, turn if attempt else None, work.mark(attempt) if attempt else False))
    return found


def _to_practise(answers: list[Answered]) -> list[Objective]:
    """Return the objectives of the questions that were not right, each once."""
    names = dict.fromkeys(one.item.objective_id for one in answers if one.right is False)
    return [found for name in names if (found := current_tutor().catalogue.objective(name))]


def _part_row(work: Work, part: Any, stage: Stage) -> PartRow:
    objective = current_tutor().catalogue.objective(part.objective_id)
    own = [one for one in work.first_tries.values() if one.objective_id == part.objective_id]
    alone = sum(not one.aided and work.mark(one) is True for one in own)
    return PartRow(objective.title if objective else part.objective_id, stage, len(own), alone)
