"""From the lines that a pupil types to the sums, equations and expressions on them.

Words, units and notes in the margin are left out; what cannot be read is left out too, so that it is never
judged. Where a notation has two meanings, both are returned and the reader chooses the one that makes sense.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tutor.marking.line_tokens import runs
from tutor.marking.line_words import (
    SPLIT,
    choices_in,
    has_units,
    is_assumption,
    is_rounded,
    plainer,
    starts_a_part,
    with_choices,
    without_label,
)
from tutor.marking.notation import BRACKETED_NOTE, MAX_LENGTH, tidy
from tutor.marking.reading import read_expression
from tutor.marking.sum_checks import comes_out, is_bare, values
from tutor.marking.tree import Letter, Node, Number, letters, walk
from tutor.marking.value import same_value
from tutor.marking.verdict import Unread

MAX_LINES = 60
MAX_PIECES = 12
"""How much is read: what is longer is no pupil's working on one item."""

NOTE = re.compile(r"(?<=\S)\s\(\s*[-+*/]\s*\d*[a-z]?\s*\)$")
"""What is done to both sides next, written behind an equation: 2x + 3 = 7 (-3)."""

MAX_NODES = 120


@dataclass(frozen=True)
class Chain:
    """Sides with signs between them; a side that could not be read is None."""

    sides: tuple[Node | None, ...]
    signs: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def letters(self) -> frozenset[str]:
        """The unknowns in it."""
        return frozenset().union(*(letters(side) for side in self.sides if side is not None))


Reading = tuple[Chain, ...]
"""One way to read a piece: a chain, or several joined by "or"."""


@dataclass(frozen=True)
class Piece:
    """One statement on a line."""

    text: str
    readings: tuple[Reading, ...]
    continues: bool
    """It begins with an equals sign, and so goes on from what stands before."""
    whole: bool
    """Nothing else is on the line but words such as "so"."""
    assumed: bool
    """It is supposed, tried or looked at for a value, not concluded: "when n = 1", "let x = 3"."""
    rounded: bool
    """It says that it is rounded."""
    units: bool
    """There are units, pounds or percentages on the line."""
    clause: str = ""
    """The part of the line that it stands in, as it is written, where the line has several."""


@dataclass(frozen=True)
class Line:
    """One non-blank line: its place from 1, its text, its statements, and whether it begins a new part."""

    number: int
    text: str
    pieces: tuple[Piece, ...]
    new_part: bool


IN_A_ROW = re.compile(
    r"=\s*([-−]?\d+(?:\.\d+)?)\s+(?=(?:[-−(√]|root\b|sqrt\b)?\s*\d[^=]*=)|=\s*([^=]*[\d)²³])\s+(?=\d+\s*=)"
)
"""A result with another sum after it: a number, or what another number is made of (36 = 2x2x3x3 198 = ...)."""
RECURRING = re.compile(r"(?<=\d)(?:\.{3}|…)")
"""The dots of a decimal that goes on."""


def read_lines(working: str, known: frozenset[str] = frozenset()) -> list[Line]:
    """Return the lines of a working; `known` are letters of the question, which are never read as units."""
    typed = [" ".join(line.split()) for line in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", working)]
    kept = [line for line in typed if line][:MAX_LINES]
    names = known | _letters_in(kept)
    return [Line(number, text, tuple(_pieces(text, names)), starts_a_part(text)) for number, text in enumerate(kept, 1)]


def _letters_in(lines: Sequence[str]) -> frozenset[str]:
    """Return the letters that stand beside an equals sign or an operation somewhere, and so are unknowns."""
    beside = re.compile(r"(?<![A-Za-z])[A-Za-z](?=\s*[-−=<>+^²³≤≥)])|(?<=[\d)])[A-Za-z](?![A-Za-z]|\s*[\d(])")
    return frozenset(name for line in lines for name in beside.findall(line[:MAX_LENGTH]))


def _pieces(line: str, names: frozenset[str]) -> Iterator[Piece]:
    """Yield the statements on a line."""
    noted = RECURRING.search(line) is not None or BRACKETED_NOTE.search(line) is not None
    assumed, rounded = is_assumption(line), is_rounded(line) or noted
    line = BRACKETED_NOTE.sub(" ", RECURRING.sub("", line))
    written = [clause for clause in SPLIT.split(with_choices(without_label(line))) if clause.strip()]
    clauses = [one for clause in written for one in _each_sum(clause, names)][:MAX_PIECES]
    for clause in clauses:
        for run, readings, alone in _statements(clause, names):
            yield Piece(
                text=run,
                readings=readings,
                continues=run.startswith("=") and alone,
                whole=alone and len(clauses) == 1,
                assumed=assumed,
                rounded=rounded,
                units=has_units(line),
                clause=clause.strip() if len(clauses) > 1 else "",
            )


def _each_sum(clause: str, names: frozenset[str]) -> Iterator[str]:
    """Yield the sums that stand in a row with no more than a space between: `140/5=28 28/4=7`.

    One ends where its result does: `5/2 = 2 1/2 = 2.5` has a mixed number in it, as 5/2 is not 2.
    """
    start = 0
    for found in IN_A_ROW.finditer(clause):
        left = _sides(clause[start : found.start()].rpartition("=")[2], names)
        number = _side(found[1].replace("−", "-")) if found[1] else None
        results = [number] if number else _sides(found[2] or "", names)
        if any(is_bare(side) != is_bare(result) and _is(side, result) for side in left for result in results):
            yield clause[start : found.end()]
            start = found.end()
    yield clause[start:]


def _sides(text: str, names: frozenset[str]) -> list[Node]:
    """Return the ways to read a side of a sum."""
    found = [chain[0].sides[0] for run, _ in _clause_runs(text, names) for chain in _readings(run, names)]
    return [side for side in found if side is not None]


def _is(side: Node, result: Node) -> bool:
    """Tell whether a sum comes to a result as it is written; a decimal may be rounded, a whole number may not."""
    if not values(side) or not values(result):
        return False
    rounded = any(isinstance(part, Number) and part.value.denominator != 1 for part in walk(result))
    return comes_out(side, result) if rounded else same_value(values(side)[0], values(result)[0])


def _statements(clause: str, names: frozenset[str]) -> Iterator[tuple[str, tuple[Reading, ...], bool]]:
    """Yield the stretches of maths in a clause, how each may be read, and whether it is all of the clause."""
    choices = [_clause_runs(part, names) for part in choices_in(clause)]
    if len(choices) > 1 and all(len(found) == 1 for found in choices):
        firsts = [next(_readings(found[0][0], names), None) for found in choices]
        if all(first is not None and first[0].signs for first in firsts):
            joined = tuple(chain for first in firsts if first is not None for chain in first)
            yield " or ".join(found[0][0] for found in choices), (joined,), all(found[0][1] for found in choices)
        return
    for found in choices if len(choices) == 1 else []:
        for part, alone in ((part, alone) for run, alone in found for part in _apart(run)):
            readings = tuple(_readings(part, names))
            if readings:
                yield part, readings, alone


def _apart(run: str) -> list[str]:
    """Return the statements in a run that an equals sign joins as "so" would: 2x = 4 = x = 2, 2x > 4 = x > 2."""
    pieces = re.split(r"(<=|>=|[=<>])", run)
    sides, signs = pieces[::2], pieces[1::2]
    cuts = [at for at, sign in enumerate(signs) if sign == "="] if any(sign != "=" for sign in signs) else []
    if len(sides) == 4 and not cuts:
        lettered = [re.search(r"[a-z]", side) is not None for side in sides]
        cuts = [1] if lettered == [True, False, True, False] else []
    if len(signs) < 3 or not cuts:
        return [run]
    edges = [-1, *cuts, len(signs)]
    return ["".join(pieces[2 * one + 2 : 2 * other + 1]) for one, other in pairwise(edges)]


def _clause_runs(clause: str, names: frozenset[str]) -> list[tuple[str, bool]]:
    try:
        return list(runs(tidy(plainer(clause)), names))[:MAX_PIECES]
    except Unread:
        return []


def _readings(run: str, names: frozenset[str]) -> Iterator[Reading]:
    """Yield the ways to read a stretch of maths, the likeliest first."""
    seen: dict[str, Chain] = {}
    for text in _notations(run, names):
        chain = None if text in seen else _chain(text)
        if chain is None:
            continue
        first = next(iter(seen.values()), chain)
        if chain.sides.count(None) <= first.sides.count(None):
            seen[text] = chain
            yield (chain,)


def _notations(run: str, names: frozenset[str]) -> Iterator[str]:
    """Yield a stretch with x between numbers as times or as an unknown, and x2 as a power or a product."""
    spaced_times = re.sub(r"(?<=[\d)}])(?:\s*[xX]\s*(?=[\d(.])|\s+[xX]\s+(?=-\s?[\d(\\]|\\sqrt))", "*", run)
    raised = re.sub(r"(?<![A-Za-z\\])([a-z])(?=\d)", r"\1^", run)
    raised_times = re.sub(r"(?<![A-Za-z\\])([a-z])(?=\d)", r"\1^", spaced_times)
    first, second = (raised, raised_times) if "x" in names else (raised_times, raised)
    if re.search(r"\d\s+[xX]\s+(?:[-\d(]|\\sqrt)", run):
        first, second = raised_times, raised
    yield NOTE.sub("", first) if re.search(r"[A-Za-z].*[=<>]|[=<>].*[A-Za-z]", first) else first
    yield first
    if "x" in names:
        yield second
    yield re.sub(r"(?<![A-Za-z\\])([a-z])(?=\d)", r"\1*", run if "x" in names else spaced_times)
    yield re.sub(r"/\s*(\d+[a-z]|\d+/\d+)(?![A-Za-z])", r"/(\1)", first)
    yield re.sub(r"(?<=\d)\s*(?=\\frac)", "*", first)
    yield re.sub(r"\s(?:\(\s*[-+*/]\s*\d*[a-z]?\s*\)|[-+*/]\d*[a-z]?)$", "", first)  # a note in the margin


def _chain(text: str) -> Chain | None:
    pieces = re.split(r"(<=|>=|[=<>])", text)
    sides = [_side(piece) for piece in pieces[::2]]
    if all(side is None for side in sides):
        return None
    return Chain(tuple(sides), tuple(pieces[1::2]), tuple(piece.strip() for piece in pieces[::2]))


def _side(text: str) -> Node | None:
    plain = text.strip()
    if plain.count("{") != plain.count("}"):
        plain = plain.strip("{} ")
    try:
        node = read_expression(plain)
    except Unread:
        return None
    return node if sum(1 for _ in walk(node)) <= MAX_NODES else None


def is_letter(node: Node | None) -> bool:
    """Tell whether a side is a letter on its own."""
    return isinstance(node, Letter)
