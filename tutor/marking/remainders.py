"""Divisions that are written with what is left over: 90 / 7 = 12 r 6.

Knows whole numbers only; a division whose numbers do not fit together is false by itself.
"""

import re

DIVIDED = re.compile(
    r"(?i)(?<![\d.])(\d{1,9})\s*(?:/|÷|\\div|divided by)\s*(\d{1,6})\s*(?:=|is)\s*"
    r"(\d{1,9})\s*,?\s*(?:r|rem|remainder)\.?\s*(?:of\s*)?(\d{1,6})(?![\d.])"
)


def false_division(line: str) -> str | None:
    """Return the first division on a line that does not come to what is written, None where all do."""
    for found in DIVIDED.finditer(line):
        whole, by, times, left = (int(found[place]) for place in range(1, 5))
        if by * times + left != whole:
            return found[0]
    return None
