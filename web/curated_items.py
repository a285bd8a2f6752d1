"""One item on a teacher's screen: any draw of it as a pupil sees it, answers to try, and the form to edit a copy."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlmodel import Session
from werkzeug import Response

from content_store.curriculum import Objective
from content_store.items import ItemSpec
from tutor import curation
from tutor.curation_records import MAX_REASON, ItemRevision
from tutor.database import reading, transaction
from tutor.item_choice import MAX_SEED, new_seed
from web import item_fields, item_form
from web.answer_forms import answer_text
from web.auth import allow, own_id
from web.context import current_tutor, from_htmx, records
from web.curation import IN_WORDS, NEEDS_REASON
from web.item_view import (
    Looked,
    as_pupil,
    drawn_or_none,
    looked_at,
    problems_of,
    right_text,
    tried,
    wrong_answers,
)

pages = Blueprint("curated_items", __name__, url_prefix="/teacher/content")

MAX_TRIED = 4000
MOST_EXAMPLES = 12
MAX_EXAMPLE = 400
NEW = "new"
"""What stands for the id of an item that has none yet: it cannot be a pack's, which are longer."""


@pages.get("/items/<path:item_id>")
@allow("teacher")
def show_item(item_id: str) -> str:
    """Show one draw of an item as a pupil sees it, with all that is behind it."""
    return _item_page(item_id, _seed(request.args), "")


@pages.post("/items/<path:item_id>/tries")
@allow("teacher")
def try_answer(item_id: str) -> str | tuple[str, int]:
    """Mark an answer to one draw as a pupil's is marked; nothing of it is kept."""
    text = answer_text(request.form)
    if len(text) > MAX_TRIED:
        abort(413)
    return _item_page(item_id, _seed(request.form), text)


def _seed(given: Any) -> int:
    """Return which draw is wanted: the first, unless a number says otherwise."""
    text = given.get("seed", "1").strip()
    return min(int(text), MAX_SEED) if text.isdecimal() and len(text) <= 7 else 1


def _item_page(item_id: str, seed: int, text: str) -> str:
    with reading(records()) as db:
        looked = looked_at(db, item_id)
        newest = _newest(db, looked)
    item = drawn_or_none(looked.spec, looked.objective_id, seed)
    return render_template(
        "teacher/item.html",
        looked=looked,
        newest=newest,
        objective=current_tutor().catalogue.objective(looked.objective_id),
        seed=seed,
        another=new_seed(),
        in_words=IN_WORDS,
        kinds=item_fields.KINDS,
        needs_reason=NEEDS_REASON,
        problems=problems_of(looked.spec, looked.objective_id) if looked.state == "draft" else [],
        right=right_text(item) if item else "",
        wrong=list(wrong_answers(item.answer)) if item else [],
        **(as_pupil(item, text) if item else {"item": None, "refused": False}),
    )


def _newest(db: Session, looked: Looked) -> str:
    """Return the id of an item's newest revision, its own for a built item."""
    revisions = curation.revisions_of(db, curation.name_of(looked.id)) if looked.revision else []
    return revisions[-1].item_id if revisions else looked.id


@dataclass
class Writing:
    """A form that is being filled in: what for, what stands in it, and what is wrong with that.

    `source` is the item that is edited, or `NEW`.
    """

    objective: Objective
    kind: str
    source: str
    fields: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    spec: ItemSpec | None = None


@pages.get("/objectives/<path:objective_id>/new")
@allow("teacher")
def new_item(objective_id: str) -> str:
    """Show the form for an item of a kind."""
    kind = request.args.get("kind", "numeric")
    if kind not in item_fields.KINDS:
        abort(404)
    return _form_page(Writing(_objective(objective_id), kind, NEW, {"field-difficulty": "2"}))


@pages.get("/items/<path:item_id>/edit")
@allow("teacher")
def edit_item(item_id: str) -> str:
    """Show the form with an item in it: a copy of a built one, or the next revision of the school's own."""
    with reading(records()) as db:
        looked = looked_at(db, item_id)
    fields = item_form.form_of(looked.spec)
    return _form_page(Writing(_objective(looked.objective_id), looked.spec.kind, item_id, fields))


@pages.post("/objectives/<path:objective_id>/drafts")
@allow("teacher")
def add_draft(objective_id: str) -> Response | str | tuple[str, int]:
    """Check what the form says and mark its example answers, or keep it as a draft; nothing typed is lost."""
    fields = dict(request.form.items())
    form = Writing(_objective(objective_id), fields.get("kind", ""), fields.get("source", NEW), fields)
    if form.kind not in item_fields.KINDS:
        abort(400)
    with reading(records()) as db:
        written = _written(db, form)
        item_id = curation.next_item_id(db, written.name)
    form.spec, form.errors = item_form.read_form(fields, form.kind, item_id)
    if from_htmx():
        return render_template("teacher/_trial.html", **_trial(form))
    form.problems = problems_of(form.spec, objective_id) if form.spec else []
    if form.spec is None or (form.problems and not fields.get("anyway")):
        return _form_page(form), 422
    if fields.get("what") != "save":
        return _form_page(form)
    return _keep(written, form.spec, fields.get("note", ""))


def _keep(written: ItemRevision, spec: ItemSpec, note: str) -> Response:
    """Keep a draft and lead to its page."""
    written.definition, written.note = item_form.written(spec), note.strip()[:MAX_REASON]
    with transaction(records()) as db:
        kept = curation.add_revision(db, written)
    return redirect(url_for(".show_item", item_id=kept.item_id), 303)


def _written(db: Session, form: Writing) -> ItemRevision:
    """Return the revision that is about to be written, with its name but not yet its definition."""
    objective_id, source = form.objective.id, form.source
    made = ItemRevision(name="", number=0, objective_id=objective_id, definition="{}", account_id=own_id())
    if source == NEW:
        made.name = curation.fresh_name(db, objective_id)
        return made
    looked = looked_at(db, source)
    if (looked.objective_id, looked.spec.kind) != (objective_id, form.kind):
        abort(404)
    if looked.revision:
        made.name, made.copied_from = looked.revision.name, looked.revision.copied_from
    else:
        made.name, made.copied_from = curation.fresh_name(db, source), source
    return made


def _objective(objective_id: str) -> Objective:
    found = current_tutor().catalogue.objective(objective_id)
    if found is None:
        abort(404)
    return found


def _form_page(form: Writing) -> str:
    return render_template(
        "teacher/item_form.html",
        form=form,
        is_new=form.source == NEW,
        known=item_fields,
        entries=item_fields.answer_entries(form.kind),
        rows={name: item_form.row_count(form.fields, name) for name in ("wrong", "option", "pair")},
        misconceptions=current_tutor().catalogue.misconceptions_of(form.objective.id),
        **_trial(form),
    )


def _trial(form: Writing) -> dict[str, Any]:
    """Return one draw of what the form says, and what marking makes of the example answers."""
    lines = [line.strip()[:MAX_EXAMPLE] for line in form.fields.get("examples", "").splitlines() if line.strip()]
    item = drawn_or_none(form.spec, form.objective.id, _seed(form.fields)) if form.spec else None
    found = [tried(item, line) for line in lines[:MOST_EXAMPLES]] if item else []
    shown = as_pupil(item) if item else {"item": None}
    return shown | {
        "errors": form.errors,
        "problems": form.problems,
        "tries": found,
        "right": right_text(item) if item else "",
    }
