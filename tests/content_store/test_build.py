import json

import pytest
from filelock import FileLock

from content_store.build import BuildInProgress, build, version_of
from content_store.catalogue import Catalogue
from content_store.curriculum import Lesson, Objective, Passage, Rows, Source, Subject, Unit
from content_store.problems import InvalidContent


class Scribe:
    """An indexer that writes one file and remembers the build it was given to reuse."""

    name = "scribe"
    digest = "1"

    def __init__(self, fails: bool = False) -> None:
        self.fails = fails
        self.previous: list[str | None] = []

    def write(self, rows, folder, previous, report):
        self.previous.append(previous and previous.version)
        (folder / "passages.faiss").write_bytes(b"vectors")
        if self.fails:
            raise OSError("no space left on device")


def some_rows(title="Sharing in a ratio"):
    return Rows(
        sources=[Source(id="ours", title="Ours", licence="CC BY 4.0", attribution="Us")],
        subjects=[Subject(id="maths", title="Mathematics", source_id="ours")],
        units=[Unit(id="ratio", subject_id="maths", title="Ratio")],
        lessons=[Lesson(id="sharing", unit_id="ratio", title=title, position=3)],
        objectives=[Objective(id="share", lesson_id="sharing", title="Share in a ratio")],
        passages=[
            Passage(id="share/a", lesson_id="sharing", source_id="ours", kind="notes", heading="A", text="Parts.")
        ],
    )


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "served" / "maths"


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_manifest_names_every_file_and_where_it_came_from(folder):
    manifest = build(some_rows(), folder, Scribe())
    written = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(written["files"]) == {"content.db", "passages.faiss"}
    assert written["files"]["passages.faiss"]["size"] == 7
    assert written["embedding"] == {"name": "scribe", "digest": "1"}
    assert written["sources"][0]["licence"] == "CC BY 4.0"
    assert written["counts"]["lesson"] == 1
    assert written["version"] == manifest.version == version_of(some_rows())


def test_the_version_follows_the_rows_and_not_their_order():
    rows, turned = some_rows(), some_rows()
    for either, first, second in ((rows, "a", "b"), (turned, "b", "a")):
        either.subjects.extend(Subject(id=one, title=one, source_id="ours") for one in (first, second))
    assert version_of(rows) == version_of(turned)
    assert version_of(some_rows()) != version_of(some_rows(title="Another"))


def test_a_lesson_stands_in_its_own_unit_without_saying_so(folder):
    build(some_rows(), folder, Scribe())
    assert [lesson.id for lesson in Catalogue.open(folder).lessons("maths")] == ["sharing"]


def test_a_second_build_replaces_the_first_and_may_reuse_it(folder):
    scribe = Scribe()
    first = build(some_rows(), folder, scribe)
    second = build(some_rows(title="Another"), folder, scribe)
    assert scribe.previous == [None, first.version]
    assert Catalogue.open(folder).version == second.version
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["maths"]


def test_a_build_that_fails_leaves_the_old_one_in_service(folder):
    build(some_rows(), folder, Scribe())
    before = contents(folder)
    with pytest.raises(OSError, match="no space"):
        build(some_rows(title="Another"), folder, Scribe(fails=True))
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["maths"]


def test_a_build_killed_between_the_two_renamings_is_put_back(folder):
    first = build(some_rows(), folder, Scribe())
    folder.rename(folder.parent / ".maths.old")
    with pytest.raises(OSError, match="no space"):
        build(some_rows(title="Another"), folder, Scribe(fails=True))
    assert Catalogue.open(folder).version == first.version


def test_a_damaged_build_is_replaced_without_reusing_it(folder):
    scribe = Scribe()
    build(some_rows(), folder, scribe)
    (folder / "passages.faiss").write_bytes(b"?")
    build(some_rows(), folder, scribe)
    assert scribe.previous == [None, None]
    Catalogue.open(folder)


def test_two_builds_of_one_folder_do_not_run_at_once(folder):
    folder.parent.mkdir()
    with FileLock(folder.parent / ".maths.lock"), pytest.raises(BuildInProgress, match="wait"):
        build(some_rows(), folder, Scribe())


def test_rows_that_contradict_each_other_are_not_built(folder):
    rows = some_rows()
    rows.objectives.append(Objective(id="share", lesson_id="nowhere", title="Twice"))
    with pytest.raises(InvalidContent) as caught:
        build(rows, folder, Scribe())
    rules = [problem.rule for problem in caught.value.problems]
    assert rules == ["the id share is used 2 times", "lesson_id refers to nowhere, which is not there"]
    assert not folder.exists()
