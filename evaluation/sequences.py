"""Pupils' unaided answers in order, one sequence for each pupil and objective: what knowledge tracing is fitted to."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import col, select

from evaluation.benchmarks.cases import InvalidCases
from evaluation.export import harmless
from tutor import judgements
from tutor.database import reading
from tutor.records import Account, Attempt

COLUMNS = ["pupil", "objective", "right"]
LINES_A_PUPIL = 3


@dataclass(frozen=True)
class AnswerSequence:
    """One pupil's answers to one objective's items, oldest first.

    Attributes:
        pupil: The pupil's pseudonym.
        objective_id: The objective.
        right: Whether each answer was right; at least one.
    """

    pupil: str
    objective_id: str
    right: tuple[bool, ...]


def gather(rows: Iterable[tuple[str, str, bool]]) -> list[AnswerSequence]:
    """Return the sequences of (pupil, objective, right) rows in time order, in the order of their first answers."""
    found: dict[tuple[str, str], list[bool]] = {}
    for pupil, objective_id, right in rows:
        found.setdefault((pupil, objective_id), []).append(right)
    return [AnswerSequence(pupil, objective_id, tuple(answers)) for (pupil, objective_id), answers in found.items()]


def of_records(records: Engine) -> list[AnswerSequence]:
    """Return the sequences of the attainment log: first attempts without help, that were marked right or wrong.

    Raises:
        RecordsUnavailable: the records cannot be read.
    """
    query = (
        select(Account.pseudonym, Attempt.objective_id, judgements.counted())
        .join(Account, col(Account.id) == Attempt.pupil_id)
        .where(Attempt.number == 1, col(Attempt.aided).is_(False), judgements.counted().is_not(None))
        .order_by(col(Attempt.id))
    )
    with reading(records) as db:
        return gather((pupil, objective_id, bool(right)) for pupil, objective_id, right in db.exec(query))


def read_sequences(path: Path) -> list[AnswerSequence]:
    """Return the sequences of a CSV file with the columns pupil, objective and right (1 or 0), in time order.

    Raises:
        InvalidCases: the file has other columns, a row that is none, or no rows; the message names the line.
    """
    with path.open(encoding="utf-8", newline="") as file:
        try:
            sequences = gather(_row(path, number, row) for number, row in enumerate(csv.reader(file), 1) if number > 1)
            file.seek(0)
            heading = next(csv.reader(file), [])
        except (csv.Error, UnicodeDecodeError) as error:
            raise InvalidCases(f"{path} is not a CSV file in UTF-8 ({error})") from error
    if heading != COLUMNS:
        raise InvalidCases(f"{path}, line 1: the columns must be {', '.join(COLUMNS)}")
    if not sequences:
        raise InvalidCases(f"{path} has no cases")
    return sequences


def write_sequences(path: Path, sequences: Iterable[AnswerSequence]) -> int:
    """Write sequences as `read_sequences` reads them, and return how many answers there are.

    Raises:
        OSError: the file cannot be written.
    """
    rows = [
        [harmless(one.pupil), harmless(one.objective_id), harmless(right)] for one in sequences for right in one.right
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return len(rows)


def read_assistments(path: Path) -> list[AnswerSequence]:
    """Return the sequences of a file with three lines a pupil: how many answers, their objectives, 1 for right or 0.

    So are the ASSISTments 2009-10 "skill builder" answers handed round for research on knowledge tracing. Values are
    set apart by commas; one at the end of a line is passed over.

    Raises:
        InvalidCases: the lines do not fit together; the message names the line.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or len(lines) % LINES_A_PUPIL:
        raise InvalidCases(f"{path}: three lines a pupil are needed, and there are {len(lines)} in all")
    rows: list[tuple[str, str, bool]] = []
    for start in range(0, len(lines), LINES_A_PUPIL):
        counted, objectives, answers = (_values(line) for line in lines[start : start + LINES_A_PUPIL])
        if counted != [str(len(objectives))] or len(objectives) != len(answers) or set(answers) - {"0", "1"}:
            raise InvalidCases(f"{path}, line {start + 1}: this pupil's three lines do not fit together")
        pupil = f"pupil-{start // LINES_A_PUPIL + 1}"
        rows += [(pupil, f"objective-{name}", answer == "1") for name, answer in zip(objectives, answers, strict=True)]
    return gather(rows)


def _values(line: str) -> list[str]:
    return [value.strip() for value in line.split(",") if value.strip()]


def _row(path: Path, number: int, row: list[str]) -> tuple[str, str, bool]:
    if len(row) != len(COLUMNS) or not row[0] or not row[1] or row[2] not in ("0", "1"):
        raise InvalidCases(f"{path}, line {number}: give a pupil, an objective, and 1 for right or 0")
    return row[0], row[1], row[2] == "1"
