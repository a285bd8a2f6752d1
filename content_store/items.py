"""One item drawn from a seed.

The same item, seed and content version always give the same question and answer, so that every
attempt can be reproduced.
"""

import random
import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field, TypeAdapter, ValidationError

from content_store.answers import Answer, SeveralAnswer, shown_answer
from content_store.diagrams.kinds import DrawnDiagram, drawn_diagram
from content_store.formula import FormulaError, Names, Value, evaluate
from content_store.item_answers import drawn_answer
from content_store.item_answers import number_text as number_text
from content_store.item_spec import ItemSpec as ItemSpec
from content_store.template import fill

MAX_DRAWS = 500


@dataclass(frozen=True)
class Twin:
    """A worked example of the same kind with other numbers."""

    question: str
    steps: tuple[str, ...]
    diagram: DrawnDiagram | None = None
    drawn: bool = False
    """Whether it is the same question with other numbers; else its author wrote another question."""


@dataclass(frozen=True)
class Halfway:
    """A wrong number that belongs to the question, and what is said of it."""

    value: str
    says: str


@dataclass(frozen=True)
class DrawnItem:
    """An item with its numbers: what the pupil sees and what marking needs."""

    id: str
    objective_id: str
    seed: int
    kind: str
    difficulty: int
    question: str
    answer: Answer
    hints: tuple[str, ...]
    steps: tuple[str, ...]
    diagram: DrawnDiagram | None = None
    halfway: tuple[Halfway, ...] = ()
    hints_about: tuple[tuple[int, ...], ...] = ()
    """For each hint before the last the parts that it is about, from 0: gaps, left parts, places in the right order, or
    options as they are shown; empty where it is about all of them."""

    @property
    def shown(self) -> tuple[str, DrawnDiagram | None]:
        """The question as a pupil sees it: where a diagram carries the numbers, the words alone do not differ."""
        return self.question, self.diagram


class KeptSpec(ItemSpec):
    """A revision of a school's own item, whose id is its name and number, as in `ratio-share-larger-own-1~2`."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(~[1-9][0-9]*)?$")


SPEC = TypeAdapter(ItemSpec)


def last_rung(item: DrawnItem) -> str:
    """Return what tells the answer: the last hint, or for an item without any its steps and the answer itself."""
    if item.hints:
        return item.hints[-1]
    told = shown_answer(item.answer)
    return "\n\n".join([*item.steps, *([f"The answer is: {told}"] if told else [])])


@lru_cache(maxsize=1024)
def read_spec(definition: str) -> ItemSpec:
    """Return the item written as JSON text in `Item.definition`."""
    try:
        return SPEC.validate_json(definition)
    except ValidationError:
        return KeptSpec.model_validate_json(definition)


def draw(spec: ItemSpec, objective_id: str, seed: int) -> DrawnItem:
    """Return the item with the numbers that this seed gives.

    Raises:
        FormulaError: an expression has no value, or no draw meets the item's conditions.
    """
    names, rng = draw_names(spec, seed)
    answer = drawn_answer(spec, names, rng)
    return DrawnItem(
        id=spec.id,
        objective_id=objective_id,
        seed=seed,
        kind=spec.kind,
        difficulty=spec.difficulty,
        question=fill(spec.question, names).strip(),
        answer=answer,
        hints=tuple(fill(hint, names).strip() for hint in spec.hints),
        steps=tuple(fill(step, names).strip() for step in spec.steps),
        diagram=drawn_diagram(spec.diagram, names) if spec.diagram else None,
        halfway=tuple(Halfway(number_text(evaluate(one.value, names)), fill(one.says, names)) for one in spec.halfway),
        hints_about=tuple(tuple(_drawn_part(spec, names, answer, part) for part in one) for one in spec.hints_about),
    )


def _drawn_part(spec: ItemSpec, names: Names, answer: Answer, part: int) -> int:
    """Return the place, from 0, of an authored part: options are shown in an order of their own."""
    if not isinstance(answer, SeveralAnswer):
        return part - 1
    text = fill(spec.answer.choices[part - 1].text, names)
    return [choice.text for choice in answer.choices].index(text)


def twin(spec: ItemSpec, seed: int) -> Twin | None:
    """Return a worked example: the authored one, or the same template with other numbers.

    None for an imported item, which has neither.

    Raises:
        FormulaError: as `draw`.
    """
    if spec.twin is not None:
        return Twin(spec.twin.question, spec.twin.steps)
    if not spec.parameters:
        return None
    own = draw(spec, "", seed)
    for other_seed in range(seed + 1, seed + 21):
        other = draw(spec, "", other_seed)
        if other.shown != own.shown and other.answer != own.answer:
            break
    return Twin(other.question, other.steps, other.diagram, drawn=_other_numbers(own, other))


def _other_numbers(own: DrawnItem, other: DrawnItem) -> bool:
    """Return whether two draws of one template differ in their figures, and not only in their words."""
    figures = [re.findall(r"\d+", one.question) for one in (own, other)]
    return figures[0] != figures[1] or own.diagram != other.diagram


def draw_names(spec: ItemSpec, seed: int) -> tuple[dict[str, Value], random.Random]:
    """Return the parameters and derived values of one draw, and the generator for what is drawn next.

    Raises:
        FormulaError: as `draw`.
    """
    rng = random.Random(f"{spec.id}:{seed}")
    for _ in range(MAX_DRAWS):
        names: dict[str, Value] = {name: source.draw(rng) for name, source in spec.parameters.items()}
        for name, formula in spec.let.items():
            names[name] = evaluate(formula, names)
        if all(evaluate(condition, names) for condition in spec.where):
            return names, rng
    raise FormulaError(f"no draw of '{spec.id}' meets its conditions in {MAX_DRAWS} tries")
