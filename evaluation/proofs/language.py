"""How a pack reads: British spelling, a level that the year group can read, whole people, no links away."""

import re
from collections.abc import Iterator

from content_store.curriculum import Keyword, Misconception, Objective
from content_store.items import DrawnItem
from tutor.reading_level import grade, words_of
from tutor.wording_rules import AMERICAN_WORDS

NOTES_ABOVE = 0
"""Grades above the year group that an objective's notes may reach: they are read alone, at one's own pace."""
TEXT_ABOVE = 3.5
"""Grades above the year group that one hint or question may reach: one short sentence swings the formula by more."""
WHOLE = (
    "people|pupils?|students?|children|boys|girls|adults|teachers?|workers?|runners?|swimmers?|players?|members|visitors|"
    "passengers|customers|friends|cows|sheep|hens|dogs|cats|fish|birds|rabbits|snails|plants|trees|seeds|cars|buses|"
    "coaches|books|tickets|eggs|cakes|biscuits|sweets|counters|beads|marbles|stickers|tiles|boxes|bottles|chairs|pens|pencils"
)
BROKEN = re.compile(rf"(?<![\d.,£])(\d+\.\d+)\$? (?:{WHOLE})\b")
LONG_DECIMAL = re.compile(r"\d\.0*[1-9]\d{5,}")
LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)|https?://\S+")


def notes_problems(objective: Objective, keywords: list[Keyword]) -> Iterator[str]:
    """Yield what is wrong with the words of an objective's notes."""
    notes = objective.notes or ""
    yield from _text_problems(objective.id, notes)
    terms = words_of(*(one.term for one in keywords), objective.title)
    reading = grade(re.sub(r"^## .*$", "", notes, flags=re.MULTILINE), terms)
    if objective.year and reading > objective.year + NOTES_ABOVE:
        yield f"{objective.id}: the notes read at grade {reading:.1f}, above year {objective.year}: shorten sentences"


def wrong_idea_problems(misconceptions: list[Misconception]) -> Iterator[str]:
    """Yield what is wrong with the words of misconceptions and their corrections."""
    for one in misconceptions:
        yield from _text_problems(one.id, f"{one.statement} {one.correction}")


def item_problems(item: DrawnItem, year: int | None, terms: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with the words and numbers of a drawn item."""
    where = f"{item.id} (seed {item.seed})"
    for text in (item.question, *item.hints, *item.steps):
        yield from _text_problems(where, text)
        if broken := BROKEN.search(text):
            yield f"{where}: “{broken[0]}” is no whole number of things"
        if long := LONG_DECIMAL.search(text):
            yield f"{where}: “{long[0]}” has more decimals than anybody would write"
    known = terms | words_of(item.question)
    for text in item.hints:
        if year and grade(text, known) > year + TEXT_ABOVE:
            yield f"{where}: a hint reads at grade {grade(text, known):.1f}: “{text[:50]}…”"


def _text_problems(where: str, text: str) -> Iterator[str]:
    if american := AMERICAN_WORDS.search(text):
        yield f"{where}: “{american[0]}” is not British spelling"
    if link := LINK.search(text):
        yield f"{where}: the link “{link[0]}” leaves the lesson: take it out"
