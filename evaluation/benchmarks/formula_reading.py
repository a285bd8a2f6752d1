"""Reads answers as data sets write them, TeX or typed, into the strict notation of `plain_algebra`.

Independent of the readers that marking uses, and stricter: what could be read in two ways is not read.
"""

import re

from evaluation.benchmarks.plain_algebra import Unreckoned

SIGNS = {
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "÷": "/",
    "^": "**",
    r"\left": "",
    r"\right": "",
    r"\times": "*",
    r"\cdot": "*",
    r"\div": "/",
    "$": "",
    "{": "(",
    "}": ")",
    "√": "sqrt",
}
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
PIECE = re.compile(r"\*\*|\d+(?:\.\d+)?|\.\d+|[A-Za-z]+|\S")
NUMBER = re.compile(r"\d*\.?\d+")
LONGEST_PRODUCT = 3
"""Letters in a row that are still a product, as in 3abc; more are a word."""


def strict(text: str) -> str:
    """Return a formula in the strict notation.

    Raises:
        Unreckoned: it is not one formula, or can be read in two ways.
    """
    text = _roots(_fractions(text))
    for sign, plain in SIGNS.items():
        text = text.replace(sign, plain)
    text = re.sub("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda match: f"**({match.group().translate(RAISED)})", text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    if "\\" in text or re.search(r"[=<>,%°:;?!|&]", text):
        raise Unreckoned(f"{text!r} is not one formula")
    return _multiplied(PIECE.findall(text))


def _fractions(text: str) -> str:
    while (start := text.find(r"\frac")) >= 0:
        top, end = _braced(text, start + len(r"\frac"))
        bottom, end = _braced(text, end)
        text = f"{text[:start]}(({top})/({bottom})){text[end:]}"
    return text


def _roots(text: str) -> str:
    while (start := text.find(r"\sqrt")) >= 0:
        index = re.compile(r"\[(\d+)\]").match(text, start + len(r"\sqrt"))
        inside, end = _braced(text, index.end() if index else start + len(r"\sqrt"))
        root = f"(({inside})**(1/{index.group(1)}))" if index else f" sqrt({inside})"
        text = text[:start] + root + text[end:]
    return text


def _braced(text: str, start: int) -> tuple[str, int]:
    """Return what stands in the braces that begin here, and where they end."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return text[start + 1 : place], place + 1
    raise Unreckoned(f"{text!r} has a brace that is not closed")


def _multiplied(pieces: list[str]) -> str:
    """Return the pieces as one text, with each times sign that is left out put in."""
    parts = [part for piece in pieces for part in _letters(piece)]
    text, before, divided = "", "", False
    for index, piece in enumerate(parts):
        if _ends(before) and _begins(piece) and before != "sqrt":
            if divided or (NUMBER.fullmatch(piece) and before != ")"):
                raise Unreckoned("a product without a sign after a division, or two numbers side by side")
            text += "*"
        divided = before == "/" and piece != "(" if piece not in {"+", "-", "*"} else False
        text += f" {piece} " if piece in {"+", "-"} and index else piece
        before = piece
    return re.sub(r" +", " ", text).strip()


def _letters(piece: str) -> list[str]:
    if not piece.isalpha() or piece == "sqrt":
        return [piece]
    if len(piece) > LONGEST_PRODUCT or piece.lower() in {"or", "and", "pi", "dne", "und"}:
        raise Unreckoned(f"{piece!r} is a word")
    return list(piece)


def _ends(piece: str) -> bool:
    return piece == ")" or (piece.isalnum() and piece != "sqrt") or bool(NUMBER.fullmatch(piece))


def _begins(piece: str) -> bool:
    return piece == "(" or piece.isalnum() or bool(NUMBER.fullmatch(piece))
