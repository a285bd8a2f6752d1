"""Marking of multiple response: which options were meant, and how many of them belong."""

import re

from content_store.answers import Choice, SeveralAnswer
from tutor.marking.choice import picked
from tutor.marking.notation import squashed
from tutor.marking.verdict import Mark, Unread

MAX_LENGTH = 2_000
MOST_NAMED = 20
LINES = re.compile(r"[;\n]+")
COMMAS = re.compile(r"(?:,|&|\band\b)+", re.IGNORECASE)
SPACES = re.compile(r"\s+")
LETTERS = re.compile(r"[A-H]{2,8}")
UNKNOWN = "One of those is not an option. Choose from the options, or type their letters, such as A, C."


def mark_several(answer: SeveralAnswer, text: str) -> Mark:
    """Return the mark of the options picked: posted ("choice-0 choice-2"), or typed as letters or as their texts.

    A set that is partly right says how many belong, never which.

    Raises:
        Unread: nothing is picked, or something that is no option.
    """
    if len(text) > MAX_LENGTH:
        raise Unread("That is too long to mark. Choose from the options.")
    if not text.strip():
        raise Unread("Nothing is chosen yet. Choose at least one option.")
    chosen = named(answer.choices, text.strip())
    if not chosen:
        raise Unread(UNKNOWN)
    chosen = [choice for choice in answer.choices if choice in chosen]
    reading = "; ".join(choice.text for choice in chosen)
    wrong = [choice for choice in chosen if not choice.right]
    missing = sum(choice.right for choice in answer.choices) - (len(chosen) - len(wrong))
    if not wrong and not missing:
        return Mark(True, None, None, reading)
    misconception = next((choice.misconception_id for choice in wrong if choice.misconception_id), None)
    return Mark(False, _how_many(len(chosen), len(wrong), missing), misconception, reading)


def options_right(answer: SeveralAnswer, text: str) -> tuple[bool, ...]:
    """Return for each option whether it has rightly been chosen, or rightly been left."""
    chosen = named(answer.choices, text.strip())
    return tuple((choice in chosen) == choice.right for choice in answer.choices)


def named(options: tuple[Choice, ...], text: str) -> list[Choice]:
    """Return the options that a text names one after another, in its order; none where a piece of it is no option."""
    if LETTERS.fullmatch(text):
        return _all_of(options, list(text))
    for separator in (LINES, COMMAS, SPACES):
        pieces = [piece.strip() for piece in separator.split(text) if piece.strip()]
        if found := _all_of(options, pieces):
            return found
    return _within(options, text)


def _all_of(options: tuple[Choice, ...], pieces: list[str]) -> list[Choice]:
    """Return the option that each piece names, or none at all."""
    if len(pieces) > MOST_NAMED:
        return []
    found = [picked(options, piece) for piece in pieces]
    return [one for one in found if one] if all(found) else []


def _within(options: tuple[Choice, ...], text: str) -> list[Choice]:
    """Return the options of which a text is made up, for options that hold commas themselves."""
    rest, places = re.sub(r"[,;.]", "", squashed(text)), {}
    for option in sorted(options, key=lambda one: -len(one.text)):
        own = re.sub(r"[,;.]", "", squashed(option.text))
        if own and own in rest:
            places[rest.index(own)] = option
            rest = rest.replace(own, "\0" * len(own), 1)
    left = rest.replace("\0", "").replace("and", "")
    return [places[place] for place in sorted(places)] if not left else []


def _how_many(chosen: int, wrong: int, missing: int) -> str:
    """Return how much of a set is right, without saying which part."""
    if wrong == chosen:
        return "None of those chosen belongs."
    if wrong:
        return f"{chosen - wrong} of the {chosen} chosen belong{'s' if chosen - wrong == 1 else ''}."
    return f"What is chosen belongs, but {'one is' if missing == 1 else f'{missing} are'} missing."
