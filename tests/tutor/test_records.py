from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import select

from tutor.database import reading, transaction
from tutor.records import MAX_WRITTEN, Account, Membership, School, Turn, TutoringSession, new_pseudonym

WRITTEN = "x² − 5x ≤ ½, “why?” 🙂 " + "é" * 100


@pytest.fixture
def session_id(any_records: Engine, pupil_in) -> int:
    pupil_id = pupil_in(any_records)
    with transaction(any_records) as db:
        session = TutoringSession(pupil_id=pupil_id, objective_id="o", content_version="c", policy="p")
        db.add(session)
        db.flush()
        return session.id or 0


def turn(session_id: int, position: int = 1, **given: object) -> Turn:
    return Turn(**{"session_id": session_id, "position": position, "who": "pupil", "move": "answer", **given})


def test_a_time_comes_back_the_same_and_with_its_zone(any_records: Engine, session_id: int) -> None:
    at = datetime(2026, 7, 1, 13, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1)))
    with transaction(any_records) as db:
        db.add(turn(session_id, at=at))
    with reading(any_records) as db:
        kept = db.exec(select(Turn)).one().at
    assert kept == at
    assert kept.utcoffset() is not None
    assert kept.astimezone(UTC).hour == 12


def test_a_time_without_a_zone_is_refused(any_records: Engine, session_id: int) -> None:
    with pytest.raises(StatementError, match="without a zone"), transaction(any_records) as db:
        db.add(turn(session_id, at=datetime(2026, 7, 1)))  # noqa: DTZ001 - the subject of the test


@pytest.mark.parametrize("written", [WRITTEN, "z" * MAX_WRITTEN, "", "  \n\t"])
def test_what_a_pupil_wrote_comes_back_letter_for_letter(any_records: Engine, session_id: int, written: str) -> None:
    facts = {"pupil": written, "right": None, "passages": [written]}
    with transaction(any_records) as db:
        db.add(turn(session_id, text=written, working=written, facts=facts))
    with reading(any_records) as db:
        kept = db.exec(select(Turn)).one()
    assert (kept.text, kept.working, kept.facts) == (written, written, facts)


def test_a_position_is_taken_once_in_a_session(any_records: Engine, session_id: int) -> None:
    with transaction(any_records) as db:
        db.add(turn(session_id, 1))
    with pytest.raises(IntegrityError), transaction(any_records) as db:
        db.add(turn(session_id, 1, who="tutor"))


@pytest.mark.parametrize("wrong", [{"who": "parent"}, {"state": "lost"}])
def test_a_turn_of_an_unknown_kind_is_refused(any_records: Engine, session_id: int, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction(any_records) as db:
        db.add(turn(session_id, **wrong))


def test_a_row_about_nobody_is_refused(any_records: Engine, session_id: int) -> None:
    with pytest.raises(IntegrityError), transaction(any_records) as db:
        db.add(Membership(class_id=999, account_id=999))
    with pytest.raises(IntegrityError), transaction(any_records) as db:
        db.add(turn(session_id + 1000))


def test_an_account_of_an_unknown_role_is_refused(any_records: Engine) -> None:
    with transaction(any_records) as db:
        db.add(School(id=1, name="Example School (invented)"))
    with pytest.raises(IntegrityError), transaction(any_records) as db:
        db.add(Account(school_id=1, role="head", username="h", password_hash="-", name="H Example"))


def test_pseudonyms_differ_and_hold_no_name() -> None:
    names = {new_pseudonym() for _ in range(200)}
    assert len(names) == 200
    assert all(len(name) == 18 for name in names)
