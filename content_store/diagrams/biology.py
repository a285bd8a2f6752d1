"""Diagrams of biology: crosses, food chains, cells and the heart."""

from typing import Literal

from pydantic import Field, model_validator

from content_store.diagrams.parts import Diagram, Text

CellPart = Literal[
    "nucleus",
    "cytoplasm",
    "membrane",
    "mitochondrion",
    "ribosome",
    "wall",
    "chloroplast",
    "vacuole",
    "dna",
    "plasmid",
    "flagellum",
]
HeartPart = Literal[
    "right_atrium",
    "right_ventricle",
    "left_atrium",
    "left_ventricle",
    "vena_cava",
    "pulmonary_artery",
    "pulmonary_vein",
    "aorta",
]
EVERY_CELL = ("membrane", "cytoplasm", "ribosome")
PARTS_OF: dict[str, tuple[str, ...]] = {
    "animal": (*EVERY_CELL, "nucleus", "mitochondrion"),
    "plant": (*EVERY_CELL, "nucleus", "mitochondrion", "wall", "chloroplast", "vacuole"),
    "bacterium": (*EVERY_CELL, "wall", "dna", "plasmid", "flagellum"),
}
"""What each cell has."""


class Punnett(Diagram):
    """A Punnett square: what each parent may pass on, and the offspring."""

    kind: Literal["punnett"]
    across: tuple[Text, ...] = Field(min_length=2, max_length=4)
    down: tuple[Text, ...] = Field(min_length=2, max_length=4)
    cells: tuple[tuple[Text, ...], ...]

    @model_validator(mode="after")
    def _cells_fit(self) -> "Punnett":
        if len(self.cells) != len(self.down) or any(len(row) != len(self.across) for row in self.cells):
            raise ValueError("`cells` has a row for each of `down`, with a cell for each of `across`")
        return self


class FoodChain(Diagram):
    """A food chain, with arrows in the direction of energy."""

    kind: Literal["food_chain"]
    links: tuple[Text, ...] = Field(min_length=2, max_length=6)


class Cell(Diagram):
    """A cell with labels on some of its parts."""

    kind: Literal["cell"]
    of: Literal["animal", "plant", "bacterium"]
    labels: dict[CellPart, Text] = Field(default={}, max_length=8)

    @model_validator(mode="after")
    def _has_the_parts(self) -> "Cell":
        if strange := [part for part in self.labels if part not in PARTS_OF[self.of]]:
            raise ValueError(f"a cell of kind {self.of} has no {strange[0]}")
        return self


class Heart(Diagram):
    """The heart from the front, with labels on some of its parts."""

    kind: Literal["heart"]
    labels: dict[HeartPart, Text] = Field(default={}, max_length=8)
