"""Diagrams of physics: circuits, waves and forces."""

from collections.abc import Iterator
from typing import Generic, Literal

from pydantic import Field, model_validator

from content_store.authored import Authored
from content_store.diagrams.parts import Diagram, Finding, N, Text

MOST_WAVES = 6
PartName = Literal[
    "resistor",
    "lamp",
    "ammeter",
    "switch",
    "open_switch",
    "diode",
    "led",
    "ldr",
    "thermistor",
    "variable_resistor",
    "fuse",
    "motor",
]


class Supply(Authored):
    """What drives a circuit."""

    part: Literal["cell", "battery", "supply"]
    label: Text = ""


class Part(Authored):
    """One part of a circuit."""

    part: PartName
    label: Text = ""


class Voltmeter(Authored):
    """A voltmeter across one of the parts in series."""

    across: int = Field(ge=0)
    label: Text = ""


class Circuit(Diagram):
    """A circuit: parts one after the other, then branches beside each other."""

    kind: Literal["circuit"]
    supply: Supply
    series: tuple[Part, ...] = Field(default=(), max_length=6)
    parallel: tuple[tuple[Part, ...], ...] = Field(default=(), max_length=4)
    voltmeters: tuple[Voltmeter, ...] = Field(default=(), max_length=6)

    @model_validator(mode="after")
    def _parts_are_there(self) -> "Circuit":
        if not self.series and not self.parallel:
            raise ValueError("a circuit has parts, in `series` or in `parallel`")
        if self.parallel and (len(self.parallel) < 2 or not all(1 <= len(branch) <= 3 for branch in self.parallel)):
            raise ValueError("`parallel` has at least two branches, of one to three parts each")
        if any(meter.across >= len(self.series) for meter in self.voltmeters):
            raise ValueError("a voltmeter is `across` a part of `series`, counted from 0")
        return self


class Wave(Diagram, Generic[N]):
    """A transverse wave; a label that is empty shows its arrow with a question mark."""

    kind: Literal["wave"]
    waves: N
    wavelength: Text | None = None
    amplitude: Text | None = None
    length: Text | None = None

    def slips(self: "Wave[float]") -> Iterator[Finding]:
        """Yield waves that are too many to see, or less than is measured."""
        least = 1 if self.wavelength is not None else 0.5
        if not least <= self.waves <= MOST_WAVES:
            yield f"the diagram has {self.waves:g} waves", f"draw {least} to {MOST_WAVES}"


class Force(Authored, Generic[N]):
    """One force; arrows are drawn as long as their sizes say, where each has one."""

    to: Literal["up", "down", "left", "right"]
    text: Text
    size: N | None = None


class Forces(Diagram, Generic[N]):
    """The forces on one body."""

    kind: Literal["forces"]
    body: Literal["box", "car", "ball", "person", "rocket"]
    forces: tuple[Force[N], ...] = Field(min_length=1, max_length=6)

    def slips(self: "Forces[float]") -> Iterator[Finding]:
        """Yield forces without a size above nought."""
        if any(force.size is not None and force.size <= 0 for force in self.forces):
            yield "a force of the diagram has no size above nought", "turn it round, or use `where`"
