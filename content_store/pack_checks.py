"""What must hold of every item and of every objective's notes, whatever the draw.

Says nothing of marking: `attain content check` runs the real marker over the same draws.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from content_store.answers import (
    Answer,
    ChoiceAnswer,
    MatchingAnswer,
    NumericAnswer,
    OrderingAnswer,
    SeveralAnswer,
    SolutionsAnswer,
    ValueAnswer,
    shown_answer,
    written_answer,
)
from content_store.diagrams.kinds import diagram_findings
from content_store.formula import FormulaError, evaluate
from content_store.hint_words import hangs_in_the_air
from content_store.items import DrawnItem, ItemSpec, draw, twin
from content_store.part_checks import part_findings

SEEDS = 25
"""Draws of each template when a pack is built; `attain content check` takes more."""

NOTES_WORDS = (120, 350)
SECTION_WORDS = (25, 140)
HINT_WORDS = 45
MOST_FINDINGS = 3
"""Rules told for one item: more would bury the next item's."""
ODD_SIGNS = re.compile(r"\+ ?[-−]|[-−] ?[-−]|(?<![\d.])1[a-z](?![a-z])|(?<![\d.])0[a-z](?![a-z])")
FIRST_PERSON = re.compile(r"\b(I|[Mm]e|[Mm]y|[Mm]ine)\b")
NUMBER = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\d]|[.,]\d)")

Finding = tuple[str, str]


def check_item(spec: ItemSpec, seeds: int = SEEDS) -> Iterator[Finding]:
    """Yield each rule that some draw of the item breaks, once, with what to do about it."""
    seen: set[str] = set()
    draws = range(seeds if spec.parameters else min(seeds, 1))
    for seed in draws:
        try:
            findings = [*_draw_findings(draw(spec, "", seed)), *_twin_findings(spec, seed)]
        except FormulaError as error:
            findings = [(str(error), "correct the expression, or rule the draw out with `where`")]
        for rule, suggestion in findings:
            if rule not in seen:
                seen.add(rule)
                if len(seen) > MOST_FINDINGS:
                    return
                yield (f"{rule} (seed {seed})" if spec.parameters else rule), suggestion


def _twin_findings(spec: ItemSpec, seed: int) -> Iterator[Finding]:
    if seed >= 10 or not spec.parameters:
        return
    other = twin(spec, seed)
    if other and (other.question, other.diagram) == draw(spec, "", seed).shown:
        yield "the worked twin is the same question", "give the parameters a wider range"


def _draw_findings(item: DrawnItem) -> Iterator[Finding]:
    """Yield what is wrong with one drawn item."""
    yield from _answer_findings(item)
    yield from _leak_findings(item)
    yield from part_findings(item)
    yield from diagram_findings(item.diagram)
    choices = _shown_together(item.answer)
    for text in (item.question, *item.hints, *item.steps, *choices):
        yield from dollar_findings(text)
        for maths in re.findall(r"(?<!\\)\$(.+?)(?<!\\)\$", text):
            if odd := ODD_SIGNS.search(maths):
                yield (
                    f"the maths “{maths[:40]}” reads oddly at “{odd[0]}”",
                    "use signed or coefficient formats",
                )
    yield from _hint_findings(item)


def _hint_findings(item: DrawnItem) -> Iterator[Finding]:
    """Yield the hints that are too long, speak of themselves, or do not stand alone."""
    for hint in item.hints:
        if len(hint.split()) > HINT_WORDS:
            yield (
                f"a hint has more than {HINT_WORDS} words: “{hint[:40]}…”",
                "shorten it or split it into two rungs",
            )
        if FIRST_PERSON.search(re.sub(r"\$.*?\$", "", hint)):
            yield f"a hint speaks of itself: “{hint[:40]}…”", "say what to do, without I, me or my"
    for rung, hint in enumerate(item.hints[1:], 2):
        if hangs_in_the_air(hint):
            yield (
                f"hint {rung} hangs on the hint before it: “{hint[:40]}…”",
                "name what it speaks of, as the hint before it may have been skipped",
            )


def dollar_findings(text: str) -> Iterator[Finding]:
    """Yield maths that is opened and not closed."""
    if (text.count("$") - text.count(r"\$")) % 2:
        yield f"a dollar sign is not closed in “{text[:40]}”", r"close the maths, or write \$ for dollars"


def _answer_findings(item: DrawnItem) -> Iterator[Finding]:
    """Yield answers that clash: a wrong answer equal to the right one, or two equal parts."""
    answer = item.answer
    texts = [" ".join(text.casefold().split()) for text in _shown_together(answer)]
    if len(set(texts)) < len(texts):
        yield "two choices are the same", "rule the draw out with `where`"
    if not isinstance(answer, ValueAnswer):
        return
    accepted = {_comparable(answer, text) for text in answer.accepted}
    for one in item.halfway:
        if _comparable(answer, one.value) in accepted:
            yield f"the number {one.value} of `halfway` is right", "rule the draw out with `where`"
    for revealed in answer.reveals:
        if _comparable(answer, revealed.value) in accepted:
            yield (
                f"the answer that reveals {revealed.misconception_id} equals the right one",
                "rule the draw out with `where`",
            )


def _shown_together(answer: Answer) -> tuple[str, ...]:
    """Return the texts among which a pupil chooses."""
    match answer:
        case ChoiceAnswer() | SeveralAnswer():
            return tuple(choice.text for choice in answer.choices)
        case OrderingAnswer():
            return answer.parts
        case MatchingAnswer():
            return answer.right
    return ()


def _comparable(answer: ValueAnswer, text: str) -> object:
    if not isinstance(answer, NumericAnswer):
        return re.sub(r"\s", "", text)
    text = re.sub(r"^(-?)(\d+) (\d+/\d+)$", r"\1(\2+\3)", text).replace("^", "**")
    places, figures = answer.decimal_places, answer.significant_figures
    digits = f"round({text}, {places})" if places is not None else text
    value = evaluate(digits, {})
    return f"{float(value):.{figures}g}" if figures else value


def _leak_findings(item: DrawnItem) -> Iterator[Finding]:
    """Yield the hints, other than the last, that hold the answer."""
    needles = answer_needles(item)
    for one in item.halfway:
        if any(_holds(one.says, needle) for needle in needles):
            yield f"what `halfway` says holds the answer: “{one.says}”", "say which value it is, and nothing more"
    for rung, hint in enumerate(item.hints[:-1], 1):
        if any(_holds(hint, needle) for needle in needles) and not all(_holds(item.question, n) for n in needles):
            yield (
                f"hint {rung} holds the answer “{needles[0]}”",
                "keep the answer for the last hint, or use `where`",
            )


def answer_needles(item: DrawnItem) -> tuple[str, ...]:
    """Return the texts that would give a drawn value or choice away; `part_checks` knows the other kinds."""
    answer = item.answer
    if isinstance(answer, NumericAnswer):
        return tuple(dict.fromkeys([*answer.accepted, written_answer(answer)]))
    if isinstance(answer, SolutionsAnswer):
        return tuple(one.partition("=")[2].strip() for one in answer.accepted if "," not in one)
    if isinstance(answer, ValueAnswer):
        return tuple(re.sub(r"\s", "", text) for text in answer.accepted)
    return (shown_answer(answer),) if isinstance(answer, ChoiceAnswer) else ()


def _holds(text: str, needle: str) -> bool:
    """Return whether a text holds a number as a number, or any other answer as text."""
    numbers = {Fraction(number.replace(",", "")) for number in NUMBER.findall(text)}
    if re.fullmatch(r"-?\d+(\.\d+)?", needle):
        return abs(Fraction(needle)) in numbers
    if parts := re.fullmatch(r"-?(?:(\d+) )?(\d+)/(\d+)", needle):
        whole, top, bottom = parts.groups(default="")
        value = int(whole or 0) + Fraction(int(top), int(bottom))
        return rf"{whole}\frac{{{top}}}{{{bottom}}}" in text or needle in text or value in numbers
    squeezed = re.sub(r"[\s{}]", "", text.replace(r"\times", "*")).casefold()
    return re.sub(r"[\s{}]", "", needle).casefold() in squeezed


def check_notes(notes: str) -> Iterator[Finding]:
    """Yield what is wrong with an objective's notes."""
    words = len(notes.split())
    if not NOTES_WORDS[0] <= words <= NOTES_WORDS[1]:
        yield f"the notes have {words} words", f"write {NOTES_WORDS[0]} to {NOTES_WORDS[1]}"
    if not notes.startswith("## "):
        yield "the notes do not begin with a `## ` heading", "give each section a heading"
    for _, text in sections(notes):
        yield from dollar_findings(text)
    for section in sections(notes):
        length = len(section[1].split())
        if not SECTION_WORDS[0] <= length <= SECTION_WORDS[1]:
            yield (
                f"the section “{section[0]}” has {length} words",
                "aim for 40 to 120 words, one idea a section",
            )


def sections(notes: str) -> tuple[tuple[str, str], ...]:
    """Return the notes' sections as (heading, text)."""
    parts = re.split(r"^## +(.+)$", notes, flags=re.MULTILINE)
    return tuple((parts[i].strip(), parts[i + 1].strip()) for i in range(1, len(parts), 2))
