"""What the benchmarks share: how bad cases are refused, and how times are summed up."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

Shape = TypeVar("Shape", bound=BaseModel)


class InvalidCases(ValueError):
    """A case file cannot be used; the message names the file, the line and what is wrong."""


def read_lines(path: Path, shape: type[Shape]) -> list[Shape]:
    """Return the cases of a file, one a line.

    Raises:
        InvalidCases: the file holds no cases, or a line that is none.
    """
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            cases.append(shape.model_validate_json(line))
        except ValidationError as error:
            raise InvalidCases(f"{path}:{number}: {error.errors()[0]['msg']}") from error
    if not cases:
        raise InvalidCases(f"{path} holds no cases")
    return cases


def percentile(values: Iterable[float], percent: int) -> float:
    """Return the smallest of the values that this percentage of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[math.ceil(len(ordered) * percent / 100) - 1]
