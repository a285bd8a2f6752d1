"""Quotations compared with the text that they are from, word for word.

Case, punctuation, quotation marks and how dashes and apostrophes are typed do not count; words and their order do.
Knows words and marks of punctuation; not what a quotation is asked to show.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

ELLIPSIS = re.compile(r"\[[^\]]{0,40}\]|…|(?:\.\s?){2,}\.?")
WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")
OPENING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»"}
SMALL = (
    "a an the and or but nor so as at by for from in into of off on onto out over to up with is am are was "
    "were be been being it its he she his her him they them their we us our you your i me my this that these "
    "those there not no do did does had has have will would shall should can could may might if when then than "
    "who which what how"
)
SMALL_WORDS = frozenset(SMALL.split())
NEAR = 0.6
"""The share of words in common from which a line is named as the one that was meant."""
TITLE_WORDS = 6


@dataclass(frozen=True)
class Text:
    """A source as words: `words` as compared, `places` where each begins and ends in `source`."""

    source: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    def shown(self, start: int, end: int) -> str:
        """Return the source's own characters from word `start` up to word `end`."""
        return self.source[self.places[start][0] : self.places[end - 1][1]]


@lru_cache(maxsize=64)
def read_text(source: str) -> Text:
    """Return a text as the words by which it is compared."""
    found = list(WORD.finditer(source))
    return Text(source, tuple(_compared(one.group()) for one in found), tuple(one.span() for one in found))


def stretches(quotation: str) -> list[tuple[str, ...]]:
    """Return the words of each stretch of a quotation; an ellipsis, or words put in brackets, end one."""
    parts = [tuple(_compared(one) for one in WORD.findall(part)) for part in ELLIPSIS.split(quotation)]
    return [part for part in parts if part]


def find(text: Text, quotation: str) -> list[tuple[int, int]] | None:
    """Return where each stretch of a quotation stands in the text, in order, as word positions; None if one is not."""
    wanted = stretches(quotation)
    found: list[tuple[int, int]] = []
    after = 0
    for words in wanted:
        start = _position(text.words, words, after)
        if start is None:
            return None
        after = start + len(words)
        found.append((start, after))
    return found or None


def everywhere(text: Text, quotation: str) -> list[tuple[int, int]]:
    """Return every place at which the whole quotation stands unbroken, or where each of its stretches first does."""
    wanted = stretches(quotation)
    if len(wanted) != 1:
        return find(text, quotation) or []
    places, after = [], 0
    while (start := _position(text.words, wanted[0], after)) is not None:
        places.append((start, start + len(wanted[0])))
        after = start + 1
    return places


def overlap_counts(text: Text, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether two places share a word that is more than a small one."""
    shared = text.words[max(one[0], other[0]) : min(one[1], other[1])]
    return any(word not in SMALL_WORDS for word in shared)


def nearest(text: Text, quotation: str) -> tuple[int, int] | None:
    """Return the place in the text most like a quotation that is not word for word; None where none is like it."""
    wanted = tuple(word for part in stretches(quotation) for word in part)
    if len(wanted) < 2:
        return None
    best, place = NEAR, None
    size = len(wanted)
    held = set(wanted)
    for start in range(max(len(text.words) - size + 1, 1)):
        window = text.words[start : start + size]
        if sum(word in held for word in window) < size * NEAR:
            continue
        ratio = SequenceMatcher(None, window, wanted, autojunk=False).ratio()
        if ratio >= best and (place is None or ratio > best):
            best, place = ratio, (start, start + len(window))
    return place


def quotations_in(writing: str) -> list[str]:
    """Return what stands between quotation marks in a piece of writing, the titles of works left out."""
    found = []
    place = 0
    while place < len(writing):
        end = _closing(writing, place) if writing[place] in OPENING else None
        if end is None:
            place += 1
            continue
        inside = writing[place + 1 : end].strip()
        if stretches(inside) and not _is_title(inside):
            found.append(inside)
        place = end + 1
    return found


def _closing(writing: str, place: int) -> int | None:
    """Return where the quotation that opens at `place` closes; an apostrophe neither opens nor closes one."""
    mark = writing[place]
    single = mark in "'‘"
    if single and place and writing[place - 1].isalnum():
        return None
    close = OPENING[mark]
    for end in range(place + 1, min(len(writing), place + 600)):
        if writing[end] == close or (single and writing[end] in "'’"):
            after = writing[end + 1 : end + 2]
            if not single or not after.isalnum():
                return end
    return None


def _is_title(text: str) -> bool:
    words = text.split()
    large = [word for word in words if word.strip(".,!?").casefold() not in SMALL_WORDS]
    return len(words) in range(2, TITLE_WORDS + 1) and bool(large) and all(word[0].isupper() for word in large)


def _position(words: tuple[str, ...], wanted: tuple[str, ...], after: int) -> int | None:
    for start in range(after, len(words) - len(wanted) + 1):
        if words[start] == wanted[0] and words[start : start + len(wanted)] == wanted:
            return start
    return None


def _compared(word: str) -> str:
    """Return a word as it is compared: small letters, one kind of apostrophe, no accents."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("æ", "ae").replace("œ", "oe"))
    return "".join(one for one in plain if one.isalnum())
