"""Answers that studies report of pupils: what can be typed is marked, and the rest is counted with its reason."""

import json

import pytest

from evaluation.benchmarks import diagnosis
from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.diagnosis import Question, questions


def file_of(folder, *pairs):
    path = folder / "cases.jsonl"
    rows = [{"Question": "Invented", "Correct Answer": right, "Incorrect Answer": wrong} for right, wrong in pairs]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("right", "wrong", "kind", "finals"),
    [
        ("9", "8", "numeric", ("9", "8")),
        ("1/2+1/3=5/6", "1/2+1/3=2/5", "numeric", ("5/6", "2/5")),
        ("x=7", "3x=15\nx=5\nChecking: 15+2=17", "numeric", ("7", "5")),
        ("0.3+0.9=1.2", ".3\n+ .9\n----\n.12", "numeric", ("1.2", ".12")),
        ("3 3/4", "5 1/4", "numeric", ("3 3/4", "5 1/4")),
        ("$40", "1,250 chairs", "numeric", ("40", "1250")),
        ("4x", "x^4", "expression", ("4x", "x^4")),
        ("B=C+1", "C-B=1", "equation", ("B=C+1", "C-B=1")),
        ("False. It does not.", "True, because it looks so", "choice", ("false", "true")),
        ("0.9 > 0.01", "0.9 < 0.01", "choice", (">", "<")),
    ],
)
def test_the_final_answer_is_taken_from_the_working(tmp_path, right, wrong, kind, finals):
    assert list(questions(file_of(tmp_path, (right, wrong)))) == [Question(1, kind, *finals)]


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("[A drawing of a line]", "3", "the right answer is a drawing, prose or several answers"),
        ("3", "they grow at the same speed", "the wrong answer is a drawing, prose or several answers"),
        ("never true", "3", "the two answers are of different kinds"),
        ("p=5\nCheck: 4(5)=20", "p=5", "both answers are the same, and the misconception is in the working"),
    ],
)
def test_what_cannot_be_typed_is_not_supported_and_says_why(tmp_path, right, wrong, reason):
    assert list(questions(file_of(tmp_path, (right, wrong)))) == [reason]


def test_the_report_counts_what_is_marked_as_it_should_be(tmp_path):
    report = diagnosis.run(file_of(tmp_path, ("9", "8"), ("4x", "x^4"), ("[A drawing]", "3")))
    assert (report.questions, report.supported, report.kinds) == (3, 2, {"expression": 1, "numeric": 1})
    assert (report.wrong_marked_wrong, report.right_marked_right, report.missed) == (2, 2, ())
    assert "Supported: 2 (67%; 1 expression, 1 numeric)" in diagnosis.as_text(report)
    assert json.loads(diagnosis.as_json(report))["supported"] == 2


def test_what_is_marked_otherwise_is_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(diagnosis.marking, "is_marked_right", lambda path, line, case: case.answer == "8")
    report = diagnosis.run(file_of(tmp_path, ("9", "8")))
    assert [said for _, said in report.missed] == [
        "the wrong answer was marked right",
        "the right answer was marked wrong",
    ]
    assert "line 1: numeric, '9', '8': the wrong answer was marked right" in diagnosis.as_text(report)


@pytest.mark.parametrize("line", ["{", "[]", '{"Question": "Invented"}', ""])
def test_a_file_that_has_no_such_questions_is_refused(tmp_path, line):
    path = tmp_path / "cases.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidCases, match=r"cases\.jsonl"):
        diagnosis.run(path)


def test_published_wrong_answers_are_marked_wrong(shared_data):
    report = diagnosis.run(shared_data / "misconceptions" / "cases.jsonl")
    assert report.supported >= 60
    assert report.missed == ()
