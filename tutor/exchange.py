"""One pupil message while it is being answered: what was said, and what has become of it so far."""

from dataclasses import dataclass, field

from sqlmodel import Session

from content_store.items import DrawnItem
from tutor.assembly import Tutor
from tutor.marking import Mark
from tutor.policy import Intent
from tutor.records import Turn, TutoringSession
from tutor.replies import Words


@dataclass(frozen=True)
class Said:
    """What a pupil's form posted. `position` is the number that the form gave the turn."""

    position: int
    intent: Intent
    text: str
    working: str = ""


@dataclass(frozen=True)
class Heard:
    """What became of it.

    `taken`, `repeated` (posted before), `stale` (the session has moved on), `renewed` (a rebuilt curriculum has changed
    the question, and another has been put) or `unreadable`.
    """

    outcome: str
    reason: str = ""
    waiting: tuple[int, ...] = ()


@dataclass
class Exchange:
    """One pupil turn while it is being answered."""

    tutor: Tutor
    db: Session
    session: TutoringSession
    said: Said
    item: DrawnItem | None
    mark: Mark | None = None
    turn: Turn | None = None
    misconception: str | None = None
    explanation: Words | None = None
    position: int = 0
    waiting: list[int] = field(default_factory=list)
