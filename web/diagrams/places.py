"""Where things are in a picture: places, boxes around texts, and what overlaps what. Y runs downwards.

Knows nothing of markup.
"""

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

Place = tuple[float, float]
Segment = tuple[Place, Place]
LETTER = 16.0
"""The size of letters; 320 units across are shown on at least 282 pixels, so that none gets smaller than 14."""
NARROW, WIDE = "iIjlt.,:;'|!()[]/ \u00a0rf", "mwMWGOQ%@→"

UNBROKEN = re.compile(r"(?<=\d) (?=\S{1,5}(?:\s|$))")
"""The space between a number and its unit, where no line ends."""
MINUS = re.compile(r"(?<!\w)-(?=\s?[\d.(A-Za-z])")


class Box(NamedTuple):
    """A rectangle: where a text stands, or how far a picture reaches."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Place:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def wider(self, by: float) -> "Box":
        """Return it with room on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlap(self, other: "Box") -> float:
        """Return the area that it shares with another."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(across, 0.0) * max(down, 0.0)

    def nearest(self, at: Place) -> Place:
        """Return the place within it that is nearest to another place."""
        return min(max(at[0], self.left), self.right), min(max(at[1], self.top), self.bottom)

    def crossed(self, segment: Segment) -> float:
        """Return how much of a line lies within it."""
        (x, y), (u, v) = segment
        # Most lines are nowhere near: this is asked many thousand times for one figure.
        if (x if x > u else u) < self.left or (x if x < u else u) > self.right:
            return 0.0
        if (y if y > v else v) < self.top or (y if y < v else v) > self.bottom:
            return 0.0
        return self._share(segment) * math.dist(*segment)

    def _share(self, segment: Segment) -> float:
        (x, y), (u, v) = segment
        first, last = 0.0, 1.0
        for start, step, low, high in ((x, u - x, self.left, self.right), (y, v - y, self.top, self.bottom)):
            if abs(step) < 1e-9:
                if not low <= start <= high:
                    return 0.0
                continue
            near, far = sorted(((low - start) / step, (high - start) / step))
            first, last = max(first, near), min(last, far)
        return max(last - first, 0.0)


class Spot(NamedTuple):
    """A place where a label might stand, what there is against it, and from where it would be looked for."""

    against: float
    at: Place
    start: Place | None = None


def around(places: Iterable[Place]) -> Box:
    """Return the smallest box around some places."""
    across, down = zip(*places, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def with_minus(text: str) -> str:
    """Return a text in which a hyphen that stands for minus is one: formats of numbers write hyphens."""
    return MINUS.sub("−", text)


def width_of(text: str) -> float:
    """Return about how wide a text is, on the large side: nobody knows the reader's font."""
    return sum(_width(letter) for letter in text) * LETTER


def _width(letter: str) -> float:
    if letter in NARROW:
        return 0.42
    if letter in WIDE:
        return 0.92
    return 0.72 if letter.isupper() else 0.63


def text_box(at: Place, text: str, anchor: str = "middle") -> Box:
    """Return the box of a line of text whose middle, start or end is at a place."""
    wide = width_of(text)
    left = at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return Box(left, at[1] - LETTER * 0.6, left + wide, at[1] + LETTER * 0.6)


def lines_of(text: str, width: float) -> list[str]:
    """Return a text in lines that are not wider than some width where its words allow it; none for no text."""
    if not text.strip():
        return []
    lines: list[str] = []
    for word in UNBROKEN.sub("\u00a0", " ".join(text.split())).split(" "):
        if lines and width_of(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def cross(one: Segment, other: Segment) -> bool:
    """Return whether two lines cross between their ends."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Place, b: Place, c: Place) -> float:
    """Return on which side of a line a place lies, by the sign."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def along(a: Place, b: Place, share: float) -> Place:
    """Return the place some share of the way from one place to another."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def beside(a: Place, b: Place, by: float) -> Place:
    """Return the step to the left of the way from one place to another, as somebody going it sees it."""
    length = math.dist(a, b) or 1.0
    return (b[1] - a[1]) * by / length, -(b[0] - a[0]) * by / length


def moved(at: Place, by: Place) -> Place:
    """Return a place after a step."""
    return at[0] + by[0], at[1] + by[1]


def round_at(centre: Place, radius: float, angle: float) -> Place:
    """Return a place on a circle; the angle is in radians, anticlockwise from the right."""
    return centre[0] + radius * math.cos(angle), centre[1] - radius * math.sin(angle)
