"""An answer taken apart: what is shown with the question, and what tells the answer.

Two functions that never share a part, so that whoever shows the one shows nothing of the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
)


@dataclass(frozen=True)
class Asked:
    """What a pupil is shown besides the question, in the order in which it is shown.

    `options` are what is chosen from, put in order, or given partners from `partners`; `gap_text` has the gaps {1},
    {2}, ... and `gap_options` what each is chosen from, empty for one that is typed; `source` is a text to quote.
    """

    unit: str = ""
    options: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    gap_text: str = ""
    gap_options: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What tells the answer: as the full solution names it, all texts that count, and the wrong answers with why."""

    answer: str
    accepted: tuple[str, ...]
    wrong: tuple[tuple[str, str | None], ...]


def asked(answer: Answer) -> Asked:
    """Return what a pupil is shown with the question."""
    match answer:
        case NumericAnswer():
            return Asked(unit=answer.unit or "")
        case ChoiceAnswer() | SeveralAnswer():
            return Asked(options=tuple(choice.text for choice in answer.choices))
        case OrderingAnswer():
            return Asked(options=answer.parts)
        case MatchingAnswer():
            return Asked(options=answer.left, partners=answer.right)
        case ClozeAnswer():
            return Asked(gap_text=answer.text, gap_options=tuple(gap.options for gap in answer.gaps))
        case QuotationAnswer():
            return Asked(source=answer.source)
        case WritingAnswer():
            return Asked(source=answer.source, criteria=answer.criteria)
    return Asked()


def told(answer: Answer) -> Told:
    """Return what tells the answer."""
    return Told(shown_answer(answer), _accepted(answer), tuple(_wrong(answer)))


def _accepted(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, SolutionsAnswer | CoordinatesAnswer) or not isinstance(answer, ValueAnswer | QuotationAnswer):
        whole = shown_answer(answer)
        return (whole,) if whole else ()
    return answer.accepted


def _wrong(answer: Answer) -> Iterator[tuple[str, str | None]]:
    """Yield wrong answers as they would be written, each with the misconception that it reveals."""
    if isinstance(answer, ValueAnswer):
        yield from ((one.value, one.misconception_id) for one in answer.reveals)
    elif isinstance(answer, ChoiceAnswer | SeveralAnswer):
        yield from ((choice.text, choice.misconception_id) for choice in answer.choices if not choice.right)
    elif isinstance(answer, ShortTextAnswer):
        yield from (wrong for idea in answer.ideas for wrong in idea.wrong())
    else:
        yield from _wrong_parts(answer)


def _wrong_parts(answer: Answer) -> Iterator[tuple[str, str | None]]:
    """Yield wrong answers that are put together from parts; none of a quotation or a piece of writing."""
    match answer:
        case OrderingAnswer():
            for one in answer.reveals:
                yield "; ".join(answer.parts[int(place)] for place in one.value.split()), one.misconception_id
        case MatchingAnswer():
            for one in answer.reveals:
                left, _, right = one.value.partition("=")
                yield f"{answer.left[int(left)]}: {answer.right[int(right)]}", one.misconception_id
        case ClozeAnswer():
            for number, gap in enumerate(answer.gaps, 1):
                yield from ((f"{{{number}}}: {one.value}", one.misconception_id) for one in gap.reveals)
