"""The records database: one engine, and sessions whose transaction belongs to the caller."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import alembic.command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, create_engine

from tutor import class_records, people_records  # noqa: F401 - rows of other tables name theirs: they must be known

BUSY_SECONDS = 15


class RecordsUnavailable(Exception):
    """The records cannot be read or written now; what was saved before is unharmed."""


def open_records(url: str) -> Engine:
    """Return the engine of the records database at this address.

    Raises:
        RecordsUnavailable: the folder of a SQLite database cannot be made.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    path = Path(make_url(url).database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordsUnavailable(f"The folder {path.parent} cannot be made: {error.strerror}.") from error
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Turn on the write-ahead log and foreign keys, and leave transactions to us."""
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Any) -> None:
    """Take the write lock at the start, unless only reading: upgrading a read later fails at once under contention."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Yield a database session that only reads, and never waits for a writer.

    Raises:
        RecordsUnavailable: the database cannot be reached.
    """
    with transaction(engine.execution_options(reading=True)) as db:
        yield db


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Yield a database session that is committed at the end, or rolled back by an error.

    Raises:
        RecordsUnavailable: the database cannot be reached or written.
    """
    try:
        with Session(engine, expire_on_commit=False) as db, db.begin():
            yield db
    except DBAPIError as error:
        if is_unavailable(error):
            raise RecordsUnavailable(f"The records cannot be written: {error.orig}") from error
        raise


def is_unavailable(error: DBAPIError) -> bool:
    """Return whether an error is the database's surroundings (disk, network, lock), not our statement."""
    kinds = {"DatabaseError", "InterfaceError", "OperationalError"}  # the first is a damaged SQLite file
    return type(error).__name__ in kinds or "read-only" in str(error.orig)


def migrate(engine: Engine) -> None:
    """Bring the records' tables to the newest version.

    Raises:
        RecordsUnavailable: the database cannot be reached or written.
    """
    try:
        with engine.begin() as connection:
            config = _alembic_config()
            config.attributes["connection"] = connection
            alembic.command.upgrade(config, "head")
    except DBAPIError as error:
        raise RecordsUnavailable(f"The records cannot be brought up to date: {error.orig}") from error


def is_current(engine: Engine) -> bool:
    """Return whether the tables are at the newest version.

    Raises:
        RecordsUnavailable: the database cannot be reached.
    """
    head = ScriptDirectory.from_config(_alembic_config()).get_current_head()
    try:
        with engine.execution_options(reading=True).connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() == head
    except DBAPIError as error:
        raise RecordsUnavailable(f"The records cannot be read: {error.orig}") from error


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
