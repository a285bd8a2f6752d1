"""The attainment log as tables for an evaluator: what each file holds and what each column means.

The log is the records themselves, written in the transaction of what they describe; this module only reads.
Pupils stand under their pseudonym, and nobody's words are exported.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, col, select

from tutor import judgements
from tutor.records import (
    Account,
    Attempt,
    HintGiven,
    Membership,
    TeachingClass,
    Turn,
    TutoringSession,
    Wording,
)

Cell = str | int | float | bool | datetime | None


@dataclass(frozen=True)
class Column:
    """A column of a file: its name, what it means, and how it is read from a row of records."""

    name: str
    meaning: str
    read: Callable[[Any], Cell]


@dataclass(frozen=True)
class Table:
    """A file of the log."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Session], Iterator[Row[Any]]]


def _pupils(db: Session) -> Iterator[Row[Any]]:
    query = (
        select(Account, TeachingClass)
        .join(Membership, col(Membership.account_id) == Account.id, isouter=True)
        .join(TeachingClass, col(TeachingClass.id) == Membership.class_id, isouter=True)
        .where(Account.role == "pupil")
        .order_by(Account.pseudonym, col(TeachingClass.id))
    )
    return iter(db.execute(query))


def _sessions(db: Session) -> Iterator[Row[Any]]:
    query = select(TutoringSession, Account).join(Account, col(Account.id) == TutoringSession.pupil_id)
    return iter(db.execute(query.order_by(col(TutoringSession.id))))


def _turns(db: Session) -> Iterator[Row[Any]]:
    query = (
        select(Turn, TutoringSession, Account, Wording)
        .join(TutoringSession, col(TutoringSession.id) == Turn.session_id)
        .join(Account, col(Account.id) == TutoringSession.pupil_id)
        .join(Wording, col(Wording.turn_id) == Turn.id, isouter=True)
    )
    return iter(db.execute(query.order_by(col(Turn.session_id), col(Turn.position))))


def _attempts(db: Session) -> Iterator[Row[Any]]:
    query = select(Attempt, Account, judgements.newest().label("judged")).join(
        Account, col(Account.id) == Attempt.pupil_id
    )
    return iter(db.execute(query.order_by(col(Attempt.id))))


def _hints(db: Session) -> Iterator[Row[Any]]:
    query = (
        select(HintGiven, TutoringSession, Account)
        .join(TutoringSession, col(TutoringSession.id) == HintGiven.session_id)
        .join(Account, col(Account.id) == TutoringSession.pupil_id)
    )
    return iter(db.execute(query.order_by(col(HintGiven.id))))


def _columns(pairs: Sequence[tuple[str, str]], place: int = 0) -> tuple[Column, ...]:
    """Return columns that carry the attribute of their own name, from the row's part at `place`."""
    return tuple(
        Column(name, meaning, lambda row, name=name: getattr(row[place], name))  # type: ignore[misc] # bound now
        for name, meaning in pairs
    )


def _pseudonym(place: int) -> Column:
    return Column("pupil", "the pupil's pseudonym", lambda row: str(row[place].pseudonym))


def _wording(name: str, meaning: str) -> Column:
    return Column(name, meaning, lambda row: getattr(row[3], name) if row[3] else None)


def _shown(row: Any) -> Cell:
    """Return whose words a tutor's turn showed."""
    turn, wording = row[0], row[3]
    if turn.who == "pupil" or turn.state != "shown":
        return None
    return "draft" if wording and not wording.replaced else "authored"


def _form(row: Any) -> Cell:
    """Return what was said of an answer's form; a quotation in it is the pupil's own words."""
    return re.sub("“[^”]*”", "“…”", row[0].form) if row[0].form else None


def _joined(name: str, meaning: str) -> Column:
    return Column(name, meaning, lambda row: "; ".join(getattr(row[3], name)) if row[3] else None)


CONTENT = [
    ("objective_id", "the objective, as the content names it"),
    ("item_id", "the item, as the content names it"),
    ("seed", "the seed that the item's numbers were drawn with"),
    ("content_version", "the hash of the content that was served"),
]

TABLES: tuple[Table, ...] = (
    Table(
        "pupils",
        (
            _pseudonym(0),
            Column(
                "class_id",
                "a number for the class: a pupil in two has a row for each; empty where the pupil is in none",
                lambda row: row[1] and row[1].id,
            ),
            Column("year", "the year group of the class", lambda row: row[1] and row[1].year),
        ),
        _pupils,
    ),
    Table(
        "sessions",
        (
            *_columns([("id", "the session's number")]),
            _pseudonym(1),
            *_columns(
                [
                    ("objective_id", "the objective worked on"),
                    ("item_id", "the item open when the pupil stopped, or open now; empty when the set was finished"),
                ],
            ),
            Column(
                "seed",
                "the seed that the item's numbers were drawn with",
                lambda row: row[0].seed if row[0].item_id else None,
            ),
            *_columns(
                [
                    ("content_version", "the hash of the content that was served"),
                    (
                        "purpose",
                        "practice, review (a delayed check), placement, test (set), or question (a teacher's own)",
                    ),
                    ("policy", "the policy that chose the moves: what was delivered"),
                    ("items_done", "items finished, by a right answer or by the bottom-out hint"),
                    ("started_at", "when it began, UTC"),
                    ("last_at", "when the pupil last did something, UTC"),
                    ("ended_at", "when the pupil stopped it, UTC; empty while it is open"),
                ],
            ),
        ),
        _sessions,
    ),
    Table(
        "turns",
        (
            *_columns([("session_id", "the session"), ("position", "the turn's number in it")]),
            _pseudonym(2),
            *_columns(
                [
                    ("who", "pupil or tutor"),
                    ("move", "what the turn is: the pupil's answer, help or question; the tutor's move"),
                    ("item_id", "the item then open"),
                    ("seed", "the seed that the item's numbers were drawn with"),
                    ("rung", "the hint's place on the ladder, from 1; 0 for other moves"),
                    ("offloading", "how a pupil's message asks for the work to be done; empty where it does not"),
                    ("state", "shown, or waiting where the wording had not been checked yet"),
                    ("at", "when it was recorded, UTC"),
                    ("shown_at", "when it could be seen, UTC"),
                ],
            ),
            *_columns(
                [
                    ("objective_id", "the objective worked on"),
                    ("content_version", "the hash of the content that was served"),
                ],
                1,
            ),
            _wording("model_name", "the model that worded the draft; empty for moves that are never worded"),
            _wording("model_digest", "the SHA-256 of the model's weights"),
            _wording("prompt_version", "the version of the prompt"),
            _wording("checker_version", "the version of the checker's rules"),
            _joined("checked", "the rules that the draft was checked by"),
            _wording(
                "replaced",
                "the rule it broke, or why there was no draft: the authored text was shown; empty: the draft was",
            ),
            _joined("sources", "the passages that the reply rests on"),
            Column(
                "read_as",
                "what a pupil's message was taken to mean; empty where it may be a matter of safeguarding",
                lambda row: None if row[0].read_as == "distress" else row[0].read_as,
            ),
            Column(
                "shown", "whose words were shown: the model's draft, or the authored text; empty for pupils", _shown
            ),
            Column(
                "text_sha256",
                "the SHA-256 of the words shown, UTF-8: the same words, the same hash",
                lambda row: hashlib.sha256(row[0].text.encode()).hexdigest() if row[0].who == "tutor" else None,
            ),
            _wording("prompt_tokens", "tokens of the prompt"),
            _wording("reused_tokens", "those that had been read before"),
            _wording("completion_tokens", "tokens of the draft"),
            _wording("waited_seconds", "seconds in the queue"),
            _wording("seconds", "seconds to read and write, without the queue"),
        ),
        _turns,
    ),
    Table(
        "attempts",
        (
            *_columns([("id", "the attempt's number"), ("session_id", "the session")]),
            _pseudonym(1),
            *_columns(CONTENT),
            *_columns(
                [
                    ("number", "1 for the first attempt at this item"),
                    (
                        "phase",
                        "practice, or check (a question without help after a right answer or a told one)",
                    ),
                    ("right", "whether marking took the answer for right; empty where it was unsure"),
                    ("misconception_id", "the misconception that this attempt and those before it point to"),
                    ("wrong_line", "the first line of working that does not follow, from 1"),
                    ("wrong_rule", "the wrong rule that explains it"),
                    ("genuine", "whether it counts as a genuine attempt"),
                    ("guess", "whether the answer was only asked about"),
                    ("aided", "whether help had been given, or an attempt made, on this item before"),
                    ("rung", "the highest rung given on this item before"),
                    ("known_before", "probability that the objective was known, before"),
                    ("known_after", "the same after; changes with unaided attempts only"),
                    ("at", "when, UTC"),
                ],
            ),
            Column("form", "what was said of its form, without what it quotes of the pupil's", _form),
            Column(
                "judged",
                "whether it is right by a teacher's newest mark, which counts in the place of `right`; empty for none",
                lambda row: row[2],
            ),
        ),
        _attempts,
    ),
    Table(
        "hints",
        (
            *_columns([("id", "the hint's number"), ("session_id", "the session")]),
            _pseudonym(2),
            *_columns(CONTENT),
            *_columns(
                [
                    ("rung", "its place on the ladder, from 1"),
                    ("bottom_out", "whether it is the last, which tells the answer"),
                    ("asked_for", "whether the pupil asked; otherwise it followed a wrong answer"),
                    ("at", "when, UTC"),
                ],
            ),
        ),
        _hints,
    ),
)
