"""A school as its accounts have it, read once before a list is compared with it."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from tutor import people
from tutor.people_records import RosterChange, UniquePupilNumber
from tutor.records import Account, Membership
from tutor.rosters import upn as upns
from tutor.rosters.keys import RosterKeys

UPN, EXTERNAL = "upn", "external id"
"""The kinds of value that are found again by a keyed hash."""


@dataclass(frozen=True)
class Pupil:
    """A pupil's account, as far as lists know it; `classes` are ids."""

    id: int
    name: str
    left: bool
    classes: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Known:
    """A class of the school."""

    id: int
    name: str
    year: int


@dataclass(frozen=True)
class SchoolNow:
    """A school's pupils and classes, and by which numbers they are found.

    `upn_owners` and `external_owners` give account ids by keyed hash; an owner may be of another school, and is then
    not among the pupils. `permanent` are the accounts whose UPN is not a temporary one. `listed` are the classes that
    a list has put somebody into.
    """

    pupils: dict[int, Pupil]
    classes: dict[int, Known]
    upn_owners: dict[str, int] = field(repr=False)
    external_owners: dict[str, int] = field(repr=False)
    permanent: frozenset[int]
    usernames: frozenset[str] = field(repr=False)
    listed: frozenset[int]


def folded(name: str) -> str:
    """Return a name as names are compared: without accents, capitals and signs between its words."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split()
    )


def read(db: Session, school_id: int, keys: RosterKeys) -> SchoolNow:
    """Return a school as it is now."""
    accounts = db.exec(
        select(Account.id, Account.name, Account.left_at).where(Account.school_id == school_id, Account.role == "pupil")
    ).all()
    classes = {one.id or 0: Known(one.id or 0, one.name, one.year) for one in people.classes_of_school(db, school_id)}
    memberships: dict[int, set[int]] = defaultdict(set)
    for account_id, class_id in db.exec(select(Membership.account_id, Membership.class_id)).all():
        memberships[account_id].add(class_id)
    numbers = db.exec(select(UniquePupilNumber)).all()
    changes = list(changes_of(db, school_id))
    return SchoolNow(
        {
            one_id: Pupil(one_id, name, left_at is not None, frozenset(memberships[one_id]))
            for one_id, name, left_at in accounts
            if one_id is not None
        },
        classes,
        {one.keyed_hash: one.account_id for one in numbers},
        _external_owners(changes),
        frozenset(one.account_id for one in numbers if not upns.is_temporary(keys.unseal_text(one.sealed))),
        frozenset(db.exec(select(Account.username)).all()),
        frozenset(
            entry["class"]
            for change in changes
            if change.undone_at is None
            for entry in change.changes
            if entry["do"] == "join"
        ),
    )


def changes_of(db: Session, school_id: int) -> Sequence[RosterChange]:
    """Return the lists that a school has taken in, oldest first, those that were undone too."""
    query = select(RosterChange).where(RosterChange.school_id == school_id)
    return db.exec(query.order_by(col(RosterChange.id))).all()


def _external_owners(changes: Sequence[RosterChange]) -> dict[str, int]:
    """Return whose numbers of the school's own systems are whose, from what earlier lists told.

    Of a list that was undone, only those of accounts which it had added: nobody else can have them.
    """
    return {entry["hash"]: entry["account"] for change in changes for entry in _numbers(change)}


def _numbers(change: RosterChange) -> Iterator[dict[str, Any]]:
    added = {entry["account"] for entry in change.changes if entry["do"] == "add"}
    for entry in change.changes:
        if entry["do"] == "number" and (change.undone_at is None or entry["account"] in added):
            yield entry
