"""Which item comes next in a session, and with which numbers."""

import secrets
from collections.abc import Collection, Sequence

from content_store.answers import shown_answer
from content_store.catalogue import Catalogue
from content_store.items import DrawnItem, ItemSpec, draw, read_spec

MAX_SEED = 1_000_000
MOST_DRAWS = 20


def drawn(catalogue: Catalogue, item_id: str, seed: int) -> DrawnItem | None:
    """Return an item with its numbers, or None where this content has no such item."""
    item = catalogue.item(item_id)
    return draw(read_spec(item.definition), item.objective_id, seed) if item else None


def next_practice(
    catalogue: Catalogue, objective_id: str, known: float, done: Sequence[str], first: Sequence[str] = ()
) -> tuple[str, int] | None:
    """Return the item and seed to practise next: of the right difficulty, and not yet done if there is one.

    `done` are the ids of the items of this session, oldest first; those of `first` come before all others.
    """
    items = [read_spec(item.definition) for item in catalogue.items_of(objective_id)]
    if not items:
        return None
    wanted = 1 if known < 0.4 else 2 if known < 0.7 else 3
    if wanted_first := [name for name in first if name in {item.id for item in items}]:
        return wanted_first[0], new_seed()
    best = min(items, key=lambda item: (done.count(item.id), abs(item.difficulty - wanted), item.id))
    return best.id, new_seed()


def next_check(catalogue: Catalogue, item_id: str, done: Sequence[str], seed: int = 0) -> tuple[str, int] | None:
    """Return an item like the one just done (drawn with `seed`): the same with other numbers, or its neighbour.

    One that the school has hidden since is not put again.
    """
    row = catalogue.item(item_id)
    if row is None:
        return None
    spec = read_spec(row.definition)
    kept = catalogue.is_chosen(item_id)
    if spec.parameters and kept:
        return spec.id, _other_seed(spec, seed)
    others = [read_spec(other.definition) for other in catalogue.items_of(row.objective_id) if other.id != item_id]
    if not others:
        return (spec.id, new_seed()) if kept else None
    best = min(others, key=lambda other: (done.count(other.id), _distance(spec, other), other.id))
    return best.id, new_seed()


def _other_seed(spec: ItemSpec, seed: int) -> int:
    """Return a seed that gives another question with another answer, as nearly any does; else another question."""
    asked = draw(spec, "", seed)
    seeds = [new_seed() for _ in range(MOST_DRAWS)]
    others = [(other, one) for other in seeds if (one := draw(spec, "", other)).shown != asked.shown]
    fresh = (other for other, one in others if shown_answer(one.answer) != shown_answer(asked.answer))
    return next(fresh, others[0][0] if others else seeds[0])


def seed_apart(spec: ItemSpec, seeds: Collection[int], first: int | None = None) -> int:
    """Return a seed that gives none of the questions that these seeds give; `first` if it does, or as nearly any.

    Of an item without numbers every seed gives the same question.
    """
    kept = [draw(spec, "", seed).shown for seed in seeds]
    tried = [new_seed() if first is None else first, *(new_seed() for _ in range(MOST_DRAWS))]
    return next((one for one in tried if draw(spec, "", one).shown not in kept), tried[0])


def _distance(spec: ItemSpec, other: ItemSpec) -> int:
    return abs(spec.difficulty - other.difficulty) + (spec.kind != other.kind)


def new_seed() -> int:
    """Return a seed that nobody can foresee; it is recorded, so the question can be drawn again."""
    return secrets.randbelow(MAX_SEED)
