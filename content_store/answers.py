"""What counts as a right answer to an item, as plain values.

Knows the shape of an answer; not how a pupil's answer is compared with it (that is marking).
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from content_store.template import decimal_places, significant_figures

NumericForm = Literal["any", "fraction", "any_fraction", "mixed", "decimal", "standard"]
"""`fraction` is in its lowest terms, `any_fraction` need not be."""
ExpressionForm = Literal["any", "simplified", "expanded", "factorised", "surd"]
RatioForm = Literal["any", "simplest", "1:n", "n:1"]


@dataclass(frozen=True)
class Revealed:
    """A wrong answer and the misconception that it reveals; `by_rule` where the misconception's own rule computed it.

    One that a rule computed may be the answer of another misconception as well.
    """

    misconception_id: str
    value: str
    by_rule: bool = False


@dataclass(frozen=True)
class NumericAnswer:
    """A number, with a unit where the item asks for one.

    `accepted` holds readable numbers ("12", "3/4", "6.02*10^23"); the first is the one shown.
    A pupil's number is right when it is within `tolerance` (absolute, same unit) of any of them,
    or, where `decimal_places` or `significant_figures` is given, rounds to one of them.
    `money` is False where it cannot be an amount of money. `no_unit` names what it is where that has no unit ("a
    relative mass"). Both concern a number without a `unit`.
    """

    accepted: tuple[str, ...]
    unit: str | None = None
    unit_required: bool = False
    tolerance: str | None = None
    decimal_places: int | None = None
    significant_figures: int | None = None
    form: NumericForm = "any"
    money: bool = True
    no_unit: str = ""
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class ExpressionAnswer:
    """An algebraic expression; right when equivalent to any of `accepted` and in the form asked for."""

    accepted: tuple[str, ...]
    form: ExpressionForm = "any"
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class SolutionsAnswer:
    """The solutions of an equation or of simultaneous equations, in any order.

    `accepted` holds one text for each solution ("x = 2", or "x = 2, y = 3" for a pair); empty for no solutions.
    A revealing value is a whole wrong answer, its solutions joined by "or" ("x = 2 or x = 3").
    """

    accepted: tuple[str, ...]
    decimal_places: int | None = None
    significant_figures: int | None = None
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class EquationAnswer:
    """An equation ("y = 3x + 2"); right when it has the same solutions as any of `accepted`.

    `subject` is the letter that must stand alone on one side, None where any arrangement will do.
    """

    accepted: tuple[str, ...]
    subject: str | None = None
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class InequalityAnswer:
    """A set of numbers as an inequality ("x > 3", "-2 < x <= 5", "x < -1 or x > 2")."""

    accepted: tuple[str, ...]
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class CoordinatesAnswer:
    """Points ("(2, 3)"), all of which are asked for, in any order."""

    accepted: tuple[str, ...]
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class RatioAnswer:
    """A ratio ("3:4" or "1:2:5"); right when equivalent to any of `accepted` and in the form asked for."""

    accepted: tuple[str, ...]
    form: RatioForm = "any"
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One option of a multiple-choice item; a wrong one may reveal a misconception."""

    text: str
    right: bool = False
    misconception_id: str | None = None


@dataclass(frozen=True)
class ChoiceAnswer:
    """Options in the order shown; exactly one is right."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class SeveralAnswer:
    """Options in the order shown (multiple response); all the right ones, and no others, are to be chosen."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class OrderingAnswer:
    """Parts in the order shown; `order` gives the positions among them in the right order.

    A revealing value is a wrong order as positions joined by spaces ("2 0 1").
    """

    parts: tuple[str, ...]
    order: tuple[int, ...]
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class MatchingAnswer:
    """Each of `left` belongs to one of `right` (in the order shown, which may hold spare ones).

    `pairs` gives for each of `left` the position of its partner. A revealing value is "0=2": left 0 matched to right 2.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    pairs: tuple[int, ...]
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class Gap:
    """One gap of a cloze text: typed where `options` is empty, else chosen from them."""

    accepted: tuple[str, ...]
    options: tuple[str, ...] = ()
    reveals: tuple[Revealed, ...] = ()


@dataclass(frozen=True)
class ClozeAnswer:
    """A text with the gaps {1}, {2}, ... to be filled."""

    text: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Idea:
    """An idea that a short text must show.

    `accepted` are phrasings that show it; `denied` are phrasings that say the opposite, of which those in `reveals`
    also show a misconception; `vague` ones come near it and do neither.
    """

    name: str
    accepted: tuple[str, ...]
    denied: tuple[str, ...] = ()
    reveals: tuple[Revealed, ...] = ()
    vague: tuple[str, ...] = ()

    def wrong(self) -> tuple[tuple[str, str | None], ...]:
        """Return each denied phrasing with the misconception that it shows, None where it shows none."""
        shown = {one.value: one.misconception_id for one in self.reveals}
        return tuple((text, shown.get(text)) for text in self.denied)


@dataclass(frozen=True)
class ShortTextAnswer:
    """A sentence or two in the pupil's own words that show at least `needed` of the ideas; `example` is one."""

    ideas: tuple[Idea, ...]
    needed: int
    example: str


@dataclass(frozen=True)
class QuotationAnswer:
    """A quotation from `source`, word for word; one that touches a stretch of `accepted` is right.

    Where `enough` names the fewest words that show it, one that touches a stretch and holds none of them says too
    little. Any other true quotation is for the pupil and the teacher to judge.
    """

    source: str
    accepted: tuple[str, ...]
    most_words: int = 25
    enough: tuple[str, ...] = ()


@dataclass(frozen=True)
class WritingAnswer:
    """A piece of writing to success criteria: never marked; its quotations are checked against `source`, if any.

    `words` and `sentences` are the fewest that the task asks for, 0 where it says nothing of its length.
    """

    criteria: tuple[str, ...]
    source: str = ""
    quotations: int = 0
    words: int = 0
    sentences: int = 0


ChoosingAnswer = ChoiceAnswer | SeveralAnswer
ValueAnswer = (
    NumericAnswer
    | ExpressionAnswer
    | SolutionsAnswer
    | EquationAnswer
    | InequalityAnswer
    | CoordinatesAnswer
    | RatioAnswer
)
"""Answers that are maths: typed, with `accepted` and `reveals`."""
Answer = (
    ValueAnswer
    | ChoosingAnswer
    | OrderingAnswer
    | MatchingAnswer
    | ClozeAnswer
    | ShortTextAnswer
    | QuotationAnswer
    | WritingAnswer
)


def written_answer(answer: NumericAnswer) -> str:
    """Return the number that the item asks for, rounded as it asks."""
    exact = answer.accepted[0]
    if answer.decimal_places is None and answer.significant_figures is None:
        return exact
    value = Fraction(exact)
    if answer.decimal_places is not None:
        return decimal_places(value, answer.decimal_places)
    return significant_figures(value, answer.significant_figures or 1)


def shown_answer(answer: Answer) -> str:
    """Return the answer as the bottom-out hint would name it; empty for writing, which has none."""
    match answer:
        case NumericAnswer():
            return f"{written_answer(answer)} {answer.unit or ''}".strip()
        case SolutionsAnswer():
            return " or ".join(answer.accepted) or "no solutions"
        case CoordinatesAnswer():
            return " and ".join(answer.accepted)
        case ExpressionAnswer() | EquationAnswer() | InequalityAnswer() | RatioAnswer() | QuotationAnswer():
            return answer.accepted[0]
        case ShortTextAnswer():
            return answer.example
    return "; ".join(shown_parts(answer))


def shown_parts(answer: Answer) -> tuple[str, ...]:
    """Return the parts of an answer that is chosen, put in order, matched or filled in; none for any other."""
    match answer:
        case ChoiceAnswer() | SeveralAnswer():
            return tuple(choice.text for choice in answer.choices if choice.right)
        case OrderingAnswer():
            return tuple(answer.parts[position] for position in answer.order)
        case MatchingAnswer():
            partners = (answer.right[position] for position in answer.pairs)
            return tuple(f"{left}: {right}" for left, right in zip(answer.left, partners, strict=True))
        case ClozeAnswer():
            return tuple(gap.accepted[0] for gap in answer.gaps)
    return ()
