r"""Sets of numbers as intervals: x > 3, 3 < x <= 7, x < -1 or x > 2.

Knows ends and whether each is included; not how a pupil writes them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key

from tutor.marking.tree import Node, latex
from tutor.marking.value import NoValue, Real, as_real, evaluate, same_value


@dataclass(frozen=True)
class End:
    """One end of an interval, and whether it belongs to it; a `node` of None is infinity."""

    node: Node | None = None
    included: bool = False

    @property
    def value(self) -> Real:
        """The number at this end.

        Raises:
            NoValue: it is infinity.
        """
        if self.node is None:
            raise NoValue("Infinity is not a number.")
        return evaluate(self.node)


@dataclass(frozen=True)
class Interval:
    """The numbers between two ends."""

    low: End = End()
    high: End = End()

    @property
    def empty(self) -> bool:
        """Whether no number lies between the ends."""
        if self.low.node is None or self.high.node is None:
            return False
        order = compared(self.low.value, self.high.value)
        return order > 0 or (order == 0 and not (self.low.included and self.high.included))


Numbers = tuple[Interval, ...]
"""A set of numbers: intervals apart from each other, in order; () is no number at all."""

EVERY_NUMBER: Numbers = (Interval(),)


def compared(one: Real, other: Real) -> int:
    """Return -1, 0 or 1 as one number is less than, equal to or more than another."""
    if same_value(one, other):
        return 0
    return -1 if as_real(one) < as_real(other) else 1


def intersection(one: Numbers, other: Numbers) -> Numbers:
    """Return the numbers in both sets."""
    found = [Interval(max(a.low, b.low, key=_low_key), min(a.high, b.high, key=_high_key)) for a in one for b in other]
    return tuple(interval for interval in found if not interval.empty)


def union(one: Numbers, other: Numbers) -> Numbers:
    """Return the numbers in either set."""
    merged: list[Interval] = []
    for interval in sorted((*one, *other), key=lambda each: _low_key(each.low)):
        if merged and _touch(merged[-1].high, interval.low):
            merged[-1] = Interval(merged[-1].low, max(merged[-1].high, interval.high, key=_high_key))
        else:
            merged.append(interval)
    return tuple(merged)


def same_numbers(one: Numbers, other: Numbers, same: Callable[[End, End], bool]) -> bool:
    """Tell whether two sets have the same ends; `same` compares ends that are numbers."""
    return len(one) == len(other) and all(
        (a.node is None) == (b.node is None) and (a.node is None or same(a, b))
        for x, y in zip(one, other, strict=True)
        for a, b in ((x.low, y.low), (x.high, y.high))
    )


def ends(numbers: Numbers) -> list[End]:
    """Return the ends that are numbers, from the least."""
    return [end for interval in numbers for end in (interval.low, interval.high) if end.node is not None]


def shown(numbers: Numbers, name: str) -> str:
    """Return a set of numbers as inequalities in a letter, in LaTeX."""
    if not numbers:
        return r"\text{no number}"
    return r"\text{ or }".join(_shown(interval, name) for interval in numbers)


def _shown(interval: Interval, name: str) -> str:
    low, high = interval.low, interval.high
    if low.node is None:
        return r"\text{every number}" if high.node is None else f"{name} {_sign(high, '<')} {latex(high.node)}"
    if high.node is None:
        return f"{name} {_sign(low, '>')} {latex(low.node)}"
    if same_value(low.value, high.value):
        return f"{name} = {latex(low.node)}"
    return f"{latex(low.node)} {_sign(low, '<')} {name} {_sign(high, '<')} {latex(high.node)}"


def _sign(end: End, strict: str) -> str:
    return {"<": r"\le", ">": r"\ge"}[strict] if end.included else strict


def _touch(high: End, low: End) -> bool:
    """Tell whether an interval that starts at `low` goes on where one ends at `high`."""
    if high.node is None or low.node is None:
        return True
    order = compared(high.value, low.value)
    return order > 0 or (order == 0 and (high.included or low.included))


def _compare_lows(one: End, other: End) -> int:
    if one.node is None or other.node is None:
        return (one.node is not None) - (other.node is not None)
    return compared(one.value, other.value) or other.included - one.included


def _compare_highs(one: End, other: End) -> int:
    if one.node is None or other.node is None:
        return (one.node is None) - (other.node is None)
    return compared(one.value, other.value) or one.included - other.included


_low_key = cmp_to_key(_compare_lows)
_high_key = cmp_to_key(_compare_highs)


def joined(parts: Sequence[Numbers], how: Callable[[Numbers, Numbers], Numbers]) -> Numbers:
    """Return sets joined one after another by `union` or `intersection`."""
    result = parts[0]
    for part in parts[1:]:
        result = how(result, part)
    return result
