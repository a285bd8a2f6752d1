"""Marking of a quotation chosen from a text: whether it is word for word, and whether it touches what was asked for."""

from content_store.answers import QuotationAnswer
from tutor.marking.quoted import (
    SMALL_WORDS,
    Text,
    everywhere,
    find,
    nearest,
    overlap_counts,
    quotations_in,
    read_text,
    stretches,
)
from tutor.marking.verdict import InvalidAnswer, Mark, Unread

Place = tuple[int, int]
MAX_LENGTH = 4_000
TOO_LITTLE = "Those words are in the text, but say too little: quote the words that show it."
NOT_THERE = "Those words are not in the text: check them against it."


def mark_quotation(answer: QuotationAnswer, text: str) -> Mark:
    """Return the mark of a quotation; one that is true but touches nothing that was expected is for a person to judge.

    Words around quotation marks ("The writer says “...”") are not part of it.

    Raises:
        Unread: there is no quotation, or it is far too long.
        InvalidAnswer: a stretch that the answer accepts is not in its own source.
    """
    if len(text) > MAX_LENGTH:
        raise Unread("That is too long to mark. Copy a few words of the text.")
    source = read_text(answer.source)
    expected = [place for one in answer.accepted for place in _own(source, one)]
    quotation, places = _found(source, text)
    words = sum(len(part) for part in stretches(quotation))
    if not words:
        raise Unread("There are no words there yet. Copy the words of the text that show it.")
    reading = f"“{quotation}”"
    if not places:
        return Mark(False, _not_there(source, quotation, expected), None, reading)
    if words > answer.most_words:
        return Mark(
            False, f"That is word for word, but too long: choose at most {answer.most_words} words.", None, reading
        )
    fewest = [place for one in answer.enough for place in _own(source, one)]
    return _judged(source, places, (expected, fewest), reading)


def _judged(source: Text, places: list[Place], expected: tuple[list[Place], list[Place]], reading: str) -> Mark:
    """Return the mark of words that are in the source, with the stretches that may be quoted and the fewest of each."""
    quotable, fewest = expected
    held = any(one[0] <= other[0] and other[1] <= one[1] for one in places for other in fewest)
    if not held and all(word in SMALL_WORDS for start, end in places for word in source.words[start:end]):
        return Mark(False, TOO_LITTLE, None, reading)
    if any(overlap_counts(source, one, other) for one in places for other in quotable):
        return Mark(held or not fewest, None if held or not fewest else TOO_LITTLE, None, reading)
    return Mark(None, "Those are words of the text. Check that they show what the question asks for.", None, reading)


def _found(source: Text, text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the quotation in what was typed, and every place where it stands in the source; none where it does not."""
    whole = text.strip().strip("“”\"'‘’").strip()
    if places := everywhere(source, whole):
        return whole, places
    marked = [one for one in quotations_in(text) if find(source, one)] or quotations_in(text)
    if not marked:
        return whole, []
    joined = " … ".join(marked)
    places = [place for one in marked for place in everywhere(source, one)]
    return joined, places if all(find(source, one) for one in marked) else []


def _own(source: Text, accepted: str) -> list[tuple[int, int]]:
    places = everywhere(source, accepted)
    if not places:
        raise InvalidAnswer(f"“{accepted}” is not in the source of its own item")
    return places


def _not_there(source: Text, quotation: str, expected: list[tuple[int, int]]) -> str:
    """Return what to say of words not in the source; its nearest line is named unless that tells the answer."""
    place = nearest(source, quotation)
    if place is None or any(max(place[0], one[0]) < min(place[1], one[1]) for one in expected):
        return NOT_THERE
    return f"Those are not the exact words. The text has: “{source.shown(*place)}”."
