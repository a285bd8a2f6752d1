"""Whether a right expression is written in the form that the item asks for.

Looks only at what the pupil wrote and at what the author accepts; a pupil's expression is never
factorised or simplified here, because that has no bound on its time.
"""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

from content_store.answers import ExpressionForm
from tutor.marking.algebra import Ratio, TooMuchWork, has_atoms, ratios, small_exponent
from tutor.marking.tree import Apply, Letter, Node, Number, letters, walk, whole_number
from tutor.marking.value import NoValue

SQUARES = [root * root for root in range(2, 100)]

NOT_SIMPLIFIED = "Correct, but not fully simplified yet."
NOT_EXPANDED = "Correct, but the brackets still need multiplying out."
NOT_FACTORISED = "Correct, but it still needs factorising."
NOT_RATIONALISED = "Correct, but there is still a root in the denominator."
FACTORISE_FURTHER = "Correct so far, but it can be factorised further."


def expression_form(node: Node, accepted: Node, form: ExpressionForm) -> str | None:
    """Return what to say to a pupil whose right expression is not in the form asked for, None if it is."""
    return CHECKS[form](node, accepted)


def _expanded(node: Node, accepted: Node) -> str | None:
    if any(_multiplies_out(part) for part in walk(node)):
        return NOT_EXPANDED
    return None if _is_tidy(node) else NOT_SIMPLIFIED


def _multiplies_out(node: Node) -> bool:
    """Tell whether a part still has a bracket to multiply out."""
    if not isinstance(node, Apply):
        return False
    if node.name in {"*", "/", "neg"}:
        return any(_is_sum(part) for part in node.parts)
    exponent = small_exponent(node) if node.name == "^" else None
    return exponent is not None and exponent > 1 and (_is_sum(node.parts[0]) or _is_product(node.parts[0]))


def _factorised(node: Node, accepted: Node) -> str | None:
    factors = list(_factors(node))
    if sum(count for _, count in factors) < max(1, factor_count(accepted)):
        return NOT_FACTORISED if _is_sum(node) else FACTORISE_FURTHER
    if all(_has_no_common_number(factor) for factor, _ in factors):
        return None
    return NOT_FACTORISED if _is_sum(node) else FACTORISE_FURTHER


def _simplified(node: Node, accepted: Node) -> str | None:
    mine, theirs = _ratio(node), _ratio(accepted)
    if mine and theirs and not has_atoms([node, accepted]):
        sizes = [(_degree(one.top), _degree(one.bottom)) for one in (mine, theirs)]
        if sizes[0] > sizes[1] or sizes[0][1] > sizes[1][1] or not _numbers_are_cancelled(mine):
            return NOT_SIMPLIFIED
    return None if _is_tidy(node) else NOT_SIMPLIFIED


def _surd(node: Node, accepted: Node) -> str | None:
    """Return what is left to do of a surd: no root below a line, one root a term, none that can be taken."""
    for part in walk(node):
        if isinstance(part, Apply) and part.name == "/" and any(_is_root(below) for below in walk(part.parts[1])):
            return NOT_RATIONALISED
        if isinstance(part, Apply) and part.name == "*" and sum(_is(factor, "sqrt") for factor in _flat(part)) > 1:
            return NOT_SIMPLIFIED
        if _is(part, "sqrt") and isinstance(part, Apply) and whole_number(part.parts[0]) is None and not letters(part):
            return NOT_RATIONALISED if _is(part.parts[0], "/") else NOT_SIMPLIFIED
        if _is(part, "^") and (_is_root(part) or _multiplies_out(part)):
            return NOT_SIMPLIFIED
        if _is(part, "*") and sum(_is_sum(factor) for factor in _flat(part)) > 1:
            return NOT_EXPANDED
    ratio = _ratio(node)
    return NOT_SIMPLIFIED if ratio and not _numbers_are_cancelled(ratio) else _simplified(node, accepted)


def _is_root(node: Node) -> bool:
    """Tell whether a part is a root or a power with a fraction."""
    if _is(node, "sqrt", "root"):
        return True
    return isinstance(node, Apply) and node.name == "^" and small_exponent(node) is None


def _is_tidy(node: Node) -> bool:
    return _terms_are_collected(node) and not any(_is_unfinished(part) for part in walk(node))


def _is_unfinished(node: Node) -> bool:
    """Tell whether a part is a product of two numbers or of one letter twice, or an unsimplified root."""
    if not isinstance(node, Apply):
        return False
    if node.name == "*":
        factors = [_base(factor) for factor in _flat(node)]
        names = [factor.name for factor in factors if isinstance(factor, Letter)]
        return sum(isinstance(factor, Number) for factor in factors) > 1 or len(names) > len(set(names))
    if node.name == "sqrt":
        inside = whole_number(node.parts[0])
        return inside is not None and inside > 1 and any(inside % square == 0 for square in SQUARES)
    return node.name == "^" and not letters(node) and whole_number(node.parts[0]) is not None


def _terms_are_collected(node: Node) -> bool:
    """Tell whether the terms, multiplied out one by one, are as few as those of the whole."""
    for part in walk(node):
        if _is_sum(part):
            terms = [_ratio(term) for term in _terms(part)]
            whole = _ratio(part)
            if whole is None or None in terms:
                continue
            if sum(len(term.top) for term in terms if term) > len(whole.top):
                return False
    return True


def _has_no_common_number(node: Node) -> bool:
    """Tell whether no number can be taken out of a factor with whole coefficients."""
    ratio = _ratio(node)
    if ratio is None:
        return True
    numbers = [Fraction(int(c.numerator), int(c.denominator)) for c in ratio.top.coeffs()]
    if any(number.denominator != 1 for number in numbers):
        return True
    return math.gcd(*(int(number) for number in numbers)) == 1


def _numbers_are_cancelled(ratio: Ratio) -> bool:
    """Tell whether top and bottom have no whole-number factor in common."""
    coefficients = [*ratio.top.coeffs(), *ratio.bottom.coeffs()]
    if any(int(number.denominator) != 1 for number in coefficients) or ratio.bottom == 1:
        return True
    return math.gcd(*(int(number.numerator) for number in coefficients)) == 1


@lru_cache(maxsize=512)
def factor_count(accepted: Node) -> int:
    """Return how many factors with letters the author's expression has, counting repeats.

    Only an author's text is factorised.
    """
    ratio = _ratio(accepted)
    if ratio is None or _degree(ratio.bottom) > 0 or has_atoms([accepted]):
        return sum(count for _, count in _factors(accepted))
    _, factors = ratio.top.factor_list()
    return sum(count for _, count in factors)


def _factors(node: Node) -> Iterator[tuple[Node, int]]:
    """Yield the factors that have letters, as written, with their powers."""
    if not letters(node):
        return
    if isinstance(node, Apply) and node.name in {"*", "neg"}:
        for part in node.parts:
            yield from _factors(part)
    elif isinstance(node, Apply) and node.name == "/" and not letters(node.parts[1]):
        yield from _factors(node.parts[0])
    elif isinstance(node, Apply) and node.name == "^" and (small_exponent(node) or 0) > 0:
        for factor, count in _factors(node.parts[0]):
            yield factor, count * (small_exponent(node) or 1)
    else:
        yield node, 1


def _terms(node: Node) -> Iterator[Node]:
    if isinstance(node, Apply) and node.name in {"+", "-"}:
        for part in node.parts:
            yield from _terms(part)
    else:
        yield node


def _flat(node: Node) -> Iterator[Node]:
    if isinstance(node, Apply) and node.name == "*":
        for part in node.parts:
            yield from _flat(part)
    else:
        yield node


def _base(node: Node) -> Node:
    return node.parts[0] if isinstance(node, Apply) and node.name == "^" else node


def _is(node: Node, *names: str) -> bool:
    return isinstance(node, Apply) and node.name in names


def _is_sum(node: Node) -> bool:
    return _is(node, "+", "-")


def _is_product(node: Node) -> bool:
    return _is(node, "*")


def _degree(polynomial: Any) -> int:
    """Return the total degree of a polynomial."""
    return max((sum(powers) for powers in polynomial.monoms()), default=0)


def _ratio(node: Node) -> Ratio | None:
    try:
        return ratios([node])[0]
    except (TooMuchWork, NoValue):
        return None


CHECKS: dict[ExpressionForm, Callable[[Node, Node], str | None]] = {
    "any": lambda node, accepted: None,
    "expanded": _expanded,
    "factorised": _factorised,
    "simplified": _simplified,
    "surd": _surd,
}
