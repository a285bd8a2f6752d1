"""Whether it is known what the notes do not cover: questions that they answer, and questions that they do not.

A question is covered where the tutor finds a passage to quote for it, as it would for a pupil at the objective.
"""

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from content_store.problems import Problem
from evaluation.benchmarks.cases import InvalidCases, percentile
from tutor.assembly import Tutor

MOST = 2
"""Passages that the tutor looks for."""


class Case(BaseModel):
    """A pupil's question while studying an objective, and whether the curriculum answers it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1)
    objective: str
    covered: bool


@dataclass
class CoveredReport:
    """How many of each were told rightly, and those that were not."""

    inside: int = 0
    inside_found: int = 0
    outside: int = 0
    outside_refused: int = 0
    own_lesson_first: int = 0
    """Covered questions whose first passage is of the objective that is studied."""
    missed: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    milliseconds_p95: float = 0.0


def run(path: Path, tutor: Tutor) -> CoveredReport:
    """Return the report on the questions of a file.

    Raises:
        InvalidCases: a line is no question, or names an objective that the content has not.
    """
    cases = read_cases(path)
    report, seconds = CoveredReport(), []
    tutor.passages.search("warm up")
    for number, case in enumerate(cases, 1):
        if tutor.catalogue.objective(case.objective) is None:
            raise InvalidCases(f"{path}, line {number}: there is no objective {case.objective}")
        start = time.perf_counter()
        found = tutor.passages_for(case.question, case.objective, MOST)
        seconds.append(time.perf_counter() - start)
        told = f"{case.objective}: {case.question}"
        if case.covered:
            report.inside += 1
            report.inside_found += bool(found)
            report.own_lesson_first += bool(found) and found[0].objective_id == case.objective
            report.missed += [] if found else [told]
        else:
            report.outside += 1
            report.outside_refused += not found
            report.taken += [f"{told} -> {found[0].id}"] if found else []
    report.milliseconds_p95 = round(percentile(seconds, 95) * 1000, 1)
    return report


def read_cases(path: Path) -> list[Case]:
    """Return the questions of a file.

    Raises:
        InvalidCases: naming each line that is none.
    """
    found, problems = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(Case.model_validate_json(line))
        except ValidationError as error:
            rule = f"the line is no question: {error.errors()[0]['msg']}"
            shape = 'write {"question": "...", "objective": "...", "covered": true}'
            problems.append(Problem(str(path), number, rule, shape))
    if problems or not found:
        raise InvalidCases("\n".join(map(str, problems)) or f"{path} has no questions")
    return found


def as_json(report: CoveredReport) -> str:
    """Return the report as one JSON object on one line."""
    return json.dumps(asdict(report), ensure_ascii=False)


def as_text(report: CoveredReport) -> str:
    """Return the report for people."""
    lines = [
        f"Covered questions that get a passage: {report.inside_found} of {report.inside} (aim: 95%)",
        f"  of them first from the objective studied: {report.own_lesson_first}",
        f"Questions about something else, told so: {report.outside_refused} of {report.outside} (aim: 95%)",
        f"Time: p95 {report.milliseconds_p95} ms",
    ]
    lines += ["", "Covered, and nothing found:", *(f"  {one}" for one in report.missed)] if report.missed else []
    lines += ["", "Not covered, and answered:", *(f"  {one}" for one in report.taken)] if report.taken else []
    return "\n".join(lines)
