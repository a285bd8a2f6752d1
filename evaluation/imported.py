"""Whether marking marks the right answers of imported items right: those that it does not are left out.

Stands here because the content store may not know marking.
"""

from dataclasses import replace

from content_store.answers import NumericAnswer, ShortTextAnswer
from content_store.curriculum import Item
from content_store.formula import FormulaError
from content_store.importers.found import Imported, Skipped
from content_store.items import DrawnItem, draw, read_spec
from content_store.progress import Report, silent
from evaluation.proofs.marks import expected_marks
from tutor.marking import InvalidAnswer, Mark
from tutor.marking.guard import Guard

UNMARKED = "marking does not take its right answer"
SEED = 0


def proved(imported: Imported, guard: Guard, report: Report = silent) -> Imported:
    """Return an import without the items whose own answers marking does not mark as upstream does."""
    items: list[Item] = []
    skipped = list(imported.skipped)
    for done, row in enumerate(imported.rows.items):
        report("Marking right answers", done, len(imported.rows.items))
        if reason := _problem(row, guard):
            skipped.append(Skipped("question", row.id, reason))
        else:
            items.append(row)
    report("Marking right answers", len(imported.rows.items), len(imported.rows.items))
    return Imported(replace(imported.rows, items=items), tuple(skipped))


def _problem(row: Item, guard: Guard) -> str:
    """Return why an item cannot be served, or nothing."""
    try:
        item = draw(read_spec(row.definition), row.objective_id, SEED)
        return UNMARKED if _disagrees(item, guard) else ""
    except (FormulaError, InvalidAnswer):
        return UNMARKED


def _disagrees(item: DrawnItem, guard: Guard) -> bool:
    """Return whether marking disagrees with upstream about any of its answers."""
    if isinstance(item.answer, ShortTextAnswer):
        return True
    expected = [(text, right) for text, right, _ in expected_marks(item.answer)]
    if isinstance(item.answer, NumericAnswer) and item.answer.unit:
        expected.append((f"{item.answer.accepted[0]} {item.answer.unit}", True))
    for text, right in expected:
        result = guard.mark(item.answer, text)
        if not isinstance(result, Mark) or result.right is not right:
            return True
    return False
