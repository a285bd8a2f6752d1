from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor import policy
from tutor.mastery import MASTERED
from tutor.policy import HINTS_ONLY, LADDER_4, POLICIES, Meant, Move, MoveName, Phase, Policy, Purpose, State
from tutor.policy_tables import SetWork

STATES = st.builds(
    State,
    meant=st.sampled_from(get_args(Meant)),
    phase=st.sampled_from(get_args(Phase)),
    purpose=st.sampled_from(get_args(Purpose)),
    right=st.sampled_from([True, False, None]),
    attempts=st.integers(0, 12),
    genuine=st.booleans(),
    unlocked=st.booleans(),
    genuine_now=st.booleans(),
    guess=st.booleans(),
    guesses=st.integers(0, 6),
    stuck=st.integers(0, 8),
    rung=st.integers(0, 4),
    rungs=st.integers(2, 4),
    has_twin=st.booleans(),
    twin_shown=st.booleans(),
    offered=st.booleans(),
    needs_leave=st.booleans(),
    known=st.sampled_from([0.0, 0.5, MASTERED, 1.0]),
    items_done=st.integers(0, 12),
    placed=st.booleans(),
    covered=st.booleans(),
    also_asks=st.booleans(),
    offers=st.integers(0, 4),
    only_form=st.booleans(),
    halfway=st.booleans(),
    reads_again=st.booleans(),
    tries=st.integers(0, 4),
    half=st.booleans(),
    said_more=st.booleans(),
    work=st.builds(
        SetWork,
        left=st.none() | st.integers(0, 5),
        time_up=st.booleans(),
        tried_since=st.booleans(),
        first_miss=st.booleans(),
    ),
)
EVERY_POLICY = pytest.mark.parametrize("arm", POLICIES.values(), ids=lambda arm: arm.name)
TRIED = State("attempt", "practice", right=False, attempts=1, genuine=True, unlocked=True, rungs=3)
"""A pupil who has just given a wrong answer in earnest."""


def names(state: State, arm: Policy = LADDER_4) -> list[str]:
    return [move.name for move in arm.next_moves(state)]


@EVERY_POLICY
@given(state=STATES)
def test_there_is_always_a_next_move_that_the_tutor_knows(arm: Policy, state: State) -> None:
    moves = names(state, arm)
    assert moves
    assert set(moves) <= set(get_args(MoveName))


@EVERY_POLICY
@given(state=STATES)
def test_the_full_solution_needs_a_genuine_attempt_an_offer_and_the_teachers_leave(arm: Policy, state: State) -> None:
    if "bottom_out" in names(state, arm):
        assert state.unlocked
        assert state.offered
        assert state.meant == "solution"
        assert not state.needs_leave
        # A teacher's own question may have no ladder: there a number of tries stands in its place.
        assert state.rung >= state.rungs or state.purpose == "question"


@EVERY_POLICY
@given(state=STATES)
def test_after_a_full_solution_comes_a_question_without_help(arm: Policy, state: State) -> None:
    moves = names(state, arm)
    if "bottom_out" in moves and state.purpose != "question":
        assert moves[moves.index("bottom_out") + 1 :] == ["check"]


@EVERY_POLICY
@given(state=STATES)
def test_a_verdict_is_never_contradicted_by_a_move(arm: Policy, state: State) -> None:
    if "confirm" in names(state, arm):
        assert state.meant == "attempt"
        assert state.right is True


@EVERY_POLICY
@given(state=STATES)
def test_distress_comes_before_everything(arm: Policy, state: State) -> None:
    assert names(replace(state, meant="distress"), arm) == ["signpost"]


@EVERY_POLICY
@given(state=STATES)
def test_a_pupil_who_is_being_placed_sees_neither_verdicts_nor_hints(arm: Policy, state: State) -> None:
    if state.phase != "done" and state.meant != "distress":
        expected = "place" if state.meant in ("attempt", "pass", "compare") else "no_help"
        assert names(replace(state, purpose="placement", phase="practice", placed=False), arm) == [expected]


@EVERY_POLICY
@given(state=STATES)
def test_an_unsure_mark_is_neither_confirmed_nor_corrected(arm: Policy, state: State) -> None:
    if state.phase == "practice" and state.purpose == "practice":
        unsure = replace(state, meant="attempt", right=None, also_asks=False, reads_again=False)
        assert names(unsure, arm) == ["self_check"]


@EVERY_POLICY
@given(state=STATES)
def test_no_rung_is_skipped(arm: Policy, state: State) -> None:
    for move in arm.next_moves(state):
        if move.name == "hint":
            assert move.rung == state.rung + 1 <= max(state.rungs, 1)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State("attempt", "practice", right=True), ["confirm", "check"]),
        (State("attempt", "check", right=True), ["confirm", "ask"]),
        (State("attempt", "check", right=True, known=MASTERED), ["confirm", "finish"]),
        (State("attempt", "check", right=True, items_done=7), ["confirm", "finish"]),
        (State("attempt", "check", "review", right=True), ["confirm", "finish"]),
        (State("attempt", "practice", right=True, also_asks=True), ["confirm", "explain", "check"]),
        (TRIED, ["hint"]),
        (replace(TRIED, also_asks=True), ["hint", "explain"]),
        (replace(TRIED, also_asks=True, covered=False), ["hint"]),
        (replace(TRIED, genuine_now=False), ["attempt_first"]),
        (replace(TRIED, rung=3, has_twin=True), ["twin"]),
        (replace(TRIED, rung=3, has_twin=True, twin_shown=True), ["offer_solution"]),
        (replace(TRIED, rung=3), ["offer_solution"]),
        (replace(TRIED, rung=3, offered=True), ["offer_solution"]),
        (replace(TRIED, attempts=8), ["hand_over", "ask"]),
        (replace(TRIED, stuck=5), ["hand_over", "ask"]),
        (replace(TRIED, stuck=5, items_done=7), ["hand_over", "finish"]),
        (replace(TRIED, meant="help", stuck=5, rung=3, has_twin=True), ["twin"]),
        (replace(TRIED, meant="help", stuck=5, rung=3), ["offer_solution"]),
        (replace(TRIED, meant="help", stuck=6, rung=3, offered=True, offers=1), ["offer_solution"]),
        (replace(TRIED, meant="help", stuck=8, rung=3, offered=True, offers=3), ["hand_over", "ask"]),
        (replace(TRIED, meant="help", stuck=5, rung=3, unlocked=False), ["hand_over", "ask"]),
        (replace(TRIED, meant="help", stuck=5, rung=3, needs_leave=True), ["hand_over", "ask"]),
        (replace(TRIED, attempts=8, rung=3), ["offer_solution"]),
        (replace(TRIED, halfway=True), ["on_the_way"]),
        (replace(TRIED, meant="help", halfway=True), ["on_the_way"]),
        (replace(TRIED, meant="help", only_form=True), ["mend_form"]),
        (replace(TRIED, halfway=True, genuine_now=False), ["attempt_first"]),
        (replace(TRIED, guess=True, guesses=3), ["hint"]),
        (replace(TRIED, guess=True, guesses=4), ["guess_limit"]),
        (replace(TRIED, right=True, guess=True, guesses=4), ["confirm", "check"]),
        (State("help", "practice", rungs=3), ["hint"]),
        (State("help", "practice", rungs=3, rung=2), ["attempt_first"]),
        (State("help", "practice", rungs=2, rung=2), ["attempt_first"]),
        (State("answer request", "practice", rungs=3), ["attempt_first"]),
        (State("answer request", "practice", rungs=3, rung=1, attempts=1, genuine=True), ["hint"]),
        (State("solution", "practice", rungs=3), ["hint"]),
        (State("solution", "practice", rungs=3, rung=3, attempts=1), ["working_first"]),
        (replace(TRIED, meant="solution", rung=3), ["offer_solution"]),
        (replace(TRIED, rung=3, unlocked=False), ["working_first"]),
        (replace(TRIED, only_form=True), ["mend_form"]),
        (replace(TRIED, meant="solution", rung=3, offered=True, stuck=9), ["bottom_out", "check"]),
        (State("attempt", "practice", attempts=1, tries=1, rungs=3, reads_again=True), ["hint"]),
        (State("attempt", "practice", attempts=1, tries=1, rungs=3, rung=3, reads_again=True), ["say_more"]),
        (State("attempt", "practice", attempts=1, tries=1, rungs=3, reads_again=True, half=True), ["say_more"]),
        (State("attempt", "practice", tries=1, rungs=3, reads_again=True, half=True, said_more=True), ["hint"]),
        (State("attempt", "practice", attempts=4, tries=0, rungs=3, reads_again=True, genuine_now=False), ["say_more"]),
        (State("attempt", "practice", attempts=5, stuck=5, reads_again=True, genuine_now=False), ["hand_over", "ask"]),
        (State("attempt", "practice", attempts=2, tries=2, rungs=3, rung=1, reads_again=True), ["hint"]),
        (State("attempt", "practice", attempts=3, tries=3, rungs=3, rung=2, reads_again=True), ["self_check"]),
        (State("attempt", "self check", attempts=3, tries=3, rungs=3, reads_again=True), ["self_check"]),
        (State("attempt", "self check", right=False, attempts=3, rungs=3, reads_again=True), ["self_check"]),
        (State("attempt", "self check", right=True, attempts=3, rungs=3), ["confirm", "check"]),
        (replace(TRIED, meant="solution", rung=3, offered=True), ["bottom_out", "check"]),
        (
            replace(TRIED, meant="solution", rung=3, offered=True, needs_leave=True),
            ["ask_leave"],
        ),
        (State("question", "practice"), ["explain"]),
        (State("question", "practice", covered=False), ["not_covered"]),
        (State("question", "done"), ["explain"]),
        (State("off topic", "practice"), ["refocus"]),
        (State("greeting", "practice"), ["refocus"]),
        (State("greeting", "done"), ["finish"]),
        (State("compare", "self check"), ["compared", "ask"]),
        (State("compare", "self check", items_done=7), ["compared", "finish"]),
        (State("help", "self check"), ["self_check"]),
        (State("attempt", "practice", "placement", right=True, placed=True), ["finish"]),
    ],
)  # fmt: skip
def test_the_table_reads(state: State, expected: list[str]) -> None:
    assert names(state) == expected


def test_an_arm_is_data() -> None:
    strict = replace(LADDER_4, name="no-hint-untried", rungs_before_attempt=0)
    asked = State("help", "practice", rungs=3)
    assert (names(asked), names(asked, strict)) == (["hint"], ["attempt_first"])


def test_a_try_comes_before_a_rung_that_tells_a_result() -> None:
    asked = State("help", "practice", rungs=3, rung=1, tells=True)
    assert names(asked) == ["attempt_first"]
    assert names(replace(asked, attempts=1)) == ["hint"]
    assert names(replace(asked, tells=False)) == ["hint"]


def test_the_arm_without_solutions_tells_the_teacher_at_the_end_of_the_ladder() -> None:
    spent = State("solution", "practice", rungs=3, rung=3, attempts=2, genuine=True, unlocked=True, offered=True)
    assert names(spent, HINTS_ONLY) == ["hand_over", "ask"]


def test_the_last_rung_stands_after_all_the_hints() -> None:
    told = State("solution", "practice", rungs=3, rung=3, attempts=1, genuine=True, unlocked=True, offered=True)
    assert LADDER_4.next_moves(told)[0] == Move("bottom_out", 4)


def test_a_session_of_a_policy_that_is_no_more_goes_on_under_the_one_served() -> None:
    assert policy.named("hints-only") is HINTS_ONLY
    assert policy.named("hints-only-2") is HINTS_ONLY
    assert policy.named("ladder-1") is LADDER_4


@EVERY_POLICY
@given(state=STATES)
def test_the_ideas_are_not_shown_before_two_tries_in_earnest(arm: Policy, state: State) -> None:
    practised = state.purpose in ("practice", "review") and state.phase in ("practice", "check")
    if practised and state.reads_again and state.tries < policy.HONEST_TRIES:
        assert "self_check" not in names(state, arm)
