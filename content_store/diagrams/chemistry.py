"""Diagrams of chemistry: atoms and the energy of reactions."""

from collections.abc import Iterator
from typing import Generic, Literal

from pydantic import Field

from content_store.diagrams.parts import Diagram, Finding, N, Text

FULL = (2, 8, 18, 32)
"""The most electrons that each shell can hold."""


class Atom(Diagram, Generic[N]):
    """An atom with the electrons of its shells, the innermost first."""

    kind: Literal["atom"]
    symbol: Text
    nucleus: Text = ""
    electrons: tuple[N, ...] = Field(min_length=1, max_length=4)

    def slips(self: "Atom[float]") -> Iterator[Finding]:
        """Yield shells that no atom has."""
        for count, full in zip(self.electrons, FULL, strict=False):
            if count != int(count) or not 0 <= count <= full:
                yield f"a shell of the atom has {count:g} electrons", f"this shell holds 0 to {full}"


class Profile(Diagram):
    """The energy of a reaction from its reactants to its products."""

    kind: Literal["profile"]
    change: Literal["down", "up"]
    reactants: Text
    products: Text
    rise: Text | None = None
    difference: Text | None = None
