"""What the Friday page says: a finding with its evidence and where something can be done about it; and its words.

Knows nothing of the page, nor of what is worth saying: the rules do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from content_store.catalogue import Catalogue
from tutor.class_week import ClassWeek

Kind = Literal["concern", "misconception", "stopped", "waiting", "asks", "half way", "unhelpful", "hours", "good news"]
Page = Literal["starter", "pupil", "handover", "queue", "transcript", "class"]
MOST_NAMES = 3


@dataclass(frozen=True)
class Link:
    """Where something can be done about a finding: what the button says, the page, and what the page is of."""

    words: str
    page: Page
    of: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One line of the evidence.

    `answer` is what a pupil wrote, and `chosen` what was chosen, in its author's words; `question` is authored too.
    """

    pupil_id: int
    says: str
    at: datetime | None = None
    question: str = ""
    answer: str = ""
    chosen: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class Finding:
    """One thing worth knowing; `size` is how many it is about.

    `key` stays the same while there is nothing new to it.
    """

    kind: Kind
    key: str
    heading: str
    sentence: str
    rows: tuple[Row, ...]
    link: Link
    size: int


def title_of(catalogue: Catalogue, objective_id: str) -> str:
    """Return what something was on: an objective's title in quotation marks, or a question of the teacher's own."""
    objective = catalogue.objective(objective_id)
    if objective is not None:
        return f"“{objective.title}”"
    return "a question of your own" if objective_id.startswith("question/") else "something no longer taught"


def pupil_link(week: ClassWeek, who: int) -> Link:
    """Return the link to a pupil's page."""
    return Link(f"Look at {week.pupils[who].name}", "pupil", {"pupil_id": who})


def names(week: ClassWeek, ids: Iterable[int]) -> str:
    """Return the first few names, and how many more there are."""
    known = [week.pupils[who].name for who in ids]
    few, more = known[:MOST_NAMES], len(known) - MOST_NAMES
    if more > 0:
        return f"{', '.join(few)} and {more} more"
    return " and ".join([", ".join(few[:-1]), few[-1]] if len(few) > 1 else few)


def count(number: int, one: str, many: str) -> str:
    """Return how many there are, with the word for one or for many."""
    return f"{number} {one if number == 1 else many}"


def day_words(day: date) -> str:
    """Return a day as it is said: Tuesday 24 November."""
    return f"{day:%A} {day.day} {day:%B}"
