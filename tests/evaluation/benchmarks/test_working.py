"""The benchmark of wrong lines counts what was found and named, and lists every accusation of right working."""

import json

import pytest

from evaluation.benchmarks import working
from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.planted_working import working_cases


def case(text, wrong_line=None, rule=None, **more):
    return {"question": "Solve x + 3 = 10", "working": text, "wrong_line": wrong_line, "rule": rule, **more}


def file_of(folder, *cases):
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in cases), encoding="utf-8")
    return path


WRONG = "x + 3 = 10\nx = 13"
RIGHT = "x + 3 = 10\nx = 7"


def test_the_report_counts_lines_found_and_rules_named(tmp_path):
    report = working.run(
        file_of(
            tmp_path,
            case(WRONG, 2, "sign-lost-moving"),
            case(WRONG, 2, "square-sum"),
            case(WRONG, 2, "square-sum", rules=["square-sum", "sign-lost-moving"]),
            case(WRONG, 1, "sign-lost-moving"),
            case(RIGHT),
            case(WRONG),
        )
    )
    assert (report.planted, report.located, report.named, report.right) == (4, 3, 2, 2)
    assert [found.case.working for found in report.accused] == [WRONG]
    assert [found.case.wrong_line for found in report.missed] == [1]
    assert [found.case.rules for found in report.unnamed] == [("square-sum",)]
    assert report.rules["sign-lost-moving"] == working.RuleShare(planted=2, located=1, named=1)
    assert 0 < report.p50_ms <= report.p95_ms <= report.max_ms


def test_working_of_ten_lines_is_timed_by_itself(tmp_path):
    long = "\n".join(["x + 3 = 10"] * 9 + ["x = 7"])
    assert working.run(file_of(tmp_path, case(long), case(RIGHT))).long_p95_ms is not None
    assert working.run(file_of(tmp_path, case(RIGHT))).long_p95_ms is None


def test_the_report_can_be_read_by_people_and_programs(tmp_path):
    report = working.run(file_of(tmp_path, case(WRONG, 2, "sign-lost-moving"), case(WRONG)))
    text = working.as_text(report)
    assert "Found at the right line: 1 of 1 (100.0%)" in text
    assert "Right working accused: 1 of 1" in text
    assert "x + 3 = 10 ⏎ x = 13 | right | said: line 2, sign-lost-moving" in text
    assert json.loads(working.as_json(report))["rules"]["sign-lost-moving"]["named"] == 1
    assert "none planted" in working.as_text(working.run(file_of(tmp_path, case(RIGHT))))


def test_generated_cases_are_cases(tmp_path):
    report = working.run(file_of(tmp_path, *working_cases(1, 30)))
    assert report.planted + report.right == 30


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "line 1: the fields must be question, working, wrong_line, rule"),
        (json.dumps({**case(RIGHT), "more": 1}), "line 1: the fields must be"),
        (json.dumps(case(RIGHT, "2", "x")), "line 1: wrong_line is of the wrong type"),
        (json.dumps(case(RIGHT, 2)), "line 1: wrong_line and rule must both be there"),
        (json.dumps(case(RIGHT, 3, "x")), "line 1: wrong_line must be the number of a line"),
        ("", "has no cases"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path, line, message):
    path = tmp_path / "cases.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidCases, match=message):
        working.run(path)
