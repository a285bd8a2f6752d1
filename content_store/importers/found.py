"""What an importer hands over: the rows that it made, and a list of what it left out.

Knows no format.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from content_store.curriculum import Rows
from content_store.problems import InvalidContent, Problem


class Unfit(ValueError):
    """One part of upstream's content cannot be taken; the message is the reason, and the import goes on."""


@dataclass(frozen=True)
class Skipped:
    """Something that was left out: what it was, where it stands, and why."""

    kind: str
    where: str
    reason: str


@dataclass(frozen=True)
class Imported:
    """The rows that were made, and everything that was left out."""

    rows: Rows
    skipped: tuple[Skipped, ...] = field(default=())


def by_reason(skipped: Iterable[Skipped]) -> tuple[tuple[str, int], ...]:
    """Return how many were left out for each kind and reason, the most frequent first."""
    counts = Counter(f"{one.kind}: {one.reason}" for one in skipped)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def refused(file: str, rule: str, suggestion: str, line: int = 0) -> InvalidContent:
    """Return the exception that refuses a whole import, to be raised; control signs of names are not shown."""
    return InvalidContent((Problem(_printable(file), line, _printable(rule), suggestion),))


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in text)
