"""How the checker judges drafts that people have labelled by reading them.

Each line is one draft in its place: `{"item": id or null, "seed": number, "facts": {...}, "authored": str, "draft":
str, "good": bool, "why": str, "from": "model" or "planted"}`. `facts` are those of a waiting reply, as `replies`
makes them, and `authored` the words that stand in where the draft may not be shown. `why` says what is wrong with a bad
draft. No model is needed.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from content_store.catalogue import Catalogue
from evaluation.benchmarks.cases import InvalidCases
from tutor.item_choice import drawn
from tutor.wordsmith import task_for, verdict_on


class Case(BaseModel):
    """One draft, where it stood, and what a reader thought of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: str | None
    seed: int = 0
    facts: dict[str, Any]
    authored: str
    draft: str
    good: bool
    why: str = ""
    source: Literal["model", "planted"] = Field(alias="from")


@dataclass(frozen=True)
class Disagreement:
    """A draft on which checker and reader differ: `rule` is what it was refused by, None where it was let through."""

    draft: str
    rule: str | None
    why: str


@dataclass(frozen=True)
class DraftsReport:
    """Counts of drafts by label and verdict; `rules` counts why drafts were refused, good and bad."""

    good: int
    good_refused: int
    bad: int
    bad_shown: int
    bad_by_model: int
    rules: dict[str, int]
    disagreements: tuple[Disagreement, ...]


def run(path: Path, catalogue: Catalogue) -> DraftsReport:
    """Return the report of every draft of a file.

    Raises:
        InvalidCases: a line is no case, or names an item that the content does not have.
    """
    cases = list(_cases(path, catalogue))
    rules: Counter[str] = Counter()
    differing = []
    for case in cases:
        item = drawn(catalogue, case.item, case.seed) if case.item else None
        broken = verdict_on(case.draft, task_for(case.facts, item, case.authored)).broken
        if broken:
            rules[broken] += 1
        if case.good is bool(broken):
            differing.append(Disagreement(case.draft, broken, case.why))
    good = sum(case.good for case in cases)
    return DraftsReport(
        good=good,
        good_refused=sum(one.rule is not None for one in differing),
        bad=len(cases) - good,
        bad_shown=sum(one.rule is None for one in differing),
        bad_by_model=sum(not case.good and case.source == "model" for case in cases),
        rules=dict(rules.most_common()),
        disagreements=tuple(differing),
    )


def _cases(path: Path, catalogue: Catalogue) -> Iterator[Case]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            raise InvalidCases(f"{path}:{number}: {error.errors()[0]['msg']}") from error
        if case.item and catalogue.item(case.item) is None:
            raise InvalidCases(f"{path}:{number}: the content has no item {case.item}")
        yield case
    if not lines:
        raise InvalidCases(f"{path} has no cases")


def as_json(report: DraftsReport) -> str:
    """Return the report as one JSON object."""
    return json.dumps(asdict(report), ensure_ascii=False)


def as_text(report: DraftsReport) -> str:
    """Return the report to read in a terminal, with every draft on which checker and reader differ."""
    lines = [
        f"Good drafts refused: {report.good_refused} of {report.good}",
        f"Bad drafts shown: {report.bad_shown} of {report.bad} ({report.bad_by_model} of them the model's own)",
        "Refused by: " + (", ".join(f"{count} {rule}" for rule, count in report.rules.items()) or "none"),
    ]
    lines += [
        f"- {'refused by ' + one.rule if one.rule else 'shown, though ' + one.why}: {one.draft}"
        for one in report.disagreements
    ]
    return "\n".join(lines)
