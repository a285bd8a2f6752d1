"""The wrong rules that working is checked for, and which of them explains a line.

A rule computes from the line before what it would make of it; a line is explained by the first rule, in
the order below, that makes the line itself, and else by the first that makes a line from which it follows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from tutor.marking.algebra import equal
from tutor.marking.slips import written_terms
from tutor.marking.solution_set import Compared, Solutions, listed
from tutor.marking.term_lists import is_sum, rewritten
from tutor.marking.tree import Node, walk
from tutor.marking.wrong_moves import MOVES
from tutor.marking.wrong_powers import FRACTIONS_AND_POWERS
from tutor.marking.wrong_rewrites import BRACKETS_AND_TERMS

MOST_PLACES = 60
"""How many places one rule is tried at: a line of working has fewer."""

MOST_PARTS = 80
"""The largest tree that is explained, counted in numbers, letters and operations."""

SLIP = "arithmetic-slip"


@dataclass(frozen=True)
class WrongRule:
    """A wrong rule: its name for a teacher, and what is true instead, said to the pupil."""

    id: str
    name: str
    correction: str


def _rules(*rows: tuple[str, str, str]) -> dict[str, WrongRule]:
    return {row[0]: WrongRule(*row) for row in rows}


WRONG_RULES: Mapping[str, WrongRule] = _rules(
    # Commoner first where two rules make the same line: slips with signs and brackets, then moves in an
    # equation, then fractions and powers. The order is a judgement, not a measurement.
    (
        "expand-first-only",
        "Only the first term of the bracket multiplied",
        "The number in front of a bracket multiplies every term inside it, not only the first.",
    ),
    (
        "bracket-minus",
        "Minus sign applied only to the first term of the bracket",
        "A minus sign in front of a bracket changes the sign of every term inside it.",
    ),
    (
        "expand-sign",
        "Wrong sign when a bracket is multiplied out",
        "Each product takes its sign from both parts: a negative times a negative is positive.",
    ),
    (
        "square-sum",
        "A sum squared term by term",
        "Squaring a bracket means multiplying the bracket by itself, which also gives middle terms.",
    ),
    (
        "cross-terms-missing",
        "Middle terms missing from two brackets multiplied",
        "Every term in the first bracket multiplies every term in the second.",
    ),
    (
        "inequality-not-flipped",
        "Inequality sign not turned round",
        "Multiplying or dividing both sides of an inequality by a negative number turns the sign round.",
    ),
    (
        "sign-lost-moving",
        "Sign not changed when a term is moved across the equals sign",
        "A term is removed by doing the opposite to both sides, so it appears on the other side with its sign changed.",
    ),
    (
        "coefficient-subtracted",
        "Coefficient subtracted, not divided by",
        "A number that multiplies a letter is undone by dividing, not by subtracting.",
    ),
    (
        "divided-upside-down",
        "Division done the wrong way round",
        "Divide both sides by the number in front of the letter, so that number goes underneath.",
    ),
    (
        "divided-for-multiply",
        "Divided again, not multiplied, to undo a division",
        "A division is undone by multiplying both sides by the same number.",
    ),
    (
        "divided-one-term",
        "Only one term of a side divided or multiplied",
        "When a side is divided or multiplied, every term on that side is divided or multiplied.",
    ),
    (
        "one-side-only",
        "A change made to one side only",
        "Whatever is done to one side of an equation must also be done to the other side.",
    ),
    (
        "cancelled-terms",
        "Part of a sum cancelled",
        "Dividing a sum divides every term of it, so only factors of the whole top can be cancelled.",
    ),
    (
        "unlike-terms-joined",
        "Unlike terms joined into one",
        "Only like terms can be added: the same letters with the same powers.",
    ),
    (
        "like-terms-multiplied",
        "Like terms multiplied where they are added",
        "Adding like terms adds the numbers in front and leaves the letters as they are.",
    ),
    (
        "fraction-both-multiplied",
        "Top and bottom of a fraction both multiplied",
        "Multiplying a fraction by a whole number multiplies the numerator only.",
    ),
    (
        "denominators-added",
        "Denominators added as well as numerators",
        "Fractions are added over a common denominator, and the denominators themselves are not added.",
    ),
    (
        "subtracted-negative",
        "Subtracting a negative not treated as adding",
        "Subtracting a negative number is the same as adding the positive number.",
    ),
    (
        "negatives-multiplied",
        "Two negatives multiplied to give a negative",
        "A negative multiplied or divided by a negative is positive.",
    ),
    (
        "negative-squared",
        "A negative number squared to give a negative",
        "A negative number multiplied by itself is positive.",
    ),
    (
        "coefficient-not-squared",
        "Number in the bracket not raised to the power",
        "A power outside a bracket applies to every factor inside it, the number as well as the letter.",
    ),
    (
        "root-of-sum",
        "Root of a sum taken term by term",
        "The root of a sum is not the sum of the roots: work out what is under the root first.",
    ),
    (
        "power-of-power-added",
        "Powers added for a power of a power",
        "For a power raised to another power, the powers are multiplied.",
    ),
    (
        "powers-multiplied",
        "Powers multiplied where they are added",
        "When powers of the same number or letter are multiplied, the powers are added.",
    ),
    (
        "negative-power-negated",
        "A negative power taken as a negative number",
        "A negative power means one divided by the positive power, so it does not make the result negative.",
    ),
    (
        "wrong-fraction-flipped",
        "Wrong fraction turned over in a division",
        "To divide by a fraction, turn over the fraction that comes after the division sign, then multiply.",
    ),
    (
        "left-to-right",
        "Worked from left to right, ignoring the order of operations",
        "Multiplication and division come before addition and subtraction.",
    ),
    (
        "factor-signs",
        "Signs in the factors wrong",
        "The two numbers in the brackets multiply to the last term and add to the coefficient of the middle term.",
    ),
    (
        "root-lost",
        "A solution lost",
        "A positive number has two square roots, one positive and one negative, so both solutions are needed.",
    ),
    (
        "zero-root-lost",
        "Divided by the letter, losing the solution zero",
        "Dividing both sides by a letter loses the solution where that letter is zero, so factorise instead.",
    ),
    (SLIP, "A sum that does not come out", "This sum does not come out as written, so work it out again."),
)

FACTORISING = {"factor-signs"}
"""Rules that explain factors only: a sum that is worked out wrongly is no wrong factorising."""

REWRITES = {**BRACKETS_AND_TERMS, **FRACTIONS_AND_POWERS}


def rule_for_expression(before: Node, after: Node) -> str | None:
    """Return the id of the wrong rule that makes one expression of another; None where none does."""
    if _too_large(before, after):
        return None
    rules = [rule for rule in WRONG_RULES if rule in REWRITES and (rule not in FACTORISING or not is_sum(after))]
    made = [(rule, new) for rule in rules for new in _rewritten(before, rule)]
    alike = [(rule, new) for rule, new in made if equal(new, after)]
    written = written_terms(after) if len(alike) > 1 else None
    exact = (rule for rule, new in alike if written is not None and written_terms(new) == written)
    return next(exact, alike[0][0] if alike else None)


def rule_for_relation(before: Compared, after: Compared) -> str | None:
    """Return the id of the wrong rule that makes one equation or inequality of another; None where none does."""
    if _too_large(before.left, before.right, after.left, after.right):
        return None
    made = [(rule, new) for rule in WRONG_RULES for new in _made(before, rule)]
    found = next((rule for rule, new in made if _same_sides(new, after)), None)
    if found is not None or len(after.letters) != 1:
        return found
    wanted = Solutions(((after,),))
    if not (is_sum(before.left) or is_sum(before.right)):  # with no terms to move, a lost sign was lost in dividing
        made = [(rule, new) for rule, new in made if rule != "sign-lost-moving"]
    return next((rule for rule, new in made if _same_solutions(new, wanted)), None)


def _rewritten(node: Node, rule: str) -> Iterator[Node]:
    return islice(rewritten(node, REWRITES[rule]), MOST_PLACES)


def _made(before: Compared, rule: str) -> Iterator[Compared]:
    """Yield what a rule makes of a relation, as a whole or of one of its sides."""
    if rule in MOVES:
        yield from islice(MOVES[rule](before), MOST_PLACES)
    if rule in REWRITES:
        for left in _rewritten(before.left, rule):
            yield Compared(left, before.sign, before.right)
        for right in _rewritten(before.right, rule):
            yield Compared(before.left, before.sign, right)


def _same_sides(new: Compared, after: Compared) -> bool:
    if new.sign == after.sign and equal(new.left, after.left) and equal(new.right, after.right):
        return True
    turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(new.sign, "=")
    return turned == after.sign and equal(new.left, after.right) and equal(new.right, after.left)


def _same_solutions(new: Compared, wanted: Solutions) -> bool:
    """Tell whether a wrong rule's equation has the solutions of the pupil's."""
    if new.letters != wanted.letters:
        return False
    made = Solutions(((new,),))
    if not wanted.is_equation:
        return new.sign != "=" and made.has_same_set(wanted) is True
    roots = wanted.roots
    if not roots or new.sign != "=" or not all(new.holds(dict.fromkeys(new.letters, root)) for root in roots):
        return False
    return made.roots is not None and all(listed(root, roots) for root in made.roots)


def _too_large(*nodes: Node) -> bool:
    return sum(1 for node in nodes for _ in walk(node)) > MOST_PARTS
