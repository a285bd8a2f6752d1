import json
import shutil

import numpy as np
import pytest

from content_store.build import build
from content_store.catalogue import Catalogue
from content_store.curriculum import Lesson, Objective, Passage, Rows, Source, Subject, Unit
from content_store.manifest import FileRecord, Manifest, StaleIndex, file_record
from retrieval.indexer import LESSONS, PASSAGES, Indexer
from retrieval.passages import Passages, Scope

TEXTS = {
    "leaf": ("biology", "Why leaves are green", "Chlorophyll reflects green light and absorbs red and blue light."),
    "breath": ("biology", "Breathing", "Air moves into the lungs when the diaphragm flattens."),
    "mirror": ("physics", "Mirrors", "A mirror reflects light at the angle at which the light arrives."),
    "prime": ("maths", "Prime numbers", "A prime number has exactly two factors, itself and one."),
}
EVERY = 2 * len(TEXTS) + 3
"""Texts that are embedded: each passage, each lesson's title, and the titles of three units."""


def some_rows(**changed):
    rows = Rows(sources=[Source(id="ours", title="Ours", licence="CC BY 4.0", attribution="Us")])
    for subject in ("biology", "physics", "maths"):
        rows.subjects.append(Subject(id=subject, title=subject, source_id="ours"))
        rows.units.append(Unit(id=subject, subject_id=subject, title=subject))
    for name, (subject, title, text) in TEXTS.items():
        rows.lessons.append(Lesson(id=name, unit_id=subject, title=title))
        rows.objectives.append(Objective(id=f"{name}-objective", lesson_id=name, title=title))
        rows.passages.append(
            Passage(
                id=f"{name}/notes",
                lesson_id=name,
                objective_id=f"{name}-objective",
                source_id="ours",
                kind="notes",
                heading=title,
                text=changed.get(name, text),
            )
        )
    return rows


class Counting:
    """The real embedder, which remembers what it was asked to embed."""

    def __init__(self, embedder, digest=None):
        self.embedder, self.name, self.dimension = embedder, embedder.name, embedder.dimension
        self.digest, self.words, self.ranks = digest or embedder.digest, embedder.words, embedder.ranks
        self.asked: list[str] = []

    def embed(self, texts):
        self.asked.extend(texts)
        return self.embedder.embed(texts)

    def read(self, texts):
        return self.embedder.read(texts)


@pytest.fixture(scope="module")
def built(tmp_path_factory, embedder):
    folder = tmp_path_factory.mktemp("index") / "content"
    build(some_rows(), folder, Indexer(embedder))
    return folder


@pytest.fixture(scope="module")
def passages(built, embedder):
    return Passages(Catalogue.open(built), embedder)


@pytest.fixture
def folder(built, tmp_path):
    return shutil.copytree(built, tmp_path / "content")


def found(hits):
    return [hit.passage_id for hit in hits]


def test_a_question_finds_the_passage_that_answers_it(passages):
    hits = passages.search("why do plants look green?")
    assert found(hits)[0] == "leaf/notes"
    assert 0.45 < hits[0].similarity <= 1
    assert hits[0].where == "elsewhere"


def test_what_is_being_studied_comes_first_then_the_subject_then_the_rest(passages):
    scope = Scope(lessons=frozenset({"mirror"}), subject="biology")
    hits = passages.search("what reflects green light?", scope)
    assert [(hit.passage_id, hit.where) for hit in hits] == [
        ("mirror/notes", "studying"),
        ("leaf/notes", "subject"),
    ]
    by_objective = passages.search("what reflects green light?", Scope(objectives=frozenset({"leaf-objective"})))
    assert [(hit.passage_id, hit.where) for hit in by_objective] == [
        ("leaf/notes", "studying"),
        ("mirror/notes", "elsewhere"),
    ]


def test_a_far_nearer_passage_elsewhere_is_not_hidden_by_the_scope(passages):
    hits = passages.search("what is a prime number?", Scope(lessons=frozenset({"breath"}), subject="biology"))
    assert found(hits) == ["prime/notes"]


@pytest.mark.parametrize("text", ["who won the football?", "i hate this", "", "?"])
def test_what_the_curriculum_does_not_speak_of_finds_nothing(passages, text):
    assert passages.search(text) == ()


def test_a_misspelt_question_finds_the_same(passages):
    assert found(passages.search("what does chlorophil do to grene light?"))[0] == "leaf/notes"


def test_no_more_hits_than_asked_for(passages):
    assert len(passages.search("light", k=1)) == 1


def test_a_scope_that_is_not_in_this_content_narrows_nothing(passages):
    scope = Scope(objectives=frozenset({"gone"}), lessons=frozenset({"gone"}), subject="gone")
    assert found(passages.search("prime number", scope)) == ["prime/notes"]


@pytest.mark.parametrize(
    ("query", "lesson"), [("prime factors", "prime"), ("lungs", "breath"), ("reflexion", "mirror")]
)
def test_lessons_are_ranked_by_meaning_and_words(passages, query, lesson):
    hits = passages.search_lessons(query, k=2)
    assert hits[0].lesson_id == lesson
    assert len(hits) == 2
    assert hits[0].score > hits[1].score


def test_a_rebuild_embeds_only_what_changed(folder, embedder):
    counting = Counting(embedder)
    build(some_rows(breath="The ribs rise when we breathe in."), folder, Indexer(counting))
    assert counting.asked == ["Breathing. The ribs rise when we breathe in."]
    reused = Passages(Catalogue.open(folder), embedder)
    assert found(reused.search("why do plants look green?"))[0] == "leaf/notes"
    assert found(reused.search("do ribs move when I breathe?"))[0] == "breath/notes"


def test_another_model_reuses_nothing(folder, embedder):
    counting = Counting(embedder, digest="another")
    build(some_rows(), folder, Indexer(counting))
    assert len(counting.asked) == EVERY
    with pytest.raises(StaleIndex, match="attain content build"):
        Passages(Catalogue.open(folder), embedder)


def test_the_same_text_is_embedded_once(tmp_path, embedder):
    counting = Counting(embedder)
    rows = some_rows()
    twin = rows.passages[0].model_dump() | {"id": "leaf/again"}
    rows.passages.append(Passage(**twin))
    build(rows, tmp_path / "content", Indexer(counting))
    assert len(counting.asked) == len(set(counting.asked)) == EVERY


def test_progress_is_told(tmp_path, embedder):
    heard = []
    build(some_rows(), tmp_path / "content", Indexer(embedder), lambda *said: heard.append(said))
    assert heard == [("Embedding", 0, EVERY), ("Embedding", EVERY, EVERY)]


def test_content_without_passages_can_be_searched(tmp_path, embedder):
    build(Rows(), tmp_path / "content", Indexer(embedder))
    empty = Passages(Catalogue.open(tmp_path / "content"), embedder)
    assert empty.search("light") == ()
    assert empty.search_lessons("light") == ()


def declare(folder, name, record: FileRecord):
    """Make the manifest agree with a file that was put in the place of another."""
    manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes()).model_dump()
    manifest["files"][name] = record.model_dump()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_an_index_that_is_not_the_one_built_is_refused(folder, embedder):
    catalogue = Catalogue.open(folder)
    (folder / PASSAGES).write_bytes((folder / PASSAGES).read_bytes()[:-4] + b"abcd")
    with pytest.raises(StaleIndex, match=PASSAGES):
        Passages(catalogue, embedder)


@pytest.mark.parametrize("name", [PASSAGES, LESSONS])
def test_an_index_with_too_few_vectors_is_refused(folder, embedder, tmp_path, name):
    other = some_rows()
    del other.passages[-1], other.objectives[-1], other.lessons[-1]
    build(other, tmp_path / "other", Indexer(embedder))
    shutil.copy(tmp_path / "other" / name, folder / name)
    declare(folder, name, file_record(folder / name))
    with pytest.raises(StaleIndex, match="3 vectors for 4 texts"):
        Passages(Catalogue.open(folder), embedder)


def test_a_file_that_is_no_index_is_refused(folder, embedder):
    (folder / PASSAGES).write_bytes(b"not an index at all")
    declare(folder, PASSAGES, file_record(folder / PASSAGES))
    with pytest.raises(StaleIndex, match="not an index"):
        Passages(Catalogue.open(folder), embedder)


def test_every_passage_is_its_own_nearest(passages, embedder):
    for name, (_, title, text) in TEXTS.items():
        (hit,) = passages.search(f"{title}. {text}", k=1)
        assert hit.passage_id == f"{name}/notes"
        assert np.isclose(hit.similarity, 1, atol=0.02)
