"""A picture being drawn: its lines and texts, how far they reach, and where there is still room for a label.

Lines and texts take the page's colour; what tells them apart is a class, never a colour. The picture is as large as
what was drawn on it, so nothing is cut off.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from web.diagrams.places import (
    LETTER,
    Box,
    Place,
    Segment,
    Spot,
    around,
    beside,
    cross,
    moved,
    round_at,
    text_box,
    with_minus,
)

LINE, THIN, GRID, DASHED, BOLD = "d-line", "d-line d-thin", "d-grid", "d-line d-dashed", "d-line d-bold"
TICK = "d-line d-thin d-tick"
SOLID, TINT, OPEN = "d-solid", "d-line d-tint", "d-line d-open"
WORDS = "d-words"
ROOM = 6.0
"""What is left free on every side."""
FITS = 320.0
"""As wide as a picture may be to be shown whole on a telephone."""
SHOWN = 1.25
"""How much larger a picture that fits is shown where there is space."""
BEHIND = 70.0
"""What a label has against it that stands behind a line."""
HEAD = 9.0
"""The length of an arrow's head."""


class Picture:
    """Shapes and texts in the order in which they are drawn."""

    def __init__(self) -> None:
        self._root = Element("svg", {"role": "img", "focusable": "false"})
        self._title = SubElement(self._root, "title")
        self._reached: list[Place] = []
        self.segments: list[Segment] = []
        self.boxes: list[Box] = []

    @property
    def box(self) -> Box:
        """How far the picture reaches, with room on every side."""
        return around(self._reached).wider(ROOM)

    @property
    def width(self) -> float:
        """How wide the picture is."""
        return self.box.right - self.box.left

    def reach(self, *places: Place) -> None:
        """Let the picture reach as far as some places."""
        self._reached += places

    def line(self, a: Place, b: Place, kind: str = LINE) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = a, b
        self._shape("line", kind, x1=x1, y1=y1, x2=x2, y2=y2)
        self._touch([a, b], kind)

    def path(self, places: Sequence[Place], kind: str = LINE, closed: bool = False) -> None:
        """Draw lines from place to place, and back to the first if it is closed."""
        points = " ".join(f"{short(x)},{short(y)}" for x, y in places)
        SubElement(self._root, "polygon" if closed else "polyline", {"class": kind, "points": points})
        self._touch([*places, places[0]] if closed else places, kind)

    def circle(self, centre: Place, radius: float, kind: str = LINE) -> None:
        """Draw a circle."""
        self._shape("circle", kind, cx=centre[0], cy=centre[1], r=radius)
        self._touch([round_at(centre, radius, turn * math.pi / 12) for turn in range(25)], kind)

    def arc(
        self, centre: Place, radius: float, turn: tuple[float, float], kind: str = LINE, closed: bool = False
    ) -> None:
        """Draw a part of a circle: where it begins and how far it goes round anticlockwise, in radians.

        A closed one is a sector, with the lines to its centre.
        """
        begins, by = turn
        places = [round_at(centre, radius, begins + by * piece / 12) for piece in range(13)]
        large = int(by > math.pi)
        (x, y), (u, v) = places[0], places[-1]
        size = short(radius)
        commands = f"M{short(x)} {short(y)}A{size} {size} 0 {large} 0 {short(u)} {short(v)}"
        if closed:
            commands, places = f"{commands}L{short(centre[0])} {short(centre[1])}Z", [*places, centre, places[0]]
        self.outline(commands, places, kind)

    def outline(self, commands: str, places: Sequence[Place], kind: str = LINE) -> None:
        """Draw a path of SVG's own commands, which our code writes, along some places."""
        SubElement(self._root, "path", {"class": kind, "d": commands})
        self._touch(places, kind)

    def rectangle(self, box: Box, kind: str = LINE, rounded: float = 0.0) -> None:
        """Draw a rectangle, with round corners if asked."""
        given = {"rx": rounded} if rounded else {}
        wide, high = box.right - box.left, box.bottom - box.top
        self._shape("rect", kind, x=box.left, y=box.top, width=wide, height=high, **given)
        corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
        self._touch([*corners, corners[0]], kind)

    def ellipse(self, centre: Place, radii: tuple[float, float], kind: str = LINE) -> None:
        """Draw an ellipse that stands straight."""
        self._shape("ellipse", kind, cx=centre[0], cy=centre[1], rx=radii[0], ry=radii[1])
        turns = [turn * math.pi / 12 for turn in range(25)]
        self._touch(
            [(centre[0] + radii[0] * math.cos(one), centre[1] + radii[1] * math.sin(one)) for one in turns], kind
        )

    def arrow(self, a: Place, b: Place, kind: str = LINE, both: bool = False) -> None:
        """Draw a line with a head at its end, or at both."""
        self.line(a, b, kind)
        for end, start in ((b, a), (a, b))[: 2 if both else 1]:
            self.head(start, end)

    def head(self, start: Place, end: Place) -> None:
        """Draw the head of an arrow that comes from a place."""
        size = min(HEAD, math.dist(start, end))
        back = moved(end, _along(end, start, size))
        side = beside(start, end, size * 0.45)
        self.path([end, moved(back, side), moved(back, (-side[0], -side[1]))], SOLID, closed=True)

    def text(self, at: Place, text: str, anchor: str = "middle") -> Box:
        """Write one line of text with its middle, its start or its end at a place, and return its box."""
        box = text_box(at, text, anchor)
        if text:
            written = self._shape("text", WORDS, x=at[0], y=at[1] + LETTER * 0.35)
            written.set("text-anchor", anchor)
            written.text = with_minus(text)
            self.reach((box.left, box.top), (box.right, box.bottom))
            self.boxes.append(box)
        return box

    def block(self, at: Place, lines: Sequence[str], anchor: str = "middle") -> None:
        """Write lines of text below each other, the first one's middle at a place."""
        for number, line in enumerate(lines):
            self.text((at[0], at[1] + number * LETTER * 1.2), line, anchor)

    def upright(self, at: Place, text: str) -> None:
        """Write a text that runs upwards and ends at a place."""
        written = self._shape("text", WORDS, x=at[0] + LETTER * 0.35, y=at[1])
        written.set("text-anchor", "end")
        written.set("transform", f"rotate(-90 {short(at[0] + LETTER * 0.35)} {short(at[1])})")
        written.text = with_minus(text)
        box = text_box((0.0, 0.0), text, "start")
        self.reach((at[0] - LETTER / 2, at[1]), (at[0] + LETTER / 2, at[1] + box.right))

    def label(self, text: str, spots: Iterable[Spot]) -> int:
        """Write a text at the best spot: where it covers least, counting what each spot has against it anyway.

        Return which of the spots it is.
        """
        best, chosen = math.inf, (0, Spot(0.0, (0.0, 0.0)))
        for number, spot in sorted(enumerate(spots), key=lambda one: one[1].against):
            if spot.against >= best:
                break
            cost = round(spot.against + self.cost(text_box(spot.at, text), best - spot.against), 1)
            if cost < best and (cost := cost + BEHIND * self._is_hidden(spot)) < best:
                best, chosen = cost, (number, spot)
        self.text(chosen[1].at, text)
        return chosen[0]

    def _is_hidden(self, spot: Spot) -> bool:
        """Return whether a label would stand behind a line, and seem to belong to what is there."""
        return spot.start is not None and any(cross((spot.start, spot.at), line) for line in self.segments)

    def blocked(self, segment: Segment) -> float:
        """Return how much of the texts already written a line would cross."""
        return sum(box.crossed(segment) for box in self.boxes)

    def cost(self, box: Box, most: float = math.inf) -> float:
        """Return how much of what is already drawn a box would cover; beyond `most` it is not counted further."""
        close, roomy = box.wider(2.0), Box(box.left - 8.0, box.top - 2.0, box.right + 8.0, box.bottom + 2.0)
        # Two texts side by side would be read as one.
        found = sum(roomy.overlap(other) for other in self.boxes)
        for segment in self.segments:
            if found >= most:
                break
            found += 3.0 * close.crossed(segment)
        return found

    def markup(self, alt: str) -> str:
        """Return the picture as SVG, titled with its text alternative."""
        self._title.text = alt
        box = self.box
        wide, high = box.right - box.left, box.bottom - box.top
        size = SHOWN if wide <= FITS else 1.0
        self._root.set("viewBox", " ".join(short(one) for one in (box.left, box.top, wide, high)))
        self._root.set("width", short(round(wide * size)))
        self._root.set("height", short(round(high * size)))
        return tostring(self._root, encoding="unicode")

    def _shape(self, tag: str, kind: str, **numbers: float) -> Element:
        return SubElement(self._root, tag, {"class": kind} | {name: short(one) for name, one in numbers.items()})

    def _touch(self, places: Sequence[Place], kind: str) -> None:
        """Remember what was drawn: the grid and ticks may be written over, anything else should not be."""
        self.reach(*places)
        if kind not in (GRID, TICK):
            self.segments += pairwise(places)


def short(number: float) -> str:
    """Return a number with one decimal place at most: finer than anybody sees."""
    return f"{number:.1f}".removesuffix(".0") if abs(number) >= 0.05 else "0"


def _along(a: Place, b: Place, by: float) -> Place:
    length = math.dist(a, b) or 1.0
    return (b[0] - a[0]) * by / length, (b[1] - a[1]) * by / length
