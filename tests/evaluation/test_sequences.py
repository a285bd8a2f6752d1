from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from evaluation.benchmarks.cases import InvalidCases
from evaluation.sequences import AnswerSequence, gather, of_records, read_assistments, read_sequences, write_sequences
from tutor.database import transaction
from tutor.records import Account, Attempt, School, Turn, TutoringSession

HEADING = "pupil,objective,right\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_answers_are_gathered_by_pupil_and_objective_in_order() -> None:
    rows = [("p-1", "ratio", True), ("p-2", "ratio", False), ("p-1", "speed", True), ("p-1", "ratio", False)]
    assert gather(rows) == [
        AnswerSequence("p-1", "ratio", (True, False)),
        AnswerSequence("p-2", "ratio", (False,)),
        AnswerSequence("p-1", "speed", (True,)),
    ]


NAMES = st.text("abcdefgh-123", min_size=2, max_size=5).filter(lambda name: not name.startswith("-"))


@given(st.lists(st.tuples(NAMES, NAMES, st.booleans()), min_size=1, max_size=30))
def test_what_is_written_is_read_again(tmp_path_factory, rows) -> None:
    sequences = gather(rows)
    path = tmp_path_factory.mktemp("sequences") / "answers.csv"
    assert write_sequences(path, sequences) == len(rows)
    assert read_sequences(path) == sequences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1"),
        ("pupil,right\np-1,1\n", "line 2"),
        ("a,b,c\np-1,ratio,1\n", "line 1"),
        (HEADING, "no cases"),
        (HEADING + "p-1,ratio,yes\n", "line 2"),
        (HEADING + "p-1,ratio,1\np-1,,1\n", "line 3"),
        (HEADING + "p-1,ratio\n", "line 2"),
    ],
)
def test_a_file_of_something_else_is_refused_by_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidCases, match=rf"answers\.csv.*{said}"):
        read_sequences(write(tmp_path / "answers.csv", text))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidCases, match="UTF-8"):
        read_sequences(tmp_path / "answers.csv")


def add_attempts(records: Engine, pupil: str, *answers: dict[str, Any]) -> str:
    """Add an invented pupil with one session, and an attempt for each answer; return the pseudonym."""
    with transaction(records) as db:
        school = School(name=f"School of {pupil}")
        db.add(school)
        db.flush()
        account = Account(school_id=school.id or 0, role="pupil", username=pupil, password_hash="", name=pupil)
        db.add(account)
        db.flush()
        about = {"pupil_id": account.id, "objective_id": "ratio-share", "content_version": "one"}
        session = TutoringSession(**about, policy="ladder")
        db.add(session)
        db.flush()
        for place, answer in enumerate(answers):
            turn = Turn(session_id=session.id or 0, position=place, who="pupil", move="answer")
            db.add(turn)
            db.flush()
            usual = {"item_id": "share", "seed": 1, "answer": "4", "number": 1, "phase": "practice", "aided": False}
            usual |= {"rung": 0, "known_before": 0.3, "known_after": 0.3}
            db.add(Attempt(session_id=session.id or 0, turn_id=turn.id or 0, **{**about, **usual, **answer}))
            db.flush()
        return account.pseudonym


def test_the_log_gives_first_attempts_without_help_under_pseudonyms(records: Engine) -> None:
    ada = add_attempts(
        records,
        "ada.example",
        {"right": False},
        {"right": True, "number": 2, "aided": True},
        {"right": True, "aided": True},
        {"right": True, "phase": "check"},
        {"right": False, "objective_id": "speed"},
    )
    ben = add_attempts(records, "ben.example", {"right": False})
    assert of_records(records) == [
        AnswerSequence(ada, "ratio-share", (False, True)),
        AnswerSequence(ada, "speed", (False,)),
        AnswerSequence(ben, "ratio-share", (False,)),
    ]


def test_an_empty_log_has_no_sequences(records) -> None:
    assert of_records(records) == []


def test_three_lines_a_pupil_are_read(tmp_path: Path) -> None:
    text = "3\n7,7,9,\n1,0,1\n1\n9\n0,\n"
    assert read_assistments(write(tmp_path / "builder.csv", text)) == [
        AnswerSequence("pupil-1", "objective-7", (True, False)),
        AnswerSequence("pupil-1", "objective-9", (True,)),
        AnswerSequence("pupil-2", "objective-9", (False,)),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there are 0"),
        ("1\n7\n", "there are 2"),
        ("2\n7\n1\n", "line 1"),
        ("1\n7\n1,1\n", "line 1"),
        ("1\n7\n1\n1\n7\n2\n", "line 4"),
        ("many\n7\n1\n", "line 1"),
    ],
)
def test_lines_that_do_not_fit_together_are_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidCases, match=said):
        read_assistments(write(tmp_path / "builder.csv", text))


def test_the_published_answers_are_read_whole(shared_data: Path) -> None:
    sequences = read_assistments(shared_data / "assistments" / "builder_train.csv")
    assert len({one.pupil for one in sequences}) == 3361
    assert len({one.objective_id for one in sequences}) == 123
    assert sum(len(one.right) for one in sequences) == 407967
    assert sum(sum(one.right) for one in sequences) == 276147
