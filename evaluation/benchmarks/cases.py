"""What the benchmarks share: how bad cases are refused, and how times are summed up."""

import math
from collections.abc import Iterable


class InvalidCases(ValueError):
    """A case file cannot be used; the message names the file, the line and what is wrong."""


def percentile(values: Iterable[float], percent: int) -> float:
    """Return the smallest of the values that this percentage of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[math.ceil(len(ordered) * percent / 100) - 1]
