import pytest

from content_store.importers.gift import read_gift
from content_store.problems import InvalidContent


@pytest.fixture
def bank(tmp_path, terms):
    """Return a function that reads GIFT text."""

    def read(text: str):
        file = tmp_path / "bank.gift"
        file.write_text(text, encoding="utf-8")
        return read_gift(file, terms)

    return read


@pytest.mark.parametrize(
    ("text", "question", "kind", "answer"),
    [
        (
            "::Unit:: Unit of force? {=newton ~joule ~watt}",
            "Unit of force?",
            "choice",
            {"choices": [{"text": "newton", "right": True}, {"text": "joule"}, {"text": "watt"}]},
        ),
        (
            "Which are prime? {~%50%2 ~%50%3 ~%-100%4}",
            "Which are prime?",
            "several",
            {"choices": [{"text": "2", "right": True}, {"text": "3", "right": True}, {"text": "4"}]},
        ),
        (
            "Ice is cold. {T}",
            "Ice is cold.",
            "choice",
            {"choices": [{"text": "True", "right": True}, {"text": "False"}]},
        ),
        (
            "Ice is hot. {FALSE#No.}",
            "Ice is hot.",
            "choice",
            {"choices": [{"text": "True"}, {"text": "False", "right": True}]},
        ),
        ("Value of g? {#9.8:0.1}", "Value of g?", "numeric", {"value": "49/5", "tolerance": "1/10"}),
        ("Pick one. {#1..5}", "Pick one.", "numeric", {"value": "3", "tolerance": "2"}),
        ("Two? {#=2:0 =%100%2.5:0}", "Two?", "numeric", {"value": "2", "accept": ["5/2"]}),
        (
            "Where is DNA? {=the nucleus =nucleus}",
            "Where is DNA?",
            "cloze",
            {"text": "{1}", "gaps": [{"accept": ["the nucleus", "nucleus"]}]},
        ),
        (
            "Match. {=Na -> sodium =K -> potassium = -> argon}",
            "Match.",
            "matching",
            {"pairs": [["Na", "sodium"], ["K", "potassium"]], "spare": ["argon"]},
        ),
        (
            "The sun is a {=star ~planet} of ours.",
            r"The sun is a \_\_\_\_\_ of ours.",
            "choice",
            {"choices": [{"text": "star", "right": True}, {"text": "planet"}]},
        ),
        (
            r"Solve \{x\}\: 2x \= 4? {=x \= 2 ~x \= 3}",
            "Solve {x}: 2x = 4?",
            "choice",
            {"choices": [{"text": "x = 2", "right": True}, {"text": "x = 3"}]},
        ),
        (
            "[html]<p>Is \\(x^2\\) <b>even</b>?</p>{T}",
            "Is $x^2$ even?",
            "choice",
            {"choices": [{"text": "True", "right": True}, {"text": "False"}]},
        ),
    ],
)
def test_each_form_becomes_the_kind_that_marks_it(bank, answers, text, question, kind, answer):
    assert answers(bank(f"// a note\n{text}\n")) == {question: (kind, answer)}


def test_categories_are_objectives_and_feedback_is_the_solution(bank, drawn):
    imported = bank(
        "$CATEGORY: $course$/Forces/Units\n\n::U:: Unit?{=newton#It is N. ~joule\n####Force in newtons.}\n\n"
    )
    assert [(row.title) for row in (*imported.rows.units, *imported.rows.objectives)] == ["Forces", "Units"]
    (item,) = drawn(imported)
    assert item.steps == ("Force in newtons.",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Write about it. {}", "an essay cannot be marked"),
        ("Only words.", "it asks nothing"),
        ("Open {=a ~b", "its answers have no end"),
        ("Two {=a ~b} gaps {=c ~d}.", "it has several answers within its text"),
        ("Pattern {=new*}", "its answer is a pattern"),
        ("Part {=a ~%50%b ~c}", "some answers earn part of the marks"),
        ("Number {#lots}", "its answer is no number"),
        ('See <img src="x"> {T}', "it holds an image"),
    ],
)
def test_what_cannot_be_marked_is_left_out_with_the_reason(bank, text, reason):
    (skipped,) = bank(f"Ice is cold. {{T}}\n\n{text}\n").skipped
    assert (skipped.reason, skipped.where) == (reason, "bank.gift:3")


def test_a_file_that_is_no_text_is_refused(tmp_path, terms):
    (tmp_path / "bank.gift").write_bytes(b"\x89PNG\0\0")
    with pytest.raises(InvalidContent, match="binary"):
        read_gift(tmp_path / "bank.gift", terms)
