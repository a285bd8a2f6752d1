"""What the importers' tests share: terms that allow importing, and how what was made is looked up."""

import json

import pytest

from content_store.importers.terms import Terms
from content_store.items import draw, read_spec


@pytest.fixture
def terms() -> Terms:
    return Terms(licence="CC BY 4.0", attribution="Ada Example", title="Example bank")


@pytest.fixture
def answers():
    """Return a function that gives each item's authored answer by its question."""

    def found(imported):
        specs = [json.loads(item.definition) for item in imported.rows.items]
        return {spec["question"]: (spec["kind"], spec["answer"]) for spec in specs}

    return found


@pytest.fixture
def drawn():
    """Return a function that draws every item."""

    def found(imported):
        return [draw(read_spec(item.definition), item.objective_id, 0) for item in imported.rows.items]

    return found


@pytest.fixture
def reasons():
    """Return a function that gives the reasons of what was left out."""

    def found(imported):
        return [one.reason for one in imported.skipped]

    return found
