"""How long a pupil waits and what becomes of the model's drafts, on answers from a file.

Each line is `{"item": id, "seed": number, "answer": str, "working": str}`, or with `"question"` in place of the
answer. Every line is a pupil's message to the tutor that is served, recorded in a database of its own.
"""

import json
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Engine

from content_store.progress import Report, silent
from evaluation.benchmarks.cases import InvalidCases, percentile
from tutor import accounts, dialogue, history
from tutor.assembly import Tutor
from tutor.database import migrate, open_records, reading, transaction
from tutor.exchange import Said
from tutor.records import School, TutoringSession
from tutor.wordsmith import Wordsmith


class Case(BaseModel):
    """One message of a pupil about one drawn item."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: str
    seed: int
    answer: str = ""
    working: str = ""
    question: str = ""


@dataclass(frozen=True)
class RepliesReport:
    """Times in seconds; `replaced` counts why drafts were not shown; memory is the most this process has held."""

    cases: int
    verdict_p50: float
    verdict_p95: float
    reply_p50: float
    reply_p95: float
    replies: int
    shown_as_drafted: int
    replaced: dict[str, int]
    memory_gb: float


def run(path: Path, tutor: Tutor, report: Report = silent) -> RepliesReport:
    """Return the report of every case of a file.

    Raises:
        InvalidCases: a line is no case, or names an item that the content does not have.
    """
    cases = list(_cases(path, tutor))
    with tempfile.TemporaryDirectory() as folder:
        records = open_records(f"sqlite:///{folder}/records.db")
        migrate(records)
        pupil_id = _add_pupil(records)
        wordsmith = Wordsmith(tutor, records)
        timings = []
        for number, case in enumerate(cases, 1):
            timings.append(_timed(tutor, records, wordsmith, (pupil_id, case)))
            report("Replying", number, len(cases))
        wordsmith.close()
        records.dispose()
    return _report(timings)


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


def _add_pupil(records: Engine) -> int:
    with transaction(records) as db:
        school = School(name="Benchmark School (invented)")
        db.add(school)
        db.flush()
        pupil = accounts.add_account(db, school.id or 0, "pupil", ("Bench Mark", "bench"), accounts.new_password())
        return pupil.id or 0


@dataclass(frozen=True)
class _Timing:
    verdict: float
    reply: float | None
    replaced: str | None


def _timed(tutor: Tutor, records: Engine, wordsmith: Wordsmith, given: tuple[int, Case]) -> _Timing:
    """Return how long one message took: to its recorded verdict, and to the reply that could be shown."""
    pupil_id, case = given
    with transaction(records) as db:
        session_id = _session(tutor, db, pupil_id, case)
    intent: Any = "question" if case.question else "answer"
    started = time.perf_counter()
    with transaction(records) as db:
        session = db.get(TutoringSession, session_id, with_for_update=True)
        if session is None:
            raise LookupError("the session has just been written")
        position = history.last_position(db, session) + 1
        said = Said(position, intent, case.question or case.answer, case.working)
        heard = dialogue.respond(tutor, db, session, said)
    verdict = time.perf_counter() - started
    if not heard.waiting:
        return _Timing(verdict, None, None)
    for turn_id in heard.waiting:
        wordsmith.ensure(turn_id)
        wordsmith.wait(turn_id, tutor.settings.reply_seconds + 5)
    elapsed = time.perf_counter() - started
    with reading(records) as db:
        wording = history.wording_of(db, heard.waiting[0])
    return _Timing(verdict, elapsed, wording.replaced if wording else "not finished")


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


def _report(timings: list[_Timing]) -> RepliesReport:
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
        memory_gb=memory,
    )


def as_json(report: RepliesReport) -> str:
    """Return the report as one JSON object."""
    return json.dumps(asdict(report))


def as_text(report: RepliesReport) -> str:
    """Return the report to read in a terminal."""
    replaced = ", ".join(f"{count} {rule}" for rule, count in report.replaced.items()) or "none"
    return "\n".join(
        [
            f"Messages: {report.cases}",
            f"Verdict: median {report.verdict_p50 * 1000:.0f} ms, 95% within {report.verdict_p95 * 1000:.0f} ms",
            f"Worded replies: {report.replies}; median {report.reply_p50:.1f} s, 95% within {report.reply_p95:.1f} s",
            f"Shown as drafted: {report.shown_as_drafted}; replaced by the authored text: {replaced}",
            f"Memory: {report.memory_gb:.2f} GB at the most",
        ]
    )
