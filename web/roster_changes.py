"""The IT lead's pages of lists that were taken in: what each changed, cards for who is new, and undoing the last."""

from collections import Counter
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session

from tutor import people
from tutor.database import reading, transaction
from tutor.people_records import RosterChange
from tutor.records import Account
from tutor.rosters import cards, undoing
from tutor.rosters.keys import RosterKeysMissing
from web.auth import allow, own_id
from web.context import records
from web.passwords import cards_page
from web.people import own_school
from web.rosters import keys_missing, own_keys

pages = Blueprint("roster_changes", __name__, url_prefix="/admin/rosters/changes")
pages.register_error_handler(RosterKeysMissing, keys_missing)


@pages.get("/<int:change_id>")
@allow("admin")
def show(change_id: int) -> str:
    """Show what a list changed, and who waits for a card."""
    return _page(change_id)


def _page(change_id: int, stayed: list[undoing.Stayed] | None = None) -> str:
    with reading(records()) as db:
        change = _own_change(db, change_id)
        by = db.get_one(Account, change.account_id).name
        waiting = [] if change.undone_at else cards.waiting(db, change)
        can_undo = undoing.can_be_undone(db, change)
    counts = Counter(entry["do"] for entry in change.changes)
    movers = {entry["account"] for entry in change.changes if entry["do"] in ("join", "leave")}
    movers -= {entry["account"] for entry in change.changes if entry["do"] == "add"}
    return render_template(
        "rosters/change.html",
        change=change,
        by=by,
        counts=counts,
        movers=len(movers),
        waiting=waiting,
        can_undo=can_undo,
        stayed=stayed or [],
        most=cards.MOST_AT_ONCE,
    )


@pages.post("/<int:change_id>/cards")
@allow("admin")
def make_cards(change_id: int) -> Any:
    """Give passwords to pupils of one class who have none yet, and show the cards this once."""
    with transaction(records()) as db:
        change = _own_change(db, change_id)
        groups = cards.waiting(db, change) if change.undone_at is None else []
        group = next((one for one in groups if str(one.class_id) == request.form.get("class")), None)
        if group is None:
            abort(404)
        chosen = group.pupils[: cards.MOST_AT_ONCE]
        made = [(one, people.reset_password(db, one, own_id())) for one in chosen]
    return cards_page(made, url_for(".show", change_id=change_id), _("Back to the list"))


@pages.post("/<int:change_id>/undo")
@allow("admin")
def undo(change_id: int) -> Any:
    """Take the last list back, and say what was left because it has changed since."""
    with transaction(records()) as db:
        change = _own_change(db, change_id)
        can = undoing.can_be_undone(db, change)
        stayed = undoing.undo(db, own_keys(db), change, own_id()) if can else []
    if not can:
        flash(_("This list cannot be undone: it is not the last one, or it has been undone."))
        return redirect(url_for(".show", change_id=change_id), 303)
    if stayed:
        return _page(change_id, stayed)
    flash(_("The list is undone: everything is as it was before."))
    return redirect(url_for(".show", change_id=change_id), 303)


def _own_change(db: Session, change_id: int) -> RosterChange:
    change = db.get(RosterChange, change_id)
    if change is None or change.school_id != own_school():
        abort(404)
    return change
