"""Who is at a school, in which classes, and under which usernames: the rules behind the pages of accounts.

A person is an `Account` of one school. Whoever leaves is kept with everything recorded, and cannot sign in.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence

from sqlalchemy import delete, insert
from sqlmodel import Session, col, func, or_, select

from tutor import accounts, history
from tutor.records import Account, AuditEntry, Membership, Role, School, TeachingClass, now
from tutor.translating import Told

ROLES: tuple[Role, ...] = ("pupil", "teacher", "admin", "evaluator")
"""The roles that have pages of their own."""
IN_CLASSES = ("pupil", "teacher")
MAX_USERNAME, MAX_NAME, MAX_CLASS_NAME = 100, 200, 100
SHORTEST_USERNAME = 2
MOST_VALUES = 500
"""How many values are asked for in one statement, which a database limits."""


def someone(db: Session, school_id: int, account_id: int) -> Account | None:
    """Return a person of this school, None if there is none with this id."""
    account = db.get(Account, account_id)
    return account if account and account.school_id == school_id else None


def these(db: Session, school_id: int, ids: Sequence[int]) -> dict[int, Account]:
    """Return people of a school by their ids; those of other schools are not among them."""
    found: dict[int, Account] = {}
    for start in range(0, len(ids), MOST_VALUES):
        some = col(Account.id).in_(ids[start : start + MOST_VALUES])
        found |= {
            one.id or 0: one for one in db.exec(select(Account).where(Account.school_id == school_id, some)).all()
        }
    return found


def class_of_school(db: Session, school_id: int, class_id: int) -> TeachingClass | None:
    """Return a class of this school, None if there is none with this id."""
    found = db.get(TeachingClass, class_id)
    return found if found and found.school_id == school_id else None


def classes_of_school(db: Session, school_id: int) -> Sequence[TeachingClass]:
    """Return a school's classes, by name."""
    query = select(TeachingClass).where(TeachingClass.school_id == school_id)
    return db.exec(query.order_by(col(TeachingClass.year), TeachingClass.name)).all()


def found(db: Session, school_id: int, role: str, words: str = "", left: bool = False) -> Sequence[Account]:
    """Return a school's people of one role by name: those who are there, or those who have left.

    With words, only those whose name or username holds them.
    """
    gone = col(Account.left_at)
    query = select(Account).where(Account.school_id == school_id, Account.role == role)
    query = query.where(gone.is_not(None) if left else gone.is_(None))
    if words := words.strip().casefold().replace("\0", ""):
        query = query.where(
            or_(
                func.lower(Account.name).contains(words, autoescape=True),
                col(Account.username).contains(words, autoescape=True),
            )
        )
    return db.exec(query.order_by(func.lower(Account.name), col(Account.id))).all()


def teachers_in(db: Session, class_id: int) -> Sequence[Account]:
    """Return the teachers of a class who have not left, by name."""
    query = select(Account).join(Membership).where(Membership.class_id == class_id, Account.role == "teacher")
    return db.exec(query.where(col(Account.left_at).is_(None)).order_by(Account.name)).all()


def username_problem(db: Session, username: str, own: Account | None = None) -> str:
    """Return why a username cannot be given, empty if it can; `own` is the person who is to keep or change theirs."""
    username = username.strip().casefold()
    if not SHORTEST_USERNAME <= len(username) <= MAX_USERNAME:
        return Told("Enter a username of %(least)s to %(most)s characters", least=SHORTEST_USERNAME, most=MAX_USERNAME)
    if not username.isprintable() or " " in username:
        return Told("Enter a username without spaces")
    taken = history.account_named(db, username)
    if taken and (own is None or taken.id != own.id):
        return Told("%(username)s is somebody else's username: choose another", username=username)
    return ""


def free_username(db: Session, name: str) -> str:
    """Return a username that is not taken, made from somebody's first and last name."""
    return username_from(name, lambda wanted: history.account_named(db, wanted) is not None)


def username_from(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return a username made from somebody's first and last name, with the first number that is free if need be."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "")) or ["somebody"]
    stem = ".".join([words[0], *words[1:][-1:]])[: MAX_USERNAME - 6]
    stem = stem if len(stem) >= SHORTEST_USERNAME else f"{stem}.1"
    wanted, number = stem, 1
    while is_taken(wanted):
        number += 1
        wanted = f"{stem}{number}"
    return wanted


def add(db: Session, school_id: int, role: Role, name: str, username: str = "") -> tuple[Account, str]:
    """Add a person with a new password; return both. Without a username one is made from the name.

    The caller has asked `username_problem` before.
    """
    password = accounts.new_password()
    names = (name.strip(), username.strip() or free_username(db, name))
    return accounts.add_account(db, school_id, role, names, password), password


def add_many(db: Session, school_id: int, named: Sequence[tuple[str, str]]) -> list[Account]:
    """Add pupils who cannot sign in until each is given a password; `named` are full names and usernames.

    The caller has asked `username_problem` before. All get the hash of one password that nobody knows: hashing one for
    each pupil of a school would take minutes, and the cards are made later anyway.
    """
    unknown = accounts.hash_password(secrets.token_urlsafe(32))
    added = [
        Account(school_id=school_id, role="pupil", name=name, username=username, password_hash=unknown)
        for name, username in named
    ]
    db.add_all(added)
    db.flush()
    return added


def add_class(db: Session, school_id: int, name: str, year: int) -> TeachingClass:
    """Add a class to a school."""
    added = TeachingClass(school_id=school_id, name=name.strip(), year=year)
    db.add(added)
    db.flush()
    return added


def add_school(db: Session, name: str) -> School:
    """Add a school."""
    school = School(name=name.strip())
    db.add(school)
    db.flush()
    return school


def join(db: Session, account: Account, teaching_class: TeachingClass) -> bool:
    """Put a pupil or teacher into a class of the same school; return whether that changed anything.

    Raises:
        ValueError: the class is another school's, or nobody of this role is in classes.
    """
    if account.school_id != teaching_class.school_id or account.role not in IN_CLASSES:
        raise ValueError(f"account {account.id} cannot be in class {teaching_class.id}")
    if db.get(Membership, (teaching_class.id, account.id)):
        return False
    db.add(Membership(class_id=teaching_class.id or 0, account_id=account.id or 0))
    db.flush()
    return True


def join_many(db: Session, pairs: Sequence[tuple[Account, TeachingClass]]) -> None:
    """Put pupils into classes that they are not in, as `join` does.

    Raises:
        ValueError: as `join` does.
    """
    for account, teaching_class in pairs:
        if account.school_id != teaching_class.school_id or account.role not in IN_CLASSES:
            raise ValueError(f"account {account.id} cannot be in class {teaching_class.id}")
    rows = [{"class_id": one.id, "account_id": account.id} for account, one in pairs]
    if rows:
        db.execute(insert(Membership), rows)


def leave(db: Session, account: Account, teaching_class: TeachingClass) -> bool:
    """Take somebody out of a class; return whether that changed anything. What was recorded stays."""
    membership = db.get(Membership, (teaching_class.id, account.id))
    if membership is None:
        return False
    db.delete(membership)
    db.flush()
    return True


def leave_many(db: Session, pairs: Sequence[tuple[Account, TeachingClass]]) -> None:
    """Take pupils out of classes that they are in, as `leave` does."""
    by_class: dict[int, list[int]] = {}
    for account, one in pairs:
        by_class.setdefault(one.id or 0, []).append(account.id or 0)
    for class_id, ids in by_class.items():
        for start in range(0, len(ids), MOST_VALUES):
            some = col(Membership.account_id).in_(ids[start : start + MOST_VALUES])
            gone = delete(Membership).where(col(Membership.class_id) == class_id, some)
            db.exec(gone, execution_options={"synchronize_session": False})  # none of them has been loaded


def move(db: Session, account: Account, before: TeachingClass, after: TeachingClass) -> bool:
    """Move somebody from one class to another; return whether that changed anything."""
    if before.id == after.id:
        return False
    joined = join(db, account, after)
    return leave(db, account, before) or joined


def mark_left(db: Session, account: Account) -> None:
    """Mark somebody as having left: they cannot sign in. Classes and records are kept, so that they can come back."""
    account.left_at = account.left_at or now()
    db.add(account)


def bring_back(db: Session, account: Account) -> None:
    """Let somebody who had left sign in again, with the password and the classes of before."""
    account.left_at = None
    db.add(account)


def reset_password(db: Session, account: Account, by: int | None = None) -> str:
    """Give somebody a new password and return it; every sign-in with the old one ends.

    `by` is the account of the member of staff who does so: for a pupil it is recorded, as they could now sign in.
    """
    password = accounts.new_password()
    account.password_hash = accounts.hash_password(password)
    db.add(account)
    if by is not None and account.role == "pupil":
        db.add(AuditEntry(account_id=by, pupil_id=account.id or 0, action="reset password"))
    return password


def in_no_class(db: Session, school_id: int) -> Sequence[Account]:
    """Return the pupils of a school who are there and in no class, by name."""
    placed = select(Membership.account_id)
    query = select(Account).where(
        Account.school_id == school_id,
        Account.role == "pupil",
        col(Account.left_at).is_(None),
        col(Account.id).not_in(placed),
    )
    return db.exec(query.order_by(Account.name)).all()
