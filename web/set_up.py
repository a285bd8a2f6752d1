"""The first run: a wizard in five steps for whoever brings Attain to a school. Each step is kept and can be left.

The first two steps, naming the school and its first IT lead, are open to whoever has the code from the terminal while
nobody has an account, and to the demonstration school's IT lead. The others are that new IT lead's.
"""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlmodel import Session
from wtforms import Form, PasswordField, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from tutor import accounts, first_run, people
from tutor.accounts import hash_password
from tutor.database import reading, transaction
from tutor.language_model import ModelUnavailable
from tutor.people import MAX_NAME, MAX_USERNAME
from tutor.records import Account, School
from tutor.working_time import LEAST_A_DAY, MOST_A_DAY, USUAL_A_DAY
from web.auth import allow, welcome
from web.classes import ClassForm
from web.context import parts, records
from web.language import said
from web.limits import at_most
from web.passwords import cards_page

pages = Blueprint("set_up", __name__, url_prefix="/set-up")

MARK = "set_up"


class SchoolForm(Form):  # type: ignore[misc] # WTForms has no types
    """The school, and its lead for safeguarding."""

    name = StringField(_l("Name of the school"), [DataRequired(_l("Enter the name of the school")), at_most(200)])
    lead_name = StringField(
        _l("Name of the safeguarding lead"),
        [DataRequired(_l("Enter the name of the safeguarding lead")), at_most(200)],
    )
    lead_contact = StringField(
        _l("How to reach the safeguarding lead"),
        [DataRequired(_l("Enter how the safeguarding lead can be reached")), at_most(200)],
    )
    daily_minutes = StringField(_l("Minutes a day that a pupil may work"), [Optional()], default=USUAL_A_DAY)

    def validate_daily_minutes(self, field: StringField) -> None:
        """Refuse what is no number of minutes between the bounds."""
        text = str(field.data).strip()
        if not (text.isdecimal() and len(text) < 4 and LEAST_A_DAY <= int(text) <= MOST_A_DAY):
            raise ValidationError(
                _("Enter a number of minutes from %(least)s to %(most)s", least=LEAST_A_DAY, most=MOST_A_DAY)
            )


class AdminForm(Form):  # type: ignore[misc] # WTForms has no types
    """The first account."""

    name = StringField(_l("Your full name"), [DataRequired(_l("Enter your full name")), at_most(MAX_NAME)])
    username = StringField(_l("Username"), [DataRequired(_l("Enter a username")), at_most(MAX_USERNAME)])
    password = PasswordField(_l("Password"), [DataRequired(_l("Enter a password"))])


class FirstClassForm(ClassForm):
    """The first teacher and class."""

    teacher = StringField(
        _l("Full name of the teacher"), [DataRequired(_l("Enter the teacher’s name")), at_most(MAX_NAME)]
    )
    username = StringField(_l("Username of the teacher"), [at_most(MAX_USERNAME)])


@pages.get("/")
@allow("anyone")
def overview() -> str | Response:
    """Let somebody in who has a code, and show the steps and which of them are done."""
    code_hash = first_run.hash_of(request.args["code"]) if "code" in request.args else ""
    if code_hash and first_run.is_known(parts().settings.set_up_file, code_hash):
        session[MARK] = code_hash
        return _to("overview")
    with reading(records()) as db:
        school = _school(db)
        done = first_run.progress(db, school)
    return render_template("set_up/overview.html", done=done, owns=_owns(), school=school)


@pages.get("/school")
@allow("anyone")
def show_school() -> str:
    """Ask for the school and its lead for safeguarding."""
    with reading(records()) as db:
        school = _school(db)
    return render_template("set_up/school.html", form=SchoolForm(obj=school), errors={}, owns=_owns())


@pages.post("/school")
@allow("anyone")
def save_school() -> Response | tuple[str, int]:
    """Keep the school and its lead."""
    form = SchoolForm(request.form)
    errors = _first(form)
    with transaction(records()) as db:
        school = _school(db)
        if not errors and (problem := first_run.school_problem(db, form.name.data, school)):
            errors["name"] = said(problem)
        if not errors:
            school = school or people.add_school(db, form.name.data)
            school.name, school.lead_name = form.name.data.strip(), form.lead_name.data.strip()
            school.lead_contact = form.lead_contact.data.strip()
            if form.daily_minutes.data:
                school.daily_minutes = int(form.daily_minutes.data)
            db.add(school)
    if errors:
        return render_template("set_up/school.html", form=form, errors=errors, owns=_owns()), 422
    return _to("show_class" if _owns() else "show_admin")


@pages.get("/admin")
@allow("anyone")
def show_admin() -> str | Response:
    """Ask who the first IT lead is."""
    with reading(records()) as db:
        school = _school(db)
    if school is None or _owns():
        return _to("overview")
    return render_template("set_up/admin.html", form=AdminForm(), errors={}, school=school)


@pages.post("/admin")
@allow("anyone")
def add_admin() -> Response | tuple[str, int]:
    """Add the first IT lead of the school, sign them in, and use up the code."""
    form = AdminForm(request.form)
    errors = _first(form)
    with transaction(records()) as db:
        school = _school(db)
        if school is None or _owns():
            return _to("overview")
        errors |= _admin_problems(db, form, errors)
        if not errors:
            names = (form.name.data.strip(), form.username.data)
            account = accounts.add_account(db, school.id or 0, "admin", names, form.password.data)
    if errors:
        return render_template("set_up/admin.html", form=form, errors=errors, school=school), 422
    first_run.forget_codes(parts().settings.set_up_file)
    return welcome(account, url_for(".show_class"), {})


def _admin_problems(db: Session, form: AdminForm, errors: dict[str, str]) -> dict[str, str]:
    found = {}
    if "username" not in errors and (problem := people.username_problem(db, form.username.data)):
        found["username"] = said(problem)
    if "password" not in errors:
        wanted = Account(
            school_id=0, role="admin", username=form.username.data, name=form.name.data, password_hash=hash_password("")
        )
        if problem := accounts.password_problem(form.password.data, wanted):
            found["password"] = said(problem)
    return found


@pages.get("/class")
@allow("admin")
def show_class() -> str:
    """Ask for the first teacher and class."""
    return _class_page(FirstClassForm(), {})


@pages.post("/class")
@allow("admin")
def add_class() -> tuple[str, int]:
    """Add a teacher with a class, and show the teacher's sign-in this once."""
    form = FirstClassForm(request.form)
    errors = _first(form)
    with transaction(records()) as db:
        school = _own_school(db)
        username = (form.username.data or "").strip()
        if username and (problem := people.username_problem(db, username)):
            errors["username"] = said(problem)
        if not errors:
            teaching_class = people.add_class(db, school.id or 0, form.name.data, int(form.year.data))
            teacher, password = people.add(db, school.id or 0, "teacher", form.teacher.data, username)
            people.join(db, teacher, teaching_class)
    if errors:
        return _class_page(form, errors), 422
    return cards_page([(teacher, password)], url_for(".show_check"), _("Next: content and language model")), 200


def _class_page(form: FirstClassForm, errors: dict[str, str]) -> str:
    with reading(records()) as db:
        school = _own_school(db)
        found = [(one, people.teachers_in(db, one.id or 0)) for one in people.classes_of_school(db, school.id or 0)]
    return render_template("set_up/class.html", form=form, errors=errors, classes=found)


@pages.get("/check")
@allow("admin")
def show_check() -> str:
    """Show what the curriculum holds and whether the model works; on request try it with one sentence."""
    with reading(records()) as db:
        _own_school(db)
    tutor, sentence, seconds, trouble = parts().tutor, "", 0.0, ""
    if tutor and request.args.get("try") == "model":
        try:
            sentence, seconds = first_run.trial(tutor.model)
        except ModelUnavailable as error:
            trouble = str(error)
    return render_template(
        "set_up/check.html",
        tutor=tutor,
        counts=first_run.counts(tutor.catalogue) if tutor else None,
        problem=parts().problem,
        sentence=sentence,
        seconds=seconds,
        trouble=trouble,
    )


@pages.get("/session")
@allow("admin")
def show_session() -> str:
    """Explain how to try a session as a pupil."""
    with reading(records()) as db:
        school = _own_school(db)
        tester = first_run.test_pupil(db, school.id or 0)
        done = first_run.progress(db, school)
    return render_template("set_up/session.html", tester=tester, done=done)


@pages.post("/session")
@allow("admin")
def ready_session() -> str:
    """Make the test pupil's sign-in, and show it this once."""
    with transaction(records()) as db:
        school = _own_school(db)
        classes = people.classes_of_school(db, school.id or 0)
        made = first_run.ready_test_pupil(db, school.id or 0, classes[0] if classes else None)
    flash(_("Open a private window, go to the address on the card, sign in as the test pupil and begin an objective."))
    return cards_page([made], url_for(".overview"), _("Back to the steps of the set-up"))


def _owns() -> bool:
    """Return whether an IT lead of a school of their own is signed in, not the demonstration's."""
    if not current_user.is_authenticated or current_user.account.role != "admin":
        return False
    with reading(records()) as db:
        return not first_run.is_demonstration(db, current_user.account)


def _school(db: Session) -> School | None:
    """Return the school that whoever asks may set up, None if it has no name yet; others find no such page."""
    account = current_user.account if current_user.is_authenticated else None
    if account is None:
        known = first_run.is_known(parts().settings.set_up_file, session.get(MARK, ""))
        if not known or not first_run.is_empty(db):
            abort(404)
    elif account.role != "admin":
        abort(404)
    elif not first_run.is_demonstration(db, account):
        return db.get_one(School, account.school_id)
    return first_run.unclaimed_school(db)


def _own_school(db: Session) -> School:
    """Return the school of the IT lead who is signed in; the demonstration's has none to set up."""
    if first_run.is_demonstration(db, current_user.account):
        abort(404)
    return db.get_one(School, current_user.account.school_id)


def _first(form: Form) -> dict[str, str]:
    return {} if form.validate() else {name: texts[0] for name, texts in form.errors.items()}


def _to(view: str) -> Response:
    return redirect(url_for(f".{view}"), 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's
