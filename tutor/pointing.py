"""What is pointed at in a pupil's working where it is certain, and said alone: a hint after it would lead back.

A line that does not follow, a list that is not the question's, a sum with the opposite operation. Knows an item and one
message about it; not what has been said before.
"""

import re
from collections import Counter
from fractions import Fraction

from content_store.answers import ValueAnswer
from content_store.items import DrawnItem
from tutor import replies, sums, sums_reading
from tutor.figures import numbers_in
from tutor.genuine import LISTED
from tutor.marking.verdict import WrongLine
from tutor.on_the_way import values_on_the_way
from tutor.sums import Claim

GIVEN_LIST = re.compile(r"[-−]?\d+(?:\.\d+)?(?:(?:,\s*(?:and\s+)?|\s+and\s+)[-−]?\d+(?:\.\d+)?){3,}")
"""The data of a question: four numbers or more in a row."""
IN_ORDER = re.compile(r"\b(?:median|quartiles?|interquartile|in order|middle)\b", re.IGNORECASE)
TOO_FEW = "Compare the list in your working with the question: yours has {} values, and the question gives {}."
NOT_GIVEN = "Compare the list in your working with the one in the question: a value of yours is not among those given."
NOT_IN_ORDER = "Go along the list in your working: is every value in its place, from the smallest to the largest?"
OPERATION = "Look at “{}” in your working. The sum comes out. Is {} what is needed with these two numbers?"
DOING = {"+": "adding", "−": "subtracting", "×": "multiplying", "÷": "dividing"}
OPPOSITE = {"+": "−", "−": "+", "×": "÷", "÷": "×"}


def pointed_at(item: DrawnItem, working: str, wrong: WrongLine | None) -> str:
    """Return what is said of the working of a wrong answer, empty where nothing is certain."""
    if wrong is not None:
        return replies.located_in(working, wrong, item)
    if not working.strip():
        return ""
    return list_fault(item.question, working) or opposite_operation(item, working)


def place_named(wrong: WrongLine) -> str:
    """Return the part of a working that is wrong, by which it is known again wherever it stands."""
    return " ".join((wrong.clause or wrong.text).split())


def list_fault(question: str, working: str) -> str:
    """Return what is not right with a list that a pupil copied from the question, empty where there is none."""
    given = max((numbers_in(found[0]) for found in GIVEN_LIST.finditer(question)), key=len, default=[])
    lists = [numbers_in(line) for line in working.splitlines() if LISTED.fullmatch(line)]
    own = next((one for one in lists if given and 2 * len(one) > len(given)), None)
    if own is None:
        return ""
    over, missing = Counter(own) - Counter(given), Counter(given) - Counter(own)
    if over:
        return NOT_GIVEN
    if missing:
        return TOO_FEW.format(len(own), len(given))
    in_order = own in (given, sorted(own), sorted(own, reverse=True))
    return "" if in_order or not IN_ORDER.search(question) else NOT_IN_ORDER


def opposite_operation(item: DrawnItem, working: str) -> str:
    """Return a question about a sum of two given numbers where the solution has the result of the opposite operation.

    Only where nothing else in the working has that result, and the sum's own is none of the solution's.
    """
    if not isinstance(item.answer, ValueAnswer):
        return ""
    given, way = {abs(one) for one in numbers_in(item.question)}, set(values_on_the_way(item))
    claims = sums_reading.claims_in(working)
    made = {claim.stated.value for claim in claims} | set(numbers_in(working))
    for claim in claims:
        opposite = _opposite(claim)
        stray = claim.stated.value not in way | given
        if opposite is not None and stray and opposite in way - made - given and set(sums.values(claim.left)) <= given:
            sign = next(iter(sums.signs(claim.left)))
            return OPERATION.format(claim.text, DOING[sign])
    return ""


def _opposite(claim: Claim) -> Fraction | None:
    """Return what two numbers come to with the operation that undoes the one they were joined by."""
    numbers, signs = sums.leaves(claim.left), sums.signs(claim.left)
    if len(numbers) != 2 or len(signs) != 1 or not claim.true:
        return None
    first, second = (number.value for number in numbers)
    match OPPOSITE.get(next(iter(signs))):
        case "+":
            return first + second
        case "−":
            return abs(first - second)
        case "×":
            return first * second
        case "÷" if second:
            return first / second
    return None
