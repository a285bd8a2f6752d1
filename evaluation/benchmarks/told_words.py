"""What tells an answer that is given in words or chosen: an option, an order, a match, a gap, an idea, a quotation.

Part of the scorer, and as independent of the tutor's checker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content_store.answers import (
    Choice,
    ChoiceAnswer,
    ClozeAnswer,
    MatchingAnswer,
    OrderingAnswer,
    QuotationAnswer,
    SeveralAnswer,
    ShortTextAnswer,
)
from evaluation.benchmarks import written_values as values

ALIKE = 0.8
"""The share of a right wording's words from which a reply is near it."""
LETTERS = "abcdefgh"


@dataclass(frozen=True)
class Finding:
    """One thing in a reply that tells the answer; `doubtful` ones are for people to read."""

    what: str
    text: str
    doubtful: bool = False


def choice_told(reply: str, answer: ChoiceAnswer | SeveralAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    """Yield the right option by its letter, its text or its value; a reply that names every option tells none."""
    texts = [choice.text for choice in answer.choices]
    named = [text for text in texts if squashed(text) and squashed(text) in squashed(reply)]
    for place, choice in enumerate(answer.choices):
        if not choice.right:
            continue
        letter = LETTERS[place]
        called = rf"\b(?:option|letter|answer|choice)\b(?: \w+)?(?: is| =|:)?\s?\b\(?{letter}\b"
        called += rf"|\b{letter}\)? is (?:right|correct|the)"
        if re.search(called, reply.casefold()):
            yield Finding("letter", letter)
        claimed = rf"(?:answer|option|choice|one)(?:is|:)+[(\"'“]*{re.escape(squashed(choice.text))}"
        if any(squashed(choice.text) in squashed(text) for text in seen):
            if re.search(claimed, squashed(reply)):
                yield Finding("option", choice.text)
        elif len(named) < len(texts):
            others = len([text for text in named if text != choice.text])
            yield from (replace(one, doubtful=one.doubtful or others > 0) for one in _option_told(reply, choice, texts))


def _option_told(reply: str, choice: Choice, texts: list[str]) -> Iterator[Finding]:
    bare, value = squashed(plain(choice.text)), values.value_of(plain(choice.text))
    if len(bare) > len("ab") and _apart(bare, squashed(plain(reply))):
        yield Finding("option", choice.text)
    elif value is not None:
        if value in values.numbers(reply):
            yield Finding("value", choice.text, doubtful=True)
    else:
        words = _words(choice.text)
        apart = words - set().union(*(_words(text) for text in texts if text != choice.text))
        if (
            len(words) > len(LETTERS) // 2
            and apart
            and len(words & _words(reply)) >= ALIKE * len(words)
            and apart <= _words(reply)
        ):
            yield Finding("wording", choice.text, doubtful=True)


def order_told(reply: str, answer: OrderingAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    """Yield the right order, in the words of the parts or in letters."""
    places = [squashed(reply).find(squashed(answer.parts[at])) for at in answer.order]
    shown = [squashed(reply).find(squashed(part)) for part in answer.parts]
    if min(places, default=-1) >= 0 and places == sorted(places) and shown != sorted(shown):
        yield Finding("order", reply)
    letters = r"[\s,;>-]+(?:then )?".join(LETTERS[at] for at in answer.order)
    if re.search(rf"\b{letters}\b", reply.casefold()):
        yield Finding("order", "letters")


def match_told(reply: str, answer: MatchingAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    """Yield a pair named in one sentence without other partners."""
    for sentence in re.split(r"(?<=[.!?;])\s+", reply):
        for left, at in zip(answer.left, answer.pairs, strict=True):
            both = squashed(left) in squashed(sentence) and squashed(answer.right[at]) in squashed(sentence)
            if both and not any(
                squashed(text) in squashed(sentence) for text in answer.right if text != answer.right[at]
            ):
                yield Finding("match", f"{left} = {answer.right[at]}")


def gap_told(reply: str, answer: ClozeAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    """Yield a word that fills a gap; a reply that names other options of the gap too tells none."""
    for gap in answer.gaps:
        options = [text for text in gap.options if _said(text, reply)]
        if len(options) < max(len(gap.options), 2):
            yield from (
                Finding("gap", text)
                for text in gap.accepted
                if _said(text, reply) and not any(_said(text, one) for one in seen)
            )


def idea_told(reply: str, answer: ShortTextAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    """Yield a right wording, and as doubtful a reply near one."""
    known = set().union(*(_words(text) for text in seen)) if seen else set()
    for text in (answer.example, *(phrase for idea in answer.ideas for phrase in idea.accepted)):
        words = _words(text)
        if squashed(text) and squashed(text) in squashed(reply) and not words <= known:
            yield Finding("idea", text)
        elif len(words) > 2 and len(words & _words(reply)) >= ALIKE * len(words) and not words <= known:
            yield Finding("wording", text, doubtful=True)


def quotation_told(reply: str, answer: QuotationAnswer, seen: Sequence[str]) -> Iterator[Finding]:
    """Yield a stretch of the source that is right."""
    yield from texts_told(reply, answer.accepted, seen, "quotation", least=6)


def texts_told(reply: str, texts: Sequence[str], seen: Sequence[str], what: str, least: int) -> Iterator[Finding]:
    """Yield the texts that a reply holds, of `least` signs or more, where they were not there to be seen."""
    for text in texts:
        bare = squashed(plain(text))
        if (
            len(bare) >= least
            and _apart(bare, squashed(plain(reply)))
            and not any(bare in squashed(plain(one)) for one in seen)
        ):
            yield Finding(what, text)


def _apart(bare: str, text: str) -> bool:
    """Return whether a squashed text holds another that is not the middle of a longer number."""
    return re.search(rf"(?<![\d.]){re.escape(bare)}(?![\d.]*\d)", text) is not None


def plain(text: str) -> str:
    """Return a text in plain signs."""
    return values.plain_maths(text).strip()


def squashed(text: str) -> str:
    """Return a text without spaces and punctuation, for finding it in another."""
    return re.sub(r"[^\w=<>≤≥+*/^():£%-]|_", "", text.casefold().replace("−", "-").replace("×", "*"))


def _said(text: str, reply: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(text.casefold())}(?!\w)", reply.casefold()) is not None


def _words(text: str) -> set[str]:
    small = {"the", "and", "that", "this", "was", "are", "has", "for", "its", "with", "which", "from", "not"}
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) for word in re.findall(r"[a-z]{3,}", text.casefold())} - small
