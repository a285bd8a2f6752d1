"""Whether a pupil's question about the lesson gets the point answered from the notes, or is told they do not cover it.

Each question goes the whole way that the Ask box goes, with an item of the objective open, up to the authored words;
the model is not asked. What the answer has to say is quoted from the notes by whoever wrote the case.
"""

import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Engine

from content_store.items import DrawnItem
from content_store.problems import Problem
from evaluation.benchmarks.bench import add_pupil, open_item
from evaluation.benchmarks.cases import InvalidCases, percentile
from tutor import dialogue, history
from tutor.assembly import Tutor
from tutor.database import migrate, open_records, reading, transaction
from tutor.exchange import Said
from tutor.item_choice import drawn
from tutor.records import Turn, TutoringSession
from tutor.sentence_choice import readable
from tutor.telling import tells
from tutor.wording_rules import MAX_WORDS, sentences

SEED = 7
"""The draw of each item: any would do, and the same one every time can be looked into."""
EITHER = " | "
"""Stands between wordings of which one is enough."""
NOT_COVERED = frozenset({"not_covered", "refocus"})
"""The moves that say that something is not in the notes, or not part of the lesson."""


class Case(BaseModel):
    """A question at an objective; `says` are the words that must all be in the answer, `never` those that must not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: Literal["tuned", "held-out", "fresh", "teachers"]
    objective: str
    question: str = Field(min_length=1)
    covered: bool = True
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    """Those of the questions that pupils ask whose answers are on the point as well."""


@dataclass
class Split:
    """How the questions of one half fared, and each that went wrong with what was said."""

    objectives: int = 0
    covered: int = 0
    on_the_point: int = 0
    offered: int = 0
    """Those that are not answered and get a question to choose whose answer is on the point."""
    outside: int = 0
    told_so: int = 0
    too_long: int = 0
    """Answers of more words than a reply may have."""
    wrong: list[str] = field(default_factory=list)


@dataclass
class LessonReport:
    """Each half's figures, and the milliseconds until the authored words are there."""

    splits: dict[str, Split] = field(default_factory=dict)
    milliseconds_p50: float = 0.0
    milliseconds_p95: float = 0.0


@dataclass(frozen=True)
class _Bench:
    """The served tutor with records of its own."""

    tutor: Tutor
    records: Engine
    pupil_id: int


def run(path: Path, tutor: Tutor, split: str | None = None) -> LessonReport:
    """Return the report on the questions of a file, or of one half of it.

    Raises:
        InvalidCases: a line is no question, or names an objective that the content has not.
    """
    cases = [case for case in read_cases(path, tutor) if split in (None, case.split)]
    report, seconds = LessonReport(), []
    with tempfile.TemporaryDirectory() as folder:
        records = open_records(f"sqlite:///{folder}/records.db")
        migrate(records)
        bench = _Bench(tutor, records, add_pupil(records))
        tutor.passages.search("warm up")
        for case in cases:
            session_id = open_item(
                bench.tutor, bench.records, bench.pupil_id, case.objective, _item_for(bench.tutor, case)
            )
            start = time.perf_counter()
            turns = _ask(bench, session_id, case.question)
            seconds.append(time.perf_counter() - start)
            sources = [source for turn in turns for source in turn.facts.get("sources", [])]
            answered = [one.question for one in tutor.catalogue.faqs(sources)]
            _count(report.splits.setdefault(case.split, Split()), case, turns, answered)
        records.dispose()
    for name, found in report.splits.items():
        found.objectives = len({case.objective for case in cases if case.split == name})
    report.milliseconds_p50 = round(percentile(seconds, 50) * 1000, 1)
    report.milliseconds_p95 = round(percentile(seconds, 95) * 1000, 1)
    return report


def read_cases(path: Path, tutor: Tutor) -> list[Case]:
    """Return the questions of a file.

    Raises:
        InvalidCases: naming each line that is none.
    """
    found, problems = [], []
    shape = 'write {"split": "tuned", "objective": "...", "question": "...", "says": ["..."]}, or "covered": false'
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            problems.append(Problem(str(path), number, f"the line is no case: {error.errors()[0]['msg']}", shape))
            continue
        if tutor.catalogue.objective(case.objective) is None:
            problems.append(Problem(str(path), number, f"there is no objective {case.objective}", shape))
        elif case.covered != bool(case.says or case.asks):
            problems.append(Problem(str(path), number, "a covered question says something, another nothing", shape))
        found.append(case)
    if problems or not found:
        raise InvalidCases("\n".join(map(str, problems)) or f"{path} has no questions")
    return found


def says_it(text: str, wanted: str) -> bool:
    """Return whether a text has one of some wordings, whatever its capitals and line ends."""
    said = _squashed(text)
    return any(_squashed(one) in said for one in wanted.split(EITHER))


def _squashed(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def _count(split: Split, case: Case, turns: Sequence[Turn], answered: Sequence[str]) -> None:
    """Count what became of one question; `answered` are the questions that pupils ask whose answer was given."""
    explained = [turn for turn in turns if turn.move == "explain"]
    named = [turn for turn in turns if turn.move in NOT_COVERED and turn.facts.get("sources")]
    told = f"{case.objective}: {case.question}"
    if not case.covered:
        split.outside += 1
        right = not explained and bool(turns) and turns[0].move in NOT_COVERED
        split.told_so += right
    else:
        split.covered += 1
        explained = explained or named  # the answer to the nearest question, under its name
        text = explained[0].authored if explained else ""
        says = bool(case.says) and all(says_it(text, one) for one in case.says)
        right = bool(explained) and (says or bool({*answered} & {*case.asks}))
        right = right and not any(says_it(text, one) for one in case.never)
        offers = {question for turn in turns for question in turn.facts.get("offers", [])}
        split.offered += not right and bool(offers & {*case.asks})
        long = len(text.split()) > MAX_WORDS
        split.too_long += long
        right = right and not long
        split.on_the_point += right
    if not right:
        said = " / ".join(f"[{turn.move}] {turn.authored or turn.text}" for turn in turns)
        split.wrong.append(f"{told} -> {said or '[nothing]'}")


def _item_for(tutor: Tutor, case: Case) -> DrawnItem | None:
    """Return the objective's first item that the wanted sentences of the notes do not answer."""
    items = [drawn(tutor.catalogue, row.id, SEED) for row in tutor.catalogue.items_of(case.objective)]
    own = [one for passage in tutor.catalogue.passages_of(case.objective) for one in sentences(readable(passage))]
    wanted = [one for one in own if any(says_it(one, says) for says in case.says)]
    free = [item for item in items if item and not any(tells(one, item) for one in wanted)]
    return next(iter(free), None) or next(iter(items), None)


def _ask(bench: _Bench, session_id: int, text: str) -> list[Turn]:
    """Return the tutor's turns after one question."""
    with transaction(bench.records) as db:
        session = db.get_one(TutoringSession, session_id)
        before = history.last_position(db, session)
        dialogue.respond(bench.tutor, db, session, Said(before + 1, "question", text))
    with reading(bench.records) as db:
        session = db.get_one(TutoringSession, session_id)
        return [turn for turn in history.turns_of(db, session) if turn.position > before and turn.who == "tutor"]


def as_json(report: LessonReport) -> str:
    """Return the report as one JSON object on one line."""
    return json.dumps(asdict(report), ensure_ascii=False)


def as_text(report: LessonReport) -> str:
    """Return the report for people."""
    lines = []
    for name, split in report.splits.items():
        lines += [
            f"{name}: {split.covered + split.outside} questions on {split.objectives} objectives",
            f"  answered on the point: {split.on_the_point} of {split.covered}, {split.offered} more to choose",
            f"  not in the notes, and told so: {split.told_so} of {split.outside} (aim: 95%)",
            f"  answers of more than {MAX_WORDS} words: {split.too_long}",
            *(f"    {one}" for one in split.wrong),
        ]
    lines.append(f"Milliseconds: p50 {report.milliseconds_p50}, p95 {report.milliseconds_p95}")
    return "\n".join(lines)
