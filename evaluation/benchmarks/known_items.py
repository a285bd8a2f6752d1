"""Searches whose lesson is known: by what a lesson's pupils wrongly believe, or by what they should be able to do.

A misconception stands in no index, so a lesson found by it is found by meaning. An outcome is indexed, so it shows what
spelling costs and little else. Slips are one letter left out, doubled, changed or swapped, each in a word of its own.
"""

import random
import re
from collections.abc import Iterator
from typing import Any, Literal

from content_store.catalogue import Catalogue
from content_store.curriculum import Lesson

Asked = Literal["misconception", "outcome"]
LONG = 6
"""Letters from which a word gets a slip: in a shorter one it often makes another word."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CAN = re.compile(r"^(?:I|We) can ")


def known_item_cases(
    catalogue: Catalogue, asked: Asked, *, seed: int, count: int, slips: int = 0
) -> Iterator[dict[str, Any]]:
    """Yield searches with the one lesson that each came from, the same for the same seed.

    The lessons and texts are the same whatever `slips` is, so that two files can be compared.
    """
    chosen = [lesson for lesson in catalogue.every_lesson() if lesson.outcome and _wrong_idea(catalogue, lesson)]
    random.Random(seed).shuffle(chosen)
    rng = random.Random(f"{seed}:slips")
    for lesson in chosen[:count]:
        text = _wrong_idea(catalogue, lesson) if asked == "misconception" else CAN.sub("", lesson.outcome)
        yield {"query": with_slips(text, slips, rng), "qrels": {lesson.id: 3}}


def _wrong_idea(catalogue: Catalogue, lesson: Lesson) -> str:
    """Return the first misconception of a lesson, empty where it has none."""
    found = (
        one.statement
        for objective in catalogue.objectives_of(lesson.id)
        for one in catalogue.misconceptions_of(objective.id)
    )
    return next(found, "")


def with_slips(text: str, slips: int, rng: random.Random) -> str:
    """Return a text with so many slips of the pen, where it has as many long words."""
    words = text.split()
    places = [place for place, word in enumerate(words) if len(word) >= LONG and word.isalpha()]
    for place in rng.sample(places, min(slips, len(places))):
        words[place] = _slip(words[place], rng)
    return " ".join(words)


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[: at + 1] + word[at:]
    if kind == 2:
        return word[:at] + rng.choice(LETTERS) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
