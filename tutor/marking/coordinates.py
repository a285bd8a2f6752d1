"""Marking of points given by their coordinates."""

import re
from dataclasses import dataclass
from functools import lru_cache

from content_store.answers import CoordinatesAnswer
from tutor.marking.algebra import equal
from tutor.marking.collection import compare, distinct
from tutor.marking.reading import read_expression
from tutor.marking.rounding import Agreement, Rounding, agreement, decimal_places
from tutor.marking.separators import DIGITS_COMMA, conclusion, list_text, split
from tutor.marking.tree import Node, latex, letters
from tutor.marking.value import evaluate
from tutor.marking.verdict import InvalidAnswer, Mark, Unread

Point = tuple[Node, ...]

NOT_A_POINT = "That could not be read as coordinates. Type them like (2, 5)."
WRONG_SIZE = "Give {} numbers for each point, such as ({})."
SWAPPED = "Right numbers, but in the wrong order: x comes first."
NOT_POINTS = "Those are values of x. Write each point with both of its coordinates, such as (2, 5)."
EACH_A_POINT = "Right numbers, but write each of them as a point, with both of its coordinates."
VALUES_OF_X = re.compile(r"(?i)x\s*=\s*([-−]?\d+(?:\.\d+)?(?:\s*(?:,|or|and|&)\s*(?:x\s*=\s*)?[-−]?\d+(?:\.\d+)?)+)")
BRACKETS = "Right, but coordinates are written in brackets, such as ({})."
EXAMPLE = ("2", "5", "1", "4")

NAMED = re.compile(r"(?i)(?<![A-Za-z])([a-z])\s*(?:=|:|is\b)\s*")
# Atomic and possessive, so that a text of many such words is not tried in every grouping of them.
LABEL = re.compile(
    r"(?i)(?<![A-Za-z\\])(?>(?:(?:(?:turning |mid|end)?points?|at|the|is|are|coordinates?|vertex|[a-z]'?)(?![a-z])"
    r"|\([xyz,\s]+\))[\s=:]*)++(?=[(\[])"
)
JOINED = re.compile(r"([)\]])\s*(?=[(\[])")
BETWEEN = re.compile(r"(?i)\b(?:and|or|to)\b|[;,\n]")
WITHIN = re.compile(r"[;,|\n]|\band\b|(?<=[0-9)])\s+(?=-?[0-9.(\\])")
MAX_POINTS = 12


@dataclass(frozen=True)
class Points:
    """Points as read, and whether they were written in brackets."""

    points: tuple[Point, ...]
    bracketed: bool

    @property
    def latex(self) -> str:
        """How they were read, in LaTeX."""
        return r"\text{ and }".join(f"({', '.join(map(latex, point))})" for point in self.points)


def mark_coordinates(answer: CoordinatesAnswer, text: str) -> Mark:
    """Return the mark of the points that a pupil typed.

    Raises:
        Unread: it is no list of points with as many numbers each as those asked for.
        InvalidAnswer: the answer's own texts cannot be read.
    """
    wanted = tuple(_read_own(one) for one in answer.accepted)
    if len(wanted) > 1 and (values := VALUES_OF_X.fullmatch(text.strip())):
        return _values_of_x(wanted, re.findall(r"[-−]?\d+(?:\.\d+)?", values[1]))
    typed = read_points(text, len(wanted[0]), len(wanted))
    points = distinct(typed.points, lambda one, other: _agree(one, other).right)
    found = compare(wanted, points, _agree)
    if found.complete:
        size = len(wanted[0])
        brackets = None if typed.bracketed else BRACKETS.format(", ".join(EXAMPLE[:size]))
        return Mark(True, brackets or found.form, None, typed.latex)
    misconception = _revealed(answer, points)
    swapped = compare(wanted, [point[::-1] for point in points], _agree).complete
    form = None if misconception else SWAPPED if swapped else found.fault("point") or found.form
    return Mark(False, form, misconception, typed.latex)


def _values_of_x(wanted: tuple[Point, ...], typed: list[str]) -> Mark:
    """Return the mark of the first coordinates of the points that are asked for, typed as values of x.

    Raises:
        Unread: they are other values.
    """
    values = [read_expression(one.replace("−", "-")) for one in typed]
    same = {evaluate(one) for one in values} == {evaluate(point[0]) for point in wanted if not letters(point[0])}
    if not same or len(values) != len(wanted):
        raise Unread(NOT_POINTS)
    return Mark(False, EACH_A_POINT, None, r"x = " + r"\text{ or }".join(map(latex, values)))


def read_points(text: str, size: int, count: int = 1) -> Points:
    """Return the points in a text, each of `size` numbers; where `count` is one, commas may be decimal ones.

    Raises:
        Unread: it is no such list.
    """
    plain = JOINED.sub(r"\1, ", LABEL.sub("", conclusion(list_text(text)))).strip()
    plain = plain[1:-1].strip() if plain.startswith("{") and plain.endswith("}") else plain
    groups = split(plain, BETWEEN)
    bracketed = all(group[0] in "([" and group[-1] in ")]" and re.search(r"[,;\s|]", group) for group in groups)
    groups = [group[1:-1] for group in groups] if bracketed and groups else _unbracketed(plain, size, count)
    if len(groups) > MAX_POINTS:
        raise Unread(NOT_A_POINT)
    return Points(tuple(_point(group, size) for group in groups), bracketed)


def _unbracketed(text: str, size: int, count: int) -> list[str]:
    """Return the texts of points without brackets: between "and", else as many numbers at a time as a point has."""
    parts = split(text.strip("()[] "), re.compile(r"(?i)\band\b|;|\n"))
    if count == len(parts) and all(len(_numbers(part, size)) == size for part in parts):
        return parts
    numbers = _numbers(text, size) if count == 1 else split(text, WITHIN)
    if not numbers or len(numbers) % size:
        raise Unread(NOT_A_POINT)
    return [";".join(numbers[start : start + size]) for start in range(0, len(numbers), size)]


def _point(text: str, size: int) -> Point:
    numbers = _numbers(text, size)
    if len(numbers) != size:
        raise Unread(WRONG_SIZE.format(size, ", ".join(EXAMPLE[:size])))
    nodes = tuple(read_expression(number) for number in numbers)
    for node in nodes:
        if len(letters(node)) > 1:
            raise Unread(NOT_A_POINT)
        if not letters(node):
            evaluate(node)
    return nodes


def _numbers(text: str, size: int) -> list[str]:
    """Return the texts of numbers in a point; with twice as many as there should be, the commas are decimal ones."""
    named = [match[1].casefold() for match in NAMED.finditer(text)]
    parts = split(NAMED.sub(", ", text).lstrip(", "), WITHIN)
    if len(named) == len(parts) == size and set(named) <= set("xyz"):
        return [part for _, part in sorted(zip(named, parts, strict=True))]
    if len(parts) == 2 * size and len(DIGITS_COMMA.findall(text)) == size:
        return split(DIGITS_COMMA.sub(".", text), WITHIN)
    return parts


def _agree(wanted: Point, typed: Point) -> Agreement:
    if len(wanted) != len(typed):
        return Agreement(False)
    found = [_number_agrees(one, other) for one, other in zip(wanted, typed, strict=True)]
    return Agreement(all(one.right for one in found), next((one.form for one in found if one.form), None))


def _number_agrees(wanted: Node, typed: Node) -> Agreement:
    if letters(wanted) or letters(typed):
        return Agreement(equal(wanted, typed))
    return agreement(evaluate(typed), decimal_places(typed), evaluate(wanted), Rounding())


def _revealed(answer: CoordinatesAnswer, typed: list[Point]) -> str | None:
    for revealed in answer.reveals:
        wrong = _read_all(revealed.value, len(_read_own(answer.accepted[0])))
        if compare(wrong, typed, _agree).complete:
            return revealed.misconception_id
    return None


@lru_cache(maxsize=512)
def _read_all(text: str, size: int) -> tuple[Point, ...]:
    try:
        return read_points(text, size).points
    except Unread as error:
        raise InvalidAnswer(f"'{text}' in an answer cannot be read as points: {error}") from error


def _read_own(text: str) -> Point:
    return _read_all(text, max(1, len(split(text.strip().strip("()[]"), re.compile(",")))))[0]
