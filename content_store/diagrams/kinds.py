"""All kinds of diagrams together: as authored, and drawn from an item's numbers."""

from collections.abc import Iterator
from functools import singledispatch
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from content_store.diagrams.biology import Cell, FoodChain, Heart, Punnett
from content_store.diagrams.chance import Tree, Venn
from content_store.diagrams.charts import Bars, Box, Histogram, Pie, Table
from content_store.diagrams.chemistry import Atom, Profile
from content_store.diagrams.geometry import Figure
from content_store.diagrams.graphs import Graph, NumberLine
from content_store.diagrams.parts import Curve, Finding, Formula, text_slips
from content_store.diagrams.physics import Circuit, Forces, Wave
from content_store.formula import FormulaError, Names, bound, evaluate
from content_store.template import fill

Plain = Table | Tree | Venn | Circuit | Profile | Punnett | FoodChain | Cell | Heart
"""The kinds without numbers: texts alone."""
Measured = (
    Figure[Formula]
    | Graph[Formula]
    | NumberLine[Formula]
    | Bars[Formula]
    | Histogram[Formula]
    | Box[Formula]
    | Pie[Formula]
    | Wave[Formula]
    | Forces[Formula]
    | Atom[Formula]
)
DiagramSpec = Annotated[Measured | Plain, Field(discriminator="kind")]
"""A diagram as its author wrote it."""
DrawnDiagram = (
    Figure[float]
    | Graph[float]
    | NumberLine[float]
    | Bars[float]
    | Histogram[float]
    | Box[float]
    | Pie[float]
    | Wave[float]
    | Forces[float]
    | Atom[float]
    | Plain
)
"""A diagram with the numbers and texts of one draw."""
DRAWN: TypeAdapter[DrawnDiagram] = TypeAdapter(Annotated[DrawnDiagram, Field(discriminator="kind")])
LONGEST_ALT = 1200


def drawn_diagram(spec: Measured | Plain, names: Names) -> DrawnDiagram:
    """Return a diagram with the numbers and texts of one draw.

    Raises:
        FormulaError: an expression or a placeholder has no value.
    """
    drawn = DRAWN.validate_python(_drawn(spec, names))
    return drawn.model_copy(update={"alt": drawn.described(), "tabled": False}) if isinstance(drawn, Graph) else drawn


@singledispatch
def _drawn(value: Any, names: Names) -> Any:
    """Return a part of a diagram as plain data, with its expressions worked out and its texts filled."""
    return value


@_drawn.register
def _(value: str, names: Names) -> str:
    return fill(value, names).strip()


@_drawn.register
def _(value: Formula, names: Names) -> float:
    number = evaluate(value, names)
    if isinstance(number, str | bool):
        raise FormulaError(f"'{value}' in the diagram is not a number")
    return float(number)


@_drawn.register
def _(value: Curve, names: Names) -> str:
    return bound(value, names, "x")


@_drawn.register
def _(value: tuple, names: Names) -> list[Any]:  # type: ignore[type-arg] # dispatch is by the bare class
    return [_drawn(one, names) for one in value]


@_drawn.register
def _(value: dict, names: Names) -> dict[str, Any]:  # type: ignore[type-arg] # as above
    return {key: _drawn(one, names) for key, one in value.items()}


@_drawn.register
def _(value: BaseModel, names: Names) -> dict[str, Any]:
    fields = type(value).model_fields
    return {field.alias or name: _drawn(getattr(value, name), names) for name, field in fields.items()}


def as_data(diagram: DrawnDiagram | None) -> dict[str, Any] | None:
    """Return a drawn diagram as plain data that can be kept, None for none."""
    return diagram.model_dump(mode="json", by_alias=True) if diagram else None


def of_data(data: Any) -> DrawnDiagram | None:
    """Return the drawn diagram that was kept as plain data; None for none, or where this version cannot read it."""
    try:
        return DRAWN.validate_python(data) if data else None
    except ValidationError:
        return None


def diagram_findings(diagram: DrawnDiagram | None) -> Iterator[Finding]:
    """Yield what is wrong with one drawn diagram."""
    if diagram is None:
        return
    if not diagram.alt:
        yield "the diagram has no `alt`", "describe what can be read off it"
    yield from text_slips([diagram.alt], LONGEST_ALT)
    yield from text_slips(_texts(diagram.model_dump(exclude={"alt"})))
    yield from diagram.slips()


def _texts(value: Any) -> Iterator[str]:
    """Yield every text within plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _texts(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in _texts(one))
