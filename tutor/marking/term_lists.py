"""Trees as lists: the terms of a sum, the factors of a product, a term's coefficient, and back again.

What is in brackets stays one term, so that the lists show an expression as it was typed.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from tutor.marking.tree import Apply, Letter, Node, Number, letters
from tutor.marking.value import NoValue, evaluate

Term = tuple[int, Node]
"""The sign before a term, 1 or -1, and the term."""

Rewrite = Callable[[Node], Iterator[Node]]
"""A rule at one place: what it makes of an expression, and nothing where it does not apply."""

SUMS = {"+", "-"}


def is_sum(node: Node) -> bool:
    """Tell whether a tree is terms added or subtracted."""
    return isinstance(node, Apply) and node.name in SUMS


def is_called(node: Node, *names: str) -> bool:
    """Tell whether a tree is one of these operations."""
    return isinstance(node, Apply) and node.name in names


def terms(node: Node) -> list[Term]:
    """Return the terms of a sum with the signs before them; of anything else, itself."""
    if isinstance(node, Apply):
        if node.name in SUMS:
            return [*terms(node.parts[0]), (1 if node.name == "+" else -1, node.parts[1])]
        if node.name == "neg":
            return [(-1, node.parts[0])]
    return [(1, node)]


def total(parts: Sequence[Term]) -> Node:
    """Return the sum of terms; of none, zero."""
    if not parts:
        return number(0)
    sign, first = parts[0]
    node: Node = first if sign > 0 else Apply("neg", (first,))
    for sign, part in parts[1:]:
        node = Apply("+" if sign > 0 else "-", (node, part))
    return node


def signed(sign: int, node: Node) -> Node:
    """Return a tree with a sign before it."""
    return node if sign > 0 else Apply("neg", (node,))


def factors(node: Node) -> list[Node]:
    """Return the factors of a product; of anything else, itself."""
    if isinstance(node, Apply) and node.name == "*":
        return [*factors(node.parts[0]), *factors(node.parts[1])]
    return [node]


def product(parts: Sequence[Node]) -> Node:
    """Return the product of factors; of none, one."""
    if not parts:
        return number(1)
    node = parts[0]
    for part in parts[1:]:
        node = Apply("*", (node, part))
    return node


def over(top: Node, bottom: Node) -> Node:
    """Return a fraction."""
    return Apply("/", (top, bottom))


def power(of: Node, exponent: Node) -> Node:
    """Return a power."""
    return Apply("^", (of, exponent))


def number(value: Fraction | int) -> Node:
    """Return the tree of a rational number."""
    exact = Fraction(value)
    size: Node = Number(Fraction(abs(exact.numerator)), str(abs(exact.numerator)))
    if exact.denominator != 1:
        size = over(size, Number(Fraction(exact.denominator), str(exact.denominator)))
    return signed(-1 if exact < 0 else 1, size)


def constant(node: Node) -> Fraction | None:
    """Return the value of a tree without letters where it is rational."""
    if letters(node):
        return None
    try:
        value = evaluate(node)
    except NoValue:
        return None
    return value if isinstance(value, Fraction) else None


def coefficient(node: Node) -> tuple[Fraction, Node | None]:
    """Return a term as a number times the rest, None for no rest: -3xy is -3 and xy, x/4 a quarter and x."""
    value = constant(node)
    if value is not None:
        return value, None
    if is_called(node, "neg"):
        size, rest = coefficient(_part(node, 0))
        return -size, rest
    if is_called(node, "/"):
        below = constant(_part(node, 1))
        if below:
            size, rest = coefficient(_part(node, 0))
            return size / below, rest
    if not is_called(node, "*"):
        return Fraction(1), node
    size, letters_of = Fraction(1), list[Node]()
    for factor in factors(node):
        one, rest = coefficient(factor) if factor != node else (Fraction(1), factor)
        size *= one
        if rest is not None:
            letters_of.append(rest)
    return size, product(letters_of)


def base_and_exponent(node: Node) -> tuple[Node, Fraction]:
    """Return a factor as a base and a rational exponent; x is x to the power 1."""
    if isinstance(node, Apply) and node.name == "^":
        exponent = constant(node.parts[1])
        if exponent is not None:
            return node.parts[0], exponent
    return node, Fraction(1)


def rewritten(node: Node, rule: Rewrite) -> Iterator[Node]:
    """Yield the trees that a rule makes of a tree, applied at one place at a time, the whole of it first."""
    yield from rule(node)
    if isinstance(node, Apply):
        pieces, rebuilt = _pieces(node)
        for at, piece in enumerate(pieces):
            for new in rewritten(piece, rule):
                yield rebuilt([*pieces[:at], new, *pieces[at + 1 :]])


def _pieces(node: Apply) -> tuple[list[Node], Callable[[Sequence[Node]], Node]]:
    """Return the terms, factors or parts of an operation, and how it is put together from others."""
    if node.name in SUMS:
        signs = [sign for sign, _ in terms(node)]
        return [term for _, term in terms(node)], lambda new: total(list(zip(signs, new, strict=True)))
    if node.name == "*":
        return factors(node), product
    return list(node.parts), lambda new: Apply(node.name, tuple(new))


def is_plain_letter_term(node: Node | None) -> bool:
    """Tell whether a term without its coefficient is letters and powers of letters, nothing in brackets."""
    if node is None:
        return False
    return all(isinstance(base_and_exponent(factor)[0], Letter) for factor in factors(node))


def _part(node: Node, at: int) -> Node:
    """Return one part of an operation."""
    return node.parts[at] if isinstance(node, Apply) else node
