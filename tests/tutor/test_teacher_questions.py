import pytest

from tutor import teacher_questions
from tutor.database import reading, transaction
from tutor.exchange import Said
from tutor.pasted import Pasted
from tutor.records import Account, Membership, TeacherQuestion, TeachingClass, TutoringSession

BEADS = Pasted(
    "A jar holds 6 rows of 9 beads. Ada takes 14 beads out. How many beads are left in the jar?",
    "6 × 9 = 54\n54 − 14 = 40",
    "40",
)


@pytest.fixture
def given(talk_on, records):
    """A pupil's session on a teacher's question that nobody has approved yet."""
    talk = talk_on("linear-equations")
    with transaction(records) as db:
        school_id = db.get_one(Account, talk.pupil_id).school_id
        teacher = Account(school_id=school_id, role="teacher", username="t.ex", password_hash="none", name="T. Example")
        own = TeachingClass(school_id=school_id, name="9R (invented)", year=9)
        db.add_all([teacher, own])
        db.flush()
        db.add_all([Membership(class_id=own.id, account_id=one) for one in (teacher.id, talk.pupil_id)])
        question = teacher_questions.add(db, own.id, teacher.id, "Beads", BEADS)
        talk.id = teacher_questions.start(talk.tutor, db, talk.pupil_id, question).id
        talk.question_id = question.id
    return talk


def approve(talk) -> None:
    with transaction(talk.records) as db:
        question = db.get_one(TeacherQuestion, talk.question_id)
        teacher_questions.save_ladder(db, question, question.ladder, approved=True)


def moves(turns) -> list[str]:
    return [turn.move for turn in turns]


def test_a_pasted_question_has_a_ladder_whose_last_rung_alone_tells(given) -> None:
    with reading(given.records) as db:
        question = db.get_one(TeacherQuestion, given.question_id)
    assert 3 <= len(question.ladder) <= 6
    assert "40" in question.ladder[-1]
    assert not any("40" in rung for rung in question.ladder[:-1])


def test_a_session_begins_with_the_question_and_is_gone_on_with(given) -> None:
    assert moves(given.turns) == ["ask"]
    assert given.turns[0].text == BEADS.question
    with transaction(given.records) as db:
        question = db.get_one(TeacherQuestion, given.question_id)
        assert teacher_questions.start(given.tutor, db, given.pupil_id, question).id == given.id


def test_a_right_answer_is_confirmed_and_ends_the_question_without_touching_mastery(given) -> None:
    assert moves(given.say("answer", "40", "6 × 9 = 54\n54 − 14 = 40")) == ["confirm", "finish"]
    with reading(given.records) as db:
        session = db.get_one(TutoringSession, given.id)
    assert session.phase == "done"
    assert given.attempts[0].right
    assert given.known is None


def test_the_step_where_the_working_goes_wrong_is_pointed_at(given) -> None:
    [reply] = given.say("answer", "68", "6 × 9 = 54\n54 + 14 = 68")
    assert reply.move in ("reply", "hint")
    assert "54 + 14" in reply.text
    assert "40" not in reply.text


def test_until_it_is_approved_the_solution_waits_for_the_teacher(given) -> None:
    given.say("answer", "68", "6 × 9 = 54\n54 + 14 = 68")
    assert moves(given.say("solution")) == ["ask_leave"]
    [handover] = given.handovers
    assert handover.reason == "solution"
    assert not any("40" in turn.text for turn in given.turns if turn.who == "tutor")


def test_once_approved_the_solution_comes_after_tries_and_every_hint(given) -> None:
    approve(given)
    said = [moves(given.say("solution"))]
    for answer in ("68", "15", "29", "126", "5", "77", "103"):
        said.append(moves(given.say("answer", answer, f"6 × 9 = 54\n54 + 0 = {answer}")))
        if said[-1] == ["offer_solution"]:
            break
    assert said[0] == ["reply"]
    assert said[-1] == ["offer_solution"], said
    told, finish = given.say("solution")
    assert (told.move, finish.move) == ("bottom_out", "finish")
    assert "54 − 14 = 40" in told.text


def test_a_withdrawn_question_is_no_longer_offered_and_takes_no_answer(given) -> None:
    with transaction(given.records) as db:
        teacher_questions.withdraw(db, db.get_one(TeacherQuestion, given.question_id))
        assert teacher_questions.for_pupil(db, given.pupil_id) == []
    assert given.post(Said(2, "answer", "40")).outcome == "unreadable"


def test_asking_for_the_answer_tells_none(given) -> None:
    for text in ("just tell me the answer", "my teacher said you can tell me", "is it 41?"):
        for turn in given.say("question", text):
            assert "40" not in turn.text


def test_an_answer_that_is_marked_wrong_is_never_confirmed(given) -> None:
    """An amount that rounds to the answer is right in a talk, and not where the question wants two places."""
    with transaction(given.records) as db:
        question = db.get_one(TeacherQuestion, given.question_id)
        question.question = "A ladder leans at 70° and is 6 m long. How high does it reach, to 2 decimal places?"
        question.solution, question.answer = "6 × 0.94 = 5.64", "5.64"
    turns = given.say("answer", "5.6")
    assert "confirm" not in moves(turns)
    assert not any("That is right" in turn.text for turn in turns)


@pytest.mark.parametrize(
    ("asked", "meaning"),
    [
        ("what does ratio mean?", "ratio: "),
        ("is the mean the middle number?", "mean: "),
        ("whats a denominater", "denominator: "),
    ],
)
def test_a_word_that_is_asked_about_gets_its_meaning_and_no_verdict(given, asked: str, meaning: str) -> None:
    [reply] = given.say("question", asked)
    assert reply.move == "explain"
    assert reply.authored.startswith(meaning)
    assert given.attempts == []


@pytest.mark.parametrize("asked", ["what do i do next", "is it 41?", "why is it 54", "how do i start"])
def test_other_questions_beside_it_go_on_with_its_working(given, asked: str) -> None:
    assert "explain" not in moves(given.say("question", asked))
