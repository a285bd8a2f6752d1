"""How explanations in a pupil's words are marked: right ones accepted, and any that is not right accepted by mistake.

A case is an item of the pack with explanations that a person judged: right, partly right, or wrong. The rules and the
phrasings were mended on the `dev` half. Only the counts of another half are reported, never its texts, so that nobody
mends what is to be measured.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from content_store.answers import ShortTextAnswer
from content_store.items import draw, read_spec
from content_store.pack import read_pack
from evaluation.benchmarks.cases import InvalidCases, read_lines
from tutor.marking import Mark, Meaning, mark

LABELS = ("right", "partly", "wrong")
DEV = "dev"

Outcome = Literal["right", "wrong", "unsure"]
OUTCOMES: dict[bool | None, Outcome] = {True: "right", False: "wrong", None: "unsure"}


class Case(BaseModel):
    """An item's explanations; those that are partly right lack an idea that is needed, or are too vague to show one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: str
    item: str
    right: tuple[str, ...]
    partly: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """How often each outcome came, by what the explanations are."""

    split: str
    items: int
    outcomes: Mapping[str, Mapping[Outcome, int]]

    def texts(self, *labels: str) -> int:
        """Return how many explanations have one of the labels."""
        return sum(sum(self.outcomes[label].values()) for label in labels)

    def came(self, outcome: Outcome, *labels: str) -> int:
        """Return how many explanations with one of the labels had this outcome."""
        return sum(self.outcomes[label][outcome] for label in labels)


@dataclass(frozen=True)
class Report:
    """The counts of each split, and the explanations of `dev` on which nobody was right."""

    counts: tuple[Counts, ...]
    faults: tuple[str, ...]


def run(cases: Path, pack: Path, meaning: Meaning) -> Report:
    """Return how the explanations of a file are marked by the items of a pack.

    Raises:
        InvalidCases: the file holds no cases, or a line that is none, or an item that the pack has not.
        InvalidContent: the pack's files break a rule of the format.
    """
    read = read_lines(cases, Case)
    answers = _answers(pack)
    missing = sorted({case.item for case in read} - answers.keys())
    if missing:
        raise InvalidCases(f"{cases}: the pack has no short-text item {', '.join(missing)}")
    told = [(case, *one) for case in read for one in _marked(case, answers[case.item], meaning)]
    counts = [
        Counts(
            split,
            sum(case.split == split for case in read),
            {
                name: Counter(came for case, label, _, came in told if (case.split, label) == (split, name))
                for name in LABELS
            },
        )
        for split in sorted({case.split for case in read})
    ]
    faults = [
        f"{case.item}: “{text}” is {label} and marked {came}"
        for case, label, text, came in told
        if case.split == DEV and (label == "right") != (came == "right") and (label == "right" or came == "right")
    ]
    return Report(tuple(counts), tuple(faults))


def as_text(report: Report) -> str:
    """Return the report for people."""
    lines = []
    for one in report.counts:
        right, others = one.texts("right"), one.texts("partly", "wrong")
        accepted, refused = one.came("right", "right"), one.came("wrong", "right")
        bought = one.came("right", "partly", "wrong")
        lines += [
            f"{one.split}: {one.items} items, {right + others} explanations",
            f"  right accepted: {accepted} of {right} ({accepted / max(right, 1):.1%})",
            f"  right called wrong: {refused} of {right} ({refused / max(right, 1):.1%})",
            f"  not right accepted: {bought} of {others} ({bought / max(others, 1):.1%})",
            f"  wrong called wrong: {one.came('wrong', 'wrong')} of {one.texts('wrong')}",
            f"  left to people: {one.came('unsure', *LABELS)} of {right + others}",
        ]
    return "\n".join([*lines, *report.faults])


def as_json(report: Report) -> str:
    """Return the report for programs."""
    counts = [{"split": one.split, "items": one.items, "outcomes": one.outcomes} for one in report.counts]
    return json.dumps({"counts": counts, "faults": report.faults}, ensure_ascii=False, indent=2)


def _answers(pack: Path) -> dict[str, ShortTextAnswer]:
    """Return the answers of a pack's short-text items."""
    items = [draw(read_spec(row.definition), row.objective_id, 0) for row in read_pack(pack, seeds=0).items]
    return {item.id: item.answer for item in items if isinstance(item.answer, ShortTextAnswer)}


def _marked(case: Case, answer: ShortTextAnswer, meaning: Meaning) -> Iterator[tuple[str, str, Outcome]]:
    """Yield the label, the text and the outcome of each explanation; one that cannot be read is left to people."""
    for label in LABELS:
        for text in getattr(case, label):
            result = mark(answer, text, meaning)
            yield label, text, OUTCOMES[result.right if isinstance(result, Mark) else None]
