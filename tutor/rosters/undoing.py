"""Takes the last list back: what it changed becomes as it was, unless somebody has changed it since.

Nobody is deleted: pupils whom the list had added are marked as having left. Their UPNs and numbers are kept, so that
the next list finds them and does not add them twice. The transaction belongs to the caller.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from tutor import people
from tutor.people_records import RosterChange, UniquePupilNumber
from tutor.records import Account, Membership, TeachingClass, now
from tutor.rosters.applying import NAME
from tutor.rosters.keys import RosterKeys
from tutor.rosters.school_now import UPN
from tutor.translating import to_translate as _

Entry = dict[str, Any]
HERE_OR_LEFT = _("has come back or left since")
CLASSES = _("has changed class since")
OTHER_NAME = _("has been given another name since")
OTHER_UPN = _("has been given another UPN since")
IN_USE = _("is in use and stays")


@dataclass(frozen=True)
class Stayed:
    """Something that was not put back, because it has changed since; `name` is of a pupil or a class."""

    name: str
    reason: str


@dataclass
class Undoing:
    """A list being taken back."""

    db: Session
    keys: RosterKeys
    change: RosterChange
    stayed: list[Stayed] = field(default_factory=list)

    def run(self) -> None:
        """Put everything back, the newest first."""
        self._added = {entry["account"] for entry in self.change.changes if entry["do"] == "add"}
        ids = {entry["account"] for entry in self.change.changes if "account" in entry}
        self._accounts = people.these(self.db, self.change.school_id, sorted(ids))
        steps: dict[str, Callable[[Entry], None]] = {
            "left": self._left,
            "back": self._back,
            "add": self._add,
            "name": self._name,
            "upn": self._upn,
        }
        for entry in reversed(self.change.changes):
            if step := steps.get(entry["do"]):
                step(entry)
        self._memberships()
        for entry in self.change.changes:
            if entry["do"] == "class":
                self._class(entry)

    def _memberships(self) -> None:
        """Take pupils out of the classes that they had joined, and put them back into those that they had left."""
        query = select(Membership.account_id, Membership.class_id)
        now_in = set(self.db.exec(query).all())
        classes = {one.id: one for one in people.classes_of_school(self.db, self.change.school_id)}
        pairs: dict[str, list[tuple[Account, TeachingClass]]] = {"join": [], "leave": []}
        for entry in self.change.changes:
            if entry["do"] in pairs:
                account = self._account(entry)
                if ((account.id, entry["class"]) in now_in) == (entry["do"] == "join"):
                    pairs[entry["do"]].append((account, classes[entry["class"]]))
                else:
                    self._keep(account.name, CLASSES)
        people.leave_many(self.db, pairs["join"])
        people.join_many(self.db, pairs["leave"])

    def _account(self, entry: Entry) -> Account:
        return self._accounts[entry["account"]]

    def _keep(self, name: str, reason: str) -> None:
        if (stayed := Stayed(name, reason)) not in self.stayed:
            self.stayed.append(stayed)

    def _left(self, entry: Entry) -> None:
        account = self._account(entry)
        if account.left_at is not None and account.left_at != datetime.fromisoformat(entry["at"]):
            self._keep(account.name, HERE_OR_LEFT)
        else:
            people.bring_back(self.db, account)

    def _back(self, entry: Entry) -> None:
        account = self._account(entry)
        if account.left_at is not None:
            self._keep(account.name, HERE_OR_LEFT)
        else:
            account.left_at = datetime.fromisoformat(entry["at"])
            self.db.add(account)

    def _add(self, entry: Entry) -> None:
        people.mark_left(self.db, self._account(entry))

    def _name(self, entry: Entry) -> None:
        account = self._account(entry)
        if "before" not in entry or self.keys.keyed_hash(NAME, account.name) != entry["after"]:
            self._keep(account.name, OTHER_NAME)
        else:
            account.name = self.keys.unseal_text(entry["before"])
            self.db.add(account)

    def _upn(self, entry: Entry) -> None:
        row = self.db.get(UniquePupilNumber, entry["account"])
        if entry["account"] in self._added or row is None:
            return
        if row.keyed_hash != entry.get("after"):
            self._keep(self._account(entry).name, OTHER_UPN)
        elif entry.get("before"):
            upn = self.keys.unseal_text(entry["before"])
            row.sealed, row.keyed_hash = entry["before"], self.keys.keyed_hash(UPN, upn)
            self.db.add(row)
        else:
            self.db.delete(row)

    def _class(self, entry: Entry) -> None:
        one = self.db.get_one(TeachingClass, entry["class"])
        if _is_in_use(self.db, entry["class"]):
            self._keep(one.name, IN_USE)
        else:
            self.db.delete(one)


def _is_in_use(db: Session, class_id: int) -> bool:
    """Return whether any row of the records names a class."""
    for table in SQLModel.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "teaching_class":
                query = select(func.count()).select_from(table).where(key.parent == class_id)
                if db.exec(query).one():
                    return True
    return False


def last_change(db: Session, school_id: int) -> RosterChange | None:
    """Return the newest list that a school has taken in, undone or not."""
    query = select(RosterChange).where(RosterChange.school_id == school_id)
    return db.exec(query.order_by(col(RosterChange.id).desc())).first()


def can_be_undone(db: Session, change: RosterChange) -> bool:
    """Return whether a list is the last one and has not been taken back."""
    last = last_change(db, change.school_id)
    return change.undone_at is None and last is not None and last.id == change.id


def undo(db: Session, keys: RosterKeys, change: RosterChange, by: int) -> list[Stayed]:
    """Take the last list back; return what was left as it is, because it has changed since.

    Raises:
        ValueError: it is not the last list, or it was taken back before.
    """
    if not can_be_undone(db, change):
        raise ValueError(f"list {change.id} cannot be undone")
    undoing = Undoing(db, keys, change)
    undoing.run()
    change.undone_at, change.undone_by = now(), by
    db.add(change)
    return undoing.stayed
