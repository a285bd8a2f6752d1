"""How long work says how far it has come. Knows nothing of screens or of what the work is."""

from typing import Protocol


class Report(Protocol):
    """Told about each step, so that a command can show progress and the time left."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that `done` of `total` steps of `stage` are finished."""


def silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
