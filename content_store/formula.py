"""Exact arithmetic over an item's parameters.

Evaluates the expressions that authors write in a pack, by walking their syntax tree: only the names,
operators and functions listed here exist. Never used on anything a pupil typed.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

Value = Fraction | float | str | bool
Names = Mapping[str, Value]

MAX_POWER = 1_000
MAX_LENGTH = 300
MAX_BITS = 3_400
"""The size of a whole number of a thousand digits: a larger one is a slip, and takes for ever."""


class FormulaError(ValueError):
    """An expression in a pack cannot be evaluated; the message says which part and why."""


def round_half_up(value: Fraction | float, places: Fraction | int = 0) -> Fraction:
    """Return `value` rounded half away from zero, as schools teach it."""
    scale = Fraction(_power(Fraction(10), _whole(places)))
    scaled = Fraction(value) * scale
    whole = math.floor(abs(scaled) + Fraction(1, 2))
    return Fraction(whole if scaled >= 0 else -whole) / scale


def _sqrt(value: Fraction | float) -> Fraction | float:
    """Return the exact root where there is one, else a float."""
    if value < 0:
        raise FormulaError("square root of a negative number")
    exact = Fraction(value)
    top, bottom = math.isqrt(exact.numerator), math.isqrt(exact.denominator)
    if top * top == exact.numerator and bottom * bottom == exact.denominator:
        return Fraction(top, bottom)
    return math.sqrt(value)


def _whole(value: Fraction | float) -> int:
    if Fraction(value).denominator != 1:
        raise FormulaError(f"{value} is not a whole number")
    return int(value)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "gcd": lambda *values: Fraction(math.gcd(*map(_whole, values))),
    "lcm": lambda *values: Fraction(math.lcm(*map(_whole, values))),
    "abs": abs,
    "min": min,
    "max": max,
    "round": round_half_up,
    "sqrt": _sqrt,
    "floor": lambda value: Fraction(math.floor(value)),
    "ceil": lambda value: Fraction(math.ceil(value)),
}


def _power(base: Fraction | float, exponent: Fraction | float) -> Fraction | float:
    if not (-MAX_POWER <= exponent <= MAX_POWER and -MAX_BITS <= exponent * _bits(base) <= MAX_BITS):
        raise FormulaError(f"the power {exponent} is too large")
    result: Fraction | float = base**exponent
    return result


def _bits(value: Value) -> int:
    """Return the size of an exact number; a float has none to speak of."""
    return max(value.numerator.bit_length() - 1, value.denominator.bit_length()) if isinstance(value, Fraction) else 0


def _remainder(a: Fraction | float, b: Fraction | float) -> Fraction | float:
    if isinstance(a, str):
        raise FormulaError("a word has no remainder")
    return a % b


def _sensible(value: Value) -> Value:
    """Return a value that can be shown: real, finite and not endlessly long."""
    if isinstance(value, complex):
        raise FormulaError("the root of a negative number")
    if isinstance(value, float) and not math.isfinite(value):
        raise FormulaError("the number is too large")
    if _bits(value) > MAX_BITS:
        raise FormulaError("the number has more than a thousand digits")
    return value


BINARY: dict[type[ast.operator], Callable[..., Value]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: lambda a, b: Fraction(a // b),
    ast.Mod: _remainder,
    ast.Pow: _power,
}
COMPARE: dict[type[ast.cmpop], Callable[..., bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}


def evaluate(text: str | int | float, names: Names) -> Value:
    """Return the exact value of an author's expression.

    Raises:
        FormulaError: the text is not an expression of the allowed kind, or has no value.
    """
    source = str(text).strip()
    if len(source) > MAX_LENGTH:
        raise FormulaError(f"an expression may have {MAX_LENGTH} characters")
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError) as error:
        raise FormulaError(f"'{source}' is not an expression") from error
    try:
        return _walk(tree.body, {"pi": math.pi, **names})
    except (ArithmeticError, TypeError, ValueError) as error:
        raise FormulaError(f"'{source}' has no value: {error}") from error


def _walk(node: ast.expr, names: Names) -> Value:
    """Return the value of one node of an expression's tree."""
    match node:
        case ast.Constant():
            return _constant(node)
        case ast.Name():
            return _name(node, names)
        case ast.BinOp():
            return _sensible(_binary(node.op)(_walk(node.left, names), _walk(node.right, names)))
        case ast.UnaryOp() | ast.BoolOp() | ast.IfExp() | ast.Compare():
            return _logic(node, names)
        case ast.Call():
            return _call(node, names)
        case _:
            raise FormulaError(f"{type(node).__name__} is not allowed in an expression")


def _binary(operation: ast.operator) -> Callable[..., Value]:
    """Return the function of a binary operator, refusing those not in the table."""
    try:
        return BINARY[type(operation)]
    except KeyError:
        raise FormulaError(f"{type(operation).__name__} is not allowed") from None


def _constant(node: ast.Constant) -> Value:
    if isinstance(node.value, bool | str):
        return node.value
    if isinstance(node.value, int | float):
        return Fraction(str(node.value))
    raise FormulaError(f"{node.value!r} is not allowed in an expression")


def _name(node: ast.Name, names: Names) -> Value:
    if node.id not in names:
        raise FormulaError(f"there is no parameter called '{node.id}'")
    return names[node.id]


def _logic(node: ast.UnaryOp | ast.BoolOp | ast.IfExp | ast.Compare, names: Names) -> Value:
    """Return the value of a sign, a condition or a comparison."""
    match node:
        case ast.UnaryOp(op=ast.USub()):
            return -_walk(node.operand, names)  # type: ignore[operator] # a word here is a TypeError, told by evaluate
        case ast.UnaryOp(op=ast.Not()):
            return not _walk(node.operand, names)
        case ast.BoolOp():
            values = (bool(_walk(value, names)) for value in node.values)
            return all(values) if isinstance(node.op, ast.And) else any(values)
        case ast.IfExp():
            return _walk(node.body if _walk(node.test, names) else node.orelse, names)
        case ast.Compare():
            return _comparison(node, names)
        case _:
            raise FormulaError(f"{type(node).__name__} is not allowed in an expression")


def _comparison(node: ast.Compare, names: Names) -> bool:
    left = _walk(node.left, names)
    for operation, comparator in zip(node.ops, node.comparators, strict=True):
        if type(operation) not in COMPARE:
            raise FormulaError(f"{type(operation).__name__} is not allowed: use ==")
        items = comparator.elts if isinstance(comparator, ast.List | ast.Tuple) else None
        right = [_walk(item, names) for item in items] if items is not None else _walk(comparator, names)
        if not COMPARE[type(operation)](left, right):
            return False
        left = right  # type: ignore[assignment] # a chain after `in` is a TypeError, told by evaluate
    return True


def _call(node: ast.Call, names: Names) -> Value:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
        raise FormulaError(f"only {', '.join(sorted(FUNCTIONS))} may be called")
    return _sensible(FUNCTIONS[node.func.id](*(_walk(argument, names) for argument in node.args)))


class _Bound(ast.NodeTransformer):
    """Puts values in the place of names, all but one."""

    def __init__(self, names: Names, free: str) -> None:
        self.names, self.free = names, free

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in {self.free, "pi"} | FUNCTIONS.keys():
            return node
        value = _name(node, self.names)
        text = f"({value.numerator}/{value.denominator})" if isinstance(value, Fraction) else repr(value)
        return ast.parse(text, mode="eval").body


def bound(text: str, names: Names, free: str) -> str:
    """Return an author's expression with values for all of its names but one, to be evaluated at many places.

    Raises:
        FormulaError: the text is not an expression, or has a name that is not known.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError) as error:
        raise FormulaError(f"'{text}' is not an expression") from error
    return ast.unparse(_Bound(names, free).visit(tree).body)
