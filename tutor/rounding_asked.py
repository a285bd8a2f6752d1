"""Whether a question asks for a rounded number, and what to say of one with more noughts than it asks for.

Reads the words of the question: an item on rounding itself has its rounding in no other place.
"""

import re
from dataclasses import replace

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem
from tutor.marking import Mark

ROUNDED = re.compile(r"\b(?:decimal places?|significant figures?|nearest|round(?:ed|ing)?|correct to)\b", re.IGNORECASE)
PLACES = re.compile(r"\bto \$?(\d)\$? decimal places?\b", re.IGNORECASE)
DECIMALS = re.compile(r"[-−–+]?\s?\d+\.(\d+)\s*")
TOO_LONG = "The value is right, but it is written with more than {} decimal place{}."


def asks_for_rounding(question: str) -> bool:
    """Return whether a question asks for a number that is rounded."""
    return ROUNDED.search(question) is not None


def with_rounding(item: DrawnItem, text: str, mark: Mark) -> Mark:
    """Return a mark that also says where a right number has noughts beyond the places that the question names."""
    asked, typed = PLACES.search(item.question), DECIMALS.fullmatch(text.strip())
    if not mark.right or mark.form or not isinstance(item.answer, NumericAnswer) or asked is None or typed is None:
        return mark
    places = int(asked[1])
    if len(typed[1]) <= places:
        return mark
    return replace(mark, form=TOO_LONG.format(places, "" if places == 1 else "s"))
