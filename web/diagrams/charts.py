"""Charts of data: bars, histograms, box plots and pies."""

import math

from content_store.diagrams.charts import Bars, Box, Histogram, Pie
from content_store.diagrams.parts import Axis
from web.diagrams.axes import (
    Plane,
    draw_axis,
    draw_grid,
    draw_names,
    draw_x,
    draw_y,
    number_text,
    steps,
    write_x,
    write_y,
)
from web.diagrams.picture import BOLD, GRID, LINE, THIN, TINT, Picture
from web.diagrams.places import LETTER, Place, Segment, cross, lines_of, round_at, text_box, width_of
from web.diagrams.places import Box as Room

WIDE, HIGH = 240.0, 210.0
WIDEST, ALL = 264.0, 278.0
"""How wide bars may be, and with the numbers beside them."""
GAP = 0.3
"""The share of its place that a bar leaves free."""
MOST_LINES = 2
BOX_HIGH, BOX_APART = 34.0, 74.0
RADIUS = 88.0
MOST_LABEL = 96.0


def draw_bars(chart: "Bars[float]") -> Picture:
    """Return the picture of a bar chart."""
    picture, count = Picture(), len(chart.bars)
    axis = Axis[float].model_validate({"from": 0, "to": count, "step": 1})
    numbers = max(width_of(number_text(mark)) for mark in steps(chart.y.axis()))
    plane = Plane(axis, chart.y.axis(), min(WIDEST, ALL - numbers), HIGH)
    draw_grid(picture, plane, rows_only=True)
    draw_y(picture, plane)
    write_y(picture, plane)
    for place, bar in enumerate(chart.bars):
        left, top = plane.at(place + GAP / 2, bar.value)
        right, bottom = plane.at(place + 1 - GAP / 2, 0.0)
        picture.rectangle(Room(left, top, right, bottom), TINT)
    draw_axis(picture, plane.at(0, 0), plane.at(count, 0), pointed=False)
    low = _bar_names(picture, plane, [bar.label for bar in chart.bars])
    _named(picture, plane, (chart.x_label, chart.y.label), low)
    return picture


def _bar_names(picture: Picture, plane: Plane, names: list[str]) -> float:
    """Write the bars' names under them, or upwards where they are too wide; return how far down they reach."""
    slot = plane.wide / len(names)
    wrapped = [lines_of(name, slot - 4.0) for name in names]
    fits = all(len(lines) <= MOST_LINES and max(map(width_of, lines), default=0) <= slot for lines in wrapped)
    for place, lines in enumerate(wrapped):
        x, y = plane.at(place + 0.5, 0.0)
        if fits:
            picture.block((x, y + LETTER), lines)
        else:
            picture.upright((x, y + 6.0), names[place])
    return picture.box.bottom


def _named(picture: Picture, plane: Plane, labels: tuple[str, str], low: float) -> None:
    """Write what the axes show, the level one's name below everything."""
    across, upright = labels
    draw_names(picture, plane, "", upright)
    if across:
        picture.block((plane.wide / 2, low + LETTER * 0.7), lines_of(across, plane.wide + 30.0))


def draw_histogram(chart: "Histogram[float]") -> Picture:
    """Return the picture of a histogram."""
    picture, edges = Picture(), chart.edges
    axis = Axis[float].model_validate({"from": edges[0], "to": edges[-1], "step": max(edges[-1] - edges[0], 1e-9)})
    plane = Plane(axis, chart.y.axis(), WIDE, HIGH)
    draw_grid(picture, plane, rows_only=True)
    # The upright axis stands at the first edge, wherever nought is.
    upright = Plane(Axis[float].model_validate({"from": 0, "to": 1, "step": 1}), plane.y, WIDE, HIGH)
    draw_y(picture, upright)
    write_y(picture, upright)
    for low, high, height in zip(edges, edges[1:], chart.heights, strict=False):
        (left, top), (right, bottom) = plane.at(low, height), plane.at(high, 0.0)
        picture.rectangle(Room(left, top, right, bottom), TINT)
    draw_axis(picture, plane.at(edges[0], 0), plane.at(edges[-1], 0), pointed=False)
    _edge_numbers(picture, plane, edges)
    _named(picture, plane, (chart.x_label, chart.y.label), picture.box.bottom)
    return picture


def _edge_numbers(picture: Picture, plane: Plane, edges: tuple[float, ...]) -> None:
    """Write every edge, in a second row where two stand too close."""
    rows = [-math.inf, -math.inf, -math.inf]
    for edge in edges:
        x, y = plane.at(edge, 0.0)
        box = text_box((x, 0.0), number_text(edge))
        row = next((row for row, end in enumerate(rows) if end + 5.0 <= box.left), 0)
        rows[row] = box.right
        if row:
            picture.line((x, y), (x, y + LETTER * row * 1.1), THIN)
        picture.text((x, y + LETTER * (0.9 + 1.1 * row)), number_text(edge))


def draw_box(chart: "Box[float]") -> Picture:
    """Return the picture of box plots above one axis."""
    picture = Picture()
    high = BOX_APART * len(chart.plots) if any(plot.label for plot in chart.plots) else 54.0 * len(chart.plots)
    upright = Axis[float].model_validate({"from": 0, "to": 1, "step": 1})
    plane = Plane(chart.x, upright, WIDE, high + 6.0)
    for x in steps(chart.x):
        picture.line(plane.at(x, 0.0), (plane.at(x, 1.0)[0], 0.0), GRID)
    for place, plot in enumerate(chart.plots):
        base = high * (place + 1) / len(chart.plots) - BOX_HIGH / 2 - 8.0
        if plot.label:
            picture.text((0.0, base - BOX_HIGH / 2 - LETTER * 0.8), plot.label, "start")
        _draw_plot(picture, [plane.at(value, 0.0)[0] for value in plot.values], base)
    draw_x(picture, plane)
    write_x(picture, plane)
    draw_names(picture, plane, chart.x.label, "")
    return picture


def _draw_plot(picture: Picture, at: list[float], base: float) -> None:
    """Draw one box with its whiskers."""
    least, lower, median, upper, most = at
    half = BOX_HIGH / 2
    picture.rectangle(Room(lower, base - half, upper, base + half), TINT)
    picture.line((median, base - half), (median, base + half), BOLD)
    for end, edge in ((least, lower), (most, upper)):
        picture.line((end, base), (edge, base), LINE)
        picture.line((end, base - half / 2), (end, base + half / 2), LINE)


def draw_pie(chart: "Pie[float]") -> Picture:
    """Return the picture of a pie chart: clockwise from the top, each slice named at its side."""
    picture, begins = Picture(), 90.0
    picture.circle((0.0, 0.0), RADIUS)
    middles: list[float] = []
    for one in chart.slices:
        picture.line((0.0, 0.0), round_at((0.0, 0.0), RADIUS, math.radians(begins)))
        middles.append(math.radians(begins - one.degrees / 2))
        begins -= one.degrees
    leaders: list[Segment] = []
    for one, middle in zip(chart.slices, middles, strict=True):
        inside = [round_at((0.0, 0.0), RADIUS * share, middle) for share in (0.62, 0.7, 0.55)]
        free = [spot for spot in inside if one.degrees >= 30 and picture.cost(text_box(spot, one.label)) == 0]
        if free:
            picture.text(free[0], one.label)
        else:
            leaders.append(_outside_name(picture, one.label, middle, leaders))
    return picture


def _outside_name(picture: Picture, label: str, middle: float, leaders: list[Segment]) -> Segment:
    """Write a slice's name outside, and return the line that leads to it: it crosses no other such line."""
    lines = lines_of(label, MOST_LABEL)
    widest = max(lines, key=width_of, default="")
    spots: list[Place] = []
    for away in (14.0, 24.0, 36.0, 50.0):
        for turn in (0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4):
            angle = middle + turn
            x, y = round_at((0.0, 0.0), RADIUS + away, angle)
            spots.append((x + math.cos(angle) * width_of(widest) / 2, y - math.sin(angle) * len(lines) * 6.0))
    start = round_at((0.0, 0.0), RADIUS * 0.9, middle)
    boxes = [(spot, _block_box(spot, widest, len(lines))) for spot in spots]

    def against(box: Room) -> float:
        leader = start, box.nearest(start)
        crossed = sum(cross(leader, other) for other in leaders)
        return round(picture.cost(box) + 4.0 * picture.blocked(leader) + 60.0 * crossed, 1)

    best, box = min(boxes, key=lambda one: against(one[1]))
    leader = start, box.nearest(start)
    picture.line(*leader, THIN)
    picture.block((best[0], best[1] - (len(lines) - 1) * LETTER * 0.6), lines)
    return leader


def _block_box(middle: Place, widest: str, lines: int) -> Room:
    room = text_box(middle, widest)
    more = (lines - 1) * LETTER * 0.6
    return Room(room.left, room.top - more, room.right, room.bottom + more)
