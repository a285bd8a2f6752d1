"""What is wrong with replies, counted by a scorer that is not the checker's code, and what the model says alone."""

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass

from pydantic import BaseModel, ConfigDict

from content_store.items import DrawnItem
from content_store.progress import Report
from evaluation.benchmarks import scorer
from tutor import prompts
from tutor.assembly import Tutor
from tutor.checker import without_quotations
from tutor.item_choice import drawn
from tutor.language_model import ModelUnavailable, Prompt
from tutor.sums_reading import false_claims

ALONE = "You are a friendly, helpful tutor for pupils aged 14 to 16 in England. Help with this question."
"""All that the model is told when it tutors alone."""
PATIENCE_SECONDS = 60.0
"""How long the model alone may take: nobody waits for it."""


class Case(BaseModel):
    """One message of a pupil about one drawn item."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: str
    seed: int
    answer: str = ""
    working: str = ""
    question: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Faults:
    """How many of so many replies tell the answer, contradict the verdict, or hold a sum that does not come out."""

    replies: int = 0
    leaks: int = 0
    contradictions: int = 0
    false_sums: int = 0


def faults_in(text: str, item: DrawnItem, case: Case, right: bool | None) -> tuple[Faults, tuple[str, ...]]:
    """Return what is wrong with one reply, by rules that are not the checker's but for its sums, and in words."""
    if not text:
        return Faults(), ()
    seen = (item.question, case.answer, case.working, case.question, *case.before)
    told = scorer.tells([text], item.answer, seen)
    against = right is not None and scorer.contradicts(text, right)
    false = false_claims(without_quotations(text, seen))
    words = ("leak", told), ("contradiction", against), ("false sum", false)
    found = tuple(f"{name} ({what}): {text}" for name, what in words if what)
    return Faults(1, int(told is not None), int(against), int(bool(false))), found


def alone_on(tutor: Tutor, cases: Sequence[Case], report: Report) -> Faults:
    """Return what is wrong with the replies of the model that is only told to be a tutor."""
    found = Faults()
    for number, case in enumerate(cases, 1):
        item = drawn(tutor.catalogue, case.item, case.seed)
        if item is None:
            continue
        said = "\n".join(part for part in (case.working, case.answer) if part)
        prompt = Prompt(ALONE, f"QUESTION: {item.question}", f"My answer: {said}\nIs that right? Help me with it.")
        deadline = time.monotonic() + PATIENCE_SECONDS
        with suppress(ModelUnavailable):
            done = tutor.model.complete(prompt, deadline=deadline, max_tokens=prompts.MAX_TOKENS)
            found = total_of([found, faults_in(done.text, item, case, False)[0]])
        report("The model alone", number, len(cases))
    return found


def total_of(faults: Iterable[Faults]) -> Faults:
    """Return the faults of many replies together."""
    counts = [astuple(one) for one in faults]
    return Faults(*(sum(column) for column in zip(*counts, strict=True))) if counts else Faults()
