"""Food chains, cells and the heart."""

import math
from collections.abc import Mapping

from content_store.diagrams.biology import Cell, FoodChain, Heart
from web.diagrams.picture import FITS, LINE, OPEN, SOLID, THIN, TINT, Picture
from web.diagrams.places import LETTER, Box, Place, width_of

ARROW = 34.0
NEAR = 14.0
"""How far from a drawing its labels stand."""
ROW = LETTER * 1.35
BOLD = "d-line d-bold"


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
    _label(picture, {places[part]: text for part, text in cell.labels.items()})
    return picture


def _label(picture: Picture, labels: Mapping[Place, str]) -> None:
    """Write labels beside a drawing, each with a line to its part; on the right alone where both sides are too wide."""
    box = picture.box
    left = sorted((at for at in labels if at[0] < box.middle[0]), key=lambda at: at[1])
    right = sorted((at for at in labels if at[0] >= box.middle[0]), key=lambda at: at[1])
    widest = [max((width_of(labels[at]) for at in side), default=0.0) for side in (left, right)]
    if sum(widest) + box.right - box.left + 2 * NEAR > FITS and left and right:
        left, right = [], sorted(labels, key=lambda at: at[1])
    _column(picture, labels, left, (box.left - NEAR, "end"))
    _column(picture, labels, right, (box.right + NEAR, "start"))


def _column(picture: Picture, labels: Mapping[Place, str], parts: list[Place], side: tuple[float, str]) -> None:
    """Write the labels of one side, from the top, none closer to the next than can be read."""
    x, anchor = side
    heights = [at[1] for at in parts]
    for number in range(1, len(heights)):
        heights[number] = max(heights[number], heights[number - 1] + ROW)
    box = picture.box
    over = max(heights[-1] - (box.bottom - ROW / 2), 0.0) if heights else 0.0
    lowest = [box.bottom - ROW / 2 - ROW * (len(heights) - 1 - number) for number in range(len(heights))]
    heights = [min(height, low) for height, low in zip(heights, lowest, strict=True)] if over else heights
    for at, height in zip(parts, heights, strict=True):
        picture.line(at, (x - 3.0 if anchor == "start" else x + 3.0, height), THIN)
        picture.circle(at, 2.0, SOLID)
        picture.text((x, height), labels[at], anchor)


def _animal(picture: Picture) -> dict[str, Place]:
    picture.ellipse((80.0, 75.0), (80.0, 70.0), TINT)
    picture.circle((92.0, 72.0), 25.0, OPEN)
    picture.circle((97.0, 68.0), 5.0, SOLID)
    for at in ((42.0, 60.0), (70.0, 118.0)):
        _mitochondrion(picture, at)
    for at in ((118.0, 118.0), (36.0, 96.0), (60.0, 32.0), (130.0, 96.0), (102.0, 24.0)):
        picture.circle(at, 2.5, SOLID)
    return {
        "nucleus": (108.0, 76.0),
        "cytoplasm": (122.0, 48.0),
        "membrane": (146.0, 35.5),
        "mitochondrion": (36.0, 60.0),
        "ribosome": (118.0, 118.0),
    }


def _mitochondrion(picture: Picture, at: Place) -> None:
    x, y = at
    picture.ellipse(at, (17.0, 9.0), OPEN)
    zigzag = [(x - 11.0 + step * 4.4, y + (4.5 if step % 2 else -4.5)) for step in range(6)]
    picture.path(zigzag, THIN)


def _plant(picture: Picture) -> dict[str, Place]:
    picture.rectangle(Box(0.0, 0.0, 160.0, 190.0), BOLD, 12.0)
    picture.rectangle(Box(6.0, 6.0, 154.0, 184.0), TINT, 8.0)
    picture.rectangle(Box(44.0, 62.0, 118.0, 166.0), OPEN, 26.0)
    picture.circle((108.0, 36.0), 20.0, OPEN)
    picture.circle((112.0, 33.0), 4.0, SOLID)
    for at in ((40.0, 30.0), (136.0, 92.0), (28.0, 122.0), (136.0, 152.0)):
        _chloroplast(picture, at)
    _mitochondrion(picture, (28.0, 80.0))
    for at in ((72.0, 48.0), (134.0, 122.0), (26.0, 154.0), (74.0, 24.0), (130.0, 66.0)):
        picture.circle(at, 2.5, SOLID)
    return {
        "wall": (160.0, 16.0),
        "membrane": (154.0, 62.0),
        "nucleus": (118.0, 42.0),
        "cytoplasm": (90.0, 175.0),
        "mitochondrion": (20.0, 80.0),
        "ribosome": (134.0, 122.0),
        "chloroplast": (32.0, 30.0),
        "vacuole": (98.0, 112.0),
    }


def _chloroplast(picture: Picture, at: Place) -> None:
    picture.ellipse(at, (15.0, 10.0), OPEN)
    for step in (-4.0, 0.0, 4.0):
        picture.line((at[0] - 8.0, at[1] + step), (at[0] + 8.0, at[1] + step), THIN)


def _bacterium(picture: Picture) -> dict[str, Place]:
    picture.rectangle(Box(0.0, 0.0, 160.0, 96.0), BOLD, 46.0)
    picture.rectangle(Box(6.0, 6.0, 154.0, 90.0), TINT, 40.0)
    loop = (
        "M48 46C40 22 66 22 70 38C74 54 82 24 96 30C112 36 100 52 88 50"
        "C112 58 104 78 86 70C70 62 72 82 58 74C44 68 54 56 48 46Z"
    )
    picture.outline(
        loop, [(48.0, 46.0), (60.0, 27.0), (96.0, 30.0), (100.0, 46.0), (98.0, 70.0), (58.0, 75.0), (48.0, 46.0)]
    )
    picture.circle((124.0, 38.0), 9.0, OPEN)
    for at in ((28.0, 36.0), (30.0, 66.0), (116.0, 70.0), (136.0, 56.0), (84.0, 16.0)):
        picture.circle(at, 2.5, SOLID)
    wave = [(-80.0 + step * 4.0, 48.0 + 9.0 * math.sin(step * 0.63)) for step in range(21)]
    picture.path(wave, LINE)
    return {
        "wall": (138.0, 8.0),
        "membrane": (152.0, 62.0),
        "cytoplasm": (122.0, 82.0),
        "ribosome": (28.0, 36.0),
        "dna": (62.0, 25.5),
        "plasmid": (133.0, 38.0),
        "flagellum": (-42.0, 48.0),
    }


CELLS = {"animal": _animal, "plant": _plant, "bacterium": _bacterium}
"""How each cell is drawn; each returns where its parts are labelled."""


def draw_heart(heart: Heart) -> Picture:
    """Return the picture of the heart from the front, so that its right side is on the left."""
    picture = Picture()
    _chambers(picture)
    _vessels(picture)
    _label(picture, {HEART[part]: text for part, text in heart.labels.items()})
    return picture


HEART: dict[str, Place] = {
    "vena_cava": (36.0, 10.0),
    "aorta": (126.0, 6.0),
    "pulmonary_artery": (86.0, 20.0),
    "pulmonary_vein": (164.0, 68.0),
    "right_atrium": (42.0, 84.0),
    "left_atrium": (126.0, 82.0),
    "right_ventricle": (58.0, 142.0),
    "left_ventricle": (112.0, 142.0),
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
        [(28.0, 60.0), (28.0, 0.0)],
        [(44.0, 54.0), (44.0, 0.0)],
        [(148.0, 62.0), (178.0, 58.0)],
        [(152.0, 78.0), (178.0, 76.0)],
    ):
        picture.path(points, LINE)
    picture.outline(
        "M72 58C74 36 74 26 62 14M88 58C90 34 94 24 106 20",
        [(72.0, 58.0), (72.0, 30.0), (62.0, 14.0), (90.0, 34.0), (106.0, 20.0)],
    )
    picture.outline(
        "M98 54C98 20 92 -14 122 -14C146 -14 150 10 148 48M112 54C112 30 110 2 122 2C132 2 134 20 132 50",
        [(98.0, 54.0), (100.0, 0.0), (122.0, -14.0), (148.0, 48.0), (132.0, 50.0), (122.0, 2.0), (112.0, 54.0)],
    )
