import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, text

from content_store.build import build
from content_store.catalogue import Catalogue
from content_store.curriculum import (
    Item,
    Keyword,
    Lesson,
    LessonInUnit,
    Misconception,
    Need,
    Objective,
    Passage,
    Rows,
    Source,
    Subject,
    Unit,
)
from content_store.manifest import ContentUnavailable, MissingContent, StaleIndex


class NoIndex:
    name = digest = "none"

    def write(self, rows, folder, previous, report):
        pass


ROWS = Rows(
    sources=[Source(id="ours", title="Ours", licence="CC BY 4.0", attribution="Us")],
    subjects=[
        Subject(id="physics", title="Physics", source_id="ours", position=1),
        Subject(id="maths", title="Mathematics", source_id="ours", position=0),
    ],
    units=[
        Unit(id="second", subject_id="maths", title="Second", position=2),
        Unit(id="first", subject_id="maths", title="First", position=1),
    ],
    lessons=[
        Lesson(id="c", unit_id="second", title="C", position=1),
        Lesson(id="b", unit_id="first", title="B", position=2),
        Lesson(id="a", unit_id="first", title="A", position=1),
    ],
    lessons_in_units=[LessonInUnit(unit_id="second", lesson_id="a", position=2)],
    objectives=[
        Objective(id="a2", lesson_id="a", title="A2", position=2),
        Objective(id="a1", lesson_id="a", title="A1", position=1),
        Objective(id="c1", lesson_id="c", title="C1"),
    ],
    needs=[Need(objective_id="c1", needs_id="a1")],
    misconceptions=[Misconception(id="wrong", objective_id="a1", statement="No.", correction="Yes.")],
    keywords=[Keyword(id="a/sum", lesson_id="a", objective_id="a1", term="sum", definition="A total.")],
    items=[
        Item(id="a1-2", objective_id="a1", kind="numeric", difficulty=1, definition="{}", position=2),
        Item(id="a1-1", objective_id="a1", kind="numeric", difficulty=1, definition="{}", position=1),
    ],
    passages=[
        Passage(
            id=f"a1/{name}", lesson_id="a", objective_id="a1", source_id="ours", kind="notes", heading=name, text=name
        )
        for name in ("x", "y")
    ],
)


@pytest.fixture
def folder(tmp_path):
    build(ROWS, tmp_path / "content", NoIndex())
    return tmp_path / "content"


@pytest.fixture
def catalogue(folder):
    return Catalogue.open(folder)


def ids(rows):
    return [row.id for row in rows]


def test_everything_comes_in_the_order_of_teaching(catalogue):
    assert ids(catalogue.subjects()) == ["maths", "physics"]
    assert ids(catalogue.units("maths")) == ["first", "second"]
    assert ids(catalogue.lessons_of("second")) == ["c", "a"]
    assert ids(catalogue.objectives_of("a")) == ["a1", "a2"]
    assert ids(catalogue.items_of("a1")) == ["a1-1", "a1-2"]


def test_a_lesson_in_two_units_comes_once(catalogue):
    assert ids(catalogue.lessons("maths")) == ["a", "b", "c"]
    assert ids(catalogue.objectives("maths")) == ["a1", "a2", "c1"]


def test_one_thing_by_its_id(catalogue):
    assert catalogue.objective("c1").title == "C1"
    assert catalogue.item("a1-1").objective_id == "a1"
    assert catalogue.lesson("b").title == "B"
    assert catalogue.misconception("wrong").correction == "Yes."
    assert catalogue.subject("maths").title == "Mathematics"


@pytest.mark.parametrize("question", ["objective", "item", "lesson", "misconception", "subject", "subject_of"])
def test_what_is_not_there_is_none(catalogue, question):
    assert getattr(catalogue, question)("nothing") is None


def test_what_belongs_to_an_objective(catalogue):
    assert ids(catalogue.needs_of("c1")) == ["a1"]
    assert ids(catalogue.misconceptions_of("a1")) == ["wrong"]
    assert ids(catalogue.passages_of("a1")) == ["a1/x", "a1/y"]
    assert [keyword.term for keyword in catalogue.keywords_of("a")] == ["sum"]
    assert catalogue.subject_of("c1").id == "maths"


def test_passages_come_in_the_order_asked_for(catalogue):
    assert ids(catalogue.passages(["a1/y", "gone", "a1/x"])) == ["a1/y", "a1/x"]
    assert catalogue.passages([]) == []


def test_a_passage_leads_to_its_licence(catalogue):
    (passage,) = catalogue.passages(["a1/x"])
    assert catalogue.source_of(passage).licence == "CC BY 4.0"


def test_many_threads_get_the_same_answers(catalogue):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ids(catalogue.objectives("maths")), range(200)))
    assert answers == [["a1", "a2", "c1"]] * 200


def test_nothing_can_be_written(catalogue):
    with pytest.raises(OperationalError, match="readonly"), Session(catalogue._engine) as db:
        db.exec(text("DELETE FROM item"))


def test_an_open_catalogue_outlives_the_next_build(folder, catalogue):
    build(Rows(), folder, NoIndex())
    assert ids(catalogue.subjects()) == ["maths", "physics"]
    assert Catalogue.open(folder).subjects() == []


def test_a_folder_that_is_not_there_says_what_to_run(tmp_path):
    with pytest.raises(MissingContent, match="attain content build"):
        Catalogue.open(tmp_path / "nowhere")


def test_a_changed_database_is_refused(folder):
    with sqlite3.connect(folder / "content.db") as db:
        db.execute("DELETE FROM item")
    db.close()
    with pytest.raises(StaleIndex, match="attain content build"):
        Catalogue.open(folder)


@pytest.mark.parametrize("name", ["content.db", "manifest.json"])
def test_a_half_written_folder_is_refused(folder, name):
    (folder / name).unlink()
    with pytest.raises(ContentUnavailable, match="attain content build"):
        Catalogue.open(folder)


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", '{"format": 1}'])
def test_a_manifest_that_cannot_be_read_is_refused(folder, text):
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(MissingContent, match="attain content build"):
        Catalogue.open(folder)


def test_a_build_of_another_format_is_refused(folder):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 99}), encoding="utf-8")
    with pytest.raises(StaleIndex, match="format 99"):
        Catalogue.open(folder)
