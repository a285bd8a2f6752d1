import json

import pytest

from content_store.importers.found import by_reason
from content_store.importers.oatutor import read_oatutor
from content_store.importers.terms import Terms
from content_store.problems import InvalidContent
from evaluation.imported import proved
from tutor.marking.guard import Guard

PROBLEM = {
    "id": "grow1",
    "title": "Growing",
    "body": "Work out the value.",
    "variabilization": {},
    "oer": "https://example.org/book <Example Book>",
    "license": "https://creativecommons.org/licenses/by/4.0/ <CC BY 4.0>",
    "lesson": "1.1 Adding",
    "courseName": "Example Algebra",
}
HINTS = [
    {"id": "h1", "type": "hint", "title": "Start", "text": "Put the two groups together."},
    {"id": "h2", "type": "scaffold", "title": "Tens", "text": "What is $$10+10$$?", "hintAnswer": ["$$20$$"]},
    {"id": "h3", "type": "hint", "title": "Picture", "text": "##look.png##"},
    {"id": "h4", "type": "hint", "title": "End", "text": "The sum is $$25$$."},
]
TYPED = {
    "id": "grow1a",
    "title": "$$12+13$$",
    "body": "",
    "answer": ["$$25$$"],
    "problem_type": "TextBox",
    "hints": HINTS,
}
CHOSEN = TYPED | {
    "id": "grow1b",
    "problem_type": "MultipleChoice",
    "answer": ["$$x$$"],
    "choices": ["$$x$$", "$$y$$"],
    "hints": [],
}


@pytest.fixture
def lines(tmp_path):
    """Return a function that reads a problem with steps, as one JSON line."""

    def read(*steps, **changed):
        problem = PROBLEM | {"steps": list(steps)} | changed
        (tmp_path / "pool.jsonl").write_text(json.dumps(problem) + "\n", encoding="utf-8")
        return read_oatutor(tmp_path, Terms())

    return read


def test_a_lesson_is_an_objective_and_a_step_an_item(lines, answers):
    imported = lines(TYPED, CHOSEN)
    assert [row.title for row in (*imported.rows.units, *imported.rows.objectives)] == ["Example Algebra", "1.1 Adding"]
    assert sorted(item.kind for item in imported.rows.items) == ["choice", "numeric"]
    assert set(answers(imported)) == {"Work out the value.\n\n$12+13$"}
    (source,) = imported.rows.sources
    assert (source.licence, source.attribution) == ("CC BY 4.0", "OATutor (CAHLR), adapted; from Example Book")


def test_hints_and_scaffolds_make_a_ladder_that_tells_only_at_its_end(lines, drawn):
    (item,) = drawn(lines(TYPED))
    assert item.hints == ("Put the two groups together.", "What is $10+10$?", "The answer is: 25")


def test_a_rung_that_tells_the_answer_in_other_signs_falls_away(lines, drawn):
    hints = [{"text": "Both numbers add to 11."}, {"text": r"So it is $$\left(p+6\right) \left(p+5\right)$$."}]
    (item,) = drawn(lines(TYPED | {"title": "Factor $$p^2+11p+30$$", "answer": ["$$(p+6)(p+5)$$"], "hints": hints}))
    assert item.hints == ("Both numbers add to 11.", "The answer is: (p+6)(p+5)")


def test_a_step_without_words_stands_under_the_title_of_its_problem(lines, answers, reasons):
    assert list(answers(lines(TYPED, body="", title="Add the numbers"))) == ["Add the numbers\n\n$12+13$"]
    said_nothing = lines(TYPED, CHOSEN | {"title": "Which?"}, body="", title="1.1")
    assert reasons(said_nothing) == ["it says too little to be answered by itself"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"answer": ["$$8,13$$"]}, "its answer has several parts"),
        ({"answer": ["a", "b"]}, "it has no one right answer"),
        ({"title": "<img src='x'>"}, "it needs a picture"),
        ({"variabilization": {"a": [1, 2]}}, "its numbers are drawn by OATutor"),
        ({"problem_type": "MultipleChoice", "choices": ["$$25$$", "$$25$$"]}, "two of its options are the same"),
    ],
)
def test_a_step_that_cannot_be_marked_is_left_out_with_the_reason(lines, reasons, changed, reason):
    assert reasons(lines(CHOSEN, TYPED | changed)) == [reason]


def test_the_folders_of_the_content_pool_are_read(tmp_path, drawn):
    step = tmp_path / "content-pool" / "grow1" / "steps" / "grow1a"
    (step / "tutoring").mkdir(parents=True)
    (tmp_path / "content-pool" / "grow1" / "grow1.json").write_text(json.dumps(PROBLEM))
    own = {"id": "grow1a", "stepTitle": "$$12+13$$", "stepBody": "", "stepAnswer": ["$$25$$"], "problemType": "TextBox"}
    (step / "grow1a.json").write_text(json.dumps(own))
    (step / "tutoring" / "grow1aDefaultPathway.json").write_text(json.dumps(HINTS))
    (item,) = drawn(read_oatutor(tmp_path, Terms()))
    assert item.question == "Work out the value.\n\n$12+13$"
    assert len(item.hints) == 3


@pytest.mark.parametrize("text", ["[", "[1]", "[" * 100_000, '"words"'])
def test_what_is_no_problem_is_refused(tmp_path, text):
    (tmp_path / "pool.jsonl").write_text(text)
    with pytest.raises(InvalidContent):
        read_oatutor(tmp_path, Terms())


def test_a_problem_under_another_licence_is_left_out(tmp_path, reasons):
    other = PROBLEM | {"id": "other", "license": "CC BY-NC 4.0", "steps": [TYPED | {"id": "other-a"}]}
    texts = [json.dumps(problem) for problem in (PROBLEM | {"steps": [TYPED]}, other)]
    (tmp_path / "pool.jsonl").write_text("\n".join(texts))
    assert reasons(read_oatutor(tmp_path, Terms(licence="CC BY 4.0"))) == ["it has a licence of its own: CC BY-NC 4.0"]


@pytest.mark.shared_data
def test_most_steps_of_the_real_pool_are_taken_and_marked_right(shared_data):
    imported = read_oatutor(shared_data / "oatutor", Terms())
    with Guard() as guard:
        checked = proved(imported, guard)
    steps = len(checked.rows.items) + sum(one.kind == "question" for one in checked.skipped)
    assert steps == 2840
    assert len(checked.rows.items) >= 2400, by_reason(checked.skipped)
    assert sum("marking" in one.reason for one in checked.skipped) < 40
