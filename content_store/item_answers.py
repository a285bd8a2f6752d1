"""The answer of one draw of an item: an `AnswerSpec` with its parameters filled in."""

import random
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from content_store import answers
from content_store.answers import Answer, Choice, Gap, Idea, Revealed
from content_store.formula import FormulaError, Names, evaluate, round_half_up
from content_store.item_spec import GapSpec, IdeaSpec, ItemSpec, RevealSpec
from content_store.option_order import natural_order
from content_store.template import fill, leading_power, plain, significant_figures

FRACTIONS = ("fraction", "any_fraction", "mixed")
MONEY = re.compile(
    r"£|€|\\\$|\b(?:pounds?\b|penn|pence|price|cost|money|pay|paid\b|earn|wage|salar|spen[dt]\b|bill|fare\b"
    r"|profit|interest|invest|sav|tax|worth|cheap|coin|euros?\b|dollar|discount|fees?\b|donat|fund|budget)|[0-9\]]p\b",
    re.IGNORECASE,
)
"""Words of a question that may be about money; without one a money sign before the number is out of place."""
Builder = Callable[[ItemSpec, Names, random.Random], Answer]


def drawn_answer(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    """Return the answer of one draw; whatever is shown shuffled is shuffled by `rng`.

    Raises:
        FormulaError: an expression of the answer has no value.
    """
    return BUILDERS[spec.kind](spec, names, rng)


def number_text(value: Any, form: str = "any") -> str:
    """Return an exact number as marking reads it: a short decimal, a fraction, or a decimal to 12 figures."""
    if isinstance(value, str | bool):
        raise FormulaError(f"the answer '{value}' is not a number")
    if isinstance(value, float) and form in FRACTIONS:
        raise FormulaError(f"the answer {value:g} is not an exact fraction")
    if form == "mixed" and abs(value) > 1 and value.denominator > 1:
        whole, rest = divmod(abs(value), 1)
        return f"{'-' if value < 0 else ''}{whole} {rest}"
    if form in FRACTIONS:
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


def _numeric(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    answer = spec.answer
    form: Any = answer.form
    return answers.NumericAnswer(
        accepted=tuple(number_text(evaluate(v, names), form) for v in (answer.value, *answer.accept) if v is not None),
        unit=fill(answer.unit, names) if answer.unit else None,
        unit_required=answer.unit_required,
        tolerance=number_text(evaluate(answer.tolerance, names)) if answer.tolerance is not None else None,
        decimal_places=answer.decimal_places,
        significant_figures=answer.significant_figures,
        form=form,
        money=MONEY.search(spec.question) is not None,
        no_unit=answer.no_unit,
        reveals=_number_reveals(spec, names),
    )


def _number_reveals(spec: ItemSpec, names: Names) -> tuple[Revealed, ...]:
    """Return the wrong numbers; one that a rule computes falls away where it has no value or comes out right."""
    right = [evaluate(v, names) for v in (spec.answer.value, *spec.answer.accept) if v is not None]
    made: list[Revealed] = []
    for reveal in spec.reveals:
        try:
            value = evaluate(reveal.value, names)
            if not (reveal.by_rule and any(_alike(spec, names, value, one) for one in right)):
                made.append(Revealed(reveal.misconception, number_text(value), reveal.by_rule))
        except FormulaError:
            if not reveal.by_rule:
                raise
    return tuple(made)


def _alike(spec: ItemSpec, names: Names, value: Any, right: Any) -> bool:
    """Return whether two numbers are one answer to an item: equal when rounded as it asks, or within its tolerance."""
    answer = spec.answer
    if answer.tolerance is not None and abs(value - right) <= evaluate(answer.tolerance, names):
        return True
    if answer.decimal_places is not None:
        return round_half_up(value, answer.decimal_places) == round_half_up(right, answer.decimal_places)
    if answer.significant_figures is not None:
        return significant_figures(value, answer.significant_figures) == significant_figures(
            right, answer.significant_figures
        )
    return bool(value == right)


def _expression(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    form: Any = spec.answer.form
    accepted = _accepted(spec, names)
    return answers.ExpressionAnswer(accepted, form, _reveals(spec.reveals, names, accepted))


def _solutions(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    answer = spec.answer
    accepted = tuple(dict.fromkeys(fill(one, names) for one in answer.solutions))
    reveals = _reveals(spec.reveals, names, (" or ".join(accepted), " or ".join(reversed(accepted))))
    return answers.SolutionsAnswer(accepted, answer.decimal_places, answer.significant_figures, reveals)


def _equation(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    accepted = _accepted(spec, names)
    return answers.EquationAnswer(accepted, spec.answer.subject, _reveals(spec.reveals, names, accepted))


def _inequality(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    accepted = _accepted(spec, names)
    return answers.InequalityAnswer(accepted, _reveals(spec.reveals, names, accepted))


def _coordinates(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    points = tuple(fill(point, names) for point in spec.answer.points)
    right = (" and ".join(points), " and ".join(reversed(points)))
    return answers.CoordinatesAnswer(points, _reveals(spec.reveals, names, right))


def _ratio(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    form: Any = spec.answer.form
    accepted = _accepted(spec, names)
    return answers.RatioAnswer(accepted, form, _reveals(spec.reveals, names, accepted))


def _choice(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    choices = [Choice(fill(c.text, names), c.right, c.misconception) for c in spec.answer.choices]
    rng.shuffle(choices)
    order = natural_order([choice.text for choice in choices])
    choices = [choices[place] for place in order] if order else choices
    return (answers.ChoiceAnswer if spec.kind == "choice" else answers.SeveralAnswer)(tuple(choices))


def _ordering(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    right = [fill(part, names) for part in spec.answer.order]
    parts = list(right)
    while parts == right:
        rng.shuffle(parts)
    return answers.OrderingAnswer(tuple(parts), tuple(parts.index(part) for part in right))


def _matching(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    pairs = [(fill(left, names), fill(right, names)) for left, right in spec.answer.pairs]
    partners = list(dict.fromkeys([right for _, right in pairs] + [fill(one, names) for one in spec.answer.spare]))
    rng.shuffle(partners)
    if order := natural_order(partners):
        ordered = [partners[place] for place in order]
        told = [ordered.index(right) for _, right in pairs]
        partners = partners if told == sorted(told) else ordered  # side by side in order would be the answer
    places = tuple(partners.index(right) for _, right in pairs)
    return answers.MatchingAnswer(tuple(left for left, _ in pairs), tuple(partners), places)


def _cloze(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    gaps = tuple(_gap(gap, names, rng) for gap in spec.answer.gaps)
    return answers.ClozeAnswer(fill(spec.answer.text or "", names), gaps)


def _gap(gap: GapSpec, names: Names, rng: random.Random) -> Gap:
    options = [fill(str(option), names) for option in gap.options]
    rng.shuffle(options)
    order = natural_order(options)
    options = [options[place] for place in order] if order else options
    accepted = tuple(fill(str(text), names) for text in gap.accept)
    return Gap(accepted, tuple(options), _reveals(gap.reveals, names))


def _idea(spec: IdeaSpec, names: Names) -> Idea:
    revealed = [(misconception, text) for misconception, texts in spec.reveals.items() for text in texts]
    denied = [*spec.denied, *(text for _, text in revealed)]
    if spec.misconception:
        revealed += [(spec.misconception, text) for text in spec.denied]
    return Idea(
        fill(spec.idea, names),
        tuple(fill(text, names) for text in spec.accept),
        tuple(fill(text, names) for text in denied),
        tuple(Revealed(misconception, fill(text, names)) for misconception, text in revealed),
        tuple(fill(text, names) for text in spec.vague),
    )


def _short_text(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    ideas = tuple(_idea(one, names) for one in spec.answer.ideas)
    return answers.ShortTextAnswer(ideas, spec.answer.needed or len(ideas), fill(spec.answer.example or "", names))


def _quotation(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    return answers.QuotationAnswer(spec.answer.source, spec.answer.quotable, spec.answer.most_words, spec.answer.enough)


def _writing(spec: ItemSpec, names: Names, rng: random.Random) -> Answer:
    answer = spec.answer
    return answers.WritingAnswer(answer.criteria, answer.source, answer.quotations, answer.words, answer.sentences)


def _accepted(spec: ItemSpec, names: Names) -> tuple[str, ...]:
    return tuple(fill(str(v), names) for v in (spec.answer.value, *spec.answer.accept))


def _reveals(reveals: tuple[RevealSpec, ...], names: Names, right: tuple[str, ...] = ()) -> tuple[Revealed, ...]:
    """Return the wrong answers as text; one that a rule writes falls away where it cannot be shown or is right."""
    made: list[Revealed] = []
    for one in reveals:
        try:
            text = fill(str(one.value), names)
        except FormulaError:
            if one.by_rule:
                continue
            raise
        if not (one.by_rule and _squeezed(text) in map(_squeezed, right)):
            made.append(Revealed(one.misconception, text, one.by_rule))
    return tuple(made)


def _squeezed(text: str) -> str:
    return "".join(text.split())


BUILDERS: dict[str, Builder] = {
    "numeric": _numeric,
    "expression": _expression,
    "solutions": _solutions,
    "equation": _equation,
    "inequality": _inequality,
    "coordinates": _coordinates,
    "ratio": _ratio,
    "choice": _choice,
    "several": _choice,
    "ordering": _ordering,
    "matching": _matching,
    "cloze": _cloze,
    "short_text": _short_text,
    "quotation": _quotation,
    "writing": _writing,
}
