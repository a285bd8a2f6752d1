"""Which misconception a pupil's recent attempts point to, or that they do not say.

Each attempt is compared with what every misconception that its item can reveal would have answered. Bayes' rule over
"holds this misconception" and "holds none of them" weighs them: one match may be chance, two of two are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content_store.answers import (
    Answer,
    ChoiceAnswer,
    CoordinatesAnswer,
    Revealed,
    SolutionsAnswer,
    ValueAnswer,
)
from tutor.marking import Mark, mark

RECENT = 8
"""Attempts on an objective that are looked back on: about one session's."""
HELD = 0.75
"""How often a pupil who holds a misconception answers by it, where the item lets them (VanLehn, 1990, *Mind Bugs*:
such errors come and go)."""
CHANCE = 0.08
"""How often somebody without it lands on the same wrong answer."""
PRIOR = 0.15
"""How likely a misconception that authors thought worth naming is, before there is any evidence."""
NAMED = 0.6
"""The probability from which a misconception is named; below it the tutor says nothing of causes."""


@dataclass(frozen=True)
class Evidence:
    """One attempt as diagnosis sees it: what its item could have revealed, and what the answer matches."""

    could: tuple[str, ...]
    matches: tuple[str, ...]
    wrong: bool = True


@dataclass(frozen=True)
class Diagnosis:
    """The misconception that the evidence points to, None where it does not say, and how probable that is."""

    misconception_id: str | None
    probability: float
    evidence: Evidence

    def as_record(self) -> dict[str, object]:
        """Return it as it is kept with the attempt."""
        return {
            "could": list(self.evidence.could),
            "matches": list(self.evidence.matches),
            "wrong": self.evidence.wrong,
            "named": self.misconception_id,
            "probability": round(self.probability, 4),
        }


def evidence_of(answer: Answer, text: str, result: Mark) -> Evidence:
    """Return what an attempt tells: every misconception whose answer it is, not only the first."""
    wrong = result.right is False
    if isinstance(answer, ValueAnswer):
        could = tuple(dict.fromkeys(revealed.misconception_id for revealed in answer.reveals))
        found = [one.misconception_id for one in answer.reveals if wrong and _is_value(answer, one, text)]
        first = [result.misconception_id] if result.misconception_id else []
        return Evidence(could, tuple(dict.fromkeys([*first, *found])), wrong)
    could = ()
    if isinstance(answer, ChoiceAnswer):
        could = tuple(dict.fromkeys(one.misconception_id for one in answer.choices if one.misconception_id))
    matches = (result.misconception_id,) if wrong and result.misconception_id else ()
    return Evidence(could or matches, matches, wrong)


def _is_value(answer: ValueAnswer, revealed: Revealed, text: str) -> bool:
    """Return whether a text is the answer that a misconception leads to, marked as if that were the right one."""
    several = isinstance(answer, SolutionsAnswer | CoordinatesAnswer)
    accepted = tuple(revealed.value.split(" or ")) if several else (revealed.value,)
    result = mark(replace(answer, accepted=accepted, reveals=()), text)
    return isinstance(result, Mark) and result.right is True


def diagnose(now: Evidence, earlier: Sequence[Evidence]) -> Diagnosis:
    """Return the diagnosis of an attempt with those before it, newest last.

    Only a misconception that the present answer matches can be named: what a pupil once believed is not held against a
    slip of another kind.
    """
    if not now.matches:
        return Diagnosis(None, 0.0, now)
    seen = [*earlier[-RECENT + 1 :], now]
    weights = {name: PRIOR * _likelihood(name, seen) for name in now.matches}
    none = (1 - PRIOR * len(weights)) * _likelihood(None, seen, now.matches)
    best = max(weights, key=lambda name: weights[name])
    probability = weights[best] / (sum(weights.values()) + max(none, 0.0))
    named = best if probability >= NAMED or _stands_alone(now, weights) else None
    return Diagnosis(named, probability, now)


def _likelihood(name: str | None, seen: Sequence[Evidence], matched: tuple[str, ...] = ()) -> float:
    """Return how likely the attempts are if the pupil holds a misconception; None for none of those matched."""
    product = 1.0
    for one in seen:
        if name is None:
            telling = set(matched) & set(one.could)
            product *= (CHANCE if set(one.matches) & telling else 1 - CHANCE) if telling else 1.0
        elif name in one.could:
            product *= HELD if name in one.matches else 1 - HELD
    return product


def _stands_alone(now: Evidence, weights: dict[str, float]) -> bool:
    """Return whether one misconception alone explains the answer and the history does not speak against it."""
    return len(weights) == 1 and min(weights.values()) >= PRIOR * HELD * (1 - HELD)
