"""A large class whose records are written at once: for what has to be read in little time."""

from datetime import timedelta

from sqlalchemy import Engine

from content_store.catalogue import Catalogue
from tutor.database import transaction
from tutor.records import Account, Attempt, Mastery, Membership, Turn, TutoringSession, now


def fill(records: Engine, catalogue: Catalogue, class_id: int, pupils: int, objective_ids: list[str]) -> None:
    """Fill a class up to a number of invented pupils, each with five unaided attempts at each objective."""
    with transaction(records) as db:
        ids = list(range(2, 8))  # the demonstration school's own pupils
        for number in range(pupils - len(ids)):
            account = Account(
                school_id=1, role="pupil", username=f"many{number}", password_hash="", name=f"Many{number:02} Invented"
            )
            db.add(account)
            db.flush()
            db.add(Membership(class_id=class_id, account_id=account.id))
            ids.append(account.id)
        for place, pupil_id in enumerate(ids):
            for number, objective_id in enumerate(objective_ids):
                _work(db, catalogue, pupil_id, objective_id, 41 * place + number)


def _work(db, catalogue: Catalogue, pupil_id: int, objective_id: str, salt: int) -> None:
    items, when = catalogue.items_of(objective_id), now() - timedelta(days=salt % 20)
    of = {"pupil_id": pupil_id, "objective_id": objective_id}
    session = TutoringSession(**of, content_version="invented", policy="invented", started_at=when, last_at=when)
    db.add(session)
    db.flush()
    known = 0.3
    for number in range(5):
        turn = Turn(session_id=session.id, position=number + 1, who="pupil", move="answer", text="1", at=when)
        db.add(turn)
        db.flush()
        item, right, before = items[number % len(items)], bool((salt * 2654435761 >> (7 + number)) & 1), known
        known = min(known + 0.15, 0.99) if right else max(known - 0.1, 0.05)
        given = {"item_id": item.id, "seed": salt, "content_version": "invented", "answer": "1", "right": right}
        told = {"number": 1, "phase": "practice", "aided": False, "rung": 0, "known_before": before}
        row = Attempt(session_id=session.id, turn_id=turn.id, **of, **given, **told, known_after=known, at=when)
        db.add(row)
    db.add(Mastery(**of, known=known, attempts=5, updated_at=when))
