import pytest

from content_store.answers import ChoiceAnswer
from content_store.items import draw, read_spec
from tutor import replies
from tutor.assembly import Tutor
from tutor.checker import gives_away
from tutor.policy import Move
from tutor.records import TutoringSession


def session(**given: object) -> TutoringSession:
    return TutoringSession(
        **{"pupil_id": 1, "objective_id": "photosynthesis", "content_version": "", "policy": "", **given}
    )


def questions(tutor: Tutor, objective_id: str) -> list[str]:
    return [f"what about {passage.heading}?" for passage in tutor.catalogue.passages_of(objective_id)]


def test_no_quoted_sentence_ever_tells_the_open_questions_answer(tutor: Tutor) -> None:
    told, quoted = [], 0
    for subject in tutor.catalogue.subjects():
        for objective in tutor.catalogue.objectives(subject.id):
            asked = questions(tutor, objective.id)
            for number, row in enumerate(tutor.catalogue.items_of(objective.id)):
                item = draw(read_spec(row.definition), objective.id, 1)
                question = asked[number % len(asked)]
                words = replies.explanation(tutor, objective.id, question, item)
                if words is None:  # the notes could only have told the answer
                    continue
                quoted += 1
                assert words.authored
                for text in (words.authored, *words.facts["passages"]):
                    told += [(item.id, text)] if gives_away(text, item.answer, (item.question,)) else []
    assert quoted > 100
    assert told == []


def test_asking_for_the_very_answer_quotes_what_is_left_of_the_notes(tutor: Tutor) -> None:
    item = draw(read_spec(tutor.catalogue.item("photosynthesis-why-green").definition), "photosynthesis", 1)
    words = replies.explanation(tutor, "photosynthesis", "which light does chlorophyll absorb and reflect?", item)
    right = next(choice.text for choice in item.answer.choices if choice.right)
    assert words.authored
    assert right not in words.authored
    assert not gives_away(" ".join(words.facts["passages"]), item.answer, (item.question,))


def test_an_explanation_quotes_the_notes_word_for_word(tutor: Tutor) -> None:
    words = replies.explanation(tutor, "photosynthesis", "what does the limiting factor do to the rate?", None)
    notes = " ".join(passage.text for passage in tutor.catalogue.passages(words.facts["sources"]))
    assert words.to_word
    assert words.authored
    assert all(
        sentence in notes or sentence.startswith("limiting factor:") for sentence in replies.sentences(words.authored)
    )


def test_what_the_notes_do_not_cover_is_not_explained(tutor: Tutor) -> None:
    assert replies.explanation(tutor, "photosynthesis", "who won the world cup in 1998?", None) is None


def test_a_keyword_is_quoted_with_the_word_that_it_explains(tutor: Tutor) -> None:
    words = replies.explanation(tutor, "photosynthesis", "what are stomata?", None)
    assert "stomata: Tiny pores in a leaf" in " ".join(words.facts["passages"])


def test_what_is_not_covered_points_to_the_nearest_part_of_the_notes(tutor: Tutor) -> None:
    words = replies.fixed("not_covered", tutor, session(), "how do mushrooms feed without green leaves?")
    headings = {passage.heading for passage in tutor.catalogue.passages_of("photosynthesis")}
    assert any(f"“{heading}”" in words.authored for heading in headings)
    far = replies.fixed("not_covered", tutor, session(), "qqqq zzzz")
    assert far.authored == replies.FIXED["not_covered"]


def test_a_right_check_is_confirmed_in_other_words_than_right_practice(tutor: Tutor) -> None:
    practice = replies.fixed("confirm", tutor, session(phase="practice")).authored
    check = replies.fixed("confirm", tutor, session(phase="check")).authored
    assert "without hints" in practice
    assert "without help" in check


def test_the_end_names_the_objective_and_how_many_questions_it_had(tutor: Tutor) -> None:
    words = replies.fixed("finish", tutor, session(items_done=5)).authored
    objective = tutor.catalogue.objective("photosynthesis")
    assert "5 questions" in words
    assert objective.title in words
    assert "this objective" in replies.fixed("finish", tutor, session(objective_id="gone")).authored


@pytest.mark.parametrize(("name", "worded"), [("hint", True), ("bottom_out", False)])
def test_the_last_rung_is_never_left_to_the_model(tutor: Tutor, name: str, worded: bool) -> None:
    item = draw(read_spec(tutor.catalogue.item("linear-equations-two-step").definition), "linear-equations", 1)
    rung = len(item.hints) if name == "bottom_out" else 1
    assert replies.hint(tutor, item, Move(name, rung), ("5", ""), None).to_word is worded


def test_a_posted_choice_is_named_by_its_text(tutor: Tutor) -> None:
    item = draw(read_spec(tutor.catalogue.item("photosynthesis-why-green").definition), "photosynthesis", 1)
    assert isinstance(item.answer, ChoiceAnswer)
    assert replies.answer_text(item, "choice-2") == item.answer.choices[2].text
    assert replies.answer_text(item, "B") == "B"
