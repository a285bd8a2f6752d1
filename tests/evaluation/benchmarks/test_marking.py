"""The marking benchmark counts what marking gets wrong, and refuses files that are no cases."""

import json
from pathlib import Path

import pytest

from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.marking import Case, as_json, as_text, run


def cases_file(folder: Path, *cases: object) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    return path


def case(kind: str, accepted: list[str], answer: str, right: bool) -> dict[str, object]:
    return {"kind": kind, "accepted": accepted, "answer": answer, "right": right}


def test_the_report_counts_kinds_and_both_kinds_of_mistake(tmp_path: Path) -> None:
    report = run(
        cases_file(
            tmp_path,
            case("numeric", ["12 cm"], "0.12 m", True),
            case("numeric", ["12"], "13", True),
            case("expression", ["x^2"], "x*x", False),
            case("choice", ["Yes", "Maybe"], "maybe", True),
            case("choice", ["B"], "A", False),
            case("choice", ["Yes"], "No", False),
        )
    )
    assert report.counts == {"choice": 3, "expression": 1, "numeric": 2}
    assert report.right_marked_wrong == (Case("numeric", ("12",), "13", True),)
    assert report.wrong_marked_right == (Case("expression", ("x^2",), "x*x", False),)
    assert report.unreadable == 1
    assert 0 < report.p50_ms <= report.p95_ms


def test_a_right_answer_that_is_not_read_counts_as_marked_wrong(tmp_path: Path) -> None:
    report = run(cases_file(tmp_path, case("numeric", ["12"], "about a dozen or so", True)))
    assert (len(report.right_marked_wrong), report.unreadable) == (1, 1)


def test_the_report_can_be_read_by_people_and_programs(tmp_path: Path) -> None:
    report = run(cases_file(tmp_path, case("numeric", ["12"], "13", True)))
    assert "Right answers marked wrong: 1 of 1 (aim: at most 0.2%)\n  numeric: '13' against '12'" in as_text(report)
    assert json.loads(as_json(report))["right_marked_wrong"][0]["answer"] == "13"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: the fields must be kind, accepted, answer, right"),
        (json.dumps({"kind": "numeric"}), "line 2: the fields must be"),
        (
            json.dumps(case("essay", ["1"], "1", True)),
            "line 2: kind must be one of numeric, expression, choice, solutions",
        ),
        (
            json.dumps({**case("numeric", ["1"], "1", True), "form": "neat"}),
            "line 2: form must be one of any, fraction",
        ),
        (json.dumps({**case("choice", ["1"], "1", True), "form": "fraction"}), "line 2: form must be one of any$"),
        (json.dumps(case("numeric", [], "1", True)), "line 2: accepted must be a list of texts"),
        (json.dumps({**case("numeric", ["1"], "1", True), "right": "yes"}), "line 2: right must be a bool"),
        (json.dumps(case("numeric", ["many"], "1", True)), "line 2: 'many' in an answer cannot be read"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(case("numeric", ["1"], "1", True)) + "\n" + line, encoding="utf-8")
    with pytest.raises(InvalidCases, match=message) as raised:
        run(path)
    assert str(path) in str(raised.value)


def test_every_kind_is_marked_and_its_form_is_heeded(tmp_path: Path) -> None:
    cases = [
        case("solutions", ["x = 2", "x = -3"], "x = -3 or 2", True),
        case("equation", ["y = 3x + 2"], "2 + 3x = y", True),
        case("inequality", ["x > 3"], "3 < x", True),
        case("coordinates", ["(2, 3)"], "(3, 2)", False),
        case("ratio", ["3:4"], "6:8", True),
        {**case("ratio", ["3:4"], "6:8", False), "form": "simplest"},
        {**case("numeric", ["3/4"], "0.75", False), "form": "fraction", "made": "another form"},
        {**case("expression", ["2(x + 3)"], "2x + 6", False), "form": "factorised"},
    ]
    report = run(cases_file(tmp_path, *cases))
    assert (report.right_marked_wrong, report.wrong_marked_right) == ((), ())


def test_shares_are_of_the_right_and_of_the_wrong_cases(tmp_path: Path) -> None:
    right, wrong = case("numeric", ["12"], "12", True), case("numeric", ["12"], "13", False)
    report = run(cases_file(tmp_path, right, right, {**wrong, "right": True}, wrong, {**right, "right": False}))
    assert report.right_marked_wrong_share == pytest.approx(1 / 3)
    assert report.wrong_marked_right_share == pytest.approx(1 / 2)
    assert run(cases_file(tmp_path, right)).wrong_marked_right_share == 0


def test_how_an_answer_was_made_is_told_with_it(tmp_path: Path) -> None:
    report = run(cases_file(tmp_path, {**case("numeric", ["12"], "13", True), "made": "one more"}))
    assert "numeric: '13' against '12' (one more)" in as_text(report)


def test_a_file_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidCases, match="has no cases"):
        run(cases_file(tmp_path))
