"""What must hold of items whose answers are chosen, put in order, matched, filled in, quoted or written in words.

`pack_checks` runs these with its own; they know the parts of an answer, not marking.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from content_store.answers import (
    ClozeAnswer,
    MatchingAnswer,
    OrderingAnswer,
    QuotationAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    WritingAnswer,
)
from content_store.item_spec import ItemSpec
from content_store.items import DrawnItem

Finding = tuple[str, str]
MATHS = re.compile(r"(?<!\\)\$.+?(?<!\\)\$")
SENTENCE_END = re.compile(r"(?<=[.?!;])\s+")


def named_misconceptions(spec: ItemSpec) -> set[str]:
    """Return the ids of the misconceptions that an item's answers reveal, wherever they stand in it."""
    answer = spec.answer
    revealed = [*spec.reveals, *(one for gap in answer.gaps for one in gap.reveals)]
    named: list[str | None] = [one.misconception for one in revealed]
    named += [choice.misconception for choice in answer.choices]
    named += [one for idea in answer.ideas for one in (idea.misconception, *idea.reveals)]
    return {one for one in named if one}


def part_findings(item: DrawnItem) -> Iterator[Finding]:
    """Yield what is wrong with the parts of an answer, and the hints that tell it."""
    if check := CHECKS.get(type(item.answer)):
        yield from check(item.answer)
    if tells := TELLS.get(type(item.answer)):
        # Words and quotations are the pupil's own to find: not even the last hint gives them.
        hints = item.hints if isinstance(item.answer, ShortTextAnswer | QuotationAnswer) else item.hints[:-1]
        for rung, hint in enumerate(hints, 1):
            if told := tells(item.answer, hint, item.question):
                yield f"hint {rung} holds the answer “{told}”", "say where to look, and leave the answer to be found"


def says(text: str, words: str) -> bool:
    """Return whether a text holds some words as whole words, whatever their case and spacing."""
    wanted = " ".join(words.casefold().split())
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", " ".join(text.casefold().split())) is not None


def _cloze(answer: ClozeAnswer) -> Iterator[Finding]:
    if any(re.search(r"\{\d+\}", maths) for maths in MATHS.findall(answer.text)):
        yield "a gap stands inside maths", "close the maths before the gap and open it again after"
    for number, gap in enumerate(answer.gaps, 1):
        if gap.options and not set(gap.accepted) <= set(gap.options):
            yield f"an accepted word of gap {number} is not among its options", "add it to the options"
        if any("$" in option for option in gap.options):
            yield f"an option of gap {number} holds maths", "a list of options shows plain text only: write x², ≤ or ½"
        if {one.value for one in gap.reveals} & set(gap.accepted):
            yield f"a revealing word of gap {number} is accepted too", "take it from one of the lists"


def _matching(answer: MatchingAnswer) -> Iterator[Finding]:
    if len(set(answer.left)) < len(answer.left):
        yield "two of the parts to be matched are the same", "rule the draw out with `where`"
    if len(set(answer.pairs)) == 1:
        yield "everything is matched to the same partner", "write other pairs"


def _quotation(answer: QuotationAnswer) -> Iterator[Finding]:
    for stretch in answer.accepted:
        if not says(answer.source, stretch):
            yield f"“{stretch[:40]}” is not word for word in the source", "copy it from the source"
        if len(stretch.split()) > answer.most_words:
            yield f"“{stretch[:40]}” has more words than `most_words`", "shorten it or allow more words"
        if answer.enough and not any(says(stretch, one) for one in answer.enough):
            yield f"“{stretch[:40]}” holds nothing of `enough`", "name the fewest of its words that show it"
    for fewest in answer.enough:
        if not any(says(stretch, fewest) for stretch in answer.accepted):
            yield f"“{fewest[:40]}” of `enough` is in no stretch of `quotable`", "copy it from one of them"


def _writing(answer: WritingAnswer) -> Iterator[Finding]:
    if answer.quotations and not answer.source:
        yield "quotations are asked for and there is no `source`", "give the text that is quoted"


def _several_told(answer: SeveralAnswer, hint: str, question: str) -> str | None:
    right = (choice.text for choice in answer.choices if choice.right)
    return next((text for text in right if says(hint, text) and not says(question, text)), None)


def _order_told(answer: OrderingAnswer, hint: str, question: str) -> str | None:
    """Return the last part, where a hint names all the parts in their right order."""
    places = [hint.find(answer.parts[position]) for position in answer.order]
    return answer.parts[answer.order[-1]] if -1 not in places and places == sorted(places) else None


def _pair_told(answer: MatchingAnswer, hint: str, question: str) -> str | None:
    for left, place in zip(answer.left, answer.pairs, strict=True):
        if any(says(one, left) and says(one, answer.right[place]) for one in SENTENCE_END.split(hint)):
            return f"{left}: {answer.right[place]}"
    return None


def _gap_told(answer: ClozeAnswer, hint: str, question: str) -> str | None:
    """Return a word that is to be typed; the options of a gap are on the page already."""
    typed = (text for gap in answer.gaps if not gap.options for text in gap.accepted)
    return next((text for text in typed if says(hint, text) and not says(question + answer.text, text)), None)


def _idea_told(answer: ShortTextAnswer, hint: str, question: str) -> str | None:
    return next((text for idea in answer.ideas for text in idea.accepted if says(hint, text)), None)


def _quotation_told(answer: QuotationAnswer, hint: str, question: str) -> str | None:
    return next((text for text in answer.accepted if says(hint, text)), None)


CHECKS: dict[type[Any], Callable[[Any], Iterator[Finding]]] = {
    ClozeAnswer: _cloze,
    MatchingAnswer: _matching,
    QuotationAnswer: _quotation,
    WritingAnswer: _writing,
}
TELLS: dict[type[Any], Callable[[Any, str, str], str | None]] = {
    SeveralAnswer: _several_told,
    OrderingAnswer: _order_told,
    MatchingAnswer: _pair_told,
    ClozeAnswer: _gap_told,
    ShortTextAnswer: _idea_told,
    QuotationAnswer: _quotation_told,
}
"""How a hint of each kind tells the answer: the part told, or None."""
