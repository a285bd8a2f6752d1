"""How long a pupil waits, what becomes of the model's drafts, and whether what is shown tells or contradicts.

Each line is `{"item": id, "seed": number, "answer": str, "working": str}`, or with `"question"` in place of the
answer; `"before"` lists answers that were given first. Every line is a pupil's message to the tutor that is served,
recorded in a database of its own. Leaks and contradictions are counted by a scorer that is not the checker's code, in
what is shown, in the first drafts, and, where asked for, in what the model says when it tutors alone.
"""

import json
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine

from content_store.progress import Report, silent
from evaluation.benchmarks.bench import add_pupil
from evaluation.benchmarks.cases import InvalidCases, percentile
from evaluation.benchmarks.reply_faults import Case, Faults, alone_on, faults_in, total_of
from tutor import dialogue, history, prompts
from tutor.assembly import Tutor
from tutor.database import migrate, open_records, reading, transaction
from tutor.exchange import Heard, Said
from tutor.item_choice import drawn
from tutor.records import Turn, TutoringSession
from tutor.wordsmith import Wordsmith

NOTHING = Faults()


@dataclass(frozen=True)
class RepliesReport:
    """Times in seconds; `replaced` counts why drafts were not shown; memory is the most this process has held.

    `moves` and `kinds` give, for each move and kind of answer, how many drafts there were and how many were shown.
    """

    cases: int
    verdict_p50: float
    verdict_p95: float
    reply_p50: float
    reply_p95: float
    replies: int
    shown_as_drafted: int
    replaced: dict[str, int]
    moves: dict[str, tuple[int, int]]
    kinds: dict[str, tuple[int, int]]
    shown: Faults
    drafts: Faults
    alone: Faults
    found: tuple[str, ...]
    memory_gb: float


def run(path: Path, tutor: Tutor, alone: int = 0, report: Report = silent) -> RepliesReport:
    """Return the report of every case of a file; the model alone answers the first `alone` of the answers in it.

    Raises:
        InvalidCases: a line is no case, or names an item that the content does not have.
    """
    cases = list(_cases(path, tutor))
    with tempfile.TemporaryDirectory() as folder:
        records = open_records(f"sqlite:///{folder}/records.db")
        migrate(records)
        pupil_id = add_pupil(records)
        wordsmith = Wordsmith(tutor, records)
        for prompt in prompts.standing_prompts():
            tutor.model.warm(prompt)
        timings = []
        for number, case in enumerate(cases, 1):
            timings.append(_timed(tutor, records, wordsmith, (pupil_id, case)))
            report("Replying", number, len(cases))
        wordsmith.close()
        records.dispose()
    answered = [case for case in cases if case.answer][:alone]
    return _report(timings, alone_on(tutor, answered, report))


def _cases(path: Path, tutor: Tutor) -> Iterator[Case]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            raise InvalidCases(f"{path}:{number}: {error.errors()[0]['msg']}") from error
        if tutor.catalogue.item(case.item) is None:
            raise InvalidCases(f"{path}:{number}: the content has no item {case.item}")
        yield case
    if not lines:
        raise InvalidCases(f"{path} has no cases")


@dataclass(frozen=True)
class _Timing:
    """One message: seconds to the verdict and to the reply, the reply's move and answer kind, and what was wrong."""

    verdict: float
    reply: float | None = None
    replaced: str | None = None
    move: str = ""
    kind: str = ""
    shown: Faults = NOTHING
    draft: Faults = NOTHING
    found: tuple[str, ...] = ()


def _timed(tutor: Tutor, records: Engine, wordsmith: Wordsmith, given: tuple[int, Case]) -> _Timing:
    """Return how long one message took, to its verdict and to the reply that could be shown, and its faults."""
    pupil_id, case = given
    with transaction(records) as db:
        session_id = _session(tutor, db, pupil_id, case)
    for answer in case.before:
        _post(tutor, records, session_id, Said(0, "answer", answer))
    intent: Any = "question" if case.question else "answer"
    started = time.perf_counter()
    heard = _post(tutor, records, session_id, Said(0, intent, case.question or case.answer, case.working))
    verdict = time.perf_counter() - started
    if not heard.waiting:
        return _Timing(verdict)
    for turn_id in heard.waiting:
        wordsmith.ensure(turn_id)
        wordsmith.wait(turn_id, tutor.settings.reply_seconds + 5)
    elapsed = time.perf_counter() - started
    return _judged(tutor, records, case, (_Timing(verdict, elapsed), heard.waiting[0]))


def _post(tutor: Tutor, records: Engine, session_id: int, said: Said) -> Heard:
    """Post a message in its turn."""
    with transaction(records) as db:
        session = db.get(TutoringSession, session_id, with_for_update=True)
        if session is None:
            raise LookupError("the session has just been written")
        position = history.last_position(db, session) + 1
        return dialogue.respond(tutor, db, session, replace(said, position=position))


def _judged(tutor: Tutor, records: Engine, case: Case, timed: tuple[_Timing, int]) -> _Timing:
    """Return what became of a worded reply, and what the independent scorer finds in it and in its first draft."""
    timing, turn_id = timed
    with reading(records) as db:
        wording = history.wording_of(db, turn_id)
        turn = db.get_one(Turn, turn_id)
    item = drawn(tutor.catalogue, case.item, case.seed)
    if item is None:
        raise LookupError("the case's item was there a moment ago")
    right = turn.facts.get("right")
    case = case.model_copy(update={"answer": turn.facts.get("pupil") or case.answer})  # a choice by its words
    shown, found = faults_in(turn.text, item, case, right)
    draft, _ = faults_in((wording.draft if wording else None) or "", item, case, right)
    if wording is None:
        return replace(timing, replaced="not finished", move=turn.move, kind=type(item.answer).__name__)
    if wording.draft is None and wording.replaced is None:
        return _Timing(timing.verdict)  # quoted from the notes without a question: nothing was drafted
    return replace(
        timing,
        replaced=wording.replaced,
        move=turn.move,
        kind=type(item.answer).__name__,
        shown=shown,
        draft=draft,
        found=found,
    )


def _session(tutor: Tutor, db: Any, pupil_id: int, case: Case) -> int:
    """Return a new session with the case's item open."""
    row = tutor.catalogue.item(case.item)
    objective_id = row.objective_id if row else ""
    session = dialogue.start(tutor, db, pupil_id, objective_id)
    dialogue.stop(db, session)
    db.flush()
    session = dialogue.start(tutor, db, pupil_id, objective_id)
    session.item_id, session.seed = case.item, case.seed
    return session.id or 0


def _report(timings: list[_Timing], alone: Faults) -> RepliesReport:
    verdicts = [timing.verdict for timing in timings]
    replies = [timing for timing in timings if timing.reply is not None]
    waits = [timing.reply or 0.0 for timing in replies]
    replaced = Counter(timing.replaced for timing in replies if timing.replaced)
    scale = 1024 if sys.platform == "linux" else 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e9
    return RepliesReport(
        cases=len(timings),
        verdict_p50=statistics.median(verdicts),
        verdict_p95=percentile(verdicts, 95),
        reply_p50=statistics.median(waits) if waits else 0.0,
        reply_p95=percentile(waits, 95) if waits else 0.0,
        replies=len(replies),
        shown_as_drafted=len(replies) - replaced.total(),
        replaced=dict(replaced.most_common()),
        moves=_shares((timing.move, timing.replaced) for timing in replies),
        kinds=_shares((timing.kind, timing.replaced) for timing in replies),
        shown=total_of(timing.shown for timing in replies),
        drafts=total_of(timing.draft for timing in replies),
        alone=alone,
        found=tuple(one for timing in replies for one in timing.found),
        memory_gb=memory,
    )


def _shares(replies: Iterable[tuple[str, str | None]]) -> dict[str, tuple[int, int]]:
    """Return, for each name, how many replies there were and how many were shown as drafted."""
    counts: dict[str, tuple[int, int]] = {}
    for name, replaced in replies:
        drafted, shown = counts.get(name, (0, 0))
        counts[name] = (drafted + 1, shown + (replaced is None))
    return dict(sorted(counts.items()))


def as_json(report: RepliesReport) -> str:
    """Return the report as one JSON object."""
    return json.dumps(asdict(report), ensure_ascii=False)


def as_text(report: RepliesReport) -> str:
    """Return the report to read in a terminal."""
    replaced = ", ".join(f"{count} {rule}" for rule, count in report.replaced.items()) or "none"
    lines = [
        f"Messages: {report.cases}",
        f"Verdict: median {report.verdict_p50 * 1000:.0f} ms, 95% within {report.verdict_p95 * 1000:.0f} ms",
        f"Worded replies: {report.replies}; median {report.reply_p50:.1f} s, 95% within {report.reply_p95:.1f} s",
        f"Shown as drafted: {report.shown_as_drafted}; replaced by the authored text: {replaced}",
        f"Shown as drafted, by move: {_listed(report.moves)}; by kind: {_listed(report.kinds)}",
        f"What was shown: {_told(report.shown)}",
        f"First drafts, before the checker: {_told(report.drafts)}",
        f"The model alone: {_told(report.alone)}" if report.alone.replies else "",
        f"Memory: {report.memory_gb:.2f} GB at the most",
        *(f"- {one}" for one in report.found),
    ]
    return "\n".join(line for line in lines if line)


def _listed(shares: dict[str, tuple[int, int]]) -> str:
    return ", ".join(f"{name} {shown} of {drafted}" for name, (drafted, shown) in shares.items()) or "none"


def _told(faults: Faults) -> str:
    counts = f"{faults.leaks} tell the answer, {faults.contradictions} contradict the verdict"
    return f"of {faults.replies}, {counts}, {faults.false_sums} hold a false sum"
