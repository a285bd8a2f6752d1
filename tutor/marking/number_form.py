"""Whether a right number is written in the form that the item asks for."""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from content_store.answers import NumericForm
from tutor.marking.rounding import RIGHT_ROUNDED, ROUNDED_TOO_MUCH
from tutor.marking.tree import Apply, Node, Number, walk, whole_number
from tutor.marking.value import evaluate

NOT_SIMPLIFIED = "Correct, but not fully simplified yet."
SUM_TO_DO = "Right so far: work it out to one number."
ROOT_TO_TAKE = "Right so far: work out the root."
FRACTIONS = {"fraction": "fraction", "any_fraction": "fraction", "mixed": "mixed number"}
EXACT = {
    ROUNDED_TOO_MUCH: "That is rounded. The question asks for the exact value, as a {}.",
    RIGHT_ROUNDED: "That is rounded: the question asks for the exact value, as a {}.",
}
"""What is said of a rounded number where a fraction is asked for: more figures would make no fraction of it."""
LARGEST_INDEX = 20


def number_form(node: Node, form: NumericForm) -> str | None:
    """Return what to say to a pupil whose right number is not in the form asked for, None if it is."""
    return CHECKS[form](node.parts[0] if isinstance(node, Apply) and node.name == "neg" else node)


def rather_exact(form: NumericForm, said: str | None) -> str | None:
    """Return what to say of how a number is rounded, by the form that is asked for."""
    return EXACT[said].format(FRACTIONS[form]) if said in EXACT and form in FRACTIONS else said


def unworked(node: Node) -> str | None:
    """Return what is left to do of a sum, None for what is one number already.

    A fraction, a root, a multiple of pi or of a root, standard form, and a sum of such are numbers that cannot be
    written shorter without rounding.
    """
    if any(_is_exact_root(part) for part in walk(node)):
        return ROOT_TO_TAKE
    terms = list(_flat(node, {"+", "-", "neg"}))
    kinds = [_kind(term) for term in terms]
    return SUM_TO_DO if None in kinds or len(kinds) > len(set(kinds)) else None


def is_division(node: Node) -> bool:
    """Tell whether a fraction of whole numbers is a division still to be done: it comes to a whole number."""
    inside = node.parts[0] if isinstance(node, Apply) and node.name == "neg" else node
    if not isinstance(inside, Apply) or inside.name != "/":
        return False
    top, bottom = (whole_number(part) for part in inside.parts)
    return top is not None and bottom is not None and abs(top) >= abs(bottom) > 1 and top % bottom == 0


def _kind(term: Node) -> str | None:
    """Return what a term is a multiple of, as text, nothing for a plain number; None for a sum still to do."""
    if isinstance(term, Apply) and term.name == "mixed":
        return ""
    if isinstance(term, Apply) and term.name == "/":
        top, bottom = term.parts
        whole = not any(isinstance(part, Number) and part.value.denominator != 1 for part in walk(term))
        kinds = (unworked(top), unworked(bottom)) if whole else (SUM_TO_DO, None)
        return None if any(kinds) else "".join(repr(part) for part in walk(term) if _is_irrational(part))
    factors = list(_flat(term, {"*", "neg"}))
    rest = [factor for factor in factors if not _is_number(factor)]
    roots = [factor for factor in rest if not _is_power_of_ten(factor)]
    if len(factors) - len(rest) > 1 or len(rest) > 1 or not all(map(_is_irrational, roots)):
        return None
    return "".join(map(repr, roots))


def _flat(node: Node, names: set[str]) -> Iterator[Node]:
    """Yield the parts that these operations join."""
    if isinstance(node, Apply) and node.name in names:
        for part in node.parts:
            yield from _flat(part, names)
    else:
        yield node


def _is_number(node: Node) -> bool:
    """Tell whether a factor is a number or a fraction of whole numbers."""
    fraction = isinstance(node, Apply) and node.name in {"/", "mixed"}
    return isinstance(node, Number) or (fraction and all(whole_number(part) is not None for part in _parts(node)))


def _is_power_of_ten(node: Node) -> bool:
    match node:
        case Apply("^", (Number(value=base), exponent)):
            return base == 10 and whole_number(exponent) is not None
    return False


def _is_irrational(node: Node) -> bool:
    """Tell whether a factor is pi or the root of a number."""
    return isinstance(node, Apply) and (
        node.name == "pi" or (node.name in {"sqrt", "root"} and all(map(_is_number, node.parts)))
    )


def _is_exact_root(node: Node) -> bool:
    """Tell whether a part is a root that comes out."""
    match node:
        case Apply("sqrt", (inside,)) if _is_number(inside):
            return isinstance(evaluate(node), Fraction)
        case Apply("root", (index, inside)) if _is_number(inside) and 0 < (whole_number(index) or 0) <= LARGEST_INDEX:
            return isinstance(evaluate(node), Fraction)
    return False


def _fraction(node: Node) -> str | None:
    if whole_number(node) is not None:
        return None
    lowest = _is_lowest(_fraction_of(node))
    if lowest is None:
        return "Right value, but write it as a fraction."
    return None if lowest else NOT_SIMPLIFIED


def _any_fraction(node: Node) -> str | None:
    if whole_number(node) is not None:
        return None
    return "Right value, but write it as a fraction." if _is_lowest(_fraction_of(node)) is None else None


def _fraction_of(node: Node) -> Node:
    return node.parts[1] if isinstance(node, Apply) and node.name == "mixed" else node


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
    if any(_is_power_of_ten(part) for part in walk(node)):
        return "Right value, but write it as an ordinary number, without a power of 10."
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
    "any_fraction": _any_fraction,
    "mixed": _mixed,
    "decimal": _decimal,
    "standard": _standard,
}
