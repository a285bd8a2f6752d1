import shutil
from pathlib import Path

import pytest

from content_store.build import version_of
from content_store.oak import ATTRIBUTION, OF_A_PICTURE, read_oak
from content_store.problems import InvalidContent

CLONE = Path(__file__).parent / "oak_clone"
BIOLOGY = Path("data", "subjects", "the-sciences", "biology-key-stage-4.ttl")


@pytest.fixture(scope="module")
def oak():
    return read_oak(CLONE)


@pytest.fixture
def clone(tmp_path):
    return shutil.copytree(CLONE, tmp_path / "clone")


def by_id(rows, row_id):
    return next(row for row in rows if row.id == row_id)


def test_each_lesson_is_an_objective_named_by_its_outcome(oak):
    objective = by_id(oak.objectives, "how-roots-drink")
    assert objective.title == "I can explain how roots take in water."
    assert objective.lesson_id == "how-roots-drink"
    assert by_id(oak.objectives, "how-leaves-breathe").title == "How leaves breathe"


def test_a_repeated_slug_is_one_lesson_in_two_units(oak):
    assert [lesson.id for lesson in oak.lessons].count("how-roots-drink") == 1
    units = {place.unit_id for place in oak.lessons_in_units if place.lesson_id == "how-roots-drink"}
    assert units == {"plants", "plants-combined"}
    assert by_id(oak.lessons, "how-roots-drink").unit_id == "plants"


def test_a_lesson_has_the_first_year_of_its_programmes_and_their_tiers(oak):
    lesson = by_id(oak.lessons, "how-roots-drink")
    assert (lesson.year, lesson.key_stage, lesson.position) == (10, 4, 2)
    assert by_id(oak.objectives, "how-roots-drink").tier == "both"


def test_a_lesson_without_a_year_has_its_key_stage(oak):
    lesson = by_id(oak.lessons, "distances-on-a-map")
    assert (lesson.year, lesson.key_stage) == (None, 4)
    assert by_id(oak.objectives, "distances-on-a-map").tier is None


def test_points_are_one_passage_in_their_own_order_as_sentences(oak):
    passage = by_id(oak.passages, "how-roots-drink/points")
    assert passage.heading == "How roots drink"
    assert passage.text == (
        "Roots take in water from the soil. A root hair has a large surface, of $A$ square metres. "
        "Water moves into the root by osmosis."
    )


@pytest.mark.parametrize(
    "point", ["This diagram shows a root.", "The picture below is of a leaf.", "It is shown above."]
)
def test_a_point_about_a_picture_that_is_not_here_is_left_out(point):
    assert OF_A_PICTURE.search(point)


@pytest.mark.parametrize("point", ["A Venn diagram has overlapping circles.", "The image is congruent to the object."])
def test_a_point_about_pictures_in_general_stays(point):
    assert not OF_A_PICTURE.search(point)


def test_what_pupils_wrongly_believe_is_in_no_passage(oak):
    assert {row.statement for row in oak.misconceptions} == {"Roots eat the soil."}
    assert not any("eat the soil" in row.text or "Remind" in row.text for row in oak.passages)


def test_a_shared_misconception_is_a_row_of_each_lesson(oak):
    owners = {row.objective_id for row in oak.misconceptions}
    assert owners == {"how-roots-drink", "how-leaves-breathe"}
    assert len({row.id for row in oak.misconceptions}) == 2


def test_only_definitions_that_fit_their_subject_are_kept(oak):
    assert [(row.term, row.lesson_id) for row in oak.keywords] == [("root hair", "how-roots-drink")]
    passage = by_id(oak.passages, "how-roots-drink/keywords")
    assert passage.text == "Root hair: a part of a root with a large surface, through which water is taken in."


def test_every_passage_carries_its_licence(oak):
    (source,) = oak.sources
    assert (source.attribution, source.version) == (ATTRIBUTION, "0.0.9")
    assert {passage.source_id for passage in oak.passages} == {source.id}


def test_the_same_files_are_the_same_version(oak):
    assert version_of(oak) == version_of(read_oak(CLONE))


def test_progress_names_each_file(clone):
    heard = []
    read_oak(clone, lambda *said: heard.append(said))
    assert heard == [("Reading files", done, 3) for done in range(4)]


def test_a_broken_file_is_named_with_its_line(clone):
    text = (clone / BIOLOGY).read_text(encoding="utf-8")
    broken = text.replace('rdfs:label "Plants"@en ;', 'rdfs:label "Plants@en ;')
    line = 1 + broken[: broken.index('"Plants@en')].count("\n")
    (clone / BIOLOGY).write_text(broken, encoding="utf-8")
    with pytest.raises(InvalidContent) as caught:
        read_oak(clone)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(BIOLOGY), line)
    assert "not Turtle" in problem.rule
    assert problem.suggestion


def test_bytes_that_are_no_text_are_named_with_their_line(clone):
    (clone / BIOLOGY).write_bytes(b"@prefix a: <http://a/> .\n\na:b a:c '\xff' .\n")
    with pytest.raises(InvalidContent) as caught:
        read_oak(clone)
    assert caught.value.problems[0].line == 3


@pytest.mark.parametrize("kept", [[], ["data/programme-structure.ttl"]])
def test_a_folder_that_is_no_clone_says_what_to_give(tmp_path, kept):
    for name in kept:
        (tmp_path / name).parent.mkdir(parents=True)
        shutil.copy(CLONE / name, tmp_path / name)
    with pytest.raises(InvalidContent, match="clone of https://"):
        read_oak(tmp_path)


def test_subjects_that_nobody_has_thought_of_are_read_as_well(clone):
    maths = clone / "data" / "subjects" / "mathematics" / "mathematics-key-stage-4.ttl"
    text = maths.read_text(encoding="utf-8").replace("scheme-mathematics", "scheme-art-and-design")
    for old, new in (("unit-3", "unit-9"), ("unitvariant-3", "unitvariant-9"), ("lesson-30", "lesson-90")):
        text = text.replace(old, new)
    text = text.replace('"maps"', '"sketching"').replace('"distances-on-a-map"', '"shading-a-sphere"')
    text += """
natcurric:subject-art-and-design a curric:Subject ; rdfs:label "Art and design"@en .
natcurric:scheme-art-and-design-key-stage-4 a curric:Scheme ;
  curric:isSchemeOf natcurric:subject-art-and-design ; curric:coversKeyStage natcurric:key-stage-4 .
"""
    other = clone / "data" / "subjects" / "art" / "art-and-design-key-stage-4.ttl"
    other.parent.mkdir()
    other.write_text(text, encoding="utf-8")
    before, oak = read_oak(CLONE), read_oak(clone)
    assert {row.id for row in oak.subjects} == {row.id for row in before.subjects} | {"art-and-design"}
    assert {row.id for row in oak.objectives} == {row.id for row in before.objectives} | {"shading-a-sphere"}
    assert by_id(oak.subjects, "art-and-design").title == "Art and design"


@pytest.mark.slow
@pytest.mark.shared_data
def test_the_whole_of_oak_is_read(shared_data):
    oak = read_oak(shared_data / "oak-curriculum-ontology")
    assert len(oak.lessons) == len(oak.objectives) == 2998
    assert {subject.id for subject in oak.subjects} == {"biology", "chemistry", "english", "mathematics", "physics"}
    terms = {keyword.term.casefold() for keyword in oak.keywords}
    assert not terms & {"cell", "scale", "key", "square", "chord", "conductor"}
    said = " ".join(passage.text for passage in oak.passages)
    assert not [row.statement for row in oak.misconceptions if len(row.statement) > 40 and row.statement in said]
