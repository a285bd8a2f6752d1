"""A difference as a table to read or to keep, without UPNs; cells that a spreadsheet would run are made harmless."""

import csv
import io
from collections.abc import Iterator

from tutor.rosters.cells import FORMULA
from tutor.rosters.differences import Change, Difference
from tutor.rosters.school_now import Known

HEADINGS = ("What", "Line", "Name", "Year", "Before", "After", "Why")
Told = tuple[str, str, str, str, str, str, str]


def rows(shown: Difference) -> Iterator[Told]:
    """Yield what a list would change, one row for each pupil and kind of change, those that need a look first."""
    for problem in shown.problems:
        place = f"{problem.file} {problem.number}".strip()
        yield "refused", place, problem.name, "", "", problem.column, problem.message
    for conflict in shown.conflicts:
        for line in conflict.lines:
            yield "conflict", str(line.number), line.name, _year(line.year), "", "", conflict.message
    for pupil in shown.leavers:
        yield "leaver", "", pupil.name, "", "", "", ""
    for one in shown.changes:
        yield from _changes(one)


def _changes(one: Change) -> Iterator[Told]:
    number, name, year = str(one.line.number), one.line.name, _year(one.line.year)
    if one.pupil is None:
        yield "joiner", number, name, year, "", names(one.joins), one.username
    if one.back:
        yield "comes back", number, name, year, names(one.leaves), names(one.joins), one.by
    elif one.pupil and (one.joins or one.leaves):
        yield "mover", number, name, year, names(one.leaves), names(one.joins), one.by
    if one.renamed and one.pupil:
        yield "renamed", number, name, year, one.pupil.name, name, one.by


def names(classes: tuple[Known, ...]) -> str:
    """Return the names of classes in a row."""
    return ", ".join(one.name for one in classes)


def _year(year: int | None) -> str:
    return str(year) if year else ""


def as_csv(shown: Difference) -> str:
    """Return a difference as CSV for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([harmless(cell) for cell in row] for row in rows(shown))
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before what would be a formula."""
    return f"'{cell}" if cell.startswith((*FORMULA, "\t", "\r")) else cell
