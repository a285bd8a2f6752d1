"""Solutions, equations, inequalities, points and ratios as pupils may type them, and wrong ones near them.

The parts are numbers or formulas; what is wrong is shown so by exact fractions or values at points.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from random import Random

from evaluation.benchmarks.formula_reading import strict
from evaluation.benchmarks.plain_algebra import Unreckoned
from evaluation.benchmarks.pupil_writing import habit, written
from evaluation.benchmarks.rewriting_formulas import wrong_formulas
from evaluation.benchmarks.rewriting_numbers import number_of

Rewriting = tuple[str, str, bool]
"""How it was made, the text, and whether it is right."""
SOLUTION = re.compile(r"\s*([A-Za-z])\s*=\s*([^=,]+)")
POINT = re.compile(r"\s*\(([^(),]+),([^(),]+)\)\s*")
INEQUALITY = re.compile(r"\s*([A-Za-z])\s*(<=|>=|<|>|≤|≥)\s*([^<>=≤≥]+)")
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "≤": "≥", "≥": "≤"}
STRICTER = {"<": "<=", ">": ">=", "<=": "<", ">=": ">", "≤": "<", "≥": ">"}


def solutions(accepted: tuple[str, ...]) -> Iterator[Rewriting]:
    """Yield rewritings of a set of solutions of one letter; none for several letters at once."""
    matches = [SOLUTION.fullmatch(text.replace("$", "")) for text in accepted]
    if not all(matches) or len({match[1] for match in matches if match}) != 1:
        return
    letter = str(matches[0][1])  # type: ignore[index]
    numbers = [number_of(match[2]) for match in matches if match]
    both, turned = [str(number) for number in numbers], [str(number) for number in reversed(numbers)]
    yield "or", " or ".join(f"{letter} = {number}" for number in both), True
    yield "or, the other order", " or ".join(f"{letter} = {number}" for number in turned), True
    yield "comma, no spaces", ",".join(f"{letter}={number}" for number in both), True
    yield "letter once", f"{letter} = {' or '.join(both)}", True
    yield "and", " and ".join(f"{letter}={number}" for number in turned), True
    yield "no letter", ", ".join(both), True
    if len(numbers) > 1:
        yield "ampersand", " & ".join(f"{letter}={number}" for number in both), True
        yield "either", f"either {letter} = {both[0]} or {letter} = {both[1]}", True
        yield "both", f"{letter} = {both[0]} and {both[1]}", True
        yield "nothing between", " ".join(f"{letter}={number}" for number in both), True
    yield "is", f"{letter} is {' or '.join(both)}", True
    yield "so", f"so {letter} = {' or '.join(both)}", True
    yield "semicolon", "; ".join(f"{letter} = {number}" for number in both), True
    yield "lines", "\n".join(f"{letter} = {number}" for number in both), True
    yield "letter once, comma", f"{letter}={','.join(both)}", True
    yield "minus sign", f"{letter} = {' or '.join(both)}".replace("-", "−"), True
    yield "capital letter", " or ".join(f"{letter.upper()} = {number}" for number in both), True
    if len(numbers) > 1:
        yield "one lost", f"{letter} = {both[0]}", False
    yield "one more", f"{letter} = {' or '.join([*both, str(sorted(numbers)[-1] + 1)])}", False
    wrong = [-numbers[0], *numbers[1:]]
    if set(wrong) != set(numbers):
        yield "a sign", " or ".join(f"{letter} = {number}" for number in wrong), False
    yield (
        "each moved",
        f"{letter} = {' or '.join(str(number + _spread(numbers)) for number in numbers)}",
        False,
    )


def _spread(numbers: list[Fraction]) -> Fraction:
    """Return how far apart the numbers are, and one more, so that no sum with it is one of them."""
    return sorted(numbers)[-1] - sorted(numbers)[0] + 1


def points(accepted: tuple[str, ...]) -> Iterator[Rewriting]:
    """Yield rewritings of a list of points."""
    matches = [POINT.fullmatch(text.replace("$", "")) for text in accepted]
    if not all(matches):
        return
    found = [(number_of(match[1]), number_of(match[2])) for match in matches if match]
    yield "comma", ", ".join(f"({x}, {y})" for x, y in found), True
    yield "no spaces", ",".join(f"({x},{y})" for x, y in found), True
    yield "and, the other order", " and ".join(f"({x}, {y})" for x, y in reversed(found)), True
    yield "minus sign", ", ".join(f"( {x} , {y} )" for x, y in found).replace("-", "−"), True
    if len(found) == 1:
        yield "letters", f"x = {found[0][0]}, y = {found[0][1]}", True
        yield "letters turned", f"x = {found[0][1]}, y = {found[0][0]}", found[0][0] == found[0][1]
        yield "no brackets", f"{found[0][0]}, {found[0][1]}", True
        yield "letters, nothing between", f"x={found[0][0]} y={found[0][1]}", True
    wrong = {
        "swapped": [(y, x) for x, y in found],
        "a sign": [(-found[0][0], found[0][1]), *found[1:]],
        "one more": [(found[0][0], found[0][1] + 1), *found[1:]],
        "one lost": found[1:],
    }
    for made, other in wrong.items():
        if other and set(other) != set(found):
            yield made, ", ".join(f"({x}, {y})" for x, y in other), False


def inequality(accepted: tuple[str, ...]) -> Iterator[Rewriting]:
    """Yield rewritings of `x > 3`; none for one with two ends."""
    if len(accepted) != 1 or not (match := INEQUALITY.fullmatch(accepted[0].replace("$", ""))):
        return
    letter, sign, number = match[1], match[2], number_of(match[3])
    yield "no spaces", f"{letter}{sign}{number}", True
    yield "turned round", f"{number} {TURNED[sign]} {letter}", True
    yield "the other sign for it", f"{letter} {sign.replace('≤', '<=').replace('≥', '>=')} {number}", True
    typed = sign.replace("≤", "<=").replace("≥", ">=")
    yield "sign in the order of its name", f"{letter} {typed[::-1]} {number}", True
    yield "raised sign", f"{letter} {typed.replace('<=', '≤').replace('>=', '≥')} {number}".replace("-", "−"), True
    words = {"<": "less than", ">": "greater than", "<=": "less than or equal to", ">=": "greater than or equal to"}
    yield "words", f"{letter} is {words[typed]} {number}", True
    yield "end included or not", f"{letter} {STRICTER[sign]} {number}", False
    yield "the other way", f"{letter} {TURNED[sign]} {number}", False
    yield "one more", f"{letter} {sign} {number + 1}", False
    yield "equals", f"{letter} = {number}", False


def ratio(accepted: tuple[str, ...], form: str) -> Iterator[Rewriting]:
    """Yield rewritings of `3:4`."""
    parts = [number_of(part) for part in accepted[0].replace("$", "").split(":")]
    yield "spaces", " : ".join(map(str, parts)), True
    yield "to", " to ".join(map(str, parts)), True
    if form == "any":
        yield "three times", ":".join(str(3 * part) for part in parts), True
        yield "half", ":".join(f"{float(part / 2):g}" for part in parts), True
    if parts != parts[::-1]:
        yield "turned round", ":".join(map(str, reversed(parts))), False
    yield "one more", ":".join(map(str, [parts[0] + 1, *parts[1:]])), False


def equation(accepted: tuple[str, ...], chance: Random) -> Iterator[Rewriting]:
    """Yield rewritings of `y = 3x + 2`, its sides swapped or moved, and ones with another right side."""
    left, right = (strict(side) for side in accepted[0].split("="))
    way = habit(chance)
    yield "by habit", f"{written(left, way)} = {written(right, way)}", True
    yield "sides swapped", f"{written(right, way)} = {written(left, way)}", True
    yield "doubled", f"{written(f'2*({left})', way)} = {written(f'2*({right})', way)}", True
    yield "all on one side", f"{written(f'{left} - ({right})', way)} = 0", True
    try:
        for made, other in wrong_formulas(right, [right], chance):
            if made not in {"ten times"}:
                yield made, f"{written(left, way)} = {other}", False
    except Unreckoned:
        return
