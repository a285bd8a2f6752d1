"""Whoever is stuck gets somewhere: in every state of a session the page has a way on, and pressing it leads on."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from tutor import reviews
from tutor.database import transaction
from tutor.records import Mastery, TeacherQuestion, TutoringSession
from tutor.teaching_records import Review

ENOUGH = 30
"""Presses within which another question, or the end, has to be reached."""
BOXES = {"title": "Boxes", "question": "A box holds 6 eggs. How many do 7 boxes hold?"}
BOXES |= {"solution": "7 boxes hold 7 × 6 = 42", "answer": "42"}


@pytest.fixture
def begun(at_work, sign_in_as, records):
    """Return a function that puts Ada to work in a session of each purpose."""

    def begin(purpose):
        work = at_work()
        if purpose == "practice":
            return work
        if purpose == "placement":
            path = work.client.post("/subjects/science/placements").location
        elif purpose == "review":
            state = reviews.first_review(datetime.now(UTC) - timedelta(days=9))
            with transaction(records) as db:
                whose = {"pupil_id": work_pupil(db, work), "objective_id": "fractions-add"}
                db.add(Mastery(known=0.97, attempts=3, **whose))
                db.add(Review(due_at=state.due_at, card=state.as_record(), **whose))
            path = work.client.post("/objectives/fractions-add/reviews").location
        elif purpose == "unaided":
            work.send("answer", "987654")
            work.client.post(f"{work.path}/end")
            path = work.client.post(f"{work.path}/unaided").location
        else:
            teacher = sign_in_as("teacher")
            classes = re.search(r'href="(/teacher/classes/\d+/questions)"', teacher.get("/teacher/").text)[1]
            teacher.post(classes, data=BOXES)
            found = re.search(r'action="(/questions/\d+/sessions)"', work.client.get("/home").text)[1]
            path = work.client.post(found).location
        return type(work)(work.client, path, work.records, work.tutor)

    return begin


def work_pupil(db, work):
    return db.get_one(TutoringSession, work.id).pupil_id


def way_on(page):
    """Return which button of the page is for whoever is stuck, None where there is none."""
    return next((one for one in ("help", "pass", "compare") if f'name="intent" value="{one}"' in page), None)


@pytest.mark.parametrize("purpose", ["practice", "unaided", "review", "placement", "question"])
def test_pressing_the_button_again_and_again_leads_to_another_question_or_an_end(begun, purpose):
    work = begun(purpose)
    asked = [turn.position for turn in work.turns() if turn.move in ("ask", "check", "place")][-1]
    for _ in range(ENOUGH):
        button = way_on(work.page())
        assert button, "nothing for whoever is stuck"
        before = len(work.turns())
        assert work.send(button).status_code == 303
        turns = work.turns()
        assert [turn.who for turn in turns[before:]].count("tutor") >= 1, "no answer"
        if turns[-1].move == "finish" or any(t.position > asked and t.move in ("ask", "check", "place") for t in turns):
            return
    pytest.fail("it leads nowhere")


def test_who_compares_an_answer_in_words_can_go_on_with_nothing_ticked(at_work, records):
    work = at_work(objective="photosynthesis")
    with transaction(records) as db:
        session = db.get_one(TutoringSession, work.id)
        items = work.tutor.catalogue.items_of(session.objective_id)
        session.item_id = next(one.id for one in items if one.kind == "short_text")
    for place in range(ENOUGH):
        if 'value="compare"' in work.page():
            break
        work.send("answer", f"because of the light and how the leaf is made, so that more of it happens there {place}")
    assert way_on(work.page()) == "compare"
    work.send("compare")
    assert way_on(work.page()) or "Finish" in work.page()


def test_a_question_that_the_teacher_took_away_says_so_and_can_be_left(begun, records):
    work = begun("question")
    with transaction(records) as db:
        for question in db.exec(select(TeacherQuestion)).all():
            question.withdrawn_at = datetime.now(UTC)
            db.add(question)
    page = work.page()
    assert "Your teacher has taken this question away" in page
    assert "Finish" in page
    assert work.client.post(f"{work.path}/end").status_code == 303


def test_a_question_that_an_update_removed_gives_way_to_another(at_work, records):
    work = at_work()
    with transaction(records) as db:
        session = db.get_one(TutoringSession, work.id)
        session.item_id, session.content_version = "gone-by-now", "an earlier one"
    page = work.page()
    assert "this question is no longer in it" in page
    assert way_on(page) == "help"
    work.send("help")
    assert "Check my answer" in work.page()


def test_an_objective_without_questions_leads_to_its_notes_and_the_box_for_questions(at_work, records):
    work = at_work()
    with transaction(records) as db:
        session = db.get_one(TutoringSession, work.id)
        session.item_id, session.phase = None, "done"
    page = work.page()
    assert "Ask about this lesson" in page
    assert "Lesson notes" in page
    assert "Finish" in page
