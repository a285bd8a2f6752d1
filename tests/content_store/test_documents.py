"""A pack's files are read with the line of every value, so that each slip is told where it stands."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from content_store.documents import NOTES, parse_yaml, read_front_matter, read_text, shaped
from content_store.problems import InvalidContent, Problem

TEXT = """\
# a comment
- id: first
  hints:
    - one
    - |
      two
      lines
  answer: {value: 3,
           unit: cm}

- id: second
"""


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern="^[a-z]+$")
    year: int


SHAPE = TypeAdapter(Shape)


def problem_of(raised: pytest.ExceptionInfo[InvalidContent]) -> Problem:
    (problem,) = raised.value.problems
    return problem


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((0,), 2),
        ((0, "id"), 2),
        ((0, "hints"), 3),
        ((0, "hints", 1), 5),
        ((0, "answer", "value"), 8),
        ((0, "answer", "unit"), 9),
        ((1, "id"), 11),
        ((1, "answer", "value"), 11),
        ((0, "parameters", "a", "WholeNumbers", "from"), 2),
        ((7, "id"), 2),
        ((), 2),
    ],
)
def test_a_value_stands_on_its_line_and_a_missing_one_on_that_of_what_lacks_it(place: tuple, line: int) -> None:
    assert parse_yaml(TEXT, "items.yaml").line(place) == line


def test_a_problem_is_written_so_that_an_editor_opens_its_place() -> None:
    problem = parse_yaml(TEXT, "maths/items.yaml").problem((0, "hints", 1), "the hint is odd", "mend it")
    assert str(problem) == "maths/items.yaml:5: the hint is odd (mend it)"
    assert str(Problem("pack.yaml", 0, "two are the same", "rename one")) == "pack.yaml: two are the same (rename one)"


def test_invalid_content_tells_all_its_problems_a_line_each() -> None:
    problems = (Problem("a.yaml", 1, "one", "mend"), Problem("b.yaml", 2, "two", "mend"))
    assert str(InvalidContent(problems)) == "a.yaml:1: one (mend)\nb.yaml:2: two (mend)"


def test_an_empty_file_has_no_data_and_one_line() -> None:
    document = parse_yaml("", "items.yaml")
    assert (document.data, document.line((0, "id"))) == (None, 1)


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("id: one\ntitle: a: b\n", 2, "mapping values are not allowed in this context"),
        ("id: one\nhints:\n  - [[total]] beads\n", 3, "did not find expected '-' indicator"),
        ("id: one\ntitle: 'open\n", 3, "found unexpected end of stream"),
        ("id: one\n\ttitle: two\n", 2, "tab character that violates indentation"),
        ("id: one\nyear: 9\nid: two\n", 3, "the key 'id' is given twice"),
        ("- {id: one, id: two}\n", 1, "the key 'id' is given twice"),
        ("id: one\n---\nid: two\n", 2, "expected a single document|but found another document"),
        ("version: 2026-02-31\n", 1, "day is out of range"),
        ("id: a\x07b\n", 1, "control characters are not allowed"),
        ("? [a, b]\n: c\n", 1, "unhashable key"),
        ("id: one\nhints: " + "[" * 100_000, 2, "too deeply"),
        ("- " * 20_000 + "x", 1, "too deeply"),
        ("id: !!python/object/apply:os.getcwd []\n", 1, "could not determine a constructor"),
    ],
)
def test_text_that_is_not_yaml_is_told_with_its_line(text: str, line: int, rule: str) -> None:
    with pytest.raises(InvalidContent, match=rule) as raised:
        parse_yaml(text, "items.yaml")
    problem = problem_of(raised)
    assert (problem.file, problem.line) == ("items.yaml", line)
    assert problem.rule.startswith("the text is not YAML: ")
    assert "quote values" in problem.suggestion


def test_the_line_of_a_yaml_error_in_front_matter_is_that_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "objective.md").write_text("---\nid: one\ntitle: a: b\n---\nnotes\n")
    with pytest.raises(InvalidContent) as raised:
        read_front_matter(tmp_path / "objective.md", "objective.md")
    assert problem_of(raised).line == 3


@pytest.mark.parametrize(("start", "line_end"), [("", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_front_matter_is_read_whichever_editor_saved_it(tmp_path: Path, start: str, line_end: str) -> None:
    text = "---\nid: café\nyear: 9\n---\n\n## Heading\n\n| a |\n|---|\n| b |\n---\nend\n"
    path = tmp_path / "objective.md"
    path.write_bytes((start + text.replace("\n", line_end)).encode("utf-8"))
    document, notes = read_front_matter(path, "objective.md")
    assert document.data == {"id": "café", "year": 9}
    assert notes == "## Heading\n\n| a |\n|---|\n| b |\n---\nend"
    assert [document.line(place) for place in (("id",), ("year",), NOTES)] == [2, 3, 5]


@pytest.mark.parametrize("text", ["", "## Heading\n", "id: one\n---\nnotes\n", "---\nid: one\nnotes\n"])
def test_notes_without_front_matter_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "objective.md").write_text(text)
    with pytest.raises(InvalidContent, match=r"^maths/objective.md:1: the file has no front matter \(begin with"):
        read_front_matter(tmp_path / "objective.md", "maths/objective.md")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_bytes("title: café\n".encode("latin-1"))
    with pytest.raises(InvalidContent, match=r"^pack.yaml:1: the file is not UTF-8 text \(save it as UTF-8\)$"):
        read_text(tmp_path / "pack.yaml", "pack.yaml")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        InvalidContent, match=r"^pack.yaml:1: the file cannot be read \(check that it is there \(No such"
    ):
        read_text(tmp_path / "pack.yaml", "pack.yaml")
    with pytest.raises(InvalidContent, match="Is a directory"):
        read_text(tmp_path, "pack.yaml")


def test_every_value_that_does_not_fit_is_told_at_its_line_with_what_to_do() -> None:
    document = parse_yaml("id: One two\n\nyaer: 9\n", "unit.yaml")
    with pytest.raises(InvalidContent) as raised:
        shaped(document, SHAPE)
    told = {(p.line, p.rule.partition(":")[0], p.suggestion) for p in raised.value.problems}
    assert told == {
        (1, "id", "use small letters, digits and single hyphens, such as ratio-share-1"),
        (1, "year", "add it: docs/pack-format.md shows an example"),
        (3, "yaer", "remove it, or correct its spelling: docs/pack-format.md lists the keys"),
    }
    assert {p.file for p in raised.value.problems} == {"unit.yaml"}


def test_a_file_of_the_wrong_kind_is_told_as_a_whole() -> None:
    with pytest.raises(
        InvalidContent, match=r"^unit.yaml:1: the file: Input should be .*dictionary.* \(see docs/pack-format.md\)"
    ):
        shaped(parse_yaml("- one\n", "unit.yaml"), SHAPE)


def test_a_document_that_fits_becomes_its_shape() -> None:
    assert shaped(parse_yaml("id: one\nyear: 9\n", "unit.yaml"), SHAPE) == Shape(id="one", year=9)
