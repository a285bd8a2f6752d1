"""Several statements in one text: "x = -3, x = 2", "(0, 6), (-6, 0)", "4, -3", "-1/3 ± √13/3".

For accepted texts of expressions that are lists; solutions and points proper have kinds of their own.
"""

import re
from collections.abc import Collection

from tutor.marking.collection import compare
from tutor.marking.rounding import Agreement
from tutor.marking.separators import both_signs, list_text, readings, split
from tutor.marking.statement import Statement, read_statement, same_statement
from tutor.marking.verdict import Unread

SEPARATOR = re.compile(r"(?i)\b(?:or|and)\b|[,;]")

Listed = tuple[Statement, ...]


def read_listed(text: str, known: Collection[str] | None = None) -> Listed | None:
    """Return the statements of a list, None where the text is no list of maths."""
    try:
        parts = split(readings(list_text(text))[0], SEPARATOR)
        found = tuple(read_statement(one, known) for part in parts for one in both_signs(part))
    except Unread:
        return None
    return found if len(found) > 1 else None


def same_listed(accepted: Listed, typed: Listed) -> bool:
    """Tell whether two lists say the same: solved equations in any order, anything else in the one given."""
    if len(accepted) != len(typed):
        return False
    if all(one.relations[0].subject for one in accepted):
        return compare(accepted, typed, lambda one, other: Agreement(same_statement(one, other))).complete
    return all(same_statement(one, other) for one, other in zip(accepted, typed, strict=True))
