"""The IT lead's pages of lists of pupils: one is sent, looked at as a difference, and confirmed or thrown away."""

import time
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.exceptions import RequestEntityTooLarge

from tutor.database import reading, transaction
from tutor.records import School
from tutor.rosters import applying, archive, comparing, headings, kept, keys, school_now, told
from tutor.rosters import reading as roster_reading
from tutor.rosters.differences import Difference
from tutor.rosters.kept import Kept
from tutor.rosters.keys import RosterKeys, RosterKeysMissing
from tutor.rosters.reading import Table
from tutor.rosters.roster import FileRefused
from web.auth import allow, own_id
from web.context import parts, records
from web.people import own_school

pages = Blueprint("rosters", __name__, url_prefix="/admin/rosters")

MOST_SENT = archive.MOST_BYTES + 64 * 1024
"""How large the request of a list may be: the files, and what stands around them."""
MOST_SHOWN = 200
"""How many pupils of a kind a page shows; all are in the table to download."""
TIDIED_EVERY = 600.0
WHO = ("whole", "part")


@pages.before_app_request
def forget_old_lists() -> None:
    """Remove lists that nobody has confirmed for a day, whoever opens a page, every ten minutes at most."""
    tidied = current_app.extensions.setdefault("attain_rosters", {"at": -TIDIED_EVERY})
    if time.monotonic() - tidied["at"] > TIDIED_EVERY:
        tidied["at"] = time.monotonic()
        kept.forget_old(parts().settings.rosters_folder)


@pages.before_request
def allow_files() -> None:
    """Let the one form that sends files be as large as a list."""
    if request.endpoint == "rosters.send":
        request.max_content_length = MOST_SENT


@pages.errorhandler(RosterKeysMissing)
def keys_missing(error: RosterKeysMissing) -> tuple[str, int]:
    """Say that lists cannot be taken in, and what to do."""
    return render_template("rosters/no_keys.html", problem=str(error)), 503


@pages.errorhandler(FileRefused)
def no_longer_readable(error: FileRefused) -> tuple[str, int]:
    """Say why a list that was kept cannot be read."""
    return _home("", {"file": _(error.text, **error.values)}), 422


def own_keys(db: Session) -> RosterKeys:
    """Return the keys that UPNs and lists are sealed with."""
    return keys.open_keys(parts().settings.roster_keys_file, db)


@pages.get("/")
@allow("admin")
def home() -> str:
    """Ask for a list, and show those that were taken in."""
    return _home("", {})


def _home(who: str, errors: dict[str, str]) -> str:
    with reading(records()) as db:
        changes = school_now.changes_of(db, own_school())[::-1][:10]
    return render_template("rosters/home.html", changes=changes, who=who, errors=errors)


@pages.post("/")
@allow("admin")
def send() -> Any:
    """Keep what was sent, and go on to what it would change."""
    errors: dict[str, str] = {}
    who, ready = "", False
    try:
        who = request.form.get("who", "")
        waiting, ready = _readable(archive.opened(_sent()), who == "whole")
    except RequestEntityTooLarge:
        errors["file"] = _("The file is larger than %(most)s MB. Send the pupils of one school.", most=8)
    except FileRefused as error:
        errors["file"] = _(error.text, **error.values)
    if who not in WHO and "file" not in errors:
        errors["who"] = _("Choose whether the list is of all pupils, and choose the file again")
    if errors:
        return _home(who, errors), 422
    with transaction(records()) as db:
        token = kept.keep(_folder(), own_keys(db), waiting)
    return redirect(url_for(".show" if ready else ".choose_columns", token=token), 303)


def _readable(files: archive.Sent, whole: bool) -> tuple[Kept, bool]:
    """Return what was sent, and whether its columns are known; if so it has been read once, so that it can be.

    Raises:
        FileRefused: it cannot be.
    """
    table = roster_reading.table_of(files)
    columns = dict(table.columns) if table else {}
    ready = table is None or not headings.columns_problem(columns)
    if ready:
        with reading(records()) as db:
            school = db.get_one(School, own_school()).name
        roster_reading.read(files, columns, school)
    return Kept(own_school(), whole, files, columns), ready


def _sent() -> list[tuple[str, bytes]]:
    """Return the files of the form by name, and leave none of them on the disk."""
    found = []
    for one in request.files.getlist("file"):
        with one.stream as stream:
            found.append((one.filename or "", stream.read()))
    return found


@pages.get("/lists/<token>")
@allow("admin")
def show(token: str) -> Any:
    """Show what a list would change."""
    return _difference_page(token, "")


@pages.get("/lists/<token>/difference.csv")
@allow("admin")
def download(token: str) -> Response:
    """Send all of what a list would change, as a table without UPNs."""
    with reading(records()) as db:
        shown, _keys, _list = _difference(db, token)
    response = Response(told.as_csv(shown).encode("utf-8-sig"), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=difference.csv"
    return response


def _difference_page(token: str, error: str, status: int = 200) -> Any:
    with reading(records()) as db:
        shown, own, waiting = _difference(db, token)
    share = parts().settings.roster_leavers
    page = render_template(
        "rosters/difference.html",
        shown=shown,
        token=token,
        error=error,
        digest=shown.digest(own),
        must_agree=shown.must_be_agreed(share),
        share=share,
        whole=waiting.whole,
        most=MOST_SHOWN,
        has_columns=bool(waiting.columns),
        names=told.names,
    )
    return page, status


def _difference(db: Session, token: str) -> tuple[Difference, RosterKeys, Kept]:
    """Return what a list would change now, or show that there is no such list.

    Raises:
        FileRefused: it cannot be read with the columns that were chosen.
    """
    own, waiting = _list(db, token)
    roster = roster_reading.read(waiting.files, waiting.columns, db.get_one(School, own_school()).name)
    return comparing.difference(roster, school_now.read(db, own_school(), own), own, waiting.whole), own, waiting


def _list(db: Session, token: str) -> tuple[RosterKeys, Kept]:
    own = own_keys(db)
    waiting = kept.find(_folder(), own, token, own_school())
    if waiting is None:
        abort(404)
    return own, waiting


def _folder() -> Any:
    return parts().settings.rosters_folder


@pages.get("/lists/<token>/columns")
@allow("admin")
def choose_columns(token: str) -> str:
    """Ask which column of a list means what."""
    return _columns_page(token, "")


@pages.post("/lists/<token>/columns")
@allow("admin")
def save_columns(token: str) -> Any:
    """Keep which column means what, and show the difference."""
    with reading(records()) as db:
        own, waiting = _list(db, token)
    table = _table(waiting)
    given = {field: request.form.get(field.replace(" ", "-"), "") for field in headings.FIELDS}
    chosen = {field: name for field, name in given.items() if name in table.names}
    if problem := headings.columns_problem(chosen):
        return _columns_page(token, _(problem), chosen), 422
    kept.keep(_folder(), own, Kept(waiting.school_id, waiting.whole, waiting.files, chosen), token)
    return redirect(url_for(".show", token=token), 303)


def _columns_page(token: str, error: str, chosen: dict[str, str] | None = None) -> str:
    with reading(records()) as db:
        _own, waiting = _list(db, token)
    columns = waiting.columns if chosen is None else chosen
    return render_template(
        "rosters/columns.html", table=_table(waiting), columns=columns, fields=headings.FIELDS, error=error, token=token
    )


def _table(waiting: Kept) -> Table:
    table = roster_reading.table_of(waiting.files)
    if table is None:
        abort(404)
    return table


@pages.post("/lists/<token>/confirm")
@allow("admin")
def confirm(token: str) -> Any:
    """Make the changes that were shown, unless they are other ones by now."""
    with transaction(records()) as db:
        shown, own, _kept = _difference(db, token)
        error = ""
        if shown.digest(own) != request.form.get("digest"):
            error = _("The school's accounts have changed since this was shown. Look at it again.")
        elif shown.must_be_agreed(parts().settings.roster_leavers) and request.form.get("agreed") != "yes":
            error = _("Tick that the pupils who are marked as left have left, or send the list as part of the pupils")
        if not error:
            change = applying.apply(db, own, shown, applying.Who(own_school(), own_id()))
            change_id = change.id
    if error:
        return _difference_page(token, error, 422)
    kept.forget(_folder(), token)
    flash(_("The list is taken in."))
    return redirect(url_for("roster_changes.show", change_id=change_id), 303)


@pages.post("/lists/<token>/cancel")
@allow("admin")
def cancel(token: str) -> Any:
    """Throw a list away; nothing is changed."""
    with reading(records()) as db:
        _list(db, token)
    kept.forget(_folder(), token)
    flash(_("The list is thrown away. Nothing was changed."))
    return redirect(url_for(".home"), 303)
