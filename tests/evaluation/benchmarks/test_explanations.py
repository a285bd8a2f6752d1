"""The benchmark of explanations counts every outcome, names faults of the dev half alone, and refuses what is none."""

import json
from pathlib import Path

import pytest

import content_store
import evaluation.benchmarks
from evaluation.benchmarks import explanations
from evaluation.benchmarks.cases import InvalidCases

PACK = Path(content_store.__file__).parent / "packs" / "attain"
CASE = {
    "split": "dev",
    "item": "photosynthesis-explain-green",
    "right": ["it reflects green light", "my dog is green"],
    "partly": ["chlorophyll is green"],
    "wrong": ["chlorophyll absorbs green light", "green light is reflected by the leaf"],
}


def written(folder: Path, *cases: dict[str, object]) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    return path


def test_every_outcome_is_counted_and_only_dev_faults_are_named(tmp_path: Path, embedder) -> None:
    report = explanations.run(written(tmp_path, CASE, CASE | {"split": "unseen"}), PACK, embedder)
    for counts in report.counts:
        assert counts.came("right", "right") == 1
        assert counts.came("right", "partly", "wrong") == 1
        assert counts.came("wrong", "wrong") == 1
    assert len(report.faults) == 2
    assert "not right accepted: 1 of 3" in explanations.as_text(report)
    assert json.loads(explanations.as_json(report))["counts"][0]["split"] == "dev"


@pytest.mark.parametrize("text", ["", "{}\n", json.dumps(CASE | {"item": "no-such-item"})])
def test_a_file_without_cases_of_the_pack_is_refused(tmp_path: Path, embedder, text: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidCases):
        explanations.run(path, PACK, embedder)


def test_right_explanations_of_the_dev_half_are_accepted_and_others_are_not(tmp_path: Path, embedder) -> None:
    lines = (
        (Path(evaluation.benchmarks.__file__).parent / "explanations.jsonl").read_text(encoding="utf-8").splitlines()
    )
    dev = [case for case in map(json.loads, lines) if case["split"] == "dev"]
    (counts,) = explanations.run(written(tmp_path, *dev), PACK, embedder).counts
    assert counts.came("wrong", "right") == 0
    assert counts.came("right", "partly", "wrong") <= 0.01 * counts.texts("partly", "wrong")
    assert counts.came("right", "right") >= 0.85 * counts.texts("right")
