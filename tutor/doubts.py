"""What the checker doubts in a reply that a teacher has edited: the rules about facts, and not those about style.

A teacher may praise, write at length and leave things out. A doubt stops nothing: the teacher is told why, and decides.
"""

from collections.abc import Mapping
from types import MappingProxyType

from content_store.items import DrawnItem
from tutor.checker import RULES
from tutor.records import Turn
from tutor.wordsmith import task_for

UNCHECKED = "unchecked"
DOUBTS: Mapping[str, str] = MappingProxyType(
    {
        "leak": "It seems to give the answer to the question away.",
        "split leak": "Together with what the tutor has said before it seems to give the answer away.",
        "ahead": "It seems to run ahead, to a hint or a step that comes later.",
        "contradiction": "It seems to say something else of the pupil’s answer than its mark does.",
        "formula": "A formula in it is not complete, or not written as it was in the lesson.",
        "quotation": "It quotes something that nobody wrote.",
        "number": "It has a number that stands neither in the question nor in the lesson’s words.",
        "unit": "It has a unit that stands neither in the question nor in the lesson’s words.",
        "false arithmetic": "A sum in it does not come out.",
        "false algebra": "A line of algebra in it does not follow.",
        "operation": "It names an operation that the lesson’s words do not, such as adding for taking away.",
        "opposite": "It seems to say the opposite of what the lesson’s words say.",
        UNCHECKED: "The question is no longer in the curriculum, so nothing in it can be checked.",
    }
)
"""By the name of the rule, what a teacher is told."""


def about(turn: Turn, item: DrawnItem | None, text: str) -> tuple[str, ...]:
    """Return the names of the rules about facts that an edited reply breaks, empty for none.

    `item` is the one that was open at the turn, None where there was none or where it is no more.
    """
    if turn.item_id and item is None:
        return (UNCHECKED,)
    facts = task_for(turn.facts, item, turn.authored).facts
    return tuple(name for name in DOUBTS if name in RULES and RULES[name](text, facts))
