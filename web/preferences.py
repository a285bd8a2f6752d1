"""The page on which somebody chooses how pages look and are read, and what every page is told of it."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from wtforms import Form, RadioField, SelectChoice

from tutor import preferences
from tutor.database import transaction
from tutor.preferences import PREFERENCES
from web.auth import allow, own_id
from web.context import records
from web.language import LOCALES, of_device

pages = Blueprint("preferences", __name__)
ON_PAGE = ("theme", "size", "spacing", "font", "motion", "rate")
"""What the style sheet and the scripts read from the page's first element."""


class PreferencesForm(Form):  # type: ignore[misc] # WTForms has no types
    """A choice for each preference; one that is not sent stays as it is."""


for _one in PREFERENCES:
    setattr(
        PreferencesForm,
        _one.name,
        RadioField(
            _l(_one.title),
            choices=[SelectChoice(value, _l(label)) for value, label in _one.values],
            description=_l(_one.hint) if _one.hint else "",
        ),
    )


def register(app: Flask) -> None:
    """Tell every template how its reader likes pages."""
    app.context_processor(_looks)


def _looks() -> dict[str, Any]:
    """Return a value for each preference, of the account or else the usual ones, and those that go on the page."""
    kept = current_user.account.preferences if current_user.is_authenticated else {}
    looks = preferences.complete(kept)
    return {"looks": looks, "looks_on_page": {name: looks[name] for name in ON_PAGE}}


@pages.get("/preferences")
@allow("pupil", "teacher", "admin", "evaluator")
def show() -> str:
    """Show what can be chosen, and what is."""
    form = PreferencesForm(data=preferences.complete(current_user.account.preferences))
    return _page(form, _back(request.args.get("back") or urlsplit(request.referrer or "").path))


@pages.post("/preferences")
@allow("pupil", "teacher", "admin", "evaluator")
def save() -> Response | tuple[str, int]:
    """Keep what was chosen."""
    form = PreferencesForm(request.form, data=preferences.complete(current_user.account.preferences))
    back = _back(request.form.get("back", ""))
    if not form.validate():
        return _page(form, back), 422
    with transaction(records()) as db:
        preferences.choose(db, own_id(), form.data)
    with force_locale(LOCALES.get(form.language.data, LOCALES[of_device()])):
        flash(_("Saved. Pages look like this from now on, wherever you sign in."))
    return redirect(url_for(".show", back=back), 303)  # type: ignore[return-value] # Flask's redirect is werkzeug's


def _page(form: PreferencesForm, back: str) -> str:
    return render_template("preferences/page.html", form=form, back=back)


def _back(path: str) -> str:
    """Return a path if it is a page of this service that can be opened, and not this one; else the first page."""
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return "/"
    return path if path.startswith("/") and not path.startswith("//") and endpoint != "preferences.show" else "/"
