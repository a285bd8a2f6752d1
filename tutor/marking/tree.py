"""The tree of an expression, and how it is written in LaTeX.

The only shapes there are; evaluation and algebra are elsewhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Number:
    """A number as typed; `text` keeps the digits, so that 3.20 is shown as 3.20."""

    value: Fraction
    text: str = field(compare=False)


@dataclass(frozen=True)
class Letter:
    """An unknown: x, v_0, theta."""

    name: str


@dataclass(frozen=True)
class Apply:
    """An operation on parts; the names are the keys of TEMPLATES."""

    name: str
    parts: tuple["Node", ...] = ()


Node = Number | Letter | Apply

SUM, SIGNED, PRODUCT, POWER, WHOLE = range(5)

# Each operation: how it is written, how tightly it holds, and how tightly each part must hold
# to go without brackets.
TEMPLATES: dict[str, tuple[str, int, tuple[int, ...]]] = {
    "+": ("{} + {}", SUM, (SUM, SIGNED + 1)),
    "-": ("{} - {}", SUM, (SUM, SIGNED + 1)),
    "neg": ("-{}", SIGNED, (PRODUCT,)),
    "*": ("{} \\times {}", PRODUCT, (SIGNED, POWER)),
    "/": ("\\frac{{{}}}{{{}}}", WHOLE - 1, (SUM, SUM)),
    "mixed": ("{}{}", WHOLE - 1, (WHOLE, SUM)),
    "^": ("{}^{{{}}}", POWER, (WHOLE, SUM)),
    "root": ("\\sqrt[{}]{{{}}}", WHOLE, (SUM, SUM)),
    "sqrt": ("\\sqrt{{{}}}", WHOLE, (SUM,)),
    "abs": ("\\left|{}\\right|", WHOLE, (SUM,)),
    "exp": ("\\exp\\left({}\\right)", POWER, (SUM,)),
    "pi": ("\\pi", WHOLE, ()),
    **{name: (f"\\{name}\\left({{}}\\right)", POWER, (SUM,)) for name in ("sin", "cos", "tan", "log", "ln")},
    **{f"arc{name}": (f"\\{name}^{{{{-1}}}}\\left({{}}\\right)", POWER, (SUM,)) for name in ("sin", "cos", "tan")},
}


def latex(node: Node) -> str:
    """Return the node in LaTeX, without dollars."""
    if isinstance(node, Number):
        return node.text
    if isinstance(node, Letter):
        return _latex_letter(node.name)
    template, _, needs = TEMPLATES[node.name]
    parts = [_bracketed(part, need) for part, need in zip(node.parts, needs, strict=True)]
    if node.name == "*" and not _times_sign_needed(node.parts[1]):
        return f"{parts[0]} {parts[1]}"
    return template.format(*parts)


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it."""
    yield node
    if isinstance(node, Apply):
        for part in node.parts:
            yield from walk(part)


def replaced(node: Node, new: Mapping[Node, Node]) -> Node:
    """Return the node with the parts that are keys put as their values."""
    if node in new:
        return new[node]
    return Apply(node.name, tuple(replaced(part, new) for part in node.parts)) if isinstance(node, Apply) else node


def letters(node: Node) -> frozenset[str]:
    """Return the names of the unknowns."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Letter))


def whole_number(node: Node) -> int | None:
    """Return the integer that the node is written as, signed or not; None for anything else."""
    if isinstance(node, Apply) and node.name == "neg":
        inside = whole_number(node.parts[0])
        return None if inside is None else -inside
    if isinstance(node, Number) and node.value.denominator == 1:
        return int(node.value)
    return None


def _latex_letter(name: str) -> str:
    letter, _, subscript = name.partition("_")
    if len(letter) > 1:
        letter = f"\\{letter}"
    return f"{letter}_{{{subscript}}}" if subscript else letter


def _bracketed(node: Node, need: int) -> str:
    holds = TEMPLATES[node.name][1] if isinstance(node, Apply) else WHOLE
    return latex(node) if holds >= need else f"\\left({latex(node)}\\right)"


def _times_sign_needed(right: Node) -> bool:
    """Tell whether leaving the sign out would run two numbers together."""
    first = right
    while isinstance(first, Apply) and first.name in {"*", "^", "mixed", "/"}:
        first = first.parts[0]
    return isinstance(first, Number)
