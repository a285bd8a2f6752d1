"""Unique Pupil Numbers of England, told from slips of the pen by their check letter.

A UPN is a check letter and twelve digits (three of the local authority, four of the school, two of the year, three of
the pupil); a temporary one ends in a letter in place of the last digit. The check letter is the remainder by 23 of the
sum of the signs times their places, 2 to 13, as a letter of the alphabet without I, O and S: Department for Education,
"Unique pupil numbers (UPNs): a guide for schools and local authorities", and UniquePupilNumberType 2.0 of the UK
Government Data Standards Catalogue. A number that fits may still be somebody else's.
"""

import re

from tutor.translating import to_translate as _

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The letter of each remainder by 23; the last sign of a temporary number counts as its place here."""
SHAPE = re.compile(rf"[{LETTERS}]\d{{11}}[\d{LETTERS}]", re.ASCII)
SHOWN = 3
"""How many signs of a UPN may stand on a page."""


def tidied(text: str) -> str:
    """Return a UPN without spaces and hyphens, in capitals."""
    return re.sub(r"[\s-]", "", text).upper()


def check_letter(rest: str) -> str:
    """Return the first letter of a UPN from the twelve signs after it."""
    values = [int(sign) if sign in "0123456789" else LETTERS.index(sign) for sign in rest]
    return LETTERS[sum(place * value for place, value in enumerate(values, start=2)) % len(LETTERS)]


def problem(upn: str) -> str:
    """Return what is wrong with a UPN that was tidied, empty if nothing is; the words do not repeat it."""
    if not SHAPE.fullmatch(upn):
        return _("A UPN is a letter and twelve signs, such as X00180001701A")
    if check_letter(upn[1:]) != upn[0]:
        return _("The first letter of the UPN does not fit the rest: a sign of it is wrong")
    return ""


def is_temporary(upn: str) -> bool:
    """Return whether a UPN is one that waits for the pupil's own."""
    return upn[-1:] in LETTERS and bool(upn)


def hidden(upn: str) -> str:
    """Return as much of a UPN as may be shown."""
    return f"…{upn[-SHOWN:]}"
