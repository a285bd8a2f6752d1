"""Waves and forces."""

import math
from collections import Counter

from content_store.diagrams.physics import Forces, Wave
from web.diagrams.picture import BOLD, DASHED, FITS, LINE, SOLID, THIN, TINT, Picture
from web.diagrams.places import LETTER, Box, Place, Spot, lines_of, text_box

WIDE, HEIGHT = 270.0, 52.0
"""How wide a wave is drawn, and how high above its middle."""
PIECES = 32
SHORTEST, LONGEST = 18.0, (92.0, 76.0, 62.0, 50.0, 40.0)
"""How long the arrow of the smallest and of the largest force may be; shorter where their names need the room."""
STEPS: dict[str, Place] = {"up": (0.0, -1.0), "down": (0.0, 1.0), "left": (-1.0, 0.0), "right": (1.0, 0.0)}
HALVES: dict[str, Place] = {
    "box": (30.0, 24.0),
    "car": (48.0, 24.0),
    "ball": (26.0, 26.0),
    "person": (16.0, 42.0),
    "rocket": (17.0, 46.0),
}
"""Half as wide and as high as each body is."""


def draw_wave(wave: "Wave[float]") -> Picture:
    """Return the picture of a wave with what is measured of it."""
    picture = Picture()
    one = WIDE / max(wave.waves, 0.25)
    count = max(int(PIECES * wave.waves), 8)
    places = [
        (WIDE * piece / count, -HEIGHT * math.sin(2 * math.pi * WIDE * piece / count / one))
        for piece in range(count + 1)
    ]
    picture.line((-8.0, 0.0), (WIDE + 8.0, 0.0), DASHED)
    picture.path(places, BOLD)
    crest = one / 4
    if wave.wavelength is not None:
        # From crest to crest, or from beginning to end where there is one crest alone.
        first, height = (crest, -HEIGHT) if crest + one <= WIDE else (0.0, 0.0)
        _measured(picture, (first, -HEIGHT - 16.0), (first + one, -HEIGHT - 16.0), wave.wavelength)
        for x in (first, first + one):
            picture.line((x, height - 3.0), (x, -HEIGHT - 24.0), THIN)
    if wave.amplitude is not None:
        _amplitude(picture, crest, wave.amplitude)
    if wave.length is not None:
        _measured(picture, (0.0, HEIGHT + 20.0), (WIDE, HEIGHT + 20.0), wave.length)
    return picture


def _measured(picture: Picture, a: Place, b: Place, text: str) -> None:
    """Draw an arrow from end to end with what it measures above it, or below it under the wave."""
    picture.arrow(a, b, both=True)
    picture.text(((a[0] + b[0]) / 2, a[1] + (-13.0 if a[1] < 0 else 15.0)), text or "?")


def _amplitude(picture: Picture, crest: float, text: str) -> None:
    picture.arrow((crest, 0.0), (crest, -HEIGHT), both=True)
    box = text_box((0.0, 0.0), text or "?")
    spots = [
        Spot(gap, (crest + side * (box.right + gap), y))
        for y in (-HEIGHT * 0.4, HEIGHT * 0.3, HEIGHT * 0.6, -HEIGHT * 0.7)
        for side, gap in ((1.0, 5.0), (-1.0, 5.0), (1.0, 16.0))
    ]
    picture.label(text or "?", spots)


def draw_forces(diagram: "Forces[float]") -> Picture:
    """Return the picture of a body and the forces on it."""
    for longest in LONGEST:
        picture = _with_arrows(diagram, longest)
        if picture.width <= FITS:
            break
    return picture


def _with_arrows(diagram: "Forces[float]", longest: float) -> Picture:
    picture = Picture()
    BODIES[diagram.body](picture)
    sizes = [force.size for force in diagram.forces if force.size is not None]
    known = len(sizes) == len(diagram.forces) and max(sizes, default=0.0) > 0
    counts, drawn = Counter(force.to for force in diagram.forces), Counter[str]()
    for force in diagram.forces:
        share = (force.size or 0.0) / max(sizes) if known else 0.75
        length = max(longest * share, SHORTEST + 10.0 * share)
        beside = (drawn[force.to] - (counts[force.to] - 1) / 2) * 30.0
        drawn[force.to] += 1
        _draw_force(picture, force.to, (HALVES[diagram.body], beside, length), force.text)
    return picture


def _draw_force(picture: Picture, to: str, given: tuple[Place, float, float], text: str) -> None:
    """Draw one arrow from the edge of the body, with its name at its tip."""
    halves, beside, length = given
    across, down = STEPS[to]
    edge = halves[0] if across else halves[1]
    start = (across * edge + (beside if down else 0.0), down * edge + (beside if across else 0.0))
    end = (start[0] + across * length, start[1] + down * length)
    picture.arrow(start, end, BOLD)
    lines = lines_of(text, 96.0)
    if down:
        sign = beside / abs(beside) if beside else 0.0
        x = end[0] + sign * max(text_box((0.0, 0.0), line).right for line in lines) if sign else end[0]
        first = end[1] + 13.0 if down > 0 else end[1] - 13.0 - (len(lines) - 1) * LETTER * 1.2
        picture.block((x, first), lines)
    else:
        first = end[1] - (len(lines) - 1) * LETTER * 0.6
        picture.block((end[0] + across * 6.0, first), lines, "start" if across > 0 else "end")


def _box(picture: Picture) -> None:
    picture.rectangle(Box(-30.0, -24.0, 30.0, 24.0), TINT)


def _ball(picture: Picture) -> None:
    picture.circle((0.0, 0.0), 26.0, TINT)


def _car(picture: Picture) -> None:
    body = [
        (-46.0, 14.0),
        (-46.0, -2.0),
        (-28.0, -4.0),
        (-16.0, -22.0),
        (16.0, -22.0),
        (30.0, -4.0),
        (46.0, 0.0),
        (46.0, 14.0),
    ]
    picture.path(body, TINT, closed=True)
    picture.line((-24.0, -4.0), (28.0, -4.0), THIN)
    for x in (-25.0, 25.0):
        picture.circle((x, 14.0), 10.0, "d-line d-open")
        picture.circle((x, 14.0), 3.0, SOLID)


def _person(picture: Picture) -> None:
    picture.circle((0.0, -31.0), 10.0, TINT)
    picture.line((0.0, -21.0), (0.0, 12.0), BOLD)
    picture.path([(-15.0, -4.0), (0.0, -14.0), (15.0, -4.0)], LINE)
    picture.path([(-12.0, 42.0), (0.0, 12.0), (12.0, 42.0)], LINE)


def _rocket(picture: Picture) -> None:
    picture.outline(
        "M-12 34V-16Q-10 -36 0 -46Q10 -36 12 -16V34Z",
        [(-12.0, 34.0), (-12.0, -16.0), (0.0, -46.0), (12.0, -16.0), (12.0, 34.0)],
        TINT,
    )
    for side in (-1.0, 1.0):
        picture.path([(side * 12.0, 18.0), (side * 22.0, 40.0), (side * 12.0, 34.0)], TINT, closed=True)
    picture.circle((0.0, -14.0), 5.0)


BODIES = {"box": _box, "car": _car, "ball": _ball, "person": _person, "rocket": _rocket}
"""How each body is drawn about the middle."""
