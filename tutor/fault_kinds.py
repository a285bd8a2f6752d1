"""What can be odd about a sum of a pupil's, as plain values: which sum, how, and the step that it stands for."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tutor.sums import Claim, Number
from tutor.working import Step

FaultKind = Literal[
    "slip",
    "operation",
    "order",
    "operand",
    "early",
    "again",
    "twice",
    "missing",
    "extra",
    "within",
    "pair",
    "past",
    "part",
    "other",
    "sign",
    "repeats",
    "whole",
    "share",
    "double",
    "count",
    "unfounded",
]
"""A sum that does not come out; the right numbers with another sign, or the other way round; a number that does not
belong, that something has to be worked out from first, that an earlier sum has used already, or that stands there
twice; a part left out, or too much; a step beyond the answer; only a part of a step; or none of these.
One number of several with the wrong sign; a step repeated too often or too seldom; a whole taken for a part; a total
shared of which only a part is; a number that two others have in them; one that stands there too often; a number that
comes from nowhere."""


@dataclass(frozen=True)
class Fault:
    """Where the working first goes wrong, how, and the step of the solution that it should have been."""

    kind: FaultKind
    claim: Claim
    step: Step | None = None
    odd: Number | None = None
    """The number of the sum that the step does not have."""
    made_by: Claim | None = None
    """The sum that made that number; for a number used again, the sum that used it first."""
    nearness: float = 0
    """How much the sum looks like an attempt at the step."""
    lacks: Step | None = None
    """The step that makes what is left out."""
    also: Claim | None = None
    """A second sum that has the odd number in it."""
    wanted: tuple[Fraction, ...] | None = None
    """The numbers that the piece of the question about it should have, where an explanation of the answer tells them;
    none where only the words of the step do."""
    again: bool = False
    """The sum stands there twice, and the second is meant."""
