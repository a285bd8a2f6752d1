"""The child process in which marking that computes is done, so that it can be stopped.

Run as `python -m tutor.marking.worker FD` by `tutor.marking.guard`, with a socket to it as file descriptor FD.
Answers one request at a time until the socket closes. Limits its own memory, time and share of the processor; knows
nothing of who asks.
"""

import contextlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from content_store.answers import ValueAnswer
from tutor.marking import InvalidAnswer, mark
from tutor.marking.lines import first_wrong_line
from tutor.marking.live import reading_of

Work = Literal["mark", "lines", "read"]
Reply = tuple[Literal["done", "invalid", "too large", "failed"], Any]

MEMORY = 200 * 1024 * 1024
"""Bytes that marking may take beyond those of the process once its modules are loaded."""
SECONDS_UNATTENDED = 10
"""Seconds after which a computation ends the process by itself, should the guard have gone."""
NICENESS = 2


def serve(connection: Connection) -> None:
    """Answer requests until the other side closes; a request is the kind of work and its arguments."""
    connection.send("ready")
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            work, arguments = connection.recv()
            signal.alarm(SECONDS_UNATTENDED)
            reply = _reply(work, arguments)
            signal.alarm(0)
            connection.send(reply)
            if reply[0] == "too large":
                return


def _reply(work: Work, arguments: tuple[Any, ...]) -> Reply:
    """Return the result of one request, or why there is none; never the pupil's words."""
    try:
        return "done", WORK[work](*arguments)
    except InvalidAnswer as error:
        return "invalid", str(error)
    except MemoryError:
        return "too large", None
    except Exception as error:  # a fault in marking must reach the log, not end the process
        return "failed", _place(error)


def _place(error: Exception) -> str:
    """Return the kind of an error and the line that it comes from."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "nowhere"
    return f"{type(error).__name__} at {at}"


def _mark(answer: ValueAnswer, text: str) -> object:
    return mark(answer, text)


def _lines(working: str, question: str, steps: tuple[str, ...] = ()) -> object:
    return first_wrong_line(working, question, steps)


def _limit_memory() -> None:
    """Refuse memory beyond what the loaded process has by more than MEMORY; where its size is not told, do nothing."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        size = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))


WORK: dict[Work, Callable[..., object]] = {"mark": _mark, "lines": _lines, "read": reading_of}


def main() -> None:
    """Serve on the file descriptor that the command line names."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    _limit_memory()
    with Connection(int(sys.argv[1])) as connection:
        serve(connection)


if __name__ == "__main__":
    main()
