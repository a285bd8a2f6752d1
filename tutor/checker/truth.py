"""Whether what a draft states in signs is true: its sums, and its equations in letters.

An equation in letters may stand if it is given, if it is an identity, or if the item's answer makes it true. What
stands between quotation marks and is the pupil's own, word for word, is the pupil's.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from content_store.answers import Answer, NumericAnswer, SolutionsAnswer
from tutor.checker.vocabulary import squeezed
from tutor.equations import Equation
from tutor.figures import numbers_in
from tutor.marking import equivalent
from tutor.marking.statement import read_statement
from tutor.marking.tree import letters
from tutor.marking.verdict import Unread
from tutor.sums_reading import false_claims

FORMULA = re.compile(r"\$([^$]+)\$")
SIGNS = re.compile(r"(?:\\[a-z]+|[A-Za-zπθ\d.,()+\-−–*×÷/^{}=²³√])+")
WORD = re.compile(r"[A-Za-z]{2,}")
PRODUCT = re.compile(r"(?<![A-Za-z])[A-Z]{2}(?![A-Za-z])|\\[a-z]+")
"""Letters side by side that are maths in running words: IR, and commands of LaTeX."""
UNIT_AFTER_NUMBER = re.compile(r"\d\s+(?:[mgsNJWVACKL]|cm|mm|km|kg|mg|ml|Hz|kJ)\b")
MARKS = " .,;:!?“”\"'"


def without_quotations(text: str, allowed: tuple[str, ...]) -> str:
    """Return a text less what it quotes word for word: a pupil's own false sum may be shown back as theirs."""
    before = squeezed(" ".join(allowed))

    def kept(quoted: re.Match[str]) -> str:
        return "" if squeezed(quoted[1].rstrip(".,…")) in before else quoted[0]

    return re.sub(r"[“\"]([^”\"]*)[”\"]", kept, text)


def misquoted(text: str, allowed: tuple[str, ...]) -> list[str]:
    """Return what a text puts between quotation marks that stands in no allowed text as it is quoted."""
    before = squeezed(" ".join(allowed))
    quoted = re.findall(r"[“\"]([^“”\"]+)[”\"]", text)
    return [one for one in quoted if squeezed(one.strip(MARKS + "…")) not in before]


def false_sums(draft: str, allowed: tuple[str, ...]) -> list[str]:
    """Return the sums of a draft that do not come out."""
    return false_claims(without_quotations(draft, allowed))


def false_algebra(draft: str, answer: Answer | None, allowed: tuple[str, ...]) -> list[str]:
    """Return the equations in letters of a draft that are neither given, nor identities, nor true of the answer."""
    before = squeezed(" ".join(allowed))
    stated = equations_in(without_quotations(draft, allowed))
    return [one for one in stated if squeezed(one) not in before and not _holds(one, answer)]


def equations_in(text: str) -> Iterator[str]:
    """Yield the equations with letters that a text states, between dollar signs or in its running words."""
    for formula in FORMULA.findall(text):
        if _is_equation(formula):
            yield formula.strip()
    run: list[str] = []
    for piece in [*FORMULA.sub(" ; ", text).split(), ";"]:
        bare = piece.strip(MARKS)
        if _is_maths(bare):
            run.append(bare)
        if piece != bare or not _is_maths(bare):
            if _is_equation(" ".join(run)):
                yield " ".join(run)
            run = []


def _is_maths(piece: str) -> bool:
    """Return whether a piece of running words is maths: signs, figures and single letters, but no article."""
    return bool(SIGNS.fullmatch(piece)) and not WORD.search(PRODUCT.sub("", piece)) and piece not in ("a", "A", "I")


def _is_equation(text: str) -> bool:
    sides = re.split(r"(?<![<>≤≥])=", text)
    return (
        len(sides) > 1
        and all(side.strip() for side in sides)
        and bool(re.search(r"[A-Za-z]", re.sub(r"\\[a-z]+", "", text)))
    )


def _holds(equation: str, answer: Answer | None) -> bool:
    """Return whether an equation is an identity, or is true of the answer's value."""
    if UNIT_AFTER_NUMBER.search(equation):
        return True  # a conversion of units is no algebra; its numbers are checked as sums and sources are
    sides = [side.strip() for side in equation.split("=")]
    if all(equivalent(sides[0], side) for side in sides[1:]):
        return True
    if not isinstance(answer, NumericAnswer | SolutionsAnswer):
        return False
    read = _read(equation)
    return read is not None and any(read.holds(value) for value in _values(answer))


def _values(answer: NumericAnswer | SolutionsAnswer) -> list[Fraction]:
    """Return the values, with their signs, that the unknown of an item has."""
    found = []
    for accepted in answer.accepted:
        numbers = numbers_in(accepted)
        sign = -1 if re.search(r"(?:^|=)\s*[-−]", accepted) else 1
        found += [sign * numbers[0]] if numbers else []
    return found


def _read(equation: str) -> Equation | None:
    try:
        statement = read_statement(equation)
    except Unread:
        return None
    relation = statement.relations[0]
    if len(statement.relations) != 1 or set(relation.signs) != {"="}:
        return None
    names = set().union(*(letters(side) for side in relation.sides))
    return Equation(equation, relation, names.pop()) if len(names) == 1 else None
