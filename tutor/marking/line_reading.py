"""From the lines that a pupil types to the sums, equations and expressions on them.

Words, units and notes in the margin are left out; what cannot be read is left out too, so that it is never
judged. Where a notation has two meanings, both are returned and the reader chooses the one that makes sense.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.marking.line_words import (
    COMMON_WORDS,
    SPLIT,
    UNITS,
    choices_in,
    has_units,
    is_assumption,
    is_rounded,
    plainer,
    starts_a_part,
    with_choices,
    without_label,
)
from tutor.marking.notation import MAX_LENGTH, tidy
from tutor.marking.reading import read_expression
from tutor.marking.tokens import NAMES, NUMBER
from tutor.marking.tree import Letter, Node, letters, walk
from tutor.marking.verdict import Unread

MAX_LINES = 60
MAX_PIECES = 12
"""How much is read: what is longer is no pupil's working on one item."""

MOST_UNIT_WORDS = 2
"""Words between a number and the next sign that may be its unit; more are a sentence about something else."""

MAX_NODES = 120
PIECE = re.compile(
    rf"\s*(?:(?P<number>{NUMBER})|(?P<command>\\[A-Za-z]+)|(?P<word>[A-Za-z]+)|(?P<relation><=|>=|[=<>])"
    r"|(?P<sign>[-+*/^()\[\]{}|%°_])|(?P<other>\S))",
)


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


@dataclass(frozen=True)
class Line:
    """One non-blank line: its place from 1, its text, its statements, and whether it begins a new part."""

    number: int
    text: str
    pieces: tuple[Piece, ...]
    new_part: bool


def read_lines(working: str, known: frozenset[str] = frozenset()) -> list[Line]:
    """Return the lines of a working; `known` are letters of the question, which are never read as units."""
    typed = [" ".join(line.split()) for line in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", working)]
    kept = [line for line in typed if line][:MAX_LINES]
    names = known | _letters_in(kept)
    return [
        Line(number, text, tuple(_pieces(text, names)), starts_a_part(text)) for number, text in enumerate(kept, 1)
    ]


def _letters_in(lines: Sequence[str]) -> frozenset[str]:
    """Return the letters that stand beside an equals sign or an operation somewhere, and so are unknowns."""
    beside = re.compile(r"(?<![A-Za-z])[A-Za-z](?=\s*[-−=<>+^²³≤≥)])|(?<=[\d)])[A-Za-z](?![A-Za-z]|\s*[\d(])")
    return frozenset(name for line in lines for name in beside.findall(line[:MAX_LENGTH]))


def _pieces(line: str, names: frozenset[str]) -> Iterator[Piece]:
    """Yield the statements on a line."""
    assumed, rounded = is_assumption(line), is_rounded(line)
    clauses = [clause for clause in SPLIT.split(with_choices(without_label(line))) if clause.strip()][:MAX_PIECES]
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
            )


def _statements(clause: str, names: frozenset[str]) -> Iterator[tuple[str, tuple[Reading, ...], bool]]:
    """Yield the stretches of maths in a clause, how each may be read, and whether it is all of the clause."""
    choices = [_clause_runs(part, names) for part in choices_in(clause)]
    if len(choices) > 1 and all(len(runs) == 1 for runs in choices):
        firsts = [next(_readings(runs[0][0], names), None) for runs in choices]
        if all(first is not None and first[0].signs for first in firsts):
            joined = tuple(chain for first in firsts if first is not None for chain in first)
            yield " or ".join(runs[0][0] for runs in choices), (joined,), all(runs[0][1] for runs in choices)
        return
    for runs in choices if len(choices) == 1 else []:
        for run, alone in runs:
            readings = tuple(_readings(run, names))
            if readings:
                yield run, readings, alone


def _clause_runs(clause: str, names: frozenset[str]) -> list[tuple[str, bool]]:
    try:
        return list(_runs(tidy(plainer(clause)), names))[:MAX_PIECES]
    except Unread:
        return []


Kinds = list[tuple[str, str]]
"""The kind of each piece, and the piece with the space before it."""


def _runs(plain: str, names: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of maths in a clause, and whether each is all that the clause holds.

    Words after a number are its unit and are left out where the sum goes on after them; other words
    end a stretch.
    """
    found: list[list[str]] = [[]]
    words = False
    tokens = _kinds(list(PIECE.finditer(plain)), names)
    for at, (kind, text) in enumerate(tokens):
        if kind == "word":
            unit = _is_unit(tokens, at)
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
    runs = ["".join(run).strip() for run in found]  # ¬ stands for what could not be read, and is never read
    runs = [run for run in runs if re.search(r"[A-Za-z\d]", run)]
    yield from ((run, len(runs) == 1 and not words) for run in runs)


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
    """Tell whether something new begins after a space: a number after a bracket, or a letter with its own equals sign."""
    kind, text = tokens[at]
    if not at or not text[0].isspace() or tokens[at - 1][0] in {"relation", "word", "other"}:
        return False
    before, sign = tokens[at - 1]
    closed = before in {"number", "letter"} or sign.strip() in set(")]}%")
    times = sign.strip() in {"x", "X"} and at > 1 and (tokens[at - 2][0] == "number" or tokens[at - 2][1] == ")")
    return closed and not times and (kind == "number" or (kind == "letter" and _has_own_equals(tokens, at)))


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
        unit = before is not None and before.lastgroup == "number" and not touches and text in UNITS
        return text in names or not unit
    if text.casefold() in COMMON_WORDS or text in UNITS:
        return False
    return len(text) <= 3 and (set(text) <= names or (touches and len(set(text)) == len(text) == 2))


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
    spaced_times = re.sub(r"(?<=[\d)}])(?:\s*[xX]\s*(?=[\d(.])|\s+[xX]\s+(?=-[\d(]))", "*", run)
    raised = re.sub(r"(?<![A-Za-z\\])([a-z])(?=\d)", r"\1^", run)
    raised_times = re.sub(r"(?<![A-Za-z\\])([a-z])(?=\d)", r"\1^", spaced_times)
    first, second = (raised, raised_times) if "x" in names else (raised_times, raised)
    if re.search(r"\d\s+[xX]\s+[-\d(]", run):
        first, second = raised_times, raised
    yield first
    if "x" in names:
        yield second
    yield re.sub(r"(?<![A-Za-z\\])([a-z])(?=\d)", r"\1*", run)
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
