"""A drawn answer reached by another way: the author's `check` conditions, which go back from the answer.

A condition holds of the answer's own value or values: `answer` of a number, `first` and `second` of a ratio, the
letters of each solution, `x` and `y` of each point. An expression's text is read as marking reads it and put to
numbers, which shares no code with the author's formula.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from content_store.answers import (
    CoordinatesAnswer,
    ExpressionAnswer,
    NumericAnswer,
    RatioAnswer,
    SolutionsAnswer,
)
from content_store.formula import FormulaError, Value, evaluate
from content_store.item_spec import PlaceSpec
from content_store.items import DrawnItem, ItemSpec, draw_names
from tutor.marking.reading import read_expression
from tutor.marking.value import as_real
from tutor.marking.value import evaluate as value_of

CHECKED = frozenset({"numeric", "ratio", "solutions", "expression", "coordinates"})
"""The kinds whose templates are asked for a second route: those whose answer is worked out from the numbers."""
CLOSE = 1e-9
POINT = re.compile(r"\(\s*([^,()]+)\s*,\s*([^,()]+)\s*\)")


def lacks_a_route(spec: ItemSpec) -> bool:
    """Return whether a template of a kind that is worked out has no second route."""
    return bool(spec.parameters) and spec.kind in CHECKED and not spec.check


def route_problems(spec: ItemSpec, item: DrawnItem) -> Iterator[str]:
    """Yield the conditions that do not hold of a drawn answer, or cannot be worked out."""
    if not spec.check:
        return
    names, _ = draw_names(spec, item.seed)
    where = f"{item.id} (seed {item.seed})"
    for condition in spec.check:
        try:
            holds = _holds(condition, item, names)
        except (FormulaError, ValueError, ZeroDivisionError) as error:
            yield f"{where}: the check “{_shown(condition)}” cannot be worked out: {error}"
            continue
        if not holds:
            yield f"{where}: the answer fails the check “{_shown(condition)}”"


def _holds(condition: str | PlaceSpec, item: DrawnItem, names: Mapping[str, Value]) -> bool:
    if isinstance(condition, PlaceSpec):
        return _gives(condition, item, names)
    rows = list(_values(item))
    if not rows:
        raise FormulaError(f"a {item.kind} answer has no values to check")
    return all(bool(evaluate(condition, {**names, **row})) for row in rows)


def _gives(condition: PlaceSpec, item: DrawnItem, names: Mapping[str, Value]) -> bool:
    """Return whether every accepted form of an expression comes to a value at a point."""
    if not isinstance(item.answer, ExpressionAnswer):
        raise FormulaError("only an expression can be put to numbers")
    wanted = evaluate(condition.gives, {**names, **_at(condition, names)})
    at = {letter: Fraction(value) for letter, value in _at(condition, names).items()}
    found = [as_real(value_of(read_expression(text), at)) for text in item.answer.accepted]
    return all(abs(float(one) - float(wanted)) <= CLOSE * max(1.0, abs(float(wanted))) for one in found)


def _at(condition: PlaceSpec, names: Mapping[str, Value]) -> dict[str, Fraction]:
    """Return the number of each letter, which may be named by a parameter that draws the letter."""
    return {str(names.get(letter, letter)): Fraction(str(value)) for letter, value in condition.at.items()}


def _values(item: DrawnItem) -> Iterator[dict[str, Value]]:
    """Yield the values that a condition may name, once for each solution or point."""
    answer = item.answer
    match answer:
        case NumericAnswer():
            yield {"answer": _number(answer.accepted[0])}
        case RatioAnswer():
            first, second = (_number(part) for part in re.split(r"[:;]", answer.accepted[0])[:2])
            yield {"first": first, "second": second}
        case SolutionsAnswer():
            for one in answer.accepted:
                pairs = (part.split("=") for part in one.split(","))
                yield {name.strip(): _number(value) for name, value in pairs}
        case CoordinatesAnswer():
            for x, y in POINT.findall(" ".join(answer.accepted)):
                yield {"x": _number(x), "y": _number(y)}


def _number(text: str) -> Value:
    """Return the number that an answer's text stands for, mixed numbers and roots included."""
    mixed = re.fullmatch(r"\s*(-?)(\d+) (\d+)/(\d+)\s*", text)
    if mixed:
        value = int(mixed[2]) + Fraction(int(mixed[3]), int(mixed[4]))
        return -value if mixed[1] else value
    return evaluate(text.strip().replace("^", "**").replace(",", ""), {})


def _shown(condition: str | PlaceSpec) -> str:
    if isinstance(condition, str):
        return condition
    return f"at {', '.join(f'{k} = {v}' for k, v in condition.at.items())} it gives {condition.gives}"
