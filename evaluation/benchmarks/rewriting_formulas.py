"""An expression as pupils may type it, and expressions near it that are wrong.

What is wrong is shown so by its value at points, what is equal likewise, never by the marking code.
"""

import ast
import re
from collections.abc import Iterator
from random import Random

import sympy

from evaluation.benchmarks.plain_algebra import Unreckoned, equal, letters_of, value
from evaluation.benchmarks.pupil_writing import Habit, habit, written
from evaluation.benchmarks.sheet import total

LONGEST = 120
"""Characters of the strict notation; longer answers are not what a pupil would type."""


def equal_formulas(formula: str, form: str, chance: Random) -> Iterator[tuple[str, str]]:
    """Yield how it was made and the text, for ways of writing the same expression of the strict notation.

    In a form other than "any" only the layout and the order change.
    """
    yield from _typed(formula, form)
    for made, other in _rearranged(formula, chance):
        if equal(formula, other):
            yield made, written(other, habit(chance))
    for _ in range(2):
        yield "written by habit", written(formula, habit(chance))
    if form == "any":
        for made, other in _transformed(formula):
            if len(other) <= LONGEST and equal(formula, other):
                yield made, written(other, habit(chance))


def wrong_formulas(formula: str, accepted: list[str], chance: Random) -> Iterator[tuple[str, str]]:
    """Yield how it was made and the text, for expressions near this one that equal none of the accepted."""
    for made, other in _perturbed(formula):
        try:
            if not any(equal(other, one) for one in accepted):
                yield made, written(other, habit(chance))
        except Unreckoned:
            continue


def other_forms(formula: str, form: str) -> Iterator[tuple[str, str]]:
    """Yield the same expression in the form that is not asked for, expanded for factorised or the other way round."""
    unwanted = {"factorised": sympy.expand, "expanded": sympy.factor}.get(form)
    if unwanted and (other := str(unwanted(_symbolic(formula)))).replace(" ", "") != formula.replace(" ", ""):
        yield "another form", written(other, Habit())


def _typed(formula: str, form: str) -> Iterator[tuple[str, str]]:
    """Yield other ways of typing the same signs."""
    plain = written(formula, Habit(raised=False))
    yield "as typed in code", formula
    yield "spaces left out", formula.replace(" ", "")
    yield "brackets round it", f"({plain})"
    yield "spaces round the caret", plain.replace("^", " ^ ")
    yield "space after a coefficient", re.sub(r"(?<![\w^.])(\d+)(?=[a-z])", r"\1 ", plain)
    yield "equals alone", f"= {plain}"
    yield "uneven spaces", plain.replace("+ ", "+").replace(" - ", "- ")
    yield "powers in words", re.sub(r"\^3\b", " cubed", re.sub(r"\^2\b", " squared", plain))
    yield "letters copied from a page", plain.replace("x", "𝑥").replace("y", "𝑦")
    yield "power in brackets", re.sub(r"\^(\d+)", r"^(\1)", plain)
    yield "tex powers", re.sub(r"\^(\d+)", r"^{\1}", plain)
    if "√" in plain:
        for root in ("√", "sqrt", " root "):
            yield "root without brackets", re.sub(r"√\((\d+|[a-z])\)", rf"{root}\1", plain).strip()
    elif "/" not in plain and "(" in plain:
        yield "square brackets", plain.replace("(", "[").replace(")", "]")
        yield "space before a bracket", re.sub(r"(?<=\w)\(", " (", plain)
    if plain[:1].islower() and letters_of(formula) == {plain[0]}:
        yield "capital letter", plain.replace(plain[0], plain[0].upper())
    if form == "any" and not re.search(r"[/(]", formula):
        yield "square as a product", written(re.sub(r"\b([a-z])\*\*2\b", r"\1*\1", formula), Habit())


def _rearranged(formula: str, chance: Random) -> Iterator[tuple[str, str]]:
    node = ast.parse(formula, mode="eval").body
    terms = _terms(node)
    if len(terms) > 1:
        chance.shuffle(terms)
        yield "terms in another order", total(*terms)
    parts = _factors(node)
    if len(parts) > 1:
        chance.shuffle(parts)
        yield "factors in another order", "*".join(parts)
    for letter in sorted(letters_of(formula)):
        yield (
            "a 1 in front of a letter",
            re.sub(rf"(?<![\w*/.] )(?<![\w*/.(]){letter}\b", f"1*{letter}", formula, count=1),
        )


def _transformed(formula: str) -> Iterator[tuple[str, str]]:
    expression = _symbolic(formula)
    if expression.has(sympy.Float):
        # A root other than a square root came out as a decimal, which is no exact form.
        return
    for made, transform in (
        ("expanded", sympy.expand),
        ("factorised", sympy.factor),
        ("over one line", sympy.together),
    ):
        other = str(transform(expression))
        if other.replace(" ", "") != formula.replace(" ", ""):
            yield made, other


def _symbolic(formula: str) -> sympy.Expr:
    letters: dict[str, object] = {letter: sympy.Symbol(letter, positive=True) for letter in letters_of(formula)}
    return sympy.sympify(value(formula, {"sqrt": sympy.sqrt, **letters}))


def _perturbed(formula: str) -> Iterator[tuple[str, str]]:
    node = ast.parse(formula, mode="eval").body
    terms = _terms(node)
    for index, term in enumerate(terms):
        rest = terms[:index], terms[index + 1 :]
        flipped = term[1:] if term.startswith("-") else f"-{term}"
        yield "sign of a term", total(*rest[0], flipped, *rest[1])
        if len(terms) > 1:
            yield "term dropped", total(*rest[0], *rest[1])
    for match in re.finditer(r"(?<![\w.])\d+(?![\w.])", formula):
        before, after = formula[: match.start()], formula[match.end() :]
        figures = match.group()
        yield "a number one more", f"{before}{int(figures) + 1}{after}"
        if len(figures) > 1 and figures != figures[::-1] and figures[-1] != "0":
            yield "swapped digits", f"{before}{figures[::-1]}{after}"
    for match in re.finditer(r"\*\*\d+", formula):
        yield "power lost", formula[: match.start()] + formula[match.end() :]
    for letter in sorted(letters_of(formula)):
        yield "another letter", re.sub(rf"\b{letter}\b", "z" if letter != "z" else "y", formula)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        yield "inverted", f"({ast.unparse(node.right)})/({ast.unparse(node.left)})"
    yield "ten times", f"10*({formula})"


def _terms(node: ast.expr, sign: str = "") -> list[str]:
    """Return the terms of a sum, each with its minus sign if it has one."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        turned = "" if sign else "-"
        return [*_terms(node.left, sign), *_terms(node.right, turned if isinstance(node.op, ast.Sub) else sign)]
    text = ast.unparse(node)
    if text.startswith("-"):
        return [text[1:] if sign else text]
    return [sign + text]


def _factors(node: ast.expr) -> list[str]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return [*_factors(node.left), *_factors(node.right)]
    text = ast.unparse(node)
    bare = isinstance(node, ast.Name | ast.Constant | ast.Call) or (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
    )
    return [text if bare else f"({text})"]
