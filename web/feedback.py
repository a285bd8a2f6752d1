"""Two small buttons under a reply: whether it helped. Without JavaScript the page comes back at the same place."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from tutor import feedback, history
from tutor.database import transaction
from web.auth import allow, own_id
from web.context import from_htmx, records
from web.session_page import own_session

pages = Blueprint("feedback", __name__)

WORDS = {"yes": True, "no": False}


@pages.post("/sessions/<int:session_id>/turns/<int:position>/feedback")
@allow("pupil")
def give_feedback(session_id: int, position: int) -> Response | str:
    """Keep whether a reply of the pupil's own session helped; the newest word counts."""
    helped = WORDS.get(request.form.get("helped", ""))
    if helped is None:
        abort(400)
    with transaction(records()) as db:
        own = own_session(db, session_id)
        turn = history.turn_at(db, own, position)
        if turn is None or not feedback.is_of_substance(turn):
            abort(404)
        feedback.say(db, own_id(), turn, helped)
    if from_htmx():
        return render_template("pupil/_feedback.html", turn=turn, session=own, helped={position: helped}, pressed=True)
    where = url_for("pupil.show_session", session_id=session_id, _anchor=f"feedback-{position}")
    return redirect(where, 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's
