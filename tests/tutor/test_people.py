"""Who is at a school and in which classes: what can be changed, and what never reaches another school."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from tutor import accounts, history, people
from tutor.database import transaction
from tutor.people import (
    bring_back,
    class_of_school,
    found,
    free_username,
    in_no_class,
    join,
    leave,
    mark_left,
    move,
    reset_password,
    someone,
    username_problem,
)
from tutor.records import Account, AuditEntry, TeachingClass


@pytest.fixture
def db(records: Engine) -> Session:
    with transaction(records) as session:
        yield session


@pytest.fixture
def school(db: Session) -> int:
    return people.add_school(db, " Example School (invented) ").id or 0


@pytest.fixture
def ada(db: Session, school: int) -> Account:
    return people.add(db, school, "pupil", " Ada Example ")[0]


@pytest.fixture
def classes(db: Session, school: int) -> list[TeachingClass]:
    return [people.add_class(db, school, name, 10) for name in ("10X", "10Y")]


def names(accounts) -> list[str]:
    return [one.name for one in accounts]


def test_a_person_is_added_with_a_username_of_the_name_and_a_password_that_works(db, school):
    account, password = people.add(db, school, "pupil", "Ada Example")
    assert (account.name, account.username, account.role) == ("Ada Example", "ada.example", "pupil")
    assert accounts.check_sign_in(db, "ada.example", password) is not None


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Ada Example", "ada.example"),
        ("Zoë  O'Brien-Smith", "zoe.smith"),
        ("Ada B. C. Example", "ada.example"),
        ("Prince", "prince"),
        ("李 明", "somebody"),
        ("X", "x.1"),
    ],
)
def test_a_username_is_made_from_any_name(db, name, username):
    assert free_username(db, name) == username
    assert username_problem(db, username) == ""


def test_two_people_of_the_same_name_get_two_usernames(db, school):
    made = [people.add(db, school, "pupil", "Ada Example")[0].username for _ in range(3)]
    assert made == ["ada.example", "ada.example2", "ada.example3"]


@pytest.mark.parametrize("username", ["", "a", "two words", "x" * 101, "a\0b", "a\nb", " ADA.Example "])
def test_a_username_that_cannot_be_given_is_told(db, ada, username):
    assert username_problem(db, username)


def test_ones_own_username_can_be_kept(db, ada):
    assert username_problem(db, "ada.example", ada) == ""


def test_joining_leaving_and_moving_say_whether_anything_changed(db, ada, classes):
    first, second = classes
    assert [join(db, ada, first), join(db, ada, first)] == [True, False]
    assert names(history.pupils_in(db, first.id)) == ["Ada Example"]
    assert [move(db, ada, first, second), move(db, ada, first, second)] == [True, False]
    assert [history.pupils_in(db, first.id), names(history.pupils_in(db, second.id))] == [[], ["Ada Example"]]
    assert not move(db, ada, second, second)
    assert [leave(db, ada, second), leave(db, ada, second)] == [True, False]


def test_nobody_joins_a_class_of_another_school_and_no_admin_a_class(db, school, ada, classes):
    elsewhere = people.add_school(db, "Other School (invented)").id
    other = people.add_class(db, elsewhere, "9Z", 9)
    admin, _ = people.add(db, school, "admin", "Mr Technician")
    for account, teaching_class in ((ada, other), (admin, classes[0])):
        with pytest.raises(ValueError, match="cannot be in class"):
            join(db, account, teaching_class)
    assert someone(db, elsewhere, ada.id) is None
    assert class_of_school(db, school, other.id) is None


def test_whoever_has_left_is_in_no_list_but_that_one_and_keeps_the_classes(db, school, ada, classes):
    teacher, _ = people.add(db, school, "teacher", "Ms Teacher")
    for account in (ada, teacher):
        join(db, account, classes[0])
        mark_left(db, account)
    assert history.pupils_in(db, classes[0].id) == people.teachers_in(db, classes[0].id) == []
    assert found(db, school, "pupil") == []
    assert names(found(db, school, "pupil", left=True)) == ["Ada Example"]
    for account in (ada, teacher):
        bring_back(db, account)
    assert names(history.pupils_in(db, classes[0].id)) == ["Ada Example"]
    assert names(people.teachers_in(db, classes[0].id)) == ["Ms Teacher"]


def test_leaving_twice_keeps_the_first_day(db, ada):
    mark_left(db, ada)
    first = ada.left_at
    mark_left(db, ada)
    assert ada.left_at == first


def test_people_are_found_by_part_of_a_name_or_username_as_it_is_written(db, school, ada):
    people.add(db, school, "pupil", "Ben 100% Sample", "b_n")
    assert names(found(db, school, "pupil", " EXAM ")) == ["Ada Example"]
    assert names(found(db, school, "pupil", "0%")) == ["Ben 100% Sample"]
    assert names(found(db, school, "pupil", "b_n")) == ["Ben 100% Sample"]
    assert found(db, school, "pupil", "_") != found(db, school, "pupil")
    assert found(db, school, "teacher", "ada") == []


def test_pupils_in_no_class_are_named_so_that_nobody_is_forgotten(db, school, ada, classes):
    ben, _ = people.add(db, school, "pupil", "Ben Sample")
    join(db, ben, classes[0])
    assert names(in_no_class(db, school)) == ["Ada Example"]
    mark_left(db, ada)
    assert in_no_class(db, school) == []


def test_a_new_password_works_the_old_one_does_not_and_for_a_pupil_it_is_recorded_who_made_it(db, school, ada):
    teacher, old = people.add(db, school, "teacher", "Ms Teacher")
    assert accounts.check_sign_in(db, "ms.teacher", old)
    new = reset_password(db, teacher, by=teacher.id)
    assert accounts.check_sign_in(db, "ms.teacher", old) is None
    assert accounts.check_sign_in(db, "ms.teacher", new)
    reset_password(db, ada, by=teacher.id)
    reset_password(db, ada)
    entries = db.exec(select(AuditEntry)).all()
    assert [(one.account_id, one.pupil_id, one.action) for one in entries] == [(teacher.id, ada.id, "reset password")]
