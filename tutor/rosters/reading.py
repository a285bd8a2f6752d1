"""What was sent, read as a list of pupils: of which kind it is, and which columns it has."""

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.rosters import exports, headings, oneroster
from tutor.rosters.archive import Sent
from tutor.rosters.cells import rows_of
from tutor.rosters.roster import FileRefused, Roster


@dataclass(frozen=True)
class Table:
    """The headings of a list of its own kind, and which column each field is read from."""

    names: tuple[str, ...]
    columns: Mapping[str, str]
    source: str


def table_of(files: Sent) -> Table | None:
    """Return the columns of a list as they are recognised; None for OneRoster, whose columns are settled.

    Raises:
        FileRefused: there is more than one file, or it cannot be read.
    """
    if oneroster.is_one(files):
        return None
    found = headings.found_in(rows_of(_only(files)))
    names = tuple(dict.fromkeys(name for name in found.names if name))
    return Table(names, headings.guessed(found), found.source)


def read(files: Sent, columns: Mapping[str, str], school: str) -> Roster:
    """Return the list that was sent.

    Raises:
        FileRefused: it cannot be read with these columns.
    """
    if oneroster.is_one(files):
        roster = oneroster.read(files, school)
    else:
        rows = rows_of(_only(files))
        roster = exports.read(rows, headings.found_in(rows), columns)
    if not roster.lines and not roster.problems and not roster.leaving:
        raise FileRefused("There is no pupil in the list.")
    return roster


def _only(files: Sent) -> bytes:
    if len(files) != 1:
        raise FileRefused("Send one CSV file, or all the files of a OneRoster export together.")
    return next(iter(files.values()))
