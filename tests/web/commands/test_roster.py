"""`attain roster` as whoever looks after the machine uses it."""

import pytest
from click.testing import CliRunner

from tutor import people
from tutor.database import migrate, open_records, reading, transaction
from tutor.rosters import keys
from web.commands import attain

UPN = "B801200005001"


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """A school with an IT lead and one pupil."""
    monkeypatch.setenv("ATTAIN_DATA", str(tmp_path / "instance"))
    (tmp_path / "instance").mkdir()
    records = open_records(f"sqlite:///{tmp_path / 'instance' / 'records.db'}")
    migrate(records)
    with transaction(records) as db:
        school = people.add_school(db, "Example School (invented)").id
        people.add_many(db, school, [("Ada Example", "ada")])
    yield records, school
    records.dispose()


@pytest.fixture
def run(installation):
    records, school = installation
    with transaction(records) as db:
        people.add(db, school, "admin", "Tess Technician", "tess")
    return lambda *arguments: CliRunner().invoke(attain, ["roster", *map(str, arguments)])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(f"Forename,Surname,Set,UPN\nBen,Sample,10X,{UPN}\n", encoding="utf-8")
    return path


def test_a_list_is_checked_without_upns_and_taken_in_with_yes(run, file, installation):
    checked = run("check", file, "--part", "--column", "classes=Set")
    assert "joiner,2,Ben Sample,10,,10X,ben.sample" in checked.output
    assert "1 new" in checked.output
    assert UPN not in checked.output
    assert "add --yes" in run("apply", file, "--part").output
    refused = run("apply", file, "--yes", "--column", "classes=Set")
    assert refused.exit_code == 1
    assert "1 of 1 pupils would be marked as left" in refused.output
    assert run("apply", file, "--yes", "--leavers", "--column", "classes=Set").exit_code == 0
    records, school = installation
    with reading(records) as db:
        assert [one.name for one in people.found(db, school, "pupil")] == ["Ben Sample"]


def test_what_cannot_be_read_and_columns_that_are_none_are_told(run, file, tmp_path):
    assert "choose one of" in run("check", file, "--column", "age=Set").output
    assert "no column Sets" in run("check", file, "--column", "classes=Sets").output
    assert "Name the IT lead" in run("check", file, "--by", "ada").output
    (tmp_path / "bad.csv").write_bytes(b"Vorname,Nachname\nAda,Example\n")
    told = run("check", tmp_path / "bad.csv").output
    assert "Vorname, Nachname" in told
    assert "Nothing was changed" in told


def test_a_new_key_seals_what_is_kept_and_lists_that_wait_are_thrown_away(run, file, installation, tmp_path):
    run("apply", file, "--yes", "--part", "--column", "classes=Set")
    path = tmp_path / "instance" / "roster-keys"
    before = path.read_text()
    waiting = tmp_path / "instance" / "rosters"
    waiting.mkdir()
    (waiting / "list").write_bytes(b"sealed")
    assert "1 UPNs" in run("new-key").output
    match, seal = path.read_text().splitlines()
    assert match in before
    assert seal not in before
    assert list(waiting.iterdir()) == []
    with reading(installation[0]) as db:
        keys.open_keys(path, db)
    assert "1 unchanged" in run("check", file, "--part", "--column", "classes=Set").output
