"""A teacher's way to the content: found by meaning, browsed, hidden, and every decision on an item with its reason."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlmodel import Session
from werkzeug import Response

from content_store.catalogue import Catalogue
from content_store.curriculum import Item, Lesson, Objective, Passage, Subject
from content_store.items import read_spec
from retrieval.passages import Scope
from tutor import curation
from tutor.curation import Decision, Standing
from tutor.curation_records import MAX_REASON, ItemDecision, ItemRevision
from tutor.database import reading, transaction
from tutor.item_search import question_of
from tutor.records import Account
from web.auth import allow, own_id
from web.context import current_tutor, parts, records
from web.item_fields import KINDS
from web.item_form import as_yaml
from web.item_view import Looked, looked_at, problems_of

pages = Blueprint("curation", __name__, url_prefix="/teacher/content")

MOST_FOUND = 8
MAX_QUERY = 200
DECISIONS: dict[str, tuple[Decision, tuple[str, ...]]] = {
    "hide": ("hidden", ("shown",)),
    "show": ("shown", ("hidden",)),
    "approve": ("approved", ("draft", "withdrawn", "replaced")),
    "withdraw": ("withdrawn", ("draft", "active")),
}
"""What each button decides, and the states of an item in which it can be pressed."""
NEEDS_REASON = ("hide", "withdraw")
IN_WORDS = {
    "shown": _l("given to pupils"),
    "hidden": _l("hidden"),
    "active": _l("given to pupils"),
    "replaced": _l("replaced by another version"),
    "withdrawn": _l("withdrawn"),
    "draft": _l("draft, not given to pupils"),
}


@dataclass(frozen=True)
class ItemRow:
    """An item in a list."""

    id: str
    question: str
    kind: str
    difficulty: int
    state: str


@dataclass(frozen=True)
class PassageRow:
    """A passage that was found, with the lesson and objective that it belongs to."""

    passage: Passage
    lesson: Lesson | None
    objective: Objective | None


@pages.get("/")
@allow("teacher")
def show_content() -> str:
    """Show the subjects with their objectives, and what was searched for, found by meaning."""
    query, subject_id = request.args.get("q", "").strip()[:MAX_QUERY], request.args.get("subject", "")
    catalogue = current_tutor().catalogue
    subjects = catalogue.subjects()
    chosen = [one for one in subjects if subject_id in ("", one.id)] or subjects
    with reading(records()) as db:
        waiting = len(curation.drafts(db))
    return render_template(
        "teacher/content.html",
        query=query,
        subject_id=subject_id,
        subjects=subjects,
        listed=[(one, catalogue.objectives(one.id)) for one in chosen],
        passages=_passages(catalogue, query, chosen, subject_id) if query else [],
        items=_items(catalogue, query, chosen) if query else [],
        waiting=waiting,
        kinds=KINDS,
    )


def _passages(catalogue: Catalogue, query: str, chosen: list[Subject], subject_id: str) -> list[PassageRow]:
    """Return the passages about a query; within one subject where one was chosen."""
    scope = Scope(subject=subject_id) if subject_id else Scope()
    hits = current_tutor().passages.search(query, scope, MOST_FOUND)
    if subject_id and len(chosen) == 1:
        hits = tuple(hit for hit in hits if hit.where == "subject")
    return [
        PassageRow(
            passage,
            catalogue.lesson(passage.lesson_id),
            catalogue.objective(passage.objective_id) if passage.objective_id else None,
        )
        for passage in catalogue.passages([hit.passage_id for hit in hits])
    ]


def _items(catalogue: Catalogue, query: str, chosen: list[Subject]) -> list[ItemRow]:
    search = parts().item_search
    found = search.nearest(catalogue, query, [one.id for one in chosen], MOST_FOUND) if search else []
    return [ItemRow(one.item.id, one.question, one.item.kind, one.item.difficulty, "shown") for one in found]


@pages.get("/objectives/<path:objective_id>")
@allow("teacher")
def show_objective(objective_id: str) -> str:
    """Show an objective: its statement, notes, misconceptions, and every item that it has or once had."""
    catalogue = current_tutor().catalogue
    objective = catalogue.objective(objective_id)
    if objective is None:
        abort(404)
    with reading(records()) as db:
        standing = curation.standing_of(curation.decisions(db))
        own = [one for one in curation.newest_revisions(db) if one.objective_id == objective_id]
        written = [row for one in own if (row := curation.item_row(one))]
        in_use = [one for one in catalogue.items_of(objective_id) if one.id in standing.approved]
    school = {one.id: one for one in [*in_use, *written]}
    return render_template(
        "teacher/objective.html",
        objective=objective,
        built=[_row(one, standing) for one in catalogue.built_items_of(objective_id)],
        school=[_row(one, standing) for one in school.values()],
        misconceptions=catalogue.misconceptions_of(objective_id),
        kinds=KINDS,
        in_words=IN_WORDS,
    )


def _row(item: Item, standing: Standing) -> ItemRow:
    return ItemRow(item.id, question_of(item), item.kind, item.difficulty, standing.state(item.id))


@pages.get("/drafts")
@allow("teacher")
def show_drafts() -> str:
    """Show what waits for approval."""
    with reading(records()) as db:
        drafts = curation.drafts(db)
        names = {one.id: db.get_one(Account, one.account_id).name for one in drafts}
    rows = [(one, names[one.id], question_of(row)) for one in drafts if (row := curation.item_row(one))]
    return render_template("teacher/drafts.html", rows=rows)


@pages.post("/items/<path:item_id>/decisions")
@allow("teacher")
def decide(item_id: str) -> Response | tuple[str, int]:
    """Hide an item or show it, approve a revision or withdraw it; who decided is kept, with the reason."""
    chosen, reason = request.form.get("decision", ""), request.form.get("reason", "").strip()
    if chosen not in DECISIONS or len(reason) > MAX_REASON:
        abort(400)
    decision, states = DECISIONS[chosen]
    with reading(records()) as db:
        looked = looked_at(db, item_id)
    if problem := _problem(looked, chosen, reason, states):
        page = render_template("teacher/decision.html", looked=looked, reason=reason, chosen=chosen, problems=problem)
        return page, 422
    with transaction(records()) as db:
        if curation.standing_of(curation.decisions(db)).state(item_id) in states:
            curation.decide(db, item_id, decision, own_id(), reason)
    return redirect(url_for("curated_items.show_item", item_id=item_id), 303)


def _problem(looked: Looked, chosen: str, reason: str, states: tuple[str, ...]) -> list[str]:
    """Return what stands in the way of a decision."""
    if looked.state not in states:
        told = _(
            "This item is %(state)s: somebody may have decided on it just now. Look at it again.",
            state=IN_WORDS[looked.state],
        )
        return [told]
    if chosen in NEEDS_REASON and not reason:
        return [_("Enter your reason: a colleague may ask.")]
    return problems_of(looked.spec, looked.objective_id) if chosen == "approve" else []


@dataclass(frozen=True)
class Version:
    """One revision in the history: who wrote it, what became of it, and how it differs from the one before."""

    item_id: str
    number: int
    author: str
    revision: ItemRevision | None
    state: str
    changes: list[str]


@pages.get("/items/<path:item_id>/history")
@allow("teacher")
def show_history(item_id: str) -> str:
    """Show an item's revisions, who wrote each and when, what each changed, and every decision."""
    with reading(records()) as db:
        looked = looked_at(db, item_id)
        standing = curation.standing_of(curation.decisions(db))
        name = curation.name_of(item_id)
        revisions = curation.revisions_of(db, name) if looked.revision else []
        decided = [one for one in curation.decisions(db) if curation.name_of(one.item_id) == name]
        people = _people(db, [*revisions, *decided])
    return render_template(
        "teacher/history.html",
        looked=looked,
        copied_from=revisions[0].copied_from if revisions else None,
        versions=_versions(revisions, people, standing),
        decided=[(one, people[one.account_id]) for one in reversed(decided)],
    )


def _people(db: Session, rows: Sequence[ItemRevision | ItemDecision]) -> dict[int, str]:
    return {one: db.get_one(Account, one).name for one in {row.account_id for row in rows}}


def _versions(revisions: Sequence[ItemRevision], people: dict[int, str], standing: Standing) -> list[Version]:
    """Return the revisions, the newest first, each with its changes."""
    copied = revisions[0].copied_from if revisions else None
    source = current_tutor().catalogue.item(copied) if copied else None
    before = _as_lines(source.definition) if source else []
    found = []
    for one in revisions:
        lines = _as_lines(one.definition)
        state = IN_WORDS[standing.state(one.item_id)]
        changes = diff(before, lines) if before else lines
        found.append(Version(one.item_id, one.number, people[one.account_id], one, state, changes))
        before = lines
    return found[::-1]


def _as_lines(definition: str) -> list[str]:
    """Return an item as lines of text, without its id, which every revision has anew."""
    spec = read_spec(definition)
    whole = spec.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"id"})
    return as_yaml(whole).splitlines()


def diff(before: list[str], after: list[str]) -> list[str]:
    """Return the lines that went, with -, and that came, with +, among some that stayed."""
    return list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]
