"""One step of a worked solution is made wrong, carried on to a wrong answer, and known."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.planted_steps import PLANTS, Worked, plant, tutoring_cases
from tutor import sums_reading

SEEDS = Worked(
    question="A tray holds 6 pots and each pot needs 3 seeds. Priya fills 5 trays, then loses 12 seeds.",
    solution="6 x 5 = 30 pots\n30 x 3 = 90\n90 - 12 = 78",
    answer="78",
)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000))
def test_the_lines_before_the_planted_one_are_right_and_the_end_is_wrong(seed: int) -> None:
    planted = plant(SEEDS, Random(seed))
    assert planted is not None
    lines = planted.text.splitlines()
    right = ["6 × 5 = 30", "30 × 3 = 90", "90 − 12 = 78"]
    place = lines.index(planted.wrong_step)
    assert lines[:place] == right[:place]
    assert lines[place] != right[place]
    assert not lines[-1].endswith("= 78")


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000))
def test_only_a_slip_does_not_come_out(seed: int) -> None:
    planted = plant(SEEDS, Random(seed))
    assert planted is not None
    false = [claim.text for claim in sums_reading.claims_in(planted.text) if not claim.true]
    assert false == ([planted.wrong_step] if planted.plant == "slip" else [])


def test_every_kind_of_step_is_planted() -> None:
    solved = SEEDS.model_copy(
        update={"solution": "6 x 5 = 30\n30 x 3 = 90\n90 - 12 = 78\n78 + 6 + 5 = 89", "answer": "89"}
    )
    assert {planted.plant for seed in range(200) if (planted := plant(solved, Random(seed)))} == set(PLANTS)


@pytest.mark.parametrize(
    "solution",
    ["90 - 12 = 78", "6 x 5 = 35\n35 x 3 = 105\n90 - 12 = 78", "6 x 5 = 30\n7 x 4 = 28\n90 - 12 = 78", "It is 78."],
    ids=["one step", "a false sum", "no chain", "no sums"],
)
def test_a_solution_without_a_chain_of_true_sums_is_left_out(solution: str) -> None:
    assert plant(SEEDS.model_copy(update={"solution": solution}), Random(1)) is None


def test_the_same_seed_writes_the_same_cases(tmp_path: Path) -> None:
    path = tmp_path / "solved.jsonl"
    path.write_text(f"{SEEDS.model_dump_json()}\n\n{SEEDS.model_dump_json()}\n", encoding="utf-8")
    first, again = list(tutoring_cases(path, 5)), list(tutoring_cases(path, 5))
    assert first == again
    assert [set(case) for case in first] == [{"question", "solution", "answer", "turns", "wrong_step", "plant"}] * 2


def test_a_line_without_an_answer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "solved.jsonl"
    path.write_text(json.dumps({"question": "?", "solution": "1"}), encoding="utf-8")
    with pytest.raises(InvalidCases, match="line 1"):
        list(tutoring_cases(path, 1))
