"""Reports to print: a pupil's for a parents' evening, and a class's; as a page and as PDF. No words of pupils."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlmodel import Session

from tutor import history, reports
from tutor.class_map import STATES
from tutor.database import reading
from tutor.offloading import SCHOOL_TIME
from tutor.records import Account, School, TeachingClass, now
from web import report_papers
from web.auth import allow
from web.context import current_tutor, records
from web.own import own_class, own_pupil

pages = Blueprint("reports", __name__, url_prefix="/teacher")

WEEKS = 6
"""About half a term."""
MOST_WEEKS = 52
CHOICES = (2, 6, 13, 39)


@pages.get("/pupils/<int:pupil_id>/report")
@allow("teacher")
def show_pupil(pupil_id: int) -> Response | str:
    """Show a pupil's report for a parents' evening; `?format=pdf` is the same as a PDF."""
    with reading(records()) as db:
        pupil = own_pupil(db, pupil_id)
        school = db.get_one(School, pupil.school_id)
        found = reports.of_pupils(current_tutor(), db, [pupil], _begin())
    return _pupils_page(str(_("Report: %(name)s", name=pupil.name)), found, school.name, f"report-{pupil_id}")


@pages.get("/classes/<int:class_id>/reports")
@allow("teacher")
def show_pupils(class_id: int) -> Response | str:
    """Show the reports of all pupils of a class, a side for each."""
    with reading(records()) as db:
        own, school = _own(db, class_id)
        pupils: Sequence[Account] = history.pupils_in(db, class_id)
        found = reports.of_pupils(current_tutor(), db, pupils, _begin())
    sub = f"{school.name}, {own.name}"
    return _pupils_page(str(_("Reports: %(name)s", name=own.name)), found, sub, f"reports-{class_id}")


@pages.get("/classes/<int:class_id>/report")
@allow("teacher")
def show_class(class_id: int) -> Response | str:
    """Show the report of a class, in numbers."""
    with reading(records()) as db:
        own, school = _own(db, class_id)
        found = reports.of_class(current_tutor(), db, own, _begin())
    title, sub = str(_("Class report: %(name)s", name=own.name)), _with_day(f"{school.name}, {own.name}")
    if _as_pdf():
        return _pdf(report_papers.class_paper(title, found, sub, _period()), f"class-{class_id}")
    return render_template(
        "teacher/class_report.html",
        title=title,
        sub=sub,
        found=found,
        period=_period(),
        words=report_papers,
        teaching_class=own,
        states=STATES,
        weeks=_weeks(),
        choices=CHOICES,
    )


def _pupils_page(title: str, found: Sequence[reports.PupilReport], sub: str, file: str) -> Response | str:
    if _as_pdf():
        return _pdf(report_papers.pupils_paper(title, found, _with_day(sub), _period()), file)
    return render_template(
        "teacher/pupil_reports.html",
        title=title,
        sub=_with_day(sub),
        found=found,
        period=_period(),
        words=report_papers,
        weeks=_weeks(),
        choices=CHOICES,
    )


def _own(db: Session, class_id: int) -> tuple[TeachingClass, School]:
    own = own_class(db, class_id)
    return own, db.get_one(School, own.school_id)


def _weeks() -> int:
    """Return of how many weeks the address asks; no page for a number that is none or is past a year."""
    weeks = request.args.get("weeks", str(WEEKS))
    if not (weeks.isascii() and weeks.isdecimal() and 1 <= int(weeks[:4]) <= MOST_WEEKS):
        abort(404)
    return int(weeks)


def _as_pdf() -> bool:
    return request.args.get("format") == "pdf"


def _today() -> date:
    return now().astimezone(SCHOOL_TIME).date()


def _begin() -> datetime:
    return reports.since(_today(), _weeks())


def _period() -> str:
    weeks = _weeks()
    return str(ngettext("In the last %(num)s week", "In the last %(num)s weeks", weeks))


def _with_day(sub: str) -> str:
    today = _today()
    return f"{sub}, {today.day} {today:%B %Y}"


def _pdf(data: bytes, name: str) -> Response:
    """Return a PDF that a browser shows; no name of a pupil is in its file name."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return Response(data, mimetype="application/pdf", headers=headers)
