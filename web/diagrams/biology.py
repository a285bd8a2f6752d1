"""Food chains, cells and the heart."""

import math

from content_store.diagrams.biology import Cell, FoodChain, Heart
from web.diagrams.picture import BOLD, FITS, LINE, OPEN, SOLID, THIN, TINT, Picture
from web.diagrams.places import LETTER, Box, Place, width_of

ARROW = 34.0
NEAR = 14.0
"""How far from a drawing its labels stand."""
ROW = LETTER * 1.35
Ends = tuple[Place, ...]
"""Where a label's line may end: the best place, and one further to the right if that is another."""


def draw_food_chain(chain: FoodChain) -> Picture:
    """Return the picture of a food chain: across if it fits, else downwards."""
    picture = Picture()
    widths = [width_of(link) for link in chain.links]
    if sum(widths) + ARROW * (len(widths) - 1) <= FITS - 12.0:
        x = 0.0
        for number, (link, width) in enumerate(zip(chain.links, widths, strict=True)):
            if number:
                picture.arrow((x + 5.0, 0.0), (x + ARROW - 5.0, 0.0))
                x += ARROW
            picture.text((x, 0.0), link, "start")
            x += width
        return picture
    for number, link in enumerate(chain.links):
        y = number * 52.0
        if number:
            picture.arrow((0.0, y - 40.0), (0.0, y - 12.0))
        picture.text((0.0, y), link)
    return picture


def draw_cell(cell: Cell) -> Picture:
    """Return the picture of a cell with labels on its parts."""
    picture = Picture()
    places = CELLS[cell.of](picture)
    _label(picture, [(places[part], text) for part, text in cell.labels.items()])
    return picture


def _label(picture: Picture, labels: list[tuple[Ends, str]]) -> None:
    """Write labels beside a drawing, each with a line to its part; on the right alone where both sides are too wide."""
    box = picture.box
    left = [(ends[0], text) for ends, text in labels if ends[0][0] < box.middle[0]]
    right = [(ends[0], text) for ends, text in labels if ends[0][0] >= box.middle[0]]
    widest = [max((width_of(text) for _, text in side), default=0.0) for side in (left, right)]
    if left and sum(widest) + box.right - box.left + 2 * NEAR > FITS:
        left, right = [], [(ends[-1], text) for ends, text in labels]
    _column(picture, left, (box.left - NEAR, "end"))
    _column(picture, right, (box.right + NEAR, "start"))


def _column(picture: Picture, labels: list[tuple[Place, str]], side: tuple[float, str]) -> None:
    """Write the labels of one side, from the top, none closer to the next than can be read."""
    x, anchor = side
    ordered = sorted(labels, key=lambda label: label[0][1])
    heights = _spread([at[1] for at, _ in ordered], picture.box.bottom - ROW / 2)
    for (at, text), height in zip(ordered, heights, strict=True):
        picture.line(at, (x - 3.0 if anchor == "start" else x + 3.0, height), THIN)
        picture.circle(at, 2.0, SOLID)
        picture.text((x, height), text, anchor)


def _spread(wanted: list[float], lowest: float) -> list[float]:
    """Return heights that are a row apart at least, near to those wanted and above the lowest where there is room."""
    heights = list(wanted)
    for number in range(1, len(heights)):
        heights[number] = max(heights[number], heights[number - 1] + ROW)
    for number in reversed(range(len(heights))):
        below = heights[number + 1] - ROW if number + 1 < len(heights) else lowest
        heights[number] = min(heights[number], below)
    return heights


def _animal(picture: Picture) -> dict[str, Ends]:
    picture.ellipse((80.0, 75.0), (80.0, 70.0), TINT)
    picture.circle((92.0, 72.0), 25.0, OPEN)
    picture.circle((97.0, 68.0), 5.0, SOLID)
    for at in ((40.0, 62.0), (104.0, 124.0)):
        _mitochondrion(picture, at)
    for at in ((134.0, 98.0), (36.0, 96.0), (60.0, 32.0), (66.0, 116.0), (102.0, 24.0)):
        picture.circle(at, 2.5, SOLID)
    return {
        "nucleus": ((108.0, 76.0),),
        "cytoplasm": ((126.0, 50.0),),
        "membrane": ((141.0, 30.0),),
        "mitochondrion": ((34.0, 60.0), (112.0, 122.0)),
        "ribosome": ((36.0, 96.0), (134.0, 98.0)),
    }


def _mitochondrion(picture: Picture, at: Place) -> None:
    x, y = at
    picture.ellipse(at, (17.0, 9.0), OPEN)
    zigzag = [(x - 11.0 + step * 4.4, y + (4.5 if step % 2 else -4.5)) for step in range(6)]
    picture.path(zigzag, THIN)


def _plant(picture: Picture) -> dict[str, Ends]:
    picture.rectangle(Box(0.0, 0.0, 160.0, 190.0), BOLD, 12.0)
    picture.rectangle(Box(6.0, 6.0, 154.0, 184.0), TINT, 8.0)
    picture.rectangle(Box(44.0, 62.0, 118.0, 166.0), OPEN, 26.0)
    picture.circle((108.0, 36.0), 20.0, OPEN)
    picture.circle((112.0, 33.0), 4.0, SOLID)
    for at in ((36.0, 32.0), (136.0, 92.0), (26.0, 120.0)):
        _chloroplast(picture, at)
    for at in ((24.0, 80.0), (136.0, 146.0)):
        _mitochondrion(picture, at)
    for at in ((72.0, 48.0), (134.0, 120.0), (26.0, 150.0), (74.0, 24.0), (132.0, 68.0)):
        picture.circle(at, 2.5, SOLID)
    return {
        "wall": ((160.0, 18.0),),
        "membrane": ((154.0, 62.0),),
        "nucleus": ((118.0, 42.0),),
        "cytoplasm": ((40.0, 176.0), (134.0, 170.0)),
        "mitochondrion": ((18.0, 80.0), (146.0, 146.0)),
        "ribosome": ((26.0, 150.0), (134.0, 120.0)),
        "chloroplast": ((28.0, 32.0), (144.0, 92.0)),
        "vacuole": ((98.0, 108.0),),
    }


def _chloroplast(picture: Picture, at: Place) -> None:
    picture.ellipse(at, (15.0, 10.0), OPEN)
    for step in (-4.0, 0.0, 4.0):
        picture.line((at[0] - 8.0, at[1] + step), (at[0] + 8.0, at[1] + step), THIN)


def _bacterium(picture: Picture) -> dict[str, Ends]:
    picture.rectangle(Box(0.0, 0.0, 150.0, 104.0), BOLD, 48.0)
    picture.rectangle(Box(6.0, 6.0, 144.0, 98.0), TINT, 42.0)
    loop = (
        "M38 52C30 28 56 28 60 44C64 60 72 30 86 36C102 42 90 58 78 56"
        "C102 64 94 84 76 76C60 68 62 88 48 80C34 74 44 62 38 52Z"
    )
    along = [(38.0, 52.0), (50.0, 33.0), (86.0, 36.0), (90.0, 52.0), (88.0, 76.0), (48.0, 81.0), (38.0, 52.0)]
    picture.outline(loop, along)
    picture.circle((116.0, 42.0), 9.0, OPEN)
    for at in ((22.0, 40.0), (24.0, 70.0), (112.0, 72.0), (130.0, 62.0), (70.0, 18.0)):
        picture.circle(at, 2.5, SOLID)
    wave = [(150.0 + step * 3.5, 52.0 + 9.0 * math.sin(step * 0.63)) for step in range(17)]
    picture.path(wave, LINE)
    return {
        "wall": ((10.0, 20.0), (136.0, 13.0)),
        "membrane": ((6.0, 50.0), (138.0, 28.0)),
        "cytoplasm": ((40.0, 90.0), (104.0, 88.0)),
        "ribosome": ((24.0, 70.0), (112.0, 72.0)),
        "dna": ((88.0, 37.0),),
        "plasmid": ((125.0, 42.0),),
        "flagellum": ((191.0, 60.0),),
    }


CELLS = {"animal": _animal, "plant": _plant, "bacterium": _bacterium}
"""How each cell is drawn; each returns where its parts are labelled."""


def draw_heart(heart: Heart) -> Picture:
    """Return the picture of the heart from the front, so that its right side is on the left."""
    picture = Picture()
    _chambers(picture)
    _vessels(picture)
    _label(picture, [(HEART[part], text) for part, text in heart.labels.items()])
    return picture


HEART: dict[str, Ends] = {
    "pulmonary_artery": ((58.0, 4.0), (80.0, 30.0)),
    "vena_cava": ((36.0, 36.0),),
    "aorta": ((141.0, 6.0),),
    "pulmonary_vein": ((170.0, 67.0),),
    "right_atrium": ((42.0, 84.0),),
    "left_atrium": ((128.0, 86.0),),
    "right_ventricle": ((58.0, 142.0),),
    "left_ventricle": ((112.0, 142.0),),
}
"""Where each part of the heart is labelled."""


def _chambers(picture: Picture) -> None:
    """Draw the wall of the heart and its four chambers, the wall of the left ventricle thicker."""
    picture.outline(
        "M18 84C14 52 60 44 84 60C108 44 156 50 152 86C152 130 122 176 88 196C54 180 22 130 18 84Z",
        [
            (18.0, 84.0),
            (50.0, 50.0),
            (84.0, 56.0),
            (130.0, 52.0),
            (152.0, 86.0),
            (130.0, 156.0),
            (88.0, 196.0),
            (30.0, 140.0),
        ],
        TINT,
    )
    picture.outline(
        "M27 84C26 62 62 56 78 68V104H32C29 98 27 92 27 84Z", [(27.0, 84.0), (78.0, 66.0), (78.0, 104.0)], OPEN
    )
    picture.outline(
        "M92 68C108 56 144 60 143 86C143 94 142 98 140 104H92Z", [(92.0, 66.0), (143.0, 86.0), (92.0, 104.0)], OPEN
    )
    picture.outline("M35 112H78V178C58 164 42 138 35 112Z", [(35.0, 112.0), (78.0, 112.0), (78.0, 178.0)], OPEN)
    picture.outline("M94 112H130C124 134 112 156 94 170Z", [(94.0, 112.0), (130.0, 112.0), (94.0, 170.0)], OPEN)
    for left, right in (((46.0, 104.0), (66.0, 112.0)), ((100.0, 104.0), (120.0, 112.0))):
        middle = ((left[0] + right[0]) / 2, right[1] + 4.0)
        picture.path([(left[0], left[1]), middle, (right[0], left[1])], LINE)


def _vessels(picture: Picture) -> None:
    """Draw the four vessels as open pipes."""
    for points in (
        [(28.0, 60.0), (28.0, 24.0)],
        [(44.0, 54.0), (44.0, 24.0)],
        [(148.0, 60.0), (178.0, 56.0)],
        [(152.0, 78.0), (178.0, 76.0)],
    ):
        picture.path(points, LINE)
    picture.outline(
        "M72 58V30C72 18 62 14 46 16M88 56V26C88 8 70 -6 44 -4",
        [(72.0, 58.0), (72.0, 30.0), (46.0, 16.0), (44.0, -4.0), (70.0, -2.0), (88.0, 26.0), (88.0, 56.0)],
    )
    picture.outline(
        "M97 54C97 20 92 -18 124 -18C152 -18 152 14 150 50M112 54C112 26 112 0 124 0C136 0 136 24 134 50",
        [(97.0, 54.0), (98.0, 0.0), (124.0, -18.0), (150.0, 50.0), (134.0, 50.0), (124.0, 0.0), (112.0, 54.0)],
    )
