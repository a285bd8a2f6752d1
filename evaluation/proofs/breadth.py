"""Whether an objective has enough to teach with: items, difficulties, kinds, misconceptions, a worked example."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from content_store.curriculum import Misconception, Objective
from content_store.items import ItemSpec
from content_store.part_checks import named_misconceptions

ITEMS, KINDS, MISCONCEPTIONS = 6, 2, 2
DIFFICULTIES = frozenset({1, 2, 3})
WORDS = (150, 350)
STATEMENT_WORDS = 4
EXAMPLE = re.compile(r"\bexamples?\b|^## .*worked", re.IGNORECASE | re.MULTILINE)


def breadth_problems(
    objective: Objective, specs: Sequence[ItemSpec], misconceptions: Sequence[Misconception]
) -> Iterator[str]:
    """Yield what an objective lacks."""
    if len(specs) < ITEMS:
        yield f"{objective.id}: {len(specs)} items, write at least {ITEMS}"
    if missing := DIFFICULTIES - {one.difficulty for one in specs}:
        yield f"{objective.id}: no item of difficulty {', '.join(map(str, sorted(missing)))}"
    if len({one.kind for one in specs}) < KINDS:
        yield f"{objective.id}: all items are of one kind, use at least {KINDS}"
    revealed = Counter(name for spec in specs for name in named_misconceptions(spec))
    found = [one for one in misconceptions if revealed[one.id]]
    if len(found) < MISCONCEPTIONS:
        yield f"{objective.id}: items reveal {len(found)} misconceptions, at least {MISCONCEPTIONS} are needed"
    words = len((objective.notes or "").split())
    if not WORDS[0] <= words <= WORDS[1]:
        yield f"{objective.id}: the notes have {words} words, write {WORDS[0]} to {WORDS[1]}"
    if not EXAMPLE.search(objective.notes or ""):
        yield f"{objective.id}: the notes have no worked example: add a section “Example: …”"
    if len((objective.statement or "").split()) < STATEMENT_WORDS:
        yield f"{objective.id}: no statement of the national curriculum is given under `curriculum`"
