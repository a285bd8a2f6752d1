"""A question of upstream as an item: what kinds its answers become, and which of its hints make a ladder.

Knows items and the rules of hints; no format. An item gets no hint that upstream does not have.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from content_store.answers import ShortTextAnswer, shown_answer
from content_store.formula import FormulaError
from content_store.importers.found import Unfit
from content_store.importers.wording import LONGEST, no_placeholders
from content_store.item_spec import ItemKind, ItemSpec
from content_store.items import draw, last_rung
from content_store.pack_checks import HINT_WORDS, check_item

MOST_RUNGS = 4
"""Rungs before the last, which tells."""
LONGEST_PART = 400
LONGEST_WORDS = 80
SHORTEST_TOLD = 4
"""Signs of an answer below which it may stand in a hint by chance; the rules of hints look at numbers themselves."""
NUMBER = re.compile(r"[-+−]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,2})?")
MATTER_OF_STYLE = "reads oddly"
MIDDLING = 2
"""The difficulty of an item whose author says none."""


@dataclass(frozen=True)
class Question:
    """One question of upstream, its texts written as a pack writes them.

    `rungs` are hints that may tell nothing, `solution` is what upstream tells in the end.
    """

    name: str
    text: str
    kind: ItemKind
    answer: Mapping[str, Any]
    rungs: tuple[str, ...] = ()
    solution: str = ""
    difficulty: int = MIDDLING


def choosing(options: Sequence[tuple[str, bool]], several: bool = False) -> tuple[ItemKind, dict[str, Any]]:
    """Return the kind and the answer of a choice among texts, each with whether it is right.

    Raises:
        Unfit: there are too few or too many, none is right, or two are the same.
    """
    texts = [" ".join(text.casefold().split()) for text, _ in options]
    right = sum(is_right for _, is_right in options)
    if len(set(texts)) < len(texts):
        raise Unfit("two of its options are the same")
    if not all(texts):
        raise Unfit("one of its options is empty")
    if not right:
        raise Unfit("none of its options is right")
    if not several and right > 1:
        raise Unfit("several options are right where one may be chosen")
    if any(len(text) > LONGEST_PART for text in texts):
        raise Unfit("one of its options is too long")
    kind: ItemKind = "several" if several else "choice"
    choices = [{"text": text, "right": True} if is_right else {"text": text} for text, is_right in options]
    return kind, {"choices": choices}


def number(text: str) -> Fraction:
    """Return a decimal number as upstream writes it.

    Raises:
        Unfit: it is no number.
    """
    plain = text.strip().replace("−", "-")
    if not NUMBER.fullmatch(plain) or len(plain) > 30:
        raise Unfit("its answer is no number")
    return Fraction(plain)


def written(value: Fraction) -> str:
    """Return a number as an item's answer writes it: a whole number, a short decimal or a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{value.numerator}/{value.denominator}"


def numeric(values: Sequence[Fraction], tolerance: Fraction, unit: str = "") -> tuple[ItemKind, dict[str, Any]]:
    """Return the kind and the answer of a question for a number."""
    answer: dict[str, Any] = {"value": written(values[0])}
    if len(values) > 1:
        answer["accept"] = [written(value) for value in values[1:]]
    if tolerance:
        answer["tolerance"] = written(abs(tolerance))
    if unit:
        answer["unit"] = unit
    return "numeric", answer


def words(accepted: Sequence[str]) -> tuple[ItemKind, dict[str, Any]]:
    """Return the kind and the answer of a question for a word or two: a text that is one gap.

    Raises:
        Unfit: an accepted answer is empty or a sentence.
    """
    plain = list(dict.fromkeys(" ".join(no_placeholders(text).split()) for text in accepted))
    if not plain or not all(plain):
        raise Unfit("it has no right answer")
    if any(len(text) > LONGEST_WORDS for text in plain):
        raise Unfit("its answer is too long to be marked word for word")
    return "cloze", {"text": "{1}", "gaps": [{"accept": plain}]}


def matching(pairs: Sequence[tuple[str, str]], spare: Sequence[str] = ()) -> tuple[ItemKind, dict[str, Any]]:
    """Return the kind and the answer of a matching.

    Raises:
        Unfit: a part is empty or too long, or one is matched twice.
    """
    parts = [*(part for pair in pairs for part in pair), *spare]
    if not all(part.strip() for part in parts):
        raise Unfit("one of its parts is empty")
    if any(len(part) > LONGEST_PART for part in parts):
        raise Unfit("one of its parts is too long")
    if len({left for left, _ in pairs}) < len(pairs):
        raise Unfit("one part has several partners")
    answer: dict[str, Any] = {"pairs": [list(pair) for pair in pairs]}
    others = [one for one in dict.fromkeys(spare) if one not in {right for _, right in pairs}]
    return "matching", answer | ({"spare": others} if others else {})


def ordering(parts: Sequence[str]) -> tuple[ItemKind, dict[str, Any]]:
    """Return the kind and the answer of an order.

    Raises:
        Unfit: a part is empty or too long.
    """
    if not all(part.strip() for part in parts):
        raise Unfit("one of its parts is empty")
    if any(len(part) > LONGEST_PART for part in parts):
        raise Unfit("one of its parts is too long")
    return "ordering", {"order": list(parts)}


def spec_of(question: Question, item_id: str) -> ItemSpec:
    """Return the item of a question, with a ladder where upstream's hints make one.

    Raises:
        Unfit: it breaks a rule that holds for every item.
    """
    text = question.text.strip()
    if not text:
        raise Unfit("it has no text")
    if len(text) > LONGEST:
        raise Unfit(f"it is longer than {LONGEST:,} characters")
    try:
        spec = ItemSpec.model_validate(
            {
                "id": item_id,
                "kind": question.kind,
                "difficulty": question.difficulty,
                "question": text,
                "answer": question.answer,
                "steps": [question.solution] if question.solution else [],
                "imported": True,
            }
        )
        if findings := _findings(spec):
            raise Unfit(findings[0])
        return spec.model_copy(update={"hints": _ladder(spec, question.rungs)})
    except ValidationError as error:
        raise Unfit(error.errors()[0]["msg"].removeprefix("Value error, ")) from error
    except FormulaError as error:
        raise Unfit(str(error)) from error


def _findings(spec: ItemSpec) -> tuple[str, ...]:
    """Return the rules for items that one breaks, less those of style, which bind only who writes for the pack."""
    return tuple(rule for rule, _ in check_item(spec, 1) if MATTER_OF_STYLE not in rule)


def _ladder(spec: ItemSpec, rungs: Sequence[str]) -> tuple[str, ...]:
    """Return the hints that may stand, and the last, which tells; none where there are none to begin with."""
    item = draw(spec, "", 0)
    if isinstance(item.answer, ShortTextAnswer):
        return ()
    last = last_rung(item)
    good = [rung for rung in dict.fromkeys(rungs) if rung.strip() and _may_stand(spec, rung, last)]
    grouped = list(_grouped(good))
    kept = [rung for rung in grouped if _may_stand(spec, rung, last)]
    return (*kept, last) if kept else ()


def _may_stand(spec: ItemSpec, rung: str, last: str) -> bool:
    """Return whether a rung keeps the rules of hints, and does not tell the answer in other signs either."""
    told = _squeezed(shown_answer(draw(spec, "", 0).answer))
    if len(told) >= SHORTEST_TOLD and told in _squeezed(rung) and told not in _squeezed(spec.question):
        return False
    return not _findings(spec.model_copy(update={"hints": (rung, last)}))


def _squeezed(text: str) -> str:
    """Return text without what only sets it: spaces, dollars, braces and the sizes of brackets."""
    return re.sub(r"\\left|\\right|[\s${}\\]|\\cdot", "", text).casefold()


def _grouped(rungs: Sequence[str]) -> Iterator[str]:
    """Yield at most as many rungs as a ladder has, neighbours being put together; too long ones fall away."""
    size = -(-len(rungs) // MOST_RUNGS) or 1
    for start in range(0, len(rungs), size):
        rung = " ".join(rungs[start : start + size])
        if len(rung.split()) <= HINT_WORDS:
            yield rung
