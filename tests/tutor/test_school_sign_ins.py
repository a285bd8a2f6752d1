"""Whose account somebody gets who comes from the school's sign-in service: the right one's or nobody's."""

import pytest
from sqlmodel import select

from tutor import people, school_sign_ins
from tutor.database import transaction
from tutor.people_records import SchoolSignIn
from tutor.school_sign_ins import account_for, address_of

OURS = "https://sign-in.school.example"
MICROSOFT = "https://login.microsoftonline.com/6dbb1a5c/v2.0"
GOOGLE = "https://accounts.google.com"
ADDRESS = "ada@school.example"


@pytest.fixture
def db(records):
    with transaction(records) as session:
        yield session


@pytest.fixture
def ada(db):
    school = people.add_school(db, "Example School (invented)")
    return people.add(db, school.id, "pupil", "Ada Example", ADDRESS)[0]


def claims(subject="s-1", **more):
    return {"sub": subject, "email": ADDRESS, "email_verified": True} | more


@pytest.mark.parametrize(
    ("issuer", "given", "address"),
    [
        (OURS, {"email": " Ada@School.example", "email_verified": True}, ADDRESS),
        (OURS, {"email": ADDRESS}, ""),
        (OURS, {"email": ADDRESS, "email_verified": False}, ""),
        (OURS, {"email": ADDRESS, "email_verified": "false"}, ""),
        (OURS, {"preferred_username": ADDRESS}, ""),
        (MICROSOFT, {"preferred_username": "Ada@school.example"}, ADDRESS),
        (MICROSOFT, {"email": ADDRESS, "email_verified": True}, ""),
        ("https://login.microsoftonline.com.evil.example/", {"preferred_username": ADDRESS}, ""),
        (GOOGLE, {"email": ADDRESS, "email_verified": True, "hd": "school.example"}, ADDRESS),
        (GOOGLE, {"email": ADDRESS, "email_verified": True}, ""),
        (OURS, {"email": ["a"], "email_verified": True}, ""),
        (OURS, {}, ""),
    ],
)
def test_an_address_counts_only_where_the_service_vouches_for_it(issuer, given, address):
    assert address_of(issuer, given) == address


def test_the_first_sign_in_links_and_later_ones_follow_the_link_whatever_the_address(db, ada):
    assert account_for(db, OURS, claims()).id == ada.id
    assert account_for(db, OURS, claims(email="married@school.example")).id == ada.id
    assert len(db.exec(select(SchoolSignIn)).all()) == 1


def test_a_later_owner_of_the_same_address_gets_nothing(db, ada):
    account_for(db, OURS, claims("s-1"))
    assert account_for(db, OURS, claims("s-2")) is None
    assert account_for(db, "https://other.example", claims("s-1")) is None
    school_sign_ins.unlink(db, ada.id)
    assert account_for(db, OURS, claims("s-2")).id == ada.id


def test_nobody_is_added_by_signing_in(db, ada):
    for given in (claims(email="ben@school.example"), claims(email_verified=False), {}, claims(""), claims("x" * 201)):
        assert account_for(db, OURS, given) is None
    assert db.exec(select(SchoolSignIn)).all() == []


def test_whoever_has_left_gets_in_neither_linked_nor_not(db, ada):
    people.mark_left(db, ada)
    assert account_for(db, OURS, claims()) is None
    people.bring_back(db, ada)
    assert account_for(db, OURS, claims()) is not None
    people.mark_left(db, ada)
    assert account_for(db, OURS, claims()) is None
