"""The messages benchmark says how well labelled lines are read."""

import json
from pathlib import Path

import pytest

from evaluation.benchmarks import messages
from evaluation.benchmarks.cases import InvalidCases

ITEM = {"name": "solve", "kind": "numeric", "question": "Solve $4x + 7 = 19$.", "accepted": ["3"]}
RIGHT = {"text": "is it 6?", "kind": "attempt", "about": "solve", "attempt": "6", "guess": True}
MISLABELLED = {"text": "hello", "kind": "distress", "about": "solve", "split": "tuned"}


def cases_file(folder, *rows):
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_each_half_has_its_own_figures_and_lists_what_was_misread(tmp_path):
    report = messages.run(cases_file(tmp_path, ITEM, RIGHT, MISLABELLED))
    held_out, tuned = report.splits["held-out"], report.splits["tuned"]
    assert (held_out.accuracy, held_out.attempts_found, held_out.guesses, held_out.wrong) == (1, 1, 1, [])
    assert tuned.accuracy == 0
    assert tuned.wrong == [("hello", "distress", "greeting")]
    assert tuned.by_kind["distress"] == {"messages": 1, "recall": 0, "precision": 0}
    assert "'hello': distress (read as greeting)" in messages.as_text(report)
    assert json.loads(messages.as_json(report))["splits"]["held-out"]["messages"] == 1


def test_the_lines_that_the_project_ships_are_read_mostly_as_labelled(embedder):
    shipped = Path(messages.__file__).with_suffix(".jsonl")
    report = messages.run(shipped, embedder)
    assert sum(split.messages for split in report.splits.values()) >= 400
    assert report.splits["held-out"].accuracy > 0.95
    assert report.splits["fresh"].accuracy > 0.85
    assert all(split.by_kind["distress"]["recall"] == 1 for split in report.splits.values())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "has no messages"),
        ([ITEM], "has no messages"),
        ([RIGHT], "line 1: about: no item solve comes before it"),
        ([ITEM, {"text": "hello", "kind": "shouting"}], "line 2: "),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path, rows, message):
    with pytest.raises(InvalidCases, match=message):
        messages.run(cases_file(tmp_path, *rows))
