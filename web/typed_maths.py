"""How an answer that is still being typed is read: a picture beside the box. Never whether it is right."""

from flask import Blueprint, Flask, abort, current_app, render_template, request
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from tutor import dialogue
from tutor.database import reading
from web.auth import allow, own_id
from web.context import current_tutor, records
from web.session_page import own_session

pages = Blueprint("typed_maths", __name__)
EXTENSION = "attain-typed-maths"
PACE = RateLimitItemPerSecond(25, 10)
"""Readings of one pupil in ten seconds: more than anybody types."""
LONGEST = 400


def register(app: Flask) -> None:
    """Let the application count readings; the counts are this process's own."""
    app.extensions[EXTENSION] = MovingWindowRateLimiter(MemoryStorage())


@pages.post("/sessions/<int:session_id>/reading")
@allow("pupil")
def read(session_id: int) -> str | tuple[str, int]:
    """Show how a typed answer to the open question is read. Nothing is recorded."""
    if not current_app.extensions[EXTENSION].hit(PACE, str(own_id())):
        return "", 429
    text = request.form.get("text", "")
    tutor = current_tutor()
    with reading(records()) as db:
        item = dialogue.open_item_of(tutor, db, own_session(db, session_id))
    if item is None or len(text) > LONGEST:
        abort(404)
    return render_template("pupil/_reading.html", text=text.strip(), found=tutor.reading(item, text))
