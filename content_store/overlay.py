"""What a school lays over built content: items of its own, and items that are not to be chosen.

Knows nothing of who decided, or why; the built folder stays as it is.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from content_store.curriculum import Item


@dataclass(frozen=True)
class Overlay:
    """The school's items and what is hidden.

    `items` are all that were ever approved, by id: an attempt that names one can always be drawn again. Only those
    in `chosen` are put to pupils, and of the built items only those that are not `hidden`.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    chosen: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """A short hash that differs wherever anything in it does; empty where there is nothing in it."""
        if not self.items and not self.hidden:
            return ""
        definitions = {name: item.definition for name, item in self.items.items()}
        said = json.dumps([definitions, sorted(self.chosen), sorted(self.hidden)], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    def without(self, item_ids: Collection[str]) -> "Overlay":
        """Return the same with these items not put to pupils: for choosing, and never to be recorded."""
        return replace(self, chosen=self.chosen.difference(item_ids), hidden=self.hidden.union(item_ids))

    def items_of(self, objective_id: str) -> list[Item]:
        """Return the school's items of an objective that may be chosen, the oldest first."""
        own = [self.items[name] for name in self.chosen & self.items.keys()]
        return sorted((one for one in own if one.objective_id == objective_id), key=lambda one: (one.position, one.id))
