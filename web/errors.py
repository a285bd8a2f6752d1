"""One map from what went wrong to the page that says so; the API has a map of its own, in `web/api/problems.py`."""

import logging

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException

from tutor.database import RecordsUnavailable
from web.api import problems
from web.context import LessonsUnavailable, from_htmx

log = logging.getLogger(__name__)

MESSAGES = {
    400: (_l("That could not be understood"), _l("Go back, and send the page again.")),
    403: (_l("This page is for somebody else"), _l("Your account may not open it. Go back to your own pages.")),
    404: (_l("There is no such page"), _l("Check the address, or go back to your own pages.")),
    405: (_l("That could not be understood"), _l("Go back, and send the page again.")),
    413: (
        _l("That is too much text"),
        _l("Write a shorter answer and send it again. Nothing was saved of the long one."),
    ),
    500: (
        _l("Something went wrong"),
        _l("What you had sent before is safe. Try again, and tell a teacher if it stays."),
    ),
    503: (_l("Not available at the moment"), _l("What you had sent before is safe. Wait a minute and try again.")),
}
LAST_RESORT = (
    '<!doctype html><html lang="en-GB"><head><title>Something went wrong – Attain</title></head>'
    "<body><main><h1>Something went wrong</h1><p>What you had sent before is safe. Try again in a minute.</p>"
    "</main></body></html>"
)


def register(app: Flask) -> None:
    """Show a page for every error."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RecordsUnavailable, _records)
    app.register_error_handler(LessonsUnavailable, _lessons)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Response:
    if problems.is_for_api():
        return problems.of_http(error)
    if error.response is not None:
        return make_response(error.response)
    code = error.code or 500
    title, message = MESSAGES.get(code, MESSAGES[500 if code >= 500 else 400])
    return page(code, title, message)


def _records(error: RecordsUnavailable) -> Response:
    log.error("the records cannot be used: %s", error)
    title = _("Your work cannot be saved at the moment")
    message = _(
        "Nothing that was saved before is lost, and what you just wrote is below: copy it, wait a minute, and send "
        "it again. Tell a teacher if this stays: the disk of the school's Attain machine is full or read-only."
    )
    return page(503, title, message, kept=_written())


def _lessons(error: LessonsUnavailable) -> Response:
    title = _("The lessons are not ready")
    told = _("Nothing is lost. For whoever looks after Attain: %(problem)s", problem=error)
    return page(503, title, told, kept=_written())


def _unexpected(error: Exception) -> Response:
    log.exception("an unexpected error on %s %s", request.method, request.endpoint)
    return page(500, *MESSAGES[500], kept=_written())


def _written() -> list[str]:
    """Return what the form held, so that a pupil can keep it."""
    if request.method != "POST" or "password" in request.form:
        return []
    return [request.form[name] for name in ("text", "working") if request.form.get(name, "").strip()]


def page(code: int, title: str, message: str, kept: list[str] | None = None) -> Response:
    """Return an error page; one that needs nothing is shown where even this cannot be rendered."""
    try:
        body = render_template("error.html", title=title, message=message, kept=kept or [])
    except Exception:
        log.exception("the error page itself failed")
        body = LAST_RESORT
    response = make_response(body, code)
    if from_htmx():
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "body", "innerHTML"
    return response
