"""The next move, as one pure function of a small state. A trial arm is a policy.

Knows nothing of wording, of the database or of the model.
"""

from dataclasses import dataclass
from typing import Literal

from tutor.mastery import MASTERED

NAME = "ladder-1"
"""The name of this policy, recorded on every session."""

MAX_ITEMS = 8
"""Items in one session before it ends by itself: about twenty minutes of work."""

Intent = Literal["answer", "help", "question"]
MoveName = Literal["ask", "check", "hint", "bottom_out", "confirm", "explain", "not_covered", "attempt_first", "finish"]


@dataclass(frozen=True)
class State:
    """What the policy may look at: the item now open and what the pupil has just done.

    `items_done` counts the items before the open one.
    """

    intent: Intent
    phase: Literal["practice", "check", "done"]
    right: bool | None
    attempts: int
    rung: int
    rungs: int
    known: float
    items_done: int
    wants_answer: bool = False
    covered: bool = True


@dataclass(frozen=True)
class Move:
    """One move; `rung` is the hint's place on the ladder, from 1."""

    name: MoveName
    rung: int = 0


def next_moves(state: State) -> tuple[Move, ...]:
    """Return what the tutor does next, in order."""
    if state.phase == "done":
        return _question_moves(state) if state.intent == "question" else (Move("finish"),)
    if state.intent == "question":
        return _question_moves(state)
    if state.right:
        return Move("confirm"), _after_right(state)
    return _help_moves(state)


def _help_moves(state: State) -> tuple[Move, ...]:
    """Return the next rung; the last rung needs a genuine attempt and is followed by an unaided question."""
    rung = state.rung + 1
    if rung < state.rungs:
        return (Move("hint", rung),)
    if not state.attempts:
        return (Move("attempt_first"),)
    return Move("bottom_out", state.rungs), Move("check")


def _question_moves(state: State) -> tuple[Move, ...]:
    if state.wants_answer and state.phase != "done":
        return _help_moves(state) if state.attempts else (Move("attempt_first"),)
    return (Move("explain" if state.covered else "not_covered"),)


def _after_right(state: State) -> Move:
    """Return a check without help after practice; after a check, the next item or the end."""
    if state.phase == "practice":
        return Move("check")
    if state.known >= MASTERED or state.items_done + 1 >= MAX_ITEMS:
        return Move("finish")
    return Move("ask")
