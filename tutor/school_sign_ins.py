"""Which account belongs to an account of the school's own sign-in service (OpenID Connect).

Nobody is added by signing in: the school adds people first, and their username is then the address that the service
vouches for. The first sign-in links the two; from then on the service's own number for the person counts, so that a
later owner of the same address gets nothing.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session, select

from tutor import history
from tutor.people_records import SchoolSignIn
from tutor.records import Account

MICROSOFT = frozenset({"login.microsoftonline.com", "sts.windows.net"})
GOOGLE = "accounts.google.com"
MOST_LETTERS = 200


def address_of(issuer: str, claims: Mapping[str, Any]) -> str:
    """Return the address that a sign-in service vouches for, empty if it vouches for none.

    Microsoft says nothing of whether an e-mail address is verified, and the name that it signs people in by is given by
    the school. Google vouches for addresses of others' domains as well, but only says `hd` of a school's own accounts.
    """
    host = urlsplit(issuer).hostname or ""
    if host in MICROSOFT:
        found = claims.get("preferred_username")
    elif claims.get("email_verified") is True and (host != GOOGLE or claims.get("hd")):
        found = claims.get("email")
    else:
        found = None
    return found.strip().casefold().replace("\0", "") if isinstance(found, str) else ""


def account_for(db: Session, issuer: str, claims: Mapping[str, Any]) -> Account | None:
    """Return the account of whoever the service says has signed in, linking it the first time; None for nobody here."""
    subject = str(claims.get("sub", ""))
    if not 0 < len(subject) <= MOST_LETTERS or len(issuer) > MOST_LETTERS:
        return None
    linked = db.exec(select(SchoolSignIn).where(SchoolSignIn.issuer == issuer, SchoolSignIn.subject == subject)).first()
    if linked:
        account = db.get(Account, linked.account_id)
        return account if account and account.left_at is None else None
    address = address_of(issuer, claims)
    account = history.account_named(db, address) if address else None
    if account is None or account.left_at is not None or link_of(db, account.id or 0):
        return None
    db.add(SchoolSignIn(account_id=account.id or 0, issuer=issuer, subject=subject))
    return account


def link_of(db: Session, account_id: int) -> SchoolSignIn | None:
    """Return the account of the sign-in service that is linked to somebody."""
    return db.get(SchoolSignIn, account_id)


def unlink(db: Session, account_id: int) -> None:
    """Take a link away, so that the next sign-in makes it anew."""
    if linked := link_of(db, account_id):
        db.delete(linked)
