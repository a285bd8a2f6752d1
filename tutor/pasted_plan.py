"""What is replied about a pasted question, as plain values, and the words that are always the same.

Knows what marking refuses, so that nothing is confirmed that is not written as the question asks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.pasted_answers import is_proof, mark_of
from tutor.talk import Turn

MoveName = Literal["confirm", "hint", "next_step", "ask_for_working", "attempt_first", "refocus"]

NOT_YET = "is not the answer yet."
STILL_WRONG = "There is still a mistake in the working."

NOT_AS_ASKED = (
    "That is near the answer, and not yet what the question asks for. Read again how it wants the answer written: "
    "rounded how far, in which form, with which unit?"
)
"""What is said of an answer whose amount is right in the talk and whose mark is not: no page may say both."""
WRITE_LINES = (
    "Write down every line that leads to what has to be shown, beginning from what the question gives: "
    "what is the first?"
)
ASK_FOR_SUMS = "Write down the sums that led to your answer, a line for each: what did you work out at the start?"
WHAT_WAS_DONE = "Where in your working does that come in, and what is done with it?"
ASK_WHAT_WAS_DONE = "What did you do with that? Write down the sums that led to your answer, a line for each."
UNSEEN = frozenset({"attempt_first", "ask_for_working", "refocus"})
"""The moves of a message in which no answer has been seen."""
CHECK_LINES = (
    "Look at each of your lines. Does the first begin from what the question gives, does each follow from the one "
    "above, and is the last what has to be shown?"
)
PLAIN = {
    "hint": "Read the question again and hold each line of your working against it: "
    "what does each number there stand for?",
    "next_step": "Keep that. Read the question again: what can you work out next?",
    "confirm": "That is right. How could you check it another way?",
    "ask_for_working": "Write down the sums that led to it, a line for each: what did you work out at the start?",
    "attempt_first": "Have a try first: write down any part that you can do. "
    "What does the question tell you, and what does it ask for?",
    "refocus": "Back to the question. Read it again: what can you work out from it?",
}
"""Words that quote nothing, for when a quotation would tell too much."""


@dataclass(frozen=True)
class Pasted:
    """A question with its worked solution and answer, as a teacher pasted them."""

    question: str
    solution: str
    answer: str


@dataclass(frozen=True)
class Plan:
    """The move, its authored words, and what they rest on."""

    move: MoveName
    authored: str
    sources: tuple[str, ...] = ()
    right: bool | None = None
    placed: bool = True
    """The words rest on something that the pupil wrote, and not on the question alone."""


def as_asked(pasted: Pasted, turns: Sequence[Turn], plan: Plan) -> Plan:
    """Return a plan that confirms nothing which marking refuses: its value may be right, and its form not as asked.

    What has to be shown is told by the question: that it has been reached is not yet that it has been shown.
    """
    last = next((turn.text for turn in reversed(turns) if turn.who == "pupil"), "")
    if is_proof(pasted.question):
        lines = [line for line in last.splitlines() if re.search(r"[\d=]", line)]
        return Plan("hint", CHECK_LINES if len(lines) > 1 else WRITE_LINES) if lines else plan
    marked = mark_of(pasted.question, pasted.answer, last)
    if marked is not None and (marked.only_form or (plan.right and marked.right is False)):
        return Plan("hint", NOT_AS_ASKED, ("answer",), False)
    missed = marked is not None and marked.right and (plan.move in UNSEEN or NOT_YET in plan.authored)
    return Plan("confirm", PLAIN["confirm"], ("answer",), True) if missed else plan
