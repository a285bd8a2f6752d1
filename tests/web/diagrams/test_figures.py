"""A label of a figure can be read: it lies over no line, and where it stands further off a line leads to it."""

from pathlib import Path

import pytest
import yaml

import content_store
from content_store.items import draw
from content_store.pack import ITEMS
from web.diagrams.figures import draw_figure

PACK = sorted((Path(content_store.__file__).parent / "packs" / "attain").glob("*/*/items.yaml"))
FIGURES = [
    spec
    for file in PACK
    for spec in ITEMS.validate_python(yaml.safe_load(file.read_text()))
    if spec.diagram is not None and spec.diagram.kind == "figure"
]


@pytest.mark.parametrize("spec", FIGURES, ids=lambda spec: spec.id)
def test_no_label_of_a_figure_lies_over_a_line(spec) -> None:
    for seed in range(8 if spec.parameters else 1):
        picture = draw_figure(draw(spec, "any", seed).diagram)
        for box in picture.boxes:
            assert not [line for line in picture.segments if box.wider(-3.0).crossed(line) > 2.0], (seed, box)
