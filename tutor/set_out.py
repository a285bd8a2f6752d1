"""What is right in a wrong answer as far as it goes: the numbers of a sum that is set out, one value of a pair.

Asks for what is left to do there; where it goes wrong is not known, and not said. Knows an item and one message.
"""

import re
from collections import Counter
from fractions import Fraction

from content_store.answers import NumericAnswer, SolutionsAnswer
from content_store.items import DrawnItem
from tutor.figures import numbers_in, times_apart
from tutor.marking import Mark, mark
from tutor.marking.solutions import HALF_A_PAIR
from tutor.step_sums import numbers_of, sums_in

FEWEST = 4
"""Numbers of a sum that make it no other one."""
IN_PLACE = (
    "The numbers of the sum in your working are the ones that are needed. Work it out again in parts: what does each "
    "part come to before they are put together?"
)
HALF_RIGHT = (
    "One of the two values is right. Put both of them into each of the equations: in which does it not come out, and "
    "which value has to change?"
)
SIDES = re.compile(r"[=\n;]")
SQUARE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:\^\s*2\b|²)")
BETWEEN = re.compile(r",\s*|\s+and\s+|\n|;")


def words_of(item: DrawnItem, text: str, working: str) -> str:
    """Return what is said of a wrong answer that is right in a part, empty where it is in none."""
    match item.answer:
        case NumericAnswer():
            return IN_PLACE if _is_set_out(item, working) else ""
        case SolutionsAnswer(accepted=(_,)):
            return HALF_RIGHT if _is_half_right(item.answer, text) else ""
    return ""


def _is_set_out(item: DrawnItem, working: str) -> bool:
    """Return whether a side of the working has the numbers of a sum of the solution, all of them and no others."""
    wanted = [Counter(numbers_of(node)) for node, _ in sums_in(item.steps)]
    large = [one for one in wanted if one.total() >= FEWEST]
    return any(_numbers(side) in large for side in SIDES.split(working))


def _numbers(side: str) -> Counter[Fraction]:
    """Return the numbers of a side, with its squares worked out."""
    plain = SQUARE.sub(
        lambda found: str(float(found[1]) ** 2).removesuffix(".0"), times_apart(side).replace("/", " / ")
    )
    return Counter(numbers_in(plain))


def _is_half_right(answer: SolutionsAnswer, text: str) -> bool:
    """Return whether exactly one of the values that a pair holds is right."""
    parts = [part for part in BETWEEN.split(text) if "=" in part]
    marks = [mark(answer, part) for part in parts] if len(parts) == 2 else []
    ending = HALF_A_PAIR.partition(" is right;")[1]
    return sum(isinstance(one, Mark) and ending in (one.form or "") for one in marks) == 1
