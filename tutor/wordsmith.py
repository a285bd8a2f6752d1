"""Words waiting replies: asks the model, checks the draft, and shows it or the authored text.

Works from what is recorded alone, so a reply that a stop interrupted is worded after the restart.
"""

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from content_store.items import DrawnItem
from tutor import checker, history, prompts
from tutor.assembly import Tutor
from tutor.checker import Facts
from tutor.database import RecordsUnavailable, reading, transaction
from tutor.item_choice import drawn
from tutor.language_model import Completion, ModelUnavailable, Prompt, Reason
from tutor.prompts import HintParts, explain_prompt, hint_prompt
from tutor.records import Turn, Wording, now

log = logging.getLogger(__name__)

CONTENT_CHANGED = "content changed"
"""Why a reply was not worded whose item this content does not have: nothing could tell a leak from a hint."""
BUSY = frozenset({"queue full", "too late"})
"""The reasons for which the pupil is told that the tutor is busy."""


@dataclass(frozen=True)
class Task:
    """What the model is asked and what its draft is checked against."""

    prompt: Prompt
    facts: Facts
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Worded:
    """A reply as it may be shown, and how it came to be."""

    text: str
    draft: str | None
    replaced: str | None
    checked: tuple[str, ...] = ()
    completion: Completion | None = None


def task_for(facts: dict[str, Any], item: DrawnItem | None) -> Task:
    """Return what to ask the model for a waiting reply."""
    if facts["kind"] == "explain":
        return _explain_task(facts, item)
    parts = HintParts(
        facts["pupil"] or None, facts["working"] or None, facts["correction"], facts["hint"], facts["chosen"]
    )
    question = item.question if item else ""
    allowed = (question, parts.pupil or "", parts.working or "", parts.authored)
    answer = item.answer if item else None
    return Task(hint_prompt(parts), Facts(facts["right"], answer, allowed, parts.authored))


def _explain_task(facts: dict[str, Any], item: DrawnItem | None) -> Task:
    passages = tuple(facts["passages"])
    question = str(facts["question"])
    checked = Facts(None, item.answer if item else None, (*passages, item.question if item else ""), "", passages)
    return Task(explain_prompt(question, passages), checked, tuple(facts["sources"]))


def word(tutor: Tutor, task: Task, authored: str) -> Worded:
    """Return the model's wording of a task if it passes the checker in time, else the authored text."""
    deadline = time.monotonic() + tutor.settings.reply_seconds
    try:
        done = tutor.model.complete(task.prompt, deadline=deadline, max_tokens=prompts.MAX_TOKENS)
    except ModelUnavailable as error:
        return Worded(authored, None, error.reason.value)
    verdict = checker.check(done.text, task.facts)
    text = authored if verdict.broken else done.text
    return Worded(text, done.text, verdict.broken, verdict.checked, done)


class Wordsmith:
    """Words the waiting replies of a served tutor, a few at a time."""

    def __init__(self, tutor: Tutor, records: Engine) -> None:
        """Keep the tutor and the records; the model's own queue sets the order."""
        self._tutor = tutor
        self._records = records
        self._pool = ThreadPoolExecutor(max_workers=tutor.settings.model_queue + 2, thread_name_prefix="wordsmith")
        self._lock = threading.Lock()
        self._under_way: dict[int, Future[None]] = {}

    def ensure(self, turn_id: int) -> None:
        """See to it that a waiting reply is being worded, once."""
        with self._lock, suppress(RuntimeError):  # after close it stays waiting for the next start
            if turn_id not in self._under_way:
                self._under_way[turn_id] = self._pool.submit(self._finish, turn_id)

    def wait(self, turn_id: int, seconds: float) -> None:
        """Wait until a reply has been worded, or for so long."""
        with self._lock:
            future = self._under_way.get(turn_id)
        if future is not None:
            wait([future], timeout=seconds)

    def resume(self) -> None:
        """Have the model read the standing prompts, and word the replies that were waiting when the service stopped."""
        for prompt in prompts.standing_prompts():
            self._tutor.model.warm(prompt)
        with reading(self._records) as db:
            waiting = history.waiting_turns(db)
        for turn_id in waiting:
            self.ensure(turn_id)

    def close(self) -> None:
        """Stop taking replies; those under way finish or stay waiting for the next start."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _finish(self, turn_id: int) -> None:
        """Word one reply and show it; a failure leaves the authored text in its place."""
        try:
            self._word_turn(turn_id)
        except RecordsUnavailable:
            log.warning("turn %s stays waiting: the records cannot be written", turn_id)
        finally:
            with self._lock:
                self._under_way.pop(turn_id, None)

    def _word_turn(self, turn_id: int) -> None:
        with reading(self._records) as db:
            turn = db.get(Turn, turn_id)
        if turn is None or turn.state == "shown":
            return
        item = drawn(self._tutor.catalogue, turn.item_id, turn.seed or 0) if turn.item_id else None
        task = task_for(turn.facts, item)
        if turn.item_id and item is None:
            worded = Worded(turn.authored, None, CONTENT_CHANGED)
        else:
            worded = _word_or_keep(self._tutor, task, turn)
        with transaction(self._records) as db:
            fresh = db.get(Turn, turn_id, with_for_update=True)
            if fresh is None or fresh.state == "shown":
                return
            fresh.text, fresh.state, fresh.shown_at = worded.text, "shown", now()
            db.add(_record(self._tutor, turn_id, task, worded))
        log.info("turn %s worded: replaced=%s", turn_id, worded.replaced)


def _word_or_keep(tutor: Tutor, task: Task, turn: Turn) -> Worded:
    """Return the wording of a task; the authored text where anything at all goes wrong, so that no reply is lost."""
    try:
        return word(tutor, task, turn.authored)
    except Exception as error:  # the last resort: whatever it is, the pupil is waiting
        log.error("turn %s is shown as authored: %s", turn.id, type(error).__name__)
        return Worded(turn.authored, None, Reason.FAILED.value)


def _record(tutor: Tutor, turn_id: int, task: Task, worded: Worded) -> Wording:
    done = worded.completion
    return Wording(
        turn_id=turn_id,
        model_name=tutor.model.name,
        model_digest=tutor.model.digest,
        prompt_version=prompts.VERSION,
        checker_version=checker.VERSION,
        draft=worded.draft,
        replaced=worded.replaced,
        checked=list(worded.checked),
        sources=list(task.sources),
        prompt_tokens=done.prompt_tokens if done else 0,
        reused_tokens=done.reused_tokens if done else 0,
        completion_tokens=done.completion_tokens if done else 0,
        waited_seconds=done.waited if done else 0.0,
        seconds=done.seconds if done else 0.0,
    )
