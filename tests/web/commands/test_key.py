"""`attain key` as whoever looks after the machine uses it."""

import pytest
from click.testing import CliRunner

from tutor import api_keys
from tutor.database import open_records, reading
from web.commands import attain


@pytest.fixture
def run(monkeypatch, settings, records):
    """Run a command on an installation without keys."""
    monkeypatch.setenv("ATTAIN_DATA", str(settings.data))
    return lambda *arguments: CliRunner().invoke(attain, ["key", *arguments])


def test_a_key_is_given_listed_without_itself_and_revoked(run, records):
    given = run("add", "Slides", "--answers")
    assert given.exit_code == 0, given.output
    key = given.stdout.strip()
    with reading(records) as db:
        assert api_keys.find(db, key).may_see_answers
    listed = run("list").output
    assert "Slides: answers" in listed
    assert "never used" in listed
    assert key not in listed
    beginning = listed.split("…")[0]
    assert key.startswith(beginning)
    revoked = run("revoke", f"{beginning}…")
    assert "Slides" in revoked.output
    with reading(records) as db:
        assert api_keys.find(db, key) is None
    assert "revoked" in run("list").output


def test_without_the_option_a_key_sees_no_answers(run):
    run("add", "Slides")
    assert "Slides: no answers" in run("list").output


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_a_name_that_cannot_be_used_is_refused(run, name):
    result = run("add", name)
    assert result.exit_code == 1
    assert "Nothing was given" in result.output
    assert run("list").output == "There are no keys.\n"


def test_a_beginning_that_no_key_has_is_told(run):
    result = run("revoke", "attain_xx")
    assert result.exit_code == 1
    assert "attain key list" in result.output


def test_records_of_an_earlier_version_are_left_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("ATTAIN_DATABASE", f"sqlite:///{tmp_path / 'old.db'}")
    open_records(f"sqlite:///{tmp_path / 'old.db'}").dispose()
    result = CliRunner().invoke(attain, ["key", "add", "Slides"])
    assert result.exit_code == 1
    assert "attain setup" in result.output
