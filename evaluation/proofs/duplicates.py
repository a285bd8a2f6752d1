"""Items that are nearly the same: a pupil who meets both has met one."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from content_store.items import ItemSpec

ALIKE = 95.0
"""The share of letters, of 100, from which two items are the same. Questions alone are too short to tell by
("Solve ..."), so what is worked out and the hints count too."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def duplicate_problems(items: Sequence[tuple[str, ItemSpec]]) -> Iterator[str]:
    """Yield the pairs of one objective's items that are nearly the same in question, answer and hints."""
    texts = {spec.id: _bare(spec) for _, spec in items}
    for (one_of, one), (other_of, other) in combinations(items, 2):
        if one_of == other_of and one.kind == other.kind and ratio(texts[one.id], texts[other.id]) >= ALIKE:
            yield f"{one.id} and {other.id} are nearly the same question: change one, or remove it"


def _bare(spec: ItemSpec) -> str:
    """Return what an item asks, what its answer is and how it is helped with, without its fixed numbers."""
    text = f"{spec.question} {spec.answer.model_dump_json(exclude_defaults=True)} {' '.join(spec.hints)}"
    return " ".join(NUMBER.sub("#", text).casefold().split())
