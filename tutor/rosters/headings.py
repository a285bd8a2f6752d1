"""Which column of a school's list means what: the usual headings of SIMS, Arbor, Bromcom and Wonde.

The headings come from the makers' import templates and guides and from exports that schools' own scripts read. Where a
school has given columns names of its own, a person says which is which.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tutor.rosters.cells import Row
from tutor.rosters.roster import FileRefused
from tutor.translating import to_translate as _

FIELDS = ("forename", "surname", "full name", "year", "classes", "upn", "external id", "username")
"""What can be read of a pupil; `classes` may name several, `external id` is the number in the school's system."""

KNOWN: Mapping[str, Sequence[str]] = {
    "forename": (
        "preferred forename", "preferred first name", "chosen name", "chosen forename", "preferred name",
        "known as", "forename", "first name", "given name", "firstname", "legal forename", "legal first name",
    ),
    "surname": (
        "preferred surname", "preferred last name", "chosen surname", "surname", "last name", "family name", "lastname",
        "legal surname", "legal last name",
    ),
    "full name": ("full name", "name", "student name", "pupil name", "student", "pupil", "display name"),
    "year": (
        "year group", "year", "nc year", "year taught in", "current nc year", "national curriculum year",
        "curriculum year", "nc year(s) for today", "year group(s) for today", "year group(s) this academic year",
        "year group(s)", "nc year actual", "year code", "year name", "yeargroup",
    ),
    "classes": (
        "classes", "class", "courses/classes", "class name", "class names", "teaching group", "teaching groups",
        "class code", "group", "registration form", "registration form(s) for today", "registration group",
        "reg group", "reg", "reg form", "registration", "tutor group", "form", "tutor group(s)", "form group",
    ),
    "upn": ("upn", "unique pupil number", "unique pupil number (upn)", "upn number"),
    "external id": (
        "arbor student id", "wonde id", "upi", "mis id", "globally unique student id", "adno", "admission number",
        "admission no", "adm no", "person id", "student id", "pupil id", "external id", "id",
    ),
    "username": ("username", "school username", "network username", "ad username", "login"),
}  # fmt: skip
"""The headings of each field, the one that is preferred first: a name that a pupil goes by before the legal one."""

SYSTEMS: Mapping[str, frozenset[str]] = {
    "SIMS": frozenset(
        {"adno", "reg", "reg group", "chosen name", "year taught in", "preferred forename", "legal forename",
         "legal surname", "preferred surname", "forename", "surname", "admission number"}
    ),
    "Arbor": frozenset(
        {"arbor student id", "globally unique student id", "legal first name", "legal last name", "registration form",
         "courses/classes", "nc year(s) for today", "year group(s) this academic year", "preferred first name",
         "preferred last name", "year group(s) for today", "registration form(s) for today"}
    ),
    "Bromcom": frozenset(
        {"first name", "last name", "tutor group", "year group", "admission number", "preferred first name",
         "legal first name", "legal last name", "person id"}
    ),
    "Wonde": frozenset(
        {"wonde id", "upi", "mis id", "legal forename", "legal surname", "current nc year", "year code", "forename",
         "surname", "registration"}
    ),
}  # fmt: skip
"""The headings by which an export is known; the system with most of them is meant."""
OWN = {"SIMS": {"adno", "reg", "chosen name", "year taught in"}, "Arbor": {"arbor student id", "courses/classes"},
       "Bromcom": {"tutor group"}, "Wonde": {"wonde id", "upi", "mis id"}}  # fmt: skip
"""Headings that are one system's own, and so count twice."""
ENOUGH = 3
OTHER = _("another system")
LINES_ABOVE = 12
"""How many lines of a report's title may stand above its headings."""


@dataclass(frozen=True)
class Headings:
    """The headings of a list, the row they stand in, and which system's they look like."""

    row: int
    names: tuple[str, ...]
    source: str


def plain(heading: str) -> str:
    """Return a heading as headings are compared: small letters, single spaces, without marks of required columns."""
    return " ".join(re.sub(r"[_*:]+", " ", heading.casefold()).split())


def found_in(rows: Sequence[Row]) -> Headings:
    """Return the headings: the row among the first that holds most known ones, else the first."""
    known = {name for names in KNOWN.values() for name in names}
    counts = [sum(plain(cell) in known for cell in row.cells) for row in rows[:LINES_ABOVE]]
    best = counts.index(max(counts))
    at = best if counts[best] > 1 else 0
    names = tuple(" ".join(cell.split()) for cell in rows[at].cells)
    return Headings(at, names, _system({plain(name) for name in names}))


def _system(names: set[str]) -> str:
    points = {one: len(names & signs) + len(names & OWN[one]) for one, signs in SYSTEMS.items()}
    best = max(points, key=lambda one: points[one])
    return best if points[best] >= ENOUGH else OTHER


def guessed(headings: Headings) -> dict[str, str]:
    """Return the heading of each field that is recognised."""
    by_name: dict[str, str] = {}
    for name in headings.names:
        by_name.setdefault(plain(name), name)
    columns = {}
    for field, names in KNOWN.items():
        if found := next((by_name[name] for name in names if name in by_name), None):
            columns[field] = found
    if "forename" in columns and "surname" in columns:
        columns.pop("full name", None)
    return columns


def columns_problem(columns: Mapping[str, str]) -> str:
    """Return what is missing among the columns that somebody chose, empty if a list can be read with them."""
    if not ("full name" in columns or {"forename", "surname"} <= columns.keys()):
        return _("Choose the columns of the forename and the surname, or the one of the full name")
    if len(set(columns.values())) < len(columns):
        return _("One column is chosen for two things")
    return ""


def places(headings: Headings, columns: Mapping[str, str]) -> dict[str, int]:
    """Return in which place of a row each field stands.

    Raises:
        FileRefused: a column is not in the list.
    """
    missing = [name for name in columns.values() if name not in headings.names]
    if missing:
        raise FileRefused("The list has no column %(column)s.", column=missing[0][:60])
    return {field: headings.names.index(name) for field, name in columns.items()}
