"""A line of how an estimate moved, small enough for a cell of a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.mastery import MASTERED
from tutor.pupil_record import Point

EDGE = 4
"""Room round the line for its last dot."""


@dataclass(frozen=True)
class Spark:
    """The line as the points of an SVG polyline, its last dot, and the height at which mastery is told."""

    width: int
    height: int
    line: str
    end: tuple[float, float]
    mastered: float
    first: int
    last: int
    count: int


def spark(points: Sequence[Point], width: int = 110, height: int = 30) -> Spark | None:
    """Return the line of some attempts, oldest first, from where the estimate started; None for no attempts."""
    if not points:
        return None
    values, step = [points[0].before, *(one.known for one in points)], (width - 2 * EDGE) / len(points)
    places = [(EDGE + place * step, _height(known, height)) for place, known in enumerate(values)]
    return Spark(
        width,
        height,
        " ".join(f"{x:.1f},{y:.1f}" for x, y in places),
        (round(places[-1][0], 1), round(places[-1][1], 1)),
        round(_height(MASTERED, height), 1),
        round(100 * points[0].before),
        round(100 * points[-1].known),
        len(points),
    )


def _height(known: float, height: int) -> float:
    return height - EDGE - known * (height - 2 * EDGE)
