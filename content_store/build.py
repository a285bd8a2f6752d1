"""Writes a content folder: the database, the index beside it, and the manifest that binds them.

Knows how a folder comes to be and how it replaces the one in service. Does not know where rows come from,
nor how text becomes vectors: the indexer is given.
"""

import dataclasses
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Table, create_engine, insert

from content_store.catalogue import Catalogue
from content_store.curriculum import Curriculum, LessonInUnit, Rows
from content_store.manifest import (
    DATABASE,
    FORMAT,
    MANIFEST,
    ContentUnavailable,
    Embedding,
    Manifest,
    SourceRecord,
    file_record,
)
from content_store.problems import InvalidContent, Problem
from content_store.progress import Report, silent

Values = dict[str, Any]


class BuildInProgress(RuntimeError):
    """Another build of the same folder is running; wait for it to finish."""


class Indexer(Protocol):
    """Writes what finding by meaning needs."""

    @property
    def name(self) -> str:
        """The embedding model's name."""

    @property
    def digest(self) -> str:
        """A hash of the embedding model: vectors of another model are of no use."""

    def write(self, rows: Rows, folder: Path, previous: Catalogue | None, report: Report) -> None:
        """Write index files for the rows, taking vectors of unchanged text from the previous build."""


@dataclass(frozen=True)
class _Means:
    """What a build is made with, beside the rows."""

    indexer: Indexer
    report: Report
    checks: str


def build(rows: Rows, folder: Path, indexer: Indexer, report: Report = silent, checks: str = "") -> Manifest:
    """Return the manifest of the folder that now holds the rows; `checks` names what its items passed.

    Everything is written to a folder beside it and opened once before the two change places, so that
    the old build stays in service when anything fails.

    Raises:
        InvalidContent: the rows contradict each other.
        BuildInProgress: another build of this folder is running.
    """
    tables = _tables(rows)
    if problems := tuple(_contradictions(tables)):
        raise InvalidContent(problems)
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(_beside(folder, "lock"), timeout=0):
            return _replace(folder, rows, _Means(indexer, report, checks))
    except Timeout as error:
        raise BuildInProgress(f"{folder} is being built by another process: wait for it to finish") from error


def _replace(folder: Path, rows: Rows, means: _Means) -> Manifest:
    """Return the manifest of a new build, which has taken the old one's place."""
    new, old = _beside(folder, "new"), _beside(folder, "old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        new.mkdir()
        _write(new, rows, _opened(folder), means)
        manifest = Catalogue.open(new).manifest
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return manifest


def _beside(folder: Path, purpose: str) -> Path:
    """Return a hidden neighbour: on the same file system, so that renaming is one step."""
    return folder.parent / f".{folder.name}.{purpose}"


def _opened(folder: Path) -> Catalogue | None:
    """Return the build in service, or None where there is none to take vectors from."""
    try:
        return Catalogue.open(folder)
    except ContentUnavailable:
        return None


def _write(folder: Path, rows: Rows, previous: Catalogue | None, means: _Means) -> None:
    """Write every file of a content folder."""
    tables = _tables(rows)
    _write_database(folder / DATABASE, tables)
    means.indexer.write(rows, folder, previous, means.report)
    manifest = Manifest(
        format=FORMAT,
        version=version_of(rows),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        embedding=Embedding(name=means.indexer.name, digest=means.indexer.digest),
        sources=tuple(SourceRecord.model_validate(source.model_dump()) for source in rows.sources),
        counts={table.name: len(values) for table, values in tables},
        files={path.name: file_record(path) for path in sorted(folder.iterdir())},
        checks=means.checks,
    )
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")


def version_of(rows: Rows) -> str:
    """Return a hash over the rows, whatever the order in which they were read."""
    digest = hashlib.sha256()
    for table, values in _tables(rows):
        digest.update(f"{table.name}\n".encode())
        for row in values:
            digest.update(json.dumps(row, sort_keys=True, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def _tables(rows: Rows) -> list[tuple[Table, list[Values]]]:
    """Return each table with its rows in the order of their keys, tables that are referred to first."""
    found: dict[str, list[Values]] = {}
    for objects in [getattr(rows, field.name) for field in dataclasses.fields(rows)]:
        for row in [*objects, *(_memberships(rows) if objects is rows.lessons_in_units else ())]:
            found.setdefault(str(row.__tablename__), []).append(row.model_dump())
    return [(table, sorted(found.get(table.name, []), key=_key_of(table))) for table in _schema()]


def _schema() -> list[Table]:
    return Curriculum.metadata.sorted_tables


def _memberships(rows: Rows) -> Iterator[LessonInUnit]:
    """Yield the place of each lesson in its own unit, where the reader did not say it."""
    said = {(place.unit_id, place.lesson_id) for place in rows.lessons_in_units}
    for lesson in rows.lessons:
        if (lesson.unit_id, lesson.id) not in said:
            yield LessonInUnit(unit_id=lesson.unit_id, lesson_id=lesson.id, position=lesson.position)


def _key_of(table: Table) -> Any:
    names = [column.name for column in table.primary_key]
    return lambda values: tuple(values[name] for name in names)


def _write_database(path: Path, tables: Sequence[tuple[Table, list[Values]]]) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        Curriculum.metadata.create_all(connection)
        for table, values in tables:
            if values:
                connection.execute(insert(table), values)
    engine.dispose()


def _contradictions(tables: Sequence[tuple[Table, list[Values]]]) -> Iterator[Problem]:
    """Yield ids that are used twice and references to rows that are not there."""
    keys = {table.name: [_key_of(table)(values) for values in rows] for table, rows in tables}
    for name, used in keys.items():
        for key, times in Counter(used).items():
            if times > 1:
                yield Problem(name, 0, f"the id {' '.join(key)} is used {times} times", "make each id unique")
    known = {name: {key[0] for key in used if len(key) == 1} for name, used in keys.items()}
    for table, rows in tables:
        for foreign in table.foreign_keys:
            column, target = foreign.parent.name, foreign.column.table.name
            for missing in sorted({values[column] for values in rows} - known[target] - {None}):
                rule = f"{column} refers to {missing}, which is not there"
                yield Problem(table.name, 0, rule, f"add the {target} or correct the reference")
