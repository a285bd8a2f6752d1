import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import evaluation.benchmarks
from content_store.catalogue import Catalogue
from evaluation.benchmarks import drafts
from evaluation.benchmarks.cases import InvalidCases
from web.commands.benchmark import command

LABELLED = Path(evaluation.benchmarks.__file__).parent / "drafts.jsonl"
HINT = {
    "kind": "hint",
    "pupil": "11",
    "chosen": False,
    "working": "",
    "correction": "",
    "hint": "What undoes adding 5?",
    "right": False,
}
NOTES = "Leaves reflect green light. Roots have fine hairs because hairs give them a large surface for water."
ASK = {"kind": "explain", "question": "why are leaves green?", "passages": [NOTES], "sources": []}


def line(draft: str, good: bool, **more: object) -> str:
    case = {"item": None, "facts": HINT, "authored": "What undoes adding 5?", "draft": draft, "good": good}
    return json.dumps({**case, "from": "planted", **more})


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "drafts.jsonl"
    lines = [
        line("You wrote 11. What undoes adding 5?", good=True),
        line("You wrote 11. What undoes the adding of a five to it?", good=True),
        line("I think that adding 5 can be undone?", good=True),
        line("You wrote 11, well done. What undoes adding 5?", good=False, why="praise"),
        line("You wrote 11. What undoes adding 5, dear?", good=False, why="an endearment", **{"from": "model"}),
        line("Why do roots have fine hairs?", good=True, facts=ASK, authored="Leaves reflect green light."),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_checkers_verdicts_are_set_beside_the_readers(cases: Path, catalogue: Catalogue) -> None:
    report = drafts.run(cases, catalogue)
    assert (report.good, report.good_refused, report.bad, report.bad_shown, report.bad_by_model) == (4, 1, 2, 1, 1)
    assert report.rules == {"first person": 1, "flattery": 1}
    assert [(one.rule, one.why) for one in report.disagreements] == [("first person", ""), (None, "an endearment")]


def test_the_report_reads_as_text_and_as_json(cases: Path, catalogue: Catalogue) -> None:
    report = drafts.run(cases, catalogue)
    text = drafts.as_text(report)
    assert "Good drafts refused: 1 of 4" in text
    assert "- shown, though an endearment: You wrote 11. What undoes adding 5, dear?" in text
    assert json.loads(drafts.as_json(report))["bad_shown"] == 1


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "has no cases"),
        ("{}", ":1: Field required"),
        (line("Why?", good=True, item="no-such-item"), "has no item no-such-item"),
        (line("Why?", good=True, extra=1), "Extra inputs"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, catalogue: Catalogue, written: str, said: str
) -> None:
    path = tmp_path / "drafts.jsonl"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(InvalidCases, match=said):
        drafts.run(path, catalogue)


def test_on_our_labelled_drafts_the_checker_meets_its_bar(catalogue: Catalogue) -> None:
    report = drafts.run(LABELLED, catalogue)
    assert report.good + report.bad >= 200
    assert report.good_refused <= 0.1 * report.good, drafts.as_text(report)
    assert report.bad_shown == 0, drafts.as_text(report)


def test_the_command_prints_the_report(cases: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTAIN_CONTENT", str(content))
    result = CliRunner().invoke(command, ["drafts", str(cases), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["good"] == 4
