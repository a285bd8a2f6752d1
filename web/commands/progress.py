"""Progress bars with the time left, for steps that take long."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

console = Console(stderr=True, highlight=False)


class Report(Protocol):
    """How a long step tells how far it is."""

    def __call__(self, done: float, total: float, message: str) -> None:
        """Take how much is done of how much, and what is being done."""


@contextmanager
def progress_bar(title: str) -> Iterator[Report]:
    """Yield what to call with (done, total, message); a terminal shows a bar, a log file one line a tenth."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn(), console=console) as bar:
        task: TaskID | None = None
        printed = -1

        def report(done: float, total: float, message: str) -> None:
            nonlocal task, printed
            task = bar.add_task(title, total=None) if task is None else task
            bar.update(task, completed=done, total=total or None, description=message or title)
            tenth = int(10 * done / total) if total else 0
            if not console.is_terminal and tenth > printed:
                printed = tenth
                console.print(f"{message or title}: {10 * tenth}%")

        yield report
