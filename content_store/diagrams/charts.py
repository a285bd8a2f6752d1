"""Charts of data, and the table."""

from collections.abc import Iterator
from typing import Generic, Literal

from pydantic import Field, model_validator

from content_store.authored import Authored
from content_store.diagrams.parts import (
    NOUGHT,
    Axis,
    Diagram,
    Finding,
    Height,
    N,
    Text,
    axis_slips,
    beyond,
)


class Bar(Authored, Generic[N]):
    """One bar."""

    label: Text
    value: N


class Bars(Diagram, Generic[N]):
    """A bar chart."""

    kind: Literal["bars"]
    bars: tuple[Bar[N], ...] = Field(min_length=1, max_length=12)
    y: Height[N]
    x_label: Text = ""

    def slips(self: "Bars[float]") -> Iterator[Finding]:
        """Yield bars that do not fit."""
        yield from axis_slips(self.y.axis(), "y")
        yield from beyond(self.y.axis(), (bar.value for bar in self.bars), "the top of a bar")


class Histogram(Diagram, Generic[N]):
    """A histogram, with classes that may differ in width."""

    kind: Literal["histogram"]
    edges: tuple[N, ...] = Field(min_length=2, max_length=13)
    heights: tuple[N, ...] = Field(min_length=1, max_length=12)
    y: Height[N]
    x_label: Text = ""

    @model_validator(mode="after")
    def _classes_have_heights(self) -> "Histogram[N]":
        if len(self.edges) != len(self.heights) + 1:
            raise ValueError("a histogram has one edge more than `heights`")
        return self

    def slips(self: "Histogram[float]") -> Iterator[Finding]:
        """Yield classes that do not fit."""
        yield from axis_slips(self.y.axis(), "y")
        yield from beyond(self.y.axis(), self.heights, "the top of a class")
        if any(high - low <= NOUGHT for low, high in zip(self.edges, self.edges[1:], strict=False)):
            yield "the edges of the histogram do not rise", "put them in order, or use `where`"


class Plot(Authored, Generic[N]):
    """The five numbers of one box plot."""

    label: Text = ""
    values: tuple[N, N, N, N, N]


class Box(Diagram, Generic[N]):
    """Box plots over one axis."""

    kind: Literal["box"]
    x: Axis[N]
    plots: tuple[Plot[N], ...] = Field(min_length=1, max_length=4)

    def slips(self: "Box[float]") -> Iterator[Finding]:
        """Yield numbers that do not fit or do not rise."""
        yield from axis_slips(self.x, "x")
        for plot in self.plots:
            yield from beyond(self.x, plot.values, "a number of a box plot")
            if list(plot.values) != sorted(plot.values):
                yield f"the numbers of the box plot “{plot.label}” do not rise", "use `where`"


class Slice(Authored, Generic[N]):
    """One slice of a pie chart."""

    label: Text
    degrees: N


class Pie(Diagram, Generic[N]):
    """A pie chart."""

    kind: Literal["pie"]
    slices: tuple[Slice[N], ...] = Field(min_length=2, max_length=8)

    def slips(self: "Pie[float]") -> Iterator[Finding]:
        """Yield slices that make no circle."""
        total = sum(one.degrees for one in self.slices)
        if abs(total - 360) > NOUGHT * 360:
            yield f"the slices of the pie add up to {total:g}°", "let them add up to 360"
        if any(one.degrees <= 0 for one in self.slices):
            yield "a slice of the pie has no size", "use `where`"


class Table(Diagram):
    """A table; the first column heads its row."""

    kind: Literal["table"]
    head: tuple[Text, ...] = Field(min_length=2, max_length=12)
    rows: tuple[tuple[Text, ...], ...] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _rows_fit_the_head(self) -> "Table":
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("every row of the table has as many cells as the `head`")
        return self
