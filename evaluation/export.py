"""Writes the attainment log into a folder: CSV files, a codebook, and the hashes of both."""

import csv
import hashlib
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from evaluation.attainment import TABLES, Cell, Table
from tutor.database import reading

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


class FolderNotEmpty(OSError):
    """The folder of an export holds something already; nothing in it was touched."""


def export_log(records: Engine, folder: Path) -> dict[str, int]:
    """Write the log and return how many rows each file holds.

    All files come from one reading of the records, so they agree with each other.

    Raises:
        FolderNotEmpty: the folder has something in it.
        RecordsUnavailable: the records cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderNotEmpty(0, "the folder for the export is not empty: name a new one", str(folder))
    with reading(_of_one_moment(records)) as db:
        counts = {table.name: _write(db, table, folder / f"{table.name}.csv") for table in TABLES}
    write_csv(
        folder / "codebook.csv",
        [
            ["file", "column", "meaning"],
            *([t.name + ".csv", c.name, c.meaning] for t in TABLES for c in t.columns),
        ],
    )
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(folder.glob("*.csv"))]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return counts


def _of_one_moment(records: Engine) -> Engine:
    """Return an engine whose transactions read the records as they were when they began, as SQLite's always do."""
    if records.dialect.name == "sqlite":
        return records
    return records.execution_options(isolation_level="REPEATABLE READ")


def _write(db: Session, table: Table, path: Path) -> int:
    rows = [[harmless(column.read(row)) for column in table.columns] for row in table.rows(db)]
    write_csv(path, [[column.name for column in table.columns], *rows])
    return len(rows)


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
