"""The cells of a line read one by one: names, year groups, classes and numbers, or why they cannot be."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tutor.people import MAX_CLASS_NAME, MAX_NAME, MAX_USERNAME, SHORTEST_USERNAME
from tutor.rosters import upn as upns
from tutor.rosters.cells import cell_problem, tidied
from tutor.rosters.roster import FIRST_YEAR, LAST_YEAR, Problem

MOST_CLASSES = 40
MAX_NUMBER = 100
YEAR = re.compile(r"(?:national curriculum |nc )?(?:year|yr|y)?[ .]*0?(\d{1,2})(?:\.0)?", re.IGNORECASE)
YEAR_OF_CLASS = re.compile(r"(?:year |yr ?|y)?(\d{1,2})(?!\d)", re.IGNORECASE)
EMPTY = ("", "-", "–", "—")
"""How a cell without anything is written."""
BETWEEN_CLASSES = re.compile(r"[;|,\n\r]+")


class CellRefused(ValueError):
    """A cell cannot be taken in; `text` with `values` says why."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text)
        self.text, self.values = text, values


@dataclass
class Reading:
    """What has been read of one line, and the first thing that is wrong with it."""

    number: int
    file: str = ""
    name: str = ""
    problem: Problem | None = field(default=None)

    def take(self, column: str, read: Callable[[str], Any], cell: str, absent: Any) -> Any:
        """Return what `read` makes of a cell, `absent` if it is empty or cannot be taken in, which is remembered."""
        if cell.strip() in EMPTY:
            return absent
        try:
            if refused := cell_problem(re.sub(r"[\r\n\t\xa0]+", " ", cell).strip()):
                raise CellRefused(refused)
            return read(cell)
        except CellRefused as error:
            self.refuse(column, error.text, **error.values)
            return absent

    def refuse(self, column: str, text: str, **values: Any) -> None:
        """Remember what is wrong with the line, unless something is already."""
        self.problem = self.problem or Problem(self.number, column, text, values, self.name, self.file)


def name_of(cell: str) -> str:
    """Return a part of a name."""
    name = tidied(cell)
    if len(name) > MAX_NAME // 2:
        raise CellRefused("This name is longer than %(most)s characters", most=MAX_NAME // 2)
    if not any(sign.isalpha() for sign in name):
        raise CellRefused("This is no name: it has no letter")
    return name


def full_name_of(cell: str) -> str:
    """Return a full name, the forename first where the cell has the surname and a comma before it."""
    surname, comma, forename = tidied(cell).partition(",")
    if len(cell) > MAX_NAME:
        raise CellRefused("This name is longer than %(most)s characters", most=MAX_NAME)
    return " ".join(name_of(part) for part in ((forename, surname) if comma else (surname,)))


def year_of(cell: str) -> int:
    """Return a year group."""
    found = YEAR.fullmatch(tidied(cell))
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise CellRefused(
            "“%(year)s” is not a year group from %(first)s to %(last)s",
            year=tidied(cell)[:20],
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    return int(found[1])


def year_of_class(name: str) -> int | None:
    """Return the year group with which the name of a class begins, None if it begins with none."""
    found = YEAR_OF_CLASS.match(name)
    return int(found[1]) if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR else None


def class_name_of(cell: str) -> str:
    """Return the name of a class."""
    name = tidied(cell)
    if len(name) > MAX_CLASS_NAME:
        raise CellRefused("“%(name)s…” is too long for the name of a class", name=name[:20])
    if refused := cell_problem(name):
        raise CellRefused(refused)
    return name


def classes_of(cell: str) -> tuple[str, ...]:
    """Return the names of the classes in a cell, each once."""
    names = list(dict.fromkeys(class_name_of(one) for one in BETWEEN_CLASSES.split(cell) if one.strip()))
    if len(names) > MOST_CLASSES:
        raise CellRefused("A pupil can be in %(most)s classes at most", most=MOST_CLASSES)
    return tuple(names)


def upn_of(cell: str) -> str:
    """Return a UPN whose check letter fits. What is wrong with it is told without repeating it."""
    upn = upns.tidied(cell)
    if wrong := upns.problem(upn):
        raise CellRefused(wrong)
    return upn


def number_of(cell: str) -> str:
    """Return the number of a pupil in the school's own system."""
    number = tidied(cell)
    if len(number) > MAX_NUMBER:
        raise CellRefused("This number is longer than %(most)s characters", most=MAX_NUMBER)
    return number


def username_of(cell: str) -> str:
    """Return a username in small letters."""
    username = tidied(cell).casefold()
    if not SHORTEST_USERNAME <= len(username) <= MAX_USERNAME or " " in username:
        raise CellRefused(
            "A username has %(least)s to %(most)s characters and no space", least=SHORTEST_USERNAME, most=MAX_USERNAME
        )
    return username
