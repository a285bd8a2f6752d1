"""Passwords: one's own is changed, and staff make sign-in cards with new ones, which are shown once and not kept."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user, login_user
from sqlmodel import Session
from wtforms import Form, PasswordField
from wtforms.validators import InputRequired

from tutor import accounts, history, people
from tutor.database import reading, transaction
from tutor.records import Account, School, TeachingClass
from web import sign_in_pace
from web.auth import SignedIn, allow, own_id
from web.context import parts, records
from web.language import said
from web.limits import at_most

pages = Blueprint("passwords", __name__)


class PasswordForm(Form):  # type: ignore[misc] # WTForms has no types
    """What is asked for before a password changes."""

    old = PasswordField(_l("Your password now"), [InputRequired(_l("Enter your password as it is now")), at_most(200)])
    new = PasswordField(_l("New password"), [InputRequired(_l("Enter a new password"))])


@pages.get("/password")
@allow("pupil", "teacher", "admin", "evaluator")
def show_password() -> str:
    """Ask for the password of before and a new one."""
    return render_template("people/password.html", form=PasswordForm(), errors={})


@pages.post("/password")
@allow("pupil", "teacher", "admin", "evaluator")
def change_password() -> Response | tuple[str, int]:
    """Change one's own password."""
    form, own = PasswordForm(request.form), current_user.account
    errors = {} if form.validate() else {name: texts[0] for name, texts in form.errors.items()}
    if "new" not in errors and (problem := accounts.password_problem(form.new.data, own)):
        errors["new"] = said(problem)
    if not errors:
        errors = _wrong_old(own, form.old.data)
    if errors:
        return render_template("people/password.html", form=form, errors=errors), 422
    with transaction(records()) as db:
        account = db.get_one(Account, own_id())
        accounts.change_password(db, account, form.new.data)
    login_user(SignedIn(account))
    flash(_("Your password is changed."))
    return redirect("/", 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


def _wrong_old(own: Account, password: str) -> dict[str, str]:
    """Return what is wrong with the password of before, counting as a sign-in does."""
    if wait := sign_in_pace.minutes_to_wait(own.username):
        return {"old": sign_in_pace.too_many(wait)}
    with reading(records()) as db:
        right = accounts.check_sign_in(db, own.username, password) is not None
    if right:
        return {}
    sign_in_pace.count_wrong(own.username)
    return {"old": _("That is not your password. Enter the one that you signed in with.")}


@pages.get("/classes/<int:class_id>/sign-ins")
@allow("teacher", "admin")
def choose_cards(class_id: int) -> str:
    """Show the pupils of a class with their usernames, to choose who gets a new password."""
    return _choice(class_id)


@pages.post("/classes/<int:class_id>/sign-ins")
@allow("teacher", "admin")
def make_cards(class_id: int) -> str | tuple[str, int]:
    """Make new passwords for the pupils who are ticked, and show them this once."""
    ids = set(request.form.getlist("account"))
    with transaction(records()) as db:
        _own_class(db, class_id)
        chosen = [one for one in history.pupils_in(db, class_id) if str(one.id) in ids]
        made = [(one, people.reset_password(db, one, own_id())) for one in chosen]
    if not made:
        return _choice(class_id, _("Tick at least one pupil")), 422
    for one in chosen:
        sign_in_pace.forget(one.username)
    return cards_page(made, url_for(".choose_cards", class_id=class_id), _("Back to the class's sign-ins"))


def _choice(class_id: int, error: str = "") -> str:
    with reading(records()) as db:
        teaching_class = _own_class(db, class_id)
        pupils = history.pupils_in(db, class_id)
    return render_template("people/choose_cards.html", teaching_class=teaching_class, pupils=pupils, error=error)


def _own_class(db: Session, class_id: int) -> TeachingClass:
    """Return a class of the teacher's own, or of the IT lead's school, or show that there is no such page."""
    own: Account = current_user.account
    classes = history.classes_of(db, own_id()) if own.role == "teacher" else people.classes_of_school(db, own.school_id)
    found = next((one for one in classes if one.id == class_id), None)
    if found is None:
        abort(404)
    return found


def cards_page(made: Sequence[tuple[Account, str]], back: str, back_words: str) -> str:
    """Return the page of cards to print, one for each person with the new password: it is shown nowhere else."""
    with reading(records()) as db:
        names = {one.school_id: db.get_one(School, one.school_id).name for one, _ in made}
    return render_template(
        "people/cards.html", made=made, names=names, address=own_address(), back=back, back_words=back_words
    )


def own_address() -> str:
    """Return the address at which people reach this service; a server that speaks HTTPS may stand before it."""
    address = request.url_root
    return address.replace("http://", "https://", 1) if parts().settings.secure_cookies else address
