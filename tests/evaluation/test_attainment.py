"""Every row of the log says whose it is and on what, so that an evaluator can do it all over again."""

import re
from pathlib import Path

import pytest
from sqlmodel import col, select

from content_store.items import draw, read_spec
from evaluation.attainment import TABLES
from tests.evaluation.conftest import OBJECTIVE, WRONG, Worked, add_class
from tutor import checker, dialogue, history, policy, prompts
from tutor.database import transaction
from tutor.exchange import Said
from tutor.language_model import Reason
from tutor.marking import Mark, mark
from tutor.records import Account, Attempt, Membership, TeachingClass, Turn, TutoringSession
from tutor.wordsmith import Wordsmith

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture
def tables(worked: Worked, tmp_path: Path) -> Rows:
    return worked.exported(tmp_path / "export")


def test_pupils_stand_under_pseudonyms_and_nobody_else_does(worked: Worked, tables: Rows) -> None:
    with transaction(worked.records) as db:
        pseudonyms = {one.pseudonym: one.role for one in db.exec(select(Account))}
    pupils = [row["pupil"] for row in tables["pupils"]]
    assert sorted(pupils) == sorted(name for name, role in pseudonyms.items() if role == "pupil")
    assert all(re.fullmatch(r"p-[0-9a-f]{16}", name) for name in pupils)
    for name, rows in tables.items():
        assert {row["pupil"] for row in rows} <= set(pupils), name


def test_a_pupil_has_a_class_and_a_year_or_neither(tables: Rows) -> None:
    assert sorted((bool(row["class_id"]), row["year"]) for row in tables["pupils"]) == [(False, ""), (True, "10")]


def test_every_row_says_whose_it_is_and_on_what(worked: Worked, tables: Rows) -> None:
    version = worked.tutor.catalogue.version
    assert {name for name, rows in tables.items() if rows} == {"pupils", "sessions", "turns", "attempts", "hints"}
    for name in ("sessions", "turns", "attempts", "hints"):
        for row in tables[name]:
            assert row["pupil"]
            assert (row["objective_id"], row["content_version"]) == (OBJECTIVE, version), name
            assert row["item_id"].startswith(OBJECTIVE), name
            assert row["seed"].isdecimal(), name


def test_rows_of_one_session_agree_with_it(tables: Rows) -> None:
    whose = {row["id"]: row["pupil"] for row in tables["sessions"]}
    assert len(set(whose.values())) == 2
    for name in ("turns", "attempts", "hints"):
        assert {row["session_id"] for row in tables[name]} <= set(whose)
        assert all(row["pupil"] == whose[row["session_id"]] for row in tables[name])


def test_a_session_says_which_policy_was_delivered_and_when(tables: Rows) -> None:
    ended = [bool(row["ended_at"]) for row in tables["sessions"]]
    assert ended == [True, False]
    for row in tables["sessions"]:
        assert row["policy"] == policy.LADDER_4.name
        assert row["started_at"] <= row["last_at"]
        assert row["started_at"].endswith("+00:00")


def test_every_attempt_can_be_reproduced_from_its_row(worked: Worked, tables: Rows) -> None:
    with transaction(worked.records) as db:
        answers = {str(one.id): one.answer for one in db.exec(select(Attempt))}
        asked = {turn.text for turn in db.exec(select(Turn).where(Turn.who == "tutor"))}
    assert {row["right"] for row in tables["attempts"]} == {"0", "1"}
    for row in tables["attempts"]:
        item = worked.tutor.catalogue.item(row["item_id"])
        assert item
        drawn = draw(read_spec(item.definition), row["objective_id"], int(row["seed"]))
        assert drawn.question in asked
        again = mark(drawn.answer, answers[row["id"]])
        assert isinstance(again, Mark)
        assert (str(int(again.right)), again.misconception_id or "") == (row["right"], row["misconception_id"])


def test_an_attempt_says_what_help_came_before_and_what_it_changed(tables: Rows) -> None:
    wrong, *tried, checked, other = tables["attempts"]
    assert {(row["aided"], row["right"], row["known_after"]) for row in tried} == {("1", "0", wrong["known_after"])}
    assert [
        (row["number"], row["aided"], row["rung"], row["phase"], row["right"]) for row in (wrong, checked, other)
    ] == [
        ("1", "0", "0", "practice", "0"),
        ("1", "0", "0", "check", "1"),
        ("1", "0", "0", "practice", "0"),
    ]
    assert float(wrong["known_after"]) < float(wrong["known_before"])
    assert checked["known_before"] == wrong["known_after"]
    assert float(checked["known_after"]) > float(checked["known_before"])
    assert other["known_before"] == wrong["known_before"]


def test_an_attempt_after_help_is_aided_and_changes_nothing(worked: Worked, tmp_path: Path) -> None:
    with transaction(worked.records) as db:
        session = db.exec(select(TutoringSession).where(col(TutoringSession.ended_at).is_(None))).one()
        position = history.last_position(db, session) + 1
        assert dialogue.respond(worked.tutor, db, session, Said(position, "answer", WRONG)).outcome == "taken"
    *_, first, second = worked.exported(tmp_path / "export")["attempts"]
    assert (second["number"], second["aided"], second["rung"]) == ("2", "1", "1")
    assert second["known_before"] == second["known_after"] == first["known_after"]


def test_hints_climb_the_ladder_and_say_whether_they_were_asked_for(tables: Rows) -> None:
    first = [row for row in tables["hints"] if row["pupil"] == tables["hints"][0]["pupil"]]
    same_item = [row for row in first if (row["item_id"], row["seed"]) == (first[0]["item_id"], first[0]["seed"])]
    assert [row["rung"] for row in same_item] == [str(rung) for rung in range(1, len(same_item) + 1)]
    assert [row["asked_for"] for row in same_item[:2]] == ["0", "1"]
    assert all((row["bottom_out"] == "1") == (row is same_item[-1]) for row in same_item)


def test_turns_are_numbered_within_their_session_and_name_their_move(tables: Rows) -> None:
    for session in tables["sessions"]:
        turns = [row for row in tables["turns"] if row["session_id"] == session["id"]]
        assert [row["position"] for row in turns] == [str(place) for place in range(1, len(turns) + 1)]
        assert {row["move"] for row in turns if row["who"] == "pupil"} <= {"answer", "help", "question", "solution"}
    moves = {row["move"] for row in tables["turns"] if row["who"] == "tutor"}
    assert moves >= {"ask", "hint", "explain", "not_covered"}


WORDING = [
    "model_name",
    "model_digest",
    "prompt_version",
    "checker_version",
    "checked",
    "replaced",
    "sources",
    "seconds",
]


def test_a_worded_turn_says_by_what_it_was_worded_and_how_it_was_checked(tables: Rows) -> None:
    worded = [row for row in tables["turns"] if row["prompt_version"]]
    assert {row["move"] for row in worded} == {"hint", "explain"}
    for row in worded:
        assert (row["model_name"], row["model_digest"]) == ("scripted", "scripted")
        assert (row["prompt_version"], row["checker_version"]) == (prompts.VERSION, checker.VERSION)
        assert {"leak", "contradiction", "grounding"} <= set(row["checked"].split("; "))
        assert (row["state"], row["rung"] != "0") == ("shown", row["move"] == "hint")
        assert row["at"] <= row["shown_at"]
        assert (row["prompt_tokens"], row["completion_tokens"]) == ("10", "5")
    replaced = [row["replaced"] for row in worded]
    assert "" in replaced
    assert [rule for rule in replaced if rule]
    assert all(rule in worded[0]["checked"].split("; ") for rule in replaced if rule)


def test_an_explanation_names_the_passages_that_it_rests_on(worked: Worked, tables: Rows) -> None:
    (explained,) = [row for row in tables["turns"] if row["move"] == "explain"]
    sources = explained["sources"].split("; ")
    assert [passage.id for passage in worked.tutor.catalogue.passages(sources)] == sources


def test_a_turn_that_is_never_worded_has_no_wording(tables: Rows) -> None:
    plain = [
        row for row in tables["turns"] if row["who"] == "pupil" or row["move"] in {"ask", "not_covered", "confirm"}
    ]
    assert plain
    for row in plain:
        assert [row[name] for name in WORDING] == [""] * len(WORDING)


def test_a_reply_that_is_not_yet_worded_is_told_apart(tables: Rows) -> None:
    waiting = [row for row in tables["turns"] if row["state"] == "waiting"]
    assert [(row["move"], row["shown_at"], row["prompt_version"]) for row in waiting] == [("hint", "", "")]


def test_a_reply_without_a_model_says_why_there_was_no_draft(records, tutor, tmp_path: Path) -> None:
    pupil, _ = add_class(records)
    with transaction(records) as db:
        session = dialogue.start(tutor, db, pupil, OBJECTIVE)
        (turn_id,) = dialogue.respond(tutor, db, session, Said(2, "help", "")).waiting
    smith = Wordsmith(tutor, records)
    smith.ensure(turn_id)
    smith.wait(turn_id, 30)
    smith.close()
    turns = Worked(records, tutor, None).exported(tmp_path / "export")["turns"]
    (hint,) = [row for row in turns if row["move"] == "hint"]
    assert (hint["replaced"], hint["checked"], hint["model_digest"]) == (Reason.NOT_LOADED, "", "none")
    assert hint["prompt_version"] == prompts.VERSION


def test_a_pupil_in_two_classes_is_listed_once_for_each(worked: Worked, tmp_path: Path) -> None:
    with transaction(worked.records) as db:
        pupil = db.exec(select(Account).where(Account.username == "adalwolfina.example")).one()
        second = TeachingClass(school_id=pupil.school_id, name="11Quux", year=11)
        db.add(second)
        db.flush()
        db.add(Membership(class_id=second.id or 0, account_id=pupil.id or 0))
        pseudonym = pupil.pseudonym
    tables = worked.exported(tmp_path / "export")
    assert [row["year"] for row in tables["pupils"] if row["pupil"] == pseudonym] == ["10", "11"]
    assert len({row["id"] for row in tables["attempts"]}) == len(tables["attempts"])


def test_no_column_is_of_a_persons_name_or_words() -> None:
    named = {column.name for table in TABLES for column in table.columns}
    assert not named & {"name", "username", "password_hash", "text", "working", "authored", "facts", "answer", "draft"}
    assert not {name for name in named if "birth" in name or "email" in name}
