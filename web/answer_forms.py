"""What the form of an item posts, as one text, and that text put back into the form.

Marking reads one text for each attempt, whatever the kind of item: the boxes ticked ("choice-0 choice-2"), the parts in
order ("part-2 part-0"), the pairs ("0=2 1=0"), the gaps (one line each), or what was typed. Knows the names of the
fields; not the answer.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from content_store.answers import (
    ChoiceAnswer,
    ClozeAnswer,
    MatchingAnswer,
    NumericAnswer,
    OrderingAnswer,
    QuotationAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    ValueAnswer,
    WritingAnswer,
)
from content_store.items import DrawnItem

PLACE = re.compile(r"place-([0-9]{1,2})")
PARTNER = re.compile(r"partner-([0-9]{1,2})")
GAP = re.compile(r"gap-([0-9]{1,2})")
IN_TEXT = re.compile(r"\{([0-9]{1,2})\}")
NUMBERED_PART = re.compile(r"part-([0-9]{1,2})(?:=([0-9]{0,2}))?")
PAIR = re.compile(r"([0-9]{1,2})=([0-9]{1,2})")
LINE = re.compile(r"([0-9]{1,2}): (.*)")
EXAMPLES = {
    "expression": "3x + 2",
    "solutions": "x = 2 or x = -3",
    "equation": "y = 3x + 2",
    "inequality": "x > 3",
    "coordinates": "(2, 3)",
    "ratio": "3:4",
}
"""How an answer of each kind is typed: shown with the box, never an item's own answer."""
PAIR_OF_SOLUTIONS = "x = 2, y = 3"


@dataclass(frozen=True)
class AnswerInput:
    """What the page needs to ask for an answer.

    `kind` names the block of the template, `first` the field that an error leads to, `fields` what stands in each,
    `pieces` the text of a cloze item in turn with the numbers of its gaps, `example` how such an answer is typed.
    """

    kind: str
    first: str = "answer"
    text: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    pieces: tuple[str | int, ...] = ()
    example: str = ""

    @property
    def shows_working(self) -> bool:
        """Whether there is a box for working beside the answer."""
        return self.kind in ("typed", "choice")


def answer_text(form: MultiDict[str, str]) -> str:
    """Return what the form of an item posts as the one text that is marked; empty where nothing was given."""
    places, partners, gaps = (_numbered(form, pattern) for pattern in (PLACE, PARTNER, GAP))
    if places:
        return _order(places)
    if partners:
        return " ".join(f"{left}={right}" for left, right in partners.items() if right)
    if gaps:
        return "\n".join(f"{gap}: {text}" for gap, text in gaps.items() if text)
    given = form.getlist("text")
    return given[0] if len(given) == 1 else " ".join(one for one in given if one)


def answer_input(item: DrawnItem, kept: dict[str, str]) -> AnswerInput:
    """Return how to ask for an item's answer; `kept` is what was posted and not taken, as `answer_text` gave it."""
    text = kept.get("text", "") if kept.get("intent") != "question" else ""
    fields = fields_of(text)
    match item.answer:
        case ChoiceAnswer() | SeveralAnswer():
            kind = "choice" if isinstance(item.answer, ChoiceAnswer) else "several"
            return AnswerInput(kind, "choice-0", ticked=frozenset(text.split()))
        case OrderingAnswer(parts=parts):
            names = [f"place-{number}" for number in range(len(parts))]
            return AnswerInput("ordering", _faulty(names, fields), fields=fields)
        case MatchingAnswer(left=left):
            names = [f"partner-{number}" for number in range(len(left))]
            return AnswerInput("matching", _faulty(names, fields), fields=fields)
        case ClozeAnswer(gaps=gaps):
            names = [f"gap-{number}" for number in range(1, len(gaps) + 1)]
            return AnswerInput("cloze", _faulty(names, fields), fields=fields, pieces=pieces(item.answer))
        case ShortTextAnswer() | QuotationAnswer() | WritingAnswer():
            return AnswerInput(item.kind, text=text)
    return AnswerInput("typed", text=text, example=_example(item.answer))


def fields_of(text: str) -> dict[str, str]:
    """Return what stood in the numbered fields of a form, from the text that `answer_text` made of them."""
    words = text.split()
    parts = [NUMBERED_PART.fullmatch(word) for word in words]
    if parts and all(parts):
        places = ((one[1], one[2] if one[2] is not None else str(number)) for number, one in enumerate(parts, 1) if one)
        return {f"place-{part}": place for part, place in places}
    pairs = [PAIR.fullmatch(word) for word in words]
    if pairs and all(pairs):
        return {f"partner-{one[1]}": one[2] for one in pairs if one}
    return {f"gap-{line[1]}": line[2] for line in map(LINE.fullmatch, text.splitlines()) if line}


def pieces(answer: ClozeAnswer) -> tuple[str | int, ...]:
    """Return a cloze text as its stretches of text and, between them, the numbers of its gaps."""
    split = IN_TEXT.split(answer.text)
    return tuple(int(one) if place % 2 else one for place, one in enumerate(split))


def _numbered(form: MultiDict[str, str], pattern: re.Pattern[str]) -> dict[int, str]:
    """Return the fields whose names carry a number, in the order of their numbers."""
    found = {int(match[1]): form[name].strip() for name in form if (match := pattern.fullmatch(name))}
    return dict(sorted(found.items()))


def _order(places: dict[int, str]) -> str:
    """Return parts in their order; where the numbers make none, each part with its number, for marking to ask again."""
    if not any(places.values()):
        return ""
    if sorted(places.values()) == sorted(str(number) for number in range(1, len(places) + 1)):
        return " ".join(f"part-{part}" for part in sorted(places, key=lambda part: int(places[part])))
    return " ".join(f"part-{part}={place}" for part, place in places.items())


def _faulty(names: list[str], fields: dict[str, str]) -> str:
    """Return the first field that is empty or, of numbers that must differ, the first that repeats one."""
    count = Counter(fields.get(name, "") for name in names)
    return next(
        (name for name in names if not fields.get(name) or (name.startswith("place") and count[fields[name]] > 1)),
        names[0],
    )


def _example(answer: object) -> str:
    """Return how such an answer is typed; nothing for a number, which needs no example."""
    if isinstance(answer, NumericAnswer) or not isinstance(answer, ValueAnswer):
        return ""
    kind = type(answer).__name__.removesuffix("Answer").casefold()
    if kind == "solutions" and any("," in one for one in answer.accepted):
        return PAIR_OF_SOLUTIONS
    return "" if EXAMPLES[kind] in answer.accepted else EXAMPLES[kind]
