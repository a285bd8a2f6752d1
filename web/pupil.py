"""A pupil's pages: what to do next, and one session."""

from typing import Any, get_args

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask import session as cookie

from content_store.curriculum import Source
from tutor import dialogue, history, knowledge
from tutor.database import reading, transaction
from tutor.exchange import Heard, Said
from tutor.policy import Intent
from web import session_end
from web.answer_forms import answer_text
from web.auth import allow, keep, own_id, written
from web.context import current_tutor, from_htmx, records, wordsmith
from web.home import home_page
from web.session_page import REFUSED, hint_numbers, own_session, session_page, turn_parts
from web.time_today import within_time

pages = Blueprint("pupil", __name__)

QUICK_SECONDS = 0.05
"""A reply that needs no model is in the answer to the form itself; the verdict never waits for one that does."""

NO_SCRIPT_WAIT_SECONDS = 15.0
INTENTS = get_args(Intent)
TYPED = ("answer", "question")
MAX_POSITION_DIGITS = 9


@pages.get("/home")
@allow("pupil")
def home() -> str:
    """Show what is next and everything there is to choose from."""
    return home_page()


@pages.post("/objectives/<path:objective_id>/sessions")
@allow("pupil")
@within_time
def start_session(objective_id: str) -> Response:
    """Start a session on an objective, or go on with the one that is open."""
    tutor = current_tutor()
    if tutor.catalogue.objective(objective_id) is None:
        abort(404)
    with transaction(records()) as db:
        started = dialogue.start(tutor, db, own_id(), objective_id)
    return redirect(url_for(".show_session", session_id=started.id), 303)  # type: ignore[return-value]


@pages.post("/subjects/<subject_id>/placements")
@allow("pupil")
@within_time
def start_placement(subject_id: str) -> Response:
    """Start finding out where to start in a subject, or go on with it."""
    tutor = current_tutor()
    if subject_id not in [one.id for one in tutor.catalogue.subjects()]:
        abort(404)
    with transaction(records()) as db:
        started = dialogue.start_placement(tutor, db, own_id(), subject_id)
    return redirect(url_for(".show_session", session_id=started.id), 303)  # type: ignore[return-value]


@pages.post("/objectives/<path:objective_id>/reviews")
@allow("pupil")
@within_time
def start_review(objective_id: str) -> Response:
    """Start the delayed check of an objective that is due."""
    tutor = current_tutor()
    with transaction(records()) as db:
        if objective_id not in knowledge.due(db, own_id()) or tutor.catalogue.objective(objective_id) is None:
            abort(404)
        started = dialogue.start_review(tutor, db, own_id(), objective_id)
    return redirect(url_for(".show_session", session_id=started.id), 303)  # type: ignore[return-value]


@pages.get("/sessions/<int:session_id>")
@allow("pupil")
def show_session(session_id: int) -> Response | str:
    """Show a session: its turns, and the place to answer."""
    if position := request.args.get("wait", type=int):
        _wait_for_replies(session_id)
        # The address changes with each wait: a link to the same address and a place on it would load nothing.
        return redirect(url_for(".show_session", session_id=session_id, _anchor=f"turn-{position}"), 303)  # type: ignore[return-value]
    return session_page("pupil/session.html", session_id, cookie.pop("kept", {}))


@pages.post("/sessions/<int:session_id>/turns")
@allow("pupil")
def add_turn(session_id: int) -> Response | str | tuple[str, int]:
    """Take what the pupil wrote; the verdict is in the answer, the worded reply follows."""
    tutor, said = current_tutor(), _said()
    with transaction(records()) as db:
        own = own_session(db, session_id, lock=True)
        before = own.item_id, own.seed
        heard = dialogue.respond(tutor, db, own, said)
        same_item = before == (own.item_id, own.seed)
    for turn_id in heard.waiting:
        wordsmith().ensure(turn_id)
        wordsmith().wait(turn_id, QUICK_SECONDS)
    return _after(session_id, heard, same_item)


def _after(session_id: int, heard: Heard, same_item: bool) -> Response | str | tuple[str, int]:
    """Return what the pupil sees after posting: the session as it is now, and their text where it was not taken."""
    refused = heard.outcome in REFUSED
    kept = written() if refused or (same_item and request.form["intent"] == "help") else {}
    if not refused and not from_htmx():
        keep(kept)
        return redirect(url_for(".show_session", session_id=session_id, _anchor="now"), 303)  # type: ignore[return-value]
    template = "pupil/_session.html" if from_htmx() else "pupil/session.html"
    page = session_page(template, session_id, kept, heard)
    return (page, 422) if refused else page


@pages.get("/sessions/<int:session_id>/turns/<int:position>")
@allow("pupil")
def show_turn(session_id: int, position: int) -> str:
    """Show one turn; one still being worded asks again."""
    with reading(records()) as db:
        own = own_session(db, session_id)
        turn = history.turn_at(db, own, position)
        numbers = hint_numbers(history.turns_of(db, own))
    if turn is None:
        abort(404)
    if turn.state == "waiting":
        wordsmith().ensure(turn.id or 0)
    return render_template("pupil/_turn.html", turn=turn, session=own, **turn_parts([turn]), numbers=numbers)


@pages.post("/sessions/<int:session_id>/end")
@allow("pupil")
def end_session(session_id: int) -> Response:
    """Stop for now: always honoured."""
    return session_end.stop(session_id)


@pages.get("/objectives/<path:objective_id>/notes")
@allow("pupil", "teacher")
def show_notes(objective_id: str) -> str:
    """Show an objective's lesson notes and whose words they are, with the way back to a question that is open."""
    catalogue = current_tutor().catalogue
    objective = catalogue.objective(objective_id)
    if objective is None:
        abort(404)
    passages = catalogue.passages_of(objective_id)
    with reading(records()) as db:
        newest = history.open_session(db, own_id())
    return render_template(
        "pupil/notes.html",
        objective=objective,
        passages=passages,
        asked=catalogue.faqs_of(objective_id),
        sources=_sources_of(passages),
        open_session=newest if newest and newest.objective_id == objective_id else None,
    )


def _said() -> Said:
    """Return what the form posted."""
    form = request.form
    intent = form.get("intent", "")
    position = form.get("position", "")
    if intent not in INTENTS or not position.isdecimal() or len(position) > MAX_POSITION_DIGITS:
        abort(400)
    text = answer_text(form)
    if intent not in TYPED:
        text = "\n".join(form.getlist("idea"))
    chosen: Any = intent
    working = form.get("working", "") if intent == "answer" else ""
    return Said(int(position), chosen, text, working, bool(form.get("pasted")))


def _wait_for_replies(session_id: int) -> None:
    """Wait for the worded replies of a session: the way of a browser without JavaScript."""
    with reading(records()) as db:
        own = own_session(db, session_id)
        waiting = [turn.id or 0 for turn in history.turns_of(db, own) if turn.state == "waiting"]
    for turn_id in waiting:
        wordsmith().ensure(turn_id)
        wordsmith().wait(turn_id, NO_SCRIPT_WAIT_SECONDS)


def _sources_of(passages: Any) -> list[Source]:
    catalogue = current_tutor().catalogue
    found = {source.id: source for passage in passages if (source := catalogue.source_of(passage))}
    return list(found.values())
