"""Recipes for indices, negative numbers, fractions and the order of operations, with the wrong rules in them."""

from collections.abc import Callable
from fractions import Fraction

from evaluation.benchmarks.sheet import SLIP, Sheet, num, total

TRIPLES = ((3, 4), (5, 12), (6, 8), (8, 15), (9, 12), (7, 24))
"""The shorter sides of right-angled triangles with whole sides."""


def powers_multiplied(sheet: Sheet) -> None:
    """`x³ × x⁴ × x²`, and `2x³ × 5x⁴`."""
    of, a, b, c = sheet.letter(), sheet.number(2, 6), sheet.number(3, 7), sheet.number(2, 4)
    if sheet.either():
        sheet.ask("Simplify", f"{of}**{a}*{of}**{b}*{of}**{c}")
        wrong = [("powers-multiplied", a * b), (SLIP, a + b + 1)]
        first = sheet.step(a + b, wrong, lambda power: f"{of}**{power}*{of}**{c}")
        sheet.step(first + c, [("powers-multiplied", first * c), (SLIP, first + c - 1)], lambda n: f"{of}**{n}")
        return
    k, m = sheet.number(2, 9), sheet.number(2, 9)
    sheet.ask("Simplify", f"{k}*{of}**{a}*{m}*{of}**{b}")
    sheet.lines.append(f"{k}*{m}*{of}**{a}*{of}**{b}")
    wrong_end = [("powers-multiplied", (k * m, a * b)), (SLIP, (int(sheet.slip(k * m)), a + b))]
    sheet.step((k * m, a + b), wrong_end, lambda state: f"{state[0]}*{of}**{state[1]}")


def power_of_power(sheet: Sheet) -> None:
    """`(x³)⁴ × x²`, and `(2x³)²  × x`."""
    of, a, b, c = sheet.letter(), sheet.number(2, 6), sheet.number(3, 5), sheet.number(2, 6)
    if sheet.either():
        sheet.ask("Simplify", f"({of}**{a})**{b}*{of}**{c}")
        wrong = [("power-of-power-added", a + b), (SLIP, a * b + 1)]
        first = sheet.step(a * b, wrong, lambda power: f"{of}**{power}*{of}**{c}")
        sheet.step(first + c, [("powers-multiplied", first * c), (SLIP, first + c + 1)], lambda n: f"{of}**{n}")
        return
    k, a = sheet.number(2, 9), sheet.number(3, 6)
    sheet.ask("Simplify", f"({k}*{of}**{a})**2*{of}**{c}")
    wrong_square = [
        ("coefficient-not-squared", (k, 2 * a)),
        ("power-of-power-added", (k * k, 2 + a)),
        (SLIP, (int(sheet.slip(k * k)), 2 * a)),
    ]
    k, first = sheet.step((k * k, 2 * a), wrong_square, lambda state: f"{state[0]}*{of}**{state[1]}*{of}**{c}")
    sheet.step(first + c, [("powers-multiplied", first * c)], lambda n: f"{k}*{of}**{n}")


def negative_power(sheet: Sheet) -> None:
    """`2⁻³`, and `x² × x⁻⁵`."""
    a, n = sheet.number(2, 5), sheet.number(2, 3)
    if sheet.either():
        sheet.ask("Work out", f"{a}**(-{n})")
        shown = sheet.step(
            f"1/{a}**{n}", [("negative-power-negated", f"-{a}**{n}"), ("negative-power-negated", num(-(a**n)))], str
        )
        if shown == f"1/{a}**{n}":
            sheet.step(f"1/{a**n}", [(SLIP, f"1/{num(sheet.slip(a**n))}")], str)
        elif "*" in shown:
            sheet.lines.append(num(-(a**n)))
        return
    of, up = sheet.letter(), sheet.number(2, 5)
    down = up + sheet.number(2, 4)
    sheet.ask("Simplify", f"{of}**{up}*{of}**(-{down})")
    wrong = [("powers-multiplied", -up * down), (SLIP, up - down - 1)]
    power = sheet.step(up - down, wrong, lambda total_power: f"{of}**({total_power})")
    sheet.step(f"1/{of}**{-power}", [("negative-power-negated", f"-{of}**{-power}")], str)


def substituted(sheet: Sheet) -> None:
    """`a² + 3b` when a = -4 and b = 5."""
    a, b, k = sheet.number(-9, -2), sheet.number(2, 9), sheet.number(2, 9)
    sheet.ask(f"Find the value of a² + {k}b when a = {a} and b = {b}", "")
    sheet.lines = [f"({a})**2 + {k}*{b}"]
    wrong = [("negative-squared", (-a * a, k * b)), (SLIP, (a * a, int(sheet.slip(k * b))))]
    square, product = sheet.step((a * a, k * b), wrong, lambda state: f"{state[0]} + {state[1]}")
    sheet.step(square + product, [(SLIP, int(sheet.slip(square + product)))], str)


def negatives(sheet: Sheet) -> None:
    """`(-3) × (-4) + 2`, and `5 - (-3) + 6`."""
    a, b, k = sheet.number(2, 12), sheet.number(2, 12), sheet.number(2, 15)
    if sheet.either():
        sheet.ask("Work out", f"-{a}*-{b} + {k}" if sheet.either() else f"(-{a})*(-{b}) + {k}")
        wrong = [("negatives-multiplied", -a * b), (SLIP, int(sheet.slip(a * b)))]
        first = sheet.step(a * b, wrong, lambda product: f"{product} + {k}")
        sheet.step(first + k, [(SLIP, int(sheet.slip(first + k)))], str)
        return
    sheet.ask("Work out", f"{a} - (-{b}) + {k}" if sheet.either() else f"{a} - -{b} + {k}")
    if sheet.either():
        b = sheet.step(b, [("subtracted-negative", -b)], lambda second: total(num(a), num(second), num(k)))
    wrong = [(SLIP, int(sheet.slip(a + b)))]
    if len(sheet.lines) == 1 and a != b:
        wrong.append(("subtracted-negative", a - b))
    first = sheet.step(a + b, wrong, lambda both: f"{both} + {k}")
    sheet.step(first + k, [(SLIP, int(sheet.slip(first + k)))], str)


def hypotenuse(sheet: Sheet) -> None:
    """`√(3² + 4²)`."""
    a, b = sheet.chance.choice(TRIPLES)
    sheet.ask("Work out", f"sqrt({a}**2 + {b}**2)")
    if sheet.step("", [("root-of-sum", f"{a} + {b}")], lambda line: line or f"sqrt({a**2} + {b**2})"):
        sheet.lines.append(num(a + b))
        return
    squares = a**2 + b**2
    wrong = [("root-of-sum", f"{a} + {b}"), (SLIP, f"sqrt({num(sheet.slip(squares))})")]
    line = sheet.step(f"sqrt({squares})", wrong, str)
    if line == f"{a} + {b}":
        sheet.lines.append(num(a + b))
    elif line == f"sqrt({squares})":
        sheet.lines.append(num(int(squares**0.5)))


def fractions_added(sheet: Sheet) -> None:
    """`1/2 + 1/3`."""
    b, d = sheet.chance.choice([(2, 3), (3, 4), (4, 5), (2, 5), (3, 5), (5, 6), (4, 7), (3, 8), (2, 7), (5, 8)])
    a, c = sheet.number(1, b - 1), sheet.number(1, d - 1)
    sheet.ask("Work out", f"{a}/{b} + {c}/{d}")
    top, bottom = a * d, b * d
    added = f"{a + c}/{b + d}"
    right = f"{top}/{bottom} + {c * b}/{bottom}"
    slipped = f"{num(sheet.slip(top))}/{bottom} + {c * b}/{bottom}"
    line = sheet.step(right, [("denominators-added", added), (SLIP, slipped)], str)
    if line == added:
        if num(Fraction(a + c, b + d)) != added:
            sheet.lines.append(num(Fraction(a + c, b + d)))
        return
    tops = [int(part.split("/")[0]) for part in line.split(" + ")]
    wrong = [("denominators-added", (sum(tops), 2 * bottom)), (SLIP, (int(sheet.slip(sum(tops))), bottom))]
    _lowest(sheet, *sheet.step((sum(tops), bottom), wrong, lambda parts: f"{parts[0]}/{parts[1]}"))


def _lowest(sheet: Sheet, top: int, bottom: int) -> None:
    """Cancel a fraction where it can be."""
    if num(Fraction(top, bottom)) != f"{top}/{bottom}":
        sheet.lines.append(num(Fraction(top, bottom)))


def fraction_multiplied(sheet: Sheet) -> None:
    """`3 × 2/5 + 1/5`."""
    k, b = sheet.number(2, 9), sheet.number(3, 9)
    a, c = sheet.number(1, b - 1), sheet.number(1, b - 1)
    sheet.ask("Work out", f"{k}*({a}/{b}) + {c}/{b}")
    wrong = [("fraction-both-multiplied", (k * a, k * b)), (SLIP, (int(sheet.slip(k * a)), b))]
    top, bottom = sheet.step((k * a, b), wrong, lambda parts: f"{parts[0]}/{parts[1]} + {c}/{b}")
    if bottom != b:
        sheet.lines.append(f"{top}/{bottom} + {c * k}/{bottom}")
        c *= k
    _lowest(sheet, *sheet.step((top + c, bottom), [], lambda parts: f"{parts[0]}/{parts[1]}"))


def fraction_divided(sheet: Sheet) -> None:
    """`2/3 ÷ 4/5`."""
    b, d = sheet.number(3, 9), sheet.number(3, 9)
    a, c = sheet.number(1, b - 1), sheet.number(2, d - 1) if d > 3 else 2
    if Fraction(a, b) == Fraction(c, d):
        c, d = 2, b + 4
    sheet.ask("Work out", f"({a}/{b})//({c}/{d})")
    wrong = [("wrong-fraction-flipped", (b, a, c, d))]
    parts = sheet.step((a, b, d, c), wrong, lambda four: f"({four[0]}/{four[1]})*({four[2]}/{four[3]})")
    top, bottom = parts[0] * parts[2], parts[1] * parts[3]
    slips = [(SLIP, (int(sheet.slip(top)), bottom)), (SLIP, (top, bottom + 2))]
    _lowest(sheet, *sheet.step((top, bottom), slips, lambda ends: f"{ends[0]}/{ends[1]}"))


def order(sheet: Sheet) -> None:
    """`2 + 3 × 4 - 5`, and `20 - 2 × 3 + 4`."""
    a, b, c, k = sheet.number(2, 20), sheet.number(2, 9), sheet.number(2, 9), sheet.number(1, 9)
    sign = sheet.chance.choice([1, -1])
    sheet.ask("Work out", total(num(a), f"{'-' if sign < 0 else ''}{b}*{c}", num(-k)))
    product = f"{a + sign * b}*{c} - {k}"
    right = total(num(a), num(sign * b * c), num(-k))
    wrong = [("left-to-right", product), (SLIP, total(num(a), num(sign * sheet.slip(b * c)), num(-k)))]
    worked = (a + sign * b) * c
    if worked:
        wrong.append(("left-to-right", total(num(worked), num(-k))))
    line = sheet.step(right, wrong, str)
    reached = {right: a + sign * b * c, product: worked, total(num(worked), num(-k)): worked}.get(line)
    if reached is None:
        # A slip in the product: the sum is carried on from what the line says.
        reached = int(sum(Fraction(part) for part in line.replace("- ", "-").replace("+ ", "").split()) + k)
    sheet.step(reached - k, [(SLIP, int(sheet.slip(reached - k)))], str)


def sums(sheet: Sheet) -> None:
    """Working as complete sums, one a line: `6 × 8 = 48`, `48 + 7 = 55`."""
    a, b, c, d = sheet.number(3, 12), sheet.number(3, 12), sheet.number(3, 40), sheet.number(2, 9)
    sheet.task = f"A box holds {a} pens. Each of {d} clubs buys {b} boxes and {c} single pens. How many pens is that?"

    def line(sign: str, left: int, right: int) -> Callable[[int], str]:
        return lambda result: f"{left}{sign}{right} = {result}"

    pens = sheet.step(a * b, [(SLIP, int(sheet.slip(a * b)))], line("*", a, b))
    more = sheet.step(pens + c, [(SLIP, int(sheet.slip(pens + c)))], line(" + ", pens, c))
    sheet.step(more * d, [(SLIP, int(sheet.slip(more * d)))], line("*", more, d))


RECIPES: tuple[Callable[[Sheet], None], ...] = (
    powers_multiplied,
    power_of_power,
    negative_power,
    substituted,
    negatives,
    hypotenuse,
    fractions_added,
    fraction_multiplied,
    fraction_divided,
    order,
    sums,
)
