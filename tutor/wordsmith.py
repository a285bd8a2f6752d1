"""Words waiting replies: asks the model, checks the draft, and shows it or the authored text.

Works from what is recorded alone, so a reply that a stop interrupted is worded after the restart.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from content_store.items import DrawnItem
from tutor import approval, checker, history, prompts
from tutor.assembly import Tutor
from tutor.checker import Facts, Verdict
from tutor.class_records import HeldReply
from tutor.database import RecordsUnavailable, reading, transaction
from tutor.item_choice import drawn
from tutor.language_model import Completion, ModelUnavailable, Prompt, Reason
from tutor.prompts import HintParts, asking_prompt, hint_prompt, unsaid
from tutor.records import Turn, Wording, now
from tutor.steering import Steering
from tutor.wording_rules import is_too_long

log = logging.getLogger(__name__)

AS_AUTHORED = "a teacher's note"
"""Why the model was not asked: a teacher wants the lesson's own words only."""
CONTENT_CHANGED = "content changed"
"""Why a reply was not worded whose item this content does not have: nothing could tell a leak from a hint."""
BUSY = frozenset({"queue full", "too late"})
"""The reasons for which the pupil is told that the tutor is busy."""
MOST_CANDIDATES = 3
"""Drafts asked for at most. One after another: four at once cost this engine three times as much as one, and seven
first drafts in ten pass (docs/log.md)."""
PATIENCE = 1.5
"""Another draft is asked for while so many times the time of the last one is left."""
CROWDED_SECONDS = 0.5
"""A draft that waited longer than this had others before it: they come before a second try."""
ROOM_FOR_A_QUESTION = 12
"""Words: a quotation that leaves fewer is shown without a question."""


@dataclass(frozen=True)
class Task:
    """What the model is asked and what its draft is checked against.

    `lead` is quoted text that stands before the draft, whatever the draft is; `prompt` is None where it is enough.
    """

    prompt: Prompt | None
    facts: Facts
    sources: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True)
class Worded:
    """A reply as it may be shown, and how it came to be."""

    text: str
    draft: str | None
    replaced: str | None
    checked: tuple[str, ...] = ()
    completion: Completion | None = None


def task_for(facts: dict[str, Any], item: DrawnItem | None, authored: str = "") -> Task:
    """Return what to ask the model for a waiting reply, whose authored words are given."""
    if facts["kind"] == "explain":
        return _explain_task(facts, item, authored)
    steering = Steering.of_facts(facts)
    short = "short" in steering.rules
    parts = HintParts(
        None if short else facts["pupil"] or None,
        facts["working"] or None,
        facts["correction"],
        facts["hint"],
        facts["chosen"],
        facts.get("located", False),
    )
    question = item.question if item else ""
    allowed = (question, parts.pupil or "", parts.working or "", parts.authored, parts.draft)
    checked = Facts(
        facts["right"],
        item.answer if item else None,
        allowed,
        parts.authored,
        earlier=tuple(facts.get("earlier") or ()),
        later=tuple(facts.get("later") or ()),
        year=facts.get("year") or Facts.year,
        diagram=_described(item),
    )
    return Task(hint_prompt(parts, steering.wishes), _steered(checked, steering))


def _steered(facts: Facts, steering: Steering) -> Facts:
    """Return what a draft is checked against with what a teacher has asked for."""
    rules = steering.rules
    return replace(facts, most_words=steering.most_words, simple="simple" in rules, wishes=steering.wishes)


def _explain_task(facts: dict[str, Any], item: DrawnItem | None, quoted: str) -> Task:
    """Return the task of quoting sentences of the notes as they stand and asking one question about what follows.

    What was quoted is not asked for: the pupil could only copy it. Where the notes say no more there is no question.
    """
    passages, sources = tuple(facts["passages"]), tuple(facts["sources"])
    quoted = quoted or (passages[0] if passages else "")
    asked = str(facts["question"])
    sentence = next((text for passage in passages if (text := unsaid(passage, quoted, asked))), "")
    allowed = (*passages, item.question if item else "")
    answer = item.answer if item else None
    steering = Steering.of_facts(facts)
    checked = Facts(None, answer, allowed, asking=sentence, asked=asked, quoted=quoted, diagram=_described(item))
    short = len(quoted.split()) <= steering.most_words - ROOM_FOR_A_QUESTION
    return Task(asking_prompt(sentence) if short and sentence else None, _steered(checked, steering), sources, quoted)


def _described(item: DrawnItem | None) -> str:
    """Return an item's diagram in words, empty where it has none."""
    return item.diagram.alt if item and item.diagram else ""


def word(tutor: Tutor, task: Task, authored: str) -> Worded:
    """Return the first of the model's wordings of a task that passes the checker in time, else the authored text.

    A second is asked for only while nobody waits and time is left; the first draft is the one recorded as replaced.
    """
    if task.prompt is None:
        return Worded(authored, None, None)
    deadline = time.monotonic() + tutor.settings.reply_seconds
    first: Worded | None = None
    for candidate in range(MOST_CANDIDATES):
        try:
            worded = _draft(tutor, replace(task, prompt=replace(task.prompt, candidate=candidate)), authored, deadline)
        except ModelUnavailable as error:
            return first or Worded(authored, None, error.reason.value)
        if worded.replaced is None:
            return worded
        first = first or worded
        if not _time_for_another(worded, deadline):
            break
    return first or Worded(authored, None, Reason.FAILED.value)


def _draft(tutor: Tutor, task: Task, authored: str, deadline: float) -> Worded:
    """Return one draft of the model, shown if it passes.

    Raises:
        ModelUnavailable: there is none in time.
    """
    if task.prompt is None:
        raise ValueError("there is nothing to ask")
    done = tutor.model.complete(task.prompt, deadline=deadline, max_tokens=prompts.MAX_TOKENS)
    verdict = verdict_on(done.text, task)
    text = authored if verdict.broken else f"{task.lead} {done.text}".strip()
    return Worded(text, done.text, verdict.broken, verdict.checked, done)


def verdict_on(draft: str, task: Task) -> Verdict:
    """Return whether a draft may be shown in a task: by the checker, and not too long with what stands before it."""
    verdict = checker.check(draft, task.facts)
    if verdict.broken is None and task.lead and is_too_long(f"{task.lead} {draft}", task.facts.most_words):
        return replace(verdict, broken="length")
    return verdict


def _time_for_another(worded: Worded, deadline: float) -> bool:
    done = worded.completion
    if done is None or done.waited > CROWDED_SECONDS:
        return False
    return deadline - time.monotonic() > PATIENCE * done.seconds


class Wordsmith:
    """Words the waiting replies of a served tutor, a few at a time."""

    def __init__(self, tutor: Tutor, records: Engine, current: Callable[[], Tutor] | None = None) -> None:
        """Keep the tutor and the records; the model's own queue sets the order.

        `current` gives the tutor whose catalogue has the items of the turns as they are by then.
        """
        self._tutor = tutor
        self._current = current or (lambda: tutor)
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
            waiting = [*history.waiting_turns(db), *approval.undrafted(db)]
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
            turn, held = db.get(Turn, turn_id), approval.held_of(db, turn_id)
        if turn is None or _is_done(turn, held):
            return
        item = drawn(self._current().catalogue, turn.item_id, turn.seed or 0) if turn.item_id else None
        task = task_for(turn.facts, item, turn.authored)
        if turn.item_id and item is None:
            worded = Worded(turn.authored, None, CONTENT_CHANGED)
        elif "authored" in Steering.of_facts(turn.facts).rules:
            worded = Worded(turn.authored, None, AS_AUTHORED)
        else:
            worded = _word_or_keep(self._tutor, task, turn)
        with transaction(self._records) as db:
            fresh, held = db.get(Turn, turn_id, with_for_update=True), approval.held_of(db, turn_id)
            if fresh is None or _is_done(fresh, held):
                return
            worded = _shown(db, fresh, held, worded)
            db.add(_record(self._tutor, turn_id, task, worded))
        log.info("turn %s worded: replaced=%s", turn_id, worded.replaced)


def _is_done(turn: Turn, held: HeldReply | None) -> bool:
    """Return whether nothing is left to word of a turn: it is shown, and no teacher waits for a draft of it."""
    return turn.state == "shown" and (held is None or bool(held.draft))


def _shown(db: Session, turn: Turn, held: HeldReply | None, worded: Worded) -> Worded:
    """Show a reply, or keep it for the teacher where it is held; return it as it is to be recorded."""
    passed = worded.draft is not None and worded.replaced is None
    if held is not None:
        approval.keep_draft(db, held, worded.text if passed else None)
        return replace(worded, text=turn.text, replaced=approval.HELD) if passed else worded
    turn.text, turn.state, turn.shown_at = worded.text, "shown", now()
    return worded


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
