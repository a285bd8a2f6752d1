"""`attain content build` with the formats of other publishers."""

import json

import pytest
from click.testing import CliRunner

from content_store.catalogue import Catalogue
from content_store.items import draw, read_spec
from evaluation.proofs.marks import marking_problems, right_text
from tutor.marking import Mark, mark
from web.commands import attain

BANK = "::Unit:: Unit of force? {=newton ~joule ~watt}\n\nWrite. {}\n\nValue of g? {#9.8:0.1}\n"


@pytest.fixture
def bank(tmp_path):
    file = tmp_path / "bank.gift"
    file.write_text(BANK, encoding="utf-8")
    return file


def build(*arguments):
    return CliRunner().invoke(attain, ["content", "build", *map(str, arguments)])


def test_an_import_is_built_opened_drawn_and_marked_right(bank, tmp_path):
    target, skipped = tmp_path / "content", tmp_path / "skipped.jsonl"
    terms = [
        "--licence",
        "CC BY 4.0",
        "--attribution",
        "Ada Example",
        "--title",
        "Forces",
        "--url",
        "https://example.org",
    ]
    result = build("gift", "--from", bank, "--to", target, "--skipped", skipped, *terms)
    assert result.exit_code == 0, result.output
    assert "1 left out:\n     1  question: an essay cannot be marked\n" in result.output
    (line,) = skipped.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {"kind": "question", "where": "bank.gift:3", "reason": "an essay cannot be marked"}
    catalogue = Catalogue.open(target)
    (source,) = catalogue.manifest.sources
    assert (source.title, source.licence, source.attribution) == ("Forces", "CC BY 4.0", "Ada Example")
    (objective,) = [row for subject in catalogue.subjects() for row in catalogue.objectives(subject.id)]
    rows = catalogue.items_of(objective.id)
    assert len(rows) == 2
    for row in rows:
        item = draw(read_spec(row.definition), row.objective_id, 1)
        marked = mark(item.answer, right_text(item.answer))
        assert isinstance(marked, Mark)
        assert marked.right
        assert list(marking_problems(item)) == []


def test_without_a_licence_nothing_is_written(bank, tmp_path):
    result = build("gift", "--from", bank, "--to", tmp_path / "content")
    assert result.exit_code != 0
    assert "no licence is given" in result.output
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gift"], "say where to read gift from"),
        (["gift", "--from", "."], "say which folder to write"),
        (["oak"], "say where to read oak from"),
        (["moodle", "--from", "."], "Invalid value"),
    ],
)
def test_what_is_missing_is_said(arguments, message):
    result = build(*arguments)
    assert result.exit_code != 0
    assert message in result.output


def test_a_file_is_no_pack(bank, tmp_path):
    assert "is read from a folder" in build("pack", "--from", bank, "--to", tmp_path / "content").output
