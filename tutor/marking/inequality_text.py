r"""The set of numbers that a pupil typed: "3<x", "x > 3 and x < 7", "x is more than 3", "(3, 7]", "{x : x > 3}".

Knows the ways of writing inequalities in one letter; nothing of the right one.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from tutor.marking.algebra import TooMuchWork, ratios
from tutor.marking.intervals import EVERY_NUMBER, End, Interval, Numbers, intersection, joined, shown, union
from tutor.marking.reading import read_expression
from tutor.marking.separators import conclusion, list_text, readings, split
from tutor.marking.statement import RELATION, REVERSED, in_known_case
from tutor.marking.tree import Apply, Letter, Node, Number, letters
from tutor.marking.value import NoValue, evaluate
from tutor.marking.verdict import Unread

NOT_AN_INEQUALITY = "That could not be read as an inequality. Type it like x > 10, or 2 < x <= 10."
WHICH_ENDS = "Say whether the two ends are included: write it with < or <=."
FROM_TO = "That gives two ends. Write it as an inequality that says whether each end belongs, such as 2 < x <= 10."
NOT_SOLVED = "That could not be read as numbers for one letter. Leave the letter on its own, such as x > 10."

THAN = r"(?:greater|more|bigger|larger|higher|above|over)(?: than)?"
UNDER = r"(?:less|smaller|lower|fewer|below|under)(?: than)?"
IS = r"\s*(?:(?:is|are|must be|can be|has to be|should be)\s+)?"
OR_EQUAL = r"(?:(?:,? or| and) (?:is )?(?:equals?|the same as)(?: to)?)"
BEFORE = r"(?=[-0-9(\\.√]|[A-Za-z](?![A-Za-z]))"
SIGNS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (rf"(?i){IS}(?:(?:no|not) {THAN}|at most|up to and including){OR_EQUAL}?\s*", "<="),
        (rf"(?i){IS}(?:(?:no|not) {UNDER}|at least){OR_EQUAL}?\s*", ">="),
        (rf"(?i){IS}{THAN}{OR_EQUAL}\s*", ">="),
        (rf"(?i){IS}{UNDER}{OR_EQUAL}\s*", "<="),
        (rf"(?i){IS}{THAN}\s+{BEFORE}", ">"),
        (rf"(?i){IS}{UNDER}\s+{BEFORE}", "<"),
        (rf"(?i){IS}(?:not equal to|≠|!=|<>|not equals?)\s*", "≠"),
        (r"([<>])\s*or\s*=", r"\1="),
        (r"([<>])\s+=", r"\1="),
        (r"=\s*([<>])", r"\1="),
        (r"[⩽≦]", "<="),
        (r"[⩾≧]", ">="),
    ]
]
OR_MORE = re.compile(r"(?i)^\s*(-?[\d./]+) (?:or|and) (?:more|above|over|higher|greater|bigger|larger|up)\s*$")
OR_LESS = re.compile(r"(?i)^\s*(-?[\d./]+) (?:or|and) (?:less|below|under|lower|smaller|fewer)\s*$")
NUMBERS_THAT = re.compile(
    r"(?i)^(?:all |any |every )?(?:the )?(?:real )?(?:numbers?|values?)(?: of [a-z])?"
    r"(?: that| where| which)?(?: are| is)?\s*(?=[<>≠])"
)
NEXT_LETTER = re.compile(r"([A-Za-z]\s*(?:<=|>=|<|>)\s*[-0-9./]+)\s+(?=[A-Za-z]\s*[<>≠])")
RANGE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(?:[-–—]|to)\s*(-?\d+(?:\.\d+)?)\s*")
"""Two numbers from the smaller to the larger, which is no subtraction where an inequality is asked for."""
BETWEEN = re.compile(r"(?i)\bbetween\b")
SET = re.compile(r"^\{\s*(?P<name>[A-Za-z])\s*(?:∈\s*[A-Zℝ][a-z]*\s*)?[:|,]\s*(?P<rule>.*)\}$")
MEMBER = re.compile(r"^(?P<name>[A-Za-z])\s*(?:∈|=|is in|in)\s*(?=[(\[\]])")
INTERVAL = re.compile(r"^([(\[\]])([^()\[\],;]+|[^,;]+)[,;]([^,;]+)([)\]\[])$")
EVERYTHING = re.compile(
    r"(?i)(?:[a-z] (?:is|can be|=) )?(?:all|any|every)(?: real)?(?: numbers?| values?)?(?: works?)?|ℝ"
)
NOTHING = re.compile(r"(?i)(?:there (?:are|is) )?no(?:ne| solutions?| values?| numbers?)|\{\s*\}")
INFINITY = re.compile(r"(?i)^\s*([-+]?)\s*(?:\\infty|infinity|inf|oo)\s*$")
OR = re.compile(r"(?i)\bor\b|\bU\b")
AND = re.compile(r"(?i)\b(?:and|but|also)\b")
COMMA = re.compile(r"[,;\n]")


@dataclass(frozen=True)
class Typed:
    """What was typed: the numbers, the letter if one is named, and how they are joined.

    `solved` is False where the letter does not stand alone, `join` is "or" or "and" where two parts are joined by
    it, "bare" where the text starts with the sign, "number" where it is only a number.
    """

    numbers: Numbers
    name: str | None
    solved: bool = True
    join: str | None = None

    @property
    def latex(self) -> str:
        """How it was read, in LaTeX."""
        return shown(self.numbers, self.name or "x")


def read_inequality(text: str, known: Collection[str]) -> Typed:
    """Return the numbers that a text allows for its one letter.

    Raises:
        Unread: it is no inequality in one letter that this can solve.
    """
    plain = conclusion(list_text(text))
    if len(known) == 1:
        plain = OR_MORE.sub(rf"{next(iter(known))} >= \1", OR_LESS.sub(rf"{next(iter(known))} <= \1", plain))
    for pattern, sign in SIGNS:
        plain = pattern.sub(sign, plain)
    plain = NEXT_LETTER.sub(r"\1, ", NUMBERS_THAT.sub("", plain))
    if BETWEEN.search(plain):
        raise Unread(WHICH_ENDS)
    if (ends := RANGE.fullmatch(plain)) and Fraction(ends[1]) < Fraction(ends[2]):
        raise Unread(FROM_TO)
    if EVERYTHING.fullmatch(plain):
        return Typed(EVERY_NUMBER, None)
    if NOTHING.fullmatch(plain):
        return Typed((), None)
    if match := SET.match(plain):
        plain = match["rule"]
    return _either(plain, known)


def _either(text: str, known: Collection[str]) -> Typed:
    """Return the union of the parts between "or"."""
    parts = [_both(part, known) for part in split(text, OR)]
    if not parts:
        raise Unread(NOT_AN_INEQUALITY)
    if len(parts) == 1:
        return parts[0]
    return _together(parts, joined([part.numbers for part in parts], union), "or")


def _both(text: str, known: Collection[str]) -> Typed:
    """Return the intersection of the parts between "and"; a comma joins as makes sense."""
    parts = [_listed(part, known) for part in split(text, AND)]
    if not parts:
        raise Unread(NOT_AN_INEQUALITY)
    if len(parts) == 1:
        return parts[0]
    return _together(parts, joined([part.numbers for part in parts], intersection), "and")


def _listed(text: str, known: Collection[str]) -> Typed:
    """Return one inequality or interval, or several between commas: what is in all of them, or else in any."""
    if found := _interval(text, known):
        return found
    pieces = split(text, COMMA)
    if len(pieces) < 2 or not all(RELATION.search(piece) or "≠" in piece for piece in pieces):
        return _chain(readings(text)[-1] if len(pieces) > 1 else text, known)
    parts = [_chain(piece, known) for piece in pieces]
    numbers = joined([part.numbers for part in parts], intersection)
    return _together(parts, numbers or joined([part.numbers for part in parts], union), None)


def _together(parts: list[Typed], numbers: Numbers, join: str | None) -> Typed:
    names = {part.name for part in parts if part.name}
    if len(names) > 1:
        raise Unread(NOT_SOLVED)
    return Typed(numbers, next(iter(names), None), all(part.solved for part in parts), join)


def _interval(text: str, known: Collection[str]) -> Typed | None:
    """Return an interval such as (3, 7] or [3, ∞), None where the text is none."""
    member = MEMBER.match(text)
    match = INTERVAL.match(text[member.end() :] if member else text)
    if match is None or RELATION.search(match[2] + match[3]):
        return None
    low = _interval_end(match[2], match[1] == "[")
    high = _interval_end(match[3], match[4] == "]")
    interval = Interval(low, high)
    name = _known_name(member["name"], known) if member else None
    return Typed(() if interval.empty else (interval,), name)


def _interval_end(text: str, included: bool) -> End:
    if INFINITY.match(text):
        return End()
    node = read_expression(text)
    evaluate(node)
    return End(node, included)


def _chain(text: str, known: Collection[str]) -> Typed:
    """Return what sides with signs between them allow: 3 < x, 3 < x <= 7, x ≠ 2."""
    pieces = re.split(r"(<=|>=|[=<>≠])", text)
    if not pieces[0].strip() and len(pieces) == 3:
        node = read_expression(pieces[2])
        return Typed(_from_sign(pieces[1], _valued(node)), None, join="bare")
    sides = [in_known_case(read_expression(piece), known) if piece.strip() else None for piece in pieces[::2]]
    if None in sides or len(sides) > 4:
        raise Unread(NOT_AN_INEQUALITY)
    nodes = [side for side in sides if side is not None]
    names = frozenset().union(*(letters(node) for node in nodes))
    if len(nodes) == 1 and not names:
        return Typed((Interval(End(nodes[0], True), End(_valued(nodes[0]), True)),), None, join="number")
    if len(names) != 1 or len(nodes) == 1:
        raise Unread(NOT_SOLVED if names else NOT_AN_INEQUALITY)
    name = next(iter(names))
    parts = [
        _compared(left, sign, right, name) for (left, right), sign in zip(pairwise(nodes), pieces[1::2], strict=True)
    ]
    solved = all(Letter(name) in pair for pair in pairwise(nodes))
    return Typed(joined(parts, intersection), name, solved)


def _compared(left: Node, sign: str, right: Node, name: str) -> Numbers:
    """Return the numbers for which two sides compare as their sign says."""
    if isinstance(right, Letter) and not letters(left):
        left, sign, right = right, {**REVERSED, "≠": "≠"}[sign], left
    if isinstance(left, Letter) and not letters(right):
        return _from_sign(sign, _valued(right))
    slope, start = _linear(Apply("-", (left, right)))
    if slope < 0:
        sign = {**REVERSED, "≠": "≠"}[sign]
    bound = -start / slope
    return _from_sign(sign, Number(bound, str(bound)) if bound >= 0 else Apply("neg", (Number(-bound, str(-bound)),)))


def _linear(difference: Node) -> tuple[Fraction, Fraction]:
    """Return the slope and the start of a linear expression in one letter with rational numbers."""
    try:
        ratio = ratios([difference])[0]
    except (TooMuchWork, NoValue) as error:
        raise Unread(NOT_SOLVED) from error
    terms = {powers: Fraction(int(c.numerator), int(c.denominator)) for powers, c in ratio.top.terms()}
    bottom = ratio.bottom
    if len(ratio.top.ring.gens) != 1 or not set(terms) <= {(0,), (1,)} or (1,) not in terms or not bottom.is_ground:
        raise Unread(NOT_SOLVED)
    scale = Fraction(int(bottom.LC.numerator), int(bottom.LC.denominator))
    return terms[(1,)] / scale, terms.get((0,), Fraction(0)) / scale


def _from_sign(sign: str, node: Node) -> Numbers:
    end, open_end = End(node, sign in {">=", "<=", "="}), End(node)
    return {
        ">": (Interval(end, End()),),
        ">=": (Interval(end, End()),),
        "<": (Interval(End(), end),),
        "<=": (Interval(End(), end),),
        "=": (Interval(end, end),),
        "≠": (Interval(End(), open_end), Interval(open_end, End())),
    }[sign]


def _valued(node: Node) -> Node:
    """Return the node, having seen that it has a value."""
    evaluate(node)
    return node


def _known_name(name: str, known: Collection[str]) -> str:
    return name.swapcase() if name not in known and name.swapcase() in known else name
