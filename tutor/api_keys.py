"""Keys with which a school's other tools read the store: given, shown once, found again by their hash, revoked.

A key has 256 random bits, so its SHA-256 is enough to keep: nobody can guess what it was made of. Knows nothing of
pupils, nor of what a key opens.
"""

import hashlib
import hmac
import secrets
from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, select

from tutor.records import Account, Moment, now

BEGINNING = "attain_"
"""What every key begins with, so that one that has strayed into a file can be found."""
PREFIX_LENGTH = len(BEGINNING) + 8
MAX_KEY_LENGTH = 200
MAX_NAME_LENGTH = 100


class ApiKey(SQLModel, table=True):
    """A key for the API: its hash, never the key. `given_by` is empty for one given on the machine by a command.

    `last_used_on` is a day and no more: when a tool works is nobody's business.
    """

    __tablename__ = "api_key"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=MAX_NAME_LENGTH)
    prefix: str = Field(max_length=20, unique=True)
    key_hash: str = Field(max_length=64)
    may_see_answers: bool = False
    given_by: int | None = Field(default=None, foreign_key="account.id", index=True)
    given_at: datetime = Field(default_factory=now, sa_type=Moment)
    last_used_on: date | None = None
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


def give(db: Session, name: str, may_see_answers: bool, given_by: int | None = None) -> tuple[ApiKey, str]:
    """Return a new key as it is kept, and as it is shown this once."""
    key = BEGINNING + secrets.token_urlsafe(32)
    kept = ApiKey(
        name=name,
        prefix=key[:PREFIX_LENGTH],
        key_hash=hash_of(key),
        may_see_answers=may_see_answers,
        given_by=given_by,
    )
    db.add(kept)
    db.flush()
    return kept, key


def hash_of(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def find(db: Session, key: str) -> ApiKey | None:
    """Return the key that is in force with these characters."""
    if len(key) > MAX_KEY_LENGTH or not key.isascii() or "\0" in key:
        return None
    kept = with_prefix(db, key[:PREFIX_LENGTH])
    same = hmac.compare_digest(kept.key_hash if kept else hash_of(""), hash_of(key))
    return kept if kept and same and kept.revoked_at is None else None


def with_prefix(db: Session, prefix: str) -> ApiKey | None:
    """Return the key that begins like this, also one that was revoked."""
    return db.exec(select(ApiKey).where(ApiKey.prefix == prefix)).first()


def note_use(db: Session, key_id: int, day: date) -> None:
    """Keep the day on which a key was last used."""
    db.get_one(ApiKey, key_id).last_used_on = day


def every_key(db: Session) -> list[ApiKey]:
    """Return all keys, the newest first."""
    return list(db.exec(select(ApiKey).order_by(col(ApiKey.id).desc())))


def keys_seen_by(db: Session, account: Account) -> list[tuple[ApiKey, str]]:
    """Return the keys of a teacher's school with who gave each: those of its teachers, and those of the machine."""
    givers = select(ApiKey, Account).join(Account, col(ApiKey.given_by) == col(Account.id), isouter=True)
    found = db.exec(givers.order_by(col(ApiKey.id).desc())).all()
    seen = [(key, giver) for key, giver in found if giver is None or giver.school_id == account.school_id]
    return [(key, giver.name if giver else "") for key, giver in seen]


def revoke(key: ApiKey) -> None:
    """Let a key open nothing from now on."""
    key.revoked_at = key.revoked_at or now()
