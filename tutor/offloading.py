"""The offloading meter: how often a pupil asks for the work to be done, and how much of it was done.

DfE, Generative AI: product safety standards (2026): cognitive development (track and report offloading), and monitoring
(the rate of such requests and the amount delivered). Counts only: nobody's words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from tutor.records import HintGiven, Turn, TutoringSession

SCHOOL_TIME = ZoneInfo("Europe/London")
"""Weeks begin on Monday where the school is."""
IN_WORDS = {
    "do it for me": "asked for it to be done",
    "answer asked": "asked for the answer",
    "question pasted": "pasted the question",
    "near copy": "copied the question",
    "pasted": "pasted an answer",
}


@dataclass
class Week:
    """One pupil's week: messages, how many of them asked for the work to be done, and what was given.

    `delivered` counts full solutions shown, `hints` the hints asked for rather than earned by a try.
    """

    monday: date
    messages: int = 0
    attempts: int = 0
    requests: Counter[str] = field(default_factory=Counter)
    delivered: int = 0
    hints: int = 0

    @property
    def asked(self) -> int:
        """How many messages asked for the work to be done."""
        return sum(self.requests.values())

    @property
    def rate(self) -> float:
        """The share of the week's messages that did, 0 where there were none."""
        return self.asked / self.messages if self.messages else 0.0


def monday_of(moment: datetime) -> date:
    """Return the Monday of a moment's week, where the school is."""
    day = moment.astimezone(SCHOOL_TIME).date()
    return day - timedelta(days=day.weekday())


def weeks_of(db: Session, pupil_ids: Iterable[int]) -> dict[int, list[Week]]:
    """Return each pupil's weeks, newest first; a week in which nothing was said is left out."""
    wanted = list(pupil_ids)
    weeks: dict[tuple[int, date], Week] = {}
    for pupil_id, turn in _turns(db, wanted):
        monday = monday_of(turn.at)
        week = weeks.setdefault((pupil_id, monday), Week(monday))
        week.messages += 1
        week.attempts += turn.read_as == "attempt"
        if turn.offloading:
            week.requests[turn.offloading] += 1
    for pupil_id, given in _hints(db, wanted):
        monday = monday_of(given.at)
        week = weeks.setdefault((pupil_id, monday), Week(monday))
        week.delivered += given.bottom_out
        week.hints += given.asked_for and not given.bottom_out
    found: dict[int, list[Week]] = defaultdict(list)
    for (pupil_id, _), week in sorted(weeks.items(), key=lambda one: one[1].monday, reverse=True):
        found[pupil_id].append(week)
    return found


def _turns(db: Session, pupil_ids: Sequence[int]) -> Iterable[tuple[int, Turn]]:
    query = select(TutoringSession.pupil_id, Turn).join(Turn, col(Turn.session_id) == TutoringSession.id)
    return db.exec(query.where(col(TutoringSession.pupil_id).in_(pupil_ids), Turn.who == "pupil")).all()


def _hints(db: Session, pupil_ids: Sequence[int]) -> Iterable[tuple[int, HintGiven]]:
    query = select(TutoringSession.pupil_id, HintGiven).join(HintGiven, col(HintGiven.session_id) == TutoringSession.id)
    return db.exec(query.where(col(TutoringSession.pupil_id).in_(pupil_ids))).all()
