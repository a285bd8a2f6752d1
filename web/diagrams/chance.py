"""Probability trees and Venn diagrams."""

import math

from content_store.diagrams.chance import Branch, Tree, Venn
from web.diagrams.picture import LINE, Picture
from web.diagrams.places import LETTER, Box, Place, along, beside, lines_of, moved, width_of

APART = 40.0
"""What lies between two ends of a tree."""
SPREAD = 14.0
SLOPE_ROOM = 26.0
RADIUS, OFFSET = 74.0, 46.0
"""A set's circle, and how far from the middle its own middle is."""


def draw_tree(tree: Tree) -> Picture:
    """Return the picture of a tree, from left to right."""
    picture = Picture()
    heights = _heights(tree.branches, 0)
    _draw_branches(picture, tree.branches, (0.0, sum(heights) * APART / 2), 0.0)
    return picture


def _heights(branches: tuple[Branch, ...], depth: int) -> list[int]:
    """Return how many ends each branch has."""
    return [sum(_heights(branch.then, depth + 1)) if branch.then else 1 for branch in branches]


def _draw_branches(picture: Picture, branches: tuple[Branch, ...], start: Place, top: float) -> None:
    """Draw branches from one place, each with its chance beside it and its outcome at its end."""
    reach = max([54.0, *(width_of(branch.chance) + SLOPE_ROOM for branch in branches)])
    for branch, ends in zip(branches, _heights(branches, 0), strict=True):
        end = (start[0] + reach, top + ends * APART / 2)
        picture.line(start, end, LINE)
        picture.text((end[0] + 5.0, end[1]), branch.label, "start")
        _chance(picture, branch.chance, start, end)
        if branch.then:
            widest = max(width_of(one.label) for one in branches)
            _draw_branches(picture, branch.then, (end[0] + widest + 12.0, end[1]), top)
        top += ends * APART


def _chance(picture: Picture, text: str, start: Place, end: Place) -> None:
    """Write a chance on the outer side of its branch."""
    sign = 1.0 if end[1] <= start[1] else -1.0
    lean = abs(end[1] - start[1]) / math.dist(start, end)
    off = LETTER * 0.62 + lean * (width_of(text) / 2)
    spots = [
        moved(along(start, end, share), beside(start, end, by * side))
        for side in (sign, -sign)
        for by in (off, off + 5.0)
        for share in (0.55, 0.45, 0.65)
    ]
    picture.label(text, spots)


def draw_venn(venn: Venn) -> Picture:
    """Return the picture of two sets in their frame."""
    picture = Picture()
    left, right = (-OFFSET, 0.0), (OFFSET, 0.0)
    frame = Box(-OFFSET - RADIUS - 22.0, -RADIUS - 44.0, OFFSET + RADIUS + 22.0, RADIUS + 38.0)
    picture.rectangle(frame)
    picture.circle(left, RADIUS)
    picture.circle(right, RADIUS)
    for label, centre, sign in zip(venn.labels, (left, right), (-1.0, 1.0), strict=True):
        _set_name(picture, label, (centre[0] + sign * 20.0, -RADIUS - 14.0), frame)
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


def _set_name(picture: Picture, label: str, at: Place, frame: Box) -> None:
    """Write a set's name above its circle, within its own half of the frame."""
    half = width_of(label) / 2
    low, high = (frame.left + 6.0, -6.0) if at[0] < 0 else (6.0, frame.right - 6.0)
    picture.text((min(max(at[0], low + half), max(high - half, low + half)), at[1]), label)
