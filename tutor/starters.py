"""Starters: some of an objective's items for the beginning of a lesson, on a board or on paper.

Knows items, not pupils: nothing is recorded, and the same seed and content version give the same starter.
"""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

from content_store.answers import ChoiceAnswer, OrderingAnswer, SeveralAnswer, WritingAnswer, shown_answer, shown_parts
from content_store.catalogue import Catalogue
from content_store.curriculum import Item
from content_store.items import DrawnItem, draw, read_spec
from tutor.diagnosis import could_reveal

MOST = 5
ON_ONE_IDEA = 3
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WITHOUT_ANSWER = frozenset({"writing"})
"""The kinds of item that have no answer to show afterwards."""


@dataclass(frozen=True)
class Starter:
    """Items of rising difficulty, none of them twice."""

    objective_id: str
    seed: int
    items: tuple[DrawnItem, ...]


def make(catalogue: Catalogue, objective_id: str, seed: int, misconception_id: str = "") -> Starter:
    """Return the starter that a seed gives; it has fewer items where the objective has no more.

    On a misconception it has `ON_ONE_IDEA` items: those whose answers show it, and then others of the objective.
    """
    rows = catalogue.items_of(objective_id)
    chosen = _about(rows, objective_id, seed, misconception_id) if misconception_id else choose(rows, seed)
    items = (draw(read_spec(row.definition), objective_id, seed) for row in chosen)
    return Starter(objective_id, seed, tuple(items))


def _about(rows: Sequence[Item], objective_id: str, seed: int, misconception_id: str) -> list[Item]:
    """Return the items of a starter on a misconception, the easier first."""

    def shows(row: Item) -> bool:
        return misconception_id in could_reveal(draw(read_spec(row.definition), objective_id, seed).answer)

    telling = [row for row in rows if shows(row)]
    chosen = choose(telling, seed, ON_ONE_IDEA)
    others = choose([row for row in rows if row not in telling], seed, ON_ONE_IDEA - len(chosen))
    return sorted(chosen + others, key=lambda row: row.difficulty)


def choose(rows: Sequence[Item], seed: int, most: int = MOST) -> list[Item]:
    """Return up to `most` of the items with an answer, the easier first, from all difficulties that there are."""
    rng = random.Random(f"starter:{seed}")
    fit = [row for row in rows if row.kind not in WITHOUT_ANSWER]
    ordered = sorted(rng.sample(fit, len(fit)), key=lambda row: row.difficulty)
    count = min(most, len(ordered))
    bounds = [place * len(ordered) // count for place in range(count + 1)] if count else []
    return [rng.choice(ordered[low:high]) for low, high in itertools.pairwise(bounds)]


def can_be_made(catalogue: Catalogue, objective_id: str) -> bool:
    """Return whether an objective has items for a starter."""
    return any(row.kind not in WITHOUT_ANSWER for row in catalogue.items_of(objective_id))


def answer_parts(item: DrawnItem) -> tuple[str, ...]:
    """Return an item's answer in parts as a teacher would read it out; options by their letters on the sheet."""
    answer = item.answer
    parts = shown_parts(answer)
    match answer:
        case ChoiceAnswer() | SeveralAnswer():
            places = [place for place, choice in enumerate(answer.choices) if choice.right]
        case OrderingAnswer():
            places = list(answer.order)
        case WritingAnswer():
            return ()
        case _:
            return parts or (shown_answer(answer),)
    return tuple(f"{LETTERS[place]}: {part}" for place, part in zip(places, parts, strict=True))
