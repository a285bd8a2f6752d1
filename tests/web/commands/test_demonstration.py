"""`attain demonstration fill` through the real entry point: only an untouched demonstration school is filled."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from tutor.database import migrate, open_records
from tutor.settings import Settings
from web.commands import attain, demonstration
from web.commands.setup import make_demonstration


@pytest.fixture
def run(tmp_path, content, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATTAIN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ATTAIN_CONTENT", str(content))
    return lambda: CliRunner().invoke(attain, ["demonstration", "fill"])


def test_a_demonstration_school_is_filled_once(run, tmp_path):
    assert "There is no demonstration school here" in run().output
    settings = Settings(data=tmp_path / "data")
    migrate(open_records(settings.database_url))
    make_demonstration(settings)
    first = run()
    assert first.exit_code == 0, first.output
    assert "/teacher/classes/1/week?week=" in first.output
    second = run()
    assert second.exit_code == 1
    assert "already" in second.output


@pytest.mark.parametrize(("day", "monday"), [(27, 16), (28, 23), (29, 23), (30, 23)])
def test_the_newest_week_is_one_whose_friday_is_over(day, monday, monkeypatch):
    monkeypatch.setattr(demonstration, "now", lambda: datetime(2026, 11, day, 12, tzinfo=UTC))
    assert demonstration.newest_week().day == monday
