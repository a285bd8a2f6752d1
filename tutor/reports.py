"""What is printed for parents and for a department: facts from the records, without marks, ranks or anybody's words.

A pupil's report compares that pupil with nobody; a class's holds numbers and no names.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from content_store.curriculum import Objective
from tutor import class_map, history, knowledge, pupil_record
from tutor.assembly import Tutor
from tutor.class_map import STATES
from tutor.knowledge import Known
from tutor.offloading import SCHOOL_TIME
from tutor.pupil_record import Effort
from tutor.records import Account, TeachingClass

MOST_KNOWN, MOST_NEXT, MOST_ON_THE_WAY = 8, 3, 5
"""As many as leave a pupil's report on one side of paper."""
MOST_TO_TEACH = 6
ORDER: dict[str, int] = {name: place for place, name in enumerate(STATES)}


@dataclass(frozen=True)
class Titled:
    """An objective by its title, with the state in words and the subject it belongs to."""

    title: str
    words: str
    subject: str
    known: float


@dataclass(frozen=True)
class PupilReport:
    """One pupil: what is secure, what is on the way, what to practise next, and what was done.

    `more` is how many objectives there was no room for.
    """

    pupil: Account
    secure: Sequence[Titled]
    on_the_way: Sequence[Titled]
    next: Sequence[Titled]
    more: int
    effort: Effort

    @property
    def begun(self) -> bool:
        """Whether anything has been begun at all."""
        return bool(self.secure or self.on_the_way or self.next)


@dataclass(frozen=True)
class ObjectiveCount:
    """An objective with how many pupils of a class are in each state."""

    title: str
    subject: str
    counts: Counter[str]
    begun: int


@dataclass(frozen=True)
class ClassReport:
    """One class in numbers: who worked, how much, and where it stands on each objective that was begun."""

    pupils: int
    worked: int
    minutes: int
    questions: int
    to_teach: Sequence[ObjectiveCount]
    objectives: Sequence[ObjectiveCount]


def since(today: date, weeks: int) -> datetime:
    """Return the beginning of the day on which a time of some weeks until today begins, where the school is."""
    return datetime.combine(today - timedelta(weeks=weeks), time(), SCHOOL_TIME)


def of_pupils(tutor: Tutor, db: Session, pupils: Sequence[Account], begin: datetime) -> list[PupilReport]:
    """Return the reports of some pupils, in their order."""
    ids = [one.id or 0 for one in pupils]
    known = knowledge.known_of_pupils(tutor, db, ids)
    did = pupil_record.effort(db, ids, begin)
    named = _titles(tutor, {name for own in known.values() for name in own})
    return [_report(one, known[own], named, did[own]) for one, own in zip(pupils, ids, strict=True)]


def of_class(tutor: Tutor, db: Session, own: TeachingClass, begin: datetime) -> ClassReport:
    """Return the report of a class: those who are in it now."""
    pupils = history.pupils_in(db, own.id or 0)
    did = pupil_record.effort(db, [one.id or 0 for one in pupils], begin).values()
    begun = class_map.begun_in(db, own.id or 0)
    objectives = [one for name in begun if (one := tutor.catalogue.objective(name))]
    found = class_map.read(tutor, db, own.id or 0, objectives)
    subjects = _titles(tutor, {one.id for one in objectives})
    counts = [
        ObjectiveCount(one.objective.title, subjects[one.objective.id][1], one.counts, one.begun)
        for one in found.columns
    ]
    needing = [one for one in counts if one.counts["needs practice"]]
    needing.sort(key=lambda one: (-one.counts["needs practice"], -one.begun, one.title))
    return ClassReport(
        len(pupils),
        sum(one.sessions > 0 for one in did),
        sum(one.minutes for one in did),
        sum(one.questions for one in did),
        needing[:MOST_TO_TEACH],
        sorted(counts, key=lambda one: (one.subject, one.title)),
    )


def _report(
    pupil: Account, known: Mapping[str, Known], named: Mapping[str, tuple[str, str]], did: Effort
) -> PupilReport:
    rows = [
        Titled(named[name][0], one.words, named[name][1], one.standing.known)
        for name, one in known.items()
        if one.words in ORDER and name in named
    ]
    secure = sorted((one for one in rows if one.words == "secure"), key=lambda one: (one.subject, one.title))
    least = sorted((one for one in rows if one.words == "needs practice"), key=lambda one: -one.known)
    rest = sorted(
        (one for one in rows if one.words in ("nearly secure", "getting there")),
        key=lambda one: (ORDER[one.words], one.subject, one.title),
    )
    # who needs practice on nothing goes on with what is nearest to being secure
    following = least[:MOST_NEXT] or rest[::-1][:1]
    rest = [one for one in rest if one not in following]
    shown = secure[:MOST_KNOWN], rest[:MOST_ON_THE_WAY]
    more = len(rows) - len(shown[0]) - len(shown[1]) - len(following)
    return PupilReport(pupil, *shown, following, more, did)


def _titles(tutor: Tutor, names: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return the title and the subject's title of objectives that are still in the curriculum."""
    found = {}
    for name in names:
        objective: Objective | None = tutor.catalogue.objective(name)
        subject = tutor.catalogue.subject_of(name)
        if objective and subject:
            found[name] = objective.title, subject.title
    return found
