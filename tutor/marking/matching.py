"""Marking of things matched to their partners."""

import re

from content_store.answers import Choice, MatchingAnswer
from tutor.marking.choice import picked
from tutor.marking.verdict import Mark, Unread

MAX_LENGTH = 3_000
POSTED = re.compile(r"([0-9]{1,2})=([0-9]{1,2})")
NUMBER_AND_LETTER = re.compile(r"\(?([0-9]{1,2})\)?\s*(?:=|:|-+>?|→|\.|\s)?\s*\(?([A-Za-z])\)?")
PAIRED = re.compile(r"(.+?)\s*(?:=|:|->|→|\s-\s)\s*(.+)")
UNKNOWN = "That is not a set of pairs. Match each one, or type pairs such as 1 = B, 2 = A."


def mark_matching(answer: MatchingAnswer, text: str) -> Mark:
    """Return the mark of a matching: posted ("0=2 1=0"), or typed as "1 = B, 2 = A" or with the texts, one pair a line.

    One that is partly right says how many pairs are right, never which.

    Raises:
        Unread: it does not match each of the left parts to one partner.
    """
    if len(text) > MAX_LENGTH:
        raise Unread("That is too long to mark. Match each one to its partner.")
    if not text.strip():
        raise Unread("Nothing is matched yet. Match each one to its partner.")
    matched = _matched(answer, text.strip())
    missing = len(answer.left) - len(matched)
    if missing:
        raise Unread(f"{missing} of the {len(answer.left)} {'is' if missing == 1 else 'are'} not matched yet.")
    pairs = tuple(matched[place] for place in range(len(answer.left)))
    reading = "; ".join(f"{left}: {answer.right[one]}" for left, one in zip(answer.left, pairs, strict=True))
    if pairs == answer.pairs:
        return Mark(True, None, None, reading)
    right = sum(own == wanted for own, wanted in zip(pairs, answer.pairs, strict=True))
    made = {f"{left}={one}" for left, one in enumerate(pairs)}
    revealed = (one.misconception_id for one in answer.reveals if one.value.replace(" ", "") in made)
    return Mark(False, _how_many(right, len(pairs)), next(revealed, None), reading)


def pairs_right(answer: MatchingAnswer, text: str) -> tuple[bool, ...]:
    """Return for each of the left parts whether it has its own partner.

    Raises:
        Unread: as `mark_matching`.
    """
    matched = _matched(answer, text.strip())
    return tuple(matched.get(place) == wanted for place, wanted in enumerate(answer.pairs))


def _matched(answer: MatchingAnswer, text: str) -> dict[int, int]:
    """Return the place of the partner given to each of the left parts; of two partners for one, none is the answer."""
    matched: dict[int, int] = {}
    for piece in _pieces(text):
        left, right = _pair(answer, piece)
        if left >= len(answer.left) or right >= len(answer.right):
            raise Unread(UNKNOWN)
        if matched.get(left, right) != right:
            raise Unread("One of them is matched twice. Match each one to one partner.")
        matched[left] = right
    return matched


def _pieces(text: str) -> list[str]:
    pieces = text.split()
    if all(POSTED.fullmatch(piece) for piece in pieces):
        return pieces
    separator = r"[;\n]+" if re.search(r"[;\n]", text) else r",(?=[^,]*[=:→-])|(?<=[A-Za-z])\s+(?=[0-9])"
    return [piece.strip() for piece in re.split(separator, text) if piece.strip()]


def _pair(answer: MatchingAnswer, piece: str) -> tuple[int, int]:
    """Return the places, from 0, that one pair names."""
    if posted := POSTED.fullmatch(piece):
        return int(posted[1]), int(posted[2])
    if typed := NUMBER_AND_LETTER.fullmatch(piece):
        return _from_one(typed[1]), ord(typed[2].casefold()) - ord("a")
    if paired := PAIRED.fullmatch(piece):
        left = _from_one(paired[1]) if paired[1].isdecimal() else _place(answer.left, paired[1])
        return left, _place(answer.right, paired[2])
    raise Unread(UNKNOWN)


def _from_one(number: str) -> int:
    if int(number) == 0:
        raise Unread(UNKNOWN)
    return int(number) - 1


def _place(texts: tuple[str, ...], text: str) -> int:
    options = tuple(Choice(one) for one in texts)
    found = picked(options, text.strip())
    if found is None:
        raise Unread(UNKNOWN)
    return options.index(found)


def _how_many(right: int, pairs: int) -> str:
    if not right:
        return "None of the pairs is right yet."
    return f"{right} of the {pairs} pairs {'is' if right == 1 else 'are'} right."
