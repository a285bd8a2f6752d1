"""Diagrams of probability: the tree and the Venn diagram."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field, model_validator

from content_store.authored import Authored
from content_store.diagrams.parts import Diagram, Finding, Text

DEEPEST = 3
CHANCE = re.compile(r"\d+(?:\.\d+|/[1-9]\d*)?")


class Branch(Authored):
    """One outcome, its chance, and what may follow."""

    label: Text
    chance: Text = ""
    then: tuple["Branch", ...] = Field(default=(), max_length=4)

    def depth(self) -> int:
        """Return how many outcomes follow each other, this one counted."""
        return 1 + max((branch.depth() for branch in self.then), default=0)


class Tree(Diagram):
    """A probability tree, read from left to right."""

    kind: Literal["tree"]
    branches: tuple[Branch, ...] = Field(min_length=2, max_length=4)

    @model_validator(mode="after")
    def _is_shallow(self) -> "Tree":
        if max(branch.depth() for branch in self.branches) > DEEPEST:
            raise ValueError(f"a tree has at most {DEEPEST} outcomes after each other")
        return self

    def slips(self) -> Iterator[Finding]:
        """Yield chances from one place that do not add up to 1; those that are not numbers are passed over."""
        yield from _chances(self.branches)


def _chances(branches: tuple[Branch, ...]) -> Iterator[Finding]:
    texts = [branch.chance.strip() for branch in branches]
    if texts and all(CHANCE.fullmatch(text) for text in texts) and sum(map(Fraction, texts)) != 1:
        yield f"the chances {', '.join(texts)} of the tree do not add up to 1", "correct them"
    for branch in branches:
        yield from _chances(branch.then)


class Venn(Diagram):
    """Two sets that overlap."""

    kind: Literal["venn"]
    labels: tuple[Text, Text]
    only: tuple[Text, Text]
    both: Text = ""
    neither: Text = ""
