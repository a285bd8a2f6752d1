"""The next move, as one pure function over a table. A trial arm is a policy.

Knows nothing of wording, the database or the model. A policy is data: rows that are tried from the top, and limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from tutor.mastery import MASTERED
from tutor.policy_tables import LESS, LISTED, NO_HELP, OWN_WORK, PLACEMENT, TEST, Row, SetWork
from tutor.policy_tables import row as _row

Intent = Literal["answer", "help", "question", "solution", "pass", "compare"]
"""Which button the pupil pressed: to have an answer checked, for a hint, to ask, for the full solution, to go on
without an answer (placement only), or to say which ideas are in their answer."""
Meant = Literal[
    "attempt", "help", "question", "answer request", "solution", "pass", "compare", "off topic", "greeting", "distress"
]
"""What the pupil meant by it: what was typed counts for more than the button."""
Phase = Literal["practice", "check", "self check", "done"]
Purpose = Literal["practice", "review", "placement", "question", "test"]
HONEST_TRIES = 3
"""Answers in earnest that come before the ideas that an item asks for are shown: they may be had for no less."""
MoveName = Literal[
    "ask", "check", "hint", "twin", "offer_solution", "ask_leave", "bottom_out", "confirm", "explain", "not_covered",
    "attempt_first", "working_first", "mend_form", "on_the_way", "reply", "guess_limit", "hand_over", "refocus",
    "signpost", "say_more", "self_check", "compared", "place", "no_help", "tries_first", "once_more",
    "time_up", "finish",
]  # fmt: skip


@dataclass(frozen=True)
class State:
    """What a policy may look at: the item now open, and what the pupil has just done.

    `right` is None for an attempt that marking is unsure of, and where there was none. `genuine` is whether a genuine
    attempt has been made on the item, `unlocked` whether one of them is enough for the full solution, `genuine_now`
    whether this is one. `rungs` counts the hints before the last, which tells, `items_done` the items before this one.
    """

    meant: Meant
    phase: Phase
    purpose: Purpose = "practice"
    right: bool | None = None
    attempts: int = 0
    genuine: bool = False
    unlocked: bool = False
    genuine_now: bool = True
    guess: bool = False
    guesses: int = 0
    stuck: int = 0
    rung: int = 0
    rungs: int = 0
    tells: bool = False  # whether the next rung tells results of the worked solution: a try comes before it
    has_twin: bool = False
    twin_shown: bool = False
    offered: bool = False
    offers: int = 0
    """How often the full solution of the open item has been offered."""
    needs_leave: bool = False
    known: float = 0.0
    items_done: int = 0
    placed: bool = False
    covered: bool = True
    also_asks: bool = False
    unearned: bool = False
    """Whether the objective asks for more of the pupil before it is called nearly secure, as `earned` has it."""
    owed: bool = False
    """Whether a question has been handed over without an attempt and not been tried since: it comes back first."""
    untried: int = 0
    """Questions of this session that have been handed over without an attempt."""
    only_form: bool = False
    """Whether the newest answer is right but for one thing: its form, its unit, or a part that is missing."""
    halfway: bool = False
    """Whether it is a value on the way to the answer from which no hint goes on, so that the next line is asked for."""
    reads_again: bool = False
    """Whether it is answered in a few words, the pupil's or a text's, so that a second try comes before comparing."""
    tries: int = 0
    """Answers to it, no two the same, in which the pupil has honestly tried."""
    half: bool = False
    """Whether the newest answer, which marking is unsure of, shows a part of what is asked for."""
    said_more: bool = False
    """Whether more has been asked for already."""
    work: SetWork = OWN_WORK
    """Where the session is on work that a teacher set, what of that matters."""


@dataclass(frozen=True)
class Move:
    """One move; `rung` is the hint's place on the ladder, from 1."""

    name: MoveName
    rung: int = 0


@dataclass(frozen=True)
class Policy:
    """A table of moves with its limits, which count within one item except for `items`."""

    name: str
    rows: tuple[Row, ...]
    items: int = 8
    """Items in one session before it ends by itself: about twenty minutes of work."""
    rungs_before_attempt: int = 2
    """Hints that may be had without trying: enough to find a way in, too few to be carried (DfE CO7)."""
    guesses: int = 3
    """Answers that may be asked about ("is it 6?") before working is asked for."""
    tries: int = 4
    """Attempts at a teacher's own question, which may have no ladder, before its solution is offered."""
    stuck: int = 5
    """Turns without progress after which the teacher is told and another question is put."""
    offers: int = 3
    """Offers of the full solution after which the same happens: what is offered is not taken away by the next press."""
    attempts: int = 8
    """Wrong answers after which the same happens."""
    untried: int = 3
    """Questions handed over without an attempt after which a set ends: they are not done, and come back later."""
    tries_before_hint: int = 0
    """Attempts that come before any hint, where a teacher has asked for them."""
    example_first: bool = False
    """Whether a worked example comes before the hints, where a teacher has asked for it."""
    tries_between: bool = False
    """Whether each hint needs a genuine attempt since the one before: `tutor.recording` then counts asking as stuck."""

    def next_moves(self, state: State) -> tuple[Move, ...]:
        """Return what the tutor does next, in order; a question asked along with an answer is answered after it."""
        seen = situation(self, state)
        row = next(row for row in self.rows if all(seen[name] == value for name, value in row.when.items()))
        names = list(row.moves)
        if state.also_asks and state.covered and names[0] in ("confirm", "hint", "offer_solution"):
            names.insert(1, "explain")
        return tuple(Move(name, _rung(name, state)) for name in names)


def situation(policy: Policy, state: State) -> dict[str, Any]:
    """Return what the rows of a table may ask about, by name."""
    attempted, rung_left = state.meant == "attempt", state.rung < state.rungs
    return {
        "meant": state.meant,
        "phase": state.phase,
        "purpose": state.purpose,
        "right": attempted and state.right is True,
        "wrong": attempted and state.right is False,
        "unsure": attempted and state.right is None,
        "genuine": state.genuine,
        "unlocked": state.unlocked,
        "genuine now": state.genuine_now,
        "too many guesses": state.guess and state.guesses > policy.guesses and state.right is not True,
        "too long stuck": state.stuck >= policy.stuck or state.attempts >= policy.attempts,
        "tried enough": state.attempts >= policy.tries,
        "rung left": rung_left,
        "rung without trying left": state.attempts > 0 or state.rung < policy.rungs_before_attempt * (not state.tells),
        "twin left": state.has_twin and not state.twin_shown and state.attempts > 0,
        "tries first": state.attempts < policy.tries_before_hint,
        "example first": policy.example_first and state.has_twin and not state.twin_shown,
        "offered": state.offered,
        "needs leave": state.needs_leave,
        "set done": _is_set_done(policy, state),
        "placed": state.placed,
        "covered": state.covered,
        "only form": state.only_form,
        "halfway": state.halfway,
        "solution owed": state.unlocked and not state.needs_leave and not rung_left and state.offers < policy.offers,
        "try again first": state.reads_again and state.tries < HONEST_TRIES,
        "half": state.half and not state.said_more,
        "less help": policy.tries_between,
        **state.work.situation,
    }


def _is_set_done(policy: Policy, state: State) -> bool:
    """Return whether a set ends with the open item; one that is handed over without an attempt is not done."""
    if (by_plan := state.work.is_set_done) is not None:
        return by_plan
    if state.meant != "attempt" and not state.attempts and state.phase != "self check":
        return state.untried + 1 >= policy.untried
    nothing_missing = not state.owed and not state.unearned
    return state.items_done + 1 >= policy.items or (state.known >= MASTERED and nothing_missing)


def _rung(name: MoveName, state: State) -> int:
    """Return the place on the ladder of a move that has one."""
    if name == "hint":
        return state.rung + 1
    return state.rungs + 1 if name == "bottom_out" else 0


SAFETY = (_row("signpost", meant="distress"),)
"""Tried before everything else, in every policy."""
TEACHERS_QUESTION = (
    _row("finish", purpose="question", phase="done"),
    _row("confirm", "finish", purpose="question", right=True),
    _row("compared", "finish", purpose="question", phase="self check", meant="compare"),
    _row("self_check", purpose="question", phase="self check"),
    _row("self_check", purpose="question", unsure=True),
    _row("bottom_out", "finish", purpose="question", meant="solution", offered=True, unlocked=True, needs_leave=False),
    _row("hand_over", "finish", purpose="question", too_long_stuck=True),
    _row("ask_leave", purpose="question", meant="solution", needs_leave=True),
    _row("offer_solution", purpose="question", needs_leave=False, unlocked=True, tried_enough=True, meant="solution"),
    _row("offer_solution", purpose="question", needs_leave=False, unlocked=True, tried_enough=True, wrong=True),
    *(_row("tries_first", purpose="question", tries_first=True, meant=meant) for meant in ("help", "answer request")),
    _row("tries_first", purpose="question", tries_first=True, wrong=True),
    _row("reply", purpose="question"),
)
"""On a question that a teacher pasted the working decides the reply; there is no twin and no item of the same kind."""
QUESTIONS = (
    _row("explain", meant="question", covered=True),
    _row("not_covered", meant="question"),
    _row("finish", phase="done"),
    _row("refocus", meant="off topic"),
    _row("refocus", meant="greeting"),
)
RIGHT = (
    _row("confirm", "finish", right=True, purpose="review"),
    _row("confirm", "check", right=True, phase="practice"),
    _row("confirm", "finish", right=True, set_done=True),
    _row("confirm", "check", right=True, phase="self check"),
    _row("confirm", "ask", right=True),
)
SELF_CHECK = (
    _row("compared", "ask", phase="self check", meant="compare", set_done=False),
    _row("compared", "finish", phase="self check", meant="compare"),
    _row("self_check", phase="self check"),
    _row("hand_over", "ask", unsure=True, try_again_first=True, too_long_stuck=True, set_done=False),
    _row("hand_over", "finish", unsure=True, try_again_first=True, too_long_stuck=True),
    _row("say_more", unsure=True, try_again_first=True, genuine_now=False),
    _row("say_more", unsure=True, try_again_first=True, half=True),
    _row("say_more", unsure=True, try_again_first=True, tries_first=True),
    _row("hint", unsure=True, try_again_first=True, rung_left=True),
    _row("say_more", unsure=True, try_again_first=True),
    _row("self_check", unsure=True),
)
"""Where marking is unsure the pupil says it again, then compares; what is written beside the ideas is read too."""
PROMISED = _row(
    "bottom_out", "check", meant="solution", offered=True, needs_leave=False, unlocked=True, rung_left=False
)
"""What has been offered is given, however long the pupil has been stuck."""
OWED = (
    _row("twin", meant="help", too_long_stuck=True, solution_owed=True, offered=False, twin_left=True),
    _row("offer_solution", meant="help", too_long_stuck=True, solution_owed=True),
    _row("offer_solution", wrong=True, too_long_stuck=True, solution_owed=True),
)
"""Nobody is handed over to the teacher at the very end of the ladder, before what it leads to has been offered."""
STUCK = (
    _row("guess_limit", too_many_guesses=True, too_long_stuck=False),
    _row("hand_over", "ask", too_long_stuck=True, set_done=False),
    _row("hand_over", "finish", too_long_stuck=True),
)
LADDER = (
    _row("mend_form", wrong=True, only_form=True),
    _row("mend_form", meant="help", only_form=True),
    _row("attempt_first", wrong=True, genuine_now=False),
    *LESS,
    _row("on_the_way", wrong=True, halfway=True),
    _row("on_the_way", meant="help", halfway=True),
    _row("attempt_first", meant="answer request", genuine=False),
    _row("tries_first", tries_first=True),
    _row("twin", example_first=True),
    _row("attempt_first", rung_without_trying_left=False),
    _row("hint", rung_left=True),
    _row("twin", twin_left=True),
    _row("working_first", unlocked=False),
)
SOLUTION = (
    _row("ask_leave", meant="solution", offered=True, needs_leave=True),
    _row("bottom_out", "check", meant="solution", offered=True),
    _row("offer_solution"),
)
"""The full solution: only after a genuine attempt and every hint, on a second request, and an unaided item follows."""

BEFORE = (*SAFETY, *TEACHERS_QUESTION, *NO_HELP, *QUESTIONS, *PLACEMENT, *TEST, *LISTED, *RIGHT, *SELF_CHECK)
"""What every policy so far begins with."""
LADDER_4 = Policy("ladder-4", (*BEFORE, PROMISED, *OWED, *STUCK, *LADDER, *SOLUTION))
"""What is served unless a trial's arm says otherwise."""
LESS_HELP = replace(LADDER_4, name="ladder-4-less", rungs_before_attempt=0, tries_between=True)
"""The same for work that a teacher set with less help."""
HINTS_ONLY = Policy("hints-only-2", (*BEFORE, *STUCK, *LADDER, _row("hand_over", "ask")))
"""The same without full solutions: at the end of the ladder the teacher is told."""

POLICIES: Mapping[str, Policy] = MappingProxyType({policy.name: policy for policy in (LADDER_4, LESS_HELP, HINTS_ONLY)})
SUCCESSORS: Mapping[str, Policy] = MappingProxyType({"hints-only": HINTS_ONLY})
"""What a session goes on under that began under a policy which is no more, where that is not the one served."""


def named(name: str) -> Policy:
    """Return a policy by its name; a session begun under one that is no more goes on under its successor."""
    return POLICIES.get(name) or SUCCESSORS.get(name, LADDER_4)
