from itertools import product

import pytest

from tutor.mastery import MASTERED
from tutor.policy import MAX_ITEMS, Move, State, next_moves

GRID = [
    State(*values)
    for values in product(
        ("answer", "help", "question"),
        ("practice", "check", "done"),
        (True, False, None),
        (0, 1, 4),
        (0, 1, 2, 3, 4),
        (3, 4, 5),
        (0.0, MASTERED, 1.0),
        (0, MAX_ITEMS - 1, MAX_ITEMS, 40),
        (True, False),
        (True, False),
    )
    if values[4] <= values[5]
]


def names(state: State) -> list[str]:
    return [move.name for move in next_moves(state)]


def state(**given: object) -> State:
    usual = {
        "intent": "answer",
        "phase": "practice",
        "right": None,
        "attempts": 1,
        "rung": 0,
        "rungs": 4,
        "known": 0.3,
        "items_done": 0,
    }
    return State(**{**usual, **given})


def test_there_is_always_a_next_move() -> None:
    assert all(names(one) for one in GRID)


def test_no_answer_is_told_before_an_attempt() -> None:
    assert [one for one in GRID if "bottom_out" in names(one) and one.attempts == 0] == []


def test_after_an_answer_is_told_comes_a_question_without_help() -> None:
    told = [names(one) for one in GRID if "bottom_out" in names(one)]
    assert told
    assert all(one == ["bottom_out", "check"] for one in told)


def test_after_the_end_there_are_only_explanations_and_the_end() -> None:
    done = {tuple(names(one)) for one in GRID if one.phase == "done"}
    assert done == {("finish",), ("explain",), ("not_covered",)}


def test_hints_never_reach_the_last_rung_nor_leave_the_ladder() -> None:
    hints = [(move.rung, one.rung, one.rungs) for one in GRID for move in next_moves(one) if move.name == "hint"]
    assert hints
    assert all(given == before + 1 < rungs for given, before, rungs in hints)


def test_a_right_answer_to_practice_is_always_checked_without_help() -> None:
    right = [one for one in GRID if one.right and one.intent != "question" and one.phase == "practice"]
    assert {tuple(names(one)) for one in right} == {("confirm", "check")}


def test_nothing_is_confirmed_that_was_not_right() -> None:
    assert not [one for one in GRID if "confirm" in names(one) and not one.right]


def test_an_uncovered_question_is_never_explained() -> None:
    questions = [one for one in GRID if one.intent == "question" and not one.covered]
    assert not [one for one in questions if "explain" in names(one)]


@pytest.mark.parametrize(
    ("given", "moves"),
    [
        ({"right": False}, [Move("hint", 1)]),
        ({"right": False, "rung": 2}, [Move("hint", 3)]),
        ({"right": False, "rung": 3}, [Move("bottom_out", 4), Move("check")]),
        ({"intent": "help", "attempts": 0}, [Move("hint", 1)]),
        ({"intent": "help", "attempts": 0, "rung": 3}, [Move("attempt_first")]),
        ({"intent": "question", "wants_answer": True, "attempts": 0}, [Move("attempt_first")]),
        ({"intent": "question", "wants_answer": True}, [Move("hint", 1)]),
        ({"intent": "question"}, [Move("explain")]),
        ({"intent": "question", "covered": False}, [Move("not_covered")]),
        ({"phase": "check", "right": True}, [Move("confirm"), Move("ask")]),
        ({"phase": "check", "right": True, "known": MASTERED}, [Move("confirm"), Move("finish")]),
        ({"phase": "check", "right": True, "items_done": MAX_ITEMS - 2}, [Move("confirm"), Move("ask")]),
        ({"phase": "check", "right": True, "items_done": MAX_ITEMS - 1}, [Move("confirm"), Move("finish")]),
        ({"phase": "check", "right": False}, [Move("hint", 1)]),
        ({"phase": "done", "intent": "help"}, [Move("finish")]),
    ],
)
def test_the_next_move_is_the_one_on_the_table(given: dict[str, object], moves: list[Move]) -> None:
    assert list(next_moves(state(**given))) == moves
