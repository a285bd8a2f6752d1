"""What a teacher reads of one pupil: three things first, and every reading of the pupil's words recorded."""

import re

import pytest
from sqlmodel import select

from tutor.database import reading, transaction
from tutor.records import AuditEntry, TutoringSession

PUPIL = "/teacher/pupils/2"
HISTORY = f"{PUPIL}/objectives/linear-equations"


@pytest.fixture
def teacher(sign_in_as):
    return sign_in_as("teacher")


def readings(records) -> list[str]:
    with reading(records) as db:
        return [one.action for one in db.exec(select(AuditEntry)).all()]


def test_a_teacher_with_one_minute_reads_what_waits_what_to_help_with_and_how_much_was_done(at_work, teacher, records):
    work = at_work("ada")
    for _ in range(3):
        work.send("answer", "99", "987 + 1 = 988")
    work.send("help")
    page = teacher.get(PUPIL).text
    glance = page[page.index('id="glance"') : page.index("</section>")]
    assert glance.index("Waiting for you") < glance.index("To help with next") < glance.index("The last seven days")
    assert "nothing of theirs" in glance
    assert "Solve linear equations" in glance
    assert "1 session" in glance
    assert "1 question tried" in glance
    assert page.index('id="glance"') < page.index('id="objectives"') < page.index('id="sessions"')
    assert "988" not in page
    assert readings(records) == []


def test_before_any_work_the_page_says_so(teacher):
    page = teacher.get(PUPIL).text
    assert "nothing has been begun yet" in page
    assert "no work yet" in page
    assert "No sessions yet" in page


def test_a_wrong_idea_that_the_newest_answer_points_to_is_named_with_a_starter_on_it(at_work, teacher, records, tutor):
    work = at_work("ada", "pythagoras")
    with transaction(records) as db:
        own = db.get_one(TutoringSession, work.id)
        own.item_id, own.seed = "pythagoras-hypotenuse", 1
    idea = next(one for one in tutor.catalogue.misconceptions_of("pythagoras"))
    work.send("answer", "99")
    with records.begin() as connection:
        connection.exec_driver_sql(f"UPDATE attempt SET misconception_id = '{idea.id}'")
    page = teacher.get(PUPIL).text
    assert "points to a wrong idea" in page
    assert f"misconception={idea.id}" in page


def test_sessions_are_a_timeline_in_pages_with_minutes_answers_and_hints(at_work, teacher, records):
    work = at_work("ada")
    work.send("answer", "99")
    work.send("help")
    with transaction(records) as db:
        for _ in range(11):
            db.add(TutoringSession(pupil_id=2, objective_id="pythagoras", content_version="v", policy="p"))
    first, second = teacher.get(PUPIL).text, teacher.get(f"{PUPIL}?page=2").text
    assert first.count("the session of") == 10
    assert second.count("the session of") == 2
    assert "Page 1 of 2" in first
    row = next(one for one in re.findall(r"<tr>.*?</tr>", second, re.DOTALL) if f"/teacher/sessions/{work.id}" in one)
    minutes, answers, right, hints = (int(one) for one in re.findall(r'class="number">(\d+)', row))
    assert (minutes, answers, right) == (1, 1, 0)
    assert hints >= 1
    assert teacher.get(f"{PUPIL}?page=999999999").status_code == 200
    assert teacher.get(f"{PUPIL}?page=-4").status_code == 200


def test_the_ladder_tells_what_was_asked_for_from_what_followed_a_wrong_answer(at_work, teacher):
    work = at_work("ada")
    work.send("answer", "99")
    work.send("help")
    page = teacher.get(PUPIL).text
    assert re.search(r'<th scope="row">hint 1</th><td class="number">\d+</td>', page)


def test_an_objectives_history_is_a_line_and_a_table_and_holds_no_words(at_work, teacher, records):
    work = at_work("ada")
    work.send("answer", "5417", "987 + 1 = 988")
    page = teacher.get(HISTORY).text
    assert re.search(r'<svg class="spark" role="img" aria-label="Chance that it is known, after 1 answer:', page)
    assert "not right yet" in page
    assert "5417" not in page
    assert "988" not in page
    assert readings(records) == []
    assert teacher.get(f"{PUPIL}/objectives/never-begun").status_code == 404


def test_answers_and_working_are_read_on_a_page_of_their_own_and_that_is_recorded(at_work, teacher, records):
    work = at_work("ada")
    work.send("answer", "5417", "<b>987</b> + 1 = 988")
    page = teacher.get(f"{PUPIL}/answers").text
    assert "5417" in page
    assert "&lt;b&gt;987&lt;/b&gt; + 1 = 988" in page
    assert "Not right yet" in page
    assert "no help" in page
    assert "you have opened this page is recorded" in page
    assert readings(records) == ["read answers"]
    assert "5417" not in teacher.get(f"{PUPIL}/answers?objective=pythagoras").text
    assert readings(records) == ["read answers"]  # nothing was there to be read
    link = re.search(r'href="(/teacher/sessions/\d+)#(turn-\d+)"', page)
    assert f'id="{link[2]}"' in teacher.get(link[1]).text


def test_a_judgement_without_a_reason_is_refused_and_loses_nothing(at_work, teacher):
    at_work("ada").send("answer", "99")
    response = teacher.post(f"{PUPIL}/judgement", data={"objective": "linear-equations", "known": "not", "reason": " "})
    assert response.status_code == 422
    assert "<title>Error: Ada Example" in response.text
    assert '<option value="not" selected>' in response.text
    assert "<details open>" in response.text
    data = {"objective": "linear-equations", "known": "secure", "reason": "She showed me on paper."}
    assert teacher.post(f"{PUPIL}/judgement", data=data).status_code == 303
    page = teacher.get(PUPIL).text
    assert page.count("She showed me on paper.") == 2  # beside the state, and in the history
    assert "Judgements so far" in page
    teacher.post(f"{PUPIL}/judgement", data=data | {"known": "estimate"})
    assert "withdrawn or replaced on" in teacher.get(PUPIL).text
    assert "She showed me on paper." in teacher.get(HISTORY).text


def test_only_a_teacher_of_the_pupils_class_opens_the_pages(at_work, sign_in_as, records):
    work = at_work("ada")
    work.send("answer", "99")
    for path in (PUPIL, f"{PUPIL}/answers", HISTORY):
        assert sign_in_as("elsewhere").get(path).status_code == 404, path
        assert sign_in_as("technician").get(path).status_code == 403, path
        assert work.client.get(path).status_code == 403, path
    assert readings(records) == []
