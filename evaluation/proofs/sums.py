"""The sums that an author wrote out: in hints and steps, both sides of every "=" between numbers come to the same.

Reads the maths between dollar signs and nothing else, with the pack's own arithmetic. A side with a letter or a sign
that it does not know is passed over. Rounding is allowed for where the text says that it rounds. And no wrong choice
comes to as much as a right one, unless the question is how a number is written.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from content_store.answers import ChoosingAnswer
from content_store.formula import FormulaError, evaluate
from content_store.items import DrawnItem

MATHS = re.compile(r"(?<!\\)\$(.+?)(?<!\\)\$", re.DOTALL)
ROUNDS = re.compile(
    r"round|approx|nearest|decimal place|significant figure|\bd\.?p\b|\bs\.?f\b|estimate|about", re.IGNORECASE
)
MIXED = re.compile(r"(?<![\d.}])(\d+)\\frac\{(\d+)\}\{(\d+)\}")
FRACTION = re.compile(r"\\d?frac\{([^{}]*)\}\{([^{}]*)\}")
ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")
POWER = re.compile(r"\^\{([^{}]*)\}")
SIGNS = {r"\times": "*", r"\div": "/", r"\cdot": "*", "×": "*", "÷": "/", "−": "-", r"\left": "", r"\right": "",
         "^": "**",
         "[": "(", "]": ")", r"\,": "", "£": "", r"\pounds": "", "{,}": "", r"\pi": " pi ", "π": " pi "}  # fmt: skip
FORM = re.compile(r"standard form|prime factors|simplest|simplif|factoris|rationalis", re.IGNORECASE)
"""What the question of an item says where a choice may have the right value and be written wrongly."""
SEPARATOR = re.compile(r"(=|\\approx|≈)")
NUMERIC = re.compile(r"[-\d.+*/() ]|sqrt|pi")
TOUCHING = re.compile(r"(?<=[\d)])\s*(?=\(|pi|sqrt)|(?<=\))\s*(?=\d)|(?<=pi)\s*(?=[\d(])")
CLOSE = 1e-9


def false_sums(item: DrawnItem) -> Iterator[str]:
    """Yield the sums of an item's hints and steps that do not come out."""
    for text in (*item.hints, *item.steps):
        for maths in MATHS.findall(text):
            loose = ROUNDS.search(f"{text} {item.question}") is not None
            for left, sign, right in _sides(maths):
                if not _agree(left, right, loose or sign != "="):
                    yield f"{item.id} (seed {item.seed}): “{left} {sign} {right}” does not come out"


def choices_worth_the_same(item: DrawnItem) -> Iterator[str]:
    """Yield the wrong choices that are a sum, or a number, of the same value as a right one."""
    if not isinstance(item.answer, ChoosingAnswer) or FORM.search(item.question):
        return
    values = [(choice, _choice_value(choice.text)) for choice in item.answer.choices]
    right = [value for choice, value in values if choice.right and value is not None]
    for choice, value in values:
        if not choice.right and value is not None and any(abs(value - one) <= CLOSE for one in right):
            yield f"{item.id} (seed {item.seed}): the wrong choice “{choice.text}” comes to the right value"


def _choice_value(text: str) -> float | None:
    """Return what a choice comes to, None where it is not one piece of maths."""
    maths = MATHS.fullmatch(text.strip())
    return _value(maths[1]) if maths else None


def _sides(maths: str) -> Iterator[tuple[str, str, str]]:
    """Yield each two neighbouring sides of a chain of equal signs, with the sign between them."""
    parts = SEPARATOR.split(maths)
    for (left, sign), (right, _) in pairwise(zip(parts[::2], [*parts[1::2], ""], strict=True)):
        yield left.strip(), sign, right.strip()


def _agree(left: str, right: str, loose: bool) -> bool:
    """Return whether two sides come to the same, or one of them is no number."""
    values = [_value(left), _value(right)]
    if values[0] is None or values[1] is None:
        return True
    apart = abs(values[0] - values[1])
    slack = max(_step(left), _step(right)) if loose else 0.0
    return apart <= max(slack * 0.5 * 1.001, CLOSE * max(1.0, abs(values[0])))


def _value(side: str) -> float | None:
    """Return what a side comes to, None where it is not numbers alone."""
    text = side
    for sign in (r"\,", r"\ ", r"\%", "%"):
        if sign in ("%", r"\%") and sign in text:
            return None
        text = text.replace(sign, "")
    text = MIXED.sub(r"(\1+(\2)/(\3))", text)
    for _ in range(4):
        text = ROOT.sub(r"sqrt(\1)", POWER.sub(r"^(\1)", FRACTION.sub(r"((\1)/(\2))", text)))
    for sign, plain in SIGNS.items():
        text = text.replace(sign, plain)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    if not re.search(r"\d", text) or NUMERIC.sub("", text):
        return None
    if re.search(r"\d\s+\d", text):
        return None
    try:
        return float(Fraction(evaluate(TOUCHING.sub("*", text.strip()), {})))
    except (FormulaError, ValueError, TypeError, ZeroDivisionError, OverflowError):
        return None


def _step(side: str) -> float:
    """Return the size of the last place that a lone number shows; nought for a side that is a sum."""
    plain = side.replace(",", "").replace(" ", "").lstrip("-−£")
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        return 0.0
    whole, dot, decimals = plain.partition(".")
    if dot:
        return float(10 ** -len(decimals))
    return float(10 ** (len(whole) - len(whole.rstrip("0") or whole)))
