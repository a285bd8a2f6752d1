"""What a wrong number shows by itself, whatever the worked solution: a power for its index, a fraction upside down.

And which numbers show nothing, because two numbers of the question make them at once.
"""

import re
from fractions import Fraction
from itertools import permutations

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem
from tutor.beside_answer import ASKED_INDEX
from tutor.figures import numbers_in
from tutor.marking.numeric import agrees
from tutor.marking.quantity import read_quantity
from tutor.marking.tree import Apply, Number
from tutor.marking.value import evaluate
from tutor.marking.verdict import Unread
from tutor.slip_words import NOT_TURNED, WHOLE_POWER

FRACTION = re.compile(r"\s*(\d{1,6})\s*/\s*(\d{1,6})\s*")


def of_form(item: DrawnItem, answer: NumericAnswer, text: str) -> str:
    """Return what is said of a number that is right but for how it is put together, whatever the solution."""
    if _is_whole_power(item, answer, text):
        return WHOLE_POWER
    return NOT_TURNED["/"] if _is_inverted(answer, text) else ""


def _is_inverted(answer: NumericAnswer, text: str) -> bool:
    """Return whether a fraction is typed that is the right one upside down."""
    typed = FRACTION.fullmatch(text)
    if typed is None or not int(typed[2]) or not int(typed[1]):
        return False
    value = Fraction(int(typed[1]), int(typed[2]))
    return abs(value) != 1 and any(one * value == 1 for one in numbers_in(answer.accepted[0])[:1])


def is_plain_sum(item: DrawnItem, text: str) -> bool:
    """Return whether a number is what two of the question's numbers make at once, so that it may come from that."""
    typed = next(iter(numbers_in(text)), None)
    for one, other in permutations(numbers_in(item.question), 2):
        if typed in (one + other, one - other, one * other) or (other and typed == one / other):
            return True
    return False


def _is_whole_power(item: DrawnItem, answer: NumericAnswer, text: str) -> bool:
    """Return whether a power of the question's base is typed where only its index is asked for."""
    try:
        node = read_quantity(text).node
    except Unread:
        return False
    match node:
        case Apply("^", (Number(text=base), index)):
            asked = {found[1] for found in ASKED_INDEX.finditer(item.question)}
            return base in asked and agrees(answer, evaluate(index))
    return False
