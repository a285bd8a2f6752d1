"""What marking says about one attempt, as plain values.

Knows no mathematics; the readers and the kinds of answer build these.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """One marked attempt.

    `form` is one sentence to the pupil about how the answer is written, `reading` is LaTeX without
    dollars of how it was understood (for a choice, the text of the option).
    """

    right: bool
    form: str | None
    misconception_id: str | None
    reading: str


@dataclass(frozen=True)
class Unreadable:
    """An attempt that could not be marked; `reason` asks the pupil for what can be."""

    reason: str


class Unread(ValueError):
    """Raised while reading what was typed; the message is the reason that the pupil is shown."""


class InvalidAnswer(ValueError):
    """An answer in the content cannot be marked against; the message says which text and why."""
