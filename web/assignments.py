"""Set work as a teacher sees it: what is set for a class, setting more, and who has done it.

No words of a pupil's are on these pages: they lead to the transcripts, which are audited.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session

from content_store.items import DrawnItem
from tutor import assigned_work, assignments, history
from tutor.assigned_work import QuestionResult, Standing, Work
from tutor.class_records import Assignment
from tutor.database import reading, transaction
from tutor.item_choice import drawn
from tutor.records import Account, TeachingClass
from web import assignment_form
from web.assignment_form import AssignmentForm, DatesForm, Picked
from web.auth import allow, own_id
from web.context import current_tutor, records
from web.own import own_class

pages = Blueprint("assignments", __name__, url_prefix="/teacher")

Stage = Literal["open", "later", "over", "withdrawn"]
SAMPLE = 0
"""The seed with which a teacher sees the questions of a test: every pupil has numbers of their own."""


@dataclass(frozen=True)
class Listed:
    """One piece of set work in the list of a class: how it stands, and how many have come how far."""

    assignment: Assignment
    stage: Stage
    counts: dict[str, int]


@dataclass(frozen=True)
class PupilRow:
    """What one pupil did of set work."""

    pupil: Account
    work: Work
    standing: Standing


@dataclass(frozen=True)
class QuestionRow:
    """One question of a test, as drawn for the teacher; None where the curriculum has no such item any more."""

    result: QuestionResult
    item: DrawnItem | None


@pages.get("/set-work")
@allow("teacher")
def choose_class() -> Response | str:
    """Ask for which class work is to be set; who teaches one class is not asked."""
    given: dict[str, Any] = {name: request.args.getlist(name) for name in request.args}
    with reading(records()) as db:
        classes = history.classes_of(db, own_id())
    if len(classes) == 1:
        return redirect(url_for(".new_work", class_id=classes[0].id, **given), 303)  # type: ignore[return-value]
    return render_template("set_work/choose_class.html", classes=classes, given=given)


@pages.get("/classes/<int:class_id>/set-work")
@allow("teacher")
def list_work(class_id: int) -> str:
    """Show what is set for a class, what is over and what was withdrawn."""
    with reading(records()) as db:
        own = own_class(db, class_id)
        listed = [_listed(db, one, assignments.today()) for one in assignments.of_class(db, class_id)]
    now = [one for one in listed if one.stage in ("open", "later")]
    closed = [one for one in listed if one.stage not in ("open", "later")]
    return render_template("set_work/list.html", teaching_class=own, now=now, closed=closed)


def _listed(db: Session, assignment: Assignment, day: date) -> Listed:
    states = [one.standing.state for one in _pupil_rows(db, assignment)]
    counts = {one: states.count(one) for one in get_args(assigned_work.Stage)}
    return Listed(assignment, stage_of(assignment, day), counts)


def stage_of(assignment: Assignment, day: date) -> Stage:
    """Return whether work is open on a day, opens later, is over, or was withdrawn."""
    if assignment.withdrawn_at:
        return "withdrawn"
    if day < assignment.opens_on:
        return "later"
    return "open" if assignments.is_open(assignment, day) else "over"


@pages.get("/classes/<int:class_id>/set-work/new")
@allow("teacher")
def new_work(class_id: int) -> str:
    """Show the form for new work, with what the address chooses beforehand."""
    with reading(records()) as db:
        own = own_class(db, class_id)
        pupils = history.pupils_in(db, class_id)
    picked = assignment_form.picked(current_tutor(), request.args)
    return _form_page(own, assignment_form.first_form(request.args, pupils), picked, {})


@pages.post("/classes/<int:class_id>/set-work/new")
@allow("teacher")
def set_work(class_id: int) -> Response | str | tuple[str, int]:
    """Search, show the questions to choose from, or set the work, as the button says."""
    tutor, do = current_tutor(), request.form.get("do", "set")
    with transaction(records()) as db:
        own = own_class(db, class_id)
        form = AssignmentForm(request.form, history.pupils_in(db, class_id))
        picked = assignment_form.picked(
            tutor, request.form, choosing=do == "choose" or "choosing" in request.form, searching=do == "search"
        )
        if do != "set":
            return _form_page(own, form, picked, {})
        if errors := assignment_form.problems(form, picked):
            return _form_page(own, form, picked, errors), 422
        wanted = assignment_form.wanted(form, picked, class_id, own_id())
        added = assignments.add(tutor.catalogue, db, wanted, int(form.questions.data))
    flash(_("The work is set. Pupils find it on their own page."))
    return redirect(url_for(".show_work", assignment_id=added.id), 303)  # type: ignore[return-value]


def _form_page(own: TeachingClass, form: AssignmentForm, picked: Picked, errors: dict[str, str]) -> str:
    return render_template("set_work/new.html", teaching_class=own, form=form, picked=picked, errors=errors)


@pages.get("/set-work/<int:assignment_id>")
@allow("teacher")
def show_work(assignment_id: int) -> str:
    """Show who has done set work, and of a test how each question went."""
    with reading(records()) as db:
        assignment = _own_work(db, assignment_id)
        form = DatesForm(data={"opens_on": assignment.opens_on, "due_on": assignment.due_on})
        return _work_page(db, assignment, form, {})


@pages.post("/set-work/<int:assignment_id>/dates")
@allow("teacher")
def change_dates(assignment_id: int) -> Response | tuple[str, int]:
    """Change the days of set work."""
    form = DatesForm(request.form)
    errors = {} if form.validate() else dict.fromkeys(form.errors, str(assignment_form.BAD_DAY))
    errors |= assignment_form.day_problems(form.opens_on.data, form.due_on.data, errors)
    with transaction(records()) as db:
        assignment = _own_work(db, assignment_id)
        if assignment.mode == "test" and form.due_on.data is None:
            errors.setdefault("due_on", _("Enter the day on which the test is due"))
        if errors:
            return _work_page(db, assignment, form, errors), 422
        assignment.opens_on, assignment.due_on = form.opens_on.data, form.due_on.data
        db.add(assignment)
    flash(_("The days are saved."))
    return redirect(url_for(".show_work", assignment_id=assignment_id), 303)  # type: ignore[return-value]


@pages.post("/set-work/<int:assignment_id>/withdraw")
@allow("teacher")
def withdraw(assignment_id: int) -> Response:
    """Take set work back."""
    with transaction(records()) as db:
        assignments.withdraw(db, _own_work(db, assignment_id))
    flash(_("The work is withdrawn. Who was in the middle of it can finish; nobody else can begin it."))
    return redirect(url_for(".show_work", assignment_id=assignment_id), 303)  # type: ignore[return-value]


def _work_page(db: Session, assignment: Assignment, form: DatesForm, errors: dict[str, str]) -> str:
    catalogue = current_tutor().catalogue
    rows = _pupil_rows(db, assignment)
    results = assigned_work.questions(catalogue, assignment, [one.work for one in rows])
    objectives = [catalogue.objective(one) for one in assignment.objective_ids]
    return render_template(
        "set_work/work.html",
        assignment=assignment,
        teaching_class=db.get_one(TeachingClass, assignment.class_id),
        stage=stage_of(assignment, assignments.today()),
        last_day=assignments.last_day(assignment),
        rows=rows,
        questions=[QuestionRow(one, drawn(catalogue, one.item_id, SAMPLE)) for one in results],
        objectives=[one for one in objectives if one],
        form=form,
        errors=errors,
    )


def _pupil_rows(db: Session, assignment: Assignment) -> list[PupilRow]:
    """Return what each pupil did whom the work is for, by name."""
    pupils: Sequence[Account] = [
        one
        for one in history.pupils_in(db, assignment.class_id)
        if not assignment.pupil_ids or one.id in assignment.pupil_ids
    ]
    works = assigned_work.read(db, assignment, [one.id or 0 for one in pupils])
    catalogue = current_tutor().catalogue
    return [
        PupilRow(one, work, assigned_work.standing_of(catalogue, assignment, work))
        for one in pupils
        for work in [works[one.id or 0]]
    ]


def _own_work(db: Session, assignment_id: int) -> Assignment:
    """Return work that is set for a class of the teacher's own, or show that there is no such page."""
    found = db.get(Assignment, assignment_id)
    if found is None:
        abort(404)
    own_class(db, found.class_id)
    return found
