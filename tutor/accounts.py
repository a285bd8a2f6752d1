"""Accounts: passwords, and the invented demonstration school."""

import secrets
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, select

from tutor import history
from tutor.records import Account, Membership, Role, School, TeachingClass

HASHER = PasswordHasher()
ABSENT = HASHER.hash(secrets.token_hex(16))
"""Checked when there is no such account, so that the time taken does not tell."""

DEMONSTRATION = "Demonstration School (invented)"
PUPILS = ("Ada Example", "Ben Sample", "Cara Specimen", "Dev Pretend", "Ela Madeup", "Finn Invented")
WORDS = [
    "apple",
    "bridge",
    "candle",
    "desert",
    "engine",
    "forest",
    "garden",
    "hammer",
    "island",
    "jacket",
    "kettle",
    "ladder",
    "meadow",
    "needle",
    "orange",
    "pencil",
    "quarry",
    "ribbon",
    "saddle",
    "tunnel",
    "velvet",
    "window",
    "yellow",
    "zipper",
    "anchor",
    "basket",
    "copper",
    "dragon",
    "feather",
    "glacier",
    "harbour",
]


@dataclass(frozen=True)
class SignIn:
    """What somebody types to sign in."""

    role: str
    name: str
    username: str
    password: str


def hash_password(password: str) -> str:
    """Return the argon2 hash that is kept instead of a password."""
    return HASHER.hash(password)


def new_password() -> str:
    """Return a password that can be read out in class: four words and two digits (26 bits)."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(4)), f"{secrets.randbelow(90) + 10}"])


def check_sign_in(db: Session, username: str, password: str) -> Account | None:
    """Return the account whose username and password these are."""
    account = history.account_named(db, username.replace("\0", ""))  # which PostgreSQL refuses to compare
    try:
        HASHER.verify(account.password_hash if account else ABSENT, password)
    except (VerificationError, InvalidHashError):
        return None
    return account


def add_account(db: Session, school_id: int, role: Role, names: tuple[str, str], password: str) -> Account:
    """Add an account; `names` are the full name and the username."""
    account = Account(
        school_id=school_id,
        role=role,
        name=names[0],
        username=names[1].strip().casefold(),
        password_hash=hash_password(password),
    )
    db.add(account)
    db.flush()
    return account


def add_demonstration(db: Session) -> list[SignIn]:
    """Add the demonstration school if it is not there; return what was added."""
    if db.exec(select(School).where(School.name == DEMONSTRATION)).first():
        return []
    school = School(name=DEMONSTRATION)
    db.add(school)
    db.flush()
    teaching_class = TeachingClass(school_id=school.id or 0, name="10X (invented)", year=10)
    db.add(teaching_class)
    db.flush()
    people: list[tuple[Role, str, str]] = [("teacher", "Ms Teacher (invented)", "teacher")]
    people += [("pupil", name, name.split()[0].casefold()) for name in PUPILS]
    added = []
    for role, name, username in people:
        password = new_password()
        account = add_account(db, school.id or 0, role, (name, username), password)
        db.add(Membership(class_id=teaching_class.id or 0, account_id=account.id or 0))
        added.append(SignIn(role, name, username, password))
    return added
