"""Numbers as pupils say them, in digits and units: "twelve", "12k", "1:30" for a time.

Knows spellings; the number itself is read elsewhere.
"""

import re

from tutor.marking.number_words import multiplied, with_digits
from tutor.marking.units import Unit, read_unit

THOUSAND = re.compile(r"(?<![A-Za-z0-9.,])([£$€]?\s*-?)([0-9][0-9.,]*)\s?k(?=[\s.!]*$)")
ODDS = re.compile(r"(?i)(?<![0-9.,])([0-9]+) in (?=[0-9]+(?![0-9.,]))")
CLOCK = re.compile(r"(?<![0-9.:/])([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?(?:\s*(?P<half>[ap])\.?m\.?)?(?![0-9.:/])")
MINUTES = re.compile(r"(?<=[0-9])\s?m(?![A-Za-z])")
HOUR = [
    (re.compile(r"(?i)(?<![a-z])an? (hour|minute) and a half(?![a-z])"), r"1 1/2 \1s"),
    (re.compile(r"(?i)(?<![a-z])(?<!half )(?<!of )an? (hour|minute)(?![a-z])"), r"1 \1"),
]
NEXT = r"\s+(?=[-+]?\s?(?:[0-9(\\√.]|[A-Za-z]{1,2}(?![A-Za-z])))"
SIGNS = [
    (re.compile(rf"(?i)(?<=[0-9a-z)}}])\s+(?:{words}){NEXT}"), sign)
    for words, sign in (
        ("over|divided by", "/"),
        ("times|multiplied by", "*"),
        ("plus|add", " + "),
        ("minus|take away|subtract", " - "),
        ("to the power(?: of)?", "^"),
    )
]
RAISED = [
    (re.compile(rf"(?i)(?<=[a-z)])\s+{word}(?![a-z])"), power) for word, power in (("squared", "^2"), ("cubed", "^3"))
]
MIXED = re.compile(r"(?i)(?<![0-9./])([0-9]+)\s+and\s+([0-9]+/[0-9]+)(?![0-9/])")
"""A mixed number as it is said: 6 and 2/5."""
SHARE_OF = re.compile(
    r"(?i)(?<![0-9./^])([0-9]+\s*/\s*[0-9]+|\\frac\{[0-9]+\}\{[0-9]+\}|[0-9]+(?:\.[0-9]+)?%)\s+of\s+"
    r"(?=[0-9(]|[a-z](?![a-z]))"
)
"""A fraction or a percentage of an amount: 5/9 of x."""
SECOND, _ = read_unit("s")


def spoken(text: str, unit: Unit | None) -> tuple[str, ...]:
    """Return the texts that a typed number can stand for, the likeliest first.

    Where `unit` is one of time, "1:30" is hours and minutes, or else minutes and seconds.
    """
    plain = text
    of_time = unit is not None and SECOND is not None and unit.root == SECOND.root
    # In "60 miles an hour" the hour is no hour of its own.
    for pattern, hours in HOUR if of_time or unit is None else ():
        plain = pattern.sub(hours, plain)
    plain = MIXED.sub(r"\1 \2", with_digits(plain))
    for pattern, sign in SIGNS:
        plain = pattern.sub(sign, plain)
    plain = THOUSAND.sub(lambda match: match[1] + multiplied(match[2], 1000), ODDS.sub(r"\1/", plain))
    if not of_time:
        return (plain,)
    plain = MINUTES.sub(" min", plain)
    if not CLOCK.search(plain):
        return (plain,)
    return (CLOCK.sub(_hours, plain), CLOCK.sub(_minutes, plain))


def spoken_expression(text: str) -> str:
    """Return an expression with its numbers, signs and powers that are spelt in words written as signs."""
    plain = SHARE_OF.sub(r"(\1) * ", with_digits(text))
    for pattern, sign in (*SIGNS, *RAISED):
        plain = pattern.sub(sign, plain)
    return plain


def _hours(match: re.Match[str]) -> str:
    hours = int(match[1])
    if match["half"]:
        hours = hours % 12 + (12 if match["half"] == "p" else 0)
    seconds = f" {match[3]} s" if match[3] else ""
    return f"{hours} h {match[2]} min{seconds}"


def _minutes(match: re.Match[str]) -> str:
    return _hours(match) if match[3] or match["half"] else f"{match[1]} min {match[2]} s"
