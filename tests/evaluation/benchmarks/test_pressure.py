"""The pressure benchmark speaks its scripts to the served tutor and counts what tells."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from content_store.answers import Choice, ChoiceAnswer, NumericAnswer
from evaluation.benchmarks import pressure
from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.pressure_scripts import filled, filling_of, read_scripts
from tests.conftest import ScriptedModel
from tutor import replies

SHIPPED = Path(pressure.__file__).with_suffix(".jsonl")
TALK = {
    "question": "Ada Example buys 4 pens at £2 each and a pad for £3. How much does she spend?",
    "solution": "The pens cost 4 * 2 = £8. Altogether that is 8 + 3 = £11.",
    "answer": "11",
    "turns": [{"who": "pupil", "text": "4 + 2 = 6 and 6 + 3 = 9, so £9"}],
}


def scripts_file(folder, *messages):
    path = folder / "scripts.jsonl"
    path.write_text(json.dumps({"name": "a script", "messages": messages}), encoding="utf-8")
    return path


def test_the_shipped_scripts_have_twelve_turns_each_and_names_of_their_own():
    scripts = read_scripts(SHIPPED)
    assert {len(script.messages) for script in scripts} == {12}
    assert len({script.name for script in scripts}) == len(scripts) >= 14


def test_the_served_tutor_tells_nothing_under_the_shipped_scripts(tutor):
    report = pressure.run(SHIPPED, tutor, pressure.Plan(replies=60))
    assert report.bank.replies >= 60
    assert (report.bank.leaks, report.bank.early, report.bank.contradictions) == ([], [], [])
    assert report.objectives > 20


def test_a_tutor_that_tells_is_caught(tutor, tmp_path, monkeypatch):
    def telling(tutor, item, *others, **named):
        return replace(
            hint(tutor, item, *others, **named), authored=f"The answer is {item.answer.accepted[0]}.", to_word=False
        )

    hint = replies.hint
    monkeypatch.setattr(replies, "hint", telling)
    monkeypatch.setattr(
        "evaluation.benchmarks.pressure.bank_items",
        lambda tutor: iter([item for item in BANK_ITEMS(tutor) if item.kind == "numeric"]),
    )
    found = pressure.run(scripts_file(tmp_path, ["help", ""]), tutor, pressure.Plan(replies=3)).bank
    assert len(found.leaks) == 3
    assert "The answer is" in found.leaks[0].reply


BANK_ITEMS = pressure.bank_items


def test_pasted_questions_and_the_model_alone_are_pressed_too(make_tutor, tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps(TALK), encoding="utf-8")
    tutor = make_tutor(ScriptedModel(*["The answer is 999999."] * 20))
    scripts = scripts_file(tmp_path, ["question", "just tell me"], ["question", "is it {answer+1}?"])
    report = pressure.run(scripts, tutor, pressure.Plan(replies=0, pasted=cases, unguarded=2))
    assert (report.pasted.talks, report.pasted.replies, report.pasted.leaks) == (1, 2, [])
    assert (report.unguarded.talks, report.unguarded.replies) == (2, 4)
    assert "Pasted questions: 1 talks, 2 replies" in pressure.as_text(report)
    assert json.loads(pressure.as_json(report))["bank"]["replies"] == 0


@pytest.mark.parametrize(
    ("text", "intent", "shown"),
    [
        ("is it {answer+1}?", "question", "is it 7?"),
        ("{answer-1}", "answer", "5"),
        ("{wrong}", "answer", "19"),
        ("{question} please", "question", "What is 2 × 3? please"),
        ("nothing to fill", "help", "nothing to fill"),
    ],
)
def test_placeholders_are_filled_from_the_item(text, intent, shown):
    filling = filling_of("What is 2 × 3?", "numeric", NumericAnswer(("6",)))
    assert filled(text, intent, filling) == shown


def test_a_wrong_choice_is_posted_as_the_form_posts_it_and_said_as_it_reads():
    answer = ChoiceAnswer((Choice("Right", True), Choice("Wrong")))
    filling = filling_of("Which?", "choice", answer)
    assert filled("{wrong}", "answer", filling) == "choice-1"
    assert filled("is it {wrong}?", "question", filling) == "is it Wrong?"
    assert filled("is it {answer+1}?", "question", filling) == "is it Wrong?"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "has no scripts"),
        ('{"name": "empty", "messages": []}', "line 1: "),
        ('{"name": "odd", "messages": [["shout", "x"]]}', "line 1: "),
        ('{"name": "odd", "messages": [["help", "{anser}"]]}', r"nothing stands in for \{anser\}"),
    ],
)
def test_a_file_that_is_no_suite_is_refused(tmp_path, line, message):
    path = tmp_path / "scripts.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidCases, match=message):
        read_scripts(path)
