"""Files in the layout of OATutor content become accepted answers with what is known to be wrong."""

import json

import pytest

from evaluation.benchmarks import marking, rewriting
from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.oatutor_answers import answers, kind_of
from evaluation.benchmarks.rewriting import Accepted


def scaffold(*texts, kind="TextBox"):
    return {"type": "scaffold", "text": "What is it?", "hintAnswer": list(texts), "problemType": kind}


def step(answer, *hints, choices=None):
    kind = "MultipleChoice" if choices else "TextBox"
    return {"answer": answer, "problem_type": kind, "choices": choices, "hints": list(hints)}


def file_of(folder, *steps):
    path = folder / "items.jsonl"
    path.write_text(json.dumps({"id": "invented1", "steps": list(steps)}) + "\n\n", encoding="utf-8")
    return path


def test_an_intermediate_answer_that_differs_is_wrong(tmp_path):
    hints = [scaffold("$$4x$$"), scaffold("$$12+4x$$"), scaffold("4x", kind="MultipleChoice"), {"type": "hint"}]
    (answer,) = answers(file_of(tmp_path, step(["$$4x+12$$"], *hints)))
    assert answer == Accepted("expression", ("4x+12",), wrong=("4x",))


def test_an_intermediate_answer_that_cannot_be_compared_is_left_out(tmp_path):
    (answer,) = answers(file_of(tmp_path, step(["$$n=12$$"], scaffold("the same"), scaffold("n=12"), scaffold("n=11"))))
    assert answer == Accepted("numeric", ("12",), wrong=("n=11",))


def test_the_other_choices_are_wrong_unless_they_say_the_same(tmp_path):
    choices = ["$$7,020$$", "$$7020.00$$", "8 lb. 13 oz", "Yes"]
    (answer,) = answers(file_of(tmp_path, step(["$$7,020$$"], choices=choices)))
    assert answer == Accepted("choice", ("$$7,020$$",), wrong=("8 lb. 13 oz", "Yes"))


@pytest.mark.parametrize(
    ("text", "kind", "accepted"),
    [
        ("12", "numeric", ("12",)),
        ("x=-4", "numeric", ("-4",)),
        ("\\frac{-5}{2}", "numeric", ("\\frac{-5}{2}",)),
        ("a=5, a=-3", "solutions", ("a=5", "a=-3")),
        ("(0,6), (-6,0)", "coordinates", ("(0,6)", "(-6,0)")),
        ("x>3", "inequality", ("x>3",)),
        ("y=2.5x", "equation", ("y=2.5x",)),
        ("18\\sqrt{6}", "expression", ("18\\sqrt{6}",)),
        ("8,13", "expression", ("8,13",)),
        ("DNE", "expression", ("DNE",)),
    ],
)
def test_each_answer_finds_its_kind(text, kind, accepted):
    assert kind_of((text,)) == (kind, accepted)


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"steps": [{}]}'])
def test_a_line_that_is_not_in_the_layout_is_named(tmp_path, line):
    path = tmp_path / "items.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidCases, match="line 1"):
        list(answers(path))


def test_marking_agrees_on_a_real_course(shared_data, tmp_path):
    """Every sixtieth step: the whole run is the benchmark's, this is that the two fit together."""
    real = list(answers(shared_data / "oatutor" / "openstax-elementary-algebra.jsonl"))[::60]
    cases = list(rewriting.marking_cases(iter(real), 1))
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    report = marking.run(path)
    assert (report.right_marked_wrong, report.wrong_marked_right) == ((), ())
