"""One pupil message while it is being answered: what was said, and what has become of it so far."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlmodel import Session

from content_store.items import DrawnItem, Twin
from tutor import approval, steering
from tutor.assembly import Tutor
from tutor.diagnosis import Diagnosis
from tutor.fixed_words import Words
from tutor.marking import Mark
from tutor.message import Offloading
from tutor.on_the_way import Place
from tutor.policy import Intent, Meant, Policy, named
from tutor.records import Turn, TutoringSession


@dataclass(frozen=True)
class Said:
    """What a pupil's form posted.

    `position` is the number that the form gave the turn, `pasted` whether the answer was pasted rather than typed.
    """

    position: int
    intent: Intent
    text: str
    working: str = ""
    pasted: bool = False


@dataclass(frozen=True)
class Heard:
    """What became of it.

    `taken`, `repeated` (posted before), `stale` (the session has moved on), `renewed` (a rebuilt curriculum has changed
    the question, and another has been put), `set aside` (the question is one of a test that the pupil has still to do,
    and another has been put) or `unreadable`.
    """

    outcome: str
    reason: str = ""
    waiting: tuple[int, ...] = ()


@dataclass(frozen=True)
class Understood:
    """What a message was taken to mean: the part to be marked, the part that asks, and what of it is offloading."""

    meant: Meant
    attempt: str = ""
    question: str = ""
    guess: bool = False
    genuine: bool = True
    unlocks: bool = True
    """Whether the attempt is enough for the full solution to be shown at the end of the ladder."""
    why_not: str = ""
    """Why an attempt that is no genuine one is none, as `genuine.why_not` names it."""
    offloading: Offloading | None = None
    mark: Mark | None = None
    working: str = ""
    """The working that goes with the attempt: empty where the box holds what was there at the attempt before."""


@dataclass(frozen=True)
class Standing:
    """How far the newest answer to the open item has come.

    `left` is what to say of one that is right but for one thing, `place` where one stands on the way to the answer.
    """

    left: str = ""
    place: Place | None = None
    behind: int = 0
    """How many hints lie behind it: they ask for what has been done, or are about parts that are right."""
    words: str = ""
    """What is said where no hint goes on from there."""
    pointed: str = ""
    """What is pointed at in the working, or the idea that is put right: said alone, without a hint after it."""
    tells: str = ""
    """What of it is not said a second time."""


@dataclass
class Exchange:
    """One pupil turn while it is being answered."""

    tutor: Tutor
    db: Session
    session: TutoringSession
    said: Said
    item: DrawnItem | None
    understood: Understood = field(default_factory=lambda: Understood("help"))
    diagnosis: Diagnosis | None = None
    turn: Turn | None = None
    attempt_id: int | None = None
    explanation: Words | None = None
    twin: Twin | None = None
    standing: Standing = field(default_factory=Standing)
    facts: dict[str, Any] = field(default_factory=dict)
    handed_over: bool = False
    """Whether this turn has handed the question over to the teacher."""
    position: int = 0
    waiting: list[int] = field(default_factory=list)

    @cached_property
    def steering(self) -> steering.Steering:
        """What teachers want the tutor to keep to with this pupil."""
        return steering.of_pupil(self.db, self.session.pupil_id)

    @cached_property
    def held_for(self) -> int | None:
        """The class whose teachers see what the model words before this pupil does, None where there is none."""
        if self.tutor.model_problem or "authored" in self.steering.rules:
            return None
        return approval.class_of(self.db, self.session.pupil_id)

    @property
    def policy(self) -> Policy:
        """The session's policy, as it is for this pupil."""
        return self.steering.policy(named(self.session.policy))

    @property
    def mark(self) -> Mark | None:
        """The mark of the attempt in the message, None where there is none."""
        return self.understood.mark
