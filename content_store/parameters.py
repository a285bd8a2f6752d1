"""The parameters of a template: what a number or a word of an item is drawn from."""

import random

from pydantic import Field, ValidationInfo, field_validator

from content_store.authored import Authored, Written
from content_store.formula import Value, evaluate


class WholeNumbers(Authored):
    """A whole-number parameter, both ends included."""

    from_: int = Field(alias="from")
    to: int
    step: int = Field(default=1, ge=1)

    @field_validator("to")
    @classmethod
    def _is_the_largest(cls, to: int, given: ValidationInfo) -> int:
        if to < given.data.get("from_", to):
            raise ValueError("`from` is the smallest number and `to` the largest")
        return to

    def draw(self, rng: random.Random) -> Value:
        """Return one of the numbers."""
        return evaluate(rng.randrange(self.from_, self.to + 1, self.step), {})


class OneOf(Authored):
    """A parameter that is one of a list of words or numbers."""

    choose: tuple[Written, ...] = Field(min_length=1)

    def draw(self, rng: random.Random) -> Value:
        """Return one of the list."""
        value = rng.choice(self.choose)
        return value if isinstance(value, str) else evaluate(value, {})
