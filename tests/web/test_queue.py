import re

from sqlmodel import select

from tutor.database import reading, transaction
from tutor.records import AuditEntry, TutoringSession

PIECE = (
    "Dickens makes readers feel responsible for Ignorance and Want. He calls them “yellow, meagre, ragged, scowling”, "
    "and the list of four adjectives suggests that nobody has cared for them. The children cling to the spirit, which "
    "suggests that somebody else must protect them. So the reader sees that other people must act before it is late."
)


def stuck(work) -> None:
    for _ in range(6):
        work.send("question", "just tell me the answer")


def test_a_pupil_who_gets_nowhere_stands_in_the_queue_without_their_words(at_work, sign_in_as) -> None:
    work = at_work()
    work.send("answer", "5417")
    stuck(work)
    teacher = sign_in_as("teacher")
    assert "Waiting for you: 1" in teacher.get("/teacher/").text
    page = teacher.get("/teacher/queue/").text
    assert "Got nowhere with a question" in page
    assert "5417" not in page


def test_opening_one_shows_the_answers_and_is_recorded(at_work, sign_in_as, records) -> None:
    work = at_work()
    work.send("answer", "5417")
    stuck(work)
    teacher = sign_in_as("teacher")
    path = re.search(r'href="(/teacher/queue/\d+)"', teacher.get("/teacher/queue/").text)[1]
    assert "5417" in teacher.get(path).text
    with reading(records) as db:
        assert [entry.action for entry in db.exec(select(AuditEntry)).all()] == ["read handed-over answers"]
    assert teacher.post(path, data={"action": "done"}).status_code == 303
    assert "Nothing waits for you" in teacher.get("/teacher/queue/").text


def test_any_answer_to_the_question_can_be_marked_and_the_page_stays_until_it_is_taken_off(
    at_work, sign_in_as, records
) -> None:
    work = at_work()
    work.send("answer", "5417")
    stuck(work)
    teacher = sign_in_as("teacher")
    page = teacher.get("/teacher/queue/1").text
    assert "Marked not right" in page
    number = re.search(r'name="attempt" value="(\d+)"', page)[1]
    data = {"action": "right", "attempt": number}
    response = teacher.post("/teacher/queue/1", data=data)
    assert (response.status_code, response.location) == (303, "/teacher/queue/1")
    assert "<strong>Right</strong> by a teacher's mark" in teacher.get("/teacher/queue/1").text
    assert "Marked by your teacher" in work.page()
    assert "<strong>Right</strong> by a teacher's mark" in teacher.get(f"/teacher/sessions/{work.id}").text
    for other in ("", "0", "99", "x"):
        assert teacher.post("/teacher/queue/1", data=data | {"attempt": other}).status_code == 400


def test_the_boxes_stay_to_be_ticked_when_something_is_asked_meanwhile(at_work) -> None:
    work = at_work(objective="christmas-carol")
    with transaction(work.records) as db:
        db.get_one(TutoringSession, work.id).item_id = "christmas-carol-ignorance-want"
    work.send("answer", PIECE)
    boxes = re.findall(r'name="idea" value="\d"', work.page())
    assert len(boxes) == 4
    page = work.send("question", "who is Marley", follow_redirects=True).text
    assert re.findall(r'name="idea" value="\d"', page) == boxes
    assert "Go on" in page


def test_a_throwaway_line_is_kept_in_the_box_and_what_is_missing_is_said(at_work) -> None:
    work = at_work(objective="christmas-carol")
    with transaction(work.records) as db:
        db.get_one(TutoringSession, work.id).item_id = "christmas-carol-ignorance-want"
    page = work.send("answer", "the kids are poor and sad")
    assert page.status_code == 422
    assert "at least 4 full sentences" in page.text
    assert "The task asks for a quotation" in page.text
    assert "the kids are poor and sad</textarea>" in page.text
    assert len(work.turns()) == 1


def test_ideas_that_end_with_a_stop_are_listed_each_with_one(at_work, sign_in_as, tutor) -> None:
    work = at_work(objective="christmas-carol")
    with transaction(work.records) as db:
        db.get_one(TutoringSession, work.id).item_id = "christmas-carol-ignorance-want"
    assert "In my answer" in work.send("answer", PIECE, follow_redirects=True).text
    work.client.post(f"{work.path}/turns", data={"position": work.position(), "intent": "compare", "idea": ["0", "1"]})
    teacher = sign_in_as("teacher")
    page = teacher.get("/teacher/queue/1").text
    assert "found in it:" in page
    assert ".." not in page
    number = re.search(r'name="attempt" value="(\d+)"', page)[1]
    assert teacher.post("/teacher/queue/1", data={"action": "right", "attempt": number}).location == "/teacher/queue/"


def test_an_action_that_does_not_fit_is_refused(at_work, sign_in_as) -> None:
    stuck(at_work())
    teacher = sign_in_as("teacher")
    for action in ("right", "leave", "", "delete"):
        assert teacher.post("/teacher/queue/1", data={"action": action}).status_code == 400


def test_another_schools_teacher_finds_nothing(at_work, sign_in_as) -> None:
    stuck(at_work())
    other = sign_in_as("elsewhere")
    assert "Nothing waits" in other.get("/teacher/queue/").text
    assert other.get("/teacher/queue/1").status_code == 404
    assert other.post("/teacher/queue/1", data={"action": "done"}).status_code == 404


def test_a_class_can_keep_solutions_for_the_teacher_who_then_gives_leave(at_work, sign_in_as, records) -> None:
    teacher = sign_in_as("teacher")
    action = re.search(r'action="(/teacher/classes/\d+/solutions)"', teacher.get("/teacher/").text)[1]
    assert teacher.post(action, data={"solutions": "with leave"}).status_code == 303
    assert teacher.post(action, data={"solutions": "never mind"}).status_code == 400
    work = at_work()
    for answer in ("99", "201", "17", "330", "1205", "4444"):
        work.send("answer", answer, "987 + 1 = 988")
    page = work.send("solution", follow_redirects=True).text
    assert "has been asked" in page
    assert teacher.post("/teacher/queue/1", data={"action": "leave"}).status_code == 303
    with reading(records) as db:
        assert db.get_one(TutoringSession, work.id).leave
    assert "How it is done" in work.send("solution", follow_redirects=True).text


def test_a_teachers_judgement_needs_a_reason_and_shows_with_it(at_work, sign_in_as) -> None:
    work = at_work()
    work.send("answer", "5417")
    teacher = sign_in_as("teacher")
    pupil = re.search(r'href="(/teacher/pupils/\d+)">Ada', teacher.get("/teacher/").text)[1]
    data = {"objective": "linear-equations", "known": "secure", "reason": ""}
    refused = teacher.post(f"{pupil}/judgement", data=data)
    assert refused.status_code == 422
    assert "Enter your reason" in refused.text
    teacher.post(f"{pupil}/judgement", data=data | {"reason": "Showed it at the board."})
    assert "Showed it at the board." in teacher.get(pupil).text
    teacher.post(f"{pupil}/judgement", data=data | {"known": "estimate"})
    state, judgements = teacher.get(pupil).text.split("Judgements so far")
    assert "Showed it at the board." not in state
    assert re.search(r"Showed it at the board\.\s.*withdrawn or replaced", judgements)


def test_the_pupil_page_counts_requests_for_the_work_to_be_done(at_work, sign_in_as) -> None:
    work = at_work()
    work.send("question", "just tell me the answer")
    teacher = sign_in_as("teacher")
    pupil = re.search(r'href="(/teacher/pupils/\d+)">Ada', teacher.get("/teacher/").text)[1]
    page = teacher.get(pupil).text
    assert "asked for the answer: 1" in page
    assert "just tell me" not in page
