"""Recipes for quadratic equations and for making a letter the subject, with the wrong rules in them."""

from collections.abc import Callable

from evaluation.benchmarks.planted_equations import linear, settle
from evaluation.benchmarks.sheet import Sheet, num, term, total

FORMULAS = (("v", "a", "t", "u"), ("y", "m", "x", "c"), ("p", "k", "q", "h"), ("w", "r", "t", "n"))
"""`v = a·t + u`, as the letters v, a, t, u; t is made the subject."""


def factorising(sheet: Sheet) -> None:
    """`x² - 5x + 6 = 0`, perhaps with a number to move first."""
    of = sheet.letter()
    p, q = sheet.number(-9, 9), sheet.number(-9, 9)
    b, c = -(p + q), p * q
    quadratic = total(f"{of}**2", term(b, of), num(c))
    if sheet.either():
        sheet.ask("Solve", f"{total(f'{of}**2', term(b, of))} = {num(-c)}")
        moved = total(f"{of}**2", term(b, of), num(-c))
        line = sheet.step(quadratic, [("sign-lost-moving", moved)], lambda left: f"{left} = 0")
        if line == moved:
            # What is wrong now has no whole-number factors as a rule, so the working goes no further.
            sheet.lines.append(f"{total(f'{of}**2', term(b, of))} = {num(c)}")
            return
    else:
        sheet.ask("Solve", f"{quadratic} = 0")
    wrong = [("factor-signs", (-p, -q))] if p + q else []
    p, q = sheet.step((p, q), wrong, lambda roots: f"{factors(of, *roots)} = 0")
    sheet.lines.append(f"{of} = {p} or {of} = {q}" if p != q else f"{of} = {p}")


def factors(of: str, p: int, q: int) -> str:
    """Return the factors of a quadratic with these roots."""
    return f"({total(of, num(-p))})*({total(of, num(-q))})"


def square(sheet: Sheet) -> None:
    """`2x² + 3 = 21`: the two roots."""
    of, root, a = sheet.letter(), sheet.number(2, 12), sheet.chance.choice([1, 1, 2, 3, 5])
    b = sheet.number(-9, 15)
    given = linear(a, b, a * root**2 + b, f"{of}**2")
    sheet.ask("Solve", given.line())
    found = settle(sheet, given).c
    if found > 0:
        # Where an error was planted before, the root need not be whole.
        up = num(root) if found == root**2 else f"sqrt({num(found)})"
        sheet.step(f"{of} = {up} or {of} = -{up}", [("root-lost", f"{of} = {up}")], str)


def common_factor(sheet: Sheet) -> None:
    """`x² = 5x`: the root 0, which goes where both sides are divided by x."""
    of, k, m = sheet.letter(), sheet.number(-9, 12, 1, -1), sheet.number(-6, 6)
    sheet.ask("Solve", f"{total(f'{of}**2', term(m, of))} = {total(term(k + m, of))}")
    wrong = [("sign-lost-moving", k + 2 * m)] if k + 2 * m else []
    k = sheet.step(k, wrong, lambda coefficient: f"{of}**2 = {term(coefficient, of)}")
    lost = [("zero-root-lost", f"{of} = {k}")]
    gathered = f"{total(f'{of}**2', term(-k, of))} = 0"
    if sheet.step(gathered, lost, str) != gathered:
        return
    sheet.lines.append(f"{of}*({total(of, num(-k))}) = 0")
    sheet.step(f"{of} = 0 or {of} = {k}", lost, str)


def subject(sheet: Sheet) -> None:
    """`v = u + at`, made into `t = (v - u)/a`."""
    v, a, t, u = sheet.chance.choice(FORMULAS)
    sheet.unknown = t
    if sheet.either():
        a = num(sheet.number(2, 9))
    product = f"{a}*{t}"
    sheet.ask(f"Make {t} the subject of", f"{v} = {total(u, product) if sheet.either() else total(product, u)}")
    wrong = [("sign-lost-moving", f"{v} + {u}"), ("one-side-only", v)]
    left = sheet.step(f"{v} - {u}", wrong, lambda side: f"{side} = {product}")
    over = f"({left})/{a}" if left != v else f"{v}/{a}"
    split = [("divided-one-term", f"{v}/{a} - {u}"), ("divided-one-term", f"{v} - {u}/{a}")]
    wrong = [
        *(split if left == f"{v} - {u}" else []),
        ("coefficient-subtracted", f"{left} - {a}"),
        ("divided-upside-down", f"{a}/({left})"),
        ("one-side-only", left),
    ]
    sheet.step(over, wrong, lambda side: f"{t} = {side}")


RECIPES: tuple[Callable[[Sheet], None], ...] = (factorising, square, common_factor, subject)
