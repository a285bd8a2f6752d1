"""The end of a session: what was done, in words, and what to try next without help."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for

from tutor import dialogue, next_steps, session_summary
from tutor.database import reading, transaction
from web.auth import allow, own_id
from web.context import current_tutor, records
from web.session_page import own_session
from web.summaries import summary_parts
from web.time_today import within_time

pages = Blueprint("session_end", __name__)


def stop(session_id: int) -> Response:
    """Stop a session at once; then show what was done in it, unless that stood on its page already or there is none."""
    with transaction(records()) as db:
        own = own_session(db, session_id, lock=True)
        over = own.phase == "done"
        dialogue.stop(db, own)
        done = session_summary.summary_of(current_tutor(), db, own).questions if not over else 0
    target = url_for("session_end.show_end", session_id=session_id) if done else url_for("pupil.home")
    return redirect(target, 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


@pages.get("/sessions/<int:session_id>/end")
@allow("pupil")
def show_end(session_id: int) -> str | Response:
    """Show what was done in a session that is over."""
    with reading(records()) as db:
        own = own_session(db, session_id)
        if own.phase != "done":
            return redirect(url_for("pupil.show_session", session_id=session_id), 303)  # type: ignore[return-value]
        parts = summary_parts(db, own)
        title = next_steps.title_of(current_tutor(), db, own)
    return render_template("pupil/end.html", session=own, title=title, **parts)


@pages.post("/sessions/<int:session_id>/unaided")
@allow("pupil")
@within_time
def start_unaided(session_id: int) -> Response:
    """Start a question without hints that is like one of a session which is over."""
    tutor = current_tutor()
    with transaction(records()) as db:
        again = session_summary.again_of(tutor, db, own_session(db, session_id))
        if again is None:
            abort(404)
        started = dialogue.start_unaided(tutor, db, own_id(), again.objective_id, again.like)
    return redirect(url_for("pupil.show_session", session_id=started.id), 303)  # type: ignore[return-value]
