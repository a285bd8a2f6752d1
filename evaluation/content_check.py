"""Proves a pack with the real marking: right answers are marked right, and wrong ones diagnosed.

Stands here because the content store may not know marking.
"""

from collections.abc import Iterator
from pathlib import Path

from content_store.answers import Answer, ChoiceAnswer
from content_store.items import DrawnItem, draw, read_spec
from content_store.pack import read_pack
from content_store.progress import Report, silent
from tutor.marking import Mark, mark

DRAWS = 200


def check_pack(folder: Path, report: Report = silent, draws: int = DRAWS) -> tuple[int, list[str]]:
    """Return how many draws were checked, and the problems of the first draw of each item that has any.

    Raises:
        InvalidContent: the pack's files break a rule of the format.
    """
    items = read_pack(folder, seeds=draws).items
    problems: list[str] = []
    checked = 0
    for number, row in enumerate(items, 1):
        spec = read_spec(row.definition)
        seeds = range(draws if spec.parameters else 1)
        found = (list(marking_problems(draw(spec, row.objective_id, seed))) for seed in seeds)
        problems.extend(next(filter(None, found), []))
        checked += len(seeds)
        report("Marking every item", number, len(items))
    return checked, problems


def marking_problems(item: DrawnItem) -> Iterator[str]:
    """Yield where marking disagrees with the author of a drawn item."""
    for text, right, misconception in expected_marks(item.answer):
        result = mark(item.answer, text)
        if not isinstance(result, Mark):
            yield f"{item.id} (seed {item.seed}): “{text}” cannot be read: {result.reason}"
        elif result.right != right:
            yield f"{item.id} (seed {item.seed}): “{text}” is marked {'right' if result.right else 'wrong'}"
        elif misconception and result.misconception_id != misconception:
            yield f"{item.id} (seed {item.seed}): “{text}” does not reveal {misconception}"


def expected_marks(answer: Answer) -> Iterator[tuple[str, bool, str | None]]:
    """Yield answers with the mark that their author expects and the misconception they reveal."""
    if isinstance(answer, ChoiceAnswer):
        for position, choice in enumerate(answer.choices):
            yield f"choice-{position}", choice.right, choice.misconception_id
        return
    for text in answer.accepted:
        yield text, True, None
    for revealed in answer.reveals:
        yield revealed.value, False, revealed.misconception_id
