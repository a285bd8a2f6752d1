r"""Cutting tidied maths into the parts of a list: "x = 2 or -3", "(2, 3) and (4, 5)", "x ± 3".

A comma between digits may be a decimal comma or may part two numbers, so that such a text has two readings.
Knows signs and brackets; not what the parts mean.
"""

import re
from collections.abc import Iterator

from tutor.marking.notation import tidy, without_lead_in
from tutor.marking.spoken import spoken_expression

LIST_SPELLINGS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"\\pm(?![A-Za-z])|\+\s*/\s*-|(?i:plus (?:or|and) (?:minus |-))|\+ or -", "±"),
        (r"(^|[=(])\s*\+-", r"\1±"),
        (r"(?<=[0-9)}])(or|and)(?=[-+±(0-9]|[A-Za-z]\s*[=<>])", r" \1 "),
        (r"\\(?:emptyset|varnothing)(?![A-Za-z])|[∅Ø]", "{}"),
        (r"\\cup(?![A-Za-z])|∪|\\lor(?![A-Za-z])|∨", " or "),
        (r"\\cap(?![A-Za-z])|∩|\\land(?![A-Za-z])|∧|&", " and "),
        (r"\\in(?![A-Za-z])|∈", " ∈ "),
        (r"\\neq?(?![A-Za-z])|≠", "≠"),
        (r"\\[rR]ightarrow(?![A-Za-z])|\\implies|\\therefore|[→⇒∴]", " so "),
        (r"\\([{}])", r"\1"),
        (r"\\(?:quad|qquad)(?![A-Za-z])|\\\\", " "),
    ]
]
OPEN, CLOSED = "([{", ")]}"
SPACE_SIGN = re.compile(r"(?<=[0-9)])\s+(?=[-+±][0-9.(])")
DIGITS_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
REMARK = re.compile(r"(?i)\b(?:because|since|as|which)\b.*$", re.DOTALL)
CONCLUSION = re.compile(r"(?i).*\b(?:so|therefore|hence|thus)\b(?=.*[0-9A-Za-z])", re.DOTALL)


def list_text(text: str) -> str:
    """Return a typed list in the plain notation: signs of sets and ± as one character each, words as signs.

    Raises:
        Unread: nothing is left, or it is too long to be an answer.
    """
    plain = tidy(text)
    for pattern, replacement in LIST_SPELLINGS:
        plain = pattern.sub(replacement, plain)
    return without_lead_in(spoken_expression(plain)).strip()


def conclusion(text: str) -> str:
    """Return the end of a line of working: what comes after "so", without a reason that follows it."""
    stated = REMARK.sub("", text) or text
    return CONCLUSION.sub("", stated).strip(" ,.;:") or stated


def readings(text: str) -> tuple[str, ...]:
    """Return the text as its commas part a list, then, where it can be, with decimal points or with spaces parting."""
    found = [DIGITS_COMMA.sub(", ", text), DIGITS_COMMA.sub(".", text), SPACE_SIGN.sub(", ", text)]
    return tuple(dict.fromkeys(found))


def split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Return the parts between separators that stand outside all brackets, without empty ones."""
    parts, start = [], 0
    depths = list(_depths(text))
    for match in separator.finditer(text):
        if depths[match.start()] == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def without_brackets(text: str, opening: str = OPEN) -> str:
    """Return the text without one pair of brackets around the whole of it."""
    if len(text) < 2 or text[0] not in opening or text[-1] != CLOSED[OPEN.index(text[0])]:
        return text
    depths = list(_depths(text))
    return text[1:-1].strip() if 0 not in depths[1:-1] else text


def both_signs(text: str) -> tuple[str, ...]:
    """Return the text with plus and with minus for each ±, or the text itself where there is none."""
    return (text.replace("±", "+"), text.replace("±", "-")) if "±" in text else (text,)


def _depths(text: str) -> Iterator[int]:
    """Yield how many brackets are open before each character, an opening one itself not counted."""
    depth = 0
    for character in text:
        if character in CLOSED:
            depth = max(0, depth - 1)
        yield depth + (character in CLOSED)
        if character in OPEN:
            depth += 1
    yield depth
