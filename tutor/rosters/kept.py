"""The list that was sent, kept between looking at it and confirming: sealed, in the data folder, for a day at most.

It holds children's names and numbers, so nobody else on the machine may read the files, and without the roster keys
they tell nothing. It never travels in a cookie.
"""

import base64
import json
import os
import re
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tutor.rosters.archive import Sent
from tutor.rosters.keys import RosterKeys

KEPT_SECONDS = 24 * 3600
MOST_KEPT = 20
TOKEN = re.compile(r"[A-Za-z0-9_-]{24}", re.ASCII)


@dataclass(frozen=True)
class Kept:
    """A list that waits to be confirmed. `whole` is whether pupils who are not in it have left."""

    school_id: int
    whole: bool
    files: Sent = field(repr=False)
    columns: Mapping[str, str] = field(default_factory=dict)


def keep(folder: Path, keys: RosterKeys, kept: Kept, token: str = "") -> str:
    """Keep a list, in the place of the one with the same token if there is one; return the token."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    token = token or secrets.token_urlsafe(18)
    fresh = folder / f"{token}.new"
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(keys.seal(_packed(kept)))
    fresh.replace(folder / token)
    _forget_beyond(folder)
    return token


def find(folder: Path, keys: RosterKeys, token: str, school_id: int) -> Kept | None:
    """Return a school's list by its token, None if there is none, or it is more than a day old."""
    if not TOKEN.fullmatch(token):
        return None
    forget_old(folder)
    try:
        sealed = (folder / token).read_bytes()
    except OSError:
        return None
    kept = _unpacked(keys.unseal(sealed))
    return kept if kept.school_id == school_id else None


def forget(folder: Path, token: str) -> None:
    """Remove a list."""
    if TOKEN.fullmatch(token):
        (folder / token).unlink(missing_ok=True)


def forget_old(folder: Path) -> None:
    """Remove the lists that are more than a day old."""
    oldest = time.time() - KEPT_SECONDS
    for path in folder.glob("*") if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another request may have been quicker
            if path.stat().st_mtime < oldest:
                path.unlink()


def _forget_beyond(folder: Path) -> None:
    paths = sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in paths[MOST_KEPT:]:
        path.unlink(missing_ok=True)


def _packed(kept: Kept) -> bytes:
    files = {name: base64.b64encode(content).decode("ascii") for name, content in kept.files.items()}
    as_data: dict[str, Any] = {"school": kept.school_id, "whole": kept.whole, "columns": dict(kept.columns)}
    return json.dumps(as_data | {"files": files}).encode()


def _unpacked(content: bytes) -> Kept:
    data = json.loads(content)
    files = {name: base64.b64decode(one) for name, one in data["files"].items()}
    return Kept(data["school"], data["whole"], files, data["columns"])
