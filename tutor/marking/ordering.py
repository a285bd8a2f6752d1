"""Marking of parts put in order."""

import re
from collections import Counter

from content_store.answers import Choice, OrderingAnswer
from tutor.marking.several import LETTERS, named
from tutor.marking.verdict import Mark, Unread

MAX_LENGTH = 3_000
NUMBERED = re.compile(r"part-([0-9]{1,2})=([0-9]{0,2})")
ARROWS = re.compile(r"\s*(?:-+>|=+>|→|⇒|>|<|\bthen\b)\s*")
STEP = re.compile(r"(?m)^\s*[0-9]{1,2}[.):]\s*")


def mark_ordering(answer: OrderingAnswer, text: str) -> Mark:
    """Return the mark of an order: posted ("part-2 part-0 part-1"), or typed as letters or as the parts' texts.

    A form that gave two parts one number posts each with its number ("part-0=1 part-1=1"), and is asked again. A wrong
    order says how many parts stand in their right place, never which.

    Raises:
        Unread: no order of all the parts can be told from it.
    """
    if len(text) > MAX_LENGTH:
        raise Unread("That is too long to mark. Give each part its number.")
    if not text.strip():
        raise Unread("Nothing is in order yet. Give each part its number.")
    _refuse_unfinished(text, len(answer.parts))
    order = _order(answer.parts, text.strip())
    reading = "; ".join(f"{place}. {answer.parts[position]}" for place, position in enumerate(order, 1))
    if tuple(order) == answer.order:
        return Mark(True, None, None, reading)
    right = sum(own == wanted for own, wanted in zip(order, answer.order, strict=True))
    shown = " ".join(map(str, order))
    revealed = (one.misconception_id for one in answer.reveals if " ".join(one.value.split()) == shown)
    return Mark(False, _how_many(right, len(order)), next(revealed, None), reading)


def places_right(answer: OrderingAnswer, text: str) -> tuple[bool, ...]:
    """Return for each place of the right order whether its own part stands there.

    Raises:
        Unread: as `mark_ordering`.
    """
    order = _order(answer.parts, text.strip())
    return tuple(own == wanted for own, wanted in zip(order, answer.order, strict=True))


def _refuse_unfinished(text: str, parts: int) -> None:
    """Say what is wrong with numbers that a form posted and that make no order."""
    numbers = [number for _, number in NUMBERED.findall(text)]
    if not numbers:
        return
    if "" in numbers or len(numbers) < parts:
        raise Unread("Some parts have no number yet. Give each part its own number.")
    twice = sorted(number for number, count in Counter(numbers).items() if count > 1)
    if twice:
        raise Unread(f"Two parts have the number {twice[0]}. Give each part its own number.")
    raise Unread(f"Number the parts from 1 to {parts}.")


def _order(parts: tuple[str, ...], text: str) -> list[int]:
    options = tuple(Choice(part) for part in parts)
    plain = STEP.sub("", text)
    found = named(options, plain.upper() if LETTERS.fullmatch(plain.upper()) and len(plain) == len(parts) else plain)
    if not found:
        found = named(options, ARROWS.sub("\n", plain))
    if not found:
        raise Unread("That is not an order of the parts. Type their letters in order, such as C A B.")
    positions = [options.index(one) for one in found]
    if len(set(positions)) < len(positions):
        raise Unread("One part stands there twice. Put each part in once.")
    if len(positions) < len(parts):
        raise Unread(f"There are {len(parts)} parts, and {len(positions)} in that order. Put every part in.")
    return positions


def _how_many(right: int, parts: int) -> str:
    if not right:
        return "No part is in its right place yet."
    return f"{right} of the {parts} parts {'is in its' if right == 1 else 'are in their'} right place."
