"""What marking says about one attempt, as plain values.

Knows no mathematics; the readers and the kinds of answer build these.
"""

from dataclasses import dataclass
from typing import Literal

VALUE_IS_RIGHT = ("Right value", "Right ratio", "Right numbers, but write them", "Right power", "Correct")
"""How the form of a mark begins where only the form is wrong; right numbers swapped or in another unit are wrong."""
IdeaOutcome = Literal["shown", "not shown", "unsure"]


@dataclass(frozen=True)
class IdeaMark:
    """Whether a pupil's own words show one of the ideas asked for."""

    idea: str
    outcome: IdeaOutcome


@dataclass(frozen=True)
class WrongLine:
    """The first line of working that does not follow.

    `number` counts the pupil's lines that are not blank, from 1. `before` is what the line should follow from, None for
    a sum that is false by itself. `rule` is the id of the wrong rule that explains it, None where none is known.
    `same_line` says that `before` stands on the line itself, before an equals sign of it, not on a line above.
    """

    number: int
    text: str
    before: str | None
    rule: str | None
    same_line: bool = False
    clause: str = ""
    """The part of the line that is wrong, where the line holds several; empty where it is the whole line."""


@dataclass(frozen=True)
class Mark:
    """One marked attempt.

    `right` is None where marking is unsure: never counted as wrong. `form` is one sentence to the pupil about how the
    answer is written, `reading` is LaTeX without dollars of how it was understood (for a kind that is not maths, text).
    `ideas` are those of a short text or the criteria of a piece of writing.
    """

    right: bool | None
    form: str | None
    misconception_id: str | None
    reading: str
    wrong_line: WrongLine | None = None
    ideas: tuple[IdeaMark, ...] = ()

    @property
    def only_form(self) -> bool:
        """Whether the value is right and only its form or unit is not."""
        return self.right is False and (self.form or "").startswith(VALUE_IS_RIGHT)


@dataclass(frozen=True)
class Unreadable:
    """An attempt that could not be marked; `reason` asks the pupil for what can be."""

    reason: str


class Unread(ValueError):
    """Raised while reading what was typed; the message is the reason that the pupil is shown."""


class InvalidAnswer(ValueError):
    """An answer in the content cannot be marked against; the message says which text and why."""
