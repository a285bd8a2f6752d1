"""`attain account` as whoever looks after the machine uses it."""

import pytest
from click.testing import CliRunner

from tutor import accounts, history, people
from tutor.database import migrate, open_records, reading, transaction
from web.commands import attain


@pytest.fixture
def records(settings):
    settings.data.mkdir(parents=True)
    engine = open_records(settings.database_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def run(monkeypatch, settings, records):
    """Run a command on an installation without accounts."""
    monkeypatch.setenv("ATTAIN_DATA", str(settings.data))
    return lambda *arguments: CliRunner().invoke(attain, ["account", *arguments])


def test_an_account_is_added_listed_without_its_password_and_signs_in(run, records):
    assert run("list").output == "There are no accounts.\n"
    added = run("add", "admin", "Tess Technician", " Tess ", "--school", "Example School (invented)")
    assert added.exit_code == 0, added.output
    password = added.stdout.strip()
    with reading(records) as db:
        account = accounts.check_sign_in(db, "tess", password)
        assert (account.name, account.role) == ("Tess Technician", "admin")
    listed = run("list").output
    assert "tess" in listed
    assert "Example School (invented)" in listed
    assert password not in listed


def test_a_new_password_takes_the_place_of_the_old_one(run, records):
    old = run("add", "admin", "Tess Technician", "tess", "--school", "Example").stdout.strip()
    new = run("reset", "TESS").stdout.strip()
    with reading(records) as db:
        assert accounts.check_sign_in(db, "tess", old) is None
        assert accounts.check_sign_in(db, "tess", new)


def test_the_school_is_named_where_it_is_not_plain(run, records):
    assert "there is none yet" in run("add", "teacher", "Ms Teacher", "teacher").output
    run("add", "teacher", "Ms Teacher", "teacher", "--school", "First (invented)")
    assert run("add", "teacher", "Mr Teacher", "teacher2").exit_code == 0
    assert run("add", "teacher", "Mx Teacher", "teacher3", "--school", "Frist").exit_code == 1
    with transaction(records) as db:
        people.add_school(db, "Second (invented)")
    refused = run("add", "pupil", "Ada Example", "ada")
    assert refused.exit_code == 1
    assert "First (invented), Second (invented)" in refused.output
    assert "Nobody was added" in refused.output
    assert run("add", "pupil", "Ada Example", "ada", "--school", "second (INVENTED)").exit_code == 0
    with reading(records) as db:
        assert history.account_named(db, "ada").school_id == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "pupil", " ", "ada"),
        ("add", "pupil", "Ada", "two words"),
        ("add", "wizard", "Ada", "ada"),
        ("reset", "nobody"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_changed(run, arguments):
    result = run(*arguments)
    assert result.exit_code != 0
    assert isinstance(result.exception, SystemExit)
    assert run("list").output == "There are no accounts.\n"


def test_whoever_has_left_is_listed_as_such_and_a_reset_says_so(run, records):
    run("add", "pupil", "Ada Example", "ada", "--school", "Example")
    with transaction(records) as db:
        people.mark_left(db, history.account_named(db, "ada"))
    assert ", left 20" in run("list").output
    assert "has left" in run("reset", "ada").output
