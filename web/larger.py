"""A diagram of a session on a page of its own, as large as there is room for or larger."""

from flask import Blueprint, abort, render_template, request

from tutor import history
from tutor.database import reading
from web.auth import allow
from web.context import records
from web.session_page import own_session

pages = Blueprint("larger", __name__)
SIZES = (1, 2, 3)
"""How many times as wide as the page a diagram can be shown."""


@pages.get("/sessions/<int:session_id>/diagram/<int:position>")
@allow("pupil")
def show(session_id: int, position: int) -> str:
    """Show the diagram of one turn."""
    with reading(records()) as db:
        turn = history.turn_at(db, own_session(db, session_id), position)
    drawn = turn.facts.get("diagram") if turn and turn.state == "shown" else None
    if not drawn:
        abort(404)
    size = request.args.get("size", SIZES[0], type=int)
    return render_template(
        "pupil/diagram.html",
        drawn=drawn,
        session_id=session_id,
        position=position,
        size=size if size in SIZES else SIZES[0],
        sizes=SIZES,
    )
