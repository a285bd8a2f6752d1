"""Which misconception a pupil's recent attempts point to, or that they do not say.

Each attempt is compared with what every misconception that its item can reveal would have answered. Bayes' rule over
"holds this misconception", for each of those, and "holds none of them" weighs the attempts together.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from content_store.answers import (
    Answer,
    ChoosingAnswer,
    ClozeAnswer,
    MatchingAnswer,
    OrderingAnswer,
    ShortTextAnswer,
    ValueAnswer,
)
from tutor.marking import Mark, mark

RECENT = 8
"""Attempts on an objective that are looked back on: about one session's. Wrong ideas that have been put right since
should not be held against anybody."""
HELD = 0.75
"""How often a pupil who holds a misconception answers by it, where the item lets them: such errors come and go
(VanLehn, 1990, *Mind Bugs*). The figure itself is a judgement; naming is hardly changed by it between .6 and .9."""
TYPED = 0.05
"""How often somebody who does not hold it types its answer all the same: under half of their answers are wrong, and
about a tenth of those land on a given wrong number."""
CHOSEN = 0.2
"""The same where answers are chosen: under half of their choices are wrong, and there are only two to four wrong ones
to fall on."""
WORKED = 0.02
"""The same for a line of working that one wrong rule explains: the step is seen, and not only where it led."""
NONE = 2.0
"""How many times likelier than any one misconception it is, before the evidence, to hold none of those in question:
with three in question, two pupils in five. A judgement: authors write down the commonest ones."""
NAMED = 0.7
"""The probability from which a misconception is named; below it the tutor says nothing of causes.

With it one typed answer that a single misconception explains is enough, unless an attempt before speaks against it; one
choice never is. At any one attempt, fewer than 5% of simulated pupils (in the tests) are told of a misconception that
they do not hold."""


@dataclass(frozen=True)
class Evidence:
    """One attempt as diagnosis sees it.

    `could` are the misconceptions that its item could have revealed, `matches` those whose answer it is, and
    `by_working` the one whose wrong rule explains its first wrong line. `chosen` is whether the answer was chosen from
    what is shown, where chance is kinder.
    """

    could: tuple[str, ...]
    matches: tuple[str, ...]
    wrong: bool = True
    by_working: str | None = None
    chosen: bool = False

    @classmethod
    def of_record(cls, kept: Mapping[str, Any]) -> "Evidence":
        """Return the evidence that `Diagnosis.as_record` kept; older records lack the last two."""
        return cls(
            could=tuple(kept["could"]),
            matches=tuple(kept["matches"]),
            wrong=bool(kept["wrong"]),
            by_working=kept.get("by_working"),
            chosen=bool(kept.get("chosen", False)),
        )

    @property
    def shown(self) -> tuple[str, ...]:
        """The misconceptions that it shows.

        A line of working tells apart those that the answer fits. Where it speaks for another one, either may be behind
        it: two wrong rules of working can make the same line.
        """
        if self.by_working is None:
            return self.matches
        return (self.by_working,) if self._agree else (self.by_working, *self.matches)

    @property
    def by_chance(self) -> float:
        """How likely it is from somebody who holds none of those that it shows."""
        if self.by_working is not None and self._agree:
            return WORKED
        return CHOSEN if self.chosen else TYPED

    @property
    def _agree(self) -> bool:
        return not self.matches or self.by_working in self.matches


@dataclass(frozen=True)
class Diagnosis:
    """The misconception that the evidence points to, None where it does not say, and how probable the best one is."""

    misconception_id: str | None
    probability: float
    evidence: Evidence

    def as_record(self) -> dict[str, object]:
        """Return it as it is kept with the attempt."""
        return {
            "could": list(self.evidence.could),
            "matches": list(self.evidence.matches),
            "wrong": self.evidence.wrong,
            "by_working": self.evidence.by_working,
            "chosen": self.evidence.chosen,
            "named": self.misconception_id,
            "probability": round(self.probability, 4),
        }


def evidence_of(
    answer: Answer, text: str, result: Mark, by_rule: Mapping[str, Collection[str]] | None = None
) -> Evidence:
    """Return what an attempt tells: every misconception whose answer it is, not only the first.

    `by_rule` gives for a wrong rule of working the objective's misconceptions that it shows.
    """
    could = could_reveal(answer)
    return Evidence(
        could=could,
        matches=_matches(answer, text, result),
        wrong=result.right is False,
        by_working=_by_working(result, could, by_rule or {}),
        chosen=not isinstance(answer, ValueAnswer),
    )


def could_reveal(answer: Answer) -> tuple[str, ...]:
    """Return the misconceptions that an answer can reveal, each once."""
    found: list[str | None] = []
    if isinstance(answer, OrderingAnswer | MatchingAnswer | ValueAnswer):
        found = [one.misconception_id for one in answer.reveals]
    elif isinstance(answer, ChoosingAnswer):
        found = [one.misconception_id for one in answer.choices]
    elif isinstance(answer, ClozeAnswer):
        found = [one.misconception_id for gap in answer.gaps for one in gap.reveals]
    elif isinstance(answer, ShortTextAnswer):
        found = [one.misconception_id for idea in answer.ideas for one in idea.reveals]
    return tuple(dict.fromkeys(one for one in found if one))


def _matches(answer: Answer, text: str, result: Mark) -> tuple[str, ...]:
    """Return every misconception whose answer a wrong one is.

    Marking names the first: without that one among those it looks for, it names the next.
    """
    found: list[str] = []
    while isinstance(result, Mark) and result.right is False and result.misconception_id:
        found.append(result.misconception_id)
        if not isinstance(answer, ValueAnswer):
            break
        answer = replace(answer, reveals=tuple(one for one in answer.reveals if one.misconception_id not in found))
        if not answer.reveals:
            break
        marked = mark(answer, text)
        if not isinstance(marked, Mark):
            break
        result = marked
    return tuple(found)


def _by_working(result: Mark, could: tuple[str, ...], by_rule: Mapping[str, Collection[str]]) -> str | None:
    """Return the one misconception that the first wrong line of working shows.

    A rule that belongs to several of the objective's counts where the item can reveal only one of those.
    """
    rule = result.wrong_line.rule if result.wrong_line else None
    fitting = by_rule.get(rule, ()) if rule else ()
    here = fitting if len(fitting) == 1 else [one for one in fitting if one in could]
    return next(iter(here)) if len(here) == 1 else None


def diagnose(now: Evidence, earlier: Sequence[Evidence]) -> Diagnosis:
    """Return the diagnosis of an attempt with those before it, newest last.

    Only a misconception that the present attempt shows can be named: what a pupil once believed is not held against a
    slip of another kind.
    """
    if not now.shown:
        return Diagnosis(None, 0.0, now)
    held = posterior([*earlier, now])
    best = max(now.shown, key=lambda name: held[name])
    return Diagnosis(best if held[best] >= NAMED else None, held[best], now)


def posterior(seen: Sequence[Evidence]) -> dict[str, float]:
    """Return how probable it is that a pupil holds each misconception, after the recent ones of some attempts.

    `seen` has the newest last. Every misconception that any of them shows or could have shown competes with the others
    and with holding none, so the probabilities make less than 1 together.
    """
    recent = seen[-RECENT:]
    names = dict.fromkeys(name for one in reversed(recent) for name in (*one.shown, *one.could))
    weights = {name: _likelihood(name, recent) for name in names}
    total = sum(weights.values()) + NONE * _likelihood(None, recent)
    return {name: weight / total for name, weight in weights.items()}


def _likelihood(name: str | None, seen: Sequence[Evidence]) -> float:
    """Return how likely the attempts are from a pupil who holds a misconception; None for one who holds none."""
    return reduce(lambda product, one: product * _likelihood_of(name, one), seen, 1.0)


def _likelihood_of(name: str | None, one: Evidence) -> float:
    """Return how likely one attempt is: answered by the misconception, or else as by somebody who does not hold it.

    What is the same for everybody is left out, because it cancels: an attempt that shows nothing is 1 without it.
    """
    if name in one.shown:
        return HELD
    otherwise = one.by_chance if one.shown else 1.0
    return (1 - HELD) * otherwise if name in one.could else otherwise
