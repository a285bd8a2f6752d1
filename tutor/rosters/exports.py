"""Reads a table of pupils, one line each or one for each class, as SIMS, Arbor, Bromcom and Wonde export it.

They differ in their headings alone, so this is one reader.
"""

from collections.abc import Mapping, Sequence

from tutor.rosters import fields, headings
from tutor.rosters.cells import Row
from tutor.rosters.headings import Headings
from tutor.rosters.roster import FileRefused, Line, Problem, Roster
from tutor.translating import to_translate as _

NAMES = ("forename", "surname", "full name")


def read(rows: Sequence[Row], found: Headings, columns: Mapping[str, str]) -> Roster:
    """Return the pupils of a table. `columns` says under which heading each field stands.

    Raises:
        FileRefused: a column is not there, or none has the names.
    """
    if missing := headings.columns_problem(columns):
        raise FileRefused(missing)
    places = headings.places(found, columns)
    lines: list[Line] = []
    problems: list[Problem] = []
    for row in rows[found.row + 1 :]:
        line, problem = _line(row, found, places)
        if problem:
            problems.append(problem)
        elif line:
            lines.append(line)
    return Roster(found.source, tuple(lines), tuple(problems), has_classes="classes" in places)


def _line(row: Row, found: Headings, places: Mapping[str, int]) -> tuple[Line | None, Problem | None]:
    reading = fields.Reading(row.number)
    cells = {
        field: (row.cells[place] if place < len(row.cells) else "", found.names[place])
        for field, place in places.items()
    }

    def cell(field: str) -> tuple[str, str]:
        return cells.get(field, ("", field))

    parts = [
        reading.take(
            cell(field)[1], fields.full_name_of if field == "full name" else fields.name_of, cell(field)[0], ""
        )
        for field in NAMES
    ]
    reading.name = " ".join(part for part in parts if part)
    if any(text.strip() for text in row.cells[len(found.names) :]):
        reading.refuse("", _("This line has more cells than there are headings: a comma may lack its quotation marks"))
    _need_names(reading, cells, parts)
    classes = reading.take(cell("classes")[1], fields.classes_of, cell("classes")[0], ())
    year = reading.take(cell("year")[1], fields.year_of, cell("year")[0], None)
    year = year or next((one for one in map(fields.year_of_class, classes) if one), None)
    upn = reading.take(cell("upn")[1], fields.upn_of, cell("upn")[0], "")
    number = reading.take(cell("external id")[1], fields.number_of, cell("external id")[0], "")
    username = reading.take(cell("username")[1], fields.username_of, cell("username")[0], "")
    if reading.problem:
        return None, reading.problem
    kind = headings.plain(cell("external id")[1])
    return Line(row.number, reading.name, year, classes, upn, f"{kind}:{number}" if number else "", username), None


def _need_names(reading: fields.Reading, cells: Mapping[str, tuple[str, str]], parts: Sequence[str]) -> None:
    """Refuse a line whose name is missing, or half of it."""
    for field, part in zip(NAMES, parts, strict=True):
        if field in cells and not part:
            reading.refuse(cells[field][1], _("The name is missing"))
