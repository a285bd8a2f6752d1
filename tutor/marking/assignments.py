r"""The solutions that a pupil typed: "x = 2 or -3", "x=2 y=3", "(2, 3)", "x = ±3", "no solutions".

Knows letters and the values given to them; nothing of the right ones.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tutor.marking.reading import read_expression
from tutor.marking.separators import both_signs, conclusion, list_text, readings, split, without_brackets
from tutor.marking.statement import in_known_case
from tutor.marking.tree import Letter, Node, latex, letters
from tutor.marking.units import without_unit
from tutor.marking.value import evaluate
from tutor.marking.verdict import Unread

Solution = dict[str, Node]
"""The value of each letter."""

NOT_SOLVED = "That is an equation. Give the value that the letter stands for."
NOT_SOLUTIONS = "That could not be read as a solution. Type it like x = 2, with 'or' between two solutions."
WHICH_LETTER = "Say which value belongs to which letter, such as x = 1, y = 4."
UNEVEN = "Give a value for each letter in every solution."
ONLY_VALUES = "Those are points. Give only the values of {} that solve the equation."

POINT = re.compile(r"\(([^(),;]+)[,;]([^(),;]+)\)")
SEPARATOR = re.compile(r"(?i)\b(?:or|and|also|then)\b|[;,\n]")
NONE = re.compile(
    r"(?i)(?:there (?:are|is|'s)|it has|has)?\s*(?:(?:no|none|not any)(?: real| possible)?"
    r" ?(?:solutions?|roots?|answers?|values?)?|(?:0|zero) (?:real )?(?:solutions|roots))"
    r"(?: (?:at all|exists?|here))?|\{\s*\}|dne|does not exist"
    r"|(?:it is |it's )?(?:not possible|impossible)|(?:it )?(?:can't|cannot) be (?:done|solved)"
)
LISTED = re.compile(
    r"(?i)\b(?:either|both|the|solutions?|roots?|answers?|values?|are|if|when|where|so|of|is|[xy] ?∈)\b|∈|^:"
)
MEANS = r"\s+(?:is|equals|are|was|=>)\s+"
TOO_MANY = 12


@dataclass(frozen=True)
class Solved:
    """Solutions as read, and how they were read in LaTeX."""

    solutions: tuple[Solution, ...]
    latex: str
    on_axis: bool = False
    """Whether the values of one letter were read from points on its axis, as 3 from (3, 0)."""


def read_solutions(text: str, names: Sequence[str]) -> list[Solved]:
    """Return each way in which a text can be read as solutions for the letters `names`, the likeliest first.

    Raises:
        Unread: it is in no way a list of values.
    """
    plain = list_text(text)
    if NONE.fullmatch(without_brackets(plain, "(")) or plain == "{}":
        return [Solved((), r"\text{no solutions}")]
    found: list[Solved] = []
    refusal: Unread | None = None
    if crossings := _crossings(conclusion(plain), names):
        return crossings
    for reading in readings(conclusion(plain)):
        try:
            solutions = _points(reading, names) or _assigned(reading, names)
            found.append(Solved(tuple(solutions), _latex(solutions)))
        except Unread as error:
            refusal = refusal or error
    if not found:
        raise refusal or Unread(NOT_SOLUTIONS)
    return found


def _crossings(text: str, names: Sequence[str]) -> list[Solved]:
    """Return the values of the one letter in several points, empty where the text is none.

    Raises:
        Unread: the points do not lie on the letter's axis, so that they are no solutions.
    """
    groups = split(re.sub(r"\)\s*\(", "), (", text), SEPARATOR) if len(names) == 1 else []
    points = [POINT.fullmatch(group) for group in groups]
    if len(points) < 2 or None in points:
        return []
    pairs = [(_value(point[1], names), _value(point[2], names)) for point in points if point]
    if any(letters(second) or evaluate(second) for _, second in pairs):
        raise Unread(ONLY_VALUES.format(names[0]))
    solutions = [{names[0]: first} for first, _ in pairs]
    return [Solved(tuple(solutions), _latex(solutions), on_axis=True)]


def _points(text: str, names: Sequence[str]) -> list[Solution]:
    """Return solutions written as points, empty where the text is none."""
    if len(names) < 2:
        return []
    plain = re.sub(r"^\(\s*[a-z]\s*(?:,\s*[a-z]\s*)+\)\s*(?:=|is|are|∈)?\s*", "", without_brackets(text, "{"))
    groups = split(re.sub(r"\)\s*\(", "), (", plain), SEPARATOR)
    if not all(re.fullmatch(r"[(\[].*,.*[)\]]", group) for group in groups) or "=" in plain:
        return []
    found = []
    for group in groups:
        values = split(group[1:-1], re.compile(r"[,;]"))
        if len(values) != len(names):
            raise Unread(UNEVEN)
        found.append({name: _value(value, names) for name, value in zip(names, values, strict=True)})
    return found


def _assigned(text: str, names: Sequence[str]) -> list[Solution]:
    """Return the solutions of a list of letters with values, or of values where there is but one letter."""
    given: list[tuple[str, Node]] = []
    current = names[0] if len(names) == 1 else None
    unsolved = False
    for part in _parts(text, names):
        named = _named(part, names)
        if named is None:
            unsolved = True
            continue
        name, values = named
        current = name or current
        if current is None:
            raise Unread(WHICH_LETTER)
        given.extend((current, value) for value in values)
        if len(given) > TOO_MANY:
            raise Unread(NOT_SOLUTIONS)
    if not given:
        raise Unread(NOT_SOLVED if unsolved else NOT_SOLUTIONS)
    return _grouped(given, names)


def _parts(text: str, names: Sequence[str]) -> list[str]:
    """Return the parts of a list, a second letter with its sign beginning a part of its own."""
    letter = rf"(?:{'|'.join(re.escape(name) for name in names)})"
    stated = re.sub(rf"(?i)(?<![A-Za-z])({letter}){MEANS}", r"\1 = ", text)
    stated = re.sub(rf"(?i)(?<![A-Za-z])({letter})\s*:", r"\1 = ", stated)
    stated = re.sub(rf"(?i)({letter})_?\{{?[1-9]\}}?\s*=", r"\1 =", stated)
    stated = re.sub(rf"(?i)(=[^=]*[0-9)}}])\s*(?={letter}\s*=)", r"\1, ", stated)
    stated = re.sub(rf"(?i)({letter}\s*)[=∈]\s*[({{\[]([^()={{}}]*,[^()={{}}]*)[)}}\]]", r"\1= \2", stated)
    stated = without_brackets(stated.strip(), "{" if len(names) > 1 else "({[")
    parts = split(stated, SEPARATOR)
    return [plain for part in parts if (plain := LISTED.sub(" ", without_brackets(part, "([")).strip(" :.")) != ""]


def _named(part: str, names: Sequence[str]) -> tuple[str | None, list[Node]] | None:
    """Return the letter of a part, None where it names none, and its values; None for an equation not solved."""
    sides = [side.strip() for side in part.split("=")]
    for place in (0, len(sides) - 1):
        name = _letter(sides[place], names)
        if name is not None and len(sides) > 1:
            value = sides[-1] if place == 0 else sides[-2]
            return name, [_value(one, names) for one in both_signs(value)]
    if len(sides) > 1 and sides[0]:
        return None
    return None, [_value(one, names) for one in both_signs(sides[-1])]


def _letter(text: str, names: Collection[str]) -> str | None:
    """Return the letter that a side of an equation is, in the case of the known ones; None where it is more."""
    try:
        node = in_known_case(read_expression(text), names)
    except Unread:
        return None
    return node.name if isinstance(node, Letter) else None


def _value(text: str, names: Collection[str]) -> Node:
    """Return the tree of a value, which has none of the letters that are solved for; a unit after it is left aside."""
    if not text.strip():
        raise Unread(NOT_SOLUTIONS)
    try:
        node = in_known_case(read_expression(text), names)
        known = not letters(node)
    except Unread:
        node, known = None, False
    if node is None or not known:
        bare = without_unit(text)
        node = in_known_case(read_expression(bare), names) if bare != text or node is None else node
    if letters(node) & set(names):
        raise Unread(NOT_SOLVED)
    if len(letters(node)) > 2:
        raise Unread(NOT_SOLUTIONS)
    return node


def _grouped(given: Sequence[tuple[str, Node]], names: Sequence[str]) -> list[Solution]:
    """Return values grouped into solutions: letter after letter, or all values of one letter before the next."""
    if len(names) == 1:
        return [{name: value} for name, value in given]
    columns: dict[str, list[Node]] = {}
    for name, value in given:
        columns.setdefault(name, []).append(value)
    foreign = set(columns) - set(names)
    if foreign:
        raise Unread(f"There is no letter {min(foreign)} to solve for. Give a value for each letter.")
    rows: list[Solution] = []
    for name, value in given:
        if not rows or name in rows[-1]:
            rows.append({})
        rows[-1][name] = value
    if all(len(row) == len(columns) for row in rows):
        return rows
    if len({len(values) for values in columns.values()}) > 1:
        raise Unread(UNEVEN)
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _latex(solutions: Sequence[Solution]) -> str:
    written = [", ".join(f"{name} = {latex(value)}" for name, value in one.items()) for one in solutions]
    return r"\text{ or }".join(written)
