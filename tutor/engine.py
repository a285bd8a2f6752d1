"""One thread that works for many: requests wait in a bounded queue and are answered in order, in time.

It knows threads, queues, deadlines and failures; tokens and files are its worker's business.
"""

import atexit
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import Protocol

from tutor.language_model import Completion, ModelUnavailable, Prompt, Reason

logger = logging.getLogger(__name__)

WARMINGS = 8
"""Prompts that may wait to be read ahead of need; the oldest is forgotten for one more."""

Check = Callable[[], None]
"""Called by the worker between two steps; raises when there is no point in going on."""


class State(StrEnum):
    """How far the model is."""

    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"
    CLOSED = "closed"


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Capacity:
    """How much the model may hold and use."""

    context: int = 4096
    """Tokens of one prompt and its reply together."""
    threads: int | None = None
    """Processor threads; as many as there are usable cores when not given."""
    queue: int = 32
    """Requests that may wait; one more is refused at once."""
    stored_bytes: int = 512 * 1024**2
    """For the states of prefixes: with the default model 28 KB a token, so 25 items of 700 tokens."""


class Worker(Protocol):
    """Does the work. Made, used and closed by the engine's thread alone."""

    def answer(self, prompt: Prompt, max_tokens: int, check: Check) -> Completion:
        """Return the reply, or raise `ModelUnavailable`."""

    def warm(self, prompt: Prompt, check: Check) -> None:
        """Read the rules and the item."""

    def renew(self) -> None:
        """Begin afresh after a failure."""

    def close(self) -> None:
        """Give everything back."""


class _Interrupted(Exception):
    """Somebody is waiting."""


@dataclass(frozen=True, eq=False)
class _Request:
    """One prompt that waits for its reply."""

    prompt: Prompt
    deadline: float
    max_tokens: int
    arrived: float = field(default_factory=time.monotonic)
    reply: Future[Completion] = field(default_factory=Future)

    def refuse(self, error: ModelUnavailable) -> None:
        """Answer with the error, if anybody still waits for an answer."""
        if self.reply.set_running_or_notify_cancel():
            self.reply.set_exception(error)


class Engine:
    """A language model but for its name and digest: it begins to load when it is made."""

    def __init__(self, load: Callable[[], Worker], queue_length: int) -> None:
        """Start the thread, which loads the worker."""
        self._load = load
        self._queue_length = queue_length
        self._requests: deque[_Request] = deque()
        self._warmings: deque[Prompt] = deque(maxlen=WARMINGS)
        self._changed = threading.Condition()
        self._state = State.LOADING
        self._problem = "the language model is still being loaded; try again in a minute"
        self._thread = threading.Thread(target=self._run, name="language-model", daemon=True)
        self._thread.start()
        # A thread killed inside llama.cpp takes the process down with it: it has to end before Python does.
        atexit.register(self.close)

    @property
    def state(self) -> State:
        """Return how far the model is."""
        return self._state

    @property
    def ready(self) -> bool:
        """Return whether requests are being answered."""
        return self._state is State.READY

    @property
    def problem(self) -> str:
        """Return why requests are not answered and what to do about it; empty if they are."""
        return self._problem

    def wait_until_loaded(self, timeout: float) -> State:
        """Return the state when loading has ended one way or the other, or time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._state is not State.LOADING, timeout)
            return self._state

    def complete(self, prompt: Prompt, *, deadline: float, max_tokens: int) -> Completion:
        """Return the reply before this moment of `time.monotonic()`, or raise `ModelUnavailable`."""
        request = _Request(prompt, deadline, max_tokens)
        self._enter(request)
        try:
            return request.reply.result(timeout=max(deadline - time.monotonic(), 0))
        except TimeoutError:
            request.reply.cancel()
            raise _too_late() from None

    def warm(self, prompt: Prompt) -> None:
        """Have the rules and the item read when nothing waits; a request waits for one step of it at most."""
        with self._changed:
            if self._state in (State.LOADING, State.READY) and prompt not in self._warmings:
                self._warmings.append(prompt)
                self._changed.notify_all()

    def close(self) -> None:
        """Refuse what waits, stop what runs, and return when the memory has been given back."""
        self._become(State.CLOSED, "the language model has been closed, because the service is stopping")
        self._thread.join()
        atexit.unregister(self.close)

    def _enter(self, request: _Request) -> None:
        """Put the request into the queue, if there is a model and room."""
        with self._changed:
            if self._state is not State.READY:
                raise ModelUnavailable(Reason.NOT_LOADED, self._problem)
            if len(self._requests) >= self._queue_length:
                self._requests = deque(one for one in self._requests if not one.reply.cancelled())
            if len(self._requests) >= self._queue_length:
                message = f"{self._queue_length} requests wait for the language model; try again in a minute"
                raise ModelUnavailable(Reason.QUEUE_FULL, message)
            self._requests.append(request)
            self._changed.notify_all()

    def _become(self, state: State, problem: str = "") -> None:
        """Change the state, which a closed engine never does, and refuse what can no longer be answered."""
        with self._changed:
            if self._state is State.CLOSED:
                return
            self._state, self._problem = state, problem
            while state is not State.READY and self._requests:
                self._requests.popleft().refuse(ModelUnavailable(Reason.NOT_LOADED, problem))
            self._changed.notify_all()

    def _run(self) -> None:
        """Load the worker and let it work until the engine is closed or the worker cannot go on."""
        try:
            worker = self._load()
        except Exception as error:  # whatever it is, the service goes on without a model
            self._become(State.FAILED, _explanation(error))
            return
        self._become(State.READY)
        try:
            while (work := self._next()) is not None:
                if isinstance(work, _Request):
                    self._answer(worker, work)
                else:
                    self._warm(worker, work)
        except Exception as error:  # the worker could not be renewed
            self._become(State.FAILED, _explanation(error))
        finally:
            worker.close()

    def _next(self) -> _Request | Prompt | None:
        """Return the next thing to do, requests first, or None when there is nothing more to be done."""
        with self._changed:
            self._changed.wait_for(lambda: self._requests or self._warmings or not self.ready)
            if not self.ready:
                return None
            return self._requests.popleft() if self._requests else self._warmings.popleft()

    def _answer(self, worker: Worker, request: _Request) -> None:
        """Answer one request; a failure is its own and nobody else's."""
        if not request.reply.set_running_or_notify_cancel():
            return
        waited = time.monotonic() - request.arrived
        check = partial(self._check_request, request.deadline)
        try:
            check()
            completion = worker.answer(request.prompt, request.max_tokens, check)
            request.reply.set_result(replace(completion, waited=waited))
        except ModelUnavailable as refusal:
            request.reply.set_exception(refusal)
        except Exception as error:  # the thread has to outlive it
            request.reply.set_exception(_failure(error))
            worker.renew()

    def _warm(self, worker: Worker, prompt: Prompt) -> None:
        """Read ahead until somebody comes."""
        try:
            worker.warm(prompt, self._check_idle)
        except _Interrupted:
            self._warmings.appendleft(prompt)
        except Exception as error:  # the thread has to outlive it
            _failure(error)
            worker.renew()

    def _check_request(self, deadline: float) -> None:
        """Raise unless the reply could still be in time."""
        if time.monotonic() >= deadline:
            raise _too_late()
        if not self.ready:
            raise ModelUnavailable(Reason.NOT_LOADED, self._problem)

    def _check_idle(self) -> None:
        """Raise if there is something better to do than to read ahead."""
        if self._requests or not self.ready:
            raise _Interrupted


def _too_late() -> ModelUnavailable:
    """Return what to say when time has run out."""
    return ModelUnavailable(
        Reason.TOO_LATE,
        "the language model did not reply in time; if that is frequent, allow more time or use a smaller one",
    )


def _failure(error: Exception) -> ModelUnavailable:
    """Return what to say of a failure and log its kind; what it says itself might quote the prompt."""
    kind = type(error).__name__
    logger.error("the language model failed with %s and begins afresh", kind)
    return ModelUnavailable(Reason.FAILED, f"the language model failed ({kind}) and begins afresh; try again")


def _explanation(error: Exception) -> str:
    """Return why there is no model."""
    if isinstance(error, ModelUnavailable):
        return str(error)
    return f"the model could not start ({type(error).__name__}); authored texts are shown meanwhile"
