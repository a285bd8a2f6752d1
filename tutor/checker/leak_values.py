"""Whether a text tells a value that is an answer: in figures, in words, in disguise, or as something equivalent."""

import re
from collections.abc import Iterator
from fractions import Fraction

from content_store.answers import ExpressionAnswer, NumericAnswer
from tutor.checker.disguise import numbers_told
from tutor.checker.vocabulary import squeezed
from tutor.figures import named_numbers_in, numbers_in
from tutor.marking import equivalent

STATED = re.compile(r"(?:=|answer is|equals|makes|gives|gets?)\s*[£$]?[-−]?\s?(\d+(?:\.\d+)?)", re.ASCII)
FORMULA = re.compile(r"\$([^$]+)\$")
PIECE_OF_MATHS = re.compile(r"[A-Za-z]|\S*[\d()+\-−×*/^²³]\S*")
MOST_PIECES = 12


def tells_numeric(text: str, answer: NumericAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether a text holds the answer's value where the allowed texts do not, or states it as the answer."""
    values = {value for accepted in answer.accepted for value in _values_of(accepted)}
    return tells_values(text, {_rounded(value, answer) for value in values} | values, allowed)


def tells_values(text: str, shown: set[Fraction], allowed: tuple[str, ...]) -> bool:
    """Return whether a text tells any of some values, outright or in disguise."""
    told_before = " ".join(allowed)
    known = {*numbers_in(told_before), *named_numbers_in(told_before)}
    named = {*numbers_in(text), *named_numbers_in(text)}
    if (named & shown) - known or (numbers_told(text) & shown) - numbers_told(told_before):
        return True
    return any(
        Fraction(number) in shown and not re.search(rf"(?:=|is)\s*[-−]?\s?{re.escape(number)}\b", told_before)
        for number in STATED.findall(text)
    )


def _values_of(accepted: str) -> set[Fraction]:
    """Return an accepted number's size, whatever its sign, and the front number of one in standard form."""
    found = numbers_in(accepted)
    if " " in accepted.strip() and found:
        return {found[-1]}
    return {found[0], found[-1]} if "^" in accepted and found else set(found[:1])


def _rounded(value: Fraction, answer: NumericAnswer) -> Fraction:
    if answer.significant_figures is not None:
        return Fraction(f"{float(value):.{answer.significant_figures}g}")
    return round(value, answer.decimal_places if answer.decimal_places is not None else 2)


def tells_expression(text: str, answer: ExpressionAnswer, allowed: tuple[str, ...]) -> bool:
    """Return whether some stretch of a text is equivalent to the answer and not already before the pupil."""
    before = squeezed(" ".join(allowed))
    pieces = {piece for piece in stretches(text) if 1 < len(piece) < 60 and re.search(r"\d|[()^²]", piece)}
    new = [piece for piece in pieces if squeezed(piece) not in before]
    if any(equivalent(piece, accepted) for piece in new for accepted in answer.accepted):
        return True
    return any(
        squeezed(accepted) in squeezed(text) and squeezed(accepted) not in before for accepted in answer.accepted
    )


def stretches(text: str) -> Iterator[str]:
    """Yield whatever may be an expression: formulas and their sides, and runs of pieces that look like maths."""
    for formula in FORMULA.findall(text):
        yield formula.strip()
        yield from (side.strip() for side in re.split(r"[=<>≤≥≈]", formula))
    for clause in re.split(r"[=<>≤≥≈,;:?!]|\.(?!\d)", text.replace("$", " ")):
        run: list[str] = []
        for piece in [*clause.split(), ""]:
            if PIECE_OF_MATHS.fullmatch(piece) and len(run) < MOST_PIECES:
                run.append(piece)
                yield from (" ".join(run[start:]) for start in range(len(run)))
            else:
                run = []
