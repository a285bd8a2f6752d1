"""The picture above a class map: one column an objective, as high as the class is large, in a layer for each state.

Layers differ by pattern and carry their number, so that nothing rests on colour.
"""

from dataclasses import dataclass

from tutor.class_map import STATES, ClassMap

HEIGHT = 120
"""Units of the drawing from the foot to the top of a column."""
WIDTH, GAP, LEFT, FOOT = 26, 8, 4, 18
READABLE = 13
"""A layer that is lower has no room for its number."""


@dataclass(frozen=True)
class Layer:
    """Pupils in one state, as a rectangle; `label` is their number where there is room for it."""

    state: str
    x: float
    y: float
    height: float
    label: str


@dataclass(frozen=True)
class Picture:
    """The whole drawing, in units that are pixels where it has room."""

    width: int
    height: int
    layers: tuple[Layer, ...]
    numbers: tuple[tuple[float, str], ...]
    """The middle of each column, and the number that its objective has in the table."""
    column: int = WIDTH
    foot: int = HEIGHT


def drawn(found: ClassMap) -> Picture:
    """Return the spread of a class over its states, objective by objective, the best known at the foot."""
    pupils = max(len(found.rows), 1)
    layers, numbers = [], []
    for place, one in enumerate(found.columns):
        x, top = LEFT + place * (WIDTH + GAP), float(HEIGHT)
        for state in STATES:
            height = one.counts[state] * HEIGHT / pupils
            top -= height
            if height:
                label = str(one.counts[state]) if height >= READABLE else ""
                layers.append(Layer(state, x, round(top, 2), round(height, 2), label))
        numbers.append((x + WIDTH / 2, str(place + 1)))
    width = 2 * LEFT + len(found.columns) * (WIDTH + GAP)
    return Picture(width, HEIGHT + FOOT, tuple(layers), tuple(numbers))
