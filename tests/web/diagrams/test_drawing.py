"""Every kind of diagram is drawn whole, large enough to be read, the same each time, with no texts but its own."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from content_store.diagrams.kinds import DRAWN
from content_store.item_spec import ItemSpec
from content_store.items import draw
from web.diagrams.drawing import shown
from web.diagrams.picture import FITS, LETTER
from web.diagrams.places import text_box

PICTURES = Path(__file__).parents[2] / "pictures" / "maths" / "pictures" / "items.yaml"
ITEMS = [ItemSpec.model_validate(one) for one in yaml.safe_load(PICTURES.read_text(encoding="utf-8"))]
EVERY = pytest.mark.parametrize("spec", ITEMS, ids=[spec.id for spec in ITEMS])
CSS = (Path(__file__).parents[3] / "web" / "static" / "attain.css").read_text(encoding="utf-8")
TABLES = ("table", "punnett")
WIDEST = 400.0
HIGHEST = 420.0
FREE = {
    "alt", "label", "text", "chance", "head", "rows", "links", "cells", "across", "down", "only", "both", "rise",
    "reactants", "x_label", "symbol", "nucleus", "amplitude", "labels", "wall", "vacuole", "mitochondrion", "aorta",
}  # fmt: skip
HOSTILE = '"><script>alert(1)</script> & <b onload=x> \u202e'


def tree_of(spec: ItemSpec, seed: int) -> ET.Element:
    return ET.fromstring(shown(draw(spec, "", seed).diagram).markup)


def places_in(shape: ET.Element) -> list[tuple[float, float]]:
    """Return places that a shape reaches, from its attributes alone."""
    of = {name: float(value) for name, value in shape.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
    if "points" in shape.attrib:
        return [tuple(map(float, pair.split(","))) for pair in shape.attrib["points"].split()]
    match shape.tag:
        case "line":
            return [(of["x1"], of["y1"]), (of["x2"], of["y2"])]
        case "circle":
            return [(of["cx"] - of["r"], of["cy"] - of["r"]), (of["cx"] + of["r"], of["cy"] + of["r"])]
        case "ellipse":
            return [(of["cx"] - of["rx"], of["cy"] - of["ry"]), (of["cx"] + of["rx"], of["cy"] + of["ry"])]
        case "rect":
            return [(of["x"], of["y"]), (of["x"] + of["width"], of["y"] + of["height"])]
        case "text" if "transform" not in shape.attrib:
            box = text_box((of["x"], of["y"] - LETTER * 0.35), shape.text or "", shape.attrib["text-anchor"])
            return [(box.left, box.top), (box.right, box.bottom)]
    return []


@EVERY
def test_every_draw_lies_inside_its_picture(spec):
    if spec.diagram.kind in TABLES:
        pytest.skip("a table is as large as its words")
    for seed in range(40):
        root = tree_of(spec, seed)
        left, top, wide, high = map(float, root.attrib["viewBox"].split())
        for shape in root.iter():
            for x, y in places_in(shape):
                assert left - 0.2 <= x <= left + wide + 0.2, (seed, ET.tostring(shape))
                assert top - 0.2 <= y <= top + high + 0.2, (seed, ET.tostring(shape))
        assert wide <= WIDEST, seed
        assert high <= HIGHEST, seed


@EVERY
def test_a_picture_has_its_alternative_and_is_the_same_each_time(spec):
    diagram = draw(spec, "", 2).diagram
    found = shown(diagram)
    assert found == shown(DRAWN.validate_python(diagram.model_dump(by_alias=True)))
    assert found.alt == diagram.alt
    if spec.diagram.kind not in TABLES:
        root = ET.fromstring(found.markup)
        assert root.attrib["role"] == "img"
        assert root[0].tag == "title"
        assert root[0].text == diagram.alt
        assert found.wide == (float(root.attrib["viewBox"].split()[2]) > FITS)
    assert len(found.markup) < 12_000


@EVERY
def test_a_picture_leaves_its_looks_to_the_style_sheet(spec):
    for shape in tree_of(spec, 5).iter():
        assert not shape.attrib.keys() & {"style", "id", "fill", "stroke", "font-size", "href", "onload"}
        for name in shape.attrib.get("class", "").split():
            assert f".{name}" in CSS, name


@EVERY
def test_a_text_from_outside_stays_text(spec):
    diagram = draw(spec, "", 1).diagram
    changed = DRAWN.validate_python(with_texts(diagram.model_dump(by_alias=True)))
    markup = shown(changed).markup
    assert "<script" not in markup
    assert "<b" not in markup.replace("<body", "")
    root = ET.fromstring(markup)
    assert HOSTILE.split()[0] in "".join(root.itertext())


def with_texts(data, key=""):
    """Return a diagram's data with a hostile text in the place of every free one."""
    if isinstance(data, dict):
        return {name: with_texts(one, name) for name, one in data.items()}
    if isinstance(data, list | tuple):
        return [with_texts(one, key) for one in data]
    return HOSTILE if isinstance(data, str) and key in FREE else data


@pytest.mark.parametrize("spec", [one for one in ITEMS if one.diagram.kind not in TABLES], ids=lambda one: one.id)
def test_texts_do_not_stand_on_each_other(spec):
    """The estimate of a text's width is generous: a little overlap of the boxes is none of the letters."""
    for seed in range(20):
        boxes = []
        for shape in tree_of(spec, seed).iter("text"):
            if "transform" not in shape.attrib and shape.text:
                (left, top), (right, bottom) = places_in(shape)
                boxes.append((left, top + 3, right, bottom - 3, shape.text))
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                assert across <= 4 or down <= 2, (seed, one[4], other[4])


def test_a_figure_says_that_it_is_not_drawn_accurately_only_where_it_is_not():
    data = draw(ITEMS[0], "", 1).diagram.model_dump(by_alias=True)
    assert "Not drawn accurately" in shown(DRAWN.validate_python(data)).markup
    assert "Not drawn accurately" not in shown(DRAWN.validate_python(data | {"accurate": True})).markup


def test_an_axis_with_endless_steps_is_drawn_with_few():
    axis = {"from": 0, "to": 10, "step": 1e-9}
    graph = {"kind": "graph", "alt": "A graph of nothing.", "x": axis, "y": axis, "grid": True}
    assert len(shown(DRAWN.validate_python(graph)).markup) < 100_000
