"""What is said of a step that is typed where one number is asked for: an equation, a list in order, factors, a ratio.

It cannot be marked, so it costs nothing. What is true of it is said, and what comes next is asked; of what cannot be
told true nothing is claimed.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem
from tutor.equations import Equation, read_equation
from tutor.figures import numbers_in
from tutor.marking import Mark, Unreadable
from tutor.marking.quantity import AN_EQUATION, TWO_NUMBERS
from tutor.marking.reading import read_expression
from tutor.marking.value import evaluate, same_value
from tutor.marking.verdict import Unread

RIGHT_EQUATION = "That equation is right as far as it goes. Solve it: which number does {} stand for?"
RIGHT_SET_UP = "That equation is right. Solve it, and then read once more which number the question asks for."
OWN_EQUATION = (
    "That is an equation, and one number is asked for. Does it say everything that the question says? Then solve it, "
    "and read once more which number is asked for."
)
TWO_LETTERS = (
    "That equation has two letters, and one number is asked for. What else does the question say, so that one letter "
    "can be written with the other?"
)
IN_ORDER = "The list is in order, and one number is asked for. Keep the list as working: what is found from it?"
TRUE_SUMS = "That is true, and one number is asked for. Keep it as working: what is found from it?"
A_RATIO = "That is a ratio, and a fraction is asked for: what is the part, and what is the whole?"
RATIO = re.compile(r"\s*\d+\s*:\s*\d+\s*[.!]?\s*")
FRACTION_ASKED = re.compile(r"\bfraction\b", re.IGNORECASE)
LIST = re.compile(r"\s*(?:[-−]?\d+(?:\.\d+)?\s*[,;\s]\s*(?:and\s+)?){3,}[-−]?\d+(?:\.\d+)?\s*[.]?\s*")
BETWEEN = re.compile(r",\s+|;|\n|\s+and\s+")
TIMES = re.compile(r"(?<=\d)\s*[xX×]\s*(?=\d)")
NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")
LETTER = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])|(?<=\d)[A-Za-z](?![A-Za-z])")
STATED = re.compile(r"(?<![A-Za-z\d)])([a-z])\s*=\s*([-−]?\d+(?:\.\d+)?)(?![\d.]|\s*[-+*/^(])")
FORMULA = re.compile(r"\$([^$]+)\$")
SAMPLES = tuple(map(Fraction, (2, 3, 7)))
OF_THE_QUESTION = 2
"""Numbers of the question in a pupil's own equation from which it is no guess at a value."""


def instead(item: DrawnItem, text: str, unread: Unreadable) -> Unreadable:
    """Return what to say of a text that is no one number, where it may be a step on the way to it."""
    if not isinstance(item.answer, NumericAnswer):
        return unread
    if unread.reason == AN_EQUATION:
        return Unreadable(_of_equation(item, item.answer, text) or unread.reason)
    words = _of_several(item, text) if unread.reason == TWO_NUMBERS else ""
    return Unreadable(words) if words else unread


def in_place_of(item: DrawnItem, text: str, mark: Mark) -> Unreadable | None:
    """Return what to say of a right equation of which a part was marked as a wrong number, as 54 of 6n = 54."""
    if mark.right is not False or mark.form or not isinstance(item.answer, NumericAnswer) or "=" not in text:
        return None
    words = right_equation(item, item.answer, text)
    return Unreadable(words) if words else None


def _of_equation(item: DrawnItem, answer: NumericAnswer, text: str) -> str:
    names = set(LETTER.findall(text))
    if len(names) > 1:
        return "" if names <= _letters_asked(item) else TWO_LETTERS
    asked = bool(names & _letters_asked(item)) and _result(answer) in _values_stated(item)
    return right_equation(item, answer, text) or ("" if asked else OWN_EQUATION)


def right_equation(item: DrawnItem, answer: NumericAnswer, text: str) -> str:
    """Return what is said of an equation in one letter that is true and leads to the answer; empty for any other.

    It stands in the worked solution, or is made from the question's numbers: a true one like it is found by no guess.
    """
    equation = read_equation(text.strip(" .!?"))
    if equation is None or equation.is_result or equation.is_identity:
        return ""
    values = [*_values_stated(item), _result(answer)]
    root = next((value for value in values if value is not None and equation.holds(value)), None)
    if root is None or not (_is_a_step(item, equation) or _is_set_up(item, text)):
        return ""
    return RIGHT_EQUATION.format(equation.letter) if root == _result(answer) else RIGHT_SET_UP


def _result(answer: NumericAnswer) -> Fraction | None:
    return next(iter(numbers_in(answer.accepted[0])), None)


def _values_stated(item: DrawnItem) -> list[Fraction]:
    """Return the values that the worked solution gives to a letter."""
    return [Fraction(value.replace("−", "-")) for step in item.steps for _, value in STATED.findall(step)]


def _letters_asked(item: DrawnItem) -> set[str]:
    """Return the letters of the question's own formulas."""
    return {name for formula in FORMULA.findall(item.question) for name in LETTER.findall(formula)}


def _is_set_up(item: DrawnItem, text: str) -> bool:
    """Return whether an equation is made from the question's numbers, so that it is no value that is tried."""
    return len({*numbers_in(text)} & {*numbers_in(item.question)}) >= OF_THE_QUESTION


def _is_a_step(item: DrawnItem, equation: Equation) -> bool:
    """Return whether an equation stands in the worked solution, its sides perhaps swapped, or its letter another."""
    own = _values(equation)
    return any(_values(one) in (own, own[::-1]) for one in _equations_of(item) if _values(one))


def _equations_of(item: DrawnItem) -> Iterator[Equation]:
    for step in item.steps:
        for formula in FORMULA.findall(step):
            if (found := read_equation(formula)) is not None:
                yield found


def _values(equation: Equation) -> tuple[tuple[Fraction, ...], ...]:
    """Return what the two sides come to at a few values of the letter; empty where that is not exact."""
    found = []
    for side in equation.relation.sides:
        try:
            values = [evaluate(side, {equation.letter: value}) for value in SAMPLES]
        except Unread:
            return ()
        if not all(isinstance(value, Fraction) for value in values):
            return ()
        found.append(tuple(value for value in values if isinstance(value, Fraction)))
    return tuple(found)


def _of_several(item: DrawnItem, text: str) -> str:
    """Return what is said of several numbers where one is asked for, empty where nothing is known of them."""
    if RATIO.fullmatch(text):
        return A_RATIO if FRACTION_ASKED.search(item.question) else ""
    if LIST.fullmatch(text):
        own = [Fraction(one.replace("−", "-")) for one in NUMBER.findall(text)]
        given = sorted(value for value in numbers_in(item.question) if value in own)
        return IN_ORDER if own in (given, given[::-1]) and own != _as_given(item, own) else ""
    return TRUE_SUMS if all(map(_is_true, BETWEEN.split(text.strip(" .")))) else ""


def _is_true(statement: str) -> bool:
    """Return whether a statement is two sums with an equals sign between them that come to the same."""
    sides = statement.split("=")
    try:
        values = [evaluate(read_expression(TIMES.sub("*", side))) for side in sides]
    except Unread:
        return False
    return len(values) == 2 and same_value(*values) and sides[0].strip() != sides[1].strip()


def _as_given(item: DrawnItem, own: list[Fraction]) -> list[Fraction]:
    return [value for value in numbers_in(item.question) if value in own]
