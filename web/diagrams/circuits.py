"""Circuits, with the symbols of British schools: the supply and the parts in series above, the branches below."""

from collections.abc import Callable, Sequence

from content_store.diagrams.physics import Circuit, Part
from web.diagrams.picture import OPEN, SOLID, Picture
from web.diagrams.places import LETTER, Box, Place, lines_of, width_of

HALF = 22.0
"""Half as wide as a symbol with its wires."""
SLOT = 84.0
"""The least that a part takes along its wire."""
SIDE = 14.0
ROW = 74.0
LIFT, HIGHER = 27.0, {"ldr": 46.0, "led": 35.0}
"""How far above its part a label stands; higher where light comes or goes."""
METER = 46.0
"""How far from its part a voltmeter is drawn."""

Symbol = Callable[[Picture, Place], None]


def draw_circuit(circuit: Circuit) -> Picture:
    """Return the picture of a circuit.

    In series alone, the parts are on the lower wire, and on both where there are many. With branches, the parts in
    series are beside the supply, so that each branch below goes from one side to the other.
    """
    picture = Picture()
    above, rows = _rows(circuit)
    wide = max(_length(row) for row in ([*above, None], *rows))
    metered = {meter.across: meter.label for meter in circuit.voltmeters}
    places = {id(part): number for number, part in enumerate(circuit.series)}
    height = 0.0
    heights = [height]
    for number, row in enumerate(rows):
        over = rows[number - 1] if number else above
        height += ROW + (METER if _is_metered(over, places, metered) else 0.0)
        heights.append(height)
        _wire(picture, row, (wide, height))
        _meters(picture, row, (wide, height), places, metered)
    _wire(picture, [None, *above], (wide, 0.0), circuit)
    _meters(picture, [None, *above], (wide, 0.0), places, metered)
    for x in (0.0, wide):
        picture.line((x, 0.0), (x, height))
        for joint in heights[1:-1]:
            picture.circle((x, joint), 3.0, SOLID)
    return picture


def _rows(circuit: Circuit) -> tuple[list[Part], list[list[Part | None]]]:
    """Return the parts beside the supply, and the rows below."""
    parts = list(circuit.series)
    if circuit.parallel:
        return parts, [list(branch) for branch in circuit.parallel]
    if len(parts) <= 3:
        return [], [list(parts)]
    beside = (len(parts) - 1) // 2
    # The current goes round clockwise: along the upper wire, and back along the lower one.
    return parts[:beside], [list(reversed(parts[beside:]))]


def _slot(part: Part | None) -> float:
    lines = lines_of(part.label, SLOT) if part else []
    return max([SLOT, *(width_of(line) + 10.0 for line in lines)])


def _length(row: Sequence[Part | None]) -> float:
    return sum(_slot(part) for part in row) + 2 * SIDE


def _spots(row: Sequence[Part | None], wide: float) -> list[float]:
    """Return where along its wire each part of a row is, evenly spread."""
    spare = (wide - _length(row)) / (len(row) + 1)
    found, x = [], SIDE + spare
    for part in row:
        found.append(x + _slot(part) / 2)
        x += _slot(part) + spare
    return found


def _wire(picture: Picture, row: Sequence[Part | None], end: Place, circuit: Circuit | None = None) -> None:
    """Draw a wire from side to side with its parts; in the place of None stands the supply."""
    wide, y = end
    x = 0.0
    for part, spot in zip(row, _spots(row, wide), strict=True):
        picture.line((x, y), (spot - HALF, y))
        x = spot + HALF
        if part is not None:
            SYMBOLS[part.part](picture, (spot, y))
            lines = lines_of(part.label, _slot(part) - 6.0)
            lift = HIGHER.get(part.part, LIFT)
            picture.block((spot, y - lift - (len(lines) - 1) * LETTER * 1.2), lines)
        elif circuit is not None:
            SUPPLIES[circuit.supply.part](picture, (spot, y))
            picture.text((spot, y - 29.0), circuit.supply.label)
    picture.line((x, y), (wide, y))


def _is_metered(row: Sequence[Part | None], places: dict[int, int], metered: dict[int, str]) -> bool:
    return any(part is not None and places.get(id(part)) in metered for part in row)


def _meters(
    picture: Picture, row: Sequence[Part | None], end: Place, places: dict[int, int], metered: dict[int, str]
) -> None:
    """Draw the voltmeters below the parts of a row."""
    wide, y = end
    for part, spot in zip(row, _spots(row, wide), strict=True):
        number = places.get(id(part)) if part is not None else None
        if number is None or number not in metered:
            continue
        for side in (-1.0, 1.0):
            x = spot + side * (HALF + 8.0)
            picture.circle((x, y), 3.0, SOLID)
            picture.path([(x, y), (x, y + METER), (spot + side * 14.0, y + METER)])
        _lettered("V")(picture, (spot, y + METER))
        picture.text((spot, y + METER + 25.0), metered[number])


def _lettered(letter: str) -> Symbol:
    """Return the symbol that is a letter in a circle."""

    def draw(picture: Picture, at: Place) -> None:
        picture.circle(at, 14.0)
        picture.text(at, letter)
        _leads(picture, at, 14.0)

    return draw


def _leads(picture: Picture, at: Place, half: float) -> None:
    """Draw the wires on both sides of a symbol."""
    for side in (-1.0, 1.0):
        if half < HALF:
            picture.line((at[0] + side * half, at[1]), (at[0] + side * HALF, at[1]))


def _resistor(picture: Picture, at: Place) -> None:
    picture.rectangle(Box(at[0] - 18.0, at[1] - 7.0, at[0] + 18.0, at[1] + 7.0))
    _leads(picture, at, 18.0)


def _variable_resistor(picture: Picture, at: Place) -> None:
    _resistor(picture, at)
    picture.arrow((at[0] - 15.0, at[1] + 15.0), (at[0] + 15.0, at[1] - 15.0))


def _thermistor(picture: Picture, at: Place) -> None:
    _resistor(picture, at)
    picture.path([(at[0] - 22.0, at[1] + 15.0), (at[0] - 14.0, at[1] + 15.0), (at[0] + 15.0, at[1] - 15.0)])


def _ldr(picture: Picture, at: Place) -> None:
    _resistor(picture, at)
    picture.circle(at, HALF)
    for x in (-20.0, -9.0):
        picture.arrow((at[0] + x - 9.0, at[1] - 34.0), (at[0] + x + 2.0, at[1] - 20.0))


def _fuse(picture: Picture, at: Place) -> None:
    picture.rectangle(Box(at[0] - 18.0, at[1] - 7.0, at[0] + 18.0, at[1] + 7.0))
    picture.line((at[0] - HALF, at[1]), (at[0] + HALF, at[1]))


def _lamp(picture: Picture, at: Place) -> None:
    picture.circle(at, 14.0)
    for sign in (-1.0, 1.0):
        picture.line((at[0] - 9.9, at[1] - sign * 9.9), (at[0] + 9.9, at[1] + sign * 9.9))
    _leads(picture, at, 14.0)


def _switch(end: Place) -> Symbol:
    """Return the symbol of a switch whose arm ends at a place beside its middle."""

    def draw(picture: Picture, at: Place) -> None:
        for side in (-1.0, 1.0):
            picture.circle((at[0] + side * 14.0, at[1]), 3.0, OPEN)
            picture.line((at[0] + side * 17.0, at[1]), (at[0] + side * HALF, at[1]))
        picture.line((at[0] - 11.5, at[1] - 1.5), (at[0] + end[0], at[1] + end[1]))

    return draw


def _diode(picture: Picture, at: Place) -> None:
    x, y = at
    picture.path([(x - 9.0, y - 9.0), (x - 9.0, y + 9.0), (x + 9.0, y)], OPEN, closed=True)
    picture.line((x + 9.0, y - 9.0), (x + 9.0, y + 9.0))
    _leads(picture, at, 9.0)


def _led(picture: Picture, at: Place) -> None:
    _diode(picture, at)
    for x in (-2.0, 7.0):
        picture.arrow((at[0] + x, at[1] - 10.0), (at[0] + x + 9.0, at[1] - 22.0))


def _cell(picture: Picture, at: Place) -> None:
    _plates(picture, at[0], at[1])
    _leads(picture, at, 4.0)


def _plates(picture: Picture, x: float, y: float) -> None:
    """Draw the two plates of a cell, the long thin one positive."""
    picture.line((x - 4.0, y - 14.0), (x - 4.0, y + 14.0))
    picture.line((x + 4.0, y - 7.0), (x + 4.0, y + 7.0), "d-line d-bold")


def _battery(picture: Picture, at: Place) -> None:
    for side in (-1.0, 1.0):
        _plates(picture, at[0] + side * 14.0, at[1])
    picture.line((at[0] - 10.0, at[1]), (at[0] + 10.0, at[1]), "d-line d-dashed")
    _leads(picture, at, 18.0)


def _supply(picture: Picture, at: Place) -> None:
    for side, sign in ((-1.0, "+"), (1.0, "−")):
        picture.circle((at[0] + side * 14.0, at[1]), 4.0, OPEN)
        picture.line((at[0] + side * 18.0, at[1]), (at[0] + side * HALF, at[1]))
        picture.text((at[0] + side * 14.0, at[1] + 15.0), sign)


SUPPLIES: dict[str, Symbol] = {"cell": _cell, "battery": _battery, "supply": _supply}
SYMBOLS: dict[str, Symbol] = {
    "resistor": _resistor,
    "lamp": _lamp,
    "ammeter": _lettered("A"),
    "switch": _switch((11.5, -1.5)),
    "open_switch": _switch((9.0, -13.0)),
    "diode": _diode,
    "led": _led,
    "ldr": _ldr,
    "thermistor": _thermistor,
    "variable_resistor": _variable_resistor,
    "fuse": _fuse,
    "motor": _lettered("M"),
}
"""How each part is drawn about a place on its wire."""
