"""Reads OneRoster 1.1 and 1.2 as CSV: orgs, users, classes and enrollments, which are joined by their `sourcedId`.

1.1 has a person's role among the users, 1.2 in a file of its own. Of what the specification holds, pupils and their
classes are read; staff, lessons, terms and results are passed over.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tutor.rosters import fields, upn
from tutor.rosters.archive import Sent
from tutor.rosters.cells import rows_of
from tutor.rosters.roster import FileRefused, Line, Problem, Roster
from tutor.translating import to_translate as _

PEOPLE, ROLES, CLASSES, ENROLMENTS, ORGS, MANIFEST = (
    f"{name}.csv" for name in ("users", "roles", "classes", "enrollments", "orgs", "manifest")
)
NEEDED = {
    PEOPLE: ("sourcedId", "givenName", "familyName"),
    ROLES: ("userSourcedId", "role"),
    CLASSES: ("sourcedId", "title"),
    ENROLMENTS: ("classSourcedId", "userSourcedId", "role"),
    ORGS: ("sourcedId", "name", "type"),
    MANIFEST: ("propertyName", "value"),
}
PUPIL = "student"
GONE = "tobedeleted"
UPN_AMONG_IDS = re.compile(r"\{\s*upn\s*:\s*([^}]+)\}", re.IGNORECASE)
VERSIONS = ("1.1", "1.2")
Record = Mapping[str, str]


@dataclass(frozen=True)
class Numbered:
    """A record with the line of its file."""

    number: int
    record: Record


def is_one(files: Sent) -> bool:
    """Return whether what was sent is OneRoster."""
    return PEOPLE in files or MANIFEST in files


def read(files: Sent, school: str) -> Roster:
    """Return the pupils of one school. `school` is its name here, by which it is found among several.

    Raises:
        FileRefused: a file or a column is missing, or the school cannot be told.
    """
    if PEOPLE not in files:
        raise FileRefused("The file users.csv is missing: send the whole zip, or all of its files together.")
    tables = {name: _table(files[name], name) for name in NEEDED if name in files}
    manifest = {row.record["propertyname"]: row.record["value"] for row in tables.get(MANIFEST, [])}
    version = _version(manifest, tables)
    own = _own_school(tables, school)
    pupils = _pupils(tables, own, version)
    classes, problems = _classes(tables), []
    lines: list[Line] = []
    for row in pupils:
        line, problem = _line(row, classes.get(row.record["sourcedid"], []), ENROLMENTS in tables)
        if problem:
            problems.append(problem)
        elif line:
            lines.append(line)
    gone = tuple(_id(row.record) for row in pupils if _is_gone(row.record))
    return Roster(
        f"OneRoster {version}",
        tuple(line for line in lines if line.external_id not in gone),
        tuple(problems),
        has_classes=ENROLMENTS in tables and CLASSES in tables,
        whole=manifest.get("file.users", "bulk").strip().casefold() != "delta",
        passed_over=len(tables[PEOPLE]) - len(pupils),
        leaving=gone,
    )


def _table(content: bytes, name: str) -> list[Numbered]:
    """Return the records of a file; headings are compared without regard to capitals."""
    head, *rows = rows_of(content)
    names = [cell.strip().casefold() for cell in head.cells]
    if missing := next((one for one in NEEDED[name] if one.casefold() not in names), None):
        raise FileRefused("The file %(file)s has no column %(column)s.", file=name, column=missing)
    return [
        Numbered(row.number, defaultdict(str, zip(names, (cell.strip() for cell in row.cells), strict=False)))
        for row in rows
    ]


def _version(manifest: Record, tables: Mapping[str, object]) -> str:
    said = manifest.get("oneroster.version", "").strip()
    if said and said not in VERSIONS:
        raise FileRefused("This is OneRoster %(version)s. Attain reads 1.1 and 1.2 as CSV.", version=said[:20])
    return said or ("1.2" if ROLES in tables else "1.1")


def _own_school(tables: Mapping[str, list[Numbered]], school: str) -> str:
    """Return the id of the school among the organisations, empty where there is only one."""
    schools = [
        row.record for row in tables.get(ORGS, []) if row.record["type"] == "school" and not _is_gone(row.record)
    ]
    if len(schools) < 2:
        return ""
    own = [one for one in schools if one["name"].casefold() == school.casefold()]
    if len(own) != 1:
        raise FileRefused(
            "The list is of %(count)s schools, and none is called %(school)s. Give the school the same name here and "
            "there, or send the list of one school.",
            count=len(schools),
            school=school,
        )
    return own[0]["sourcedid"]


def _pupils(tables: Mapping[str, list[Numbered]], own: str, version: str) -> list[Numbered]:
    """Return the users who are pupils of the school."""
    if version == "1.2" and ROLES in tables:
        roles = [row.record for row in tables[ROLES] if row.record["role"].casefold() == PUPIL]
        ids = {one["usersourcedid"] for one in roles if not _is_gone(one) and (not own or one["orgsourcedid"] == own)}
        return [row for row in tables[PEOPLE] if row.record["sourcedid"] in ids]
    if version == "1.2":
        raise FileRefused("The file roles.csv is missing: OneRoster 1.2 says in it who is a pupil.")
    return [
        row
        for row in tables[PEOPLE]
        if row.record["role"].casefold() == PUPIL and (not own or own in _split(row.record["orgsourcedids"]))
    ]


def _classes(tables: Mapping[str, list[Numbered]]) -> dict[str, list[Record]]:
    """Return the classes that each user learns in today."""
    classes = {row.record["sourcedid"]: row.record for row in tables.get(CLASSES, []) if not _is_gone(row.record)}
    today = datetime.now(UTC).date()
    found: dict[str, list[Record]] = defaultdict(list)
    for row in tables.get(ENROLMENTS, []):
        one = row.record
        if one["role"].casefold() == PUPIL and not _is_gone(one) and _is_now(one, today):
            found[one["usersourcedid"]] += filter(None, [classes.get(one["classsourcedid"])])
    return found


def _is_now(enrolment: Record, today: date) -> bool:
    begin, end = enrolment["begindate"][:10], enrolment["enddate"][:10]  # ISO dates compare as text
    return (not begin or begin <= today.isoformat()) and (not end or end >= today.isoformat())


def _line(row: Numbered, classes: Iterable[Record], joined: bool) -> tuple[Line | None, Problem | None]:
    one, reading = row.record, fields.Reading(row.number, PEOPLE)
    forename = reading.take("givenName", fields.name_of, one["preferredgivenname"] or one["givenname"], "")
    surname = reading.take("familyName", fields.name_of, one["preferredfamilyname"] or one["familyname"], "")
    reading.name = f"{forename} {surname}".strip()
    for column, part in (("givenName", forename), ("familyName", surname), ("sourcedId", one["sourcedid"])):
        if not part:
            reading.refuse(column, _("This is missing"))
    year = reading.take("grades", fields.year_of, (_split(one["grades"]) or [""])[0], None)
    titles = [reading.take("title", fields.class_name_of, each["title"], "") for each in classes] if joined else []
    years = map(fields.year_of_class, titles)
    username = reading.take("username", fields.username_of, one["username"], "")
    reading.take("sourcedId", fields.number_of, one["sourcedid"], "")
    if reading.problem:
        return None, reading.problem
    names = tuple(dict.fromkeys(title for title in titles if title))
    line = Line(row.number, reading.name, year or next(filter(None, years), None), names, "", _id(one), username)
    return replace(line, upn=_upn(one)), None


def _upn(one: Record) -> str:
    """Return the UPN among a user's ids: one that is called so, or an identifier that is one by its check letter."""
    named = UPN_AMONG_IDS.search(one["userids"])
    for text in (named[1] if named else "", one["identifier"]):
        tidied = upn.tidied(text)
        if tidied and not upn.problem(tidied):
            return tidied
    return ""


def _id(one: Record) -> str:
    return f"sourcedid:{one['sourcedid']}"


def _is_gone(one: Record) -> bool:
    return one["status"].casefold() == GONE


def _split(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(",") if one.strip()]
