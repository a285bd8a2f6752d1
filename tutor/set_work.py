"""How a session of set work goes on: which item is next, how much help there is, and what stays apart from a test.

A test is answered without help. So while a pupil has one to do, none of its questions may be had with help elsewhere:
an item that is always the same is not put, and one with numbers is put with others.
"""

import hashlib
from collections.abc import Mapping

from sqlmodel import Session, col, select

from content_store.catalogue import Catalogue
from content_store.items import DrawnItem, Twin, draw, read_spec
from tutor import assigned_work, assignments, handovers, history
from tutor.class_records import Assignment
from tutor.exchange import Exchange
from tutor.item_choice import MAX_SEED, drawn, seed_apart
from tutor.policy import LADDER_4, LESS_HELP
from tutor.policy_tables import SetWork
from tutor.records import Account, TutoringSession


def policy_for(assignment: Assignment) -> str:
    """Return the name of the policy under which a session of set work runs."""
    return LESS_HELP.name if assignment.support == "less" else LADDER_4.name


def assignment_of(db: Session, session: TutoringSession) -> Assignment | None:
    """Return the work that a session is on, None for a session of the pupil's own."""
    return db.get(Assignment, session.assignment_id) if session.assignment_id else None


def left_in_list(catalogue: Catalogue, db: Session, session: TutoringSession) -> list[str] | None:
    """Return the chosen items that are still to be put in a session, in order; None where it follows no list.

    A question that was taken away again because the curriculum has changed is still to be put.
    """
    assignment = assignment_of(db, session)
    if assignment is None:
        return None
    whose = "" if session.purpose == "test" else session.objective_id
    part = next((one for one in assignments.parts_of(catalogue, assignment) if one.objective_id == whose), None)
    if part is None or not part.item_ids:
        return None
    put = history.items_done(db, session)
    put = put if session.item_id else put[:-1]
    held = set() if session.purpose == "test" else fixed_items(catalogue, reserved(catalogue, db, session.pupil_id))
    return [one for one in part.item_ids if one not in put and one not in held and assignments.is_given(catalogue, one)]


def next_in_list(exchange: Exchange) -> tuple[str, int] | None:
    """Return the item and seed that a list has next; every pupil has numbers of their own."""
    catalogue, db, session = exchange.tutor.catalogue, exchange.db, exchange.session
    left = left_in_list(catalogue, db, session)
    if not left:
        return None
    if session.purpose == "test":
        return left[0], own_seed(db, session.assignment_id or 0, session.pupil_id, left[0])
    return apart(catalogue, (left[0], _seed(catalogue, left[0])), reserved(catalogue, db, session.pupil_id))


def _seed(catalogue: Catalogue, item_id: str) -> int:
    row = catalogue.item(item_id)
    return seed_apart(read_spec(row.definition), ()) if row else 0


def own_seed(db: Session, assignment_id: int, pupil_id: int, item_id: str) -> int:
    """Return the seed of a test's item for one pupil: always the same, and nobody who knows the code can foresee it."""
    secret = db.get_one(Account, pupil_id).pseudonym
    said = hashlib.sha256(f"{secret}:{assignment_id}:{item_id}".encode()).digest()
    return int.from_bytes(said[:8]) % MAX_SEED


def reserved(catalogue: Catalogue, db: Session, pupil_id: int) -> dict[str, int]:
    """Return the questions of the tests that a pupil has still to do, or is doing: items with their seeds."""
    query = select(TutoringSession.assignment_id).where(
        TutoringSession.pupil_id == pupil_id,
        TutoringSession.purpose == "test",
        TutoringSession.phase != "done",
        col(TutoringSession.ended_at).is_(None),
    )
    doing = [one for name in db.exec(query).all() if (one := db.get(Assignment, name))]
    to_do = [one for one in assignments.for_pupil(db, pupil_id, assignments.today()) if one.mode == "test"]
    found: dict[str, int] = {}
    for one in {one.id: one for one in [*doing, *to_do]}.values():
        work = assigned_work.read(db, one, [pupil_id])[pupil_id]
        if assigned_work.standing_of(catalogue, one, work).state != "done":
            found |= {name: own_seed(db, one.id or 0, pupil_id, name) for name in one.item_ids}
    return found


def fixed_items(catalogue: Catalogue, kept: Mapping[str, int]) -> set[str]:
    """Return those of reserved items that have no other numbers: they are the same question whatever the seed."""
    rows = {name: catalogue.item(name) for name in kept}
    return {name for name, row in rows.items() if row and not read_spec(row.definition).parameters}


def apart(catalogue: Catalogue, chosen: tuple[str, int] | None, kept: Mapping[str, int]) -> tuple[str, int] | None:
    """Return what was chosen for a session with help, with other numbers where a test asks the same."""
    if chosen is None or chosen[0] not in kept:
        return chosen
    row = catalogue.item(chosen[0])
    return (chosen[0], seed_apart(read_spec(row.definition), (kept[chosen[0]],), chosen[1])) if row else None


def twin_apart(exchange: Exchange, twin: Twin | None) -> Twin | None:
    """Return a worked example unless it works out a question of a test that the pupil has still to do."""
    if twin is None or exchange.item is None:
        return twin
    kept = reserved(exchange.tutor.catalogue, exchange.db, exchange.session.pupil_id)
    asked = (
        drawn(exchange.tutor.catalogue, exchange.item.id, kept[exchange.item.id]) if exchange.item.id in kept else None
    )
    return None if asked and (twin.question, twin.diagram) == asked.shown else twin


def is_set_aside(exchange: Exchange) -> bool:
    """Return whether the open question of a session with help is one of a test that the pupil has still to do.

    Distress is answered whatever the question is.
    """
    session, item = exchange.session, exchange.item
    if item is None or exchange.understood.meant == "distress" or session.purpose not in ("practice", "review"):
        return False
    kept = reserved(exchange.tutor.catalogue, exchange.db, session.pupil_id)
    return item.id in kept and _same(exchange.tutor.catalogue, item, kept[item.id])


def _same(catalogue: Catalogue, item: DrawnItem, seed: int) -> bool:
    row = catalogue.item(item.id)
    return row is not None and draw(read_spec(row.definition), item.objective_id, seed).shown == item.shown


def hand_over_unsure(exchange: Exchange) -> None:
    """Give the teacher an answer of a test of which marking is not sure: nobody compares it there."""
    if exchange.session.purpose == "test" and exchange.mark is not None and exchange.mark.right is None:
        handovers.add(exchange, "unsure")


def for_policy(exchange: Exchange) -> SetWork:
    """Return what the policy may look at of set work: questions left in a list, the planned time, tries since help."""
    db, session, catalogue = exchange.db, exchange.session, exchange.tutor.catalogue
    left = left_in_list(catalogue, db, session)
    tries = history.tries_since_hint(db, session)
    return SetWork(None if left is None else len(left), _is_time_up(db, session), tries > 0, tries == 1)


def _is_time_up(db: Session, session: TutoringSession) -> bool:
    """Return whether the time planned for work with help has been worked; a test is never cut short."""
    assignment = assignment_of(db, session)
    if assignment is None or assignment.mode == "test" or not assignment.minutes:
        return False
    return assigned_work.read(db, assignment, [session.pupil_id])[session.pupil_id].minutes >= assignment.minutes
