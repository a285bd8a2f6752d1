"""What a pupil knows: Bayesian knowledge tracing over unaided attempts.

Corbett and Anderson (1995), "Knowledge tracing: modeling the acquisition of procedural knowledge".
"""

from dataclasses import dataclass

MASTERED = 0.95
"""The usual cut-off for mastery (Corbett and Anderson, 1995)."""
HIGHEST = 0.999
"""As sure as it gets: from 1, which rounding reaches after some sixteen right answers, no wrong answer leads back."""


@dataclass(frozen=True)
class Tracing:
    """The four probabilities of knowledge tracing.

    `guess` and `slip` stay within the bounds of Baker, Corbett and Aleven (2008): at most .3 and .1. They are
    starting values to be fitted to the attainment log, not estimates.
    """

    known: float = 0.3
    learn: float = 0.15
    guess: float = 0.1
    slip: float = 0.1


def tracing_for(kind: str, choices: int = 4) -> Tracing:
    """Return the probabilities for an item kind: a choice can be guessed."""
    return Tracing(guess=min(0.3, 1 / choices)) if kind == "choice" else Tracing()


def update(known: float, right: bool, tracing: Tracing | None = None) -> float:
    """Return the probability that the pupil knows the objective after one unaided attempt."""
    tracing = tracing or Tracing()
    if right:
        seen, unseen = known * (1 - tracing.slip), (1 - known) * tracing.guess
    else:
        seen, unseen = known * tracing.slip, (1 - known) * (1 - tracing.guess)
    posterior = seen / (seen + unseen)
    return min(posterior + (1 - posterior) * tracing.learn, HIGHEST)


def in_words(known: float, attempts: int) -> str:
    """Return mastery as a teacher or pupil reads it."""
    if not attempts:
        return "not started"
    if known >= MASTERED:
        return "secure"
    return "getting there" if known >= 0.6 else "needs practice"
