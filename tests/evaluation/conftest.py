"""A class of invented pupils who have done everything that is recorded."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from content_store.answers import NumericAnswer, written_answer
from content_store.items import draw, read_spec
from evaluation.attainment import TABLES
from evaluation.export import export_log
from tests.conftest import ScriptedModel
from tutor import dialogue, history
from tutor.assembly import Tutor
from tutor.database import transaction
from tutor.exchange import Said
from tutor.policy import Intent
from tutor.records import Account, AuditEntry, Membership, School, TeachingClass, Turn, TutoringSession
from tutor.wordsmith import Wordsmith

OBJECTIVE = "ratio-share"
PUPIL_WORDS = (
    "Because flumboxing quibblenuts outnumber zorbling snerts",
    "Why do grobnickles wimple the gazundheit?",
    "Does fractalious jabberwhistle outgribe?",
)
WRONG = "31337.5"
DRAFT = "The frumious answer that bandersnatches wrote is 31337.5, wimpled by grobnickles."


@dataclass(frozen=True)
class Worked:
    """A class at work: records with every kind of row."""

    records: Engine
    tutor: Tutor
    model: ScriptedModel

    def exported(self, folder: Path) -> dict[str, list[dict[str, str]]]:
        """Return the rows of every file of an export."""
        export_log(self.records, folder)
        return {table.name: read_table(folder, table.name) for table in TABLES}


def read_table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_person(db: Session, school: School, role: str, name: str) -> Account:
    account = Account(
        school_id=school.id or 0,
        role=role,
        name=name,
        username=f"{name.split()[0].casefold()}.{name.split()[1].casefold()}",
        password_hash=f"hash-of-{name.split()[0]}",
    )
    db.add(account)
    db.flush()
    return account


def add_class(records: Engine) -> tuple[int, int]:
    """Add a school with a class of a teacher and a pupil, and a pupil in no class; return the pupils' ids."""
    with transaction(records) as db:
        school = School(name="Zanzibaroo Academy (invented)")
        db.add(school)
        db.flush()
        people = [
            add_person(db, school, role, name)
            for role, name in (
                ("teacher", "Mumbletoft Example"),
                ("pupil", "Adalwolfina Example"),
                ("pupil", "Benedictus Specimen"),
            )
        ]
        teaching_class = TeachingClass(school_id=school.id or 0, name="10Quux", year=10)
        db.add(teaching_class)
        db.flush()
        for person in people[:2]:
            db.add(Membership(class_id=teaching_class.id or 0, account_id=person.id or 0))
        db.add(AuditEntry(account_id=people[0].id or 0, pupil_id=people[1].id or 0, action="read"))
        return people[1].id or 0, people[2].id or 0


MORE_WRONG = ("5010", "7312", "901", "2203")
"""Enough wrong answers to come to the end of any ladder, no two of them neighbours: counting up is no attempt."""


def say(worked: Worked, session_id: int, intent: Intent, text: str = "", working: str = "") -> tuple[int, ...]:
    """Post one message as a pupil's form does; return the turns that wait for their words."""
    with transaction(worked.records) as db:
        session = db.get_one(TutoringSession, session_id)
        said = Said(history.last_position(db, session) + 1, intent, text, working)
        heard = dialogue.respond(worked.tutor, db, session, said)
        assert heard.outcome == "taken", heard
        return heard.waiting


def phase_of(records: Engine, session_id: int) -> str:
    with transaction(records) as db:
        return db.get_one(TutoringSession, session_id).phase


def right_answer(worked: Worked, session_id: int) -> str:
    with transaction(worked.records) as db:
        session = db.get_one(TutoringSession, session_id)
        row = worked.tutor.catalogue.item(session.item_id or "")
        assert row
        answer = draw(read_spec(row.definition), session.objective_id, session.seed).answer
    if isinstance(answer, NumericAnswer):
        return written_answer(answer)
    return f"choice-{next(place for place, choice in enumerate(answer.choices) if choice.right)}"


def word(worked: Worked, turn_ids: tuple[int, ...], draft: str | None = None) -> None:
    """Word waiting turns with a draft of the model's, or with the authored words as its draft."""
    smith = Wordsmith(worked.tutor, worked.records)
    for turn_id in turn_ids:
        with transaction(worked.records) as db:
            authored = db.get_one(Turn, turn_id).authored
        worked.model.replies.append(authored if draft is None else draft)
        smith.ensure(turn_id)
        smith.wait(turn_id, 30)
    smith.close()


def work(records: Engine, tutor: Tutor, model: ScriptedModel) -> Worked:
    """Let two invented pupils do everything that is recorded."""
    worked = Worked(records, tutor, model)
    first, second = add_class(records)
    with transaction(records) as db:
        session_id = dialogue.start(tutor, db, first, OBJECTIVE).id or 0
        other_id = dialogue.start(tutor, db, second, OBJECTIVE).id or 0
    word(worked, say(worked, session_id, "answer", WRONG, PUPIL_WORDS[0]))
    word(worked, say(worked, session_id, "help"), DRAFT)
    word(worked, say(worked, session_id, "question", "What does the order of a ratio mean?"))
    say(worked, session_id, "question", PUPIL_WORDS[1])
    for wrong in MORE_WRONG:
        word(worked, say(worked, session_id, "answer", wrong, "987 + 1 = 988"))
    say(worked, session_id, "solution")
    assert phase_of(records, session_id) == "check"
    say(worked, session_id, "answer", right_answer(worked, session_id), PUPIL_WORDS[2])
    with transaction(records) as db:
        dialogue.stop(db, db.get_one(TutoringSession, session_id))
    say(worked, other_id, "answer", WRONG)
    return worked


@pytest.fixture
def worked(records: Engine, make_tutor) -> Worked:
    model = ScriptedModel()
    return work(records, make_tutor(model), model)
