"""Cases for the marking benchmark from accepted answers: equal rewritings, and wrong answers near them.

Each line of the file of answers is `{"kind": "numeric", "accepted": ["3/4"]}`, perhaps with a `form` and with
`wrong`, a list of answers known to be wrong. Which rewriting is equal is settled by exact arithmetic and by values
at points, never by the marking code, and none that is not settled is given out.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from evaluation.benchmarks import rewriting_formulas, rewriting_numbers, rewriting_sets
from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.formula_reading import strict
from evaluation.benchmarks.plain_algebra import Unreckoned, equal
from evaluation.benchmarks.rewriting_formulas import LONGEST, equal_formulas, wrong_formulas
from evaluation.benchmarks.rewriting_numbers import equal_numbers, number_and_unit, wrong_numbers

FIELDS = {"kind", "accepted", "form", "wrong"}


@dataclass(frozen=True)
class Accepted:
    """The answers accepted to one item, its form, and answers known to be wrong."""

    kind: str
    texts: tuple[str, ...]
    form: str = "any"
    wrong: tuple[str, ...] = ()


def read(path: Path) -> Iterator[Accepted]:
    """Yield the answers of a file.

    Raises:
        InvalidCases: a line is not as it should be.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            if not set(fields) <= FIELDS:
                raise InvalidCases(f"{path}, line {number}: the fields must be among {', '.join(sorted(FIELDS))}")
            yield Accepted(
                fields["kind"], tuple(fields["accepted"]), fields.get("form", "any"), tuple(fields.get("wrong", ()))
            )
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InvalidCases(f"{path}, line {number}: an answer needs a kind and accepted texts") from error


def marking_cases(answers: Iterator[Accepted], seed: int) -> Iterator[dict[str, Any]]:
    """Yield cases of the marking benchmark: the accepted texts, their rewritings, and wrong answers near them.

    The cases of an answer depend on it and the seed alone.
    """
    for answer in answers:
        chance = Random(f"{seed} {answer.kind} {answer.texts}")
        said: set[str] = set()
        for made, text, right in _all(answer, chance):
            if text not in said:
                said.add(text)
                case = {"kind": answer.kind, "accepted": list(answer.texts), "answer": text, "right": right}
                yield {**case, **({"form": answer.form} if answer.form != "any" else {}), "made": made}


def _all(answer: Accepted, chance: Random) -> Iterator[rewriting_sets.Rewriting]:
    if answer.kind not in {"solutions", "coordinates"}:
        for text in answer.texts:
            yield "accepted", text, True
    for text in answer.wrong:
        yield "known to be wrong", text, False
    try:
        yield from _rewritten(answer, chance)
    except Unreckoned:
        # What the independent reader cannot read has no rewritings, only itself.
        return


def _rewritten(answer: Accepted, chance: Random) -> Iterator[rewriting_sets.Rewriting]:
    makers: dict[str, Callable[[], Iterator[rewriting_sets.Rewriting]]] = {
        "numeric": lambda: _numeric(answer),
        "expression": lambda: _expression(answer, chance),
        "choice": lambda: _choice(answer),
        "solutions": lambda: rewriting_sets.solutions(answer.texts),
        "coordinates": lambda: rewriting_sets.points(answer.texts),
        "inequality": lambda: rewriting_sets.inequality(answer.texts),
        "ratio": lambda: rewriting_sets.ratio(answer.texts, answer.form),
        "equation": lambda: rewriting_sets.equation(answer.texts, chance),
    }
    yield from makers[answer.kind]() if answer.kind in makers else ()


def _numeric(answer: Accepted) -> Iterator[rewriting_sets.Rewriting]:
    numbers = [number_and_unit(text)[0] for text in answer.texts]
    for text in answer.texts:
        for made, rewritten in equal_numbers(text, answer.form):
            yield made, rewritten, True
        for made, unwanted in rewriting_numbers.other_forms(text, answer.form):
            yield made, unwanted, False
        for made, wrong in wrong_numbers(text, numbers):
            yield made, wrong, False


def _expression(answer: Accepted, chance: Random) -> Iterator[rewriting_sets.Rewriting]:
    formulas = [strict(text) for text in answer.texts]
    for formula in formulas:
        if len(formula) > LONGEST or not equal(formula, formula):
            continue
        for made, rewritten in equal_formulas(formula, answer.form, chance):
            yield made, rewritten, True
        for made, unwanted in rewriting_formulas.other_forms(formula, answer.form):
            yield made, unwanted, False
        for made, wrong in wrong_formulas(formula, formulas, chance):
            yield made, wrong, False


def _choice(answer: Accepted) -> Iterator[rewriting_sets.Rewriting]:
    for text in answer.texts:
        yield "spaces round it", f" {text} ", True
        if "$" not in text:
            yield "small letters", text.lower(), True
            yield "capitals", text.upper(), True
