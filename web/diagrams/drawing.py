"""Every kind of diagram as markup: the one place that knows which function draws which kind."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from content_store.diagrams.biology import Punnett
from content_store.diagrams.charts import Table
from content_store.diagrams.kinds import DRAWN, DrawnDiagram
from web.diagrams.biology import draw_cell, draw_food_chain, draw_heart
from web.diagrams.chance import draw_tree, draw_venn
from web.diagrams.charts import draw_bars, draw_box, draw_histogram, draw_pie
from web.diagrams.chemistry import draw_atom, draw_profile
from web.diagrams.circuits import draw_circuit
from web.diagrams.figures import draw_figure
from web.diagrams.graphs import draw_graph, draw_number_line
from web.diagrams.physics import draw_forces, draw_wave
from web.diagrams.picture import FITS, Picture
from web.diagrams.tables import is_wide, punnett_markup, table_markup

DRAW: dict[str, Callable[[Any], Picture]] = {
    "figure": draw_figure,
    "graph": draw_graph,
    "bars": draw_bars,
    "histogram": draw_histogram,
    "box": draw_box,
    "pie": draw_pie,
    "number_line": draw_number_line,
    "tree": draw_tree,
    "venn": draw_venn,
    "circuit": draw_circuit,
    "wave": draw_wave,
    "forces": draw_forces,
    "atom": draw_atom,
    "profile": draw_profile,
    "food_chain": draw_food_chain,
    "cell": draw_cell,
    "heart": draw_heart,
}
WRITE: dict[str, Callable[[Any], str]] = {"table": table_markup, "punnett": punnett_markup}


@dataclass(frozen=True)
class Shown:
    """A diagram as a page shows it: its markup, its text alternative, and whether it may have to be scrolled."""

    markup: str
    alt: str
    wide: bool


def shown(diagram: DrawnDiagram) -> Shown:
    """Return a drawn diagram as markup; the same one always gives the same."""
    return _shown(diagram.model_dump_json(by_alias=True))


@lru_cache(maxsize=1024)
def _shown(kept: str) -> Shown:
    """Return the markup of a diagram that is written as JSON: finding room for labels takes some time."""
    diagram = DRAWN.validate_json(kept)
    if isinstance(diagram, Table | Punnett):
        return Shown(WRITE[diagram.kind](diagram), diagram.alt, is_wide(diagram))
    picture = DRAW[diagram.kind](diagram)
    return Shown(picture.markup(diagram.alt), diagram.alt, picture.width > FITS)
