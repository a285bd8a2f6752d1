"""Atoms with their electrons, and the energy of reactions."""

import math
from collections.abc import Iterator

from content_store.diagrams.chemistry import Atom, Profile
from web.diagrams.picture import BOLD, DASHED, SOLID, THIN, Picture
from web.diagrams.places import LETTER, Place, Spot, lines_of, round_at, width_of

FIRST, NEXT = 48.0, 27.0
"""The radius of the first shell, and how much further out each next one is."""
ELECTRON, PAIR = 4.5, 7.5
PAIRED = 8
TOP, BOTTOM = 40.0, 246.0
"""How high the axis of energy begins and ends."""
LEFT, RIGHT = 66.0, 176.0
"""Where the level of the reactants ends and that of the products begins."""
END = 262.0


def draw_atom(atom: "Atom[float]") -> Picture:
    """Return the picture of an atom: its shells from the innermost, and what is in its nucleus."""
    picture, centre = Picture(), (0.0, 0.0)
    radius = max(20.0, width_of(atom.symbol) / 2 + 6.0)
    shift = max(radius - 24.0, 0.0)
    for shell, count in enumerate(atom.electrons):
        far = FIRST + shift + NEXT * shell
        picture.circle(centre, far, THIN)
        for place in _electrons(int(count), far):
            picture.circle(place, ELECTRON, SOLID)
    picture.circle(centre, radius, "d-line d-open")
    picture.text(centre, atom.symbol)
    if atom.nucleus:
        _nucleus(picture, atom.nucleus, (radius, FIRST + shift + NEXT * (len(atom.electrons) - 1)))
    return picture


def _electrons(count: int, radius: float) -> Iterator[Place]:
    """Yield the places of a shell's electrons: in pairs up to eight, else evenly round."""
    if count > PAIRED:
        yield from (round_at((0.0, 0.0), radius, 2 * math.pi * number / count) for number in range(count))
        return
    for side in range(4):
        angle = math.pi / 2 - side * math.pi / 2
        if count >= side + 5 or (count == 2 and side == 0):
            apart = PAIR / radius
            yield round_at((0.0, 0.0), radius, angle + apart)
            yield round_at((0.0, 0.0), radius, angle - apart)
        elif count > side and not (count == 2 and side == 1):
            yield round_at((0.0, 0.0), radius, angle)


def _nucleus(picture: Picture, text: str, radii: tuple[float, float]) -> None:
    """Write what the nucleus holds below the atom, with a line to it between the electrons."""
    inner, outer = radii
    angle = -math.pi * 0.3
    start, out = round_at((0.0, 0.0), inner, angle), round_at((0.0, 0.0), outer + 14.0, angle)
    bottom = outer + 26.0
    picture.path([start, out, (out[0], bottom - 11.0)], THIN)
    lines = lines_of(text, 280.0)
    wide = max(map(width_of, lines))
    picture.block((min(max(out[0], 0.0), max(out[0] - wide / 2 + 20.0, 0.0)), bottom), lines)


def draw_profile(profile: Profile) -> Picture:
    """Return the picture of a reaction's energy from its beginning to its end."""
    picture = Picture()
    before, after = (112.0, 182.0) if profile.change == "down" else (184.0, 112.0)
    peak = TOP + 8.0
    picture.arrow((0.0, BOTTOM), (0.0, TOP - 24.0))
    picture.arrow((0.0, BOTTOM), (END + 4.0, BOTTOM))
    picture.text((-4.0, TOP - 38.0), "Energy", "start")
    picture.text((END / 2, BOTTOM + 16.0), "Progress of reaction")
    picture.line((6.0, before), (LEFT, before), BOLD)
    picture.line((RIGHT, after), (END, after), BOLD)
    middle = (LEFT + RIGHT) / 2
    hump = (
        f"M{LEFT:g} {before:g}C{LEFT + 26:g} {before:g} {middle - 30:g} {peak:g} {middle:g} {peak:g}"
        f"S{RIGHT - 26:g} {after:g} {RIGHT:g} {after:g}"
    )
    picture.outline(hump, [(LEFT, before), (middle - 22.0, (before + peak) / 2), (middle, peak), (RIGHT, after)], BOLD)
    if profile.rise is not None:
        _rise(picture, (middle, peak), before, profile.rise)
    if profile.difference is not None:
        _difference(picture, before, after, profile.difference)
    _state_name(picture, profile.reactants, (6.0, before), LEFT + 14.0, below=True)
    _state_name(picture, profile.products, (RIGHT, after), END - RIGHT, below=after > before)
    return picture


def _rise(picture: Picture, top: Place, before: float, text: str) -> None:
    """Draw the arrow from the reactants up to the peak, beside the line of their level."""
    picture.line((LEFT, before), (top[0] + 6.0, before), DASHED)
    picture.arrow((top[0], before), (top[0], top[1] + 2.0), both=False)
    picture.text((top[0], top[1] - 14.0), text or "?")


def _difference(picture: Picture, before: float, after: float, text: str) -> None:
    """Draw the arrow between the levels, over the products."""
    x = RIGHT + 24.0
    picture.line((LEFT, before), (END, before), DASHED)
    picture.arrow((x, before), (x, after))
    wide = width_of(text or "?") / 2
    middle = (before + after) / 2
    spots = [(x + wide + 6.0, middle), (x - wide - 6.0, middle), (x, min(before, after) - 12.0)]
    picture.label(text or "?", [Spot(float(against), spot) for against, spot in enumerate(spots)])


def _state_name(picture: Picture, text: str, start: Place, room: float, below: bool) -> None:
    """Write what stands at a level, below or above its line."""
    lines = lines_of(text, room)
    high = (len(lines) - 1) * LETTER * 1.2
    picture.block((start[0], start[1] + (15.0 if below else -14.0 - high)), lines, "start")
