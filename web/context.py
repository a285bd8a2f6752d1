"""How a view reaches the parts of the application."""

from dataclasses import dataclass

from flask import current_app, request
from sqlalchemy import Engine

from tutor.assembly import Tutor
from tutor.settings import Settings
from tutor.wordsmith import Wordsmith


class LessonsUnavailable(Exception):
    """There is no built curriculum to teach from; the message says what to do."""


@dataclass(frozen=True)
class Parts:
    """What the application is made of."""

    settings: Settings
    records: Engine
    tutor: Tutor | None
    wordsmith: Wordsmith | None
    problem: str
    version: str


def parts() -> Parts:
    """Return the parts of the current application."""
    found: Parts = current_app.extensions["attain"]
    return found


def records() -> Engine:
    """Return the engine of the records database."""
    return parts().records


def current_tutor() -> Tutor:
    """Return the tutor.

    Raises:
        LessonsUnavailable: the curriculum could not be opened.
    """
    tutor = parts().tutor
    if tutor is None:
        raise LessonsUnavailable(parts().problem)
    return tutor


def wordsmith() -> Wordsmith:
    """Return what words the waiting replies.

    Raises:
        LessonsUnavailable: the curriculum could not be opened.
    """
    found = parts().wordsmith
    if found is None:
        raise LessonsUnavailable(parts().problem)
    return found


def from_htmx() -> bool:
    """Return whether htmx asked, and so takes a fragment."""
    return request.headers.get("HX-Request") == "true"
