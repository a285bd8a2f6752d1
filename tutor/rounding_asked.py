"""Whether a question asks for a rounded number, and what to say of one with more noughts than it asks for.

Reads the words of the question: an item on rounding itself has its rounding in no other place.
"""

import re
from dataclasses import replace
from fractions import Fraction

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem
from tutor.figures import numbers_in
from tutor.marking import Mark
from tutor.marking.numeric import agrees
from tutor.marking.rounding import Rounding, noughts, rounded
from tutor.nearly import ROUNDED as ROUNDED_TOO_EARLY

ROUNDED = re.compile(r"\b(?:decimal places?|significant figures?|nearest|round(?:ed|ing)?|correct to)\b", re.IGNORECASE)
# "Round each number to 1 significant figure" says nothing of the answer.
ASKED = re.compile(r"(?<!each number )\bto \$?(\d)\$? (decimal|significant) (?:place|figure)s?\b", re.IGNORECASE)
PLACES = range(-9, 7)
"""Places that a number may be rounded to: from thousands of millions to millionths."""
DECIMAL = re.compile(r"(?:\w\s?=\s?)?[-−–+]?\s?(\d[\d, ]*)\.(\d*0)(?![\d.])")


def asks_for_rounding(question: str) -> bool:
    """Return whether a question asks for a number that is rounded."""
    return ROUNDED.search(question) is not None


def is_to_round(item: DrawnItem) -> bool:
    """Return whether a question is to round a number that stands in it: nothing is worked out on the way."""
    if not isinstance(item.answer, NumericAnswer) or not asks_for_rounding(item.question):
        return False
    answer = item.answer
    return any(
        agrees(answer, short)
        for given in numbers_in(item.question)
        for short in {rounded(given, places) for places in PLACES} - {given}
    )


def with_rounding(item: DrawnItem, text: str, mark: Mark) -> Mark:
    """Return a mark as fits a question that is to round a number, or that names the figures to be kept.

    Of a wrong number where the question is to round one, nothing is said of figures lost on the way: there is no way,
    and the item's own hint is on the next digit. A right number with noughts beyond the figures that the question names
    is turned back: its value is right, so it is a fault of form only.
    """
    if mark.right is False and mark.form in ROUNDED_TOO_EARLY and is_to_round(item):
        return replace(mark, form=None)
    asked, typed = ASKED.search(item.question), DECIMAL.match(text.strip())
    if not mark.right or mark.form or not isinstance(item.answer, NumericAnswer) or asked is None or typed is None:
        return mark
    count = int(asked[1])
    rounding = Rounding(None, count, None) if asked[2].casefold() == "decimal" else Rounding(None, None, count)
    whole, decimals = re.sub(r"[, ]", "", typed[1]), typed[2]
    value = Fraction(f"{whole}.{decimals}")
    if not value or len(decimals) <= max(rounding.places_of(value), 0):
        return mark
    return replace(mark, right=False, form=noughts(rounding, value))
