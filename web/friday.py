"""The Friday page: what is worth knowing about a class this week, each with its evidence and one thing to do.

The answers on it are pupils' words, so opening it is recorded for each pupil who is quoted.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tutor import class_week, friday
from tutor.class_week import ClassWeek
from tutor.database import transaction
from tutor.findings import Finding, Kind, Link
from tutor.offloading import SCHOOL_TIME, monday_of
from tutor.records import AuditEntry, TeachingClass, now
from web.auth import allow, own_id
from web.context import current_tutor, records
from web.own import own_class
from web.text import clock

pages = Blueprint("friday", __name__, url_prefix="/teacher/classes/<int:class_id>/week")

KEY = re.compile(r"[a-z ]+(/\S+)?")
KINDS: dict[Kind, str] = {
    "concern": _l("Today"),
    "misconception": _l("Teach again"),
    "stopped": _l("Ask after"),
    "waiting": _l("Your queue"),
    "asks": _l("Talk to"),
    "half way": _l("Ask after"),
    "unhelpful": _l("The tutor"),
    "hours": _l("A fact"),
    "good news": _l("Good news"),
}
"""What a finding is about in a word or two, above its heading."""


@dataclass(frozen=True)
class Totals:
    """The line at the top: how many pupils worked, for how long in all, and on how many questions."""

    worked: int
    pupils: int
    minutes: int
    questions: int


@pages.get("")
@allow("teacher")
def show_week(class_id: int) -> str:
    """Show what is worth knowing about a class in a week, and record whose answers were shown."""
    today = now().astimezone(SCHOOL_TIME).date()
    monday, catalogue = _monday(request.args.get("week", ""), today), current_tutor().catalogue
    with transaction(records()) as db:
        own = own_class(db, class_id)
        week = class_week.read(catalogue, db, own, monday, today)
        shown = friday.chosen(friday.found(catalogue, week), friday.away(db, class_id, monday))
        for pupil_id in quoted(shown.findings):
            db.add(AuditEntry(account_id=own_id(), pupil_id=pupil_id, action="week"))
    return render_template(
        "teacher/friday.html",
        teaching_class=own,
        title=_title(own, monday),
        week=week,
        sunday=monday + timedelta(days=6),
        before=monday - timedelta(weeks=1),
        after=monday + timedelta(weeks=1) if monday < monday_of(now()) else None,
        totals=_totals(week),
        shown=shown,
        kinds=KINDS,
        address=lambda link: _address(link, class_id),
        quoted=quoted(shown.findings),
    )


@pages.post("/put-away")
@allow("teacher")
def put_away(class_id: int) -> Response:
    """Put a finding away for this class and week, or bring it back."""
    key, wanted = request.form.get("key", ""), request.form.get("wanted", "")
    monday = _monday(request.form.get("week", ""), now().astimezone(SCHOOL_TIME).date())
    if wanted not in ("away", "back") or not KEY.fullmatch(key) or len(key) > friday.LONGEST_KEY:
        abort(400)
    with transaction(records()) as db:
        own_class(db, class_id)
        if wanted == "away":
            friday.put_away(db, class_id, monday, key, own_id())
        else:
            friday.bring_back(db, class_id, monday, key)
    flash(_("Put away. You can bring it back at the end of the page.") if wanted == "away" else _("Brought back."))
    where = url_for(".show_week", class_id=class_id, week=monday.isoformat())
    return redirect(where, 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


def quoted(findings: tuple[Finding, ...]) -> list[int]:
    """Return the ids of the pupils whose answers the findings hold, each once."""
    return sorted({row.pupil_id for one in findings for row in one.rows if row.answer or row.chosen})


def _monday(wanted: str, today: date) -> date:
    """Return the Monday of the week that a day is in, of today's without one; no page for what is no day or to come."""
    try:
        day = date.fromisoformat(wanted) if wanted else today
    except ValueError:
        abort(404)
    if not date(2000, 1, 1) <= day <= today + timedelta(days=6 - today.weekday()):
        abort(404)
    return day - timedelta(days=day.weekday())


def _totals(week: ClassWeek) -> Totals:
    return Totals(len(week.worked), len(week.pupils), round(sum(week.minutes().values())), week.tried())


def _address(link: Link, class_id: int) -> str:
    """Return the address of the page that a link of a finding names."""
    of: dict[str, Any] = dict(link.of)
    match link.page:
        case "starter":
            return url_for("starters.show_starter", **of)
        case "pupil":
            return url_for("teacher.show_pupil", **of)
        case "handover":
            return url_for("queue.show_handover", **of)
        case "transcript":
            return url_for("teacher.show_transcript", session_id=of["session_id"], _anchor=f"turn-{of['position']}")
        case "queue":
            return url_for("queue.show_queue")
        case "class":
            return url_for("teacher.home", _anchor=f"class-{class_id}")


def _title(own: TeachingClass, monday: date) -> str:
    """Return what the page is called: this week, or the week that begins on a day, with its year unless it is this."""
    if monday == monday_of(now()):
        return str(_("%(name)s this week", name=own.name))
    style = "%d %B" if monday.year == datetime.now(SCHOOL_TIME).year else "%d %B %Y"
    return str(_("%(name)s in the week of %(day)s", name=own.name, day=clock(monday, style).lstrip("0")))
