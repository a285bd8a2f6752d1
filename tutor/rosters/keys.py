"""The keys that keep UPNs and lists apart from everything else: one to find them by, others to seal them with.

They are lines of a file that nobody else may read: `match` and the key of the keyed hash, `seal` and a key of Fernet,
the newest first. The file is not in the database, so a copy of the database tells no UPN.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlmodel import Session, select

from tutor.people_records import RosterChange, UniquePupilNumber


class RosterKeysMissing(Exception):
    """The file of keys is not there, or is not the one that sealed what is kept; the message says what to do."""


@dataclass(frozen=True)
class RosterKeys:
    """The keys of one installation."""

    matching: bytes = field(repr=False)
    sealing: tuple[str, ...] = field(repr=False)

    def keyed_hash(self, kind: str, value: str) -> str:
        """Return 64 hexadecimal digits by which a value of some kind is found again, and which tell nothing of it."""
        return hmac.new(self.matching, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()

    def seal(self, content: bytes) -> bytes:
        """Return content encrypted with the newest key."""
        return self._fernet.encrypt(content)

    def unseal(self, sealed: bytes) -> bytes:
        """Return what was sealed with any of the keys.

        Raises:
            RosterKeysMissing: none of them fits.
        """
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise RosterKeysMissing(
                "What is sealed does not fit the roster keys of this installation: put the file back that belongs to "
                "these records."
            ) from error

    def seal_text(self, text: str) -> str:
        """Return a text encrypted, for a column."""
        return self.seal(text.encode()).decode("ascii")

    def unseal_text(self, sealed: str) -> str:
        """Return a text that `seal_text` encrypted; raises as `unseal` does."""
        return self.unseal(sealed.encode("ascii")).decode()

    @cached_property
    def _fernet(self) -> MultiFernet:
        return MultiFernet([Fernet(key) for key in self.sealing])


def make(path: Path) -> None:
    """Make the file of keys, unless there is one; nobody else on the machine may read it."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(_as_lines(RosterKeys(secrets.token_bytes(32), (_new_key(),))))


def open_keys(path: Path, db: Session) -> RosterKeys:
    """Return the keys of this installation, made now if nothing has been sealed yet.

    Raises:
        RosterKeysMissing: UPNs are kept and the keys are not there, or the file is damaged.
    """
    if not path.exists():
        if db.exec(select(UniquePupilNumber.account_id).limit(1)).first() is not None:
            raise RosterKeysMissing(f"There are no roster keys in {path}, and UPNs are kept: put the file back.")
        make(path)
    keys: dict[str, list[str]] = {"match": [], "seal": []}
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        kind, _, key = line.partition(" ")
        keys.setdefault(kind, []).append(key)
    try:
        made = RosterKeys(bytes.fromhex(keys["match"][0]), tuple(keys["seal"]))
        made.seal(b"")
    except (ValueError, IndexError) as error:
        raise RosterKeysMissing(f"The roster keys in {path} are damaged: put the file back from a copy.") from error
    return made


def with_new_key(keys: RosterKeys) -> RosterKeys:
    """Return keys that seal with a new one and still open what is sealed."""
    return RosterKeys(keys.matching, (_new_key(), *keys.sealing))


def newest_only(keys: RosterKeys) -> RosterKeys:
    """Return the keys without those of before, once everything is sealed anew."""
    return RosterKeys(keys.matching, keys.sealing[:1])


def seal_again(db: Session, keys: RosterKeys) -> int:
    """Seal every UPN that is kept, and what undoing needs, with the newest key; return how many UPNs there are."""
    for change in db.exec(select(RosterChange)).all():
        if any(entry.get("before") for entry in change.changes):
            change.changes = [
                entry | ({"before": keys.seal_text(keys.unseal_text(entry["before"]))} if entry.get("before") else {})
                for entry in change.changes
            ]
            db.add(change)
    rows = db.exec(select(UniquePupilNumber)).all()
    for row in rows:
        row.sealed = keys.seal_text(keys.unseal_text(row.sealed))
        db.add(row)
    return len(rows)


def write(path: Path, keys: RosterKeys) -> None:
    """Put keys in the place of those in a file, whole or not at all."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(_as_lines(keys))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _new_key() -> str:
    return Fernet.generate_key().decode("ascii")


def _as_lines(keys: RosterKeys) -> str:
    return "".join([f"match {keys.matching.hex()}\n", *(f"seal {key}\n" for key in keys.sealing)])
