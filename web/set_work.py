"""Set work as a pupil sees it: on the home page, in its sessions, and how it went."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlmodel import Session

from content_store.curriculum import Objective
from content_store.items import DrawnItem
from tutor import assigned_sessions, assigned_work, assignments, history, set_work
from tutor.assigned_work import Stage, Standing, Work
from tutor.class_records import Assignment
from tutor.database import reading, transaction
from tutor.item_choice import drawn
from tutor.records import Turn, TutoringSession
from web.auth import allow, own_id
from web.context import current_tutor, records

pages = Blueprint("set_work", __name__, url_prefix="/set-work")
pages.add_app_template_filter(lambda when: day(when), "day")

WEEK = 7
SOON = (_l("Due today"), _l("Due tomorrow"))


@dataclass(frozen=True)
class HomeRow:
    """One piece of set work on the home page."""

    assignment: Assignment
    state: Stage
    due: str
    done: str


@dataclass(frozen=True)
class Here:
    """What a session's page says of the set work that it belongs to.

    `number` and `asked` are 0 for work with help. `to_begin` is whether something of it is left after this session.
    """

    assignment: Assignment
    number: int
    asked: int
    done: str
    begun: bool
    finished: bool
    to_begin: bool
    may_go_on: bool


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


def due_words(due: date | None, today: date) -> str:
    """Return when something is due as somebody says it on a day; without blame when that is over, empty for never."""
    if due is None:
        return ""
    days = (due - today).days
    when = format_date(due, "EEEE" if abs(days) < WEEK else "EEEE d MMMM")
    if days < 0:
        when = _("yesterday") if days == -1 else _("on %(day)s", day=when)
        return str(_("It was due %(when)s. There is still time to do it.", when=when))
    if days < len(SOON):
        return str(SOON[days])
    return str(_("Due on %(day)s", day=when))


def day(when: date) -> str:
    """Return a day as a table shows it."""
    return str(format_date(when, "EEE d MMM"))


def on_home() -> list[HomeRow]:
    """Return what the home page shows of set work: what can be done now, and then what is done already."""
    catalogue, today = current_tutor().catalogue, assignments.today()
    rows = []
    with reading(records()) as db:
        for one in assignments.for_pupil(db, own_id(), today):
            work = assigned_work.read(db, one, [own_id()])[own_id()]
            standing = assigned_work.standing_of(catalogue, one, work)
            if standing.parts:
                rows.append(HomeRow(one, standing.state, due_words(one.due_on, today), done_words(one, standing)))
    return rows


def done_words(assignment: Assignment, standing: Standing) -> str:
    """Return how much of set work is done, in words."""
    if standing.asked:
        return str(_("%(done)s of %(all)s questions done", done=standing.answered, all=standing.asked))
    questions = str(ngettext("%(num)s question answered", "%(num)s questions answered", standing.answered))
    if planned := assignment.minutes:
        return str(
            _("%(first)s, %(done)s of about %(all)s minutes", first=questions, done=standing.minutes, all=planned)
        )
    finished = sum(stage == "done" for _part, stage in standing.parts)
    if len(standing.parts) > 1:
        return str(
            _("%(done)s of %(all)s parts done, %(last)s", done=finished, all=len(standing.parts), last=questions)
        )
    return questions


def here(db: Session, own: TutoringSession) -> Here | None:
    """Return what a session's page says of its set work, None for a session of the pupil's own."""
    assignment = set_work.assignment_of(db, own)
    if assignment is None:
        return None
    work = assigned_work.read(db, assignment, [own.pupil_id])[own.pupil_id]
    standing = assigned_work.standing_of(current_tutor().catalogue, assignment, work)
    return Here(
        assignment,
        number=min(standing.answered + 1, standing.asked),
        asked=standing.asked,
        done=done_words(assignment, standing),
        begun=standing.answered > 0,
        finished=own.phase == "done" and own.item_id is None,
        to_begin=standing.state != "done",
        may_go_on=assigned_sessions.own(db, assignment.id or 0, own.pupil_id) is not None,
    )


@pages.post("/<int:assignment_id>/sessions")
@allow("pupil")
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
        due=due_words(assignment.due_on, assignments.today()) if standing.state != "done" else "",
        done=done_words(assignment, standing),
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
