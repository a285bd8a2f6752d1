"""The invented pupil with whom benchmarks talk, and a session with a given item open."""

from sqlalchemy import Engine

from content_store.items import DrawnItem
from tutor import accounts, dialogue, history, replies
from tutor.assembly import Tutor
from tutor.database import transaction
from tutor.records import School


def add_pupil(records: Engine) -> int:
    """Return the id of a new pupil of an invented school."""
    with transaction(records) as db:
        school = School(name="Benchmark School (invented)")
        db.add(school)
        db.flush()
        pupil = accounts.add_account(db, school.id or 0, "pupil", ("Bench Mark", "bench"), accounts.new_password())
        return pupil.id or 0


def open_item(tutor: Tutor, records: Engine, pupil_id: int, objective_id: str, item: DrawnItem | None) -> int:
    """Return the id of a new session on an objective, with an item open in place of the one that was chosen."""
    with transaction(records) as db:
        while (old := history.open_session(db, pupil_id, objective_id)) is not None:
            dialogue.stop(db, old)
            db.flush()
        session = dialogue.start(tutor, db, pupil_id, objective_id)
        if item is not None:
            session.item_id, session.seed = item.id, item.seed
            asked = history.question_put(db, session)
            if asked is not None:
                put = replies.put_question(item)
                asked.item_id, asked.seed, asked.text, asked.facts = item.id, item.seed, put.authored, put.facts
        return session.id or 0
