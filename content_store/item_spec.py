"""Items as authored: the shape of `items.yaml`, with what each kind of answer must and may say.

Unknown keys are refused, so that a misspelt one is seen.
"""

from collections.abc import Callable
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from content_store.answers import ExpressionForm, NumericForm, RatioForm
from content_store.authored import Authored, Written
from content_store.diagrams.kinds import DiagramSpec
from content_store.parameters import OneOf, WholeNumbers

ItemKind = Literal[
    "numeric",
    "expression",
    "solutions",
    "equation",
    "inequality",
    "coordinates",
    "ratio",
    "choice",
    "several",
    "ordering",
    "matching",
    "cloze",
    "short_text",
    "quotation",
    "writing",
]
FORMS: dict[str, tuple[str, ...]] = {
    "numeric": get_args(NumericForm),
    "expression": get_args(ExpressionForm),
    "ratio": get_args(RatioForm),
}
PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "numeric": (
        ("value",),
        ("accept", "unit", "unit_required", "no_unit", "tolerance", "decimal_places", "significant_figures", "form"),
    ),
    "expression": (("value",), ("accept", "form")),
    "solutions": (("solutions",), ("decimal_places", "significant_figures")),
    "equation": (("value",), ("accept", "subject")),
    "inequality": (("value",), ("accept",)),
    "coordinates": (("points",), ()),
    "ratio": (("value",), ("accept", "form")),
    "choice": (("choices",), ()),
    "several": (("choices",), ()),
    "ordering": (("order",), ()),
    "matching": (("pairs",), ("spare",)),
    "cloze": (("text", "gaps"), ()),
    "short_text": (("ideas", "example"), ("needed",)),
    "quotation": (("source", "quotable"), ("enough", "most_words", "work")),
    "writing": (("criteria",), ("source", "quotations", "words", "sentences", "work")),
}
"""For each kind of item, the keys that its answer must have and those that it may have."""
REVEALING = frozenset(["numeric", "expression", "solutions", "equation", "inequality", "coordinates", "ratio"])
"""Kinds whose misconceptions stand in `reveals`, each with the wrong answer as a value."""


SHORTEST_QUESTION = 10
FEWEST_HINTS = 3


class RevealSpec(Authored):
    """The wrong answer that a misconception leads to; `by_rule` where the misconception's own rule computes it."""

    misconception: str
    value: Written
    by_rule: bool = False


class ChoiceSpec(Authored):
    """One option of a multiple-choice item."""

    text: str
    right: bool = False
    misconception: str | None = None


class GapSpec(Authored):
    """One gap of a cloze text."""

    accept: tuple[Written, ...] = Field(min_length=1)
    options: tuple[Written, ...] = ()
    reveals: tuple[RevealSpec, ...] = ()


class IdeaSpec(Authored):
    """One idea of a short text; `misconception` is what all of `denied` show, `reveals` has those that show one."""

    idea: str
    accept: tuple[str, ...] = Field(min_length=2)
    denied: tuple[str, ...] = ()
    reveals: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]] = Field(default={})
    vague: tuple[str, ...] = ()
    misconception: str | None = None

    @model_validator(mode="after")
    def _denied_once(self) -> "IdeaSpec":
        """Refuse a misconception without a phrasing that shows it, and a phrasing that is denied in two ways."""
        if self.misconception and not self.denied:
            raise ValueError("an idea with a `misconception` needs `denied` phrasings that show it")
        said = [*self.denied, *(text for texts in self.reveals.values() for text in texts)]
        if twice := next((text for text in said if said.count(text) > 1), None):
            raise ValueError(f"“{twice}” is denied twice")
        return self


class AnswerSpec(Authored):
    """The answer of an item, before its parameters are drawn; `PARTS` says which keys a kind has."""

    value: Written | None = None
    accept: tuple[Written, ...] = ()
    unit: str | None = None
    unit_required: bool = False
    no_unit: str = Field(default="", max_length=60)
    tolerance: Written | None = None
    decimal_places: int | None = Field(default=None, ge=0, le=9)
    significant_figures: int | None = Field(default=None, ge=1, le=9)
    form: NumericForm | ExpressionForm | RatioForm = "any"
    solutions: tuple[str, ...] = ()
    subject: str | None = None
    points: tuple[str, ...] = ()
    choices: tuple[ChoiceSpec, ...] = ()
    order: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    spare: tuple[str, ...] = ()
    text: str | None = None
    gaps: tuple[GapSpec, ...] = ()
    ideas: tuple[IdeaSpec, ...] = ()
    needed: int | None = Field(default=None, ge=1)
    example: str | None = None
    source: str = ""
    work: str | None = None
    quotable: tuple[str, ...] = ()
    enough: tuple[str, ...] = ()
    most_words: int = Field(default=25, ge=1, le=60)
    criteria: tuple[str, ...] = ()
    quotations: int = Field(default=0, ge=0, le=5)
    words: int = Field(default=0, ge=0, le=500)
    sentences: int = Field(default=0, ge=0, le=30)


class TwinSpec(Authored):
    """A worked example of the same kind, for an item without parameters."""

    question: str
    steps: tuple[str, ...] = Field(min_length=1)


class HalfwaySpec(Authored):
    """A wrong number that belongs to the question without being on its worked solution, and what to say of it."""

    value: Written
    says: str = Field(min_length=1)


class PlaceSpec(Authored):
    """What an answer with letters must come to, with numbers in the place of its letters."""

    at: dict[Annotated[str, Field(pattern=r"^[a-zA-Z]$")], Written] = Field(min_length=1)
    gives: Written


class ItemSpec(Authored):
    """One item as its author wrote it.

    An `imported` one was written by others, and an importer alone says so: it may lack hints, steps and a twin, which
    nobody may make up for it, and may have fewer or more parts.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: ItemKind
    difficulty: int = Field(ge=1, le=3)
    side: str = Field(default="", max_length=60)
    parameters: dict[str, WholeNumbers | OneOf] = Field(default={})
    let: dict[str, Written] = Field(default={})
    where: tuple[str, ...] = ()
    question: str = Field(min_length=1)
    diagram: DiagramSpec | None = None
    answer: AnswerSpec
    check: tuple[str | PlaceSpec, ...] = ()
    reveals: tuple[RevealSpec, ...] = ()
    halfway: tuple[HalfwaySpec, ...] = ()
    hints: tuple[str, ...] = Field(default=(), max_length=5)
    hints_about: tuple[tuple[int, ...], ...] = ()
    steps: tuple[str, ...] = ()
    twin: TwinSpec | None = None
    imported: bool = False

    @model_validator(mode="after")
    def _answer_fits_kind(self) -> "ItemSpec":
        needed, allowed = PARTS[self.kind]
        given = self.answer.model_fields_set
        if missing := [key for key in needed if key not in given]:
            raise ValueError(f"the answer of an item of kind {self.kind} needs `{missing[0]}`")
        if strange := sorted(given - {*needed, *allowed}):
            raise ValueError(f"the answer of an item of kind {self.kind} has no `{strange[0]}`")
        if self.reveals and self.kind not in REVEALING:
            raise ValueError(f"an item of kind {self.kind} names its misconceptions within its answer")
        if self.answer.form not in FORMS.get(self.kind, ("any",)):
            raise ValueError(f"the `form` of an item of kind {self.kind} is one of {', '.join(FORMS[self.kind])}")
        return self

    @model_validator(mode="after")
    def _hints_fit(self) -> "ItemSpec":
        """Refuse `halfway` where no number is asked for, and `hints_about` that do not fit the hints or the parts."""
        if self.halfway and self.kind != "numeric":
            raise ValueError("`halfway` is for numeric items")
        if not self.hints_about:
            return self
        parts = _parts(self)
        if not parts:
            raise ValueError("`hints_about` is for items with parts: several, ordering, matching or cloze")
        if len(self.hints_about) != len(self.hints) - 1:
            raise ValueError("`hints_about` has one list for each hint before the last")
        if any(not 1 <= part <= parts for about in self.hints_about for part in about):
            raise ValueError(f"`hints_about` counts the parts from 1 to {parts}")
        return self

    @model_validator(mode="after")
    def _is_whole(self) -> "ItemSpec":
        """Refuse an item of a pack that lacks what only an imported one may lack."""
        if self.imported:
            return self
        if len(self.question) < SHORTEST_QUESTION:
            raise ValueError(f"`question` should have at least {SHORTEST_QUESTION} characters")
        if len(self.hints) < FEWEST_HINTS:
            raise ValueError(f"`hints` should have at least {FEWEST_HINTS} items")
        if not self.steps:
            raise ValueError("`steps` should have at least 1 item")
        if not self.parameters and self.twin is None:
            raise ValueError("an item without parameters needs a `twin`")
        return self

    @model_validator(mode="after")
    def _parts_fit(self) -> "ItemSpec":
        rule = (IMPORTED_SIZES if self.imported else SIZES).get(self.kind)
        if rule and not rule[0](self.answer):
            raise ValueError(rule[1])
        return self


def _parts(spec: ItemSpec) -> int:
    """Return how many parts an answer has that a hint may be about; none for a kind without parts."""
    answer = spec.answer
    sizes = {"several": answer.choices, "ordering": answer.order, "matching": answer.pairs, "cloze": answer.gaps}
    if spec.kind == "cloze" and len(answer.gaps) == 1:
        return len(str(answer.gaps[0].accept[0]).split())
    return len(sizes.get(spec.kind, ()))


def _has_gaps(answer: AnswerSpec) -> bool:
    marks = [f"{{{number}}}" for number in range(1, len(answer.gaps) + 1)]
    return bool(marks) and all((answer.text or "").count(mark) == 1 for mark in marks)


def _right(answer: AnswerSpec) -> int:
    return sum(choice.right for choice in answer.choices)


SIZES: dict[str, tuple[Callable[[AnswerSpec], bool], str]] = {
    "choice": (
        lambda answer: 3 <= len(answer.choices) <= 5 and _right(answer) == 1,
        "a choice item has 3 to 5 choices, exactly one of them with `right: true`",
    ),
    "several": (
        lambda answer: 4 <= len(answer.choices) <= 8 and 0 < _right(answer) < len(answer.choices),
        "a several item has 4 to 8 choices, of which some but not all have `right: true`",
    ),
    "ordering": (
        lambda answer: 3 <= len(set(answer.order)) == len(answer.order) <= 7,
        "an ordering item has 3 to 7 different parts, in the right `order`",
    ),
    "matching": (lambda answer: 3 <= len(answer.pairs) <= 7, "a matching item has 3 to 7 `pairs`"),
    "cloze": (_has_gaps, "the `text` of a cloze item holds each gap once, as {1}, {2}, ..."),
    "short_text": (
        lambda answer: (answer.needed or 1) <= len(answer.ideas),
        "a short_text item has `ideas`, and no more `needed` than there are",
    ),
}
"""What must hold of the parts of each kind's answer, and how to say that it does not."""
IMPORTED_SIZES = SIZES | {
    "choice": (
        lambda answer: 2 <= len(answer.choices) <= 10 and _right(answer) == 1,
        "a choice has 2 to 10 options, exactly one of them right",
    ),
    "several": (
        lambda answer: 3 <= len(answer.choices) <= 10 and 0 < _right(answer) < len(answer.choices),
        "a choice of several has 3 to 10 options, of which some but not all are right",
    ),
    "ordering": (lambda answer: 2 <= len(set(answer.order)) == len(answer.order) <= 10, "an order has 2 to 10 parts"),
    "matching": (lambda answer: 2 <= len(answer.pairs) <= 10, "a matching has 2 to 10 pairs"),
}
"""What others may do that a pack may not."""
