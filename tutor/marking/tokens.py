r"""The pieces of tidied maths: numbers, names, letters, words and signs.

Two ways to cut: for a number, where a run of letters is a word or a unit, and for an expression,
where each letter is an unknown. Anything outside the tables is a piece of kind "other".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

INVERSES = {"sin": "arcsin", "cos": "arccos", "tan": "arctan"}
FUNCTIONS = ("sin", "cos", "tan", *INVERSES.values(), "log", "ln", "exp", "abs")
NAMES = ("sqrt", "cbrt", "frac", "pi", *FUNCTIONS)
SPELT_LETTERS = ("theta", "alpha", "beta", "lambda")
GREEK_LETTERS = {
    **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "θ": "theta", "λ": "lambda"},
    **{"μ": "mu", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "ω": "omega", "Δ": "Delta", "Ω": "Omega"},
}
LETTER_COMMANDS = frozenset({*GREEK_LETTERS.values(), "infty"})

NUMBER = (
    r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"  # 12,500.5
    r"|[1-9][0-9]{0,2}(?:\ [0-9]{3})*(?:\ 0[0-9]{2}(?![0-9])|\ [0-9]{3}(?![0-9]|\s*[/\\]))(?:\.[0-9]+)?"  # 12 500
    r"|[0-9]+,[0-9]+(?![0-9,.])"  # 0,5
    r"|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
)
SHARED = (
    r"|(?P<command>\\[A-Za-z]+)"
    rf"|(?P<letter>[A-Za-z]_(?:[A-Za-z0-9]|\{{[A-Za-z0-9]{{1,5}}\}})|[{''.join(GREEK_LETTERS)}])"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<symbol>[-+*/^()\[\]{}|%°])"
    r"|(?P<other>\S)"
)
AS_EXPRESSION = re.compile(rf"\s*(?:(?P<number>{NUMBER}){SHARED})")
AS_NUMBER = re.compile(rf"\s*(?:(?P<number>(?:{NUMBER})(?:[eE][-+]?[0-9]+(?![A-Za-z0-9]))?){SHARED})")


@dataclass(frozen=True)
class Token:
    """One piece; `start` is where it begins in the text and `spaced` whether a space is before it."""

    kind: str
    text: str
    start: int
    spaced: bool = False


def tokenise(text: str, *, numeric: bool) -> list[Token]:
    """Return the pieces of tidied text, ending with one of kind "end"."""
    found: list[Token] = []
    for match in (AS_NUMBER if numeric else AS_EXPRESSION).finditer(text):
        kind = match.lastgroup or "other"
        start = match.start(kind)
        token = Token(kind, match.group(kind), start, start > match.start())
        found.extend(_named(token, numeric))
    return [*found, Token("end", "", len(text))]


def _named(token: Token, numeric: bool) -> Iterator[Token]:
    """Yield the token with its kind settled: names, letters, or the parts of a run of letters."""
    if token.kind == "command":
        yield _command(token)
    elif token.kind == "letter":
        name = GREEK_LETTERS.get(token.text, token.text.replace("{", "").replace("}", ""))
        yield Token("letter", name, token.start, token.spaced)
    elif token.kind != "word":
        yield token
    elif numeric:
        name = token.text.casefold()
        yield Token("name", name, token.start, token.spaced) if name in NAMES else token
    else:
        yield from _split(token)


def _command(token: Token) -> Token:
    name = token.text[1:]
    kind = "name" if name in NAMES else "letter" if name in LETTER_COMMANDS else "other"
    return Token(kind, name, token.start, token.spaced)


def _split(token: Token) -> Iterator[Token]:
    """Yield the names and single letters of a run such as `xsinx`."""
    at = 0
    while at < len(token.text):
        rest = token.text[at:]
        name = next((name for name in (*NAMES, *SPELT_LETTERS) if rest.casefold().startswith(name)), rest[0])
        kind = "name" if name in NAMES else "letter"
        yield Token(kind, name, token.start + at, token.spaced and at == 0)
        at += len(name)
