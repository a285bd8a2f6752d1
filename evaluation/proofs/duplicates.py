"""Items that are nearly the same: a pupil who meets both has met one."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from content_store.items import ItemSpec

ALIKE = 92.0
"""The share of letters, of 100, from which two questions are the same. In the embedded pack the nearest two that ask for
different things ("larger share", "smaller share") have 90."""
DRAWN = re.compile(r"\[\[.*?\]\]|\d+(?:\.\d+)?", re.DOTALL)


def duplicate_problems(items: Sequence[tuple[str, ItemSpec]]) -> Iterator[str]:
    """Yield the pairs of one objective's items whose questions, choices and kind are nearly the same."""
    texts = {spec.id: _bare(spec) for _, spec in items}
    for (one_of, one), (other_of, other) in combinations(items, 2):
        if one_of == other_of and one.kind == other.kind and ratio(texts[one.id], texts[other.id]) >= ALIKE:
            yield f"{one.id} and {other.id} are nearly the same question: change one, or remove it"


def _bare(spec: ItemSpec) -> str:
    """Return what an item asks, without its numbers, with what there is to choose from."""
    answer = spec.answer.model_dump_json() if spec.kind not in {"numeric", "expression"} else ""
    return " ".join(DRAWN.sub("#", f"{spec.question} {answer}").casefold().split())
