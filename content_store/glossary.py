"""Whether a definition fits the subject in which its word is used.

A source with one definition for each word gives a biologist's "cell" as a box in a spreadsheet. A definition
is trusted only where the word belongs to one subject and the definition talks as that subject's lessons talk:
the word's other subject may not be among those that were read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WORD = re.compile(r"[a-z]{3,}")
STEM = 5
MAX_STRANGE = 0.25
MIN_SHARED = 2
SMALL = re.compile(
    r"and|are|being|between|can|different|each|for|from|has|have|how|into|its|made|make|more|not|one|other|part"
    r"|process|some|someone|something|such|that|the|they|this|time|two|use|used|using|way|what|when|where|which"
    r"|who|with"
)


@dataclass(frozen=True)
class Definition:
    """A word, its meaning, and the ids of the lessons that use it."""

    id: str
    term: str
    text: str
    lessons: tuple[str, ...]


@dataclass(frozen=True)
class Setting:
    """What a lesson says and the subjects in which it stands."""

    subjects: frozenset[str]
    text: str


def trusted(definitions: Iterable[Definition], lessons: Mapping[str, Setting]) -> list[Definition]:
    """Return the definitions that fit every lesson that uses their word."""
    definitions = list(definitions)
    subjects = _subjects_of_terms(definitions, lessons)
    spoken: dict[str, set[str]] = defaultdict(set)
    for lesson in lessons.values():
        for subject in lesson.subjects:
            spoken[subject] |= words_of(lesson.text)
    return [
        definition
        for definition in definitions
        if len(subjects[definition.term.casefold()]) == 1
        and _fits(definition, spoken[min(subjects[definition.term.casefold()])], lessons)
    ]


def _subjects_of_terms(definitions: Iterable[Definition], lessons: Mapping[str, Setting]) -> dict[str, frozenset[str]]:
    """Return the subjects that use each word, however it is capitalised."""
    subjects: dict[str, frozenset[str]] = {}
    for definition in definitions:
        used_in = frozenset[str]().union(*(lessons[lesson].subjects for lesson in definition.lessons))
        term = definition.term.casefold()
        subjects[term] = subjects.get(term, frozenset()) | used_in
    return subjects


def _fits(definition: Definition, spoken: set[str], lessons: Mapping[str, Setting]) -> bool:
    """Return whether a definition's words are those of the subject, and some of them those of its lessons."""
    words = words_of(definition.text) - words_of(definition.term)
    near = set[str]().union(*(words_of(lessons[lesson].text) for lesson in definition.lessons))
    strange, shared = words - spoken, words & near
    if not strange:
        return bool(shared)
    return len(shared) >= MIN_SHARED and len(strange) <= MAX_STRANGE * len(words)


def words_of(text: str) -> set[str]:
    """Return the beginnings of a text's words, so that "cell" and "cells" meet; without the small words."""
    return {word[:STEM] for word in WORD.findall(text.casefold()) if not SMALL.fullmatch(word)}
