"""Puts the web application together from its parts."""

from datetime import timedelta
from importlib.metadata import version

import jinja2
from flask import Flask
from sqlalchemy import Engine
from werkzeug.routing import IntegerConverter, Map

from tutor.assembly import Tutor
from tutor.curation import Curated
from tutor.item_search import ItemSearch
from tutor.settings import Settings
from tutor.wordsmith import Wordsmith
from web import (
    aloud,
    approval,
    assignments,
    auth,
    class_map,
    classes,
    curated_items,
    curation,
    errors,
    evaluator,
    feedback,
    friday,
    key_pages,
    language,
    larger,
    pages,
    passwords,
    people,
    preferences,
    pupil,
    pupil_page,
    questions,
    queue,
    readings,
    reports,
    roster_changes,
    rosters,
    school_sign_in,
    security,
    session_end,
    set_up,
    set_work_pages,
    starters,
    steering,
    text,
    time_today,
    typed_maths,
)
from web.api import service as api
from web.context import Parts

MAX_FORM_BYTES = 64 * 1024
MAX_ID = 2**31 - 1


class RowId(IntegerConverter):
    """A number in an address that can be the id of a row; no database is asked for a larger one."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=MAX_ID)


def create_app(settings: Settings, records: Engine, tutor: Tutor | None, secret: str, problem: str = "") -> Flask:
    """Return the application. Without a tutor its lessons answer with `problem`, what is wrong and what to do."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secret,
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=True,
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=settings.session_minutes),
    )
    curated = Curated(tutor, records) if tutor else None
    wordsmith = Wordsmith(tutor, records, curated.tutor) if tutor and curated else None
    search = ItemSearch(tutor.embedder) if tutor else None
    app.extensions["attain"] = Parts(settings, records, tutor, curated, wordsmith, search, problem, version("attain"))
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.url_map.converters["int"] = RowId
    security.register(app)
    auth.register(app)
    text.register(app)
    language.register(app)
    aloud.register(app)
    preferences.register(app)
    errors.register(app)
    starters.register(app)
    time_today.register(app)
    typed_maths.register(app)
    school_sign_in.register(app, settings)
    for part in (auth, pages, pupil, pupil_page, queue, questions, curation, curated_items, starters, key_pages):
        app.register_blueprint(part.pages)
    for part in (feedback, friday, language, preferences, larger, people, classes, passwords, school_sign_in, set_up):
        app.register_blueprint(part.pages)
    for part in (class_map, reports, readings, evaluator, assignments, set_work_pages):
        app.register_blueprint(part.pages)
    for part in (rosters, roster_changes, steering, approval, session_end, time_today, typed_maths):
        app.register_blueprint(part.pages)
    api.register(app, settings)
    return app
