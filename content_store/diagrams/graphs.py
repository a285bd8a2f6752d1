"""Graphs on two axes, and the number line."""

import math
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from typing import Generic, Literal

from pydantic import Field

from content_store.authored import Authored
from content_store.diagrams.parts import (
    Axis,
    Curve,
    Diagram,
    Finding,
    N,
    Text,
    axis_slips,
    beyond,
    outside,
)
from content_store.formula import FormulaError, evaluate

Place = tuple[float, float]
PIECES = 200
"""How finely a curve is drawn."""


class StraightLine(Authored, Generic[N]):
    """A line across the whole graph."""

    gradient: N
    intercept: N
    label: Text = ""

    def at(self: "StraightLine[float]", xs: list[float]) -> list[Place]:
        """Return its places at some x."""
        return [(x, self.gradient * x + self.intercept) for x in xs]


class Joined(Authored, Generic[N]):
    """Points joined by straight lines."""

    points: tuple[tuple[N, N], ...] = Field(min_length=2)
    label: Text = ""


class Shape(Authored, Generic[N]):
    """A polygon on a graph."""

    points: tuple[tuple[N, N], ...] = Field(min_length=3)
    label: Text = ""


class PlottedCurve(Authored):
    """The curve of an expression in x."""

    of: Curve
    label: Text = ""

    def runs(self, axis: Axis[float]) -> list[list[Place]]:
        """Return its places along an axis, in runs: it breaks off where the expression has no value."""
        runs: list[list[Place]] = [[]]
        for piece in range(PIECES + 1):
            x = axis.from_ + (axis.to - axis.from_) * piece / PIECES
            try:
                runs[-1].append((x, float(evaluate(self.of, {"x": x}))))
            except (FormulaError, ValueError, OverflowError):
                runs.append([])
        return [run for run in runs if len(run) > 1]

    def at(self, xs: list[float]) -> list[Place]:
        """Return its places at some x, those where the expression has a value."""
        places = []
        for x in xs:
            with suppress(FormulaError, ValueError, OverflowError):
                places.append((x, float(evaluate(self.of, {"x": Fraction(x)}))))
        return places


class PlottedPoint(Authored, Generic[N]):
    """A point with a label."""

    at: tuple[N, N]
    label: Text = ""


def _shown(number: float) -> str:
    """Return a coordinate with three decimals at most."""
    return f"{round(number, 3) + 0.0:g}".replace("-", "−")


class Graph(Diagram, Generic[N]):
    """A graph on two axes."""

    kind: Literal["graph"]
    x: Axis[N]
    y: Axis[N]
    grid: bool = False
    lines: tuple[StraightLine[N], ...] = ()
    segments: tuple[Joined[N], ...] = ()
    curves: tuple[PlottedCurve, ...] = ()
    points: tuple[PlottedPoint[N], ...] = ()
    crosses: tuple[tuple[N, N], ...] = ()
    shapes: tuple[Shape[N], ...] = ()
    tabled: bool = False
    """Whether the text alternative gives the points of curves and lines at whole x, as a table would."""

    def described(self: "Graph[float]") -> str:
        """Return the text alternative: with the points at whole x where they are to be read off the graph."""
        if not self.tabled:
            return self.alt
        # Of a level line its name says all there is.
        sloping = [one for one in self.lines if one.gradient]
        named = [(one.label, "line", one.at(self._whole())) for one in sloping]
        named += [(one.label, "curve", one.at(self._whole())) for one in self.curves]
        tables = [self._table(label, kind, places) for label, kind, places in named]
        return " ".join([self.alt, *(one for one in tables if one)])

    def _whole(self: "Graph[float]") -> list[float]:
        return [float(x) for x in range(math.ceil(self.x.from_), math.floor(self.x.to) + 1)]

    def _table(self: "Graph[float]", label: str, kind: str, places: list[Place]) -> str:
        seen = [f"({_shown(x)}, {_shown(y)})" for x, y in places if self.y.from_ <= y <= self.y.to]
        name = f"{kind} {label}" if label else kind
        return f"Points of the {name} at whole numbers of x: {', '.join(seen)}." if seen else ""

    def slips(self: "Graph[float]") -> Iterator[Finding]:
        """Yield axes that cannot be read, and what lies outside them."""
        broken = [*axis_slips(self.x, "x"), *axis_slips(self.y, "y")]
        yield from broken
        if broken:
            return
        places = [*self.crosses, *(point.at for point in self.points)]
        places += [place for joined in self.segments for place in joined.points]
        places += [place for shape in self.shapes for place in shape.points]
        yield from beyond(self.x, (x for x, _ in places), "the x of a point")
        yield from beyond(self.y, (y for _, y in places), "the y of a point")
        for line in self.lines:
            if not self._seen([(x, line.gradient * x + line.intercept) for x in self._across()]):
                yield "a line of the diagram passes outside the graph", "widen the axes, or use `where`"
        for curve in self.curves:
            if not self._seen([place for run in curve.runs(self.x) for place in run]):
                yield f"no part of the curve {curve.of} lies in the graph", "widen the axes, or correct it"

    def _across(self: "Graph[float]") -> Iterator[float]:
        return (self.x.from_ + (self.x.to - self.x.from_) * piece / PIECES for piece in range(PIECES + 1))

    def _seen(self: "Graph[float]", places: list[Place]) -> bool:
        return sum(not outside(self.y, y) for _, y in places) > 1


class LineMark(Authored, Generic[N]):
    """A small circle on a number line, filled unless it is open."""

    at: N
    open: bool = False


class Ray(Authored, Generic[N]):
    """An arrow along a number line."""

    from_: N = Field(alias="from")
    to: Literal["left", "right"]


class Span(Authored, Generic[N]):
    """A stretch of a number line."""

    from_: N = Field(alias="from")
    to: N


class NumberLine(Diagram, Generic[N]):
    """A number line."""

    kind: Literal["number_line"]
    from_: N = Field(alias="from")
    to: N
    step: N
    marks: tuple[LineMark[N], ...] = ()
    rays: tuple[Ray[N], ...] = ()
    spans: tuple[Span[N], ...] = ()

    def axis(self: "NumberLine[float]") -> Axis[float]:
        """Return the line as an axis."""
        return Axis[float].model_validate({"from": self.from_, "to": self.to, "step": self.step})

    def slips(self: "NumberLine[float]") -> Iterator[Finding]:
        """Yield what lies outside the line."""
        yield from axis_slips(self.axis(), "number")
        places = [*(mark.at for mark in self.marks), *(ray.from_ for ray in self.rays)]
        places += [end for span in self.spans for end in (span.from_, span.to)]
        yield from beyond(self.axis(), places, "a mark")
