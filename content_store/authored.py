"""What every part of a pack file has in common: unknown keys are refused, and YAML's own ideas of words too.

Knows no kind of content.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


def no_yes_or_no(value: Any) -> Any:
    """Return a value as it is, refusing what YAML took for true or false: the author wrote a word."""
    if isinstance(value, bool):
        raise ValueError("YAML reads this word as true or false: put it in quotes")
    return value


Written = Annotated[str | int | float, BeforeValidator(no_yes_or_no)]
"""A number, or text that is a word or an expression."""


class Authored(BaseModel):
    """A part of a pack file: unknown keys are refused, so that a misspelt one is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)
