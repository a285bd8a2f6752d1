"""Who was added by a list and has no password yet: they can be given one, on a card, a class at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from tutor import accounts, people
from tutor.people_records import RosterChange
from tutor.records import Account, Membership

MOST_AT_ONCE = 40
"""How many passwords are made in one go: hashing each takes about a twentieth of a second, on purpose."""
NO_CLASS = 0
"""The id that stands for no class."""


@dataclass(frozen=True)
class Waiting:
    """The pupils of one class who wait for a card, by name."""

    class_id: int
    name: str
    pupils: tuple[Account, ...]


def waiting(db: Session, change: RosterChange) -> list[Waiting]:
    """Return the pupils whom a list added and who have no password yet, each in the first of their classes by name."""
    locked = {entry["fingerprint"] for entry in change.changes if entry["do"] == "locked"}
    ids = [entry["account"] for entry in change.changes if entry["do"] == "add"]
    own = [
        one
        for one in people.these(db, change.school_id, ids).values()
        if one.left_at is None and accounts.fingerprint(one) in locked
    ]
    classes = people.classes_of_school(db, change.school_id)
    order = {one.id or 0: place for place, one in enumerate(classes)}
    placed: dict[int, list[int]] = defaultdict(list)
    for account_id, class_id in db.exec(select(Membership.account_id, Membership.class_id)).all():
        placed[account_id].append(class_id)
    groups: dict[int, list[Account]] = defaultdict(list)
    for one in own:
        first = min((each for each in placed[one.id or 0] if each in order), key=order.__getitem__, default=NO_CLASS)
        groups[first].append(one)
    found = [Waiting(one.id or 0, one.name, _by_name(groups[one.id or 0])) for one in classes if one.id in groups]
    return [*found, *([Waiting(NO_CLASS, "", _by_name(groups[NO_CLASS]))] if NO_CLASS in groups else [])]


def _by_name(pupils: Sequence[Account]) -> tuple[Account, ...]:
    return tuple(sorted(pupils, key=lambda one: one.name.casefold()))
