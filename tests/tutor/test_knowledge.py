from datetime import timedelta

import pytest

from evaluation.proofs.marks import right_text
from tutor import dialogue, knowledge
from tutor.database import reading, transaction
from tutor.exchange import Said
from tutor.records import Mastery, TutoringSession, now
from tutor.teaching_records import MasteryOverride, Review


def known(talk) -> knowledge.Known:
    with reading(talk.records) as db:
        return knowledge.all_known(talk.tutor, db, talk.pupil_id)["linear-equations"]


@pytest.fixture
def mastered(talk):
    """A session that has brought the objective to mastery, and has earned it."""
    while not talk.known or known(talk).words != "nearly secure":
        talk.say("answer", right_text(talk.item.answer))
    return talk


def test_mastery_without_a_delayed_check_is_only_nearly_secure(mastered) -> None:
    assert known(mastered).words == "nearly secure"


def test_a_mastered_objective_is_due_for_a_check_some_days_later(mastered) -> None:
    with reading(mastered.records) as db:
        assert knowledge.due(db, mastered.pupil_id) == []
        review = db.get_one(Review, (mastered.pupil_id, "linear-equations"))
    assert timedelta(days=1) <= review.due_at - now() + timedelta(days=1) <= timedelta(days=4)


def days_pass(mastered, days: int = 5) -> None:
    """Let so many days have passed since the objective was mastered."""
    with transaction(mastered.records) as db:
        review = db.get_one(Review, (mastered.pupil_id, "linear-equations"))
        earlier = (review.due_at - timedelta(days=days), review.updated_at - timedelta(days=days))
        review.due_at = earlier[0]
        review.card = review.card | {"due_at": earlier[0].isoformat(), "last_reviewed_at": earlier[1].isoformat()}


def check(talk, right: bool) -> list[str]:
    with transaction(talk.records) as db:
        talk.id = dialogue.start_review(talk.tutor, db, talk.pupil_id, "linear-equations").id
    return [turn.move for turn in talk.say("answer", right_text(talk.item.answer) if right else "987654")]


def test_a_check_passed_days_later_makes_it_secure_and_ends_the_session(mastered) -> None:
    days_pass(mastered)
    with reading(mastered.records) as db:
        assert knowledge.due(db, mastered.pupil_id) == ["linear-equations"]
    assert check(mastered, right=True) == ["confirm", "finish"]
    assert known(mastered).words == "secure"
    with reading(mastered.records) as db:
        assert knowledge.due(db, mastered.pupil_id) == []


def test_a_failed_check_goes_on_with_hints_and_leaves_it_unsecured(mastered) -> None:
    days_pass(mastered)
    assert check(mastered, right=False) == ["hint"]
    assert known(mastered).words != "secure"


def test_help_before_a_check_is_answered_keeps_it_from_counting(mastered) -> None:
    days_pass(mastered)
    with transaction(mastered.records) as db:
        mastered.id = dialogue.start_review(mastered.tutor, db, mastered.pupil_id, "linear-equations").id
    mastered.say("help")
    mastered.answer(right=True)
    assert known(mastered).words == "nearly secure"


def test_a_teachers_judgement_stands_in_place_of_the_estimate_with_its_reason(talk) -> None:
    talk.answer(right=False)
    with transaction(talk.records) as db:
        db.add(
            MasteryOverride(
                pupil_id=talk.pupil_id,
                objective_id="linear-equations",
                teacher_id=talk.pupil_id,
                known=0.97,
                reason="Solved ten of these on paper in the lesson.",
            )
        )
    found = known(talk)
    assert (found.standing.by, found.words, found.reason) == (
        "teacher",
        "secure",
        "Solved ten of these on paper in the lesson.",
    )
    assert found.estimate.known < 0.5


def test_an_estimate_comes_with_its_range_and_the_attempts_it_rests_on(talk) -> None:
    talk.answer(right=True)
    estimate = known(talk).estimate
    assert 0 < estimate.low <= estimate.known <= estimate.high < 1
    assert estimate.attempts == talk.known.attempts == 1


def test_an_objective_whose_needs_are_known_starts_higher(talk) -> None:
    catalogue = talk.tutor.catalogue
    objective = next(
        one
        for subject in catalogue.subjects()
        for one in catalogue.objectives(subject.id)
        if catalogue.needs_of(one.id)
    )
    with reading(talk.records) as db:
        before = knowledge.start_of(talk.tutor, db, talk.pupil_id, objective.id)
    with transaction(talk.records) as db:
        for needed in catalogue.needs_of(objective.id):
            db.add(Mastery(pupil_id=talk.pupil_id, objective_id=needed.id, known=0.98, attempts=4))
    with reading(talk.records) as db:
        assert knowledge.start_of(talk.tutor, db, talk.pupil_id, objective.id) > before


def test_a_placement_asks_8_to_12_items_without_verdicts_and_says_where_to_start(talk_on) -> None:
    talk = talk_on("linear-equations")
    with transaction(talk.records) as db:
        talk.id = dialogue.start_placement(talk.tutor, db, talk.pupil_id, "maths").id
    asked = []
    while talk.session.phase != "done":
        asked.append(talk.session.objective_id)
        if len(asked) % 2:
            replies = talk.say("pass")
        else:
            replies = talk.say("answer", "987654" if not hasattr(talk.item.answer, "choices") else "choice-0")
        assert [turn.move for turn in replies] in (["place"], ["finish"])
        assert len(asked) <= 12
    assert len(asked) >= 8
    assert len(set(asked)) > 6
    with reading(talk.records) as db:
        found = knowledge.all_known(talk.tutor, db, talk.pupil_id)
        session = db.get_one(TutoringSession, talk.id)
    assert session.purpose == "placement"
    assert set(found) == {one.id for one in talk.tutor.catalogue.objectives("maths")}
    assert all(one.standing.known <= 0.9 for one in found.values())


def test_starting_a_placement_twice_goes_on_with_it(talk_on) -> None:
    talk = talk_on("linear-equations")
    with transaction(talk.records) as db:
        first = dialogue.start_placement(talk.tutor, db, talk.pupil_id, "maths").id
        assert dialogue.start_placement(talk.tutor, db, talk.pupil_id, "maths").id == first
        session = db.get_one(TutoringSession, first)
        assert dialogue.respond(talk.tutor, db, session, Said(2, "pass", "")).outcome == "taken"
