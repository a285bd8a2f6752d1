"""Expressions, equations, inequalities and bracketed lists, as compared side by side.

Knows when two of them say the same; not which form an item asks for.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from tutor.marking.algebra import equal
from tutor.marking.notation import tidy, without_lead_in
from tutor.marking.reading import NOT_AN_EXPRESSION, read_expression
from tutor.marking.tokens import NAMES, SPELT_LETTERS
from tutor.marking.tree import Apply, Letter, Node, latex, letters
from tutor.marking.verdict import Unread

RELATION = re.compile(r"(<=|>=|[=<>])")
REVERSED = {"=": "=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
SHOWN = {"<=": r"\le", ">=": r"\ge"}
FUNCTION_OF = re.compile(r"^\s*[fgh]\s*\(\s*[a-z]\s*\)\s*=(?=\s*\S)")
WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")
KNOWN = re.compile("|".join([*NAMES, *SPELT_LETTERS]))
COMMON = re.compile(r"(?i)(?<![\\A-Za-z])(?:or|and|is|no|not|of|to|in|so)(?![A-Za-z])")
MAX_WORD = 4


@dataclass(frozen=True)
class Relation:
    """Sides with the signs between them; a single side is an expression."""

    sides: tuple[Node, ...]
    signs: tuple[str, ...] = ()

    @property
    def latex(self) -> str:
        """The relation in LaTeX."""
        signs = [f" {SHOWN.get(sign, sign)} " for sign in self.signs]
        return "".join(latex(side) + sign for side, sign in zip(self.sides, [*signs, ""], strict=True))

    @property
    def result(self) -> Node:
        """The side that gives the result: the other side of a lone letter, else the last."""
        return self.subject[1] if self.subject else self.sides[-1]

    @property
    def subject(self) -> tuple[str, Node] | None:
        """The letter that an equation is solved for and what it equals, if it is."""
        if self.signs != ("=",):
            return None
        left, right = self.sides
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Letter) and one.name not in letters(other):
                return one.name, other
        return None


@dataclass(frozen=True)
class Statement:
    """One relation, or several between brackets, as in coordinates and intervals."""

    relations: tuple[Relation, ...]
    brackets: str = ""

    @property
    def latex(self) -> str:
        """The statement in LaTeX."""
        inside = ", ".join(relation.latex for relation in self.relations)
        return f"{self.brackets[:1]}{inside}{self.brackets[1:]}"


def read_statement(text: str, known: Collection[str] | None = None) -> Statement:
    """Return what a typed text states.

    Where the letters that the answer is in are `known`, a letter typed in the other case is taken
    for one of them, and a word of other letters is refused instead of read as a product.

    Raises:
        Unread: it is not maths of these shapes.
    """
    plain = FUNCTION_OF.sub("", without_lead_in(tidy(text)))
    _refuse_words(plain, known)
    pieces = _listed(plain)
    if pieces is None:
        return Statement((_relation(plain, known),))
    return Statement(tuple(_relation(piece, known) for piece in pieces), plain[0] + plain[-1])


def same_statement(accepted: Statement, typed: Statement) -> bool:
    """Tell whether a typed statement says the same as an accepted one."""
    if len(accepted.relations) != len(typed.relations):
        return False
    if accepted.brackets != typed.brackets:
        return False
    pairs = zip(accepted.relations, typed.relations, strict=True)
    return all(_same_relation(one, other) for one, other in pairs)


def _same_relation(accepted: Relation, typed: Relation) -> bool:
    """Tell whether two relations agree; the letter of a solved equation may be left out or added."""
    if not accepted.signs:
        return set(typed.signs) <= {"="} and all(equal(accepted.sides[0], side) for side in _results(typed))
    if accepted.subject:
        name, value = accepted.subject
        if typed.subject:
            return typed.subject[0] == name and equal(value, typed.subject[1])
        return not typed.signs and equal(value, typed.sides[0])
    return _same_sides(accepted, typed) or _same_sides(accepted, _turned(typed))


def _results(relation: Relation) -> tuple[Node, ...]:
    """Return the sides of a chain of working but for a lone letter, which only names the result."""
    if len(relation.sides) == 1:
        return relation.sides
    return tuple(side for side in relation.sides if not isinstance(side, Letter)) or relation.sides


def _same_sides(accepted: Relation, typed: Relation) -> bool:
    if accepted.signs != typed.signs:
        return False
    return all(equal(one, other) for one, other in zip(accepted.sides, typed.sides, strict=True))


def _turned(relation: Relation) -> Relation:
    """Return the relation read from right to left."""
    return Relation(relation.sides[::-1], tuple(REVERSED[sign] for sign in relation.signs[::-1]))


def _relation(text: str, known: Collection[str] | None) -> Relation:
    pieces = RELATION.split(text)
    if not pieces[0].strip() and len(pieces) > 2:
        pieces = pieces[2:]
    sides = [read_expression(piece) for piece in pieces[::2]]
    return Relation(tuple(in_known_case(side, known) for side in sides), tuple(pieces[1::2]))


def _listed(text: str) -> list[str] | None:
    """Return the parts of a bracketed list with commas, None for anything else."""
    if text[0] not in "([" or text[-1] not in ")]" or "," not in text:
        return None
    pieces, depth = [""], 0
    for character in text[1:-1]:
        depth += (character in "([{") - (character in ")]}")
        if depth < 0:
            return None
        if character == "," and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces if len(pieces) > 1 else None


def _refuse_words(text: str, known: Collection[str] | None) -> None:
    """Refuse words: in "no idea" every letter would pass for an unknown."""
    if COMMON.search(text):
        raise Unread(NOT_AN_EXPRESSION)
    for match in WORD.finditer(text):
        rest = KNOWN.sub("", match.group())
        foreign = {letter.casefold() for letter in rest} - {name.casefold() for name in known or ()}
        if foreign if known is not None else len(rest) >= MAX_WORD:
            raise Unread(NOT_AN_EXPRESSION)


def in_known_case(node: Node, known: Collection[str] | None) -> Node:
    """Return the tree with X for x, or x for X, where only the other is in the answer; None known changes nothing."""
    if known is None:
        return node
    if isinstance(node, Letter):
        other = node.name.swapcase()
        return Letter(other) if node.name not in known and other in known else node
    if isinstance(node, Apply):
        return Apply(node.name, tuple(in_known_case(part, known) for part in node.parts))
    return node
