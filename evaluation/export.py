"""Writes the attainment log into a folder: CSV files, a codebook, and the hashes of both."""

import csv
import hashlib
import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row
from sqlmodel import Session

from evaluation.attainment import TABLES, Cell, Table
from tutor.database import reading
from tutor.records import Account

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


class FolderNotEmpty(OSError):
    """The folder of an export holds something already; nothing in it was touched."""


def export_log(records: Engine, folder: Path, school_id: int | None = None) -> dict[str, int]:
    """Write the log and return how many rows each file holds.

    All files come from one reading of the records, so they agree with each other. With a school's id, they hold that
    school's pupils alone.

    Raises:
        FolderNotEmpty: the folder has something in it.
        RecordsUnavailable: the records cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderNotEmpty(0, "the folder for the export is not empty: name a new one", str(folder))
    with reading(_of_one_moment(records)) as db:
        counts = {table.name: _write(db, table, folder / f"{table.name}.csv", school_id) for table in TABLES}
    write_csv(folder / "codebook.csv", [["file", "column", "meaning"], *map(list, codebook())])
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(folder.glob("*.csv"))]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return counts


def codebook() -> list[tuple[str, str, str]]:
    """Return what each column means, as (file, column, meaning)."""
    return [(f"{table.name}.csv", one.name, one.meaning) for table in TABLES for one in table.columns]


def zipped(records: Engine, school_id: int) -> bytes:
    """Return the log of a school, as `export_log` writes it, as one ZIP file.

    Raises:
        RecordsUnavailable: the records cannot be read.
    """
    made = io.BytesIO()
    with tempfile.TemporaryDirectory() as name:
        export_log(records, Path(name), school_id)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for path in sorted(Path(name).iterdir()):
                file.write(path, path.name)
    return made.getvalue()


def _of_one_moment(records: Engine) -> Engine:
    """Return an engine whose transactions read the records as they were when they began, as SQLite's always do."""
    if records.dialect.name == "sqlite":
        return records
    return records.execution_options(isolation_level="REPEATABLE READ")


def _write(db: Session, table: Table, path: Path, school_id: int | None) -> int:
    wanted = (row for row in table.rows(db) if school_id in (None, _school_of(row)))
    rows = [[harmless(column.read(row)) for column in table.columns] for row in wanted]
    write_csv(path, [[column.name for column in table.columns], *rows])
    return len(rows)


def _school_of(row: Row[Any]) -> int:
    """Return the school of the pupil whose row this is: every table of the log carries the pupil's account."""
    return next(one.school_id for one in row if isinstance(one, Account))


def write_csv(path: Path, rows: list[list[str]]) -> None:
    """Write rows as UTF-8 CSV with the line ends that RFC 4180 asks for."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def harmless(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet runs: what looks like a formula gets an apostrophe before it.

    Numbers keep their sign. The rule is OWASP's for CSV injection.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        return repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="milliseconds")
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_SIGNS) else cell
