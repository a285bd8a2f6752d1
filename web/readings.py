"""Who has read whose words: for the IT lead of the whole school, for a teacher of one pupil, for pupils of themselves.

No words are on these pages, so opening one is no reading.
"""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from tutor import readings
from tutor.database import reading
from tutor.pupil_record import last_page
from web.auth import allow, own_id
from web.context import records
from web.own import own_pupil

pages = Blueprint("readings", __name__)

READ_WORDS = {
    "read transcript": _l("the transcript of a session"),
    "read handed-over answers": _l("answers that a session had handed over"),
    "read answers": _l("answers and working"),
    "read held replies": _l("replies that were held, with what they answer"),
    "week": _l("answers on the page of the class’s week"),
    "reset password": _l("nothing: made a new password"),
}
"""What was read, by the entry's action; another one is shown as it was recorded."""
ROLE_WORDS = {"teacher": _l("teacher"), "admin": _l("IT lead"), "evaluator": _l("evaluator"), "pupil": _l("pupil")}
MOST_PAGES = 10_000


@pages.get("/admin/readings")
@allow("admin")
def show_school() -> str:
    """Show who has read the words of the school's pupils, and when."""
    school_id = int(current_user.account.school_id)
    with reading(records()) as db:
        last = last_page(readings.count_of_school(db, school_id), readings.A_PAGE)
        found = readings.of_school(db, school_id, min(_page(), last))
    title = str(_("Who has read pupils’ words"))
    return _readings_page(title, found, last, with_pupil=True)


@pages.get("/teacher/pupils/<int:pupil_id>/readings")
@allow("teacher")
def show_pupil(pupil_id: int) -> str:
    """Show who has read one pupil's words, and when."""
    with reading(records()) as db:
        pupil = own_pupil(db, pupil_id)
        last = last_page(readings.count_of_pupil(db, pupil_id), readings.A_PAGE)
        found = readings.of_pupil(db, pupil_id, min(_page(), last))
    return _readings_page(str(_("Who has read the words of %(name)s", name=pupil.name)), found, last)


@pages.get("/who-has-read")
@allow("pupil")
def show_own() -> str:
    """Show a pupil who has read what they wrote, and when."""
    with reading(records()) as db:
        last = last_page(readings.count_of_pupil(db, own_id()), readings.A_PAGE)
        found = readings.of_pupil(db, own_id(), min(_page(), last))
    return _readings_page(str(_("Who has read what you wrote")), found, last)


def _readings_page(title: str, found: list[readings.Reading], last: int, with_pupil: bool = False) -> str:
    return render_template(
        "readings.html",
        title=title,
        found=found,
        page=min(_page(), last),
        last=last,
        with_pupil=with_pupil,
        read_words=READ_WORDS,
        role_words=ROLE_WORDS,
        role=current_user.account.role,
    )


def _page() -> int:
    return min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
