import pytest
from sqlmodel import select

from evaluation.proofs.marks import right_text
from tutor import handovers, knowledge, mastery
from tutor.database import reading, transaction
from tutor.records import Account, Membership, TeachingClass
from tutor.teaching_records import AttemptDecision, Handover


@pytest.fixture
def teacher_of(records):
    """Return a function that gives a pupil a teacher, and the teacher's id."""

    def add(pupil_id: int) -> int:
        with transaction(records) as db:
            school_id = db.get_one(Account, pupil_id).school_id
            teacher = Account(
                school_id=school_id, role="teacher", username="t.example", password_hash="none", name="T. Example"
            )
            own = TeachingClass(school_id=school_id, name="9Q (invented)", year=9)
            db.add_all([teacher, own])
            db.flush()
            db.add_all([Membership(class_id=own.id, account_id=one) for one in (teacher.id, pupil_id)])
            return teacher.id or 0

    return add


@pytest.fixture
def unsure(talk_on):
    """A session in which the pupil has written a piece, which is never marked by a machine."""
    catalogue = talk_on("photosynthesis").tutor.catalogue
    row = next(
        item
        for objective in catalogue.objectives("english")
        for item in catalogue.items_of(objective.id)
        if item.kind == "writing"
    )
    talk = talk_on(row.objective_id)
    talk.put(row.id)
    [reply] = talk.say("answer", right_text(talk.item.answer))
    assert reply.move == "self_check"
    return talk


def test_an_unsure_mark_is_not_wrong_and_stands_in_the_queue(unsure, teacher_of) -> None:
    teacher = teacher_of(unsure.pupil_id)
    [attempt] = unsure.attempts
    assert attempt.right is None
    assert unsure.known is None
    with reading(unsure.records) as db:
        [(handover, pupil)] = handovers.waiting_for(db, teacher)
    assert (handover.reason, handover.attempt_id, pupil.id) == ("unsure", attempt.id, unsure.pupil_id)


def test_the_pupil_compares_with_the_ideas_and_goes_on(unsure) -> None:
    ideas = unsure.turns[-1].facts["ideas"]
    assert ideas == list(unsure.item.answer.criteria)
    replies = unsure.say("compare", "0")
    assert [turn.move for turn in replies] == ["compared", "ask"]
    with reading(unsure.records) as db:
        [decision] = db.exec(select(AttemptDecision)).all()
    assert (decision.judge, decision.ideas, decision.right) == ("pupil", ideas[:1], None)


@pytest.mark.parametrize("right", [True, False])
def test_a_teachers_mark_of_an_unsure_attempt_counts_as_an_unaided_one(unsure, teacher_of, right: bool) -> None:
    teacher = teacher_of(unsure.pupil_id)
    with transaction(unsure.records) as db:
        [(handover, _)] = handovers.waiting_for(db, teacher)
        handovers.decide(unsure.tutor, db, unsure.attempts[0], teacher, right)
        handovers.settle_if_marked(db, handover, teacher)
    assert [attempt.right for attempt in unsure.attempts] == [None], "what marking said stays as it was"
    said = next(turn for turn in unsure.turns if turn.move == "answer")
    assert (said.facts["right"], said.facts["judged"]) == (None, right)
    assert (unsure.known.known, unsure.known.attempts) == (mastery.update(unsure.attempts[0].known_before, right), 1)
    with reading(unsure.records) as db:
        assert handovers.waiting_for(db, teacher) == []


def judge(talk, teacher: int, attempt, right: bool) -> None:
    with transaction(talk.records) as db:
        handovers.decide(talk.tutor, db, attempt, teacher, right)


def estimate_of(talk):
    with reading(talk.records) as db:
        return knowledge.all_known(talk.tutor, db, talk.pupil_id)[talk.session.objective_id].estimate


def test_a_right_answer_that_was_called_wrong_is_put_right_and_the_estimate_follows(talk, teacher_of) -> None:
    teacher = teacher_of(talk.pupil_id)
    talk.answer(False)
    talk.answer(True)
    first, second = talk.attempts
    before = talk.known.known
    judge(talk, teacher, first, True)
    tracing = knowledge.tracing_of(talk.tutor, talk.item)
    assert talk.known.known == mastery.update(first.known_before, True, tracing) > before
    assert talk.known.attempts == 1
    assert estimate_of(talk).known > before
    assert [one.model_dump() for one in talk.attempts] == [first.model_dump(), second.model_dump()]


def test_what_came_after_a_judged_answer_still_counts_and_the_newest_judgement_holds(talk, teacher_of) -> None:
    teacher = teacher_of(talk.pupil_id)
    talk.answer(False)
    first = talk.attempts[0]
    talk.answer(True)
    talk.answer(True)
    later = talk.attempts[-1]
    assert not later.aided
    as_marked = talk.known.known
    judge(talk, teacher, first, True)
    raised = talk.known.known
    judge(talk, teacher, first, False)
    assert talk.known.known == pytest.approx(as_marked)
    assert as_marked < raised
    assert talk.known.attempts == 2


def test_a_judged_answer_that_had_help_changes_no_estimate(talk, teacher_of) -> None:
    teacher = teacher_of(talk.pupil_id)
    talk.answer(False)
    talk.answer(False, "5x = 15")
    before = talk.known.known
    judge(talk, teacher, talk.attempts[1], True)
    assert talk.known.known == before


def test_leave_given_after_the_pupil_has_moved_on_opens_nothing(talk, with_leave, teacher_of) -> None:
    with_leave(talk.pupil_id)
    teacher = teacher_of(talk.pupil_id)
    with transaction(talk.records) as db:
        session = talk.session
        turn = talk.turns[0]
        late = Handover(
            session_id=session.id,
            turn_id=turn.id,
            pupil_id=talk.pupil_id,
            objective_id=session.objective_id,
            item_id="some-other-item",
            reason="solution",
        )
        db.add(late)
        db.flush()
        handovers.give_leave(db, late, teacher)
    assert not talk.session.leave
    assert [one.settled_by for one in talk.handovers] == [teacher]


def test_while_comparing_nothing_more_is_marked(unsure) -> None:
    replies = unsure.say("answer", "Another try at the same piece.")
    assert [turn.move for turn in replies] == ["self_check"]
    assert len(unsure.attempts) == 1
    assert len(unsure.handovers) == 1


def test_a_teacher_sees_only_what_own_pupils_hand_over(unsure, teacher_of, pupil_in, records) -> None:
    teacher = teacher_of(pupil_in(records, "Ben Sample"))
    with reading(records) as db:
        assert handovers.waiting_for(db, teacher) == []
