"""How a view reaches the parts of the application."""

from dataclasses import dataclass

from flask import current_app, g, request
from sqlalchemy import Engine

from tutor.assembly import Tutor
from tutor.curation import Curated
from tutor.item_search import ItemSearch
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
    curated: Curated | None
    wordsmith: Wordsmith | None
    item_search: ItemSearch | None
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
    """Return the tutor, with the school's items and without what it has hidden: the same for a whole request.

    Raises:
        LessonsUnavailable: the curriculum could not be opened.
        RecordsUnavailable: what the school has decided cannot be read.
    """
    if (tutor := tutor_if_any()) is None:
        raise LessonsUnavailable(parts().problem)
    return tutor


def tutor_if_any() -> Tutor | None:
    """Return the tutor as `current_tutor` does, None where the curriculum could not be opened."""
    curated = parts().curated
    if curated is None:
        return None
    if "tutor" not in g:
        g.tutor = curated.tutor()
    tutor: Tutor = g.tutor
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
