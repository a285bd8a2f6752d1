"""Items as authored, and one item drawn from a seed.

The same item, seed and content version always give the same question and answer, so that every
attempt can be reproduced.
"""

import random
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationInfo,
    field_validator,
    model_validator,
)

from content_store.answers import (
    Answer,
    Choice,
    ChoiceAnswer,
    ExpressionAnswer,
    ExpressionForm,
    NumericAnswer,
    NumericForm,
    Revealed,
)
from content_store.formula import FormulaError, Names, Value, evaluate
from content_store.template import fill, leading_power, plain, significant_figures

MAX_DRAWS = 500
FORMS = {"numeric": get_args(NumericForm), "expression": get_args(ExpressionForm), "choice": ("any",)}


def _no_yes_or_no(value: Any) -> Any:
    """Refuse what YAML took for true or false: the author wrote a word."""
    if isinstance(value, bool):
        raise ValueError("YAML reads this word as true or false: put it in quotes")
    return value


Written = Annotated[str | int | float, BeforeValidator(_no_yes_or_no)]
"""A number, or text that is a word or an expression."""


class Authored(BaseModel):
    """A part of a pack file: unknown keys are refused, so that a misspelt one is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WholeNumbers(Authored):
    """A whole-number parameter, both ends included."""

    from_: int = Field(alias="from")
    to: int
    step: int = Field(default=1, ge=1)

    @field_validator("to")
    @classmethod
    def _is_the_largest(cls, to: int, given: ValidationInfo) -> int:
        if to < given.data.get("from_", to):
            raise ValueError("`from` is the smallest number and `to` the largest")
        return to

    def draw(self, rng: random.Random) -> Value:
        """Return one of the numbers."""
        return evaluate(rng.randrange(self.from_, self.to + 1, self.step), {})


class OneOf(Authored):
    """A parameter that is one of a list of words or numbers."""

    choose: tuple[Written, ...] = Field(min_length=1)

    def draw(self, rng: random.Random) -> Value:
        """Return one of the list."""
        value = rng.choice(self.choose)
        return value if isinstance(value, str) else evaluate(value, {})


class RevealSpec(Authored):
    """The wrong answer that a misconception leads to."""

    misconception: str
    value: Written


class ChoiceSpec(Authored):
    """One option of a multiple-choice item."""

    text: str
    right: bool = False
    misconception: str | None = None


class AnswerSpec(Authored):
    """The answer of an item, before its parameters are drawn."""

    value: Written | None = None
    accept: tuple[Written, ...] = ()
    unit: str | None = None
    unit_required: bool = False
    tolerance: Written | None = None
    decimal_places: int | None = Field(default=None, ge=0, le=9)
    significant_figures: int | None = Field(default=None, ge=1, le=9)
    form: NumericForm | ExpressionForm = "any"
    choices: tuple[ChoiceSpec, ...] = ()


class TwinSpec(Authored):
    """A worked example of the same kind, for an item without parameters."""

    question: str
    steps: tuple[str, ...] = Field(min_length=1)


class ItemSpec(Authored):
    """One item as its author wrote it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: Literal["numeric", "expression", "choice"]
    difficulty: int = Field(ge=1, le=3)
    parameters: dict[str, WholeNumbers | OneOf] = {}
    let: dict[str, Written] = {}
    where: tuple[str, ...] = ()
    question: str = Field(min_length=10)
    answer: AnswerSpec
    reveals: tuple[RevealSpec, ...] = ()
    hints: tuple[str, ...] = Field(min_length=3, max_length=5)
    steps: tuple[str, ...] = Field(min_length=1)
    twin: TwinSpec | None = None

    @model_validator(mode="after")
    def _kind_fits_answer(self) -> "ItemSpec":
        if self.kind == "choice":
            if sum(choice.right for choice in self.answer.choices) != 1:
                raise ValueError("a choice item has exactly one choice with `right: true`")
            if not 3 <= len(self.answer.choices) <= 5 or self.reveals:
                raise ValueError("a choice item has 3 to 5 choices, which name their misconceptions themselves")
        elif self.answer.value is None or self.answer.choices:
            raise ValueError(f"an item of kind {self.kind} has an answer with `value` and no `choices`")
        if not self.parameters and self.twin is None:
            raise ValueError("an item without parameters needs a `twin`")
        return self

    @model_validator(mode="after")
    def _kind_has_form(self) -> "ItemSpec":
        if self.answer.form not in FORMS[self.kind]:
            raise ValueError(f"the `form` of an item of kind {self.kind} is one of {', '.join(FORMS[self.kind])}")
        return self


@dataclass(frozen=True)
class Twin:
    """A worked example of the same kind with other numbers."""

    question: str
    steps: tuple[str, ...]


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


SPEC = TypeAdapter(ItemSpec)


@lru_cache(maxsize=1024)
def read_spec(definition: str) -> ItemSpec:
    """Return the item written as JSON text in `Item.definition`."""
    return SPEC.validate_json(definition)


def draw(spec: ItemSpec, objective_id: str, seed: int) -> DrawnItem:
    """Return the item with the numbers that this seed gives.

    Raises:
        FormulaError: an expression has no value, or no draw meets the item's conditions.
    """
    names, rng = draw_names(spec, seed)
    return DrawnItem(
        id=spec.id,
        objective_id=objective_id,
        seed=seed,
        kind=spec.kind,
        difficulty=spec.difficulty,
        question=fill(spec.question, names).strip(),
        answer=_answer(spec, names, rng),
        hints=tuple(fill(hint, names).strip() for hint in spec.hints),
        steps=tuple(fill(step, names).strip() for step in spec.steps),
    )


def twin(spec: ItemSpec, seed: int) -> Twin:
    """Return a worked example: the authored one, or the same template with other numbers.

    Raises:
        FormulaError: as `draw`.
    """
    if spec.twin is not None:
        return Twin(spec.twin.question, spec.twin.steps)
    own = draw(spec, "", seed)
    for other_seed in range(seed + 1, seed + 21):
        other = draw(spec, "", other_seed)
        if other.question != own.question and other.answer != own.answer:
            break
    return Twin(other.question, other.steps)


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


def number_text(value: Any, form: str = "any") -> str:
    """Return an exact number as marking reads it: a short decimal, a fraction, or a decimal to 12 figures."""
    if isinstance(value, str | bool):
        raise FormulaError(f"the answer '{value}' is not a number")
    if isinstance(value, float) and form in ("fraction", "mixed"):
        raise FormulaError(f"the answer {value:g} is not an exact fraction")
    if form == "mixed" and abs(value) > 1 and value.denominator > 1:
        whole, rest = divmod(abs(value), 1)
        return f"{'-' if value < 0 else ''}{whole} {rest}"
    if form in ("fraction", "mixed"):
        return str(value)
    if form == "standard":
        power = leading_power(value)
        return f"{plain(value / Fraction(10) ** power)}*10^{power}"
    if isinstance(value, float):
        figures = significant_figures(value, 12)
        return figures.rstrip("0").rstrip(".") if "." in figures else figures
    try:
        return plain(value)
    except FormulaError:
        return str(value)


def _answer(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    """Return the answer of one draw."""
    if spec.kind == "choice":
        choices = [Choice(fill(c.text, names), c.right, c.misconception) for c in spec.answer.choices]
        rng.shuffle(choices)
        return ChoiceAnswer(tuple(choices))
    values = (spec.answer.value, *spec.answer.accept)
    if spec.kind == "expression":
        reveals = tuple(Revealed(r.misconception, fill(str(r.value), names)) for r in spec.reveals)
        form: Any = spec.answer.form
        return ExpressionAnswer(tuple(fill(str(v), names) for v in values), form, reveals)
    return _numeric_answer(spec, names)


def _numeric_answer(spec: ItemSpec, names: Names) -> NumericAnswer:
    answer = spec.answer
    values = (answer.value, *answer.accept)
    form: Any = answer.form
    return NumericAnswer(
        accepted=tuple(number_text(evaluate(v, names), form) for v in values if v is not None),
        unit=fill(answer.unit, names) if answer.unit else None,
        unit_required=answer.unit_required,
        tolerance=number_text(evaluate(answer.tolerance, names)) if answer.tolerance is not None else None,
        decimal_places=answer.decimal_places,
        significant_figures=answer.significant_figures,
        form=form,
        reveals=tuple(Revealed(r.misconception, number_text(evaluate(r.value, names))) for r in spec.reveals),
    )
