import re

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from tutor import accounts, history, people
from tutor.accounts import (
    DEMONSTRATION,
    PUPILS,
    add_account,
    add_demonstration,
    check_sign_in,
    new_password,
    password_problem,
)
from tutor.database import reading, transaction
from tutor.records import Account, Membership, School, TeachingClass

PASSWORD = "apple-bridge-candle-desert-42"


@pytest.fixture
def ada(any_records: Engine) -> int:
    with transaction(any_records) as db:
        school = School(name="Example School (invented)")
        db.add(school)
        db.flush()
        return add_account(db, school.id or 0, "pupil", ("Ada Example", "  Ada.E "), PASSWORD).id or 0


def test_the_right_password_signs_in_whatever_the_usernames_capitals(any_records: Engine, ada: int) -> None:
    with reading(any_records) as db:
        for username in ("ada.e", "ADA.E", " Ada.e "):
            account = check_sign_in(db, username, PASSWORD)
            assert account is not None
            assert account.id == ada


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("ada.e", PASSWORD.upper()),
        ("ada.e", PASSWORD + " "),
        ("ada.e", ""),
        ("ada", PASSWORD),
        ("", PASSWORD),
        ("nobody", PASSWORD),
        ("ada.e' OR '1'='1", PASSWORD),
        ("ada\0e", PASSWORD),
    ],
)
def test_anything_else_does_not(any_records: Engine, ada: int, username: str, password: str) -> None:
    with reading(any_records) as db:
        assert check_sign_in(db, username, password) is None


def test_whoever_has_left_cannot_sign_in_and_can_again_when_back(any_records: Engine, ada: int) -> None:
    with transaction(any_records) as db:
        people.mark_left(db, db.get_one(Account, ada))
    with reading(any_records) as db:
        assert check_sign_in(db, "ada.e", PASSWORD) is None
    with transaction(any_records) as db:
        people.bring_back(db, db.get_one(Account, ada))
    with reading(any_records) as db:
        assert check_sign_in(db, "ada.e", PASSWORD) is not None


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        ("short", False),
        ("aaaaaaaaaaaa", False),
        ("Ada Example", False),
        ("x" * 5 + "y" * 300, False),
        ("three old violins", True),
        ("correct-horse", True),
        ("пять слов вместе", True),
    ],
)
def test_a_password_of_ones_own_has_to_be_long_and_not_too_plain(
    any_records: Engine, ada: int, password: str, fits: bool
) -> None:
    with reading(any_records) as db:
        assert (password_problem(password, db.get_one(Account, ada)) == "") is fits


def test_a_new_password_changes_what_a_sign_in_remembers(any_records: Engine, ada: int) -> None:
    with transaction(any_records) as db:
        account = db.get_one(Account, ada)
        before = accounts.fingerprint(account)
        accounts.change_password(db, account, "three old violins")
        assert accounts.fingerprint(account) != before
        assert check_sign_in(db, "ada.e", PASSWORD) is None
        assert check_sign_in(db, "ada.e", "three old violins") is not None


def test_an_account_without_a_usable_password_cannot_be_signed_into(any_records: Engine, pupil_in) -> None:
    pupil_in(any_records)
    with reading(any_records) as db:
        assert check_sign_in(db, "ada", "none: nobody signs in") is None


def test_as_much_work_is_done_for_a_username_that_does_not_exist(
    any_records: Engine, ada: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept.rpartition("$")[0].rpartition("$")[0])
            return accounts_hasher.verify(kept, password)

    accounts_hasher = accounts.HASHER
    monkeypatch.setattr(accounts, "HASHER", Counting())
    with reading(any_records) as db:
        check_sign_in(db, "ada.e", "wrong")
        check_sign_in(db, "nobody", "wrong")
    assert len(checked) == 2
    assert checked[0] == checked[1] != ""


def test_a_password_is_kept_only_as_a_hash_that_differs_each_time(any_records: Engine, ada: int) -> None:
    with reading(any_records) as db:
        kept = db.get_one(Account, ada)
    assert PASSWORD not in repr(kept.model_dump())
    assert kept.password_hash.startswith("$argon2id$")
    assert accounts.hash_password(PASSWORD) != accounts.hash_password(PASSWORD)


def test_a_username_is_taken_once_whatever_its_capitals(any_records: Engine, ada: int) -> None:
    with reading(any_records) as db:
        school_id = db.get_one(Account, ada).school_id
    with pytest.raises(IntegrityError), transaction(any_records) as db:
        add_account(db, school_id, "pupil", ("Adam Example", "ADA.E"), PASSWORD)


def test_passwords_can_be_read_out_and_do_not_repeat() -> None:
    passwords = {new_password() for _ in range(300)}
    assert len(passwords) == 300
    assert all(re.fullmatch(r"([a-z]+-){4}\d\d", password) for password in passwords)


def test_the_demonstration_school_is_invented_and_everyone_in_it_can_sign_in(any_records: Engine) -> None:
    with transaction(any_records) as db:
        added = add_demonstration(db)
    assert [one.role for one in added] == ["teacher"] + ["pupil"] * len(PUPILS) + ["admin", "evaluator"]
    with reading(any_records) as db:
        assert "invented" in DEMONSTRATION
        [school] = db.exec(select(School)).all()
        for one in added:
            account = check_sign_in(db, one.username, one.password)
            assert account is not None
            assert (account.name, account.role, account.school_id) == (one.name, one.role, school.id)
        [teaching_class] = db.exec(select(TeachingClass)).all()
        assert {one.name for one in history.pupils_in(db, teaching_class.id or 0)} == set(PUPILS)
        assert len(db.exec(select(Membership)).all()) == len(added) - 2, "the admin and the evaluator are in no class"


def test_the_demonstration_school_is_added_once(any_records: Engine) -> None:
    with transaction(any_records) as db:
        add_demonstration(db)
    with transaction(any_records) as db:
        assert add_demonstration(db) == []
        assert len(db.exec(select(Account)).all()) == len(PUPILS) + 3
