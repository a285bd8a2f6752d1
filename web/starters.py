"""Starters for teachers: five questions on an objective, for the board or for paper, and where to find an objective."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request, url_for

from content_store.answers import ClozeAnswer, ValueAnswer, shown_answer
from content_store.asked import Asked, asked
from content_store.catalogue import Catalogue
from content_store.curriculum import Misconception, Objective, Subject, Unit
from content_store.items import DrawnItem
from tutor import starters
from tutor.assembly import Tutor
from tutor.item_choice import MAX_SEED, new_seed
from tutor.marking import Mark
from web.answer_forms import pieces
from web.auth import allow
from web.context import current_tutor, tutor_if_any

pages = Blueprint("starters", __name__, url_prefix="/teacher")

MOST_LESSONS = 8
"""How many lessons a search looks into."""
MAX_SEARCH = 200


@dataclass(frozen=True)
class Sheet:
    """One question of a starter as the sheet shows it, and its answer: as LaTeX where it is maths, or in parts."""

    item: DrawnItem
    seen: Asked
    gap_pieces: tuple[str | int, ...]
    reading: str
    answer: tuple[str, ...]


def register(app: Flask) -> None:
    """Let templates ask whether there is a starter for an objective that they name."""
    app.add_template_test(_has_starter, "with_starter")


def _has_starter(objective_id: str) -> bool:
    tutor = tutor_if_any()
    return tutor is not None and starters.can_be_made(tutor.catalogue, objective_id)


@pages.get("/starters")
@allow("teacher")
def find_objective() -> str:
    """Show objectives to make a starter from: those that a search finds, and all of them."""
    tutor = current_tutor()
    wanted = request.args.get("q", "").strip()[:MAX_SEARCH]
    return render_template(
        "teacher/starters.html",
        wanted=wanted,
        found=_found(tutor, wanted) if wanted else [],
        subjects=[(subject, _units(tutor.catalogue, subject)) for subject in tutor.catalogue.subjects()],
    )


def _found(tutor: Tutor, wanted: str) -> list[Objective]:
    """Return the objectives of the lessons that answer a search best, so far as a starter can be made of them."""
    lessons = tutor.passages.search_lessons(wanted, MOST_LESSONS)
    found = [one for lesson in lessons for one in tutor.catalogue.objectives_of(lesson.lesson_id)]
    return [one for one in found if starters.can_be_made(tutor.catalogue, one.id)]


def _units(catalogue: Catalogue, subject: Subject) -> list[tuple[Unit, list[Objective]]]:
    """Return a subject's units with the objectives of which a starter can be made; units without any are left out."""
    units = []
    for unit in catalogue.units(subject.id):
        objectives = [one for lesson in catalogue.lessons_of(unit.id) for one in catalogue.objectives_of(lesson.id)]
        units.append((unit, [one for one in objectives if starters.can_be_made(catalogue, one.id)]))
    return [(unit, objectives) for unit, objectives in units if objectives]


@pages.get("/objectives/<path:objective_id>/starter")
@allow("teacher")
def show_starter(objective_id: str) -> str | Response:
    """Show a starter; its answers with their working only when they are asked for, on a page of their own in print."""
    tutor = current_tutor()
    objective = tutor.catalogue.objective(objective_id)
    if objective is None or not starters.can_be_made(tutor.catalogue, objective_id):
        abort(404)
    seed, idea = _seed(), _idea(tutor.catalogue, objective_id)
    named: dict[str, Any] = {"misconception": idea.id} if idea else {}
    if seed is None:
        return redirect(url_for(".show_starter", objective_id=objective_id, seed=new_seed(), **named), 303)  # type: ignore[return-value]
    answers = request.args.get("answers") == "yes"
    subject = tutor.catalogue.subject_of(objective_id)
    made = starters.make(tutor.catalogue, objective_id, seed, idea.id if idea else "")
    sheets = [_sheet(tutor, item, answers) for item in made.items]
    return render_template(
        "teacher/starter.html",
        objective=objective,
        seed=seed,
        another=(seed + 1) % MAX_SEED,
        answers=answers,
        sheets=sheets,
        idea=idea,
        named=named,
        usual=starters.ON_ONE_IDEA if idea else starters.MOST,
        of_school=[number for number, one in enumerate(sheets, 1) if tutor.catalogue.is_of_school(one.item.id)],
        letters=starters.LETTERS,
        source=next((one for one in tutor.catalogue.sources() if subject and one.id == subject.source_id), None),
        content_version=tutor.catalogue.version[:12],
    )


def _idea(catalogue: Catalogue, objective_id: str) -> Misconception | None:
    """Return the misconception of the objective that the address names: the starter is on that one."""
    wanted = request.args.get("misconception")
    return next((one for one in catalogue.misconceptions_of(objective_id) if one.id == wanted), None)


def _seed() -> int | None:
    """Return the seed of the address, if it has one that can be used."""
    seed = request.args.get("seed", "")
    return int(seed) if seed.isascii() and seed.isdecimal() and len(seed) <= len(str(MAX_SEED)) else None


def _sheet(tutor: Tutor, item: DrawnItem, answers: bool) -> Sheet:
    reading = _reading(tutor, item) if answers else ""
    gap_pieces = pieces(item.answer) if isinstance(item.answer, ClozeAnswer) else ()
    return Sheet(item, asked(item.answer), gap_pieces, reading, starters.answer_parts(item) if answers else ())


def _reading(tutor: Tutor, item: DrawnItem) -> str:
    """Return the answer to a question in maths as marking reads it, in LaTeX; empty where it is no such question."""
    if not isinstance(item.answer, ValueAnswer):
        return ""
    mark = tutor.mark(item, shown_answer(item.answer))
    return mark.reading if isinstance(mark, Mark) and mark.right else ""
