"""Probability trees and Venn diagrams."""

import math

from content_store.diagrams.chance import Branch, Tree, Venn
from web.diagrams.picture import LINE, Picture
from web.diagrams.places import LETTER, Box, Place, Spot, along, beside, lines_of, moved, width_of

APART = 46.0
"""What lies between two ends of a tree."""
LEAST, SLOPE_ROOM = 54.0, 24.0
"""How wide a column of branches is at least, and what it leaves beside a chance."""
RADIUS, OFFSET = 74.0, 46.0
"""A set's circle, and how far from the middle its own middle is."""


def draw_tree(tree: Tree) -> Picture:
    """Return the picture of a tree, from left to right."""
    picture = Picture()
    _draw_branches(picture, tree.branches, (0.0, sum(_heights(tree.branches)) * APART / 2), 0.0, _columns(tree))
    return picture


def _heights(branches: tuple[Branch, ...]) -> list[int]:
    """Return how many ends each branch has."""
    return [sum(_heights(branch.then)) if branch.then else 1 for branch in branches]


def _columns(tree: Tree) -> list[tuple[float, float]]:
    """Return how wide the branches and the outcomes of each column are, from the left."""
    columns, column = [], list(tree.branches)
    while column:
        reach = max(LEAST, *(width_of(branch.chance) + SLOPE_ROOM for branch in column))
        columns.append((reach, max(width_of(branch.label) for branch in column)))
        column = [branch for before in column for branch in before.then]
    return columns


def _draw_branches(
    picture: Picture, branches: tuple[Branch, ...], start: Place, top: float, columns: list[tuple[float, float]]
) -> None:
    """Draw branches from one place, each with its chance beside it and its outcome at its end."""
    reach, widest = columns[0]
    for branch, ends in zip(branches, _heights(branches), strict=True):
        end = (start[0] + reach, top + ends * APART / 2)
        picture.line(start, end, LINE)
        picture.text((end[0] + 5.0, end[1]), branch.label, "start")
        _chance(picture, branch.chance, start, end)
        if branch.then:
            _draw_branches(picture, branch.then, (end[0] + widest + 12.0, end[1]), top, columns[1:])
        top += ends * APART


def _chance(picture: Picture, text: str, start: Place, end: Place) -> None:
    """Write a chance on the outer side of its branch."""
    sign = 1.0 if end[1] <= start[1] else -1.0
    lean = abs(end[1] - start[1]) / math.dist(start, end)
    off = LETTER * 0.62 + lean * (width_of(text) / 2)
    spots = [
        Spot(against * 6.0 + more, moved(along(start, end, share), beside(start, end, (off + more) * side)))
        for against, side in enumerate((sign, -sign))
        for more in (0.0, 4.0)
        for share in (0.55, 0.45, 0.65)
    ]
    picture.label(text, spots)


def draw_venn(venn: Venn) -> Picture:
    """Return the picture of two sets in their frame."""
    picture = Picture()
    left, right = (-OFFSET, 0.0), (OFFSET, 0.0)
    names = [lines_of(label, OFFSET + RADIUS + 4.0) for label in venn.labels]
    above = max(len(lines) for lines in names) * LETTER * 1.2
    frame = Box(-OFFSET - RADIUS - 22.0, -RADIUS - above - 20.0, OFFSET + RADIUS + 22.0, RADIUS + 38.0)
    picture.rectangle(frame)
    picture.circle(left, RADIUS)
    picture.circle(right, RADIUS)
    for lines, x in zip(names, (left[0] - 20.0, right[0] + 20.0), strict=True):
        _set_name(picture, lines, (x, -RADIUS - 14.0 - (len(lines) - 1) * LETTER * 1.2), frame)
    inner = 2 * (RADIUS - OFFSET) - 6.0
    for text, x, room in (
        (venn.only[0], -OFFSET - 28.0, 2 * OFFSET - 10.0),
        (venn.only[1], OFFSET + 28.0, 2 * OFFSET - 10.0),
        (venn.both, 0.0, inner),
    ):
        lines = lines_of(text, room)
        picture.block((x, -(len(lines) - 1) * LETTER * 0.6), lines)
    picture.text((frame.right - 8.0, frame.bottom - LETTER * 0.9), venn.neither, "end")
    return picture


def _set_name(picture: Picture, lines: list[str], at: Place, frame: Box) -> None:
    """Write a set's name above its circle, within its own half of the frame."""
    half = max((width_of(line) for line in lines), default=0.0) / 2
    low, high = (frame.left + 6.0, -6.0) if at[0] < 0 else (6.0, frame.right - 6.0)
    picture.block((min(max(at[0], low + half), max(high - half, low + half)), at[1]), lines)
