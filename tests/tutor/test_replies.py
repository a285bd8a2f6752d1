import pytest

from content_store.answers import ChoiceAnswer
from content_store.items import draw, read_spec
from tutor import fixed_words, replies
from tutor.assembly import Tutor
from tutor.checker import gives_away
from tutor.marking.verdict import WrongLine
from tutor.policy import Move
from tutor.records import TutoringSession
from tutor.replies import Tried


def session(**given: object) -> TutoringSession:
    return TutoringSession(
        **{"pupil_id": 1, "objective_id": "photosynthesis", "content_version": "", "policy": "", **given}
    )


def test_what_is_not_covered_points_to_the_nearest_part_of_the_notes(tutor: Tutor) -> None:
    words = fixed_words.fixed("not_covered", tutor, session(), "how do mushrooms feed without green leaves?")
    headings = {passage.heading for passage in tutor.catalogue.passages_of("photosynthesis")}
    assert any(f"“{heading}”" in words.authored for heading in headings)
    far = fixed_words.fixed("not_covered", tutor, session(), "qqqq zzzz")
    assert far.authored == fixed_words.FIXED["not_covered"]


def test_a_right_check_is_confirmed_in_other_words_than_right_practice(tutor: Tutor) -> None:
    practice = fixed_words.fixed("confirm", tutor, session(phase="practice", aided=True)).authored
    check = fixed_words.fixed("confirm", tutor, session(phase="check")).authored
    assert "without hints" in practice
    assert "without help" in check


def test_the_end_names_the_objective_and_how_many_questions_it_had(tutor: Tutor) -> None:
    words = fixed_words.fixed("finish", tutor, session(items_done=5)).authored
    objective = tutor.catalogue.objective("photosynthesis")
    assert "5 questions" in words
    assert objective.title in words
    assert "this objective" in fixed_words.fixed("finish", tutor, session(objective_id="gone")).authored


@pytest.mark.parametrize(("name", "worded"), [("hint", True), ("bottom_out", False)])
def test_the_last_rung_is_never_left_to_the_model(tutor: Tutor, name: str, worded: bool) -> None:
    item = draw(read_spec(tutor.catalogue.item("linear-equations-two-step").definition), "linear-equations", 1)
    rung = len(item.hints) if name == "bottom_out" else 1
    assert replies.hint(tutor, item, Move(name, rung), Tried("5")).to_word is worded


def drawn(tutor: Tutor, item_id: str):
    row = tutor.catalogue.item(item_id)
    return draw(read_spec(row.definition), row.objective_id, 1)


def slip(**given: object) -> WrongLine:
    return WrongLine(**{"number": 2, "text": "9 + 4 = 14", "before": None, "rule": "arithmetic-slip", **given})


def test_the_place_where_working_goes_wrong_comes_before_the_misconception(tutor: Tutor) -> None:
    item = drawn(tutor, "linear-equations-two-step")
    named = item.answer.reveals[0].misconception_id
    words = replies.hint(tutor, item, Move("hint", 1), Tried("5", "9 + 4 = 14", named, slip()))
    assert words.authored.startswith("Look at line 2 of your working, “9 + 4 = 14”. ")
    assert tutor.catalogue.misconception(named).correction not in words.authored
    assert words.facts["located"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (slip(number=1, text="7 = x", before="x + 2 = 8", rule=None), "check it against the question"),
        (slip(text="x = 99", before="x + 2 = 8", rule=None), "it does not follow from the line before"),
        (slip(text="2x = 6 = x", before="2x", rule=None, same_line=True), "does not follow from the part before"),
        (slip(rule=None), "work it out again"),
        (slip(text="y" * 200), "Look at line 2. "),
    ],
)
def test_a_wrong_line_is_pointed_at_in_words_that_fit_it(tutor: Tutor, wrong: WrongLine, words: str) -> None:
    assert words in replies.located_at(wrong, drawn(tutor, "linear-equations-two-step"))


def test_what_has_been_pointed_at_or_corrected_once_is_not_said_again(tutor: Tutor) -> None:
    item = drawn(tutor, "linear-equations-two-step")
    named = item.answer.reveals[0].misconception_id
    first = replies.hint(tutor, item, Move("hint", 1), Tried("5", "9 + 4 = 14", named, slip())).facts["correction"]
    second = replies.hint(
        tutor, item, Move("hint", 2), Tried("6", "9 + 4 = 14", named, slip(), told=frozenset([first]))
    )
    assert second.facts["correction"] == tutor.catalogue.misconception(named).correction
    told = frozenset([first, second.facts["correction"]])
    third = replies.hint(tutor, item, Move("hint", 3), Tried("8", "9 + 4 = 14", named, slip(), told=told))
    assert third.authored == item.hints[2]


def test_a_worked_example_never_holds_the_answer(tutor: Tutor) -> None:
    shown = 0
    for subject in tutor.catalogue.subjects():
        for objective in tutor.catalogue.objectives(subject.id):
            for row in tutor.catalogue.items_of(objective.id):
                item = drawn(tutor, row.id)
                if twin := replies.twin_of(tutor, item):
                    shown += 1
                    assert not gives_away(replies.worked_twin(twin).authored, item.answer, (item.question,)), item.id
                    assert (twin.question, twin.diagram) != item.shown
    assert shown > 150


def test_a_posted_choice_is_named_by_its_text(tutor: Tutor) -> None:
    item = draw(read_spec(tutor.catalogue.item("photosynthesis-why-green").definition), "photosynthesis", 1)
    assert isinstance(item.answer, ChoiceAnswer)
    assert replies.answer_text(item, "choice-2") == item.answer.choices[2].text
    assert replies.answer_text(item, "B") == item.answer.choices[1].text


def test_stars_in_a_pupils_line_are_not_lost_as_emphasis(tutor: Tutor) -> None:
    wrong = slip(text="7*3k+7*8 = 21k+58")
    assert "“7×3k+7×8 = 21k+58”" in replies.located_at(wrong, drawn(tutor, "linear-equations-two-step"))


@pytest.mark.parametrize("purpose", ["practice", "question"])
def test_only_what_has_been_solved_can_be_explained_to_somebody(tutor: Tutor, purpose: str) -> None:
    ended = session(purpose=purpose, items_done=1)
    assert "to somebody" in fixed_words.finished(tutor, ended).authored
    assert "to somebody" not in fixed_words.finished(tutor, ended, solved=False).authored


def test_other_numbers_are_spoken_of_only_where_there_are_some(tutor: Tutor) -> None:
    numbers = drawn(tutor, "linear-equations-two-step")
    words = drawn(tutor, "macbeth-match-ideas")
    assert replies.OTHER_NUMBERS in replies.worked_twin(replies.twin_of(tutor, numbers)).authored
    authored = replies.worked_twin(replies.twin_of(tutor, words)).authored
    assert replies.ANOTHER in authored
    assert "numbers" not in authored.split(chr(10))[0]


def test_a_correction_is_not_said_again_by_the_hint_after_it(tutor: Tutor) -> None:
    rows = tutor.catalogue.items_of("cumulative-frequency")
    row = next(one for one in rows if "measures the spread of the middle half of the data" in one.definition)
    item = draw(read_spec(row.definition), row.objective_id, 1)
    named = next(
        one.id
        for one in tutor.catalogue.misconceptions_of(row.objective_id)
        if "spread of the middle" in one.correction
    )
    words = replies.hint(tutor, item, Move("hint", 1), Tried("30", misconception_id=named)).authored
    assert words.count("spread of the middle half") == 1
    assert words.endswith("?")
