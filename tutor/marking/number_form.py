"""Whether a right number is written in the form that the item asks for."""

import math
from collections.abc import Callable

from content_store.answers import NumericForm
from tutor.marking.tree import Apply, Node, Number, whole_number

NOT_SIMPLIFIED = "Correct, but not fully simplified yet."


def number_form(node: Node, form: NumericForm) -> str | None:
    """Return what to say to a pupil whose right number is not in the form asked for, None if it is."""
    return CHECKS[form](node.parts[0] if isinstance(node, Apply) and node.name == "neg" else node)


def _fraction(node: Node) -> str | None:
    if whole_number(node) is not None:
        return None
    lowest = _is_lowest(node.parts[1] if isinstance(node, Apply) and node.name == "mixed" else node)
    if lowest is None:
        return "Right value, but write it as a fraction."
    return None if lowest else NOT_SIMPLIFIED


def _mixed(node: Node) -> str | None:
    if whole_number(node) is not None:
        return None
    if not isinstance(node, Apply) or node.name != "mixed":
        return "Right value, but write it as a mixed number, such as 2 1/3."
    top, bottom = (whole_number(part) for part in _parts(node.parts[1]))
    if top is None or bottom is None or abs(top) >= abs(bottom):
        return "Right value, but the fraction part should be less than 1."
    return None if _is_lowest(node.parts[1]) else NOT_SIMPLIFIED


def _decimal(node: Node) -> str | None:
    return None if isinstance(node, Number) else "Right value, but write it as a decimal."


def _standard(node: Node) -> str | None:
    match node:
        case Apply("*", (Number(value=front), Apply("^", (Number(value=base), exponent)))):
            if 1 <= front < 10 and base == 10 and whole_number(exponent) is not None:
                return None
    return "Right value, but write it in standard form: a number from 1 up to 10, times a power of 10."


def _is_lowest(node: Node) -> bool | None:
    """Tell whether a fraction of whole numbers is in its lowest terms; None for anything else."""
    if not isinstance(node, Apply) or node.name != "/":
        return None
    top, bottom = (whole_number(part) for part in node.parts)
    if top is None or bottom is None:
        return None
    return math.gcd(top, bottom) == 1 and abs(bottom) != 1


def _parts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, Apply) else (node, node)


CHECKS: dict[NumericForm, Callable[[Node], str | None]] = {
    "any": lambda node: None,
    "fraction": _fraction,
    "mixed": _mixed,
    "decimal": _decimal,
    "standard": _standard,
}
