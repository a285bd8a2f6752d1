import re

import pytest

from tutor.database import reading
from tutor.records import TeacherQuestion

QUESTION = {
    "title": "Beads",
    "question": "A jar holds 6 rows of 9 beads. Ada takes 14 beads out. How many beads are left in the jar?",
    "solution": "6 × 9 = 54\n54 − 14 = 40",
    "answer": "40",
}


@pytest.fixture
def teacher(sign_in_as):
    return sign_in_as("teacher")


@pytest.fixture
def page(teacher):
    """The address of the questions of the teacher's own class."""
    return re.search(r'href="(/teacher/classes/\d+/questions)"', teacher.get("/teacher/").text)[1]


@pytest.fixture
def question(teacher, page):
    """The address of a question that the teacher has pasted."""
    return teacher.post(page, data=QUESTION).location


def rungs(text: str) -> list[str]:
    return re.findall(r'<textarea id="rung-\d+"[^>]*>(.*?)</textarea>', text, re.DOTALL)


def test_a_pasted_question_gets_a_draft_ladder_and_stands_on_the_pupils_page(teacher, question, sign_in_as) -> None:
    shown = teacher.get(question).text
    assert 3 <= len(rungs(shown)) <= 6
    assert "Hints only" in shown
    assert "Beads" in sign_in_as("ada").get("/home").text
    assert "Beads" not in sign_in_as("zoe").get("/home").text


def test_a_pupil_works_on_it_and_is_pointed_to_the_wrong_step(question, sign_in_as) -> None:
    ada = sign_in_as("ada")
    start = re.search(r'action="(/questions/\d+/sessions)"', ada.get("/home").text)[1]
    path = ada.post(start).location
    position = re.findall(r'name="position" value="(\d+)"', ada.get(path).text)[-1]
    data = {"position": position, "intent": "answer", "text": "68", "working": "6 × 9 = 54\n54 + 14 = 68"}
    after = ada.post(f"{path}/turns", data=data, follow_redirects=True).text
    assert "54 + 14 = 68" in after
    assert "Not right yet" in after
    assert "Lesson notes" not in after


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "Enter a title"),
        ({"solution": ""}, "Paste the worked solution"),
        ({"solution": "6 × 9 = 56\n56 − 14 = 42"}, "6 × 9"),
        ({"answer": "41"}, "41"),
    ],
)
def test_what_does_not_hold_together_is_told_and_nothing_is_lost(teacher, page, records, changed, told) -> None:
    response = teacher.post(page, data=QUESTION | changed)
    assert response.status_code == 422
    summary = re.search(r'class="error-summary".*?</div>', response.text, re.DOTALL)[0]
    assert told in summary
    assert "Ada takes 14 beads out" in response.text
    with reading(records) as db:
        assert db.get(TeacherQuestion, 1) is None


def test_a_teacher_may_insist(teacher, page) -> None:
    response = teacher.post(page, data=QUESTION | {"answer": "41", "anyway": "yes"})
    assert response.status_code == 303


def test_a_teacher_edits_approves_and_withdraws(teacher, question, sign_in_as) -> None:
    own = ["Draw the rows.", "Which beads go?", "6 × 9 = 54\n54 − 14 = 40"]
    teacher.post(question, data={"rung": own, "action": "approve"})
    shown = teacher.get(question).text
    assert [one.strip() for one in rungs(shown)] == own
    assert "Approved" in shown
    teacher.post(question, data={"rung": own, "action": "withdraw"})
    assert teacher.get(question).status_code == 404
    assert "Beads" not in sign_in_as("ada").get("/home").text


@pytest.mark.parametrize(
    ("own", "told"),
    [(["The answer is 40.", "Draw it.", "54 − 14 = 40"], "Hint 1 tells the answer"), (["Draw it."], "Keep 2 to")],
)
def test_a_ladder_that_tells_too_soon_is_refused(teacher, question, own, told) -> None:
    response = teacher.post(question, data={"rung": own, "action": "approve"})
    assert response.status_code == 422
    assert told in response.text


def test_another_schools_teacher_and_pupil_find_nothing(question, page, sign_in_as) -> None:
    other, zoe = sign_in_as("elsewhere"), sign_in_as("zoe")
    assert other.get(question).status_code == 404
    assert other.get(page).status_code == 404
    assert other.post(question, data={"action": "withdraw"}).status_code == 404
    assert zoe.post("/questions/1/sessions").status_code == 404
