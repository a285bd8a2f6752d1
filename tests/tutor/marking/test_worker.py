"""What the child process does with a request, and within which limits."""

import resource
import subprocess
import sys
import threading
from multiprocessing import Pipe

import pytest

from content_store.answers import NumericAnswer
from tutor.marking import mark
from tutor.marking.worker import MEMORY, WORK, serve

TWELVE = NumericAnswer(("12",))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch):
    """Return a function that gives the reply to one request, made of a kind of work and what does it."""
    monkeypatch.setattr("tutor.marking.worker.signal.alarm", lambda seconds: None)

    def ask(work: str, *arguments: object, by=None) -> tuple[str, object]:
        if by:
            monkeypatch.setitem(WORK, work, by)
        ours, theirs = Pipe()
        thread = threading.Thread(target=serve, args=(theirs,))
        thread.start()
        assert ours.recv() == "ready"
        ours.send((work, arguments))
        reply = ours.recv()
        ours.close()
        thread.join()
        return reply

    return ask


def test_a_request_is_answered_with_the_mark(asked) -> None:
    assert asked("mark", TWELVE, "12") == ("done", mark(TWELVE, "12"))


def test_an_unmarkable_answer_and_a_fault_are_told_apart_without_the_pupils_words(asked) -> None:
    assert asked("mark", NumericAnswer(("many",)), "12")[0] == "invalid"

    def fault(answer: object, text: str) -> object:
        raise KeyError(text)

    outcome, told = asked("mark", TWELVE, "private words", by=fault)
    assert outcome == "failed"
    assert "KeyError at test_worker.py:" in str(told)
    assert "private" not in str(told)


def test_a_request_that_takes_too_much_memory_ends_the_process_after_its_reply(asked) -> None:
    def hungry(answer: object, text: str) -> object:
        raise MemoryError

    assert asked("mark", TWELVE, "12", by=hungry) == ("too large", None)


def test_memory_beyond_the_limit_is_refused_in_the_process_itself() -> None:
    program = (
        "from tutor.marking import worker; worker._limit_memory()\n"
        "try:\n    bytearray(worker.MEMORY + 2**24)\nexcept MemoryError:\n    print('refused')"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "refused"
    assert MEMORY == 200 * 1024 * 1024
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
