"""What a wrong number comes from: one slip in the item's own worked solution, where exactly one makes it.

Each sum of the solution is changed in one way at a time, as pupils change it (a division the wrong way round, a square
that is not taken, a number left out), and the rest worked out from there. What is said is then true of the numbers,
whatever the pupil was thinking. Knows the item and the answer; not what has been said before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem
from tutor.checker import gives_away
from tutor.figures import numbers_in, times_apart
from tutor.marking.numeric import agrees, typed_in_unit
from tutor.marking.quantity import read_quantity
from tutor.marking.rounding import THREE_FIGURES, decimal_places, places_for_figures, rounded
from tutor.marking.tree import Apply, Letter, Node, Number
from tutor.marking.value import Real, as_fraction
from tutor.marking.verdict import Unread
from tutor.slip_forms import is_plain_sum, of_form
from tutor.slip_words import WITHOUT_A_PART, WRONG_WAY, words_of
from tutor.step_sums import StepSums, name_of, step_sums

SlipKind = Literal[
    "turned", "operation", "without", "unconverted", "power", "times", "root", "halved", "sign", "ratio", "rounded"
]
FORMS_LEFT_OUT = frozenset({"fraction", "any_fraction", "mixed", "standard"})
"""Forms in which a division or a power of ten is a way to write the number, and no step."""
TURNED_ROUND: frozenset[tuple[SlipKind, str]] = frozenset({("turned", "/"), ("operation", "/"), ("operation", "*")})
"""Slips that often make the same number: to divide by a share, and to turn round the division that makes the share."""
OPPOSITE = {"*": "/", "/": "*", "+": "-", "-": "+"}
RATIOS = ("sin", "cos", "tan")
LARGEST_POWER = 3
MOST_LOST = Fraction(1, 20)
"""The most that rounding changes a result by: beyond it a number comes from something else."""
FIGURES = range(1, 5)
PLACES = range(3)
FEWEST_FIGURES = 2
"""Figures from which a number is no accident, as any number below 10 may be."""


@dataclass(frozen=True)
class Slip:
    """One change of one sum: its kind, the amounts that it is about, what was done with them, and what comes out."""

    kind: SlipKind
    parts: tuple[Node, ...]
    sign: str
    end: Fraction


def slip_words(item: DrawnItem, text: str, working: str = "") -> str:
    """Return what is said of a wrong answer that exactly one slip makes, empty where none or several do."""
    answer, solution = item.answer, step_sums(item)
    if not isinstance(answer, NumericAnswer):
        return ""
    if words := of_form(item, answer, text):
        return words
    if answer.form in FORMS_LEFT_OUT or solution is None:
        return ""
    if _is_made(answer, None, text):
        return ""
    own = frozenset(numbers_in(f"{text}\n{times_apart(working)}"))
    said: dict[str, Slip] = {}
    named: set[str] = set()
    for one in _slips(solution):
        if _is_made(answer, one.end, text):
            parts = tuple(_shown(part, solution, own) for part in one.parts)
            words = words_of(one.kind, one.sign, parts)
            said[words] = one
            named |= {words} if all(parts) else set()
    if not named and is_plain_sum(item, text):
        return ""
    words = next(iter(said)) if len(said) == 1 else _of_several({(one.kind, one.sign) for one in said.values()}, named)
    tells = any(agrees(answer, value) for value in numbers_in(words))
    return "" if tells or gives_away(words, answer, (item.question, text, working)) else words


def _of_several(found: set[tuple[SlipKind, str]], named: set[str]) -> str:
    """Return what is true of a number that several slips of one family make, empty where they are of several.

    The one sentence that names all its amounts says more than what holds of them all.
    """
    if found and found <= TURNED_ROUND:
        return next(iter(named)) if len(named) == 1 else WRONG_WAY
    return WITHOUT_A_PART if found and {kind for kind, _ in found} <= {"without", "unconverted"} else ""


def slips(item: DrawnItem) -> tuple[Slip, ...]:
    """Return every slip that an item's worked solution leaves room for."""
    solution = step_sums(item)
    return _slips(solution) if solution and isinstance(item.answer, NumericAnswer) else ()


def _is_made(answer: NumericAnswer, end: Fraction | None, text: str) -> bool:
    """Return whether a typed number is what a slip ends in, as closely as the item asks; without one, the answer."""
    try:
        typed = read_quantity(text)
    except Unread:
        return False
    value = typed_in_unit(answer, typed)
    if value is None:
        return False
    places = decimal_places(typed.node)
    return agrees(answer, value, end, places) or (end is not None and _is_short(as_fraction(value), places, end))


def _is_short(value: Fraction, places: int | None, end: Fraction) -> bool:
    """Return whether a decimal is a longer number rounded as far as it is written, to three figures or more."""
    if not places or abs(value) * 10**places < THREE_FIGURES:
        return False
    return abs(value - end) * 2 <= Fraction(10) ** -places


@lru_cache(maxsize=256)
def _slips(solution: StepSums) -> tuple[Slip, ...]:
    right = solution.end({})
    reached = {as_fraction(one.value) for one in solution.sums}
    found: dict[tuple[object, ...], Slip] = {}
    for place, one in enumerate(solution.sums):
        for changed in _changes(one.node, solution.factors):
            _keep(found, changed, _end(solution, {place: changed.node}, {}), right, reached | solution.given)
    for slip in _rounded(solution, right):
        found[slip.kind, slip.end] = slip
    return tuple(found.values())


@dataclass(frozen=True)
class _Changed:
    node: Node
    kind: SlipKind
    parts: tuple[Node, ...]
    sign: str = ""

    def inside(self, name: str, parts: tuple[Node, ...], place: int) -> "_Changed":
        """Return the change of a part as a change of the whole."""
        return _Changed(Apply(name, (*parts[:place], self.node, *parts[place + 1 :])), self.kind, self.parts, self.sign)


def _keep(
    found: dict[tuple[object, ...], Slip],
    changed: _Changed,
    end: Fraction | None,
    right: Fraction,
    known: set[Fraction] | frozenset[Fraction],
) -> None:
    """Keep a slip that makes a number of its own: neither the answer, nor one that is given or on the way."""
    if end is not None and end != right and end not in known:
        found[changed.kind, changed.parts, changed.sign, end] = Slip(changed.kind, changed.parts, changed.sign, end)


def _end(solution: StepSums, instead: Mapping[int, Node], values: Mapping[int, Real]) -> Fraction | None:
    try:
        return as_fraction(solution.end(instead, values))
    except Unread:
        return None


def _rounded(solution: StepSums, right: Fraction) -> Iterator[Slip]:
    """Yield what comes out where a result on the way is rounded before it is used."""
    for place, one in enumerate(solution.sums[:-1]):
        value = as_fraction(one.value)
        if not value:
            continue
        cut = {rounded(value, places_for_figures(value, figures)) for figures in FIGURES}
        cut |= {rounded(value, places) for places in PLACES}
        for short in sorted(one for one in cut if 0 < abs(one - value) <= MOST_LOST * abs(value)):
            end = _end(solution, {}, {place: short})
            if end is not None and end != right:
                yield Slip("rounded", (Letter(name_of(place)),), "", end)


def _changes(node: Node, factors: frozenset[Fraction]) -> Iterator[_Changed]:
    """Yield a sum with one change, at any place of it."""
    if not isinstance(node, Apply) or _is_constant(node):
        return
    yield from _changed_here(node)
    yield from _shortened(node, factors)
    for place, part in enumerate(node.parts):
        for changed in _changes(part, factors):
            yield changed.inside(node.name, node.parts, place)


def _is_constant(node: Apply) -> bool:
    """Return whether a fraction is a number of a formula, as a half and four thirds are."""
    small = all(isinstance(part, Number) and part.value < FEWEST_FIGURES * 5 for part in node.parts)
    return node.name == "/" and small and len(node.parts) > 1 and node.parts[0] in (_plain(1), _plain(4))


def _plain(value: int) -> Number:
    return Number(Fraction(value), str(value))


def _changed_here(node: Apply) -> Iterator[_Changed]:
    """Yield what may be done in the place of one operation."""
    if node.name in {"+", "-", "*", "/"}:
        yield from _otherwise(node.name, node.parts[0], node.parts[1])
    elif node.name == "^":
        yield from _not_raised(node)
    elif node.name == "sqrt":
        yield _Changed(node.parts[0], "root", ())
        yield _Changed(Apply("/", (node.parts[0], _plain(2))), "halved", ())
    elif node.name == "neg":
        yield _Changed(node.parts[0], "sign", ())
    elif (own := node.name.removeprefix("arc")) in RATIOS:
        for other in RATIOS:
            if other != own:
                yield _Changed(Apply(node.name.replace(own, other), node.parts), "ratio", (), other)


def _otherwise(sign: str, left: Node, right: Node) -> Iterator[_Changed]:
    """Yield two amounts with the opposite sign between them, or the other way round."""
    if sign == "*" and left == right:
        yield _Changed(left, "power", (left, _plain(2)))
        yield _Changed(Apply("*", (left, _plain(2))), "times", (left, _plain(2)))
        return
    other = OPPOSITE[sign]
    yield _Changed(Apply(other, (left, right)), "operation", (left, right), other)
    if sign == "*":
        yield _Changed(Apply("/", (right, left)), "operation", (right, left), "/")
    if sign in "/-":
        yield _Changed(Apply(sign, (right, left)), "turned", (left, right), sign)


def _not_raised(node: Apply) -> Iterator[_Changed]:
    base, power = node.parts
    if isinstance(power, Number) and power.value in range(2, LARGEST_POWER + 1):
        yield _Changed(base, "power", (base, power))
        yield _Changed(Apply("*", node.parts), "times", (base, power))


def _shortened(node: Apply, factors: frozenset[Fraction]) -> Iterator[_Changed]:
    """Yield a sum without one of its parts, which may be what changes a unit; of a division the first part stays."""
    if node.name not in {"+", "-", "*", "/"} or node.parts[0] == node.parts[1]:
        return
    left, right = node.parts
    for kept, lost in [(left, right), (right, left)][: 1 if node.name in "-/" else 2]:
        if isinstance(lost, Number) and lost.value in factors:
            yield _Changed(kept, "unconverted", (kept,))
        elif not _counts_one(node.name, lost):
            yield _Changed(kept, "without", (lost,))


def _counts_one(sign: str, lost: Node) -> bool:
    """Return whether a part is one thing more or less in a count, which pupils miss by counting, not by a sum."""
    return sign in "+-" and isinstance(lost, Number) and lost.value == 1


def _shown(node: Node, solution: StepSums, own: frozenset[Fraction]) -> str:
    """Return how an amount may be named: the question's numbers, and what the pupil has written; empty for others."""
    value = solution.value_of(node)
    if value is None or not (value in own or (isinstance(node, Number) and value in solution.given)):
        return ""
    return node.text if isinstance(node, Number) else _text(value)


def _text(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.10g}"
