"""How well ideas are told in pupils' own words: what is wrongly counted as shown, wrongly called not shown, or unsure.

A case is one idea with its phrasings and sentences for and against it. These are ideas with few phrasings, none of the
pack's; its own items are measured by `explanations`.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from content_store.answers import Idea
from evaluation.benchmarks.cases import read_lines
from tutor.marking import Meaning
from tutor.marking.short_text import verdicts


class Case(BaseModel):
    """One idea: phrasings that show it and that deny it, and sentences with the verdict that a person gave them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: str
    idea: str
    accept: tuple[str, ...]
    denied: tuple[str, ...] = ()
    right: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """Sentences of one split; `right` ones show the idea and `wrong` ones do not."""

    split: str
    ideas: int
    right: int
    right_shown: int
    right_not_shown: int
    wrong: int
    wrong_shown: int
    wrong_not_shown: int

    @property
    def unsure(self) -> int:
        """How many sentences were left to people."""
        decided = self.right_shown + self.right_not_shown + self.wrong_shown + self.wrong_not_shown
        return self.right + self.wrong - decided


@dataclass(frozen=True)
class Report:
    """The counts of each split, and the sentences on which the verdict was wrong."""

    counts: tuple[Counts, ...]
    mistakes: tuple[str, ...]


def run(cases: Path, meaning: Meaning) -> Report:
    """Return how the cases of a file were told.

    Raises:
        InvalidCases: the file holds no cases, or a line that is none.
    """
    read = read_lines(cases, Case)
    told = {(case, text): _told(case, text, meaning) for case in read for text in (*case.right, *case.wrong)}
    splits = sorted({case.split for case in read})
    mistakes = [
        f"{case.split}: “{text}” is {told[case, text]} for “{case.idea}”"
        for case in read
        for texts, fault in ((case.right, "not shown"), (case.wrong, "shown"))
        for text in texts
        if told[case, text] == fault
    ]
    return Report(
        tuple(_counted([case for case in read if case.split == split], told) for split in splits), tuple(mistakes)
    )


def as_text(report: Report) -> str:
    """Return the report for people."""
    lines = []
    for one in report.counts:
        total = one.right + one.wrong
        lines += [
            f"{one.split}: {one.ideas} ideas, {total} sentences",
            f"  wrong counted as shown: {one.wrong_shown} of {one.wrong} ({one.wrong_shown / max(one.wrong, 1):.1%})",
            f"  right called not shown: {one.right_not_shown} of {one.right}"
            f" ({one.right_not_shown / max(one.right, 1):.1%})",
            f"  right shown: {one.right_shown} of {one.right}; wrong not shown: {one.wrong_not_shown} of {one.wrong}",
            f"  unsure: {one.unsure} of {total} ({one.unsure / total:.1%})",
        ]
    return "\n".join([*lines, *report.mistakes])


def as_json(report: Report) -> str:
    """Return the report for programs."""
    counts = [asdict(one) | {"unsure": one.unsure} for one in report.counts]
    return json.dumps({"counts": counts, "mistakes": report.mistakes}, ensure_ascii=False, indent=2)


def _told(case: Case, text: str, meaning: Meaning) -> str:
    return verdicts((Idea(case.idea, case.accept, case.denied),), text, meaning)[0].outcome


def _counted(cases: list[Case], told: dict[tuple[Case, str], str]) -> Counts:
    right = [told[case, text] for case in cases for text in case.right]
    wrong = [told[case, text] for case in cases for text in case.wrong]
    return Counts(
        cases[0].split,
        len(cases),
        len(right),
        right.count("shown"),
        right.count("not shown"),
        len(wrong),
        wrong.count("shown"),
        wrong.count("not shown"),
    )
