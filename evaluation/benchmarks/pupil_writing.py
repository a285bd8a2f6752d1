"""How pupils write a formula down: spaces or none, × or *, ² or ^2, a hyphen or a minus sign, "so" in front.

Knows the strict notation of `plain_algebra` and the habits; nothing about what is right.
"""

import re
from dataclasses import dataclass, replace
from random import Random

from evaluation.benchmarks.plain_algebra import letters_of

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
PIECE = re.compile(r"\*\*|//|<=|>=|\d+(?:\.\d+)?|[A-Za-z]+|\S")


@dataclass(frozen=True)
class Habit:
    """One pupil's way of writing.

    `raised` writes powers as ², `leads` are words that may begin a line, `equals` begins each line of a
    simplification with "=", `joined` leaves the sign out of 3 × (x + 4) and (-3) × (-4).
    """

    times: str = "×"
    minus: str = "-"
    spaces: bool = True
    raised: bool = True
    root: str = "√"
    either: str = " or "
    leads: tuple[str, ...] = ("",)
    equals: bool = True
    joined: bool = True


PRINTED = Habit(minus="−")
"""As a question is printed."""


def habit(chance: Random) -> Habit:
    """Return a pupil's way of writing, drawn at random."""
    return Habit(
        times=chance.choice(["×", "×", "*", "x", "·"]),
        minus=chance.choice(["-", "-", "−"]),
        spaces=chance.random() < 0.6,
        raised=chance.random() < 0.4,
        root=chance.choice(["√", "sqrt"]),
        either=chance.choice([" or ", ", ", " and "]),
        leads=chance.choice(
            [("",), ("",), ("", "so "), ("", "=> "), ("", "∴ "), ("", "therefore ", "so "), ("", "⇒ ")]
        ),
        equals=chance.random() < 0.6,
        joined=chance.random() < 0.7,
    )


def written(formula: str, way: Habit) -> str:
    """Return a formula or relation of the strict notation as this pupil writes it."""
    if way.times == "x" and letters_of(formula):
        # The letter stands for "times" only where there is no algebra.
        way = replace(way, times="×")
    parts = formula.split(" or ")
    return way.either.join(_side(part, way) for part in parts)


def _side(formula: str, way: Habit) -> str:
    pieces = PIECE.findall(_fractions_bare(formula))
    text = ""
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece == "**":
            index, power = _power(pieces, index + 1)
            text += _raised(power, way)
        elif piece == "*":
            text += "" if _left_out(pieces, index, way) else _spaced(way.times, way)
            index += 1
        else:
            text += _piece(pieces, index, way)
            index += 1
    text = re.sub(r" +", " ", text).strip()
    return text if way.spaces else text.replace(" ", "")


def _fractions_bare(formula: str) -> str:
    """Return the formula with the brackets round plain fractions taken off, as they are written by hand."""
    return re.sub(r"(?<!\*\*)(?<![a-z])\((\d+/\d+)\)(?!\*\*)", r"\1", formula)


def _power(pieces: list[str], index: int) -> tuple[int, str]:
    """Return where a power ends, and the power without the brackets round it."""
    if pieces[index] == "-":
        return index + 2, "-" + pieces[index + 1]
    if pieces[index] != "(":
        return index + 1, pieces[index]
    end = pieces.index(")", index)
    return end + 1, "".join(pieces[index + 1 : end])


def _raised(power: str, way: Habit) -> str:
    plain = re.fullmatch(r"-?\d+", power) is not None
    if way.raised and plain:
        return power.translate(RAISED)
    return "^" + (power if plain else f"({power})").replace("-", way.minus)


def _left_out(pieces: list[str], index: int, way: Habit) -> bool:
    """Whether a times sign is left out: 3x and xy always, 3(x + 4) and (x + 1)(x + 2) by habit, never 3 × 4."""
    before, after = pieces[index - 1], pieces[index + 1]
    if after.isalpha():
        # After a fraction or a power a letter needs the sign to be read as it is meant.
        return not (index > 1 and pieces[index - 2] in {"/", "//", "**"})
    if after == "(":
        return before != ")" or way.joined or any(len(piece) == 1 and piece.isalpha() for piece in pieces)
    return False


def _piece(pieces: list[str], index: int, way: Habit) -> str:
    piece = pieces[index]
    if piece == "//":
        return _spaced("÷", way)
    if piece == "sqrt":
        return way.root
    if piece in {"=", "<", ">", "<=", ">="}:
        return f" {piece.replace('<=', '≤').replace('>=', '≥')} "
    if piece in {"+", "-"}:
        sign = way.minus if piece == "-" else piece
        alone = index == 0 or pieces[index - 1] in {"(", "=", "<", ">", "<=", ">=", "*", "/", "//", "+", "-"}
        return sign if alone else f" {sign} "
    if piece == ",":
        return ", "
    return piece


def _spaced(sign: str, way: Habit) -> str:
    return f" {sign} " if way.spaces else sign
