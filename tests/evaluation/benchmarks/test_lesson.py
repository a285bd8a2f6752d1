"""The lesson benchmark counts answers on the point, off it and too many, and refuses what it cannot read."""

import json
from pathlib import Path

import pytest

from evaluation.benchmarks import lesson
from evaluation.benchmarks.cases import InvalidCases
from tutor import faq_answers

ENZYMES = {"split": "tuned", "objective": "enzymes"}
CASES = [
    {**ENZYMES, "question": "what does denatured mean", "says": ["Changed in | another | shape", "SHAPE"]},
    {**ENZYMES, "question": "what does denatured mean", "says": ["decomposer"]},
    {**ENZYMES, "question": "what does denatured mean", "says": ["shape"], "never": ["substrate"]},
    {**ENZYMES, "question": "is bile an enzyme", "asks": ["Is bile an enzyme?"]},
    {**ENZYMES, "split": "held-out", "question": "who won the world cup in 1998", "covered": False},
    {**ENZYMES, "split": "held-out", "question": "what does denatured mean", "covered": False},
]


def written(tmp_path: Path, cases: list[dict[str, object]]) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(f"{json.dumps(case)}\n" for case in cases), encoding="utf-8")
    return path


def test_each_question_is_counted_in_its_part_and_what_went_wrong_is_listed(tmp_path: Path, tutor) -> None:
    report = lesson.run(written(tmp_path, CASES), tutor)
    tuned, held = report.splits["tuned"], report.splits["held-out"]
    assert (tuned.covered, tuned.on_the_point, len(tuned.wrong)) == (4, 2, 2)
    assert (held.outside, held.told_so, held.objectives) == (2, 1, 1)
    assert "answered on the point: 2 of 4, 0 more" in lesson.as_text(report)
    assert json.loads(lesson.as_json(report))["splits"]["held-out"]["told_so"] == 1
    assert list(lesson.run(written(tmp_path, CASES), tutor, "held-out").splits) == ["held-out"]


def test_a_question_whose_answer_is_among_those_to_choose_from_is_counted_apart(tmp_path: Path, tutor) -> None:
    text = "what happens to the energy of the grass in the end"
    offered = faq_answers.instead(tutor, ("ecosystems", None), text).facts["offers"]
    case = {"split": "tuned", "objective": "ecosystems", "question": text, "asks": offered}
    split = lesson.run(written(tmp_path, [case]), tutor).splits["tuned"]
    assert (split.on_the_point, split.offered, len(split.wrong)) == (0, 1, 1)


@pytest.mark.parametrize(
    "case",
    [
        {**ENZYMES, "question": "what is an enzyme"},
        {**ENZYMES, "question": "what is an enzyme", "says": ["protein"], "objective": "no-such-objective"},
        {**ENZYMES, "question": "", "says": ["protein"]},
    ],
)
def test_a_line_that_is_no_case_is_refused_by_its_number(tmp_path: Path, tutor, case: dict[str, object]) -> None:
    with pytest.raises(InvalidCases, match="1"):
        lesson.run(written(tmp_path, [case]), tutor)
