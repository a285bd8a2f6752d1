"""`attain benchmark cases`, and the benchmarks that read what it writes, as an engineer runs them."""

import json

import pytest
from click.testing import CliRunner

from evaluation.benchmarks import marking
from web.commands import attain

ANSWERS = marking.__file__.replace("marking.py", "answers.jsonl")


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(attain, ["benchmark", *map(str, arguments)])


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_generated_working_can_be_measured(run, tmp_path):
    out = tmp_path / "working.jsonl"
    assert (
        run("cases", "working", "--seed", 4, "--count", 25, "--out", out).output
        == f"25 cases of working are in {out}\n"
    )
    report = json.loads(run("working", out, "--json").stdout)
    assert report["planted"] + report["right"] == len(lines_of(out)) == 25
    assert "Planted errors:" in run("working", out).output


def test_the_same_seed_writes_the_same_file(run, tmp_path):
    one, same, other = (tmp_path / name for name in ("one", "same", "other"))
    for out, seed in ((one, 1), (same, 1), (other, 2)):
        run("cases", "working", "--seed", seed, "--count", 10, "--out", out)
    assert one.read_text(encoding="utf-8") == same.read_text(encoding="utf-8") != other.read_text(encoding="utf-8")


def test_rewritten_answers_can_be_measured(run, tmp_path):
    out = tmp_path / "marking.jsonl"
    assert run("cases", "marking", ANSWERS, "--count", 60, "--out", out).exit_code == 0
    report = json.loads(run("marking", out, "--json").stdout)
    assert sum(report["counts"].values()) == len(lines_of(out)) == 60


def test_answers_in_the_layout_of_oatutor_are_taken(run, tmp_path):
    items, out = tmp_path / "items.jsonl", tmp_path / "marking.jsonl"
    step = {"answer": ["$$4x+12$$"], "problem_type": "TextBox", "choices": None, "hints": []}
    items.write_text(json.dumps({"id": "invented1", "steps": [step]}), encoding="utf-8")
    assert run("cases", "marking", items, "--oatutor", "--out", out).exit_code == 0
    assert {case["kind"] for case in lines_of(out)} == {"expression"}


def test_published_misconceptions_are_marked(run, tmp_path):
    cases = tmp_path / "questions.jsonl"
    row = {"Question": "Invented", "Correct Answer": "1/2+1/3=5/6", "Incorrect Answer": "1/2+1/3=2/5"}
    cases.write_text(json.dumps(row), encoding="utf-8")
    assert json.loads(run("diagnosis", cases, "--json").stdout)["wrong_marked_wrong"] == 1
    assert "Supported: 1 (100%; 1 numeric)" in run("diagnosis", cases).output


@pytest.mark.parametrize("arguments", [("working",), ("diagnosis",), ("cases", "marking", "--out", "unwritten.jsonl")])
def test_a_bad_line_is_named_and_nothing_is_measured(run, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n", encoding="utf-8")
    result = run(*arguments, bad)
    assert result.exit_code == 1
    assert "bad.jsonl" in result.output
    assert "line 1" in result.output
    assert "Nothing was measured." in result.output
    assert not (tmp_path / "unwritten.jsonl").exists()
