"""Several things asked for at once, in any order: solutions, or points.

Says what is missing and what is too much; knows nothing of what the things are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tutor.marking.rounding import Agreement

T = TypeVar("T")


@dataclass(frozen=True)
class Comparison:
    """How many were found, how many are missing, how many should not be there, and what to say of the form."""

    found: int
    missing: int
    extra: int
    form: str | None = None
    unrounded: bool = False
    """One of those found is still to be rounded as asked; `form` says so."""

    @property
    def complete(self) -> bool:
        """Whether everything asked for is there and nothing else."""
        return not self.missing and not self.extra

    def fault(self, noun: str) -> str | None:
        """Return what to say where some of what was typed is right, None where none or all of it is."""
        if not self.found or self.complete:
            return None
        if not self.missing:
            return f"One of these {noun}s is not right." if self.extra == 1 else f"Some of these {noun}s are not right."
        if self.extra:
            both = self.found == self.extra == 1
            return f"One {noun} is right; check the other." if both else f"Some of these {noun}s are right; check them."
        right = f"One {noun} is right" if self.found == 1 else "These are right"
        return f"{right}; {'there is another' if self.missing == 1 else 'there are others'}."


def compare(wanted: Sequence[T], typed: Sequence[T], agree: Callable[[T, T], Agreement]) -> Comparison:
    """Return how what was typed compares with what is wanted; `agree` takes a wanted one and a typed one."""
    left = list(wanted)
    extra, form, unrounded = 0, None, False
    for one in typed:
        agreements = [(agree(other, one), place) for place, other in enumerate(left)]
        right = [(found, place) for found, place in agreements if found.right]
        if not right:
            extra += 1
            form = form or next((found.form for found, _ in agreements if found.form), None)
            continue
        found, place = right[0]
        form = found.form if found.unrounded and not unrounded else form or found.form
        unrounded = unrounded or found.unrounded
        del left[place]
    return Comparison(len(wanted) - len(left), len(left), extra, form, unrounded)


def distinct(items: Sequence[T], same: Callable[[T, T], bool]) -> list[T]:
    """Return the items without repeats."""
    kept: list[T] = []
    for item in items:
        if not any(same(item, other) for other in kept):
            kept.append(item)
    return kept
