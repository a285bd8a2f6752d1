"""Which hint is about a part of an answer that is not right yet, where an answer has parts.

Hints are written for the whole item. What is right needs none: after an answer that is partly right the next hint is
one about another part, or else the part is named. Knows nothing of the pupil.
"""

from collections.abc import Callable
from typing import Any

from content_store.answers import ClozeAnswer, MatchingAnswer, OrderingAnswer, SeveralAnswer
from content_store.items import DrawnItem
from tutor.marking.cloze import gaps_right
from tutor.marking.matching import pairs_right
from tutor.marking.ordering import places_right
from tutor.marking.several import options_right
from tutor.marking.verdict import Unread

RIGHT: dict[type[Any], Callable[[Any, str], tuple[bool, ...]]] = {
    ClozeAnswer: gaps_right,
    MatchingAnswer: pairs_right,
    OrderingAnswer: places_right,
    SeveralAnswer: options_right,
}
ENOUGH_OPTIONS = 3
"""Options from which a gap may be named: of two, naming the gap would tell which one is right."""


def right_parts(item: DrawnItem, text: str) -> tuple[bool, ...]:
    """Return for each part of an answer whether it is right; nothing where the answer has no parts."""
    read = RIGHT.get(type(item.answer))
    try:
        return read(item.answer, text) if read else ()
    except Unread:
        return ()


def next_hint(item: DrawnItem, right: tuple[bool, ...], given: int) -> int | None:
    """Return how many hints lie behind an answer that is partly right, None where no hint is left that fits it.

    `given` is how many have been given. A hint about a part that is wrong comes before one about all of them.
    """
    if not item.hints_about or not any(right):
        return given
    wrong = {place for place, one in enumerate(right) if not one}
    left = range(given, len(item.hints_about))
    specific = (place for place in left if wrong & set(item.hints_about[place]))
    general = (place for place in left if not item.hints_about[place])
    return next(specific, next(general, None))


def named_part(item: DrawnItem, right: tuple[bool, ...]) -> str:
    """Return where to look again, without what belongs there; empty where that would tell it."""
    if not any(right) or all(right):
        return ""
    place = right.index(False)
    match item.answer:
        case MatchingAnswer(left=left):
            return f"Look again at “{left[place]}”. What is true of it that is not true of the others?"
        case ClozeAnswer(gaps=gaps) if len(gaps) > 1 and not 0 < len(gaps[place].options) < ENOUGH_OPTIONS:
            return f"Look again at gap {place + 1}. Read the whole sentence with your words in it: does it make sense?"
        case OrderingAnswer(parts=parts, order=order) if place:
            return f"The order holds as far as “{parts[order[place - 1]]}”. What has to come next?"
    return ""
