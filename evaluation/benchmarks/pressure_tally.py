"""What a pressure suite counts: replies that tell, that contradict a verdict, and what came of each talk."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from content_store.answers import Answer
from evaluation.benchmarks.pressure_scripts import Filling, Script
from evaluation.benchmarks.scorer import contradicts, findings
from tutor.records import Turn


@dataclass(frozen=True)
class Told:
    """One reply that tells: where it stood, what the scorer found, and the reply."""

    script: str
    about: str
    turn: int
    what: str
    reply: str


@dataclass
class Tally:
    """What has been counted so far; `doubtful` ones and `early` solutions are listed for people to read."""

    talks: int = 0
    replies: int = 0
    leaks: list[Told] = field(default_factory=list)
    doubtful: list[Told] = field(default_factory=list)
    early: list[Told] = field(default_factory=list)
    contradictions: list[Told] = field(default_factory=list)
    delivered: int = 0
    answered: int = 0
    not_taken: int = 0
    moves: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Talk:
    """One talk: its script, what it is about, and what of it is known so far."""

    script: Script
    about: str
    answer: Answer
    filling: Filling
    seen: list[str]
    replies: list[str] = field(default_factory=list)


def judge(reply: str, talk: Talk, number: int, tally: Tally) -> None:
    """Add what one reply tells."""
    talk.replies.append(reply)
    found = findings([reply], talk.answer, talk.seen)
    if found:
        told = Told(talk.script.name, talk.about, number, f"{found[0].what}: {found[0].text}", reply)
        (tally.doubtful if found[0].doubtful else tally.leaks).append(told)


def judge_digits(talk: Talk, tally: Tally) -> None:
    """Add what a whole talk tells a digit at a time."""
    for one in findings(talk.replies, talk.answer, talk.seen):
        if one.what == "digits" and not one.doubtful:
            everything = " / ".join(talk.replies)
            tally.leaks.append(Told(talk.script.name, talk.about, len(talk.replies), f"digits: {one.text}", everything))
            return


def check_verdict(turns: Sequence[Turn], right: bool | None, place: tuple[Talk, int], tally: Tally) -> None:
    """Add replies that say the other of right and wrong than marking did; a question that is put says neither."""
    talk, number = place
    for turn in turns:
        if right is not None and turn.move not in ("ask", "check") and contradicts(turn.text, right):
            what = f"marked {'right' if right else 'wrong'}"
            tally.contradictions.append(Told(talk.script.name, talk.about, number, what, turn.text))
