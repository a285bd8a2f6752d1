"""Marking cases from accepted answers: what is right, what is wrong, and nothing of which that is not sure."""

import json

import pytest

from evaluation.benchmarks import marking, rewriting
from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.rewriting import Accepted, marking_cases, read

SHIPPED = marking.__file__.replace("marking.py", "answers.jsonl")


def file_of(folder, *rows):
    path = folder / "answers.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def cases(*answers):
    return list(marking_cases(iter(answers), 1))


def test_an_accepted_answer_is_right_and_one_known_to_be_wrong_is_wrong(tmp_path):
    row = {"kind": "numeric", "accepted": ["3/4"], "form": "fraction", "wrong": ["4/3"]}
    (answer,) = read(file_of(tmp_path, row))
    assert answer == Accepted("numeric", ("3/4",), "fraction", ("4/3",))
    found = {case["answer"]: case for case in cases(answer)}
    assert found["3/4"] == {**row_without_wrong(row), "answer": "3/4", "right": True, "made": "accepted"}
    assert found["4/3"]["right"] is False
    assert found["0.75"]["right"] is False


def row_without_wrong(row):
    return {name: value for name, value in row.items() if name != "wrong"}


def test_the_cases_of_an_answer_depend_on_it_and_the_seed_alone():
    one, other = Accepted("expression", ("3x + 12",)), Accepted("numeric", ("7",))
    assert cases(one, other)[: len(cases(one))] == cases(one)
    assert list(marking_cases(iter([one]), 2)) != cases(one)


def test_no_text_comes_twice_for_one_answer():
    texts = [case["answer"] for case in cases(Accepted("numeric", ("-1.50",)))]
    assert len(texts) == len(set(texts)) > 20


@pytest.mark.parametrize("kind", ["numeric", "expression", "equation"])
def test_an_answer_that_is_not_read_has_no_rewritings(kind):
    assert [case["made"] for case in cases(Accepted(kind, ("no such = thing",)))] == ["accepted"]


def test_a_choice_is_typed_in_any_size_of_letters():
    assert {case["answer"] for case in cases(Accepted("choice", ("Yes",)))} == {"Yes", " Yes ", "yes", "YES"}


def test_every_kind_of_the_shipped_answers_gives_cases_both_ways(tmp_path):
    path = tmp_path / "cases.jsonl"
    with open(SHIPPED, encoding="utf-8") as file:
        answers_file = tmp_path / "answers.jsonl"
        answers_file.write_text(file.read(), encoding="utf-8")
    made = list(marking_cases(read(answers_file), 1))
    path.write_text("".join(json.dumps(case) + "\n" for case in made), encoding="utf-8")
    report = marking.run(path)
    assert set(report.counts) == set(marking.KINDS)
    both = {(case["kind"], case["right"]) for case in made}
    assert {kind for kind, right in both if not right} >= set(marking.KINDS) - {"choice"}
    assert report.right_marked_wrong == ()
    assert report.wrong_marked_right == ()


@pytest.mark.parametrize("row", ["{", "[]", '{"kind": "numeric"}', '{"kind": "numeric", "accepted": ["1"], "more": 1}'])
def test_a_malformed_line_is_named(tmp_path, row):
    path = tmp_path / "answers.jsonl"
    path.write_text(row, encoding="utf-8")
    with pytest.raises(InvalidCases, match="line 1"):
        list(rewriting.read(path))
