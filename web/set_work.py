"""What a pupil's pages say of set work: the home page, and a session of it. Its own pages are in `set_work_pages`."""

from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlmodel import Session

from tutor import assigned_sessions, assigned_work, assignments, set_work
from tutor.assigned_work import Stage, Standing
from tutor.class_records import Assignment
from tutor.database import reading
from tutor.records import TutoringSession
from web.auth import own_id
from web.context import current_tutor, records

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
        finished=own.id in work.ended,
        to_begin=standing.state != "done",
        may_go_on=assigned_sessions.own(db, assignment.id or 0, own.pupil_id) is not None,
    )
