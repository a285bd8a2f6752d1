"""Whether it is known what is not covered: questions that the content answers, and questions that it does not.

Twice over: whether the tutor answers a question, offers the questions that may be meant, or neither, as it would for a
pupil at the objective; and whether passages of the notes alone cover it, as they do for other publishers' content.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from content_store.problems import Problem
from evaluation.benchmarks.cases import InvalidCases, percentile
from tutor import explaining, faq_answers
from tutor.assembly import Tutor

MOST = 2
"""Passages that the tutor looks for."""


class Case(BaseModel):
    """A pupil's question while studying an objective, and whether the curriculum answers it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1)
    objective: str
    covered: bool
    by: Literal["notes", "questions"] = "notes"
    """What answers it: the notes, or only the questions that pupils ask."""


@dataclass
class Said:
    """How many questions were answered, got others to choose from, and neither; and those that went wrong."""

    answered: int = 0
    offered: int = 0
    neither: int = 0
    wrong: list[str] = field(default_factory=list)


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
    said: dict[str, Said] = field(default_factory=lambda: {"covered": Said(), "not covered": Said()})
    """What the tutor says to covered questions, and to others."""


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
        _say(report, case, tutor)
        start = time.perf_counter()
        found = tutor.passages_for(case.question, case.objective, MOST)
        seconds.append(time.perf_counter() - start)
        told = f"{case.objective}: {case.question}"
        if case.covered and case.by == "notes":
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


def _say(report: CoveredReport, case: Case, tutor: Tutor) -> None:
    """Count what a pupil would be told."""
    said = report.said["covered" if case.covered else "not covered"]
    words = explaining.explanation(tutor, case.objective, case.question, None)
    near = faq_answers.is_near(tutor.passages.faqs.meant(case.question, case.objective))
    told = f"{case.objective}: {case.question}"
    if words is not None:
        said.answered += 1
        said.wrong += [] if case.covered else [f"{told} -> {words.authored}"]
    elif near:
        said.offered += 1
    else:
        said.neither += 1
        said.wrong += [told] if case.covered else []


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
        *(
            f"Questions that are {name}: {one.answered} answered, {one.offered} offered others, {one.neither} neither"
            for name, one in report.said.items()
        ),
        "By passages of the notes alone:",
        f"Covered questions that get a passage: {report.inside_found} of {report.inside} (aim: 95%)",
        f"  of them first from the objective studied: {report.own_lesson_first}",
        f"Questions about something else, told so: {report.outside_refused} of {report.outside} (aim: 95%)",
        f"Time: p95 {report.milliseconds_p95} ms",
    ]
    for name, said in report.said.items():
        lines += _listed(f"{name.capitalize()}, and told otherwise", said.wrong)
    lines += _listed("By passages, covered, and nothing found", report.missed)
    lines += _listed("By passages, not covered, and answered", report.taken)
    return "\n".join(lines)


def _listed(heading: str, told: Sequence[str]) -> list[str]:
    return ["", f"{heading}:", *(f"  {one}" for one in told)] if told else []
