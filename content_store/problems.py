"""What is wrong with content, said so that its author can put it right.

Knows files, lines and rules; not what any rule means.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One broken rule: where it is and what to do about it. A line of 0 means the whole file."""

    file: str
    line: int
    rule: str
    suggestion: str

    def __str__(self) -> str:
        """Return one line in the form that editors open on a click: file:line: rule (suggestion)."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.rule} ({self.suggestion})"


class InvalidContent(ValueError):
    """Content that cannot be built as it stands. Nothing has been written; the old build is unharmed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
