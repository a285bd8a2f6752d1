"""Accounts: passwords, and the invented demonstration school."""

import hashlib
import secrets
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, select

from tutor import history
from tutor.records import Account, Membership, Role, School, TeachingClass
from tutor.translating import Told

HASHER = PasswordHasher()
ABSENT = HASHER.hash(secrets.token_hex(16))
"""Checked when there is no such account, so that the time taken does not tell."""
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
FEWEST_SIGNS = 5
"""How many different signs a password has at least: aaaaaaaaaa is none."""

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
    """Return the account whose username and password these are, unless its person has left."""
    account = history.account_named(db, username.replace("\0", ""))  # which PostgreSQL refuses to compare
    try:
        HASHER.verify(account.password_hash if account else ABSENT, password)
    except (VerificationError, InvalidHashError):
        return None
    return account if account and account.left_at is None else None


def password_problem(password: str, account: Account) -> str:
    """Return why somebody cannot choose this password, empty if they can. Length counts, not kinds of signs."""
    if len(password) < SHORTEST_PASSWORD:
        return Told("Choose a password of at least %(least)s characters, such as three words", least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        return Told("Choose a password of at most %(most)s characters", most=LONGEST_PASSWORD)
    plain = password.casefold()
    if len(set(plain)) < FEWEST_SIGNS or plain in (account.username, account.name.casefold()):
        return Told("Choose a password that is harder to guess, such as three words that do not belong together")
    return ""


def change_password(db: Session, account: Account, password: str) -> None:
    """Keep the hash of the password that somebody has chosen; every sign-in with the old one ends."""
    account.password_hash = hash_password(password)
    db.add(account)


def fingerprint(account: Account) -> str:
    """Return what a sign-in remembers of the password, so that a new password ends it; it tells nothing of either."""
    return hashlib.sha256(account.password_hash.encode()).hexdigest()[:16]


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
    people += [
        ("admin", "Mr Technician (invented)", "technician"),
        ("evaluator", "Dr Evaluator (invented)", "evaluator"),
    ]
    added = []
    for role, name, username in people:
        password = new_password()
        account = add_account(db, school.id or 0, role, (name, username), password)
        if role in ("teacher", "pupil"):
            db.add(Membership(class_id=teaching_class.id or 0, account_id=account.id or 0))
        added.append(SignIn(role, name, username, password))
    return added
