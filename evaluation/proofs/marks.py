"""The real marking agrees with the authors: right answers are marked right, and wrong ones diagnosed.

Stands here because the content store may not know marking.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from content_store.answers import (
    Answer,
    ChoiceAnswer,
    ClozeAnswer,
    CoordinatesAnswer,
    MatchingAnswer,
    NumericAnswer,
    OrderingAnswer,
    QuotationAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    SolutionsAnswer,
    ValueAnswer,
    WritingAnswer,
    shown_answer,
    written_answer,
)
from content_store.curriculum import Misconception
from content_store.items import DrawnItem
from tutor.diagnosis import evidence_of
from tutor.marking import Mark, Meaning, Unreadable, mark
from tutor.marking.writing import fewest_words
from tutor.marking.wrong_rules import WRONG_RULES

IN_WORDS = {True: "right", False: "wrong", None: "unsure"}

Expected = tuple[str, bool | None, str | None]
Marker = Callable[[Answer, str, Meaning | None], Mark | Unreadable]


def unknown_rules(misconceptions: Iterable[Misconception]) -> Iterator[str]:
    """Yield the misconceptions that name a wrong rule of working which marking does not know."""
    for one in misconceptions:
        for rule in one.working:
            if rule not in WRONG_RULES:
                yield f"{one.id}: there is no rule of working '{rule}': use one of {', '.join(sorted(WRONG_RULES))}"


def marking_problems(item: DrawnItem, meaning: Meaning | None = None, marker: Marker = mark) -> Iterator[str]:
    """Yield where marking disagrees with the author of a drawn item; a short text is compared by `meaning`.

    `marker` is what marks: in a service, the guard, which takes no longer than it may.
    """
    if meaning is None and isinstance(item.answer, ShortTextAnswer):
        return
    for text, right, misconception in expected_marks(item.answer):
        result = marker(item.answer, text, meaning)
        if not isinstance(result, Mark):
            yield f"{item.id} (seed {item.seed}): “{text}” cannot be read: {result.reason}"
        elif result.right != right:
            yield f"{item.id} (seed {item.seed}): “{text}” is marked {IN_WORDS[result.right]}"
        elif misconception and not _reveals(item.answer, text, result, misconception):
            yield f"{item.id} (seed {item.seed}): “{text}” does not reveal {misconception}"
        elif misconception is None and isinstance(item.answer, ShortTextAnswer) and result.misconception_id:
            yield f"{item.id} (seed {item.seed}): “{text}” reveals {result.misconception_id}"


def _reveals(answer: Answer, text: str, result: Mark, misconception: str) -> bool:
    """Return whether a mark reveals a misconception: it alone, or with others where a rule computed its answer."""
    if result.misconception_id == misconception or not isinstance(answer, ValueAnswer):
        return result.misconception_id == misconception
    by_rule = {one.misconception_id for one in answer.reveals if one.by_rule}
    return misconception in by_rule and misconception in evidence_of(answer, text, result).matches


def expected_marks(answer: Answer) -> Iterator[Expected]:
    """Yield answers with the mark that their author expects and the misconception they reveal."""
    return EXPECTED.get(type(answer), _any_accepted)(answer)


def right_text(answer: Answer) -> str:
    """Return a text that is marked right, as a form posts it or a pupil types it; any text at all for writing."""
    return next(text for text, right, _ in expected_marks(answer) if right is not False)


def _any_accepted(answer: ValueAnswer) -> Iterator[Expected]:
    yield from ((text, True, None) for text in answer.accepted)
    yield from _revealed(answer)


def _numeric(answer: NumericAnswer) -> Iterator[Expected]:
    """Yield each accepted number as it is asked for: the bank may hold more of its figures."""
    asked = answer.decimal_places is not None or answer.significant_figures is not None
    for text in answer.accepted:
        yield written_answer(replace(answer, accepted=(text,))) if asked else text, True, None
    yield from _revealed(answer)


def _all_accepted(answer: SolutionsAnswer | CoordinatesAnswer) -> Iterator[Expected]:
    """Yield the accepted texts as the one answer that they make together."""
    yield shown_answer(answer), True, None
    yield from _revealed(answer)


def _revealed(answer: ValueAnswer) -> Iterator[Expected]:
    yield from ((one.value, False, one.misconception_id) for one in answer.reveals)


def _choice(answer: ChoiceAnswer) -> Iterator[Expected]:
    yield from ((f"choice-{place}", one.right, one.misconception_id) for place, one in enumerate(answer.choices))


def _several(answer: SeveralAnswer) -> Iterator[Expected]:
    """Yield the right set, and it with each wrong one added."""
    right = [place for place, one in enumerate(answer.choices) if one.right]
    yield _posted("choice", right), True, None
    for place, one in enumerate(answer.choices):
        if not one.right:
            yield _posted("choice", [*right, place]), False, one.misconception_id


def _ordering(answer: OrderingAnswer) -> Iterator[Expected]:
    yield _posted("part", answer.order), True, None
    yield _posted("part", answer.order[::-1]), False, None
    for one in answer.reveals:
        yield _posted("part", [int(place) for place in one.value.split()]), False, one.misconception_id


def _matching(answer: MatchingAnswer) -> Iterator[Expected]:
    """Yield the right pairs, them turned by one, and each revealing pair among right ones."""
    yield _pairs(answer.pairs), True, None
    turned = (*answer.pairs[1:], answer.pairs[0])
    if turned != answer.pairs:
        yield _pairs(turned), False, None
    for one in answer.reveals:
        left, _, right = one.value.partition("=")
        pairs = [int(right) if place == int(left) else own for place, own in enumerate(answer.pairs)]
        yield _pairs(pairs), False, one.misconception_id


def _cloze(answer: ClozeAnswer) -> Iterator[Expected]:
    """Yield the first word of every gap, and for each gap every other word with the first ones of the rest."""
    first = [gap.accepted[0] for gap in answer.gaps]
    yield _lines(first), True, None
    for place, gap in enumerate(answer.gaps):
        for text in gap.accepted[1:]:
            yield _lines([*first[:place], text, *first[place + 1 :]]), True, None
        for one in gap.reveals:
            yield _lines([*first[:place], one.value, *first[place + 1 :]]), False, one.misconception_id


def _short_text(answer: ShortTextAnswer) -> Iterator[Expected]:
    """Yield the example, every phrasing with as many other ideas as are needed, and every denied phrasing."""
    yield answer.example, True, None
    for idea in answer.ideas:
        rest = [other.accepted[0] for other in answer.ideas if other is not idea][: answer.needed - 1]
        yield from ((" ".join(f"{said}." for said in (text, *rest)), True, None) for text in idea.accepted)
        yield from ((text, False, misconception) for text, misconception in idea.wrong())


def _quotation(answer: QuotationAnswer) -> Iterator[Expected]:
    """Yield every stretch that is accepted, the fewest words of each, and words that the source does not hold so."""
    yield from ((text, True, None) for text in (*answer.accepted, *answer.enough))
    yield " ".join(reversed(answer.source.split()[:8])), False, None


def _writing(answer: WritingAnswer) -> Iterator[Expected]:
    """Yield a piece that is long enough and quotes as often as the task asks for."""
    leads = ("The piece begins", "It goes on", "Somebody answers", "At last it closes")
    sentences = [f"{lead} like this: {criterion}" for lead in leads for criterion in answer.criteria]
    words = " ".join(sentences).split()
    own = " ".join(words[: max(fewest_words(answer), len(sentences[0].split()))])
    quoted = " ".join(f"“{one}”" for one in answer.source.split()[: answer.quotations])
    yield f"{own} {quoted}".strip(), None, None


def _posted(name: str, places: Iterable[int]) -> str:
    return " ".join(f"{name}-{place}" for place in places)


def _pairs(pairs: Iterable[int]) -> str:
    return " ".join(f"{left}={right}" for left, right in enumerate(pairs))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(f"{number}: {text}" for number, text in enumerate(texts, 1))


EXPECTED: dict[type[Any], Callable[[Any], Iterator[Expected]]] = {
    NumericAnswer: _numeric,
    SolutionsAnswer: _all_accepted,
    CoordinatesAnswer: _all_accepted,
    ChoiceAnswer: _choice,
    SeveralAnswer: _several,
    OrderingAnswer: _ordering,
    MatchingAnswer: _matching,
    ClozeAnswer: _cloze,
    ShortTextAnswer: _short_text,
    QuotationAnswer: _quotation,
    WritingAnswer: _writing,
}
"""How the expected marks of a kind are found, where it is not any one of its accepted texts."""
