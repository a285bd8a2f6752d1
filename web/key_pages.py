"""A teacher's page of keys for other tools: given and shown once, listed, revoked."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from tutor import api_keys
from tutor.database import reading, transaction
from web.auth import allow, own_id
from web.context import parts, records

pages = Blueprint("key_pages", __name__, url_prefix="/teacher/keys")

NO_NAME = _l("Enter the name of the tool that the key is for.")
TOO_LONG = _l("Shorten the name to %(most)s characters.", most=api_keys.MAX_NAME_LENGTH)


@pages.get("/")
@allow("teacher")
def show_keys() -> str:
    """Show the keys of the teacher's school, and the form for a new one."""
    return _page()


@pages.post("/")
@allow("teacher")
def give_key() -> str | tuple[str, int]:
    """Give a key and show it, this once: it is in the page alone, never in a cookie or an address."""
    name, answers = request.form.get("name", "").strip(), request.form.get("answers") == "yes"
    error = "" if 0 < len(name) <= api_keys.MAX_NAME_LENGTH else TOO_LONG if name else NO_NAME
    if error:
        return _page(name=name, answers=answers, error=error), 422
    with transaction(records()) as db:
        _, key = api_keys.give(db, name, answers, own_id())
    return _page(given=(name, key))


@pages.post("/<int:key_id>/revoke")
@allow("teacher")
def revoke_key(key_id: int) -> Response:
    """Let a key of the teacher's school open nothing from now on."""
    with transaction(records()) as db:
        own = [key for key, giver in api_keys.keys_seen_by(db, current_user.account) if giver and key.id == key_id]
        if not own:
            abort(404)
        api_keys.revoke(own[0])
    return redirect(url_for(".show_keys"), 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


def _page(name: str = "", answers: bool = False, error: str = "", given: tuple[str, str] | None = None) -> str:
    with reading(records()) as db:
        keys = api_keys.keys_seen_by(db, current_user.account)
    in_force = [(key, giver) for key, giver in keys if key.revoked_at is None]
    return render_template(
        "teacher/keys.html",
        in_force=in_force,
        revoked=[(key, giver) for key, giver in keys if key.revoked_at is not None],
        name=name,
        answers=answers,
        error=error,
        given=given,
        per_minute=parts().settings.api_per_minute,
    )
