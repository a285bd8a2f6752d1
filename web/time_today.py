"""A pupil's time today: the page when it is up, and how a teacher gives more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlmodel import Session
from wtforms import Form, RadioField, StringField
from wtforms.validators import AnyOf, DataRequired, Length

from tutor import history, next_steps, pausing, people, working_time
from tutor.database import reading, transaction
from tutor.people_records import MoreTime
from tutor.records import Account
from tutor.working_time import Day
from web.auth import allow, own_id
from web.context import current_tutor, records
from web.session_page import own_session

pages = Blueprint("time_today", __name__)
Arguments = ParamSpec("Arguments")
Returned = TypeVar("Returned")
MINUTES = ("15", "30", "45", "60")


class MoreTimeForm(Form):  # type: ignore[misc] # WTForms has no types
    """More time today for one pupil."""

    minutes = RadioField(
        _l("Minutes more today"),
        [AnyOf(MINUTES, _l("Choose how many minutes"))],
        choices=MINUTES,
        validate_choice=False,
    )
    more_reason = StringField(
        _l("Your reason"), [DataRequired(_l("Enter your reason: a colleague may ask")), Length(max=500)]
    )


@dataclass(frozen=True)
class PupilDay:
    """A pupil's day as the teacher sees it: minutes, and what was given beyond the school's time, by whom and why."""

    day: Day
    given: list[tuple[MoreTime, str]]


def register(app: Flask) -> None:
    """Let the teacher's page of a pupil show the day."""
    app.add_template_global(pupil_day, "pupil_day")
    app.add_template_global(lambda: MoreTimeForm(), "more_time_form")


def within_time(view: Callable[Arguments, Returned]) -> Callable[Arguments, Any]:
    """Let a view that begins something new be used only while the pupil has time today; else show that it is up."""

    @wraps(view)
    def timed(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Any:
        with reading(records()) as db:
            over = working_time.today(db, own_id()).over
        return redirect(url_for("time_today.show"), 303) if over else view(*args, **kwargs)

    return timed


@pages.get("/time")
@allow("pupil")
def show() -> str | Response:
    """Show that the day's time is up, when it goes on, and who can give more."""
    with reading(records()) as db:
        day = working_time.today(db, own_id())
        classes = history.classes_of(db, own_id())
        teachers = {one.name for found in classes for one in people.teachers_in(db, found.id or 0)}
        left = history.open_session(db, own_id())
        title = next_steps.title_of(current_tutor(), db, left) if left and left.item_id else ""
    if not day.over:
        return redirect(url_for("pupil.home"), 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's
    return render_template(
        "pupil/time.html",
        day=day,
        tomorrow=day_words(day.day + timedelta(days=1)),
        teachers=sorted(teachers),
        left=left,
        title=title,
    )


@pages.post("/sessions/<int:session_id>/go-on")
@allow("pupil")
@within_time
def go_on(session_id: int) -> Response:
    """Go on with a session that waited for another day."""
    with transaction(records()) as db:
        pausing.go_on(current_tutor(), db, own_session(db, session_id, lock=True))
    return redirect(url_for("pupil.show_session", session_id=session_id), 303)  # type: ignore[return-value]


@pages.post("/teacher/pupils/<int:pupil_id>/more-time")
@allow("teacher")
def give_more(pupil_id: int) -> Response | tuple[str, int]:
    """Give a pupil of the teacher's own classes more time today, with the reason."""
    form = MoreTimeForm(request.form)
    errors = {} if form.validate() else {name: texts[0] for name, texts in form.errors.items()}
    with transaction(records()) as db:
        pupil = _own_pupil(db, pupil_id)
        if not errors:
            working_time.give(db, pupil_id, int(form.minutes.data), form.more_reason.data.strip(), own_id())
    if errors:
        return render_template("teacher/more_time.html", pupil=pupil, form=form, errors=errors), 422
    target = url_for("teacher.show_pupil", pupil_id=pupil_id, _anchor="time")
    return redirect(target, 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


def pupil_day(pupil_id: int) -> PupilDay:
    """Return a pupil's day for the pupil's teacher."""
    with reading(records()) as db:
        day = working_time.today(db, pupil_id)
        given = [
            (one, db.get_one(Account, one.given_by).name) for one in working_time.more_times(db, pupil_id, day.day)
        ]
    return PupilDay(day, given)


def day_words(day: date) -> str:
    """Return a day as pupils read it."""
    return str(_("%(weekday)s %(day)s", weekday=day.strftime("%A"), day=f"{day.day} {day:%B}"))


def _own_pupil(db: Session, pupil_id: int) -> Account:
    """Return a pupil of the teacher's own classes, or show that there is no such page."""
    pupil = db.get(Account, pupil_id)
    if pupil is None or pupil.role != "pupil" or not history.teaches(db, own_id(), pupil_id):
        abort(404)
    return pupil
