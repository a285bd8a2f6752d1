"""Worked solutions turned into a pupil's working with one wrong step, which is known and carried on to the end.

What a reply should name is then certain, which no dialogue in the wild can say. Only solutions are planted in of which
every sum comes out and uses a number of the question or an earlier result.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from evaluation.benchmarks.cases import InvalidCases
from tutor import sums, sums_reading
from tutor.sums import Claim, Number, Part, Sum
from tutor.working import Solution

Plant = Literal["slip", "operand", "sign", "early", "omitted"]
"""A result that does not come out; another number of the question; another sign; a number in the place of the result
that is made from it; the last number of three or more left out."""
PLANTS: tuple[Plant, ...] = ("slip", "operand", "sign", "early", "omitted")
OTHER_SIGNS = {"+": "−×", "−": "+", "×": "+", "÷": "×"}
MOST_DECIMALS = 2
TRIES = 20


class Worked(BaseModel):
    """A question with its worked solution, as a line of a case file holds it; other keys are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str
    solution: str
    answer: str


@dataclass(frozen=True)
class Planted:
    """A pupil's working, and the step that was made wrong in it."""

    worked: Worked
    text: str
    wrong_step: str
    plant: Plant


def tutoring_cases(path: Path, seed: int) -> Iterator[dict[str, object]]:
    """Yield a tutoring case for every worked solution of a file that a step can be planted in.

    Raises:
        InvalidCases: a line has no question, solution or answer.
    """
    chance = random.Random(seed)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            planted = plant(Worked.model_validate_json(line), chance)
        except ValidationError as error:
            raise InvalidCases(f"{path}, line {number}: {error.errors()[0]['msg']}") from error
        if planted is not None:
            turns = [{"who": "pupil", "text": planted.text}]
            yield {
                **planted.worked.model_dump(),
                "turns": turns,
                "wrong_step": planted.wrong_step,
                "plant": planted.plant,
            }


def plant(worked: Worked, chance: random.Random) -> Planted | None:
    """Return working with one wrong step, of a kind and at a place drawn by chance; None where none can be made."""
    solution = Solution(worked.question, worked.solution, worked.answer)
    claims = [step.claim for step in solution.steps]
    sound = len(claims) > 1 and all(claim.true for claim in claims) and claims[-1].stated.value == solution.answer
    if not sound or not _is_chain(solution, claims):
        return None
    for _ in range(TRIES):
        kind, place = chance.choice(PLANTS), chance.randrange(len(claims))
        lines = _carried(solution, claims, place, _wrong(solution, claims[place], kind, chance))
        if lines:
            return Planted(worked, "\n".join(lines), lines[place], kind)
    return None


def _is_chain(solution: Solution, claims: Sequence[Claim]) -> bool:
    """Return whether every result but the last is used by a later sum and none comes twice."""
    results = [claim.stated.value for claim in claims]
    later = [
        {value for claim in claims[place + 1 :] for value in sums.values(claim.left)} for place in range(len(claims))
    ]
    used = all(value in after for value, after in zip(results[:-1], later, strict=False))
    return used and len(set(results)) == len(results) and not any(solution.gives(value) for value in results)


def _wrong(solution: Solution, claim: Claim, kind: Plant, chance: random.Random) -> tuple[Part, Fraction] | None:
    """Return a sum and the result that is written for it, wrong in one way."""
    if kind == "slip":
        return claim.left, claim.stated.value + chance.choice([-10, -2, -1, 1, 2, 10])
    left = _other_sum(solution, claim.left, kind, chance) if isinstance(claim.left, Sum) else None
    value = sums.value_of(left) if left is not None else None
    return None if left is None or value is None else (left, value)


def _other_sum(solution: Solution, left: Sum, kind: Plant, chance: random.Random) -> Part | None:
    """Return a sum in the place of the right one."""
    if kind == "sign":
        return Sum(chance.choice(OTHER_SIGNS.get(left.sign, "+")), left.left, left.right)
    if kind == "omitted":
        return left.left if isinstance(left.left, Sum) else None
    if kind == "operand":
        numbers = sums_reading.numbers_in(solution.question)
        return Sum(left.sign, left.left, chance.choice(numbers)) if numbers else None
    makers = [step.claim for step in solution.steps if step.result in sums.values(left)]
    from_it = [number for claim in makers for number in sums.leaves(claim.left) if solution.gives(number.value)]
    if not from_it:
        return None
    number, made = chance.choice(from_it), {claim.stated.value for claim in makers}
    return _with(left, dict.fromkeys(made, number.value)) if len(made) == 1 else None


def _carried(
    solution: Solution, claims: Sequence[Claim], place: int, wrong: tuple[Part, Fraction] | None
) -> list[str] | None:
    """Return the lines of the working, later sums worked out from the wrong result; None where that cannot be told."""
    if wrong is None or wrong[1] == claims[place].stated.value or not _plain(wrong[1]):
        return None
    changed = {claims[place].stated.value: wrong[1]}
    lines = [claim.text for claim in claims[:place]] + [_text(*wrong)]
    for claim in claims[place + 1 :]:
        left = _with(claim.left, changed)
        value = sums.value_of(left)
        if value is None or not _plain(value):
            return None
        changed[claim.stated.value] = value
        lines.append(_text(left, value))
    made = set(changed.values())
    strange = made.isdisjoint(solution.values) and not any(solution.gives(value) for value in made)
    return lines if strange else None


def _with(part: Part, changed: dict[Fraction, Fraction]) -> Part:
    """Return a sum with the results that changed in the places of the right ones."""
    if isinstance(part, Sum):
        return Sum(part.sign, _with(part.left, changed), _with(part.right, changed))
    value = changed.get(part.value)
    return part if value is None else Number(value, _shown(value))


def _text(left: Part, value: Fraction) -> str:
    return f"{sums.shown(left)} = {_shown(value)}"


def _shown(value: Fraction) -> str:
    """Return a value in figures."""
    return f"{float(value):,.{MOST_DECIMALS}f}".rstrip("0").rstrip(".") if value.denominator != 1 else f"{value}"


def _plain(value: Fraction) -> bool:
    """Return whether a pupil would go on with a value: no less than nought, and with few decimals."""
    return value > 0 and (value * 10**MOST_DECIMALS).denominator == 1
