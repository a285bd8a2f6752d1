"""What the kinds of diagrams share: numbers that are expressions until they are drawn, texts, axes.

A model over a type of number is both: `Graph[Formula]` is what the author wrote, `Graph[float]` what is drawn.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BeforeValidator, Field
from pydantic_core import core_schema

from content_store.authored import Authored, no_yes_or_no

Finding = tuple[str, str]
LONGEST_TEXT = 60
"""More letters than this fit beside no line."""
MOST_STEPS = 40
MARKUP = re.compile(r"\$|\\[a-zA-Z]")
NOUGHT = 1e-9
"""What rounding in floating-point numbers may leave."""


class Formula(str):
    """An expression over the item's names, not yet worked out."""

    __slots__ = ()

    @classmethod
    def read(cls, value: Any) -> "Formula":
        """Return what stands in the file as an expression."""
        if not isinstance(no_yes_or_no(value), str | int | float):
            raise ValueError("write a number, or an expression without brackets")
        return cls(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Tell pydantic how it is read and written."""
        written = core_schema.to_string_ser_schema()
        return core_schema.no_info_plain_validator_function(cls.read, serialization=written)


class Curve(Formula):
    """An expression in x: the item's own names are replaced by their values, and x stays."""

    __slots__ = ()


def _as_text(value: Any) -> Any:
    """Return a number as text, as the author wrote it: labels and cells are often years and counts."""
    value = no_yes_or_no(value)
    return str(value) if isinstance(value, int | float) else value


Text = Annotated[str, BeforeValidator(_as_text)]
"""Text to be shown, with placeholders."""
N = TypeVar("N")
"""How numbers are held: as expressions, or drawn."""


class Diagram(Authored):
    """What every diagram has: its text alternative."""

    alt: str = Field(min_length=10)

    def slips(self) -> Iterator[Finding]:
        """Yield what is wrong with one drawn diagram."""
        return iter(())


class Axis(Authored, Generic[N]):
    """An axis between two numbers."""

    from_: N = Field(alias="from")
    to: N
    step: N
    label: Text = ""


class Height(Authored, Generic[N]):
    """The upright axis of a chart, from nought."""

    to: N
    step: N
    label: Text = ""

    def axis(self: "Height[float]") -> Axis[float]:
        """Return it as an axis like any other."""
        return Axis[float].model_validate({"from": 0.0, **self.model_dump()})


def axis_slips(axis: Axis[float], name: str) -> Iterator[Finding]:
    """Yield what makes an axis one that cannot be read."""
    if axis.step <= 0 or axis.to <= axis.from_:
        yield f"the {name} axis of the diagram goes nowhere", "let `from` be less than `to`, and `step` above nought"
    elif (axis.to - axis.from_) / axis.step > MOST_STEPS:
        yield f"the {name} axis of the diagram has more than {MOST_STEPS} steps", "take a larger `step`"


def outside(axis: Axis[float], value: float) -> bool:
    """Return whether a value lies beyond the ends of an axis."""
    slack = NOUGHT * max(1.0, abs(axis.from_), abs(axis.to))
    return not axis.from_ - slack <= value <= axis.to + slack


def beyond(axis: Axis[float], values: Iterable[float], what: str) -> Iterator[Finding]:
    """Yield a finding for the first value that lies beyond the ends of an axis."""
    if (strange := next((value for value in values if outside(axis, value)), None)) is not None:
        yield f"{what} of the diagram is at {strange:g}, outside its axis", "widen the axis, or use `where`"


def text_slips(texts: Iterable[str], longest: int = LONGEST_TEXT) -> Iterator[Finding]:
    """Yield what cannot be shown as the plain text of a diagram."""
    for text in texts:
        if MARKUP.search(text):
            yield f"a text of the diagram holds LaTeX: “{text[:40]}”", "write plain text, with × ° ² − as they are"
        if len(text) > longest:
            yield f"a text of the diagram has more than {longest} letters: “{text[:40]}…”", "shorten it"
