import sqlite3
import threading
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import downgrade, upgrade
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import SQLModel, select

import tutor.migrations
from tutor.database import RecordsUnavailable, is_current, migrate, open_records, reading, transaction
from tutor.records import Attempt, School, TeachingClass, TutoringSession


@pytest.fixture
def empty(any_url: str):
    engine = open_records(any_url)
    yield engine
    engine.dispose()


def add_schools(records: Engine, *names: str, problem: Exception | None = None) -> None:
    with transaction(records) as db:
        for name in names:
            db.add(School(name=name))
            db.flush()
        if problem:
            raise problem


def school_names(records: Engine) -> list[str]:
    with reading(records) as db:
        return sorted(school.name for school in db.exec(select(School)))


def checks(engine: Engine) -> dict[str, set[str | None]]:
    look = inspect(engine)
    return {table: {one["name"] for one in look.get_check_constraints(table)} for table in SQLModel.metadata.tables}


def test_an_empty_database_is_brought_to_the_newest_version(empty: Engine) -> None:
    assert not is_current(empty)
    migrate(empty)
    assert is_current(empty)
    assert {*SQLModel.metadata.tables, "alembic_version"} == set(inspect(empty).get_table_names())


def test_migrating_again_changes_nothing_that_is_kept(any_records: Engine) -> None:
    with transaction(any_records) as db:
        db.add(School(name="Example School (invented)"))
    migrate(any_records)
    assert school_names(any_records) == ["Example School (invented)"]


def test_the_migrated_tables_are_those_of_the_models(any_records: Engine) -> None:
    with any_records.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrated_tables_have_the_checks_of_the_models(empty: Engine) -> None:
    migrate(empty)
    migrated = checks(empty)
    with empty.begin() as connection:
        SQLModel.metadata.drop_all(connection)
        SQLModel.metadata.create_all(connection)
    assert migrated == checks(empty)
    assert migrated["turn"] >= {"turn_who", "turn_state"}


def test_the_migrations_can_be_taken_back_and_made_again(any_records: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(tutor.migrations.__file__).parent))
    with any_records.begin() as connection:
        config.attributes["connection"] = connection
        downgrade(config, "base")
    assert inspect(any_records).get_table_names() == ["alembic_version"]
    assert not is_current(any_records)
    migrate(any_records)
    assert is_current(any_records)


EARLIER = (
    "INSERT INTO school (id, name) VALUES (1, 'Example School (invented)')",
    "INSERT INTO account (id, school_id, role, username, password_hash, name, pseudonym, created_at) "
    "VALUES (1, 1, 'pupil', 'ada', 'none', 'Ada Example', 'p-1', '2026-11-02 09:00:00')",
    "INSERT INTO teaching_class (id, school_id, name, year) VALUES (1, 1, '9X (invented)', 9)",
    "INSERT INTO membership (class_id, account_id) VALUES (1, 1)",
    "INSERT INTO tutoring_session (id, pupil_id, objective_id, content_version, policy, phase, seed, rung, attempts, "
    "aided, items_done, started_at, last_at) VALUES (1, 1, 'ratio-share', 'abc', 'ladder-1', 'practice', 0, 0, 1, "
    "false, 0, '2026-11-02 09:00:00', '2026-11-02 09:00:00')",
    "INSERT INTO turn (id, session_id, position, who, move, state, text, working, rung, authored, facts, at) "
    "VALUES (1, 1, 1, 'pupil', 'answer', 'shown', '12', '', 0, '', '{}', '2026-11-02 09:00:00')",
    "INSERT INTO attempt (id, session_id, turn_id, pupil_id, objective_id, item_id, seed, content_version, answer, "
    "\"right\", number, phase, aided, rung, known_before, known_after, at) VALUES (1, 1, 1, 1, 'ratio-share', "
    "'ratio-share-larger', 7, 'abc', '12', true, 1, 'practice', false, 0, 0.3, 0.8, '2026-11-02 09:00:00')",
)
"""A pupil's first answer, as the first version of the records kept it."""


def test_records_of_an_earlier_version_are_brought_up_to_date_with_all_that_is_in_them(empty: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(tutor.migrations.__file__).parent))
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        upgrade(config, "0001")
        for statement in EARLIER:
            connection.exec_driver_sql(statement)
    migrate(empty)
    assert is_current(empty)
    with reading(empty) as db:
        session, attempt = db.get_one(TutoringSession, 1), db.get_one(Attempt, 1)
        assert (session.policy, session.purpose, session.stuck, session.genuine) == ("ladder-1", "practice", 0, False)
        assert (attempt.right, attempt.genuine, attempt.guess, attempt.diagnosis) == (True, True, False, None)
        assert db.get_one(TeachingClass, 1).solutions == "after attempt"


def test_what_a_transaction_did_is_kept_at_its_end(any_records: Engine) -> None:
    with transaction(any_records) as db:
        db.add(School(name="Example School (invented)"))
        assert school_names(any_records) == []  # a reader neither sees it yet nor waits for it
    assert school_names(any_records) == ["Example School (invented)"]


def test_an_error_rolls_the_whole_transaction_back(any_records: Engine) -> None:
    with pytest.raises(ZeroDivisionError):
        add_schools(any_records, "Example School (invented)", problem=ZeroDivisionError())
    assert school_names(any_records) == []


def test_a_row_that_breaks_a_rule_is_our_error_and_takes_the_others_with_it(any_records: Engine) -> None:
    with pytest.raises(IntegrityError):
        add_schools(any_records, "Example School (invented)", "Example School (invented)")
    assert school_names(any_records) == []


def test_rows_stay_readable_after_their_transaction(any_records: Engine) -> None:
    with transaction(any_records) as db:
        school = School(name="Example School (invented)")
        db.add(school)
    assert school.id is not None
    assert school.name == "Example School (invented)"


def test_writers_at_once_wait_for_each_other(any_records: Engine) -> None:
    together = threading.Barrier(4)
    problems: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            together.wait(10)
            for number in range(5):
                with transaction(any_records) as db:
                    before = len(db.exec(select(School)).all())  # a read first: what makes SQLite give up at once
                    db.add(School(name=f"School {writer} {number} of {before} (invented)"))
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert len(school_names(any_records)) == 20


def test_records_that_may_only_be_read_are_unavailable_for_writing(any_url: str) -> None:
    engine = open_records(any_url)
    migrate(engine)
    engine.dispose()

    @event.listens_for(engine, "checkout")
    def only_reading(connection: sqlite3.Connection | psycopg.Connection, *_: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            connection.commit()

    with pytest.raises(RecordsUnavailable, match="cannot be written"), transaction(engine) as db:
        db.add(School(name="Example School (invented)"))
    assert school_names(engine) == []
    engine.dispose()


def test_a_statement_of_ours_that_is_wrong_is_not_blamed_on_the_surroundings(any_records: Engine) -> None:
    with pytest.raises(DBAPIError), transaction(any_records) as db:
        db.connection().execute(text("INSERT INTO school (id, name) VALUES (1, NULL)"))


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_bytes(b"an essay about databases, kept by mistake" * 100)
    engine = open_records(f"sqlite:///{tmp_path / 'records.db'}")
    with pytest.raises(RecordsUnavailable):
        migrate(engine)
    with pytest.raises(RecordsUnavailable):
        is_current(engine)
    with pytest.raises(RecordsUnavailable), reading(engine) as db:
        db.exec(select(School)).all()
    engine.dispose()


def test_a_server_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    engine = open_records(f"postgresql+psycopg://nobody@/records?host={tmp_path}")
    for ask in (migrate, is_current):
        with pytest.raises(RecordsUnavailable):
            ask(engine)
    with pytest.raises(RecordsUnavailable), transaction(engine) as db:
        db.exec(select(School)).all()
    engine.dispose()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(RecordsUnavailable, match="file"):
        open_records(f"sqlite:///{tmp_path / 'file' / 'records.db'}")


def test_a_new_folder_is_made_for_a_sqlite_database(tmp_path: Path) -> None:
    engine = open_records(f"sqlite:///{tmp_path / 'new' / 'folder' / 'records.db'}")
    migrate(engine)
    assert is_current(engine)
    engine.dispose()


def test_the_version_can_be_asked_while_somebody_writes(any_records: Engine) -> None:
    with transaction(any_records) as db:
        db.add(School(name="Example School (invented)"))
        db.flush()
        assert is_current(any_records)
