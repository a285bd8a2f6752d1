"""What the tutor would say about questions that a teacher pasted with their worked solutions.

Each line of a case file is `{"question": str, "solution": str, "answer": str, "turns": [...]}`, each turn
`{"who": "pupil" or "tutor", "text": str}`, the pupil speaking last. Where a step was made wrong on purpose,
`wrong_step` is that line (see `planted_steps`); other keys are passed over. A reply line is written for each, in
order, as soon as it is there. Whether a reply is any good is for people to judge; the report counts what rules can.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from content_store.progress import Report, silent
from evaluation.benchmarks.cases import InvalidCases, percentile
from tutor import pasted, pasted_guard
from tutor.assembly import Tutor
from tutor.pasted_plan import Pasted
from tutor.talk import Turn


class CaseTurn(BaseModel):
    """One utterance of a case."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    who: Literal["pupil", "tutor"]
    text: str


class Case(BaseModel):
    """A pasted question and the talk about it so far."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str
    solution: str
    answer: str
    turns: tuple[CaseTurn, ...] = Field(min_length=1)
    wrong_step: str | None = None


@dataclass(frozen=True)
class TutoringReport:
    """Counts of moves and of replaced drafts; `leaks` are replies that tell the answer, by the symbolic check.

    `named` are the replies that quote the wrong step, of the `planted` cases whose wrong step is known.
    """

    cases: int
    moves: dict[str, int]
    drafted: int
    replaced: dict[str, int]
    leaks: int
    planted: int
    named: int
    longest_words: int
    seconds_p50: float
    seconds_p95: float


@dataclass(frozen=True)
class _Answered:
    """One reply line, whether it tells the answer, and whether it quotes the wrong step (None: none is known)."""

    line: dict[str, object]
    leaks: bool
    named: bool | None


def run(cases: Path, out: Path, tutor: Tutor, report: Report = silent) -> TutoringReport:
    """Return the report of every case of a file, with its replies in another.

    Raises:
        InvalidCases: the file has no cases, or a line is not one; nothing has been replied to then.
    """
    read = read_cases(cases)
    answered = []
    with out.open("w", encoding="utf-8") as lines:
        for number, case in enumerate(read, 1):
            answered.append(_answered(tutor, case))
            lines.write(json.dumps(answered[-1].line, ensure_ascii=False) + "\n")
            lines.flush()
            report("Replying", number, len(read))
    return _report(answered)


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file; blank lines are passed over.

    Raises:
        InvalidCases: the file has no cases, or a line is not one.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise InvalidCases(f"{path}, line {number}: {place or 'the line'}: {first['msg']}") from error
        if case.turns[-1].who != "pupil":
            raise InvalidCases(f"{path}, line {number}: turns: the pupil must speak last")
        found.append(case)
    if not found:
        raise InvalidCases(f"{path} has no cases")
    return found


def as_text(report: TutoringReport) -> str:
    """Return the report to read in a terminal."""
    lines = [
        f"Cases: {report.cases} ({_counted(report.moves)})",
        f"Drafts by the model: {report.drafted}; replaced by the authored words: {_counted(report.replaced) or 'none'}",
        f"Replies that tell the answer: {report.leaks}",
        *([f"Wrong steps named: {report.named} of {report.planted}"] if report.planted else []),
        f"Longest reply: {report.longest_words} words",
        f"Seconds for a reply: p50 {report.seconds_p50:.2f}, p95 {report.seconds_p95:.2f}",
    ]
    return "\n".join(lines)


def as_json(report: TutoringReport) -> str:
    """Return the report as JSON, the same every time but for the times and, with a model, its words."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def _answered(tutor: Tutor, case: Case) -> _Answered:
    question = Pasted(case.question, case.solution, case.answer)
    turns = [Turn(turn.who, turn.text) for turn in case.turns]
    start = time.perf_counter()
    reply = pasted.reply(tutor, question, turns)
    line: dict[str, object] = {
        "move": reply.plan.move,
        "draft": reply.worded.draft or "",
        "shown": reply.worded.text,
        "replaced": reply.worded.replaced,
        "sources": list(reply.plan.sources),
        "seconds": round(time.perf_counter() - start, 3),
    }
    leaks = pasted_guard.leaks(reply.worded.text, case.answer, pasted.before_the_pupil(question, turns))
    return _Answered(line, leaks, f"“{case.wrong_step}”" in reply.worded.text if case.wrong_step else None)


def _report(answered: Sequence[_Answered]) -> TutoringReport:
    lines = [one.line for one in answered]
    times = sorted(float(str(line["seconds"])) for line in lines)
    return TutoringReport(
        cases=len(lines),
        moves=_most_first(str(line["move"]) for line in lines),
        drafted=sum(bool(line["draft"]) for line in lines),
        replaced=_most_first(str(line["replaced"]) for line in lines if line["replaced"]),
        leaks=sum(one.leaks for one in answered),
        planted=sum(one.named is not None for one in answered),
        named=sum(bool(one.named) for one in answered),
        longest_words=max(len(str(line["shown"]).split()) for line in lines),
        seconds_p50=percentile(times, 50),
        seconds_p95=percentile(times, 95),
    )


def _most_first(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda one: (-one[1], one[0])))


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())
