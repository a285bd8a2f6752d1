"""The offloading meter: how often a pupil asks for the work to be done, and how much of it was done.

DfE, Generative AI: product safety standards (2026): cognitive development (track and report offloading), and monitoring
(the rate of such requests and the amount delivered). Counts only: nobody's words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from tutor.records import HintGiven, Turn, TutoringSession
from tutor.translating import to_translate as _

SCHOOL_TIME = ZoneInfo("Europe/London")
"""Weeks begin on Monday where the school is."""
Within = tuple[datetime, datetime] | None
"""The moments from which and before which something is asked for; None for all there is."""
IN_WORDS = {
    "do it for me": _("asked for it to be done"),
    "answer asked": _("asked for the answer"),
    "question pasted": _("pasted the question"),
    "near copy": _("copied the question"),
    "pasted": _("pasted an answer"),
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


def week_of(db: Session, pupil_ids: Iterable[int], monday: date) -> dict[int, Week]:
    """Return one week of each pupil who said something in it."""
    begin, end = (datetime.combine(day, time(), SCHOOL_TIME) for day in (monday, monday + timedelta(days=7)))
    return {pupil_id: weeks[0] for pupil_id, weeks in weeks_of(db, pupil_ids, (begin, end)).items() if weeks}


def weeks_of(db: Session, pupil_ids: Iterable[int], within: Within = None) -> dict[int, list[Week]]:
    """Return each pupil's weeks, newest first; a week in which nothing was said is left out.

    `within` are the moments between which they begin and end, where not all are asked for.
    """
    wanted = list(pupil_ids)
    weeks: dict[tuple[int, date], Week] = {}
    for pupil_id, turn in _turns(db, wanted, within):
        monday = monday_of(turn.at)
        week = weeks.setdefault((pupil_id, monday), Week(monday))
        week.messages += 1
        week.attempts += turn.read_as == "attempt"
        if turn.offloading:
            week.requests[turn.offloading] += 1
    for pupil_id, given in _hints(db, wanted, within):
        monday = monday_of(given.at)
        week = weeks.setdefault((pupil_id, monday), Week(monday))
        week.delivered += given.bottom_out
        week.hints += given.asked_for and not given.bottom_out
    found: dict[int, list[Week]] = defaultdict(list)
    for (pupil_id, _week), week in sorted(weeks.items(), key=lambda one: one[1].monday, reverse=True):
        found[pupil_id].append(week)
    return found


def _turns(db: Session, pupil_ids: Sequence[int], within: Within) -> Iterable[tuple[int, Turn]]:
    query = select(TutoringSession.pupil_id, Turn).join(Turn, col(Turn.session_id) == TutoringSession.id)
    query = query.where(col(TutoringSession.pupil_id).in_(pupil_ids), Turn.who == "pupil")
    return db.exec(query.where(Turn.at >= within[0], Turn.at < within[1]) if within else query).all()


def _hints(db: Session, pupil_ids: Sequence[int], within: Within) -> Iterable[tuple[int, HintGiven]]:
    query = select(TutoringSession.pupil_id, HintGiven).join(HintGiven, col(HintGiven.session_id) == TutoringSession.id)
    query = query.where(col(TutoringSession.pupil_id).in_(pupil_ids))
    return db.exec(query.where(HintGiven.at >= within[0], HintGiven.at < within[1]) if within else query).all()
