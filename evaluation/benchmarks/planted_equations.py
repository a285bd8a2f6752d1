"""Recipes for linear equations and inequalities, with the wrong rules that pupils use in them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from evaluation.benchmarks.sheet import SLIP, Sheet, less, num, term, total

FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}


@dataclass(frozen=True)
class Equation:
    """`a·of + b sign c`, its right side perhaps shown as a sum that is still to be done."""

    a: int
    b: Fraction
    c: Fraction
    of: str
    sign: str = "="
    shown: str = ""

    def line(self) -> str:
        """Return the equation in the strict notation."""
        return f"{total(term(self.a, self.of), num(self.b) if self.b else '')} {self.sign} {self.shown or num(self.c)}"


def linear(a: int, b: Fraction | int, c: Fraction | int, of: str, sign: str = "=") -> Equation:
    """Return `a·of + b sign c`."""
    return Equation(a, Fraction(b), Fraction(c), of, sign)


def settle(sheet: Sheet, equation: Equation) -> Equation:
    """Solve an equation whose line is already written, and return its last line."""
    if equation.b:
        equation = take_away(sheet, equation)
    return divide(sheet, equation) if equation.a != 1 else equation


def take_away(sheet: Sheet, given: Equation) -> Equation:
    """Take b from both sides: at once, with the sum shown, or with the same done on both sides."""
    a, b, c = given.a, given.b, given.c
    done = replace(given, b=Fraction(0))
    right = replace(done, c=c - b)
    moved, left = replace(done, c=c + b), replace(done, c=c)
    if sheet.either():
        wrong = [("sign-lost-moving", moved), ("one-side-only", left), (SLIP, replace(done, c=sheet.slip(c - b)))]
        if abs(a + b) > 1 and "/" not in given.of:
            wrong.append(("unlike-terms-joined", replace(left, a=int(a + b))))
        return sheet.step(right, wrong, Equation.line)
    shown = replace(right, shown=less(c, b))
    if sheet.either():
        both = total(term(a, given.of), num(b), num(-b))
        chosen = sheet.step(
            shown, [("one-side-only", left)], lambda state: f"{both} {state.sign} {state.shown or num(state.c)}"
        )
    else:
        wrong = [("sign-lost-moving", replace(moved, shown=less(c, -b))), ("one-side-only", left)]
        chosen = sheet.step(shown, wrong, Equation.line)
        if not chosen.shown:
            return chosen
    return worked_out(sheet, chosen)


def worked_out(sheet: Sheet, shown: Equation) -> Equation:
    """Do the sum that the right side shows."""
    plain = replace(shown, shown="")
    return sheet.step(plain, [(SLIP, replace(plain, c=sheet.slip(plain.c)))], Equation.line)


def divide(sheet: Sheet, given: Equation) -> Equation:
    """Divide both sides by a, turning an inequality round where a is negative."""
    a, c = given.a, given.c
    sign = FLIPPED[given.sign] if a < 0 else given.sign
    right = replace(given, a=1, c=c / a, sign=sign)
    wrong = [("inequality-not-flipped", replace(right, sign=given.sign))]
    if given.sign == "=" or a > 0:
        wrong += [
            ("coefficient-subtracted", replace(right, c=c - a)),
            ("one-side-only", replace(right, c=c)),
            *([("divided-upside-down", replace(right, c=a / c))] if c else []),
        ]
    if sheet.either() or c.denominator != 1:
        return sheet.step(right, [*wrong, (SLIP, replace(right, c=sheet.slip(c / a)))], Equation.line)
    texts = {
        "coefficient-subtracted": less(c, a),
        "divided-upside-down": f"{a}/{num(c) if c > 0 else f'({num(c)})'}",
    }
    wrong = [(rule, replace(state, shown=texts.get(rule, ""))) for rule, state in wrong]
    over = f"{num(c)}/{a if a > 0 else f'({a})'}"
    wrong = [(rule, replace(state, shown=over) if rule == "inequality-not-flipped" else state) for rule, state in wrong]
    chosen = sheet.step(replace(right, shown=over), wrong, Equation.line)
    return worked_out(sheet, chosen) if chosen.shown and chosen.shown != num(chosen.c) else chosen


def one_step(sheet: Sheet) -> None:
    """`x + 3 = 10` and `4x = 20`."""
    of, solution = sheet.letter(), sheet.number(-9, 15)
    if sheet.either():
        added = sheet.number(-15, 15)
        equation = linear(1, added, solution + added, of)
    else:
        a = sheet.number(-9, 12, 1, -1)
        equation = linear(a, 0, a * solution, of)
    sheet.ask("Solve", equation.line())
    settle(sheet, equation)


def two_step(sheet: Sheet) -> None:
    """`3x + 4 = 19`."""
    equation = _equation(sheet)
    sheet.ask("Solve", equation.line())
    settle(sheet, equation)


def inequality(sheet: Sheet) -> None:
    """`5 - 2x < 11`, and `3x + 4 >= 19`."""
    equation = replace(_equation(sheet), sign=sheet.chance.choice(["<", ">", "<=", ">="]))
    if sheet.chance.random() < 0.7:
        equation = replace(equation, a=-abs(equation.a))
    sheet.ask("Solve", equation.line())
    settle(sheet, equation)


def one_bracket(sheet: Sheet) -> None:
    """`3(x + 4) = 27`, expanded first or divided first."""
    of, solution = sheet.letter(), sheet.number(-9, 12)
    a, b = sheet.number(-6, 9, 1, -1), sheet.number(-9, 9)
    c = a * (solution + b)
    sheet.ask("Solve", f"{a}*({total(of, num(b))}) = {c}")
    wrong = [("expand-first-only", linear(a, b, c, of)), (SLIP, linear(a, sheet.slip(a * b), c, of))]
    if a < 0:
        wrong.append(("expand-sign", linear(a, -a * b, c, of)))
    settle(sheet, sheet.step(linear(a, a * b, c, of), wrong, Equation.line))


def divided_first(sheet: Sheet) -> None:
    """`2x + 6 = 10`, both sides divided by 2 first."""
    of, a, b, solution = sheet.letter(), sheet.number(2, 9), sheet.number(-9, 9), sheet.number(-9, 12)
    c = solution + b
    sheet.ask("Solve", linear(a, a * b, a * c, of).line())
    wrong = [("divided-one-term", linear(1, a * b, c, of)), ("one-side-only", linear(1, b, a * c, of))]
    settle(sheet, sheet.step(linear(1, b, c, of), wrong, Equation.line))


def both_sides(sheet: Sheet) -> None:
    """`5x + 3 = 2x + 18`."""
    of, solution = sheet.letter(), sheet.number(-9, 12)
    least = sheet.number(-4, 6)
    a = least + sheet.number(2, 6, -least)
    b = sheet.number(-12, 12)
    d = (a - least) * solution + b
    sheet.ask("Solve", f"{total(term(a, of), num(b))} = {total(term(least, of), num(d) if d else '')}")
    gathered = linear(a - least, b, d, of)
    if sheet.either():
        wrong = [("sign-lost-moving", linear(a + least, b, d, of))] if abs(a + least) > 1 else []
        wrong.append((SLIP, linear(a - least + 1, b, d, of)))
        settle(sheet, sheet.step(gathered, wrong, Equation.line))
        return
    wrong_sides = [("sign-lost-moving", (a - least, d + b))]
    if abs(a + least) > 1:
        wrong_sides.append(("sign-lost-moving", (a + least, d - b)))
    left = {a - least: total(term(a, of), term(-least, of)), a + least: total(term(a, of), term(least, of))}
    right = {d - b: less(d, b), d + b: less(d, -b)}
    coefficient, number = sheet.step(
        (a - least, d - b), wrong_sides, lambda state: f"{left[state[0]]} = {right[state[1]]}"
    )
    answer = linear(coefficient, 0, number, of)
    slips = [(SLIP, replace(answer, c=sheet.slip(number))), (SLIP, replace(answer, a=coefficient + 1))]
    settle(sheet, sheet.step(answer, [pair for pair in slips if abs(pair[1].a) > 1], Equation.line))


def over_number(sheet: Sheet) -> None:
    """`(x + 6)/3 = 5` and `x/4 + 3 = 8`."""
    of, a, c = sheet.letter(), sheet.number(2, 9), sheet.number(2, 12)
    if sheet.either():
        b = sheet.chance.choice([a, sheet.number(-9, 12)])
        sheet.ask("Solve", f"({total(of, num(b))})/{a} = {c}")
        wrong = [("cancelled-terms", linear(1, 0, c, of))] if a == b else []
        wrong += [("one-side-only", linear(1, b, c, of)), (SLIP, linear(1, b, sheet.slip(a * c), of))]
        if c % a == 0:
            wrong.append(("divided-for-multiply", linear(1, b, Fraction(c, a), of)))
        settle(sheet, sheet.step(linear(1, b, a * c, of), wrong, Equation.line))
        return
    b = sheet.number(-9, 9)
    sheet.ask("Solve", f"{total(f'{of}/{a}', num(b))} = {c + b}")
    reached = take_away(sheet, linear(1, b, c + b, f"{of}/{a}"))
    if reached.c:
        multiply(sheet, reached, a)


def one_quotient(sheet: Sheet) -> None:
    """`x/4 = 8`."""
    of, a, c = sheet.letter(), sheet.number(2, 9), sheet.number(2, 15)
    given = linear(1, 0, c, f"{of}/{a}")
    sheet.ask("Solve", given.line())
    multiply(sheet, given, a)


def multiply(sheet: Sheet, given: Equation, a: int) -> None:
    """Multiply both sides of `x/a = c` by a."""
    of, c = given.of.split("/")[0], given.c
    right = replace(given, of=of, a=1, c=a * c)
    wrong = [("divided-for-multiply", replace(right, c=c / a)), ("one-side-only", replace(right, c=c))]
    if sheet.either() or c.denominator != 1:
        sheet.step(right, [*wrong, (SLIP, replace(right, c=sheet.slip(a * c)))], Equation.line)
        return
    wrong[0] = ("divided-for-multiply", replace(right, c=c / a, shown=f"{num(c)}/{a}"))
    chosen = sheet.step(replace(right, shown=f"{num(c)}*{a}"), wrong, Equation.line)
    if chosen.shown and chosen.shown != num(chosen.c):
        worked_out(sheet, chosen)


def _equation(sheet: Sheet) -> Equation:
    of, a, b = sheet.letter(), sheet.number(-6, 9, 1, -1), sheet.number(-15, 15)
    return linear(a, b, a * sheet.number(-9, 12) + b, of)


def longhand(sheet: Sheet) -> None:
    """`3(x + 4) + 2x = 2(x - 1) + 29`, one thing done on each line."""
    of, solution = sheet.letter(), sheet.number(-6, 9)
    a, c, d = sheet.number(2, 5), sheet.number(3, 6), sheet.number(2, 3)
    b, e = sheet.number(-6, 9), sheet.number(-6, 9)
    k = a * (solution + b) + c * solution - d * (solution + e)
    sheet.ask(
        "Solve",
        f"{a}*({total(of, num(b))}) + {term(c, of)} = {total(f'{d}*({total(of, num(e))})', num(k) if k else '')}",
    )
    wrong = [
        ("expand-first-only", (b, d * e)),
        ("expand-first-only", (a * b, e)),
        (SLIP, (int(sheet.slip(a * b)), d * e)),
    ]

    def expanded(ends: tuple[int, int]) -> str:
        left = total(term(a, of), num(ends[0]), term(c, of))
        return f"{left} = {total(term(d, of), num(ends[1]), num(k) if k else '')}"

    left, right = sheet.step((a * b, d * e), wrong, expanded)
    whole = total(term(d, of), num(right + k) if right + k else "")
    sheet.lines.append(
        f"{total(term(a, of), term(c, of), num(left))} = {total(term(d, of), num(right), num(k) if k else '')}"
    )
    both = a + c
    slips = [("like-terms-multiplied", a * c), (SLIP, both + 1)]
    both = sheet.step(
        both,
        slips,
        lambda n: f"{total(term(n, of), num(left))} = {total(term(d, of), num(right), num(k) if k else '')}",
    )
    if k:
        sheet.lines.append(f"{total(term(both, of), num(left))} = {whole}")
    sheet.lines.append(f"{total(term(both, of), term(-d, of), num(left))} = {num(right + k)}")
    wrong_both = [(SLIP, linear(both - d + 1, left, right + k, of))]
    settle(sheet, sheet.step(linear(both - d, left, right + k, of), wrong_both, Equation.line))


RECIPES: tuple[Callable[[Sheet], None], ...] = (
    one_step,
    two_step,
    inequality,
    one_bracket,
    divided_first,
    both_sides,
    over_number,
    one_quotient,
    longhand,
)
