"""Work that a teacher sets: for whom, from when until when, and what it holds.

Knows the rows and the calendar, not what pupils did (`assigned_work`) nor how a session goes on (`set_work`). A row is
never deleted: it is withdrawn, and what was done stays.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from content_store.catalogue import Catalogue
from tutor import starters
from tutor.class_records import Assignment
from tutor.offloading import SCHOOL_TIME
from tutor.records import Membership, now

LATE_DAYS = 14
"""Days after the due day on which work can still be done: long enough for who was ill, and then the page is clear."""
MOST_OBJECTIVES = 8
MOST_ITEMS = 20
MOST_TITLE = 120
STARTER = starters.MOST
TEST_SIZES = (STARTER, 8, 10, 15)
"""How many questions a test drawn from objectives may have; the first is that of a starter."""
LENGTHS = (15, 20, 30, 45, 60)
"""Minutes that may be planned."""


@dataclass(frozen=True)
class Part:
    """One run of questions: an objective, or of it the items that a teacher chose. A test is one part.

    `objective_id` is empty for a test, which goes through its items whatever they are on.
    """

    objective_id: str
    item_ids: tuple[str, ...] = ()


def today() -> date:
    """Return the day where the school is."""
    return now().astimezone(SCHOOL_TIME).date()


def last_day(assignment: Assignment) -> date | None:
    """Return the last day on which the work can be begun, None where it has no due day."""
    return assignment.due_on + timedelta(days=LATE_DAYS) if assignment.due_on else None


def is_open(assignment: Assignment, day: date) -> bool:
    """Return whether the work can be begun on a day by whom it is for."""
    last = last_day(assignment)
    return assignment.withdrawn_at is None and assignment.opens_on <= day and (last is None or day <= last)


def is_for(db: Session, assignment: Assignment, pupil_id: int) -> bool:
    """Return whether the work is for a pupil: in the class now, and named if only some are."""
    member = db.get(Membership, (assignment.class_id, pupil_id)) is not None
    return member and (not assignment.pupil_ids or pupil_id in assignment.pupil_ids)


def for_pupil(db: Session, pupil_id: int, day: date) -> list[Assignment]:
    """Return the work that a pupil can begin on a day, what is due first before what is due later or never."""
    own = select(Membership.class_id).where(Membership.account_id == pupil_id)
    query = select(Assignment).where(
        col(Assignment.class_id).in_(own), col(Assignment.withdrawn_at).is_(None), Assignment.opens_on <= day
    )
    found = [one for one in db.exec(query).all() if is_open(one, day) and is_for(db, one, pupil_id)]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.id or 0))


def of_class(db: Session, class_id: int) -> Sequence[Assignment]:
    """Return all that was ever set for a class, the newest first."""
    query = select(Assignment).where(Assignment.class_id == class_id)
    return db.exec(query.order_by(col(Assignment.opens_on).desc(), col(Assignment.id).desc())).all()


def is_given(catalogue: Catalogue, item_id: str) -> bool:
    """Return whether an item exists and may be put to pupils now: neither hidden nor replaced by a revision."""
    return catalogue.item(item_id) is not None and catalogue.is_chosen(item_id)


def parts_of(catalogue: Catalogue, assignment: Assignment) -> list[Part]:
    """Return the parts of the work in order; an objective of which items were chosen is there only with these."""
    if assignment.mode == "test":
        return [Part("", tuple(assignment.item_ids))]
    chosen: dict[str, list[str]] = {}
    for item_id in assignment.item_ids:
        if item := catalogue.item(item_id):
            chosen.setdefault(item.objective_id, []).append(item_id)
    whole = [Part(one) for one in dict.fromkeys(assignment.objective_ids) if one not in chosen]
    return whole + [Part(objective_id, tuple(items)) for objective_id, items in chosen.items()]


def has_questions(catalogue: Catalogue, part: Part) -> bool:
    """Return whether anything of a part can still be put: curation may have hidden it all since it was set."""
    if part.item_ids:
        return any(is_given(catalogue, one) for one in part.item_ids)
    return bool(part.objective_id) and bool(catalogue.items_of(part.objective_id))


def draw_items(catalogue: Catalogue, objective_ids: Iterable[str], count: int, seed: int) -> list[str]:
    """Return the items of a test on objectives as a starter chooses them: `count` in all, shared out evenly.

    The easier of an objective come first, and the objectives in their order. Fewer where there are no more.
    """
    rows = [catalogue.items_of(one) for one in dict.fromkeys(objective_ids)]
    room = [sum(row.kind not in starters.WITHOUT_ANSWER for row in own) for own in rows]
    return [
        item.id
        for own, most in zip(rows, shares(room, count), strict=True)
        for item in starters.choose(own, seed, most)
    ]


def shares(room: Sequence[int], count: int) -> list[int]:
    """Return how many of `count` each gets: as evenly as its room allows, the first ones more."""
    given = [0] * len(room)
    while sum(given) < count and (open_ones := [place for place, most in enumerate(room) if given[place] < most]):
        given[min(open_ones, key=lambda place: (given[place], place))] += 1
    return given


def add(catalogue: Catalogue, db: Session, wanted: Assignment, questions: int = STARTER) -> Assignment:
    """Keep work that a teacher sets. Of a test the items are chosen now, so that all pupils get the same."""
    if wanted.mode == "test":
        chosen = {item.objective_id for one in wanted.item_ids if (item := catalogue.item(one))}
        whole = [one for one in wanted.objective_ids if one not in chosen]
        seed = random.SystemRandom().randrange(2**31)
        count = max(questions, len(whole))
        wanted.item_ids = [*draw_items(catalogue, whole, count, seed), *wanted.item_ids]
        wanted.support = "full"
    db.add(wanted)
    db.flush()
    return wanted


def withdraw(db: Session, assignment: Assignment) -> None:
    """Take work back: nobody can begin it any more; a session that is open can be finished."""
    assignment.withdrawn_at = assignment.withdrawn_at or now()
    db.add(assignment)
