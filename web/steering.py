"""A teacher's notes to the tutor about one pupil: set, seen and ended. The pupil sees them too."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice

from tutor import steering
from tutor.class_records import PupilNote
from tutor.database import reading, transaction
from tutor.records import Account
from web.auth import allow, own_id
from web.context import records
from web.language import said
from web.own import own_pupil

pages = Blueprint("steering", __name__, url_prefix="/teacher/pupils/<int:pupil_id>/notes")


class NoteForm(Form):  # type: ignore[misc] # WTForms has no types
    """What a teacher wants the tutor to keep to: rules that the server keeps, and a wish in their own words."""

    rules = SelectMultipleField(
        _l("Attain itself keeps to these"), choices=[SelectChoice(rule.name, rule.sentence) for rule in steering.RULES]
    )
    wish = TextAreaField(_l("In your own words"))


@pages.get("")
@allow("teacher")
def show_notes(pupil_id: int) -> str:
    """Show the notes that hold for a pupil, those that have ended, and the place for another."""
    return _page(pupil_id, NoteForm(), {})


@pages.post("")
@allow("teacher")
def add_notes(pupil_id: int) -> Response | tuple[str, int]:
    """Add the chosen rules and the wish as notes, from the pupil's next message on."""
    form = NoteForm(request.form)
    wish = " ".join((form.wish.data or "").replace("\0", "").split())
    with transaction(records()) as db:
        own_pupil(db, pupil_id)
        valid = form.validate()
        chosen = [steering.BY_NAME[name].sentence for name in form.rules.data or []] if valid else []
        problem = steering.problem_with(steering.notes_of(db, pupil_id), chosen, wish) if valid else ""
        if valid and not problem:
            steering.add(db, pupil_id, own_id(), [*chosen, *([wish] if wish else [])])
    if not valid:
        abort(400)  # only a form that is none of ours names another rule
    if problem:
        return _page(pupil_id, form, {"wish": said(problem)}), 422
    flash(_("Kept. It holds from the pupil’s next message on."))
    return redirect(url_for(".show_notes", pupil_id=pupil_id), 303)  # type: ignore[return-value]


@pages.post("/<int:note_id>/end")
@allow("teacher")
def end_note(pupil_id: int, note_id: int) -> Response:
    """End a note: it stays on the page below those that hold."""
    with transaction(records()) as db:
        own_pupil(db, pupil_id)
        note = db.get(PupilNote, note_id, with_for_update=True)
        if note is None or note.pupil_id != pupil_id:
            abort(404)
        steering.end(db, note)
    flash(_("Ended. It is kept below, and no longer holds."))
    return redirect(url_for(".show_notes", pupil_id=pupil_id), 303)  # type: ignore[return-value]


def in_words(notes: Sequence[PupilNote]) -> list[str]:
    """Return notes as their pupil reads them: rules in the page's language, wishes as they were written.

    A template must not translate a wish: what it translates it takes for its own words, and does not escape.
    """
    return [str(_(note.text)) if note.text in steering.BY_SENTENCE else note.text for note in notes]


def _page(pupil_id: int, form: NoteForm, errors: dict[str, str]) -> str:
    with reading(records()) as db:
        pupil = own_pupil(db, pupil_id)
        notes, ended = steering.notes_of(db, pupil_id), steering.ended_notes_of(db, pupil_id)
        names = {one.teacher_id: db.get_one(Account, one.teacher_id).name for one in (*notes, *ended)}
    held = {note.text for note in notes}
    return render_template(
        "teacher/notes.html",
        pupil=pupil,
        notes=notes,
        ended=ended,
        names=names,
        form=form,
        errors=errors,
        rules=[rule for rule in steering.RULES if rule.sentence not in held],
        by_sentence=steering.BY_SENTENCE,
        longest=steering.LONGEST,
    )
