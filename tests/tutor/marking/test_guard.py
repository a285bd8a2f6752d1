"""Marking that ends: what takes too long, too much memory or a process with it is stopped and told to the pupil."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from content_store.answers import Choice, ChoiceAnswer, NumericAnswer, SolutionsAnswer
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark
from tutor.marking.guard import BUSY, TOO_HARD, Guard, GuardClosed

TWELVE = NumericAnswer(("12",))


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard(workers=1) as one:
        yield one


def worker_process(guard: Guard) -> int:
    """Return the process id of the guard's only worker."""
    (worker,) = guard._workers
    return worker.process.pid


@pytest.mark.parametrize("text", ["12", "twelve", "13", "idk", "1/0", "9^9^9^9", "", "\0", "\ud800", "x" * 100_000])
def test_a_guarded_mark_is_the_mark(guard: Guard, text: str) -> None:
    assert guard.mark(TWELVE, text) == mark(TWELVE, text)
    solutions = SolutionsAnswer(("x = 12",))
    assert guard.mark(solutions, text) == mark(solutions, text)


def test_the_working_of_an_answer_is_read_as_well(guard: Guard) -> None:
    wrong = guard.first_wrong_line("2x + 3 = 7\n2x = 10\nx = 5", "Solve 2x + 3 = 7")
    assert wrong is not None
    assert not isinstance(wrong, Unreadable)
    assert wrong.number == 2


def test_an_answer_that_computes_nothing_needs_no_worker() -> None:
    with Guard() as guard:
        assert guard.mark(ChoiceAnswer((Choice("a cell", right=True), Choice("an atom"))), "a") == Mark(
            True, None, None, "a cell"
        )
        assert not guard._workers


def test_content_that_cannot_be_marked_against_is_still_an_error(guard: Guard) -> None:
    with pytest.raises(InvalidAnswer, match="'many' in an answer"):
        guard.mark(NumericAnswer(("many",)), "3")
    assert guard.mark(TWELVE, "12") == mark(TWELVE, "12")


def test_a_worker_that_does_not_answer_in_time_is_killed_and_replaced() -> None:
    with Guard(workers=1, seconds=0.5) as guard:
        guard.mark(TWELVE, "12")
        stopped = worker_process(guard)
        os.kill(stopped, signal.SIGSTOP)
        start = time.monotonic()
        assert guard.mark(TWELVE, "12") == TOO_HARD
        assert time.monotonic() - start < 0.5 + 0.5
        with pytest.raises(ProcessLookupError):
            os.kill(stopped, 0)
        _wait_for(lambda: guard.mark(TWELVE, "12") == mark(TWELVE, "12"))
        assert worker_process(guard) != stopped


def test_a_worker_that_dies_is_replaced(guard: Guard) -> None:
    guard.mark(TWELVE, "12")
    os.kill(worker_process(guard), signal.SIGKILL)
    assert guard.mark(TWELVE, "12") in (TOO_HARD, BUSY)
    _wait_for(lambda: guard.mark(TWELVE, "12") == mark(TWELVE, "12"))


def test_a_caller_who_waits_for_a_worker_does_not_wait_beyond_the_limit() -> None:
    with Guard(workers=1, seconds=0.5) as guard:
        guard.mark(TWELVE, "12")
        os.kill(worker_process(guard), signal.SIGSTOP)
        first = threading.Thread(target=guard.mark, args=(TWELVE, "12"))
        first.start()
        start = time.monotonic()
        assert guard.mark(TWELVE, "13") in (BUSY, TOO_HARD)
        assert time.monotonic() - start < 0.5 + 0.5
        first.join()


def test_threads_share_a_guard(guard: Guard) -> None:
    with ThreadPoolExecutor(8) as pool:
        marks = list(pool.map(lambda number: guard.mark(TWELVE, str(number)), range(40)))
    assert marks == [mark(TWELVE, str(number)) for number in range(40)]


def test_a_closed_guard_has_no_processes_and_says_so() -> None:
    guard = Guard(workers=2)
    guard.start()
    processes = [worker.process for worker in guard._workers]
    assert len(processes) == 2
    guard.close()
    assert all(process.poll() is not None for process in processes)
    with pytest.raises(GuardClosed):
        guard.mark(TWELVE, "12")


def _wait_for(condition) -> None:
    """Wait until something holds, as it must before long."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
