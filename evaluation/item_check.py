"""Checks one item that a teacher has written, as a pack's items are checked, within a time that a page can wait.

Stands here because the content store may not know marking.
"""

import time
from collections.abc import Iterable, Iterator

from content_store.formula import FormulaError
from content_store.items import DrawnItem, ItemSpec, draw
from content_store.pack_checks import check_item
from content_store.part_checks import named_misconceptions
from evaluation.proofs.marks import Marker, marking_problems
from evaluation.proofs.sums import choices_worth_the_same, false_sums
from tutor.marking import InvalidAnswer, Meaning

DRAWS = 25
SECONDS = 12.0
MOST_TOLD = 8
MOST_NUMBERS = 40
"""Parameters, derived numbers and conditions together: more could be drawn for minutes."""


def item_problems(
    spec: ItemSpec, misconceptions: Iterable[str], marker: Marker, meaning: Meaning, seconds: float = SECONDS
) -> list[str]:
    """Return what is wrong with an item, each once and with what to do about it; empty where it may be approved.

    `misconceptions` are the ids of those that its answers may reveal: the objective's own.
    """
    until = time.monotonic() + seconds
    found: list[str] = []
    for problem in _all(spec, frozenset(misconceptions), marker, meaning):
        if problem and problem not in found:
            found.append(problem)
        if len(found) >= MOST_TOLD:
            break
        if time.monotonic() > until:
            return [*found, "The item could not be checked in time: make it simpler."]
    return found


def _all(spec: ItemSpec, known: frozenset[str], marker: Marker, meaning: Meaning) -> Iterator[str]:
    """Yield each problem, and an empty text between them where time may be looked at."""
    if len(spec.parameters) + len(spec.let) + len(spec.where) > MOST_NUMBERS:
        yield f"There are more than {MOST_NUMBERS} numbers and conditions: use fewer."
        return
    for unknown in sorted(named_misconceptions(spec) - known):
        yield f"There is no misconception {unknown} in this objective: choose one of its own."
    for seeds in (1, DRAWS):  # one draw first: where it fails, all the others would take long to fail too
        rules = [f"{rule[:1].upper()}{rule[1:]}: {what_to_do}." for rule, what_to_do in check_item(spec, seeds)]
        if rules:
            yield from rules
            return
        yield ""
    for seed in range(DRAWS if spec.parameters else 1):
        yield from _of_draw(draw(spec, "", seed), marker, meaning)
        yield ""


def _of_draw(item: DrawnItem, marker: Marker, meaning: Meaning) -> Iterator[str]:
    """Yield where marking, or arithmetic, disagrees with the author of one draw."""
    told = f"{item.id} (seed {item.seed}): "
    try:
        for problem in [*marking_problems(item, meaning, marker), *false_sums(item), *choices_worth_the_same(item)]:
            yield f"Draw {item.seed}: {problem.removeprefix(told)}"
    except (InvalidAnswer, FormulaError) as error:
        yield f"Draw {item.seed}: the answer cannot be read: {error}"
