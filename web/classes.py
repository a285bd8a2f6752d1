"""The IT lead's pages about classes: added, renamed, who teaches and who is in them."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlmodel import Session
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from tutor import history, people
from tutor.database import reading, transaction
from tutor.people import MAX_CLASS_NAME
from tutor.records import Account, TeachingClass
from web.auth import allow
from web.context import records
from web.limits import at_most
from web.people import CHOOSE, own_school

pages = Blueprint("classes", __name__, url_prefix="/admin/classes")

YEARS = ("7", "8", "9", "10", "11", "12", "13")


class ClassForm(Form):  # type: ignore[misc] # WTForms has no types
    """What a class is called."""

    name = StringField(
        _l("Name of the class"), [DataRequired(_l("Enter the name of the class")), at_most(MAX_CLASS_NAME)]
    )
    year = SelectField(
        _l("Year group"),
        choices=[SelectChoice(year, _l("Year %(year)s", year=year)) for year in YEARS],
        default="10",
        invalid_choice_message=CHOOSE,
    )


@pages.get("/add")
@allow("admin")
def new_class() -> str:
    """Ask what the new class is called."""
    return render_template("people/add_class.html", form=ClassForm(), errors={})


@pages.post("/add")
@allow("admin")
def add_class() -> Response | tuple[str, int]:
    """Add a class."""
    form = ClassForm(request.form)
    if not form.validate():
        return render_template("people/add_class.html", form=form, errors=_first(form)), 422
    with transaction(records()) as db:
        added = people.add_class(db, own_school(), form.name.data, int(form.year.data))
    return _to_class(added.id or 0)


@pages.get("/<int:class_id>")
@allow("admin")
def show_class(class_id: int) -> str:
    """Show a class: its teachers, its pupils, and who may join."""
    with reading(records()) as db:
        found = _own_class(db, class_id)
        return _class_page(db, found, ClassForm(name=found.name, year=str(found.year)), {})


@pages.post("/<int:class_id>")
@allow("admin")
def rename_class(class_id: int) -> Response | tuple[str, int]:
    """Put a class's name or year group right."""
    form = ClassForm(request.form)
    with transaction(records()) as db:
        found = _own_class(db, class_id)
        if not form.validate():
            return _class_page(db, found, form, _first(form)), 422
        found.name, found.year = form.name.data.strip(), int(form.year.data)
        db.add(found)
    flash(_("The class is saved."))
    return _to_class(class_id)


def _class_page(db: Session, found: TeachingClass, form: ClassForm, errors: dict[str, str]) -> str:
    teachers = people.teachers_in(db, found.id or 0)
    ids = {one.id for one in teachers}
    others = [one for one in people.classes_of_school(db, own_school()) if one.id != found.id]
    return render_template(
        "people/class.html",
        teaching_class=found,
        form=form,
        errors=errors,
        teachers=teachers,
        pupils=history.pupils_in(db, found.id or 0),
        other_teachers=[one for one in people.found(db, own_school(), "teacher") if one.id not in ids],
        unplaced=people.in_no_class(db, own_school()),
        other_classes=others,
    )


@pages.post("/<int:class_id>/join")
@allow("admin")
def join_class(class_id: int) -> Response:
    """Put those who were chosen into a class."""
    with transaction(records()) as db:
        found = _own_class(db, class_id)
        for account in _chosen(db):
            people.join(db, account, found)
    return _to_class(class_id)


@pages.post("/<int:class_id>/leave")
@allow("admin")
def leave_class(class_id: int) -> Response:
    """Take those who were chosen out of a class, or move them to another."""
    with transaction(records()) as db:
        found = _own_class(db, class_id)
        wanted = request.form.get("to", "")
        after = _own_class(db, int(wanted)) if wanted.isdecimal() else None
        chosen = _chosen(db)
        for account in chosen:
            if after:
                people.move(db, account, found, after)
            else:
                people.leave(db, account, found)
    names = ", ".join(account.name for account in chosen)
    if not chosen:
        flash(_("Nobody was ticked, so nothing was changed."))
    elif after:
        flash(_("Moved to %(class_name)s: %(names)s.", class_name=after.name, names=names))
    else:
        flash(_("No longer in %(class_name)s: %(names)s.", class_name=found.name, names=names))
    return _to_class(class_id)


def _chosen(db: Session) -> list[Account]:
    """Return the people whose boxes were ticked, who are of this school and of a role that is in classes."""
    ids = [int(one) for one in request.form.getlist("account") if one.isdecimal() and len(one) < 10]
    accounts = [people.someone(db, own_school(), one) for one in ids]
    return [one for one in accounts if one and one.role in people.IN_CLASSES]


def _own_class(db: Session, class_id: int) -> TeachingClass:
    found = people.class_of_school(db, own_school(), class_id)
    if found is None:
        abort(404)
    return found


def _first(form: Form) -> dict[str, str]:
    return {name: texts[0] for name, texts in form.errors.items()}


def _to_class(class_id: int) -> Response:
    return redirect(url_for(".show_class", class_id=class_id), 303)  # type: ignore[return-value]
