import json
import time
from pathlib import Path

import pytest

import evaluation.benchmarks
from content_store.answers import shown_answer
from content_store.catalogue import Catalogue
from evaluation.benchmarks import replies
from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.reply_faults import Case, Faults, alone_on, faults_in, total_of
from tutor.item_choice import drawn
from tutor.language_model import Completion, Prompt

CASES = Path(evaluation.benchmarks.__file__).parent / "replies.jsonl"
ITEM = "linear-equations-two-step"


class Copying:
    """Gives back the finished content that it is asked to join, or what it is told to say."""

    name = digest = "copying"
    problem = ""

    def __init__(self, says: str = "") -> None:
        self.says = says

    def complete(self, prompt: Prompt, *, deadline: float, max_tokens: int) -> Completion:
        assert deadline > time.monotonic()
        finished = prompt.turn.removeprefix("DRAFT: ").removesuffix("\nMESSAGE:")
        return Completion(self.says or finished, 10, 5, 5, 0.01, 0.0)

    def warm(self, prompt: Prompt) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    lines = [
        {"item": ITEM, "seed": 1, "answer": "987"},
        {"item": ITEM, "seed": 2, "answer": "986", "before": ["985"]},
        {"item": ITEM, "seed": 3, "question": "what is an inverse operation"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_the_report_says_what_became_of_every_draft(cases: Path, make_tutor) -> None:
    report = replies.run(cases, make_tutor(Copying()))
    assert report.cases == 3
    assert sum(drafted for drafted, _ in report.moves.values()) == report.replies >= 2
    assert report.moves["hint"][0] == report.moves["hint"][1] == 2
    assert report.shown.leaks == report.shown.contradictions == 0
    assert report.found == ()
    assert "Shown as drafted, by move: " in replies.as_text(report)
    assert json.loads(replies.as_json(report))["cases"] == 3


def test_drafts_that_are_replaced_are_counted_apart_from_what_is_shown(cases: Path, make_tutor) -> None:
    report = replies.run(cases, make_tutor(Copying("That is correct, well done.")))
    assert report.shown_as_drafted == 0
    assert report.drafts.contradictions == 2
    assert report.shown.contradictions == 0


def test_the_model_alone_answers_as_many_as_are_asked_for(cases: Path, make_tutor) -> None:
    report = replies.run(cases, make_tutor(Copying("Yes, that is correct: 30 + 40 = 811.")), alone=1)
    assert report.alone == Faults(1, 0, 1, 1)
    assert "The model alone: of 1, 0 tell the answer, 1 contradict the verdict, 1 hold a false sum" in replies.as_text(
        report
    )


def test_a_reply_that_tells_the_answer_is_found(catalogue: Catalogue) -> None:
    item = drawn(catalogue, ITEM, 1)
    assert item is not None
    case = Case(item=ITEM, seed=1, answer="987")
    faults, found = faults_in(f"The answer is {shown_answer(item.answer)}.", item, case, False)
    assert (faults.replies, faults.leaks) == (1, 1)
    assert "leak" in found[0]
    assert faults_in("", item, case, False) == (Faults(), ())


def test_faults_add_up() -> None:
    assert total_of([Faults(1, 1, 0, 0), Faults(1, 0, 1, 1)]) == Faults(2, 1, 1, 1)
    assert total_of([]) == Faults()


def test_the_model_alone_is_left_out_where_it_is_not_there(tutor) -> None:
    assert alone_on(tutor, [Case(item=ITEM, seed=1, answer="987")], lambda *_: None) == Faults()


@pytest.mark.parametrize(
    ("line", "said"),
    [("", "has no cases"), ("{}", ":1: Field required"), ('{"item": "none", "seed": 1}', "has no item none")],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, tutor, line: str, said: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidCases, match=said):
        replies.run(path, tutor)


def test_our_cases_cover_every_objective_and_name_only_items_that_there_are(catalogue: Catalogue) -> None:
    cases = [Case.model_validate_json(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    items = {case.item: catalogue.item(case.item) for case in cases}
    assert len(cases) >= 120
    assert None not in items.values()
    objectives = {one.id for subject in catalogue.subjects() for one in catalogue.objectives(subject.id)}
    assert {item.objective_id for item in items.values() if item} == objectives
    assert sum(bool(case.question) for case in cases) >= 20
