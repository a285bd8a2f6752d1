"""Figures of geometry, fitted to the page: lines first, then marks, then words where there is room for them."""

import math
from collections.abc import Iterator
from itertools import pairwise

from content_store.diagrams.geometry import Angle, Figure, Side
from web.diagrams.picture import DASHED, FITS, LINE, SOLID, THIN, TINT, Picture
from web.diagrams.places import LETTER, Place, Spot, along, beside, moved, round_at, text_box, width_of

LARGEST, SMALLEST, TRIES = 270.0, 140.0, 3
"""How wide a figure may be drawn, narrower where its labels need the room, and how often that is tried."""
TALLEST = 215.0
CORNER, RIGHT = 22.0, 12.0
"""How far from its vertex an angle is marked."""
SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
"""Where along a line a mark or a word may stand, the best first."""
LED = 26.0
"""What an angle's label has against it that stands outside, with a line of its own."""
NOT_ACCURATE = "Not drawn accurately"


class _Fitted:
    """A figure with its points where they are drawn."""

    def __init__(self, figure: "Figure[float]", size: float) -> None:
        self.figure = figure
        left, low, right, high = figure.extent()
        self.scale = min(size / max(right - left, 1e-9), min(size, TALLEST) / max(high - low, 1e-9))
        self.at = {
            letter: ((x - left) * self.scale, (high - y) * self.scale) for letter, (x, y) in figure.points.items()
        }
        self.picture = Picture()

    def ends(self, line: str) -> tuple[Place, Place]:
        """Return the ends of a line."""
        return self.at[line[0]], self.at[line[1]]

    @property
    def middle(self) -> Place:
        """The middle of all points."""
        count = len(self.at)
        return sum(x for x, _ in self.at.values()) / count, sum(y for _, y in self.at.values()) / count


def draw_figure(figure: "Figure[float]") -> Picture:
    """Return the picture of a figure."""
    size = LARGEST
    for _ in range(TRIES):
        fitted = _Fitted(figure, size)
        _draw(fitted)
        over = fitted.picture.width - FITS
        if over <= 0:
            break
        size = max(size - over - 2.0, SMALLEST)
    return fitted.picture


def _draw(fitted: _Fitted) -> None:
    """Draw the lines, then the marks, then the words: each sees what it must not cover."""
    figure = fitted.figure
    _shapes(fitted)
    _dots(fitted)
    for side in figure.sides:
        _marks(fitted, side)
    radii = _radii(fitted)
    for angle in figure.angles:
        _corner(fitted, angle, radii[angle.at])
    _words(fitted, radii)


def _words(fitted: _Fitted, radii: dict[str, float]) -> None:
    figure, picture = fitted.figure, fitted.picture
    for angle in figure.angles:
        if angle.text:
            _angle_text(fitted, angle, radii[angle.at])
    for side in figure.sides:
        if side.text:
            _side_text(fitted, side)
    for letter in fitted.at if figure.names else ():
        _name(fitted, letter)
    if not figure.accurate:
        box = picture.box
        picture.text((box.middle[0], box.bottom + LETTER * 0.8), NOT_ACCURATE)


def _shapes(fitted: _Fitted) -> None:
    """Draw what has an outline."""
    figure, picture = fitted.figure, fitted.picture
    for polygon in figure.polygons:
        picture.path([fitted.at[letter] for letter in polygon], LINE, closed=True)
    for sector in figure.sectors:
        centre, (begins, by), radius = _turn(fitted, sector.centre, sector.from_, sector.to)
        picture.arc(centre, radius, (begins, by), TINT, closed=True)
    for line in figure.lines:
        picture.line(*fitted.ends(line))
    for line in figure.dashed:
        picture.line(*fitted.ends(line), DASHED)
    for circle in figure.circles:
        picture.circle(fitted.at[circle.centre], circle.radius * fitted.scale)
    for arc in figure.arcs:
        centre, turn, radius = _turn(fitted, arc.centre, arc.from_, arc.to)
        picture.arc(centre, radius, turn)


def _turn(fitted: _Fitted, centre: str, start: str, end: str) -> tuple[Place, tuple[float, float], float]:
    """Return the centre of an arc, where it begins and how far it goes round, and its radius."""
    at, first, last = (fitted.at[letter] for letter in (centre, start, end))
    begins = _direction(at, first)
    by = (_direction(at, last) - begins) % (2 * math.pi) or 2 * math.pi
    return at, (begins, by), math.dist(at, first)


def _direction(a: Place, b: Place) -> float:
    """Return the direction from one place to another, anticlockwise from the right."""
    return math.atan2(a[1] - b[1], b[0] - a[0])


def _dots(fitted: _Fitted) -> None:
    """Draw the centres of circles, and points that are on no line."""
    figure = fitted.figure
    joined = {letter for one in (*figure.polygons, *figure.lines, *figure.dashed) for letter in one}
    joined |= {letter for arc in (*figure.arcs, *figure.sectors) for letter in (arc.from_, arc.to)}
    centres = {circle.centre for circle in figure.circles}
    for letter, place in fitted.at.items():
        if letter in centres or (letter not in joined and figure.names):
            fitted.picture.circle(place, 3.0, SOLID)


def _marks(fitted: _Fitted, side: Side) -> None:
    """Draw the ticks of equal sides and the arrows of parallel ones, away from where lines meet."""
    a, b = fitted.ends(side.of)
    places = [place for letter, place in fitted.at.items() if letter not in side.of]
    free = [
        share
        for far in (32.0, 16.0)
        for share in SHARES
        if all(math.dist(along(a, b, share), place) > far for place in places)
    ]
    share = (free or [0.5])[0]
    if side.ticks:
        for step in _steps(side.ticks, 5.0):
            at = moved(along(a, b, share), _ahead(a, b, step))
            across = beside(a, b, 7.0)
            fitted.picture.line(moved(at, across), moved(at, (-across[0], -across[1])))
        share = (free or SHARES)[-1]
    for step in _steps(side.arrows, 8.0):
        point = moved(along(a, b, share), _ahead(a, b, step))
        back = moved(point, _ahead(a, b, -8.0))
        across = beside(a, b, 6.0)
        fitted.picture.path([moved(back, across), point, moved(back, (-across[0], -across[1]))])


def _steps(count: int, apart: float) -> Iterator[float]:
    yield from ((number - (count - 1) / 2) * apart for number in range(count))


def _ahead(a: Place, b: Place, by: float) -> Place:
    length = math.dist(a, b) or 1.0
    return (b[0] - a[0]) * by / length, (b[1] - a[1]) * by / length


def _wedge(fitted: _Fitted, corner: str) -> tuple[Place, float, float]:
    """Return an angle's vertex, the direction in which it begins and how far it opens, less than half a turn."""
    first, at, last = (fitted.at[letter] for letter in corner)
    begins, ends = _direction(at, first), _direction(at, last)
    opens = (ends - begins) % (2 * math.pi)
    return (at, begins, opens) if opens <= math.pi else (at, ends, 2 * math.pi - opens)


def _radii(fitted: _Fitted) -> dict[str, float]:
    """Return how far from its vertex each angle is marked: one that holds another of the same vertex, further out."""
    found: dict[str, float] = {}
    drawn: dict[str, list[tuple[float, float, float]]] = {}
    for angle in sorted(fitted.figure.angles, key=lambda one: _wedge(fitted, one.at)[2]):
        _, begins, opens = _wedge(fitted, angle.at)
        arms = min(math.dist(fitted.at[angle.at[1]], fitted.at[letter]) for letter in (angle.at[0], angle.at[2]))
        radius = min(CORNER + (8.0 if opens < 0.6 else 0.0), arms * 0.4)
        for other, wide, far in drawn.setdefault(angle.at[1], []):
            inside = (other + wide / 2 - begins) % (2 * math.pi) < opens
            radius = max(radius, far + 8.0) if inside else radius
        drawn[angle.at[1]].append((begins, opens, radius))
        found[angle.at] = radius
    return found


def _corner(fitted: _Fitted, angle: Angle, radius: float) -> None:
    """Draw the arc of an angle, or the square of a right one."""
    at, begins, opens = _wedge(fitted, angle.at)
    if angle.right:
        size = min(RIGHT, radius)
        corner = [round_at(at, size, begins), (0.0, 0.0), round_at(at, size, begins + opens)]
        corner[1] = (corner[0][0] + corner[2][0] - at[0], corner[0][1] + corner[2][1] - at[1])
        fitted.picture.path(corner, THIN)
    else:
        fitted.picture.arc(at, radius, (begins, opens), THIN)


def _angle_text(fitted: _Fitted, angle: Angle, radius: float) -> None:
    """Write an angle's label between its arms, or outside with a line to it where these leave no room."""
    at, begins, opens = _wedge(fitted, angle.at)
    picture, spots = fitted.picture, []
    for away in range(-6, 66, 3):
        for lean in (0.0, -0.15, 0.15, -0.3, 0.3, -0.42, 0.42):
            towards = begins + opens * (0.5 + lean)
            # A wide text needs more room sideways than upwards.
            reach = radius + 12.0 + away + (width_of(angle.text) / 2 - LETTER * 0.5) * abs(math.cos(towards))
            against = abs(away) * 0.5 + abs(lean) * 8.0
            spots.append(Spot(against, round_at(at, max(reach, 4.0), towards), round_at(at, radius, towards)))
    inside = len(spots)
    for turn in range(24):
        spots += [Spot(LED + away / 4, round_at(at, away, turn * math.pi / 12)) for away in (40.0, 50.0, 60.0)]
    chosen = picture.label(angle.text, spots)
    if chosen >= inside:
        start, end = round_at(at, radius * 0.8, begins + opens / 2), spots[chosen].at
        picture.line(start, text_box(end, angle.text).nearest(start), THIN)


def _side_text(fitted: _Fitted, side: Side) -> None:
    """Write the label of a line beside it, outside the figure if that is as good.

    Where it would lie over another line, and could not be read, it stands further off with a line to it.
    """
    a, b = fitted.ends(side.of)
    out = beside(a, b, 1.0)
    half = along(a, b, 0.5)
    inwards = math.dist(moved(half, out), fitted.middle) < math.dist(moved(half, (-out[0], -out[1])), fitted.middle)
    signs = (-1.0, 1.0) if inwards else (1.0, -1.0)
    box = text_box((0.0, 0.0), side.text)
    off = 5.0 + abs(out[0]) * box.right + abs(out[1]) * box.bottom
    spots = []
    for more, by in ((0.0, off), (2.0, off + 5.0), (8.0, off + 10.0)):
        for place, sign in enumerate(signs):
            for against, share in enumerate(SHARES):
                on = along(a, b, share)
                near, far = ((out[0] * sign * step, out[1] * sign * step) for step in (3.0, by))
                spots.append(Spot(against + more + 6.0 * place, moved(on, far), moved(on, near)))
    beside_it = len(spots)
    for away in range(36, 126, 10):
        ring = (round_at(half, away, turn * math.pi / 12) for turn in range(24))
        spots += [Spot(LED + away / 4 + 3.0 * fitted.picture.blocked((half, at)), at) for at in ring]
    chosen = fitted.picture.label(side.text, spots)
    if chosen >= beside_it:
        fitted.picture.line(half, text_box(spots[chosen].at, side.text).nearest(half), THIN)


def _name(fitted: _Fitted, letter: str) -> None:
    """Write a point's letter beside it, away from the figure's middle if that is as good."""
    at = fitted.at[letter]
    outwards = _direction(fitted.middle, at) if math.dist(fitted.middle, at) > 1 else math.pi / 2
    turns = [0.0]
    for turn, _ in pairwise(range(1, 10)):
        turns += [turn * math.pi / 8, -turn * math.pi / 8]
    spots = [
        Spot(by * 0.5 + abs(turn), round_at(at, by, outwards + turn)) for by in (13.0, 17.0, 22.0) for turn in turns
    ]
    fitted.picture.label(letter, spots)
