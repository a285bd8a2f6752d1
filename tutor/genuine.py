"""Whether an attempt is a genuine one, which the full solution waits for.

The rule has to be one that can be told to a class: something of the pupil's own, that could be an answer, and that was
not there before. Whether it is right does not matter.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import get_args

from content_store.answers import NumericAnswer, QuotationAnswer, ShortTextAnswer, ValueAnswer, WritingAnswer
from content_store.items import DrawnItem
from tutor import message_words as words
from tutor.message import POSTED, is_mashed, read_message
from tutor.message_attempts import stretches, value_in
from tutor.message_copies import copied

OWN_WORDS = 3
"""Words from which an answer in words is one: fewer name a thing without saying anything of it."""
COUNTING = 2
"""Earlier bare numbers one apart after which the next is counting, not answering."""
LISTED = re.compile(r"\s*[-−]?\d+(?:\.\d+)?(?:(?:\s*[,;]\s*|\s+)[-−]?\d+(?:\.\d+)?){2,}\s*[.,;]?\s*")
"""A line of nothing but three numbers or more, as of data put in order."""
GIVEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d)|\d+(?:\.\d+)?")
"""A number of a question, with commas between its thousands: the 12 of 12,596 is none."""
NO_ATTEMPTS = ("answer request", "off topic", "greeting", "distress")


def is_genuine(attempt: str, working: str, item: DrawnItem, earlier: Sequence[str]) -> bool:
    """Return whether an attempt counts as genuine; `earlier` are those at this item before it, oldest first.

    It does not where both boxes are blank, where it repeats an earlier attempt, where it is the question copied, keys
    pressed at random or a refusal ("idk"), where it is only a number picked out of the question, or the next in a count
    (1, 2, 3). Working with a sum or a line of algebra of the pupil's own makes any new attempt genuine. A choice that
    is clicked is genuine the first time.
    """
    said, known = _same(attempt), {_same(one) for one in earlier}
    if not said or said in known or copied(attempt, item.question):
        return shows_working(working, item) and said not in known
    if shows_working(working, item):
        return True
    if POSTED.fullmatch(attempt.strip()):
        return True
    if isinstance(item.answer, get_args(ValueAnswer)):
        return _is_value(attempt, item) and not _is_picked_out(attempt, item) and not _is_counting(attempt, earlier)
    return _says_something(attempt, item)


def why_not(attempt: str, item: DrawnItem, earlier: Sequence[str]) -> str:
    """Return why an attempt that is no genuine one is none: `again`, `given` (a number of the question), or nothing."""
    if _same(attempt) in {_same(one) for one in earlier}:
        return "again"
    return "given" if isinstance(item.answer, get_args(ValueAnswer)) and _is_picked_out(attempt, item) else ""


def shows_working(working: str, item: DrawnItem) -> bool:
    """Return whether working holds a sum or a line of algebra that is not the question's."""
    if not working.strip() or copied(working, item.question):
        return False
    given = words.plain(item.question).replace(" ", "")
    own = [run for run in stretches(working) if run.casefold().replace(" ", "") not in given]
    return _lists_anew(working, given) or any(
        re.search(r"[\dA-Za-zπ)]\s*[-−–+*/×÷=^²x]\s*[\dA-Za-zπ√(]", run) for run in own
    )


def _lists_anew(working: str, given: str) -> bool:
    """Return whether a line of working is a list of numbers in another order than the question's, or with others."""
    lines = (line for line in working.splitlines() if LISTED.fullmatch(line))
    return any(",".join(re.findall(r"[-−]?\d+(?:\.\d+)?", line)) not in given for line in lines)


def _is_value(attempt: str, item: DrawnItem) -> bool:
    """Return whether an attempt at an item of maths has maths in it, and asks for nothing."""
    if value_in(attempt, item.answer) is None and not re.fullmatch(r"[-−+]?[\dA-Za-z.]{1,3}", attempt.strip()):
        return False
    return not is_mashed(words.plain(attempt)) and read_message(attempt, item).kind == "attempt"


def _is_picked_out(attempt: str, item: DrawnItem) -> bool:
    if not isinstance(item.answer, NumericAnswer) and re.search(r"[^\W\d_]", attempt):
        return False  # 9n is no number
    value = _number(attempt)
    return value is not None and value in {Fraction(one.replace(",", "")) for one in GIVEN.findall(item.question)}


def _is_counting(attempt: str, earlier: Sequence[str]) -> bool:
    """Return whether bare numbers go up or down by one, attempt after attempt."""
    numbers = [_number(one) for one in (*earlier[-COUNTING:], attempt)]
    known = [number for number in numbers if number is not None]
    if len(known) <= COUNTING:
        return False
    return {after - before for before, after in pairwise(known)} in ({Fraction(1)}, {Fraction(-1)})


def _says_something(attempt: str, item: DrawnItem) -> bool:
    """Return whether an answer in words is one; a gap, an order or a match may be a word or a number."""
    said = words.plain(attempt)
    kind = read_message(attempt, item).kind
    if is_mashed(said) or kind in NO_ATTEMPTS or kind == "help request":
        return False
    own_words = re.findall(r"[a-z']+", said)
    if isinstance(item.answer, ShortTextAnswer | WritingAnswer):
        return len(set(own_words)) >= OWN_WORDS
    return bool(own_words) if isinstance(item.answer, QuotationAnswer) else bool(re.search(r"\w", said))


def _number(text: str) -> Fraction | None:
    bare = re.fullmatch(r"[£$€]?\s*([-−+]?\d+(?:\.\d+)?)\s*[a-z%²³/^23]{0,6}\s*[.?]?", text.strip().casefold())
    return Fraction(bare[1].replace("−", "-")) if bare else None


def _same(text: str) -> str:
    """Return an attempt as attempts are compared: capitals, spaces and closing marks make no other attempt."""
    return re.sub(r"[\s.,!?;:]+$|\s", "", text.casefold())
