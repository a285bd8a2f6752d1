"""The bytes of a table as rows of text, whatever encoding and separator a school's system writes."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.rosters.roster import FileRefused
from tutor.translating import to_translate as _

SEPARATORS = ",;\t|"
MOST_ROWS = 50_000
MOST_COLUMNS = 400
LONGEST_CELL = 4000
FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would run; no name, class or number of a pupil begins so."""


@dataclass(frozen=True)
class Row:
    """One row, with the line of the file where it begins, counted from 1."""

    number: int
    cells: tuple[str, ...]


def decoded(content: bytes) -> str:
    """Return a file's text: UTF-16 or UTF-8 by its first bytes, else UTF-8, else as Windows writes it.

    Raises:
        FileRefused: it is no text.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as("utf-16", content)
    start = content[:2000]
    if len(start) > 3 and start[1::2].count(0) > len(start) * 0.4:
        return _as("utf-16-le", content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as("cp1252", content)


def _as(encoding: str, content: bytes) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        raise FileRefused(
            "Line %(number)s holds signs that are not text. Save the list as “CSV UTF-8” and send it again.",
            number=number,
        ) from error


def rows_of(content: bytes) -> list[Row]:
    """Return the rows of a CSV file that hold anything.

    Raises:
        FileRefused: it is no text, a quote is never closed, or it is too large.
    """
    found: list[Row] = []
    for row in _read(decoded(content)):
        if any(cell.strip() for cell in row.cells):
            found.append(row)
        if len(found) > MOST_ROWS or len(row.cells) > MOST_COLUMNS:
            raise FileRefused(
                "The list has more than %(rows)s lines or %(columns)s columns. Send the pupils of one school.",
                rows=MOST_ROWS,
                columns=MOST_COLUMNS,
            )
    if not found:
        raise FileRefused("The list is empty.")
    return found


def _read(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefused(
                'Line %(number)s cannot be read: a quotation mark (") is opened and never closed, or stands in the '
                "middle of a cell. Put it right, or save the list as CSV again.",
                number=number,
            ) from error
        yield Row(number, tuple(cells))


def _separator(text: str) -> str:
    """Return what parts the cells: the sign that is most often in the first lines that hold anything."""
    start = "\n".join([line for line in text[:20_000].splitlines() if line.strip()][:10])
    return max(SEPARATORS, key=start.count)


def cell_problem(cell: str) -> str:
    """Return why the text of a cell cannot be taken in, empty if it can."""
    if cell.startswith(FORMULA):
        return _("This begins like a formula of a spreadsheet (= + - @). Take that sign away")
    if len(cell) > LONGEST_CELL:
        return _("This is too long")
    if not cell.isprintable():
        return _("This holds signs that cannot be read. Type it again")
    return ""


def tidied(cell: str) -> str:
    """Return a cell's text with single spaces and none around it."""
    return " ".join(cell.split())
