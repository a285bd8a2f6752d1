"""Progress bars with the time left, for steps that take long; plain lines where there is no terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

console = Console(stderr=True, highlight=False)


class _Bars:
    """One bar for each stage, made when the stage is first heard of."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._tenths: dict[str, int] = {}

    def __call__(self, stage: str, done: float, total: float | None) -> None:
        """Move a stage's bar; without a terminal, write a line for each tenth of it."""
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)
        tenth = int(10 * done / total) if total else 0
        if not console.is_terminal and tenth > self._tenths.get(stage, -1):
            self._tenths[stage] = tenth
            console.print(f"{stage}: {10 * tenth}%")


@contextmanager
def _bars(*extra: ProgressColumn) -> Iterator[_Bars]:
    columns: tuple[ProgressColumn, ...] = (TextColumn("{task.description}"), BarColumn(), *extra)
    rest = (TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn())
    with Progress(*columns, *rest, console=console, disable=not console.is_terminal) as progress:
        yield _Bars(progress)


@contextmanager
def steps() -> Iterator[_Bars]:
    """Yield what to call with (stage, done, total)."""
    with _bars(TextColumn("{task.percentage:>3.0f}%")) as bars:
        yield bars


@contextmanager
def download() -> Iterator[Callable[[int, int | None, str], None]]:
    """Yield what to call with (bytes done, bytes in all, what is being done)."""
    said: set[str] = set()
    with _bars(DownloadColumn()) as bars:

        def report(done: int, total: int | None, message: str) -> None:
            if message.startswith("receiving"):
                bars(message, done, total)
            elif message not in said:
                said.add(message)
                console.print(message)

        yield report
