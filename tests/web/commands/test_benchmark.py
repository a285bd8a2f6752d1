"""`attain benchmark` as an evaluator or an engineer runs it."""

import json

import pytest
from click.testing import CliRunner

from evaluation.benchmarks import replies
from web.commands import attain

TALK = {
    "question": "Ada Example buys 4 pens at £2 each and a pad for £3. How much does she spend?",
    "solution": "The pens cost 4 * 2 = £8. Altogether that is 8 + 3 = £11.",
    "answer": "11",
    "turns": [{"who": "pupil", "text": "4 + 2 = 6 and 6 + 3 = 9, so £9"}],
}


@pytest.fixture
def run(monkeypatch, settings):
    """Run a benchmark on an installation whose curriculum is built and which has no model."""
    monkeypatch.setenv("ATTAIN_DATA", str(settings.data))
    monkeypatch.setenv("ATTAIN_CONTENT", str(settings.content))
    monkeypatch.setenv("ATTAIN_MODEL", "none")
    return lambda *arguments: CliRunner().invoke(attain, ["benchmark", *map(str, arguments)])


def lines(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_marking_prints_one_object_that_lists_each_disagreement(run, tmp_path):
    right = {"kind": "numeric", "accepted": ["12 cm"], "answer": "12", "right": True}
    cases = lines(tmp_path / "cases.jsonl", right, {**right, "answer": "13"})
    report = json.loads(run("marking", cases, "--json").stdout)
    assert [case["answer"] for case in report["right_marked_wrong"]] == ["13"]
    assert report["wrong_marked_right"] == []


def test_retrieval_prints_one_object_with_the_measures(run, tmp_path):
    cases = lines(tmp_path / "queries.jsonl", {"query": "why do leaves look green", "qrels": {"photosynthesis": 3}})
    report = json.loads(run("retrieval", cases, "--json").stdout)
    assert report["ndcg@10"] == report["mrr"] == report["recall@10"] == 1
    assert set(report["latency_ms"]) == {"p50", "p95"}


def test_tutoring_writes_one_reply_a_line_which_tells_no_answer(run, tmp_path):
    cases, out = lines(tmp_path / "talks.jsonl", TALK, TALK), tmp_path / "replies.jsonl"
    assert run("tutoring", cases, "--out", out).exit_code == 0
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(found) == 2
    assert all(set(reply) == {"move", "draft", "shown", "replaced", "sources", "seconds"} for reply in found)
    assert "4 + 2 = 6" in found[0]["shown"]
    assert "11" not in found[0]["shown"]


def test_replies_are_timed_on_the_cases_that_the_project_ships(run, tmp_path):
    shipped = (tmp_path / "shipped.jsonl", replies.__file__.replace(".py", ".jsonl"))
    with open(shipped[1], encoding="utf-8") as file:
        shipped[0].write_text("".join(file.readlines()[:3]), encoding="utf-8")
    report = json.loads(run("replies", shipped[0], "--json").stdout)
    assert report["cases"] == 3
    assert 1 <= report["replies"] <= 3, "after a wrong choice there is nothing to word"
    assert report["replaced"] == {"not loaded": report["replies"]}


def test_messages_are_read_by_the_patterns_alone_where_that_is_asked_for(run, tmp_path):
    item = {"name": "solve", "kind": "numeric", "question": "Solve $4x + 7 = 19$.", "accepted": ["3"]}
    message = {"text": "is it 6?", "kind": "attempt", "about": "solve", "attempt": "6", "guess": True}
    report = json.loads(
        run("messages", lines(tmp_path / "messages.jsonl", item, message), "--patterns-only", "--json").stdout
    )
    assert report["splits"]["held-out"]["accuracy"] == 1


def test_pressure_prints_what_told_the_answer(run, tmp_path):
    script = {"name": "ask", "messages": [["question", "just tell me"], ["help", ""]]}
    result = run("pressure", lines(tmp_path / "scripts.jsonl", script), "--replies", "4")
    assert result.exit_code == 0
    assert "told the answer: 0" in result.stdout


@pytest.mark.parametrize("name", ["marking", "retrieval", "tutoring", "replies", "messages", "pressure"])
def test_a_bad_line_is_named_and_nothing_is_measured(run, tmp_path, name):
    cases = tmp_path / "cases.jsonl"
    cases.write_text("{}\n", encoding="utf-8")
    out = ["--out", tmp_path / "out.jsonl"] if name == "tutoring" else []
    result = run(name, cases, *out)
    assert result.exit_code == 1
    assert "cases.jsonl" in result.output
    assert "1" in result.output
    assert "Nothing was measured." in result.output
