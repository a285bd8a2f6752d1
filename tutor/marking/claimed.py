"""The answer that a line claims which holds its working too: "it's 52 because 6x8+4", "f = 15/150 = 0.1, 0.1 x 60 = 6".

Knows how pupils give a reason and draw a conclusion; neither what is right nor what a number is.
"""

import re
from collections.abc import Callable, Iterator

from tutor.marking.notation import MAX_LENGTH, squashed
from tutor.marking.verdict import Mark, Unread

REASON = re.compile(
    r"(?i)[\s,.]+(?:(?:because|becuase|bec|bc|bcos|coz|cuz|since)[\s,:]+|(?:as|cos)[\s,:]+(?=\S*\s?\S*[\d√(\\]))"
)
OPENING_REASON = re.compile(r"(?i)^\s*(?:because|since|as)\s")
CLAIMS = r"(?:the answer|my answer|that|this|it)(?:['’]?s| is| equals| must be| makes| gives)|its|i (?:get|got|have)"
CONCLUSION = re.compile(
    rf"(?i)(?:[\s,.;]+(?:so|therefore|thus|hence|which (?:is|makes|gives))(?![a-z])|\s*(?:→|⇒|=>))"
    rf"[\s,]*(?:{CLAIMS})?[\s,:]*"
    rf"|(?<=[\d)])[\s,]+(?:{CLAIMS})(?![a-z])[\s,:]*"
)
PIECES = re.compile(r",\s+|[;\n]|\s(?:and|then|so)\s(?:then\s)?")
ENDS_IN = re.compile(
    r"(?i)(?<=[\d)])\s+(?:is|makes|gives|equals|to get|to make)\s+(?=[£$€]?-?\d[\d.,/]*\s*[^\s\d]{0,6}\s*$)"
)
VALUE = r"[£$€]?\s?[-−]?\d(?:[\d.,]*\d)?(?:\s?/\s?\d+)?"
NAMED = (
    r"(?:(?:\d+(?:st|nd|rd|th)|[^\W\d_]+['’]?[^\W\d_]*)\s+){1,6}?"
    r"(?:is|equals|=|must be|would be|will be|makes|gives)\s+"
)
"""What a value is said to be of: "the 6th term is"."""
STATED = re.compile(
    rf"(?is).*(?:[\s,.;]+(?:so|therefore|thus|hence)(?![a-z])[\s,:]*(?:{NAMED}|(?:{CLAIMS})[\s,:]+)?"
    rf"|[,;.]\s+(?=the\s|my\s|that\s){NAMED}"
    rf"|[,;.]\s+(?={VALUE}\s+(?:left|remaining|altogether|in total|in all|to pay|each)\W*$))"
    rf"(?P<end>{VALUE}\s*[^\d=+*/<>,]{{0,20}}(?:/\s?[^\W\d]+\s*[²³]?)?)$"
)
"""A line that ends in what follows from it: "so the 6th term is 51", "so 29 mins", ", £28 left"."""
TWO_ENDS = "The working comes to one number and the sentence after it to another. Give the one that is your answer."
CHOICE = re.compile(r"(?i)\b(?:or|either|maybe|not|n['’]t)\b")


def mark_claimed(mark: Callable[[str], Mark], text: str, *, one_number: bool = False) -> Mark:
    """Return the mark of a text, or of what it claims where it cannot be read as a whole.

    Where the answer is `one_number`, what is said to follow from the working counts before the working.

    Raises:
        Unread: nothing is claimed that can be read, or two things are claimed of which one is right.
    """
    if one_number and (stated := _stated(mark, text)):
        whole = _tried(mark, text)
        if whole is not None and whole.right and not stated.right:
            raise Unread(TWO_ENDS)
        return stated
    try:
        return mark(text)
    except Unread:
        found = [one for claim in claims(text) if (one := _tried(mark, claim))]
        if not found or len({(one.right, one.only_form) for one in found}) > 1:
            raise
        return found[-1]


def claims(text: str) -> Iterator[str]:
    """Yield what a text of one answer and its working claims: before its reasons, after its conclusion, at its end."""
    if len(text) > MAX_LENGTH or CHOICE.search(text):
        return
    first, *reasons = REASON.split(text, maxsplit=1)
    if reasons and first.strip() and not OPENING_REASON.match(text):
        yield first
    *_, last = [None, *CONCLUSION.finditer(text)]
    if last is not None and text[last.end() :].strip():
        yield text[last.end() :]
    elif end := _end_of_chain(text):
        yield end


def _stated(mark: Callable[[str], Mark], text: str) -> Mark | None:
    """Return the mark of the value that a line of working ends in, said to follow from it; None where none is."""
    if len(text) > MAX_LENGTH or CHOICE.search(text) or REASON.search(text):
        return None
    found = STATED.fullmatch(text.rstrip(" .!"))
    return _tried(mark, found["end"]) if found else None


def with_end(text: str) -> str:
    """Return a text with the sign for the words before the number that it ends in: "48 add 4 is 52"."""
    return ENDS_IN.sub(" = ", text)


def _end_of_chain(text: str) -> str | None:
    """Return the value that sums after each other end in, the last of which uses what one before it came to."""
    *before, last = PIECES.split(text)
    left, sign, value = last.rpartition("=")
    if not sign or not left.strip() or not value.strip():
        return None
    results = [squashed(piece.rpartition("=")[2]) for piece in before if "=" in piece]
    used = squashed(left.rpartition("=")[2] or left)
    return value if any(one and re.search(rf"(?<![\d.]){re.escape(one)}(?![\d.])", used) for one in results) else None


def _tried(mark: Callable[[str], Mark], claim: str) -> Mark | None:
    try:
        return mark(claim)
    except Unread:
        return None
