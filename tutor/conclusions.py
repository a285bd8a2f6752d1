"""What a message ends in as its answer, and whether that is the right one.

By value for a number and by marking for an expression; knows nothing of the talk before it.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from tutor import sums, sums_reading
from tutor.checker import content_words
from tutor.pasted_answers import mark_of
from tutor.sums import Claim, Number
from tutor.working import Judged, Solution, fraction_alone

CONCLUDES = re.compile(
    r"\b(?:therefore|thus|hence|so|altogether|in total|total|answer|finally|then|left)\b", re.IGNORECASE
)
SO = re.compile(r"\b(?:so|therefore|thus|hence)\b", re.IGNORECASE)
ANSWER_IS = re.compile(r"\banswer (?:is|was|should be|would be|must be|=)\s*(?:then\s*)?", re.IGNORECASE)
TOTAL = re.compile(
    r"\b(?:adds? up to|comes? to|making|(?:which|that) (?:gave|gives|leaves|left)(?: \w+)?)"
    r"(?: an?| the)?(?: grand)?(?: total)?(?: of)?\b",
    re.IGNORECASE,
)
SO_IN_ALL = re.compile(
    r"\b(?:so|altogether|in total|together)\b\D{0,40}?[£$€]?\s?(\d[\d,]*(?:\.\d+)?)(?!\s*[-+*/×÷=x\d])[^\d=]*$", re.I
)
BECAUSE = re.compile(r"^(.*?\d[^\n]*?)\s*,?\s*\b(?:because|since|as i did)\b", re.IGNORECASE)
"""An answer before the reason for it."""
COMES_TO = re.compile(r"\b(?:would be|will be|is|was|are|were|equals)\s*[£$€]?\s?\d[\d.,]*[^\d=]*$", re.IGNORECASE)
UNITS = (
    (60, "second", "minute"), (60, "minute", "hour"), (3600, "second", "hour"), (24, "hour", "day"), (7, "day", "week"),
    (12, "month", "year"), (100, "cent|penn|pence", "dollar|pound"), (100, "cm|centimet", "met|m\\b"),
    (1000, "g\\b|gram", "kg|kilogram"), (1000, "m\\b|met", "km|kilomet"), (1000, "ml|millilit", "l\\b|lit"),
)  # fmt: skip
"""How many of a unit make another, with the beginnings of their names."""


GOES_ON = re.compile(r"\b(?:add|plus|subtract|minus|tak|took|multipl|times|divid|split|total)", re.IGNORECASE)
"""Words from which a last sentence works out something more, without writing it as a sum."""
SHORTEST_TALK, LONGEST_SAYING = 7, 14
SAYS = re.compile(r"^(?:so )?(?:i (?:think|got|get|make|made)|it['’]?s|it is|my answer)\b", re.IGNORECASE)
"""How a message begins that names its answer."""
TALKS = re.compile(r"\?|n['’]t\b|\b(?:not|no|why|where|how|what|which|if|know|sure|stuck)\b", re.IGNORECASE)
"""What a short message with one number may say that is no answer: from so many words on, or with one of these."""
SETS = {"pair": 2, "dozen": 12}
"""Words for so many things together, which an answer may count one by one."""


def conclusion(text: str) -> Number | None:
    """Return the number that a message ends in as its answer, if it ends in one."""
    lines = [line.strip() for line in text[-sums_reading.LONGEST :].splitlines() if line.strip()]
    if not lines:
        return None
    if (fraction := fraction_alone(lines[-1])) is not None:
        return fraction
    if (alone := _alone(lines[-1])) is not None:
        return alone
    sentences = sums_reading.sentences(text)
    named = [sentence for sentence in sentences if ANSWER_IS.search(sentence)]
    closing = named[-1] if named else sentences[-1]
    claims = sums_reading.claims_in(closing)
    total = TOTAL.split(closing)[1:]
    if total and sums_reading.numbers_in(total[-1]) and not sums_reading.claims_in(total[-1]):
        return sums_reading.numbers_in(total[-1])[0]
    if claims:
        return _after(closing, claims[-1]) or claims[-1].stated
    numbers = sums_reading.numbers_in(ANSWER_IS.split(closing)[-1])
    if named:
        return next(iter(numbers), None)
    longest = LONGEST_SAYING if SAYS.search(closing) else SHORTEST_TALK
    says = len(numbers) == 1 and len(closing.split()) <= longest and not TALKS.search(closing)
    worked = len(sentences) > 1 or CONCLUDES.search(closing) or says
    if SO.search(closing):
        numbers = sums_reading.numbers_in(SO.split(closing)[-1]) or numbers
    same = len({number.value for number in numbers}) == 1
    return _signed(numbers[-1], closing) if same and worked else None


def _alone(line: str) -> Number | None:
    """Return the one number of a line that has hardly a word beside it, or that a reason follows."""
    numbers = sums_reading.numbers_in(line)
    if len(numbers) == 1 and len(line.split()) <= 3:
        return _signed(numbers[0], line)
    reason = BECAUSE.match(line)
    before = sums_reading.numbers_in(reason[1]) if reason is not None else []
    return before[0] if len(before) == 1 else None


def stands_alone(text: str) -> bool:
    """Return whether a message has its answer on a line of its own, or says that it is the answer."""
    last = next((line for line in reversed(text.splitlines()) if line.strip()), "")
    alone = len(sums_reading.numbers_in(last)) == 1 and len(last.split()) <= 3
    return alone or ANSWER_IS.search(text) is not None


def _after(closing: str, claim: Claim) -> Number | None:
    """Return the number that a sentence comes to after its last sum, as in "5% of 20 is 1, so it would be 21"."""
    found, numbers = COMES_TO.search(closing) or SO_IN_ALL.search(closing), sums_reading.numbers_in(closing)
    known = {claim.stated.value, *sums.values(claim.left)}
    return numbers[-1] if found and numbers and numbers[-1].value not in known else None


def _signed(number: Number, line: str) -> Number:
    """Return a number with the minus sign that stands before it."""
    negative = re.search(rf"(?:^|[\s=$£€])[-−–]\s?[$£€]?{re.escape(number.text.lstrip('$£€'))}", line)
    return Number(-number.value, f"−{number.text}") if negative else number


def is_right(solution: Solution, answer: str, text: str, end: Number | None) -> bool | None:
    """Return whether a message ends in the answer, by value for a number and by marking for an expression."""
    value = solution.answer
    if value is not None:
        if end is not None:
            return end.value == value or _rounds_to(end, value) or _same_percentage(end, value, answer)
        closing = sums_reading.sentences(text)[-1:] or [""]
        known = {n.value for n in sums_reading.numbers_in(solution.question)} | solution.on_the_way
        return True if {n.value for n in sums_reading.numbers_in(closing[0])} - known == {value} else None
    wanted = answer.strip()
    if not wanted:
        return None
    if re.search(r"\d|[=+^]", wanted):
        marked = mark_of(solution.question, wanted, text)
        return marked.right if marked is not None else None
    said = content_words(text)
    return True if content_words(wanted) and content_words(wanted) <= said and "not" not in text.split() else None


def in_another_unit(solution: Solution, text: str, end: Number | None) -> bool:
    """Return whether a message ends in the answer's amount in another unit, which stands right after it."""
    if end is None or not solution.answer or not end.value:
        return False
    after = re.search(rf"{re.escape(end.text)}\s?(?P<unit>[a-z]+)", text.casefold())
    smaller = abs(end.value) > abs(solution.answer)
    ratio = end.value / solution.answer if smaller else solution.answer / end.value
    return after is not None and any(
        ratio == factor
        and re.match(one if smaller else other, after["unit"])
        and re.search(rf"\b(?:{other if smaller else one})", solution.question.casefold())
        for factor, one, other in UNITS
    )


def another_kind(solution: Solution, end: Number | None) -> str:
    """Return the word for a set of things in the question, such as pair, where an answer counts it the other way."""
    if end is None or not solution.answer or end.value <= 0:
        return ""
    ratios = {end.value / solution.answer, solution.answer / end.value}
    sets = (word for word, size in SETS.items() if size in ratios)
    return next((word for word in sets if _is_counted(solution.question, word)), "")


def _is_counted(question: str, word: str) -> bool:
    """Return whether a question asks how many there are of a set, or of the things that it tells sets of."""
    things = [
        thing for pair in re.findall(rf"\b{word}s? of (\w+)(?: (\w+))?", question, re.IGNORECASE) for thing in pair
    ]
    counted = "|".join([word, *(thing.rstrip("s") for thing in things if thing)])
    return bool(things) and re.search(rf"\bhow many (?:\w+ ){{0,2}}(?:{counted})s?\b", question, re.I) is not None


def _same_percentage(end: Number, value: Fraction, answer: str) -> bool:
    """Return whether 30% stands for an answer of 30, or 30 for 30%."""
    one, other = end.text.endswith("%"), "%" in answer
    return one != other and (end.value == value * 100 if other else end.value * 100 == value)


def _rounds_to(end: Number, value: Fraction) -> bool:
    """Return whether a decimal is the answer rounded to the places that it was written with."""
    places = len(end.text.partition(".")[2].rstrip("%"))
    return value.denominator != 1 and places > 0 and round(value, places) == end.value


def agreeing_sum(solution: Solution, text: str, judged: Sequence[Judged], end: Number | None) -> str:
    """Return the last sum of a message that makes the answer, where the message then ends in another number."""
    if not judged or end is None or solution.answer in (None, end.value) or not solution.makes(judged[-1]):
        return ""
    if GOES_ON.search(sums_reading.sentences(text)[-1]):
        return ""
    last = judged[-1].claim
    return last.text if last.stated.value == solution.answer and end.value not in sums.values(last.left) else ""
