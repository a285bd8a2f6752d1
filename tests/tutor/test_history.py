from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from tutor import history
from tutor.database import reading, transaction
from tutor.records import Account, Membership, School, TeachingClass, Turn, TutoringSession

MONDAY = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


def add(db: Session, row):
    db.add(row)
    db.flush()
    return row


def account(db: Session, school: School, name: str, role: str = "pupil") -> int:
    username = name.split()[0].casefold()
    row = Account(school_id=school.id, role=role, username=username, password_hash="-", name=name)
    return add(db, row).id


def sitting(db: Session, pupil_id: int, objective_id: str, day: int, **given: object) -> TutoringSession:
    at = MONDAY + timedelta(days=day)
    usual = {"content_version": "c", "policy": "p", "started_at": at, "last_at": at}
    return add(db, TutoringSession(pupil_id=pupil_id, objective_id=objective_id, **{**usual, **given}))


@pytest.fixture
def school(any_records: Engine) -> dict[str, int]:
    """Two classes of an invented school: 10X with its teacher, and 10Y with another."""
    with transaction(any_records) as db:
        school = add(db, School(name="Example School (invented)"))
        x = add(db, TeachingClass(school_id=school.id, name="10X", year=10)).id
        y = add(db, TeachingClass(school_id=school.id, name="10Y", year=10)).id
        ids = {"10X": x, "10Y": y}
        for name, role, classes in [
            ("Zed Example", "pupil", [x]),
            ("Ada Example", "pupil", [x, y]),
            ("Ben Sample", "pupil", [y]),
            ("Tess Teacher", "teacher", [x]),
            ("Una Teacher", "teacher", [y]),
        ]:
            ids[name] = account(db, school, name, role)
            for class_id in classes:
                add(db, Membership(class_id=class_id, account_id=ids[name]))
    return ids


def test_the_newest_unfinished_session_is_the_open_one(any_records: Engine, school: dict[str, int]) -> None:
    ada = school["Ada Example"]
    with transaction(any_records) as db:
        sitting(db, ada, "pythagoras", 0)
        newest = sitting(db, ada, "pythagoras", 1)
        sitting(db, ada, "pythagoras", 2, ended_at=MONDAY)
        sitting(db, school["Ben Sample"], "pythagoras", 3)
        other = sitting(db, ada, "resistance", -1)
        assert history.open_session(db, ada, "pythagoras").id == newest.id
        assert history.open_session(db, ada, "resistance").id == other.id
        assert history.open_session(db, ada).id == newest.id
        assert history.open_session(db, ada, "inference") is None


def test_a_session_that_has_come_to_its_end_is_nothing_to_go_on_with(
    any_records: Engine, school: dict[str, int]
) -> None:
    ada = school["Ada Example"]
    with transaction(any_records) as db:
        sitting(db, ada, "pythagoras", 0, phase="done")
        assert history.open_session(db, ada) is None
        assert history.open_session(db, ada, "pythagoras") is not None


def test_sessions_and_the_last_time_seen_are_the_pupils_own(any_records: Engine, school: dict[str, int]) -> None:
    ada, ben = school["Ada Example"], school["Ben Sample"]
    with transaction(any_records) as db:
        first, second = sitting(db, ada, "pythagoras", 0), sitting(db, ada, "resistance", 1)
        sitting(db, ben, "resistance", 5)
        assert [one.id for one in history.sessions_of(db, ada)] == [second.id, first.id]
        assert history.last_seen(db, ada) == MONDAY + timedelta(days=1)
        assert history.last_seen(db, school["Zed Example"]) is None


def test_turns_come_in_the_order_of_their_numbers(any_records: Engine, school: dict[str, int]) -> None:
    with transaction(any_records) as db:
        own, other = (sitting(db, school["Ada Example"], "pythagoras", day) for day in (0, 1))
        assert history.last_position(db, own) == 0
        for position, move, item in [(2, "answer", "a"), (1, "ask", "a"), (3, "check", "b"), (10, "ask", None)]:
            who = "pupil" if move == "answer" else "tutor"
            add(db, Turn(session_id=own.id, position=position, who=who, move=move, item_id=item))
        add(db, Turn(session_id=other.id, position=40, who="tutor", move="ask", item_id="z"))
        assert [turn.position for turn in history.turns_of(db, own)] == [1, 2, 3, 10]
        assert history.last_position(db, own) == 10
        assert history.items_done(db, own) == ["a", "b"]
        assert history.turn_at(db, own, 2).move == "answer"
        assert history.turn_at(db, own, 40) is None


def test_waiting_replies_are_listed_oldest_first(any_records: Engine, school: dict[str, int]) -> None:
    with transaction(any_records) as db:
        own = sitting(db, school["Ada Example"], "pythagoras", 0)
        turns = [
            add(db, Turn(session_id=own.id, position=position, who="tutor", move="hint", state=state))
            for position, state in [(3, "waiting"), (1, "shown"), (2, "waiting")]
        ]
    with reading(any_records) as db:
        assert history.waiting_turns(db) == [turns[0].id, turns[2].id]
        assert history.wording_of(db, turns[0].id) is None


@pytest.mark.parametrize("typed", ["ada", "ADA", "  Ada "])
def test_a_username_is_found_whatever_its_capitals(any_records: Engine, school: dict[str, int], typed: str) -> None:
    with reading(any_records) as db:
        assert history.account_named(db, typed).name == "Ada Example"
        assert history.account_named(db, "nobody") is None


def test_a_class_has_its_pupils_by_name_and_not_its_teacher(any_records: Engine, school: dict[str, int]) -> None:
    with reading(any_records) as db:
        assert [one.name for one in history.pupils_in(db, school["10X"])] == ["Ada Example", "Zed Example"]
        assert [one.name for one in history.classes_of(db, school["Ada Example"])] == ["10X", "10Y"]


@pytest.mark.parametrize(
    ("teacher", "pupil", "shared"),
    [
        ("Tess Teacher", "Ada Example", True),
        ("Tess Teacher", "Zed Example", True),
        ("Tess Teacher", "Ben Sample", False),
        ("Una Teacher", "Ben Sample", True),
        ("Una Teacher", "Zed Example", False),
    ],
)
def test_a_teacher_teaches_the_pupils_of_shared_classes_only(
    any_records: Engine, school: dict[str, int], teacher: str, pupil: str, shared: bool
) -> None:
    with reading(any_records) as db:
        assert history.teaches(db, school[teacher], school[pupil]) is shared
