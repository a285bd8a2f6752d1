"""Figures of geometry: points with letters, and what joins them."""

import math
from collections.abc import Iterator
from typing import Annotated, Generic, Literal

from pydantic import BeforeValidator, Field, model_validator

from content_store.authored import Authored, no_yes_or_no
from content_store.diagrams.parts import NOUGHT, Diagram, Finding, N, Text

Letter = Annotated[str, BeforeValidator(no_yes_or_no), Field(pattern=r"^[A-Z]$")]
Line = Annotated[str, BeforeValidator(no_yes_or_no), Field(pattern=r"^[A-Z]{2}$")]
Corner = Annotated[str, BeforeValidator(no_yes_or_no), Field(pattern=r"^[A-Z]{3}$")]
Outline = Annotated[str, BeforeValidator(no_yes_or_no), Field(pattern=r"^[A-Z]{3,}$")]
Place = tuple[float, float]
FLATTEST = 8
"""A figure that many times as wide as high cannot be read."""
SAME = 0.01
"""The share of a length, or of a right angle, that an accurate figure may be out by."""


class Circle(Authored, Generic[N]):
    """A circle about a point."""

    centre: Letter
    radius: N


class Arc(Authored):
    """A part of a circle, anticlockwise from one point to another."""

    centre: Letter
    from_: Letter = Field(alias="from")
    to: Letter


class Side(Authored):
    """What is said of a line: its length, that it equals others, that it is parallel to others."""

    of: Line
    text: Text = ""
    ticks: int = Field(default=0, ge=0, le=3)
    arrows: int = Field(default=0, ge=0, le=3)


class Angle(Authored):
    """What is said of the angle at the middle one of three points."""

    at: Corner
    text: Text = ""
    right: bool = False


class Figure(Diagram, Generic[N]):
    """A figure of geometry, drawn to fit."""

    kind: Literal["figure"]
    points: dict[Letter, tuple[N, N]] = Field(min_length=1, max_length=20)
    polygons: tuple[Outline, ...] = ()
    lines: tuple[Line, ...] = ()
    dashed: tuple[Line, ...] = ()
    circles: tuple[Circle[N], ...] = ()
    arcs: tuple[Arc, ...] = ()
    sectors: tuple[Arc, ...] = ()
    sides: tuple[Side, ...] = ()
    angles: tuple[Angle, ...] = ()
    names: bool = False
    accurate: bool = True

    @model_validator(mode="after")
    def _points_are_known(self) -> "Figure[N]":
        named = [*self.polygons, *self.lines, *self.dashed, *(circle.centre for circle in self.circles)]
        named += [arc.centre + arc.from_ + arc.to for arc in (*self.arcs, *self.sectors)]
        named += [*(side.of for side in self.sides), *(angle.at for angle in self.angles)]
        if unknown := sorted(set("".join(named)) - self.points.keys()):
            raise ValueError(f"the figure has no point {unknown[0]}: add it to `points`")
        return self

    def slips(self: "Figure[float]") -> Iterator[Finding]:
        """Yield lines without length, circles without size, arcs of no circle, and right angles that are not."""
        lines = [*self.lines, *self.dashed, *(side.of for side in self.sides)]
        lines += [one for angle in self.angles for one in (angle.at[:2], angle.at[1:])]
        for line in lines:
            if self.length(line) <= NOUGHT:
                yield f"the line {line} of the diagram has no length", "move a point, or use `where`"
        yield from self._round_slips()
        for angle in self.angles:
            if angle.right and self.accurate and abs(self.size(angle.at) - 90) > 90 * SAME:
                yield f"the angle {angle.at} of the diagram is not a right angle", "mend it, or say `accurate: false`"
        yield from self._shape_slips()

    def _round_slips(self: "Figure[float]") -> Iterator[Finding]:
        if any(circle.radius <= 0 for circle in self.circles):
            yield "a circle of the diagram has no size", "give it a radius above nought"
        for arc in (*self.arcs, *self.sectors):
            radius, other = self.length(arc.centre + arc.from_), self.length(arc.centre + arc.to)
            if radius <= NOUGHT or abs(radius - other) > SAME * radius:
                told = f"{arc.from_} and {arc.to} are not equally far from {arc.centre}"
                yield f"an arc of the diagram is no part of a circle: {told}", "correct the points"

    def _shape_slips(self: "Figure[float]") -> Iterator[Finding]:
        left, low, right, high = self.extent()
        wide, tall = right - left, high - low
        if max(wide, tall) > FLATTEST * max(min(wide, tall), NOUGHT) and (self.polygons or self.circles):
            yield "the figure of the diagram is too flat to read", "draw it out of scale, with `accurate: false`"

    def length(self: "Figure[float]", line: str) -> float:
        """Return the distance between two points."""
        return math.dist(self.points[line[0]], self.points[line[1]])

    def size(self: "Figure[float]", corner: str) -> float:
        """Return the angle at the middle one of three points, from 0 to 180 degrees."""
        first, at, last = (self.points[letter] for letter in corner)
        turn = math.atan2(last[1] - at[1], last[0] - at[0]) - math.atan2(first[1] - at[1], first[0] - at[0])
        degrees = math.degrees(turn) % 360
        return min(degrees, 360 - degrees)

    def extent(self: "Figure[float]") -> tuple[float, float, float, float]:
        """Return the left, the lowest, the right and the highest place of what is drawn."""
        circles = [(self.points[circle.centre], circle.radius) for circle in self.circles]
        around = [*self.points.values()]
        around += [(x + sign * r, y + sign * r) for (x, y), r in circles for sign in (-1, 1)]
        for arc in (*self.arcs, *self.sectors):
            around += self.round(arc)
        across, up = [x for x, _ in around], [y for _, y in around]
        return min(across), min(up), max(across), max(up)

    def round(self: "Figure[float]", arc: Arc, pieces: int = 24) -> list[Place]:
        """Return places along an arc, from its beginning to its end."""
        (x, y), start, end = (self.points[letter] for letter in (arc.centre, arc.from_, arc.to))
        radius = math.dist((x, y), start)
        begins = math.atan2(start[1] - y, start[0] - x)
        turn = (math.atan2(end[1] - y, end[0] - x) - begins) % (2 * math.pi) or 2 * math.pi
        angles = (begins + turn * piece / pieces for piece in range(pieces + 1))
        return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]
