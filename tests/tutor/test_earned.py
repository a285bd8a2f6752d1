"""What an objective may be called: nearly secure has to be shown on several sides of it."""

import itertools

import pytest

from content_store.items import ItemSpec, read_spec
from evaluation.proofs.marks import right_text
from tutor import earned, knowledge
from tutor.database import reading, transaction
from tutor.earned import CHOOSE, OWN_WORDS, WORK_OUT, Missing, still_missing
from tutor.mastery import MASTERED
from tutor.records import Attempt, TutoringSession

TRANSPORT = "cell-transport"
CUBES = ("cell-transport-cube-area", "cell-transport-area-to-volume")


def specs(catalogue, objective_id: str) -> list[ItemSpec]:
    return earned.items_of(catalogue, objective_id)


def known_of(talk, objective_id: str = TRANSPORT) -> knowledge.Known:
    with reading(talk.records) as db:
        return knowledge.all_known(talk.tutor, db, talk.pupil_id)[objective_id]


def right(talk, item_id: str, seed: int = 1, intent: str = "answer") -> None:
    """Answer a given item right, as the next one of the session."""
    talk.put(item_id, seed)
    talk.say(intent, right_text(talk.item.answer))


def test_two_sums_on_one_side_do_not_make_an_objective_nearly_secure(talk_on) -> None:
    talk = talk_on(TRANSPORT)
    for seed, cube in zip(range(1, 5), CUBES * 2, strict=True):
        right(talk, cube, seed)
    found = known_of(talk)
    assert found.standing.known >= MASTERED
    assert found.words == "getting there"
    assert "a question on osmosis" in found.held_back
    assert "a question on diffusion and active transport" in found.held_back


def test_a_set_goes_on_to_the_sides_that_are_missing(talk_on) -> None:
    talk = talk_on(TRANSPORT)
    for seed, cube in zip(range(1, 4), (*CUBES, CUBES[0]), strict=True):
        right(talk, cube, seed)
    while talk.session.phase != "done":
        talk.say("answer", right_text(talk.item.answer))
    assert known_of(talk).words == "nearly secure"
    asked = {read_spec(talk.tutor.catalogue.item(one.item_id).definition).side for one in talk.attempts}
    assert {"osmosis", "diffusion and active transport"} <= asked


def test_the_same_question_with_other_numbers_is_the_same_question(talk_on) -> None:
    talk = talk_on("pythagoras")
    item_id = next(one.id for one in talk.tutor.catalogue.items_of("pythagoras") if one.kind == "numeric")
    for seed in range(1, 5):
        right(talk, item_id, seed)
    assert known_of(talk, "pythagoras").missing.questions == earned.QUESTIONS - 1


def choice_of(talk, objective_id: str) -> str:
    """Return a choice of an objective that has no other numbers."""
    rows = talk.tutor.catalogue.items_of(objective_id)
    return next(one.id for one in rows if one.kind == "choice" and not read_spec(one.definition).parameters)


def shown(talk, objective_id: str) -> frozenset[str]:
    with reading(talk.records) as db:
        attempts = earned.attempts_at(db, talk.pupil_id, objective_id)
        return earned.shown_by(talk.tutor.catalogue, attempts, {})


def test_an_option_clicked_after_wrong_ones_counts_neither_then_nor_later_that_day(talk_on) -> None:
    talk = talk_on(TRANSPORT)
    choice = choice_of(talk, TRANSPORT)
    talk.put(choice)
    wrong = [f"choice-{place}" for place, one in enumerate(talk.item.answer.choices) if not one.right]
    for option in (*wrong, right_text(talk.item.answer)):
        talk.say("answer", option)
    assert choice not in shown(talk, TRANSPORT)
    right(talk, choice)
    assert choice not in shown(talk, TRANSPORT)


def test_what_was_only_asked_about_does_not_count(talk_on) -> None:
    talk = talk_on(TRANSPORT)
    choice = choice_of(talk, TRANSPORT)
    talk.put(choice)
    letter = "abcde"[[one.right for one in talk.item.answer.choices].index(True)]
    talk.say("question", f"is it {letter}")
    assert choice not in shown(talk, TRANSPORT)


def test_on_another_day_a_question_that_was_wrong_counts(talk_on) -> None:
    talk = talk_on(TRANSPORT)
    choice = choice_of(talk, TRANSPORT)
    talk.put(choice)
    talk.answer(right=False)
    right(talk, choice)
    with transaction(talk.records) as db:
        first = db.get_one(Attempt, talk.attempts[0].id)
        first.at = first.at.replace(year=first.at.year - 1)
    assert choice in shown(talk, TRANSPORT)


def test_sides_are_kinds_of_answer_where_no_author_names_them(catalogue) -> None:
    assert earned.sides_of(specs(catalogue, "cell-structure")) == (CHOOSE, WORK_OUT)
    assert earned.sides_of(specs(catalogue, "kinetic-energy")) == (WORK_OUT, CHOOSE)
    assert OWN_WORDS in earned.sides_of(specs(catalogue, "christmas-carol"))
    assert earned.sides_of(specs(catalogue, "pythagoras")) == (WORK_OUT,)


def test_named_sides_have_at_least_two_items(catalogue) -> None:
    for subject in catalogue.subjects():
        for objective in catalogue.objectives(subject.id):
            named = [one.side for one in specs(catalogue, objective.id) if one.side]
            assert all(named.count(side) >= earned.FEWEST_OF_SIDE for side in named), objective.id


@pytest.mark.parametrize("size", [0, 1, 2])
def test_an_objective_with_few_questions_asks_for_what_there_is(catalogue, size: int) -> None:
    items = [one for one in specs(catalogue, "pythagoras") if one.difficulty == 1][:size]
    assert not still_missing(items, {one.id for one in items})


def test_what_is_missing_is_told_in_words() -> None:
    every = itertools.product((0, 1, 2), (False, True), ((), ("on osmosis",)), ("none needed", "missing"))
    for questions, difficulty, sides, piece in every:
        missing = Missing(questions, difficulty, sides, piece)
        assert bool(missing.words) == bool(missing)
    assert Missing(1).words == "one more question right without help"
    assert Missing(1, sides=("on osmosis",)).words == "a question on osmosis right without help"
    assert Missing(2, sides=("on osmosis",)).words == (
        "a question on osmosis, and one more question, each right without help"
    )
    assert Missing(difficulty=True).words == "an easier or a harder question than those so far right without help"


def test_a_placement_shows_nothing(talk_on) -> None:
    talk = talk_on(TRANSPORT)
    choice = choice_of(talk, TRANSPORT)
    right(talk, choice)
    with transaction(talk.records) as db:
        db.get_one(TutoringSession, talk.id).purpose = "placement"
    assert shown(talk, TRANSPORT) == frozenset()
