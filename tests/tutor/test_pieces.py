"""An objective that asks for writing is not nearly secure by choices alone."""

import pytest
from sqlmodel import select

from evaluation.proofs.marks import right_text
from tutor import handovers, knowledge
from tutor.database import reading, transaction
from tutor.exchange import Said
from tutor.mastery import MASTERED
from tutor.records import Account
from tutor.teaching_records import Review

WRITING = "transactional-writing"


def known_of(talk):
    with reading(talk.records) as db:
        return knowledge.all_known(talk.tutor, db, talk.pupil_id)[WRITING]


def due(talk) -> list[Review]:
    with reading(talk.records) as db:
        return list(db.exec(select(Review)).all())


@pytest.fixture
def by_choices(talk_on):
    """A session in which only choices have been answered, all of them right, until a piece of writing is asked for."""
    talk = talk_on(WRITING)
    choices = [row.id for row in talk.tutor.catalogue.items_of(WRITING) if row.kind == "choice"]
    while not (talk.known and talk.known.known >= MASTERED and talk.item.kind == "writing"):
        if not (talk.known and talk.known.known >= MASTERED):
            talk.put(choices.pop(0))
        assert talk.item.kind != "writing"
        talk.say("answer", right_text(talk.item.answer))
    return talk


def test_right_choices_alone_get_there_and_no_further(by_choices) -> None:
    found = known_of(by_choices)
    assert found.standing.known >= 0.95
    assert (found.words, found.missing.piece) == ("getting there", "missing")
    assert "a piece of writing" in found.held_back
    assert due(by_choices) == []


def test_the_set_goes_on_and_asks_for_a_piece_of_writing(by_choices) -> None:
    assert by_choices.session.phase != "done"
    assert by_choices.item.kind == "writing"


def test_a_piece_with_every_criterion_ticked_is_practised_and_waits_for_a_teacher(by_choices) -> None:
    by_choices.say("answer", right_text(by_choices.item.answer))
    assert known_of(by_choices).words == "getting there"
    by_choices.say("compare", "0 1 2 3 4")
    found = known_of(by_choices)
    assert (found.words, found.missing.piece) == ("getting there", "with the teacher")
    assert "practised already" in found.held_back
    assert due(by_choices) == []


def finish(talk) -> None:
    """Answer everything right to the end of the set."""
    while talk.session.phase != "done":
        if talk.session.phase == "self check":
            talk.say("compare", "0")
        else:
            talk.say("answer", right_text(talk.item.answer))


def test_a_set_does_not_wait_for_a_teacher(by_choices) -> None:
    finish(by_choices)
    assert known_of(by_choices).held_back.startswith("the teacher's mark on the piece of writing")
    assert by_choices.session.items_done <= 8


def test_a_piece_that_a_teacher_marks_right_makes_it_nearly_secure_and_plans_a_check(by_choices, teacher_id) -> None:
    finish(by_choices)
    attempt = next(one for one in by_choices.attempts if one.right is None)
    with transaction(by_choices.records) as db:
        handovers.decide(by_choices.tutor, db, attempt, teacher_id, True)
    assert known_of(by_choices).words == "nearly secure"
    assert len(due(by_choices)) == 1


@pytest.fixture
def teacher_id(by_choices) -> int:
    """An invented teacher of the same school."""
    with transaction(by_choices.records) as db:
        school = db.get_one(Account, by_choices.pupil_id).school_id
        teacher = Account(school_id=school, role="teacher", username="t.example", password_hash="-", name="T. Example")
        db.add(teacher)
        db.flush()
        return teacher.id or 0


def test_a_piece_in_which_nothing_was_found_or_that_a_teacher_marked_not_right_is_none(by_choices, teacher_id) -> None:
    by_choices.say("answer", right_text(by_choices.item.answer))
    attempt = by_choices.attempts[-1]
    by_choices.say("compare", "")
    assert known_of(by_choices).missing.piece == "missing"
    for right, state in ((False, "missing"), (True, "accepted"), (False, "missing")):
        with transaction(by_choices.records) as db:
            handovers.decide(by_choices.tutor, db, attempt, teacher_id, right)
        assert known_of(by_choices).missing.piece == state


def test_an_objective_without_a_piece_of_writing_needs_none(talk_on) -> None:
    talk = talk_on("sentence-boundaries")
    talk.answer(True)
    with reading(talk.records) as db:
        assert knowledge.all_known(talk.tutor, db, talk.pupil_id)["sentence-boundaries"].missing.piece == "none needed"


@pytest.mark.parametrize("text", ["idk the kids are poor", "I don't know, but the head should listen", "one line"])
def test_a_throwaway_line_is_no_attempt_and_counts_for_nothing(by_choices, text: str) -> None:
    heard = by_choices.post(Said(by_choices.turns[-1].position + 1, "answer", text))
    assert heard.outcome == "unreadable"
    assert "the task asks for at least" in heard.reason


def test_who_only_says_that_they_do_not_know_gets_a_hint(by_choices) -> None:
    assert [turn.move for turn in by_choices.say("answer", "i dont know how to start")] == ["hint"]


def test_a_question_asked_while_comparing_is_answered_and_the_ideas_stay_to_be_ticked(by_choices) -> None:
    by_choices.say("answer", right_text(by_choices.item.answer))
    replies = by_choices.say("question", "how do i end a letter")
    assert [turn.move for turn in replies] in (["explain"], ["not_covered"])
    assert by_choices.session.phase == "self check"
    by_choices.say("compare", "0")
    assert known_of(by_choices).missing.piece == "with the teacher"
