"""Axes with their grid, their numbers and their labels: what graphs and charts of data are drawn on."""

from collections.abc import Iterator
from dataclasses import dataclass

from content_store.diagrams.parts import MOST_STEPS, Axis
from web.diagrams.picture import GRID, LINE, TICK, Picture
from web.diagrams.places import LETTER, Place, lines_of, text_box, width_of

LENGTH = 3.5
"""How far a tick sticks out on each side."""
APART = 8.0
"""What lies between two numbers at least."""


@dataclass(frozen=True)
class Plane:
    """A rectangle of the picture with a scale on each side; places on it are given in the scales' numbers."""

    x: Axis[float]
    y: Axis[float]
    wide: float
    high: float

    def at(self, x: float, y: float) -> Place:
        """Return where in the picture a place is: upwards on the plane is upwards."""
        across = (x - self.x.from_) / _length(self.x) * self.wide
        return across, self.high - (y - self.y.from_) / _length(self.y) * self.high

    @property
    def x_line(self) -> float:
        """Where on the upright axis the level one stands: at nought if that is in sight."""
        return min(max(0.0, self.y.from_), self.y.to)

    @property
    def y_line(self) -> float:
        """Where on the level axis the upright one stands."""
        return min(max(0.0, self.x.from_), self.x.to)


def _length(axis: Axis[float]) -> float:
    return max(axis.to - axis.from_, 1e-9)


def steps(axis: Axis[float]) -> list[float]:
    """Return the numbers at which an axis is divided: not endlessly many, whatever its step."""
    step = axis.step if axis.step > 0 else _length(axis)
    count = min(int(_length(axis) / step + 1e-6), 3 * MOST_STEPS)
    return [axis.from_ + step * number for number in range(count + 1)]


def number_text(value: float) -> str:
    """Return a number as it stands on an axis."""
    shown = f"{round(value, 6):.6f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown.replace("-", "−")


def numbered(axis: Axis[float], pixels: float, upright: bool = False) -> Iterator[float]:
    """Yield the numbers of an axis that are written: every one, or each second, fifth or tenth where they crowd."""
    marks = steps(axis)
    apart = pixels / max(len(marks) - 1, 1)
    needed = LETTER + 2 if upright else max(width_of(number_text(mark)) for mark in marks) + APART
    every = next((one for one in (1, 2, 5, 10, 20, 50) if apart * one >= needed), 50)
    first = next((place for place, mark in enumerate(marks) if abs(mark) < 1e-9), 0) % every
    yield from marks[first::every]


def draw_grid(picture: Picture, plane: Plane, rows_only: bool = False) -> None:
    """Draw thin lines at every step."""
    for y in steps(plane.y):
        picture.line(plane.at(plane.x.from_, y), plane.at(plane.x.to, y), GRID)
    if not rows_only:
        for x in steps(plane.x):
            picture.line(plane.at(x, plane.y.from_), plane.at(x, plane.y.to), GRID)


def draw_x(picture: Picture, plane: Plane, pointed: bool = False) -> None:
    """Draw the level axis."""
    line = plane.x_line
    for step in steps(plane.x):
        x, y = plane.at(step, line)
        picture.line((x, y - LENGTH), (x, y + LENGTH), TICK)
    draw_axis(picture, plane.at(plane.x.from_, line), plane.at(plane.x.to, line), pointed)


def write_x(picture: Picture, plane: Plane) -> None:
    """Write the numbers of the level axis."""
    line = plane.x_line
    for x in numbered(plane.x, plane.wide):
        crosses = abs(x - plane.y_line) < 1e-9 and plane.y.from_ < line
        if not crosses:
            at = plane.at(x, line)
            picture.text((at[0], at[1] + LETTER * 0.9), number_text(x))


def draw_y(picture: Picture, plane: Plane, pointed: bool = False) -> None:
    """Draw the upright axis."""
    line = plane.y_line
    for step in steps(plane.y):
        x, y = plane.at(line, step)
        picture.line((x - LENGTH, y), (x + LENGTH, y), TICK)
    draw_axis(picture, plane.at(line, plane.y.from_), plane.at(line, plane.y.to), pointed)


def write_y(picture: Picture, plane: Plane) -> None:
    """Write the numbers of the upright axis."""
    line = plane.y_line
    for y in numbered(plane.y, plane.high, upright=True):
        x, at_y = plane.at(line, y)
        shared = abs(y - plane.x_line) < 1e-9 and plane.x.from_ < line
        place, text = (x - 8.0, at_y + (LETTER * 0.8 if shared else 0.0)), number_text(y)
        room = text_box(place, text, "end").wider(3.0)
        # Beside the level axis's numbers, the nought of both would be read as the last figure of one.
        if not shared or not any(room.overlap(box) for box in picture.boxes):
            picture.text(place, text, "end")


def draw_axis(picture: Picture, start: Place, end: Place, pointed: bool) -> None:
    """Draw the line of an axis, with an arrow's head if it goes on."""
    if pointed:
        across, up = (12.0 if end[0] > start[0] else 0.0), (12.0 if end[1] < start[1] else 0.0)
        picture.arrow(start, (end[0] + across, end[1] - up))
    else:
        picture.line(start, end, LINE)


def draw_names(picture: Picture, plane: Plane, across: str, upwards: str) -> None:
    """Write what the axes show: one name below, the other above the upright axis, where it can be read level."""
    bottom = plane.high
    if across:
        lines = lines_of(across, plane.wide + 30.0)
        picture.block((plane.wide / 2, bottom + LETTER * 2.2), lines)
    if upwards:
        lines = lines_of(upwards, plane.wide + 30.0)
        left = picture.box.left + 6.0
        picture.block((left, -LETTER * 1.3 - (len(lines) - 1) * LETTER * 1.2), lines, "start")
