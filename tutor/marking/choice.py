"""Marking of multiple choice: which option was meant, and whether it is right.

`picked` is how any kind of answer that is made of options tells which one a pupil names.
"""

import re

from content_store.answers import Choice, ChoiceAnswer
from tutor.marking.expression import equivalent
from tutor.marking.notation import squashed
from tutor.marking.verdict import Mark, Unread

MAX_LENGTH = 1_000
MAX_MATHS = 60
POSTED = re.compile(r"(?:choice|part)-([0-9]{1,2})")
LETTER = re.compile(r"\(?([A-Za-z])[).:]?")
LABELLED = re.compile(r"\(?([A-Za-z])[).:]\s*(.+)")


def mark_choice(answer: ChoiceAnswer, text: str) -> Mark:
    """Return the mark of the option that was picked: posted by a form, or typed as its letter or its text.

    Raises:
        Unread: no one option can be told from it.
    """
    if len(text) > MAX_LENGTH:
        raise Unread("That is too long to mark. Choose one of the options.")
    if not text.strip():
        raise Unread("There is no answer there yet. Choose one of the options.")
    choice = picked(answer.choices, text.strip())
    if choice is None:
        raise Unread("That is not one of the options. Choose one, or type its letter.")
    misconception = None if choice.right else choice.misconception_id
    return Mark(choice.right, None, misconception, choice.text)


def picked(choices: tuple[Choice, ...], text: str) -> Choice | None:
    """Return the option meant, or None; its own text comes before its letter, for options that are letters."""
    if posted := POSTED.fullmatch(text):
        return _at(choices, int(posted[1]))
    if same := _with_text(choices, text):
        return same
    if letter := LETTER.fullmatch(text):
        return _at(choices, ord(letter[1].casefold()) - ord("a"))
    if labelled := LABELLED.fullmatch(text):
        named, described = picked(choices, labelled[1]), _described(choices, labelled[2])
        return named if named == described else None
    return _described(choices, text)


def _described(choices: tuple[Choice, ...], text: str) -> Choice | None:
    """Return the option with this text, or else the only one with this value."""
    if same := _with_text(choices, text):
        return same
    # Each comparison of long maths takes time, and there are as many as there are options.
    equal = [choice for choice in choices if len(text) <= MAX_MATHS and equivalent(choice.text, text)]
    return equal[0] if len(equal) == 1 else None


def _at(choices: tuple[Choice, ...], index: int) -> Choice | None:
    return choices[index] if 0 <= index < len(choices) else None


def _with_text(choices: tuple[Choice, ...], text: str) -> Choice | None:
    wanted = squashed(text)
    return next((choice for choice in choices if wanted and squashed(choice.text) == wanted), None)
