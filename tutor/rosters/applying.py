"""Takes a list in: makes the changes that were shown, and records them so that they can be undone.

What is recorded names accounts and classes by their ids. A name of before is sealed, and forgotten with the next list;
numbers are kept as keyed hashes. The transaction belongs to the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from tutor import accounts, people
from tutor.people_records import RosterChange, UniquePupilNumber
from tutor.records import Account, TeachingClass
from tutor.rosters.differences import Change, Difference
from tutor.rosters.keys import RosterKeys
from tutor.rosters.school_now import EXTERNAL, UPN, changes_of

NAME = "name"
"""The kind of a keyed hash by which a name is known again."""
Entry = dict[str, Any]


@dataclass(frozen=True)
class Who:
    """Whose school it is, and who takes the list in."""

    school_id: int
    account_id: int


def apply(db: Session, keys: RosterKeys, shown: Difference, who: Who) -> RosterChange:
    """Make the changes of a difference, and return what is recorded of them."""
    for earlier in changes_of(db, who.school_id):
        _forget_names(db, earlier)
    entries: list[Entry] = []
    classes = {one.id or 0: one for one in people.classes_of_school(db, who.school_id)}
    made: dict[str, TeachingClass] = {}
    for one in shown.new_classes:
        made[one.name.casefold()] = people.add_class(db, who.school_id, one.name, one.year)
        entries.append({"do": "class", "class": made[one.name.casefold()].id})
    changed = _accounts(db, shown, who, entries)
    joins: list[tuple[Account, TeachingClass]] = []
    leaves: list[tuple[Account, TeachingClass]] = []
    for change, account in changed:
        _restore_and_rename(db, keys, (change, account), entries)
        leaves += [(account, classes[known.id]) for known in change.leaves]
        joins += [(account, classes.get(one.id) or made[one.name.casefold()]) for one in change.joins]
    people.leave_many(db, leaves)
    people.join_many(db, joins)
    entries += [{"do": "leave", "account": account.id, "class": one.id} for account, one in leaves]
    entries += [{"do": "join", "account": account.id, "class": one.id} for account, one in joins]
    _numbers(db, keys, changed, entries)
    _leave(db, shown, who.school_id, entries)
    change_row = RosterChange(
        school_id=who.school_id, account_id=who.account_id, source=shown.source[:40], changes=entries
    )
    db.add(change_row)
    db.flush()
    return change_row


def _accounts(db: Session, shown: Difference, who: Who, entries: list[Entry]) -> list[tuple[Change, Account]]:
    """Return the account of each change; those of new pupils are added."""
    added = people.add_many(db, who.school_id, [(one.line.name, one.username) for one in shown.joiners])
    entries += [{"do": "add", "account": one.id} for one in added]
    if added:
        entries.append({"do": "locked", "fingerprint": accounts.fingerprint(added[0])})
    touched = [one for one in shown.changes if one.told or one.upn or one.number]
    ids = [one.pupil.id for one in touched if one.pupil]
    found = people.these(db, who.school_id, ids)
    new = iter(added)
    return [(one, found[one.pupil.id] if one.pupil else next(new)) for one in touched]


def _restore_and_rename(db: Session, keys: RosterKeys, changed: tuple[Change, Account], entries: list[Entry]) -> None:
    change, account = changed
    if change.back and account.left_at:
        entries.append({"do": "back", "account": account.id, "at": account.left_at.isoformat()})
        people.bring_back(db, account)
    if change.renamed:
        after = keys.keyed_hash(NAME, change.line.name)
        entries.append({"do": "name", "account": account.id, "before": keys.seal_text(account.name), "after": after})
        account.name = change.line.name
        db.add(account)


def _numbers(db: Session, keys: RosterKeys, changed: Sequence[tuple[Change, Account]], entries: list[Entry]) -> None:
    """Keep the UPNs, sealed, and the hashes of the numbers of the school's own system."""
    with_upn = [account.id or 0 for change, account in changed if change.upn and change.pupil]
    kept = _numbers_of(db, with_upn)
    for change, account in changed:
        account_id = account.id or 0
        if change.upn:
            row = kept.get(account_id)
            before, after = (row.sealed if row else None), keys.keyed_hash(UPN, change.line.upn)
            entries.append({"do": "upn", "account": account_id, "before": before, "after": after})
            row = row or UniquePupilNumber(account_id=account_id, sealed="", keyed_hash="")
            row.sealed = keys.seal_text(change.line.upn)
            row.keyed_hash = after
            db.add(row)
        if change.number:
            digits = keys.keyed_hash(EXTERNAL, change.line.external_id)
            entries.append({"do": "number", "account": account_id, "hash": digits})
    db.flush()


def _numbers_of(db: Session, ids: Sequence[int]) -> dict[int, UniquePupilNumber]:
    wanted = set(ids)
    rows = db.exec(select(UniquePupilNumber)).all() if wanted else []
    return {one.account_id: one for one in rows if one.account_id in wanted}


def _leave(db: Session, shown: Difference, school_id: int, entries: list[Entry]) -> None:
    accounts_left = people.these(db, school_id, [pupil.id for pupil in shown.leavers])
    for account in accounts_left.values():
        people.mark_left(db, account)
        entries.append({"do": "left", "account": account.id, "at": account.left_at and account.left_at.isoformat()})


def _forget_names(db: Session, earlier: RosterChange) -> None:
    """Take the names and UPNs of before out of a list that can no longer be undone."""
    if any("before" in entry for entry in earlier.changes):
        earlier.changes = [
            {key: value for key, value in entry.items() if key not in ("before", "after")} for entry in earlier.changes
        ]
        db.add(earlier)
