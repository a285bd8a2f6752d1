"""Graphs on two axes, and number lines."""

import math
from collections.abc import Iterator
from itertools import pairwise

from content_store.diagrams.graphs import Graph, NumberLine
from web.diagrams.axes import (
    Plane,
    draw_grid,
    draw_names,
    draw_x,
    draw_y,
    number_text,
    numbered,
    steps,
    write_x,
    write_y,
)
from web.diagrams.picture import BOLD, LINE, OPEN, SOLID, THIN, TINT, Picture
from web.diagrams.places import LETTER, Box, Place, Segment, Spot, moved, width_of

WIDE, HIGH, ALL = 232.0, 220.0, 260.0
MOST_UNEQUAL = 1.4
"""Axes of plain x and y have the same unit unless one would be so many times the other."""
AWAY = [
    (0.0, -14.0),
    (14.0, -12.0),
    (-14.0, -12.0),
    (14.0, 12.0),
    (-14.0, 12.0),
    (0.0, 15.0),
    (18.0, 0.0),
    (-18.0, 0.0),
]
NEAR, ALIKE = 18.0, 25.0
"""How near another line is when a label might be taken for its own, and what that has against it."""
LIFTED = 26.0
"""How far above its line a solution of an inequality is drawn."""
NUMBER_LINE = 262.0


def draw_graph(graph: "Graph[float]") -> Picture:
    """Return the picture of a graph."""
    plane, picture = _plane(graph), Picture()
    picture.reach((0.0, 0.0), (plane.wide, plane.high))
    if graph.grid:
        draw_grid(picture, plane)
    plain = {graph.x.label, graph.y.label} <= {"", "x", "y"}
    draw_x(picture, plane, pointed=plain)
    draw_y(picture, plane, pointed=plain)
    for shape in graph.shapes:
        picture.path([plane.at(*point) for point in shape.points], TINT, closed=True)
    runs = list(_lines(picture, plane, graph))
    _points(picture, plane, graph)
    # Numbers stand over lines: hidden ones could not be read, and of a line the rest is still seen.
    write_x(picture, plane)
    write_y(picture, plane)
    if plain:
        _letters(picture, plane)
    else:
        draw_names(picture, plane, graph.x.label or "x", graph.y.label or "y")
    _labels(picture, plane, graph, runs)
    return picture


def _plane(graph: "Graph[float]") -> Plane:
    """Return the plane: with the same unit both ways where the axes are plain numbers."""
    across, up = graph.x.to - graph.x.from_, max(graph.y.to - graph.y.from_, 1e-9)
    plain = {graph.x.label, graph.y.label} <= {"", "x", "y"}
    if plain and 1 / MOST_UNEQUAL <= across / up <= MOST_UNEQUAL:
        unit = min(WIDE / max(across, 1e-9), 260.0 / up)
        return Plane(graph.x, graph.y, across * unit, up * unit)
    numbers = max(width_of(number_text(mark)) for mark in steps(graph.y)) if graph.x.from_ >= 0 else 0.0
    return Plane(graph.x, graph.y, min(WIDE, ALL - numbers), HIGH)


def _letters(picture: Picture, plane: Plane) -> None:
    """Write x and y at the ends of the axes."""
    right, top = plane.at(plane.x.to, plane.x_line), plane.at(plane.y_line, plane.y.to)
    picture.text((right[0] + 20.0, right[1]), plane.x.label or "x")
    picture.text((top[0], top[1] - 22.0), plane.y.label or "y")


def _labels(picture: Picture, plane: Plane, graph: "Graph[float]", runs: list[tuple[str, list[Place]]]) -> None:
    """Write the labels of points, shapes and lines, in the order of how little room each has."""
    for point in graph.points:
        if point.label:
            wide = width_of(point.label) / 2
            steps_away = [(x + (wide - 5.0) * ((x > 0) - (x < 0)), y) for x, y in AWAY]
            at = plane.at(*point.at)
            picture.label(point.label, [Spot(float(against), moved(at, by)) for against, by in enumerate(steps_away)])
    for shape in graph.shapes:
        if shape.label:
            places = [plane.at(*point) for point in shape.points]
            middle = (sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places))
            near = [Spot(1.0, moved(middle, (x / 2, y / 2))) for x, y in AWAY]
            outside = [Spot(9.0, moved(place, by)) for place in places for by in AWAY]
            picture.label(shape.label, [Spot(0.0, middle), *near, *outside])
    # A stretch between points is named at its middle, a line or a curve where it ends.
    first = 0.5 if graph.segments and not graph.lines else 0.9
    for label, run in runs:
        if label:
            others = [segment for _, other in runs if other is not run for segment in pairwise(other)]
            spots = _beside(plane, run, label, first)
            picture.label(label, [Spot(against + ALIKE * _is_near(on, others), spot) for against, on, spot in spots])


def _is_near(at: Place, segments: list[Segment]) -> bool:
    """Return whether a place is so near to some lines that a label there could be any one's."""
    return any(Box(at[0], at[1], at[0], at[1]).wider(NEAR).crossed(segment) > 0 for segment in segments)


def _lines(picture: Picture, plane: Plane, graph: "Graph[float]") -> Iterator[tuple[str, list[Place]]]:
    """Draw straight lines, joined points and curves, and yield each with its label."""
    for line in graph.lines:
        ends = [(x, line.gradient * x + line.intercept) for x in (graph.x.from_, graph.x.to)]
        yield from ((line.label, run) for run in _drawn(picture, plane, ends))
    for joined in graph.segments:
        yield from ((joined.label, run) for run in _drawn(picture, plane, list(joined.points)))
    for curve in graph.curves:
        runs = [run for part in curve.runs(graph.x) for run in _drawn(picture, plane, part)]
        yield from ((curve.label, run) for run in runs[-1:])


def _drawn(picture: Picture, plane: Plane, places: list[Place]) -> list[list[Place]]:
    """Draw what of a line lies on the plane, and return it in the picture's places."""
    runs = [[plane.at(*place) for place in run] for run in _inside(plane, places)]
    for run in runs:
        picture.path(run, BOLD)
    return runs


def _inside(plane: Plane, places: list[Place]) -> Iterator[list[Place]]:
    """Yield the runs of a line that lie between the ends of the upright axis."""
    low, high = plane.y.from_, plane.y.to
    run: list[Place] = []
    for a, b in pairwise(places):
        piece = _clipped(a, b, low, high)
        if piece is None or (run and run[-1] != piece[0]):
            if len(run) > 1:
                yield run
            run = []
        if piece is not None:
            run = [*run, piece[1]] if run else list(piece)
    if len(run) > 1:
        yield run


def _clipped(a: Place, b: Place, low: float, high: float) -> tuple[Place, Place] | None:
    """Return the part of a line between two heights, None if it has none."""
    shares = [0.0, 1.0]
    if a[1] != b[1]:
        shares = sorted(min(max((end - a[1]) / (b[1] - a[1]), 0.0), 1.0) for end in (low, high))
    elif not low <= a[1] <= high:
        return None
    if shares[0] == shares[1]:
        return None
    first, last = ((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for share in shares)
    return (a if shares[0] == 0.0 else first), (b if shares[1] == 1.0 else last)


def _beside(plane: Plane, run: list[Place], label: str, first: float) -> Iterator[tuple[float, Place, Place]]:
    """Yield what is against a label's place, the place of the line that it is near, and the place itself.

    The places are on the plane, and past the line's end.
    """
    half = width_of(label) / 2
    for share in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1):
        (x, y), against = _part_way(run, share), abs(share - first) * 10.0
        for across, up in ((0.0, -14.0), (0.0, 16.0), (-half - 8.0, 0.0), (half + 8.0, 0.0), (-half - 8.0, -10.0)):
            inside = min(max(x + across, half), max(plane.wide - half, half)), min(max(y + up, 10.0), plane.high - 10.0)
            strayed = math.dist(inside, (x + across, y + up))
            yield against * 0.3 + strayed, (x, y), inside
    for x, y in (run[-1], run[0]):
        if y <= 1.0:
            yield 4.0, (x, y), (min(max(x, half), plane.wide - half + 30.0), -12.0)
        if y >= plane.high - 1.0:
            yield 6.0, (x, y), (min(max(x, half), plane.wide - half + 30.0), plane.high + 13.0)
        if x >= plane.wide - 1.0:
            yield 12.0 + half / 4, (x, y), (plane.wide + half + 6.0, min(max(y, 10.0), plane.high - 10.0))


def _part_way(run: list[Place], share: float) -> Place:
    """Return a place some share of the way along joined lines, by width."""
    x = run[0][0] + (run[-1][0] - run[0][0]) * share
    for a, b in pairwise(run):
        if min(a[0], b[0]) <= x <= max(a[0], b[0]) and a[0] != b[0]:
            return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])
    return run[int(share * (len(run) - 1))]


def _points(picture: Picture, plane: Plane, graph: "Graph[float]") -> None:
    for cross in graph.crosses:
        x, y = plane.at(*cross)
        picture.line((x - 4.5, y - 4.5), (x + 4.5, y + 4.5), LINE)
        picture.line((x - 4.5, y + 4.5), (x + 4.5, y - 4.5), LINE)
    for point in graph.points:
        picture.circle(plane.at(*point.at), 4.0, SOLID)


def draw_number_line(line: "NumberLine[float]") -> Picture:
    """Return the picture of a number line, with what is said of it above the line."""
    picture, axis = Picture(), line.axis()
    plane = Plane(axis, axis, NUMBER_LINE, 0.0)
    picture.arrow((0.0, 0.0), (NUMBER_LINE + 16.0, 0.0))
    picture.arrow((0.0, 0.0), (-16.0, 0.0))
    for value in steps(axis):
        x = plane.at(value, 0.0)[0]
        picture.line((x, -5.0), (x, 5.0), THIN)
    for value in numbered(axis, NUMBER_LINE):
        picture.text((plane.at(value, 0.0)[0], LETTER * 1.2), number_text(value))
    height = -LIFTED if line.rays or line.spans else 0.0
    for ray in line.rays:
        end = NUMBER_LINE + 10.0 if ray.to == "right" else -10.0
        picture.arrow((plane.at(ray.from_, 0.0)[0], height), (end, height), BOLD)
    for span in line.spans:
        picture.line((plane.at(span.from_, 0.0)[0], height), (plane.at(span.to, 0.0)[0], height), BOLD)
    for mark in line.marks:
        picture.circle((plane.at(mark.at, 0.0)[0], height), 6.0, OPEN if mark.open else SOLID)
    return picture
