import pytest

from tutor import teacher_questions
from tutor.database import reading, transaction
from tutor.exchange import Said
from tutor.marking import mark
from tutor.pasted import plan_for
from tutor.pasted_answers import answer_of
from tutor.pasted_plan import Pasted
from tutor.records import Account, Membership, TeacherQuestion, TeachingClass, TutoringSession
from tutor.talk import Turn as PupilTurn

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


def paste(talk, pasted: Pasted) -> None:
    """Put another question in the place of the one that is open."""
    with transaction(talk.records) as db:
        question = db.get_one(TeacherQuestion, talk.question_id)
        question.question, question.solution, question.answer = pasted.question, pasted.solution, pasted.answer


@pytest.mark.parametrize(
    ("pasted", "asked", "said"),
    [
        (
            Pasted("£40 is shared in the ratio 3:5. How much is the smaller share?", "40 ÷ 8 = 5\n5 × 3 = 15", "£15"),
            "what does ratio mean?",
            "ratio",
        ),
        (
            Pasted("Find the mean of 3, 5 and 10.", "3 + 5 + 10 = 18\n18 ÷ 3 = 6", "6"),
            "is the mean the middle number?",
            "mean",
        ),
        (BEADS, "what is a sonnet?", "notes do not answer that"),
        (BEADS, "how do i start?", "What"),
    ],
)
def test_a_question_about_an_idea_is_answered_from_the_notes_or_sent_to_the_teacher(given, pasted, asked, said) -> None:
    paste(given, pasted)
    given.say("answer", "8")
    [turn] = given.say("question", asked)
    assert said in turn.text
    assert "not the answer yet" not in turn.text


@pytest.mark.parametrize(
    ("question", "answer", "right", "wrong"),
    [
        ("Solve 2x + y = 7 and x - y = 2.", "x = 3, y = 1", "x=3 and y=1", "x=1, y=3"),
        ("Solve x^2 - 5x = 14.", "7 and -2", "x = -2 or x = 7", "5"),
        ("Work out 2 1/3 - 3/4 as a mixed number.", "1 7/12", "1 7/12", "19/12"),
        ("Expand and simplify (x - 5)(x + 3).", "x² - 2x - 15", "x^2 - 2x - 15", "x²-5x+3x-15"),
        ("Factorise x² - 2x - 15.", "(x - 5)(x + 3)", "(x+3)(x-5)", "x² - 2x - 15"),
        ("A circle has radius 5 cm. Give its area in terms of pi.", "25π cm²", "25π cm²", "78.5"),
        ("Simplify 12/18.", "2/3", "2/3", "4/6"),
        ("What percent of 50 is 30?", "60", "60%", "0.6"),
        ("Write 320000 in standard form.", "3.2 × 10^5", "3.2 x 10^5", "320000"),
    ],
)
def test_an_answer_is_marked_as_the_question_asks_for_it(question, answer, right, wrong) -> None:
    shape = answer_of(question, answer)
    assert mark(shape, right).right is True
    assert mark(shape, wrong).right is False
    told = plan_for(Pasted(question, "", answer), [PupilTurn("pupil", wrong)])
    assert told.move != "confirm"
    assert plan_for(Pasted(question, "", answer), [PupilTurn("pupil", right)]).move == "confirm"


@pytest.mark.parametrize(
    "answer", ["x = 3, y = 1", "7 and -2", "3, 7, 11", "2:3", "x > 3", "(2, 3)", "mitosis", "a ≠ 5", "±3"]
)
def test_every_answer_can_be_marked(answer) -> None:
    shape = answer_of("What is it?", answer)
    assert not isinstance(mark(shape, answer), Exception)
    assert not isinstance(mark(shape, "12"), Exception)


def test_what_has_to_be_shown_is_not_shown_by_writing_it_down(given) -> None:
    paste(given, Pasted("Show that (n + 2)² - n² = 4n + 4.", "n² + 4n + 4 - n² = 4n + 4", "4n + 4"))
    assert moves(given.say("answer", "4n + 4", "n + n + 2 = 2n + 2")) == ["self_check"]
    assert given.attempts[0].right is None


def test_a_pair_of_letters_is_marked_and_never_an_error(given) -> None:
    paste(given, Pasted("Solve 2x + y = 7 and x - y = 2.", "3x = 9\nx = 3\ny = 1", "x = 3, y = 1"))
    assert "confirm" not in moves(given.say("answer", "x = 1, y = 3"))
    assert moves(given.say("answer", "x=3 and y=1")) == ["confirm", "finish"]


def test_a_right_value_in_another_form_is_told_so_and_given_no_first_hint(given) -> None:
    paste(given, Pasted("Work out 2 1/3 - 3/4. Give a mixed number.", "28/12 - 9/12 = 19/12", "1 7/12"))
    [turn] = given.say("answer", "19/12")
    assert "in which form" in turn.text


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
