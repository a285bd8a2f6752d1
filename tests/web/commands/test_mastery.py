"""`attain mastery` as an evaluator runs it."""

import json

import pytest
from click.testing import CliRunner

from evaluation.fitting import FEWEST_PUPILS
from evaluation.sequences import write_sequences
from tests.evaluation.test_fitting import invented
from tutor.mastery import Tracing
from tutor.tracing import read_tracings
from web.commands import attain


@pytest.fixture
def run(monkeypatch, settings, records):
    """Run a command on an installation whose records are empty."""
    monkeypatch.setenv("ATTAIN_DATA", str(settings.data))
    return lambda *arguments: CliRunner().invoke(attain, ["mastery", *map(str, arguments)])


def test_a_fit_is_written_for_the_setting_and_says_what_keeps_the_defaults(run, tmp_path):
    answers, out = tmp_path / "answers.csv", tmp_path / "tracing.json"
    write_sequences(answers, [*invented(FEWEST_PUPILS, Tracing(), "ratio"), *invented(3, Tracing(), "speed")])
    result = run("fit", "--sequences", answers, "--out", out)
    assert result.exit_code == 0, result.output
    assert f"speed: keeps the defaults (3 of the {FEWEST_PUPILS} pupils needed)" in result.output
    assert list(read_tracings(out).objectives) == ["ratio"]
    assert read_tracings(out).objectives["ratio"].pupils == FEWEST_PUPILS


def test_records_of_too_few_pupils_are_refused_and_nothing_is_written(run, tmp_path):
    result = run("fit", "--out", tmp_path / "tracing.json")
    assert result.exit_code == 1
    assert "0 pupils are too few" in result.output
    assert "Nothing was written" in result.output
    assert not (tmp_path / "tracing.json").exists()


def test_answers_in_three_lines_a_pupil_are_converted(run, tmp_path):
    source, out = tmp_path / "builder.csv", tmp_path / "answers.csv"
    source.write_text("2\n7,9,\n1,0,\n", encoding="utf-8")
    assert run("convert-assistments", source, "--out", out).output == f"Written to {out}: 2 answers.\n"
    assert out.read_text(encoding="utf-8").splitlines() == [
        "pupil,objective,right",
        "pupil-1,objective-7,1",
        "pupil-1,objective-9,0",
    ]


def test_a_file_that_is_none_is_named(run, tmp_path):
    source = tmp_path / "builder.csv"
    source.write_text("2\n7\n1\n", encoding="utf-8")
    result = run("convert-assistments", source, "--out", tmp_path / "answers.csv")
    assert result.exit_code == 1
    assert "builder.csv, line 1" in result.output


def test_the_benchmark_prints_one_object_with_the_measures(tmp_path):
    answers = tmp_path / "answers.csv"
    write_sequences(answers, invented(60, Tracing(), "ratio"))
    result = CliRunner().invoke(attain, ["benchmark", "mastery", str(answers), "--seed", "2", "--json"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["pupils_fitted"], report["pupils_held_out"], report["seed"]) == (48, 12, 2)
    assert {"auc", "log_loss", "brier"} <= report["figures"][0].keys()


def test_the_benchmark_refuses_a_file_of_something_else(tmp_path):
    (tmp_path / "cases.jsonl").write_text('{"kind": "numeric"}\n', encoding="utf-8")
    result = CliRunner().invoke(attain, ["benchmark", "mastery", str(tmp_path / "cases.jsonl")])
    assert result.exit_code == 1
    assert "cases.jsonl, line 1" in result.output
    assert "Nothing was measured." in result.output
