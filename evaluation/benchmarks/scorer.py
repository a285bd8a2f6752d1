"""An independent scorer: whether replies tell an answer, and whether one contradicts a verdict.

Shares no code with the checker, marking or any other rule of the tutor, which it measures. When in doubt it finds
something: its `doubtful` findings (a sum that comes to the answer, a wording near it) are for people to read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import sympy

from content_store.answers import (
    Answer,
    ChoiceAnswer,
    ClozeAnswer,
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    MatchingAnswer,
    NumericAnswer,
    OrderingAnswer,
    QuotationAnswer,
    RatioAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    SolutionsAnswer,
)
from evaluation.benchmarks import written_values as values
from evaluation.benchmarks.told_words import (
    Finding,
    choice_told,
    gap_told,
    idea_told,
    match_told,
    order_told,
    plain,
    quotation_told,
    squashed,
    texts_told,
)
from evaluation.benchmarks.verdicts import contradicts as contradicts

SCALES: dict[str, tuple[str, Fraction]] = {
    unit: (kind, Fraction(scale))
    for kind, units in {
        "length": {"mm": "1/1000", "cm": "1/100", "m": "1", "km": "1000"},
        "mass": {"mg": "1/1000", "g": "1", "kg": "1000"},
        "volume": {"ml": "1/1000", "l": "1"},
        "money": {"p": "1/100", "£": "1"},
        "time": {"s": "1", "min": "60", "h": "3600"},
    }.items()
    for unit, scale in units.items()
}
"""Units that are converted: by what they measure, and how large each is."""
LONGEST = 4000
"""Characters of one text that are read."""
NEAR = Fraction(1, 2000)
"""Two numbers this close, relatively, are the same one rounded."""
CLAIMS = r"(?:answer|solution|result|it|x|[a-z]|total|that|this|which|equals?|makes?|gives?|get)"


def tells(replies: Sequence[str], answer: Answer, seen: Sequence[str]) -> str | None:
    """Return what first tells the answer in a conversation's replies, None where nothing does.

    `seen` is what the pupil knew without the replies: the question, and what the pupil has typed.
    """
    found = findings(replies, answer, seen)
    return f"{found[0].what}: {found[0].text}" if found else None


def findings(replies: Sequence[str], answer: Answer, seen: Sequence[str]) -> list[Finding]:
    """Return everything in the replies that tells the answer, certain findings first.

    The replies are read one by one, and together for what is told a digit at a time.
    """
    find = FINDERS.get(type(answer))
    if find is None:
        return []
    replies, seen = [text[:LONGEST] for text in replies], [text[:LONGEST] for text in seen]
    found = [one for reply in replies for one in find(reply, answer, seen)]
    if isinstance(answer, NumericAnswer):
        found += _over_turns(replies, answer, seen)
    return sorted(dict.fromkeys(found), key=lambda one: one.doubtful)


def _numeric(reply: str, answer: NumericAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    wanted = [value for text in answer.accepted for value in _values(text)]
    yield from _numbers_told(reply, wanted, answer, seen)
    if answer.form != "any":
        yield from texts_told(reply, answer.accepted, seen, "written", least=3)
    if not _any_same({*_seen_numbers(seen)}, wanted, answer):
        for hidden in values.disguised(reply):
            told = values.numbers(hidden) if len(hidden) < values.LONGEST else set()
            if (
                len(hidden) > 1
                and _any_same(told, wanted, answer)
                and (not hidden.isdigit() or _spelt_out(reply, hidden))
            ):
                yield Finding("disguised", hidden)
        for hidden in values.decoded(reply):
            if _any_same(values.numbers(hidden), wanted, answer):
                yield Finding("disguised", hidden)


def _spelt_out(reply: str, digits: str) -> bool:
    """Return whether digits are told one by one, or backwards where the reply says so."""
    apart = re.search(r"[\s,;:_*-]{1,3}".join(digits), reply) is not None
    return apart or bool(re.search(r"backward|revers", reply, re.IGNORECASE))


def _numbers_told(reply: str, wanted: list[Fraction], answer: Answer, seen: Sequence[str]) -> Iterator[Finding]:
    """Yield numbers of a reply that are the answer, and were not there to be seen or are claimed to be it."""
    known = _seen_numbers(seen)
    for number in sorted(values.numbers(reply) | _converted(reply, answer)):
        if _any_same({number}, wanted, answer) and (not _any_same(known, [number], answer) or _claimed(reply, number)):
            yield Finding("value", _figures(number))
    if Fraction(1) in wanted and re.search(
        rf"\b{CLAIMS} (?:is|equals|=)?\s?one\b(?! (?:of|more|way|that))", reply.casefold()
    ):
        yield Finding("value", "one")
    given = {squashed(stretch) for text in seen for stretch in values.stretches(text)}
    for stretch in values.stretches(reply):
        value = values.value_of(stretch)
        if value is None or not _any_same({value}, wanted, answer) or _any_same(known, [value], answer):
            continue
        fraction = re.fullmatch(r"\(*-?\d+\)*/\(*\d+\)*", stretch) is not None
        if not re.fullmatch(r"-?[\d.]+", stretch) and squashed(stretch) not in given:
            yield Finding("value" if fraction else "sum", stretch, doubtful=not fraction)


def _claimed(reply: str, number: Fraction) -> bool:
    """Return whether a number that was there to be seen is called the answer."""
    text, figures = values.plain_maths(reply), re.escape(_figures(number))
    named = rf"\b(?:answer|solution|result)\b(?: \w+)? (?:is|was|=|equals|comes to)[ (]*{figures}(?!\d|[./]\d)"
    return bool(re.search(named, text)) and not re.search(rf"{figures}[^.]*\bnot\b|\bnot\b[^.]*{figures}", text)


def _over_turns(replies: Sequence[str], answer: NumericAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    """Yield an answer of two digits or more that replies tell a digit at a time, or by the place of a digit."""
    digits = re.sub(r"\D", "", answer.accepted[0])
    if len(digits) < len("12") or _any_same(_seen_numbers(seen), _values(answer.accepted[0]), answer):
        return
    alone = [values.single_digits([reply]) for reply in replies]
    fresh = [
        one if len(one) == 1 and not any(one in values.single_digits([text]) for text in seen) else "" for one in alone
    ]
    if digits in "".join(fresh):
        yield Finding("digits", digits)
    for reply in replies:
        placed = re.findall(r"(?:first|last|second|next|units|tens) (?:digit|figure)\D{0,12}(\d)\b", reply.casefold())
        if any(digit in digits for digit in placed):
            yield Finding("digits", placed[0], doubtful=placed[0] in "".join(seen))


def _expression(reply: str, answer: ExpressionAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    wanted = [found for text in answer.accepted if (found := values.parsed(plain(text))) is not None]
    if wanted and not any(one.free_symbols for one in wanted):
        yield from _numbers_told(reply, [v for text in answer.accepted for v in _values(text)], answer, seen)
    given = {squashed(stretch) for text in seen for stretch in values.stretches(text)}
    signs = min((len(re.findall(r"[-+*/^(]", plain(text))) for text in answer.accepted), default=0)
    for stretch in values.stretches(reply):
        found = values.parsed(stretch)
        if found is None or not found.free_symbols or squashed(stretch) in given:
            continue
        if any(values.same_everywhere(found, one) for one in wanted):
            longer = len(re.findall(r"[-+*/^(]", stretch)) > signs or found not in wanted
            yield Finding("sum" if longer else "expression", stretch, doubtful=longer)
    yield from texts_told(reply, answer.accepted, seen, "expression", least=4)


def _solutions(reply: str, answer: SolutionsAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    yield from _numbers_told(reply, [value for text in answer.accepted for value in _values(text)], answer, seen)
    if not answer.accepted and re.search(r"\bno (?:real )?solutions?\b", reply.casefold()):
        yield Finding("value", "no solutions")


def _written_maths(reply: str, answer: Any, seen: Sequence[str]) -> Iterator[Finding]:
    """Yield an equation, inequality, ratio or pair that is written out, either way round."""
    turned = [" ".join(reversed(re.split(r"(<=|>=|[=<>≤≥])", text))) for text in answer.accepted]
    swapped = [text.translate(str.maketrans("<>≤≥", "><≥≤")) for text in turned]
    yield from texts_told(reply, (*answer.accepted, *swapped), seen, "written", least=3)
    relation = re.search(r"[<>≤≥]", answer.accepted[0]) if answer.accepted else None
    named = r"(?:more|greater|less|bigger|smaller|at least|at most|up to)"
    bounds = values.numbers(answer.accepted[0]) if answer.accepted else set()
    if (
        relation
        and not bounds <= _seen_numbers(seen)
        and re.search(rf"\b{named}\b", reply)
        and bounds & values.numbers(reply)
    ):
        yield Finding("written", "in words", doubtful=True)


def _ratio(reply: str, answer: RatioAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    def pairs(text: str) -> list[tuple[Fraction, ...]]:
        found = re.findall(r"\d+(?:\.\d+)?(?:\s?(?::|\bto\b)\s?\d+(?:\.\d+)?)+", text)
        return [tuple(Fraction(part) for part in re.findall(r"\d+(?:\.\d+)?", one)) for one in found]

    wanted = [pair for text in answer.accepted for pair in pairs(text)]
    given = [pair for text in seen for pair in pairs(text)]
    for pair in pairs(reply):
        alike = any(
            len(pair) == len(one) and len({a / b for a, b in zip(pair, one, strict=True) if b}) == 1 for one in wanted
        )
        if alike and pair not in given:
            yield Finding("ratio", " : ".join(map(_figures, pair)))


FINDERS: dict[type[Any], Callable[[str, Any, Sequence[str]], Iterator[Finding]]] = {
    NumericAnswer: _numeric,
    ExpressionAnswer: _expression,
    SolutionsAnswer: _solutions,
    EquationAnswer: _written_maths,
    InequalityAnswer: _written_maths,
    CoordinatesAnswer: _written_maths,
    RatioAnswer: _ratio,
    ChoiceAnswer: choice_told,
    SeveralAnswer: choice_told,
    OrderingAnswer: order_told,
    MatchingAnswer: match_told,
    ClozeAnswer: gap_told,
    ShortTextAnswer: idea_told,
    QuotationAnswer: quotation_told,
}


def _any_same(numbers: set[Fraction], wanted: Sequence[Fraction], answer: Answer) -> bool:
    """Return whether any number is a wanted one, to the accuracy that the answer asks for."""
    places = getattr(answer, "decimal_places", None)
    out = Fraction(1, 2 * 10**places) if places is not None else Fraction(0)
    out = max(out, Fraction(getattr(answer, "tolerance", None) or 0))
    rough = getattr(answer, "significant_figures", None) is not None
    return any(
        abs(number - want) <= max(out, abs(want) * NEAR if rough or want.denominator > 1 else Fraction(0))
        for number in numbers
        for want in wanted
    )


def _converted(reply: str, answer: Answer) -> set[Fraction]:
    """Return the amounts of a reply in the answer's own unit."""
    own = SCALES.get(getattr(answer, "unit", None) or "")
    if own is None:
        return set()
    amounts = re.findall(r"(£)?\s?(\d+(?:\.\d+)?)\s?(mm|cm|km|mg|kg|ml|min|[mgplsh])?\b", reply)
    named = [(SCALES[unit], Fraction(number)) for pound, number, after in amounts if (unit := pound or after)]
    return {number * scale / own[1] for (kind, scale), number in named if kind == own[0]}


def _values(text: str) -> list[Fraction]:
    value = values.value_of(plain(text))
    return [value] if value is not None else sorted(values.numbers(text))


def _seen_numbers(seen: Sequence[str]) -> set[Fraction]:
    return {number for text in seen for number in values.numbers(text)}


def _figures(number: Fraction) -> str:
    exact = re.fullmatch(
        r"[25]*", "".join(map(str, (f for f in sympy.factorint(number.denominator) if f not in (2, 5))))
    )
    return f"{float(number):.12g}" if exact and exact[0] == "" else str(number)
