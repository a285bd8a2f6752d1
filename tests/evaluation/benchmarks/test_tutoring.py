"""The tutoring benchmark writes a reply for every case, and refuses a file before anything is said."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.tutoring import as_json, as_text, run
from tutor.assembly import Tutor
from tutor.language_model import NoModel

QUESTION = "A coach seats 40. How many coaches for 200 pupils, at £90 each, and what do they cost?"
CASE = {
    "question": QUESTION,
    "solution": "200 / 40 = 5 coaches\n5 x 90 = £450",
    "answer": "450",
    "turns": [{"who": "pupil", "text": "200 / 40 = 5, and 5 x 80 = £400"}],
}


@dataclass(frozen=True)
class Waits:
    reply_seconds: float = 5


@dataclass(frozen=True)
class Parts:
    model: NoModel
    settings: Waits


TUTOR = cast(Tutor, Parts(NoModel(), Waits()))


def cases_file(folder: Path, *lines: str) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_every_case_gets_its_line_in_order(tmp_path: Path) -> None:
    right = {**CASE, "id": 7, "turns": [{"who": "pupil", "text": "200 / 40 = 5, 5 x 90 = £450"}]}
    out, seen = tmp_path / "replies.jsonl", []
    path = cases_file(tmp_path, json.dumps(CASE), "", json.dumps(right))
    report = run(path, out, TUTOR, lambda stage, done, total: seen.append((done, total)))
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["move"] for line in lines] == ["hint", "confirm"]
    assert list(lines[0]) == ["move", "draft", "shown", "replaced", "sources", "seconds"]
    assert "“5 × 80 = £400”" in lines[0]["shown"]
    assert lines[0]["replaced"] == "not loaded"
    assert lines[0]["sources"] == ["solution step 2"]
    assert seen == [(1, 2), (2, 2)]
    assert (report.cases, report.moves, report.leaks) == (2, {"confirm": 1, "hint": 1}, 0)


def test_a_planted_step_is_counted_as_named_where_the_reply_quotes_it(tmp_path: Path) -> None:
    planted = {**CASE, "wrong_step": "5 × 80 = £400"}
    other = {**CASE, "wrong_step": "200 ÷ 40 = 5"}
    report = run(cases_file(tmp_path, *map(json.dumps, (planted, other, CASE))), tmp_path / "out", TUTOR)
    assert (report.planted, report.named) == (2, 1)
    assert "Wrong steps named: 1 of 2" in as_text(report)


def test_the_report_can_be_read_by_people_and_programs(tmp_path: Path) -> None:
    report = run(cases_file(tmp_path, json.dumps(CASE)), tmp_path / "out", TUTOR)
    assert "Cases: 1 (1 hint)" in as_text(report)
    assert "Replies that tell the answer: 0" in as_text(report)
    assert json.loads(as_json(report))["longest_words"] <= 60


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: the line: Invalid JSON"),
        ("[]", "line 2: the line: "),
        (json.dumps({**CASE, "answer": 450}), "line 2: answer: "),
        (json.dumps({**CASE, "turns": []}), "line 2: turns: "),
        (json.dumps({**CASE, "turns": [{"who": "pet", "text": ""}]}), "line 2: turns.0.who: "),
        (
            json.dumps({**CASE, "turns": [{"who": "tutor", "text": "Hello"}]}),
            "line 2: turns: the pupil must speak last",
        ),
    ],
)
def test_a_malformed_line_is_named_before_anything_is_run(tmp_path: Path, line: str, message: str) -> None:
    path, out = cases_file(tmp_path, json.dumps(CASE), line), tmp_path / "replies.jsonl"
    with pytest.raises(InvalidCases, match=message) as raised:
        run(path, out, TUTOR)
    assert str(path) in str(raised.value)
    assert not out.exists()


def test_a_file_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidCases, match="has no cases"):
        run(cases_file(tmp_path, ""), tmp_path / "out", TUTOR)
