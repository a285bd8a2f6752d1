"""Marking with a hard limit: it is done in a child process, which is killed when it takes too long.

Knows processes and time; not mathematics. Answers that need no computing are marked here, as is the embedder's work.
"""

import atexit
import contextlib
import logging
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from multiprocessing import Pipe
from typing import Any, Self

from content_store.answers import Answer, ValueAnswer
from tutor.marking import InvalidAnswer, Mark, Meaning, Unreadable, mark
from tutor.marking.verdict import WrongLine
from tutor.marking.worker import Reply, Work

LIMIT_SECONDS = 2.0
START_SECONDS = 60.0
WORKERS = 2
LONGEST_TEXT = 20_000
READ_WAIT_SECONDS = 0.3

TOO_HARD = Unreadable("That could not be worked out in time: write it in a simpler way.")
BUSY = Unreadable("Marking is busy. Send your answer again in a moment.")

log = logging.getLogger(__name__)


class GuardClosed(RuntimeError):
    """Raised where marking is asked of a guard that has been closed; make a new one."""


class _Stopped(Exception):
    """Raised inside where a worker did not answer: it died, or its time was up."""


class _Worker:
    """One child process and the socket to it; starts at once, and is ready when it says so."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        command = [sys.executable, "-m", "tutor.marking.worker", str(theirs.fileno())]
        with theirs:
            # S603: no shell, and nothing in the command comes from outside.
            self.process = subprocess.Popen(  # noqa: S603
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
        self.ready = False

    def wait(self, deadline: float) -> bool:
        """Return whether the worker is ready before `deadline` (monotonic seconds).

        Raises:
            _Stopped: it ended instead.
        """
        if not self.ready and self._poll(deadline):
            self._receive()
            self.ready = True
        return self.ready

    def ask(self, work: Work, arguments: tuple[Any, ...], deadline: float) -> Reply:
        """Return the reply to a request.

        Raises:
            _Stopped: none came before `deadline`.
        """
        try:
            self.connection.send((work, arguments))
        except OSError as error:
            raise _Stopped from error
        if not self._poll(deadline):
            raise _Stopped
        reply: Reply = self._receive()
        return reply

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.connection.close()
        self.process.kill()
        self.process.wait()

    def _poll(self, deadline: float) -> bool:
        return self.connection.poll(max(0.0, deadline - time.monotonic()))

    def _receive(self) -> Any:
        try:
            return self.connection.recv()
        except (EOFError, OSError) as error:
            raise _Stopped from error


class Guard:
    """Marks within `seconds`, from a few worker processes that start when first needed; safe to share by threads.

    A call takes `seconds` at most, waiting for a worker included; only the first may wait longer, for the workers to
    start. One guard belongs to one process: make it after forking.
    """

    def __init__(self, workers: int = WORKERS, seconds: float = LIMIT_SECONDS) -> None:
        self.seconds = seconds
        self._free: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._free.put(None)
        self._workers: set[_Worker] = set()
        self._started = self._closed = False
        self._reading = threading.Lock()
        atexit.register(self.close)

    def mark(self, answer: Answer, text: str, meaning: Meaning | None = None) -> Mark | Unreadable:
        """Return the mark of what a pupil typed, as `tutor.marking.mark` does, or a request to write it simpler.

        Raises:
            InvalidAnswer: the content's own answer cannot be read.
            GuardClosed: the guard has been closed.
        """
        if not isinstance(answer, ValueAnswer):
            return mark(answer, text, meaning)
        result: Mark | Unreadable = self._result("mark", (answer, text[:LONGEST_TEXT]))
        return result

    def first_wrong_line(self, working: str, question: str, steps: Sequence[str] = ()) -> WrongLine | Unreadable | None:
        """Return the first line that does not follow, None where all do, or a request to write it simpler.

        `steps` are the worked solution of the question.

        Raises:
            GuardClosed: the guard has been closed.
        """
        result: WrongLine | Unreadable | None = self._result("lines", (working[:LONGEST_TEXT], question, tuple(steps)))
        return result

    def read(self, answer: ValueAnswer, text: str) -> str | None:
        """Return how a text that is still being typed is read, as `live.reading_of` does; None where it cannot be.

        One at a time, so that a worker is left for marking: who comes meanwhile waits a moment and gets None.

        Raises:
            GuardClosed: the guard has been closed.
        """
        if not self._reading.acquire(timeout=READ_WAIT_SECONDS):
            return None
        try:
            result = self._result("read", (answer, text[:LONGEST_TEXT]))
        finally:
            self._reading.release()
        return result if isinstance(result, str) else None

    def start(self) -> None:
        """Start the workers without waiting for them, so that the first answer does not."""
        taken: list[_Worker | None] = []
        with contextlib.suppress(queue.Empty):
            while True:
                taken.append(self._free.get_nowait())
        for worker in taken:
            self._free.put(worker or self._new())

    def close(self) -> None:
        """End the workers; those at work are killed."""
        self._closed = True
        atexit.unregister(self.close)
        for worker in list(self._workers):
            self._drop(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _result(self, work: Work, arguments: tuple[Any, ...]) -> Any:
        """Return what a worker makes of a request, or what to tell the pupil where it makes nothing."""
        if self._closed:
            raise GuardClosed("this guard is closed: make a new one")
        deadline = time.monotonic() + self.seconds
        try:
            worker = self._free.get(timeout=self.seconds)
        except queue.Empty:
            return BUSY
        try:
            worker = worker or self._new()
            if not worker.wait(deadline if self._started else time.monotonic() + START_SECONDS):
                return BUSY
            deadline = deadline if self._started else time.monotonic() + self.seconds
            self._started = True
            return self._told(worker.ask(work, arguments, deadline))
        except _Stopped:
            self._drop(worker)
            worker = None
            worker = None if self._closed else self._new()
            return TOO_HARD
        finally:
            self._free.put(worker)

    def _told(self, reply: Reply) -> Any:
        """Return the result in a reply, or what to tell the pupil where there is none."""
        outcome, result = reply
        if outcome == "invalid":
            raise InvalidAnswer(result)
        if outcome == "failed":
            log.error("marking failed: %s", result)
        return result if outcome == "done" else TOO_HARD

    def _new(self) -> _Worker:
        worker = _Worker()
        self._workers.add(worker)
        return worker

    def _drop(self, worker: _Worker | None) -> None:
        if worker in self._workers and worker is not None:
            self._workers.discard(worker)
            worker.kill()
