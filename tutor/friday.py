"""The Friday page: at most seven things worth knowing about a class this week, in an order that can be read.

The order is the table `RANKING`. Within a kind what is about more comes first, and then the key decides: the same
records give the same page. What a teacher has put away makes room for what comes after it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from content_store.catalogue import Catalogue
from tutor import friday_habits, friday_learning
from tutor.class_records import Dismissal
from tutor.class_week import ClassWeek
from tutor.findings import Finding, Kind

LONGEST_KEY = 200
"""As the table of what has been put away holds it."""
MOST = 7
"""What can be looked at in five minutes."""

Rule = Callable[[Catalogue, ClassWeek], list[Finding]]


@dataclass(frozen=True)
class Rank:
    """A kind of finding in its place: the rule that finds it, the most of it that are shown, and why it stands here."""

    kind: Kind
    rule: Rule
    most: int
    why: str


RANKING = (
    Rank("concern", friday_habits.concerns, 3, "A pupil's safety comes before all learning."),
    Rank("misconception", friday_learning.misconceptions, 3, "One lesson helps several pupils at once."),
    Rank("stopped", friday_habits.stopped, 1, "Who is not there is helped by nothing else on the page."),
    Rank("waiting", friday_habits.waiting, 1, "Pupils cannot go on without the teacher's word."),
    Rank("asks", friday_habits.asks, 2, "A talk puts right what practice will not."),
    Rank("unhelpful", friday_learning.unhelpful, 1, "A pupil took the trouble to say it, and may be right."),
    Rank("half way", friday_habits.half_way, 1, "May be only the end of the evening: less than having stopped."),
    Rank("hours", friday_habits.hours, 1, "A fact, from which nothing follows by itself."),
    Rank("good news", friday_learning.good_news, 1, "Last, so that the week ends with it; its place is kept."),
)
"""The kinds, first what comes first."""
LAST: Kind = "good news"


@dataclass(frozen=True)
class Shown:
    """The page's findings: those in view, how many come up when some are put away, and those that have been."""

    findings: tuple[Finding, ...]
    more: int
    away: tuple[Finding, ...]


def found(catalogue: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return everything that the rules find, in the order of the table."""
    return [
        one
        for rank in RANKING
        for one in sorted(rank.rule(catalogue, week), key=lambda finding: (-finding.size, finding.key))
    ]


def chosen(findings: Sequence[Finding], away: Collection[str]) -> Shown:
    """Return what the page shows of findings in their order, without those whose keys have been put away."""
    left = [one for one in findings if one.key not in away]
    allowed = [
        one for rank in RANKING for one in [finding for finding in left if finding.kind == rank.kind][: rank.most]
    ]
    last = [one for one in allowed if one.kind == LAST]
    shown = [one for one in allowed if one.kind != LAST][: MOST - len(last)] + last
    return Shown(tuple(shown), len(left) - len(shown), tuple(one for one in findings if one.key in away))


def away(db: Session, class_id: int, monday: date) -> set[str]:
    """Return the keys of what has been put away for a class and week."""
    query = select(Dismissal.key).where(Dismissal.class_id == class_id, Dismissal.week == monday)
    return set(db.exec(query).all())


def put_away(db: Session, class_id: int, monday: date, key: str, teacher_id: int) -> None:
    """Put a finding away for a class and week; once is enough."""
    if _dismissal(db, class_id, monday, key) is None:
        db.add(Dismissal(class_id=class_id, week=monday, key=key, teacher_id=teacher_id))


def bring_back(db: Session, class_id: int, monday: date, key: str) -> None:
    """Bring back what had been put away."""
    if (row := _dismissal(db, class_id, monday, key)) is not None:
        db.delete(row)


def _dismissal(db: Session, class_id: int, monday: date, key: str) -> Dismissal | None:
    query = select(Dismissal).where(Dismissal.class_id == class_id, Dismissal.week == monday, Dismissal.key == key)
    return db.exec(query).one_or_none()
