"""A clause cut into stretches of maths: letters told from words and units, and one sum from the next."""

import re
from collections.abc import Iterator, Sequence

from tutor.marking.line_words import COMMON_WORDS, UNITS
from tutor.marking.tokens import FUNCTIONS, NAMES, NUMBER

MOST_UNIT_WORDS = 2
"""Words between a number and the next sign that may be its unit; more are a sentence about something else."""

VERBS = frozenset({"is", "are", "was", "and", "so"})
"""Words after a number that end what was said of it, where others may be its unit."""

NAMING = frozenset({"of", "for"})
"""Words before a capital letter that is a thing's name and no unknown: the area of P."""

PIECE = re.compile(
    rf"\s*(?:(?P<number>{NUMBER})|(?P<command>\\[A-Za-z]+)|(?P<word>[A-Za-z]+)|(?P<relation><=|>=|[=<>])"
    r"|(?P<sign>[-+*/^()\[\]{}|%°_])|(?P<other>\S))",
)


Kinds = list[tuple[str, str]]
"""The kind of each piece, and the piece with the space before it."""


def runs(plain: str, names: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of maths in a clause, and whether each is all that the clause holds.

    Words after a number are its unit and are left out where the sum goes on after them; other words
    end a stretch.
    """
    found: list[list[str]] = [[]]
    words = False
    tokens = _kinds(list(PIECE.finditer(plain)), names)
    for at, (kind, text) in enumerate(tokens):
        if kind == "word":
            unit = _is_unit(tokens, at) and text.strip() not in VERBS
            words = words or not unit
            if not (unit and _goes_on(tokens, at)):
                found.append([])
        elif kind == "other":
            words = True
            found.append([])
        else:
            if _begins_again(tokens, at):
                found.append([])
            if not found[-1] and at and _joins(tokens, at):
                found[-1].append("¬")
            found[-1].append(text)
    kept = ["".join(run).strip() for run in found]  # ¬ stands for what could not be read, and is never read
    kept = [run for run in kept if re.search(r"[A-Za-z\d]", run)]
    yield from ((run, len(kept) == 1 and not words) for run in kept)


def _joins(tokens: Kinds, at: int) -> bool:
    """Tell whether a sign joins what follows to words before it, so that the sum began there."""
    sign = tokens[at][1].strip() in set("+-*/")
    spaced = at + 1 < len(tokens) and tokens[at + 1][1][0].isspace()
    return sign and (spaced or tokens[at][1].strip() in {"*", "/"})


def _kinds(matches: Sequence[re.Match[str]], names: frozenset[str]) -> Kinds:
    """Return pieces with letters told from words; signs of money are left out."""
    found: Kinds = []
    for at, match in enumerate(matches):
        kind, text = match.lastgroup or "other", match[0].strip()
        if kind == "word":
            kind = "letter" if _is_maths(matches, at, names) else "word"
        elif kind == "command" and text == r"\infty":
            kind = "other"
        if text not in "£$€":
            found.append((kind, match[0]))
    return found


def _begins_again(tokens: Kinds, at: int) -> bool:
    """Tell whether something new begins after a space: a number after a bracket, a letter with its own equals sign."""
    kind, text = tokens[at]
    if not at or not text[0].isspace() or tokens[at - 1][0] in {"relation", "word", "other"}:
        return False
    before, sign = tokens[at - 1]
    function = sign.strip().removeprefix("\\") in FUNCTIONS  # what follows is what it applies to
    closed = (before in {"number", "letter"} and not function) or sign.strip() in set(")]}%")
    times = sign.strip() in {"x", "X"} and at > 1 and (tokens[at - 2][0] == "number" or tokens[at - 2][1] in {")", "}"})
    mixed = before == "number" and tokens[at + 1 : at + 2] == [("sign", "/")]
    if text.strip() in {"x", "X"} and before == "number" and _is_spaced_number(tokens, at + 1):
        return False
    begins = kind == "number" or (kind == "letter" and not _in_product(tokens, at) and _has_own_equals(tokens, at))
    return closed and not times and not mixed and begins


def _is_spaced_number(tokens: Kinds, at: int) -> bool:
    """Tell whether a number stands after a space, a root or a sign before it or not: an x before that is times."""
    if at >= len(tokens) or not tokens[at][1][0].isspace():
        return False
    while at < len(tokens) and tokens[at][1].strip() in {"-", "(", "\\sqrt"}:
        at += 1
    return at < len(tokens) and tokens[at][0] == "number"


def _in_product(tokens: Kinds, at: int) -> bool:
    """Tell whether letters stand between the last sign of equality and here, as in V = πr² h = 20."""
    since = next((place for place in range(at, 0, -1) if tokens[place - 1][0] in {"relation", "word", "other"}), 0)
    return any(kind in {"letter", "command"} for kind, _ in tokens[since:at]) and since > 0


def _has_own_equals(tokens: Kinds, at: int) -> bool:
    """Tell whether a letter begins an equation beside another: x = 2 y = 3, or x - 2 = 0 x - 3 = 0."""
    if tokens[at + 1 : at + 2] and tokens[at + 1][0] == "relation":
        return True
    stop = next((place for place in range(at, len(tokens)) if tokens[place][0] in {"word", "other"}), len(tokens))
    equal_before = any(kind == "relation" for kind, _ in tokens[:at])
    return tokens[at - 1][0] == "number" and equal_before and any(kind == "relation" for kind, _ in tokens[at:stop])


def _is_maths(tokens: Sequence[re.Match[str]], at: int, names: frozenset[str]) -> bool:
    """Tell whether a run of letters is unknowns or a function, not a word or a unit."""
    text = tokens[at]["word"]
    before = tokens[at - 1] if at else None
    touches = before is not None and before.lastgroup == "number" and not tokens[at][0][0].isspace()
    if text in NAMES:
        return True
    if len(text) == 1:
        if text in {"a", "A", "I"} and at + 1 < len(tokens) and tokens[at + 1].lastgroup == "word":
            return False
        if text.isupper() and before is not None and before[0].strip().casefold() in NAMING:
            return False
        unit = before is not None and before.lastgroup == "number" and not touches and text in UNITS
        return text in names or not unit
    one_case = text.islower() or text.isupper()
    if len(text) == 2 and one_case and text not in UNITS and _stands_as_product(tokens, at):
        return True
    if text.casefold() in COMMON_WORDS or text in UNITS:
        return False
    return len(text) <= 3 and (set(text) <= names or (touches and len(set(text)) == len(text) == 2))


def _stands_as_product(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether two letters stand where only a product can: after a sign, as in v - u = at."""
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    signs = set("+-*/()=<>")
    opened = before is not None and before[0].strip() in signs
    closed = after is None or after[0].strip() in signs
    return closed and (opened or (before is None and after is not None and tokens[at]["word"] not in COMMON_WORDS))


def _is_unit(tokens: Kinds, at: int) -> bool:
    """Tell whether the words here follow a number or a bracket, closely enough to be its unit."""
    start = at
    while start and tokens[start - 1][0] == "word":
        start -= 1
    before = tokens[start - 1] if start else None
    return before is not None and (before[0] == "number" or before[1].strip() in set(")}%]"))


def _goes_on(tokens: Kinds, at: int) -> bool:
    """Tell whether a sign or the end comes after the words here, and no sentence stands between."""
    start = end = at
    while start and tokens[start - 1][0] == "word":
        start -= 1
    while end < len(tokens) and tokens[end][0] == "word":
        end += 1
    if end == len(tokens):
        return True
    short = end - start <= MOST_UNIT_WORDS
    return short and (tokens[end][0] == "relation" or tokens[end][1].strip() in set("+-*/)"))
