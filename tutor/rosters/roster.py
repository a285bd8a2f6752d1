"""What every kind of list comes to: lines about pupils, and what is wrong with other lines."""

from dataclasses import dataclass, field
from typing import Any

FIRST_YEAR, LAST_YEAR = 7, 13


class FileRefused(ValueError):
    """A file cannot be read as a list of pupils at all; the message says what to do.

    `text` holds the words with places for `values`, so that a page can translate them.
    """

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text % values if values else text)
        self.text, self.values = text, values


@dataclass(frozen=True)
class Line:
    """A pupil as a list has them. `number` is the line of the file, counted from 1; what is not known is empty.

    `external_id` is the number by which the school's own system knows the pupil, with what kind of number it is.
    """

    number: int
    name: str
    year: int | None = None
    classes: tuple[str, ...] = ()
    upn: str = field(default="", repr=False)
    external_id: str = ""
    username: str = ""


@dataclass(frozen=True)
class Problem:
    """Why one line is not taken in. `name` is the pupil's, if it could be read, so that nobody leaves by a slip."""

    number: int
    column: str
    text: str
    values: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    file: str = ""

    @property
    def message(self) -> str:
        """The reason in English."""
        return self.text % self.values if self.values else self.text


@dataclass(frozen=True)
class Roster:
    """A list that was read. `whole` is whether it can be of all pupils; `has_classes` whether it says who is in which.

    `passed_over` counts the lines that are not about pupils who are here, such as teachers.
    `leaving` are the external ids of pupils whom the list itself calls gone.
    """

    source: str
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()
    has_classes: bool = True
    whole: bool = True
    passed_over: int = 0
    leaving: tuple[str, ...] = ()
