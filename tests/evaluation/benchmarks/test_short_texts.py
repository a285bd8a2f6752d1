"""The short-text benchmark counts each verdict once, and refuses a file that holds no cases."""

import json
from pathlib import Path

import pytest

from evaluation.benchmarks import short_texts
from evaluation.benchmarks.cases import InvalidCases

CASE = {
    "split": "held-out",
    "idea": "Chlorophyll absorbs light",
    "accept": ["Chlorophyll absorbs light", "Chlorophyll takes in light"],
    "denied": ["Chlorophyll reflects all light"],
    "right": ["chlorophyll absorbs the light", "chlorophyll does not absorb light"],
    "wrong": ["chlorophyll reflects all light", "chlorophyll takes in light", "chlorophyll is a word"],
}


def test_every_sentence_is_counted_and_every_mistake_listed(tmp_path: Path, embedder) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(CASE) + "\n", encoding="utf-8")
    report = short_texts.run(path, embedder)
    (counts,) = report.counts
    assert (counts.ideas, counts.right, counts.wrong) == (1, 2, 3)
    assert (counts.right_shown, counts.right_not_shown) == (1, 1)
    assert (counts.wrong_shown, counts.wrong_not_shown, counts.unsure) == (1, 1, 1)
    assert report.mistakes == (
        "held-out: “chlorophyll does not absorb light” is not shown for “Chlorophyll absorbs light”",
        "held-out: “chlorophyll takes in light” is shown for “Chlorophyll absorbs light”",
    )
    assert "wrong counted as shown: 1 of 3 (33.3%)" in short_texts.as_text(report)
    assert json.loads(short_texts.as_json(report))["counts"][0]["unsure"] == 1


@pytest.mark.parametrize("text", ["", '{"idea": "one"}\n', "not json\n"])
def test_a_file_without_cases_is_refused(tmp_path: Path, embedder, text: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidCases):
        short_texts.run(path, embedder)
