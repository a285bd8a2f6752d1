"""The benchmark of what is covered counts what a pupil would be told, and what the notes alone cover."""

import json
from pathlib import Path

import pytest

from evaluation.benchmarks import covered
from evaluation.benchmarks.cases import InvalidCases

CASES = [
    {"objective": "photosynthesis", "question": "what is chlorophyll", "covered": True},
    {"objective": "photosynthesis", "question": "who discovered photosynthesis", "covered": True, "by": "questions"},
    {"objective": "photosynthesis", "question": "what is chlorophyll", "covered": False},
    {"objective": "photosynthesis", "question": "who won the cup in 1998", "covered": False},
    {"objective": "photosynthesis", "question": "zzz qqq", "covered": True},
]


def written(tmp_path: Path, cases: list[dict[str, object]]) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(f"{json.dumps(case)}\n" for case in cases), encoding="utf-8")
    return path


def test_what_a_pupil_would_be_told_is_counted_and_what_went_wrong_listed(tmp_path: Path, tutor) -> None:
    report = covered.run(written(tmp_path, CASES), tutor)
    inside, outside = report.said["covered"], report.said["not covered"]
    assert (inside.answered, inside.neither, len(inside.wrong)) == (2, 1, 1)
    assert (outside.answered, len(outside.wrong)) == (1, 1)
    assert report.inside == 2  # by the notes alone
    assert "Questions that are covered: 2 answered" in covered.as_text(report)
    assert json.loads(covered.as_json(report))["said"]["covered"]["answered"] == 2


def test_an_objective_that_the_content_has_not_is_refused_by_its_line(tmp_path: Path, tutor) -> None:
    with pytest.raises(InvalidCases, match="line 1"):
        covered.run(written(tmp_path, [{**CASES[0], "objective": "no-such-objective"}]), tutor)
