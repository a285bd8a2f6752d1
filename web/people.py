"""The IT lead's pages about people: who is at the school, added, renamed, left and back. No pupil's words are here."""

from typing import cast

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlmodel import Session
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from tutor import history, people, school_sign_ins
from tutor.database import reading, transaction
from tutor.people import MAX_NAME, MAX_USERNAME
from tutor.records import Account, Role, School
from web import sign_in_pace
from web.auth import allow, own_id
from web.context import records
from web.language import said
from web.limits import at_most
from web.passwords import cards_page

pages = Blueprint("admin", __name__, url_prefix="/admin")

ROLE_WORDS = {"pupil": _l("Pupil"), "teacher": _l("Teacher"), "admin": _l("IT lead"), "evaluator": _l("Evaluator")}
MOST_SHOWN = 100
NO_CLASS = SelectChoice("0", _l("No class yet"))
CHOOSE = _l("Choose one from the list")


class PersonForm(Form):  # type: ignore[misc] # WTForms has no types
    """What somebody is called."""

    name = StringField(_l("Full name"), [DataRequired(_l("Enter the full name")), at_most(MAX_NAME)])
    username = StringField(_l("Username"), [at_most(MAX_USERNAME)])


class NewPersonForm(PersonForm):
    """Who is added, and to which class."""

    role = SelectField(
        _l("Role"), choices=[SelectChoice(*one) for one in ROLE_WORDS.items()], invalid_choice_message=CHOOSE
    )
    teaching_class = SelectField(_l("Class"), choices=[NO_CLASS], invalid_choice_message=CHOOSE)


def own_school() -> int:
    """Return the id of the school whose accounts the IT lead looks after."""
    return int(current_user.account.school_id)


@pages.get("/")
@allow("admin")
def home() -> str:
    """Show the school's classes and staff, and how many pupils there are."""
    with reading(records()) as db:
        school = db.get_one(School, own_school())
        classes = [
            (one, people.teachers_in(db, one.id or 0), len(history.pupils_in(db, one.id or 0)))
            for one in people.classes_of_school(db, own_school())
        ]
        pupils = len(people.found(db, own_school(), "pupil"))
        unplaced = people.in_no_class(db, own_school())
        staff = [one for role in ("teacher", "admin", "evaluator") for one in people.found(db, own_school(), role)]
    return render_template(
        "people/home.html",
        school=school,
        classes=classes,
        pupils=pupils,
        unplaced=unplaced[:MOST_SHOWN],
        staff=staff,
        role_words=ROLE_WORDS,
    )


@pages.get("/people")
@allow("admin")
def show_people() -> str:
    """Show the people of one role, or those of them whose name holds some words."""
    role = request.args.get("role", "pupil")
    if role not in ROLE_WORDS:
        abort(404)
    words, left = request.args.get("find", "").strip()[:MAX_NAME], request.args.get("left") == "yes"
    with reading(records()) as db:
        found = people.found(db, own_school(), role, words, left)
        shown = [(one, history.classes_of(db, one.id or 0)) for one in found[:MOST_SHOWN]]
    return render_template(
        "people/list.html", shown=shown, total=len(found), role=role, words=words, left=left, role_words=ROLE_WORDS
    )


@pages.get("/people/add")
@allow("admin")
def new_person() -> str:
    """Ask who is to be added."""
    form = NewPersonForm(
        role=request.args.get("role", "pupil"), teaching_class=request.args.get("class", NO_CLASS.value)
    )
    return _add_page(form, {})


@pages.post("/people/add")
@allow("admin")
def add_person() -> tuple[str, int]:
    """Add a person, and show the sign-in this once."""
    form = NewPersonForm(request.form)
    with transaction(records()) as db:
        _offer_classes(db, form)
        errors = _errors(db, form, None)
        if not errors:
            account, password = people.add(
                db, own_school(), cast(Role, form.role.data), form.name.data, form.username.data or ""
            )
            teaching_class = people.class_of_school(db, own_school(), int(form.teaching_class.data))
            if teaching_class and account.role in people.IN_CLASSES:
                people.join(db, account, teaching_class)
    if errors:
        return _add_page(form, errors), 422
    return cards_page([(account, password)], url_for(".show_person", account_id=account.id), _("Back")), 200


def _add_page(form: NewPersonForm, errors: dict[str, str]) -> str:
    with reading(records()) as db:
        _offer_classes(db, form)
    return render_template("people/add.html", form=form, errors=errors)


def _offer_classes(db: Session, form: NewPersonForm) -> None:
    classes = [SelectChoice(str(one.id), one.name) for one in people.classes_of_school(db, own_school())]
    form.teaching_class.choices = [NO_CLASS, *classes]


def _errors(db: Session, form: PersonForm, own: Account | None) -> dict[str, str]:
    """Return what is wrong with a form about a person, by field; a new person needs no username."""
    errors = {} if form.validate() else {name: texts[0] for name, texts in form.errors.items()}
    username = (form.username.data or "").strip()
    if (username or own) and "username" not in errors and (problem := people.username_problem(db, username, own)):
        errors["username"] = said(problem)
    return errors


@pages.get("/people/<int:account_id>")
@allow("admin")
def show_person(account_id: int) -> str:
    """Show one person: names, classes, and what can be done about the account."""
    with reading(records()) as db:
        account = own_person(db, account_id)
        return _person_page(db, account, PersonForm(name=account.name, username=account.username), {})


@pages.post("/people/<int:account_id>")
@allow("admin")
def rename_person(account_id: int) -> Response | tuple[str, int]:
    """Put a name or username right."""
    form = PersonForm(request.form)
    with transaction(records()) as db:
        account = own_person(db, account_id)
        if errors := _errors(db, form, account):
            return _person_page(db, account, form, errors), 422
        account.name, account.username = form.name.data.strip(), form.username.data.strip().casefold()
        db.add(account)
    flash(_("The names are saved."))
    return _to_person(account_id)


def _person_page(db: Session, account: Account, form: PersonForm, errors: dict[str, str]) -> str:
    own_classes = history.classes_of(db, account.id or 0)
    ids = {one.id for one in own_classes}
    others = [one for one in people.classes_of_school(db, own_school()) if one.id not in ids]
    return render_template(
        "people/person.html",
        account=account,
        form=form,
        errors=errors,
        classes=own_classes,
        others=others if account.role in people.IN_CLASSES else [],
        role_words=ROLE_WORDS,
        own=account.id == own_id(),
        link=school_sign_ins.link_of(db, account.id or 0),
    )


@pages.post("/people/<int:account_id>/classes")
@allow("admin")
def change_classes(account_id: int) -> Response:
    """Put somebody into a class, or take them out of one."""
    with transaction(records()) as db:
        account = own_person(db, account_id)
        wanted = request.form.get("join", "") or request.form.get("leave", "")
        found = people.class_of_school(db, own_school(), int(wanted)) if wanted.isdecimal() else None
        if found is None or account.role not in people.IN_CLASSES:
            abort(404)
        if request.form.get("join"):
            people.join(db, account, found)
        else:
            people.leave(db, account, found)
    names = {"name": account.name, "class_name": found.name}
    if request.form.get("join"):
        flash(_("%(name)s is in %(class_name)s.", **names))
    else:
        flash(_("%(name)s is no longer in %(class_name)s.", **names))
    return _to_person(account_id)


@pages.post("/people/<int:account_id>/password")
@allow("admin")
def reset_password(account_id: int) -> str:
    """Give somebody a new password, and show it this once."""
    with transaction(records()) as db:
        account = own_person(db, account_id)
        password = people.reset_password(db, account, own_id())
    sign_in_pace.forget(account.username)
    return cards_page([(account, password)], url_for(".show_person", account_id=account_id), _("Back"))


@pages.post("/people/<int:account_id>/left")
@allow("admin")
def change_left(account_id: int) -> Response:
    """Mark somebody as having left, or bring them back."""
    back = request.form.get("back") == "yes"
    with transaction(records()) as db:
        account = own_person(db, account_id)
        if account.id == own_id():
            abort(403)
        if back:
            people.bring_back(db, account)
        else:
            people.mark_left(db, account)
    if back:
        flash(_("%(name)s can sign in again.", name=account.name))
    else:
        flash(_("%(name)s has left and cannot sign in any more.", name=account.name))
    return _to_person(account_id)


def own_person(db: Session, account_id: int) -> Account:
    """Return a person of the IT lead's school, or show that there is no such page."""
    account = people.someone(db, own_school(), account_id)
    if account is None or account.role not in ROLE_WORDS:
        abort(404)
    return account


def _to_person(account_id: int) -> Response:
    return redirect(url_for(".show_person", account_id=account_id), 303)  # type: ignore[return-value]
