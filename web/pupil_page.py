"""A teacher's pages of one pupil: what needs the teacher first, then what is known and what was done.

The pages of answers hold the pupil's words, so reading one is recorded; the others hold none.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import Response, abort, redirect, render_template, request, url_for
from sqlmodel import Session

from content_store.curriculum import Misconception
from content_store.items import DrawnItem
from tutor import history, knowledge, offloading, pupil_record, steering
from tutor.assembly import Tutor
from tutor.database import reading, transaction
from tutor.item_choice import drawn
from tutor.knowledge import Known
from tutor.pupil_record import Answer, Point
from tutor.records import AuditEntry, now
from tutor.teaching_records import MasteryOverride
from web.auth import allow, own_id
from web.class_map import SIGNS, ago, likely
from web.context import current_tutor, records
from web.own import own_pupil
from web.queue import REASONS, in_words, session_title, title_of
from web.spark import spark
from web.teacher import pages  # a pupil is the teacher's: one blueprint, two modules

JUDGED = {"secure": 0.97, "not": 0.2}
"""What a teacher's judgement puts in place of the estimate."""
ESTIMATE = "estimate"
"""The choice that withdraws a judgement."""
MAX_REASON = 500
MOST_TO_HELP = 3
MOST_PAGES = 10_000


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective of one pupil, and how the estimate moved."""

    objective_id: str
    title: str
    known: Known
    points: Sequence[Point]


@dataclass(frozen=True)
class ToHelp:
    """Something that a pupil needs practice on, with the wrong idea that the newest answer points to, if any."""

    row: ObjectiveRow
    idea: Misconception | None


@pages.get("/pupils/<int:pupil_id>")
@allow("teacher")
def show_pupil(pupil_id: int) -> str:
    """Show one pupil's objectives and sessions; no words of the pupil's are on this page."""
    return _pupil_page(pupil_id, {}, {})


@pages.post("/pupils/<int:pupil_id>/judgement")
@allow("teacher")
def judge_objective(pupil_id: int) -> Response | tuple[str, int]:
    """Keep a teacher's own judgement of one objective, with the reason, or withdraw it."""
    objective_id, reason = request.form.get("objective", ""), request.form.get("reason", "").strip()
    wanted = request.form.get("known", "")
    if wanted not in (*JUDGED, ESTIMATE) or len(reason) > MAX_REASON:
        abort(400)
    if not reason and wanted != ESTIMATE:
        said = {"objective": objective_id, "known": wanted}
        return _pupil_page(pupil_id, {"reason": "Enter your reason: a colleague may ask."}, said), 422
    with transaction(records()) as db:
        own_pupil(db, pupil_id)
        if history.mastery_of(db, pupil_id, objective_id) is None:
            abort(404)
        if earlier := history.overrides_of(db, pupil_id).get(objective_id):
            earlier.withdrawn_at = now()
        if wanted != ESTIMATE:
            db.add(
                MasteryOverride(
                    pupil_id=pupil_id,
                    objective_id=objective_id,
                    teacher_id=own_id(),
                    known=JUDGED[wanted],
                    reason=reason,
                )
            )
    return redirect(url_for(".show_pupil", pupil_id=pupil_id), 303)  # type: ignore[return-value]


def _pupil_page(pupil_id: int, errors: Mapping[str, str], said: Mapping[str, str]) -> str:
    tutor, page = current_tutor(), _page()
    with reading(records()) as db:
        pupil = own_pupil(db, pupil_id)
        rows = _rows(tutor, db, pupil_id)
        last = pupil_record.last_page(pupil_record.count_sessions(db, pupil_id), pupil_record.SESSIONS_A_PAGE)
        lines = pupil_record.sessions(db, pupil_id, min(page, last))
        judged = pupil_record.judgements_of(db, pupil_id)
        shown = {
            "weeks": offloading.weeks_of(db, [pupil_id])[pupil_id],
            "effort": pupil_record.effort(db, [pupil_id], now() - timedelta(days=7))[pupil_id],
            "last_seen": history.last_seen(db, pupil_id),
            "waiting": [(one, title_of(db, one.objective_id)) for one in pupil_record.waiting(db, pupil_id)],
            "notes": steering.notes_of(db, pupil_id),
            "ladder": pupil_record.ladder(db, pupil_id),
            "marked": pupil_record.marks_of(db, pupil_id),
            "to_help": _to_help(tutor, db, pupil_id, rows),
            "titles": {one.session.id: session_title(db, one.session) for one in lines},
            "judged": [(one, title_of(db, one.override.objective_id)) for one in judged],
        }
    return render_template(
        "teacher/pupil.html",
        pupil=pupil,
        rows=rows,
        lines=lines,
        page=min(page, last),
        last=last,
        reasons=REASONS,
        in_words=offloading.IN_WORDS,
        errors=errors,
        said=said,
        signs=SIGNS,
        likely=likely,
        ago=ago,
        spark=spark,
        **shown,
    )


def _rows(tutor: Tutor, db: Session, pupil_id: int) -> list[ObjectiveRow]:
    """Return a pupil's objectives, those first that are least known."""
    moved: dict[str, list[Point]] = defaultdict(list)
    for one in pupil_record.points(db, pupil_id):
        moved[one.objective_id].append(one)
    known = knowledge.all_known(tutor, db, pupil_id)
    rows = [ObjectiveRow(name, title_of(db, name), one, moved[name]) for name, one in known.items()]
    return sorted(rows, key=lambda row: (row.known.standing.known, row.title))


def _to_help(tutor: Tutor, db: Session, pupil_id: int, rows: Sequence[ObjectiveRow]) -> list[ToHelp]:
    """Return what the pupil needs practice on, those first that an answer has shown a wrong idea of."""
    ideas = pupil_record.newest_misconceptions(db, pupil_id)
    found = [
        ToHelp(one, tutor.catalogue.misconception(ideas[one.objective_id]) if one.objective_id in ideas else None)
        for one in rows
        if one.known.words == "needs practice"
    ]
    return sorted(found, key=lambda one: one.idea is None)[:MOST_TO_HELP]


@pages.get("/pupils/<int:pupil_id>/objectives/<path:objective_id>")
@allow("teacher")
def show_objective_history(pupil_id: int, objective_id: str) -> str:
    """Show how the estimate of one objective came about, answer by answer, without the pupil's words."""
    tutor = current_tutor()
    with reading(records()) as db:
        pupil = own_pupil(db, pupil_id)
        moved = pupil_record.points(db, pupil_id, objective_id)
        known = knowledge.known_of_pupils(tutor, db, [pupil_id], [objective_id])[pupil_id].get(objective_id)
        judged = [one for one in pupil_record.judgements_of(db, pupil_id) if one.override.objective_id == objective_id]
        title = title_of(db, objective_id)
    if not moved and known is None:
        abort(404)
    return render_template(
        "teacher/objective_history.html",
        pupil=pupil,
        objective_id=objective_id,
        title=title,
        points=moved,
        known=known,
        judged=judged,
        picture=spark(moved, 480, 120),
        likely=likely,
    )


@pages.get("/pupils/<int:pupil_id>/answers")
@allow("teacher")
def show_answers(pupil_id: int) -> str:
    """Show a pupil's answers and working, newest first, and record who read them."""
    tutor, page, objective_id = current_tutor(), _page(), request.args.get("objective", "")
    with transaction(records()) as db:
        pupil = own_pupil(db, pupil_id)
        count = pupil_record.count_answers(db, pupil_id, objective_id)
        last = pupil_record.last_page(count, pupil_record.ANSWERS_A_PAGE)
        found = pupil_record.answers(db, pupil_id, min(page, last), objective_id)
        begun = sorted({one.objective_id for one in pupil_record.points(db, pupil_id)})
        titles = {name: title_of(db, name) for name in begun}
        if found:
            db.add(AuditEntry(account_id=own_id(), pupil_id=pupil_id, action="read answers"))
    return render_template(
        "teacher/answers.html",
        pupil=pupil,
        found=found,
        titles=titles,
        objective_id=objective_id if objective_id in titles else "",
        page=min(page, last),
        last=last,
        item_of=_item_of(tutor),
        chosen=in_words,
        idea_of=tutor.catalogue.misconception,
    )


def _item_of(tutor: Tutor) -> Callable[[Answer], DrawnItem | None]:
    return lambda one: drawn(tutor.catalogue, one.attempt.item_id, one.attempt.seed)


def _page() -> int:
    """Return which page of a list the address asks for, from 1."""
    return min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
