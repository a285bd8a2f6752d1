"""Recipes for expanding, factorising, collecting terms and algebraic fractions, with the wrong rules in them."""

from collections.abc import Callable

from evaluation.benchmarks.planted_quadratics import factors
from evaluation.benchmarks.sheet import SLIP, Sheet, num, term, total

TWO_LETTERS = (("a", "b"), ("x", "y"), ("p", "q"), ("m", "n"))


def two_brackets_added(sheet: Sheet) -> None:
    """`3(x + 4) - 2(x - 5)`."""
    of = sheet.letter()
    a, c = sheet.number(2, 7), sheet.number(-6, 6, 1, -1)
    b, d = sheet.number(-9, 9), sheet.number(-9, 9)
    second = f"{abs(c)}*({total(of, num(d))})"
    sheet.ask("Expand and simplify", f"{a}*({total(of, num(b))}) {'+' if c > 0 else '-'} {second}")
    wrong = [
        ("expand-first-only", (b, c * d)),
        ("expand-first-only", (a * b, d if c > 0 else -d)),
        (SLIP, (int(sheet.slip(a * b)), c * d)),
    ]
    if c < 0:
        # Both name it: a bracket after a minus, multiplied by a negative number.
        wrong += [("expand-sign", (a * b, -c * d)), ("bracket-minus", (a * b, -c * d))]
    numbers = sheet.step(
        (a * b, c * d), wrong, lambda ends: total(term(a, of), num(ends[0]), term(c, of), num(ends[1]))
    )
    collect(sheet, (a, c), sum(numbers))


def collect(sheet: Sheet, coefficients: tuple[int, int], number: int) -> None:
    """Collect two terms in the letter beside a number, and stop there, unless unlike terms are joined."""
    a, c = coefficients
    of = sheet.unknown

    def line(state: tuple[int, int, str]) -> str:
        return total(term(state[0], state[2]), num(state[1]) if state[1] else "")

    wrong = [("like-terms-multiplied", (a * c, number, of)), (SLIP, (a + c, int(sheet.slip(number)), of))]
    if a + c:
        wrong.append(("like-terms-multiplied", (a + c, number, f"{of}**2")))
    collected = sheet.step((a + c, number, of), wrong, line)
    if collected[0] and collected[1] and collected[0] + collected[1]:
        sheet.ending([("unlike-terms-joined", term(collected[0] + collected[1], collected[2]))])


def minus_bracket(sheet: Sheet) -> None:
    """`7 - (x + 3)` and `5x - (2x - 3)`."""
    of, a = sheet.letter(), sheet.number(1, 5)
    b, k = sheet.number(-9, 9), sheet.number(2, 15)
    bracket = total(term(a, of), num(b))
    if sheet.either():
        sheet.ask("Simplify", f"{k} - ({bracket})")
        b = sheet.step(b, [("bracket-minus", -b)], lambda end: total(num(k), term(-a, of), num(-end)))
        wrong = [(SLIP, int(sheet.slip(k - b)))]
        left = sheet.step(k - b, wrong, lambda end: total(num(end) if end else "", term(-a, of)))
        if left and left != a:
            sheet.ending([("unlike-terms-joined", term(left - a, of))])
        return
    sheet.ask("Simplify", f"{term(k, of)} - ({bracket})")
    b = sheet.step(b, [("bracket-minus", -b)], lambda end: total(term(k, of), term(-a, of), num(-end)))
    collect(sheet, (k, -a), -b)


def double_brackets(sheet: Sheet) -> None:
    """`(x + 2)(x + 3)`."""
    of, a, b = sheet.letter(), sheet.number(-9, 9), sheet.number(-9, 9)
    sheet.ask("Expand and simplify", factors(of, -a, -b))
    _multiply_out(sheet, a, b, [("cross-terms-missing", "")])


def _multiply_out(sheet: Sheet, a: int, b: int, rules: list[tuple[str, str]]) -> None:
    """Multiply `(x + a)(x + b)` out and collect; the rules drop the middle terms."""
    of = sheet.unknown
    ends = (f"{of}**2", num(a * b))
    four = total(ends[0], term(a, of), term(b, of), ends[1])
    wrong = [(rule, total(*ends)) for rule, _ in rules]
    wrong.append((SLIP, total(ends[0], term(a, of), term(b, of), num(sheet.slip(a * b)))))
    line = sheet.step(four, wrong, str)
    if line != four:
        return
    middle = [
        (SLIP, total(ends[0], term(a + b + 1, of), ends[1])),
        ("like-terms-multiplied", total(ends[0], term(a * b, of), ends[1])),
    ]
    sheet.step(total(ends[0], term(a + b, of), ends[1]), middle, str)


def squared_bracket(sheet: Sheet) -> None:
    """`(x + 5)²`, beside another term so that there is something to collect."""
    of, a, k = sheet.letter(), sheet.number(-9, 12), sheet.number(2, 9)
    bracket = total(of, num(a))
    extra = term(k, of)
    sheet.ask("Expand and simplify", f"({bracket})**2 + {extra}")
    if sheet.either():
        sheet.lines.append(f"({bracket})*({bracket}) + {extra}")
        rules = ["square-sum", "cross-terms-missing"]
    else:
        rules = ["square-sum"]
    square = sheet.step(
        (2 * a, a * a),
        [*((rule, (0, a * a)) for rule in rules), (SLIP, (2 * a, int(sheet.slip(a * a))))],
        lambda state: total(f"{of}**2", term(state[0], of), num(state[1]), extra),
    )
    if square[0]:
        right = total(f"{of}**2", term(square[0] + k, of), num(square[1]))
        wrong = total(f"{of}**2", term(square[0] + k + 1, of), num(square[1]))
        sheet.step(right, [(SLIP, wrong)], str)
    else:
        sheet.lines.append(total(f"{of}**2", extra, num(square[1])))


def squared_term(sheet: Sheet) -> None:
    """`(3x)² + 5x²`."""
    of, a, b = sheet.letter(), sheet.number(2, 9), sheet.number(2, 9)
    sheet.ask("Simplify", f"({term(a, of)})**2 + {term(b, of)}**2")
    wrong = [("coefficient-not-squared", a), (SLIP, int(sheet.slip(a * a)))]
    a = sheet.step(a * a, wrong, lambda square: total(f"{term(square, of)}**2", f"{term(b, of)}**2"))
    joined = [
        ("like-terms-multiplied", f"{a * b}*{of}**2"),
        ("like-terms-multiplied", f"{a + b}*{of}**4"),
        (SLIP, f"{num(sheet.slip(a + b))}*{of}**2"),
    ]
    sheet.step(f"{a + b}*{of}**2", joined, str)


def like_terms(sheet: Sheet) -> None:
    """`3x + 4 + 2x - 1`."""
    of, a, c = sheet.letter(), sheet.number(2, 9), sheet.number(-5, 9)
    b, d = sheet.number(-9, 9), sheet.number(-9, 9)
    sheet.ask("Simplify", total(term(a, of), num(b), term(c, of), num(d)))
    sheet.lines.append(total(term(a, of), term(c, of), num(b), num(d)))
    collect(sheet, (a, c), b + d)


def two_letters(sheet: Sheet) -> None:
    """`3a + 2b + 4a - b`."""
    one, other = sheet.chance.choice(TWO_LETTERS)
    a, c, b, d = sheet.number(2, 9), sheet.number(2, 9), sheet.number(2, 9), sheet.number(-5, 6)
    sheet.ask("Simplify", total(term(a, one), term(b, other), term(c, one), term(d, other)))
    sheet.lines.append(total(term(a, one), term(c, one), term(b, other), term(d, other)))
    wrong = [("like-terms-multiplied", (a * c, b + d)), (SLIP, (int(sheet.slip(a + c)), b + d))]
    ends = sheet.step((a + c, b + d), wrong, lambda state: total(term(state[0], one), term(state[1], other)))
    if ends[1] and sum(ends) not in {0, 1}:
        sheet.ending([("unlike-terms-joined", f"{sum(ends)}*{one}*{other}")])


def negative_term_taken(sheet: Sheet) -> None:
    """`4x - (-2x) + 3`."""
    of, a, b, k = sheet.letter(), sheet.number(2, 9), sheet.number(2, 9), sheet.number(-9, 9)
    taken = f"(-{term(b, of)})" if sheet.either() else f"-{term(b, of)}"
    sheet.ask("Simplify", total(f"{term(a, of)} - {taken}", num(k)))
    wrong = [("subtracted-negative", -b)]
    b = sheet.step(b, wrong, lambda second: total(term(a, of), term(second, of), num(k)))
    collect(sheet, (a, b), k)


def negative_product(sheet: Sheet) -> None:
    """`-3 × -x + 2x + 5`."""
    of, a, b, k = sheet.letter(), sheet.number(2, 9), sheet.number(2, 9), sheet.number(-9, 9)
    product = f"-{a}*-{of}" if sheet.either() else f"(-{a})*(-{of})"
    sheet.ask("Simplify", total(product, term(b, of), num(k)))
    wrong = [("negatives-multiplied", -a)]
    a = sheet.step(a, wrong, lambda first: total(term(first, of), term(b, of), num(k)))
    collect(sheet, (a, b), k)


def trinomial(sheet: Sheet) -> None:
    """`x² - 5x + 6`, factorised."""
    of, p, q = sheet.letter(), sheet.number(-9, 9), sheet.number(-9, 9)
    b = -(p + q)
    k = sheet.number(2, 9)
    sheet.ask("Factorise", total(f"{of}**2", term(b - k, of), term(k, of), num(p * q)))
    sheet.lines.append(total(f"{of}**2", term(b, of), num(p * q)))
    if sheet.either():
        sheet.lines.append(total(f"{of}**2", term(-p, of), term(-q, of), num(p * q)))
    wrong = [("factor-signs", factors(of, -p, -q))] if b else []
    sheet.step(factors(of, p, q), wrong, str)


def cancelled(sheet: Sheet) -> None:
    """`(2x + 6)/2`, and `(x + 6)/6`, which goes no further."""
    of, a, b, k = sheet.letter(), sheet.number(2, 9), sheet.number(-9, 9), sheet.number(1, 5)
    if sheet.either():
        first = total(term(a, of), num(a * b - k), num(k))
        sheet.ask("Simplify", f"({first})/{a}")
        sheet.lines.append(f"({total(term(a, of), num(a * b))})/{a}")
        wrong = [
            ("cancelled-terms", total(of, num(a * b))),
            ("cancelled-terms", total(term(a, of), num(b))),
            (SLIP, total(of, num(sheet.slip(b)))),
        ]
        sheet.step(total(of, num(b)), wrong, str)
        return
    a = k + sheet.number(1, 6)
    sheet.ask("Simplify", f"({total(of, num(a - k), num(k))})/{a}")
    sheet.lines.append(f"({total(of, num(a))})/{a}")
    sheet.ending([("cancelled-terms", of)])


def algebraic_fractions(sheet: Sheet) -> None:
    """`x/2 + x/3`."""
    of, a = sheet.letter(), sheet.number(2, 7)
    b = sheet.number(2, 7, a)
    sheet.ask("Simplify", f"{of}/{a} + {of}/{b}")
    common = f"{term(b, of)}/{a * b} + {term(a, of)}/{a * b}"
    added = f"2*{of}/{a + b}"
    if sheet.step(common, [("denominators-added", added)], str) == added:
        return
    wrong = [
        ("denominators-added", f"{term(a + b, of)}/{2 * a * b}"),
        (SLIP, f"{num(sheet.slip(a + b))}*{of}/{a * b}"),
    ]
    sheet.step(f"{term(a + b, of)}/{a * b}", wrong, str)


def root_with_letter(sheet: Sheet) -> None:
    """`√(x² + 5 + 4)`, which goes no further than `√(x² + 9)`."""
    of, root = sheet.letter(), sheet.number(2, 9)
    part = sheet.number(1, root**2 - 1)
    sheet.ask("Simplify", f"sqrt({of}**2 + {part} + {root**2 - part})")
    sheet.lines.append(f"sqrt({of}**2 + {root**2})")
    sheet.ending([("root-of-sum", f"{of} + {root}")])


RECIPES: tuple[Callable[[Sheet], None], ...] = (
    two_brackets_added,
    minus_bracket,
    double_brackets,
    squared_bracket,
    squared_term,
    like_terms,
    two_letters,
    negative_term_taken,
    negative_product,
    trinomial,
    cancelled,
    algebraic_fractions,
    root_with_letter,
)
