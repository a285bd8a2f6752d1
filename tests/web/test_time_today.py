"""The day's time on the pages: no new question after it, and only a teacher of the class gives more."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from tutor.database import reading, transaction
from tutor.people_records import MoreTime
from tutor.records import School, Turn


@pytest.fixture
def minutes_a_day(records):
    """Return a function that sets the minutes a day of all schools."""

    def allow(minutes):
        with transaction(records) as db:
            for school in db.exec(select(School)).all():
                school.daily_minutes = minutes
                db.add(school)

    return allow


def test_after_the_time_the_open_answer_is_kept_and_the_page_says_when_it_goes_on(at_work, minutes_a_day):
    work = at_work()
    minutes_a_day(0)
    assert "You can finish" not in work.page()
    page = work.send("answer", work.right_answer(), follow_redirects=True).text
    assert "That is right" in page
    assert "all the time for today" in page
    assert "Check my answer" not in page
    home = work.client.get("/home").text
    assert "Your time for today is up" in home
    for start in ("/objectives/fractions-add/sessions", "/subjects/science/placements", f"{work.path}/go-on"):
        assert work.client.post(start).location == "/time"
    told = work.client.get("/time").text
    assert "Ms Teacher (invented)" in told
    assert "open again tomorrow" in told


def test_with_more_time_the_session_goes_on(at_work, sign_in_as, minutes_a_day, records):
    work, teacher = at_work(), sign_in_as("teacher")
    minutes_a_day(0)
    work.send("answer", work.right_answer())
    page = teacher.get("/teacher/pupils/2").text
    form = re.search(r'action="(/teacher/pupils/2/more-time)"', page)[1]
    assert teacher.post(form, data={"minutes": "30", "more_reason": "a test tomorrow"}).status_code == 303
    assert "30 minutes more, from Ms Teacher (invented): a test tomorrow" in teacher.get("/teacher/pupils/2").text
    assert ">Go on</button>" in work.page()
    assert "Now try one without hints" in work.client.post(f"{work.path}/go-on", follow_redirects=True).text
    assert work.client.get("/time").location == "/home"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"minutes": "30"}, "Enter your reason"),
        ({"more_reason": "a test"}, "Choose how many minutes"),
        ({"minutes": "9999", "more_reason": "a test"}, "Choose how many minutes"),
    ],
)
def test_more_time_needs_minutes_and_a_reason_and_keeps_what_was_given(sign_in_as, records, data, error):
    response = sign_in_as("teacher").post("/teacher/pupils/2/more-time", data=data)
    assert response.status_code == 422
    assert error in response.text
    assert data.get("more_reason", "") in response.text
    with reading(records) as db:
        assert db.exec(select(MoreTime)).all() == []


def test_nobody_else_gives_more_time(sign_in_as):
    data = {"minutes": "30", "more_reason": "none"}
    for who, status in (("elsewhere", 404), ("ada", 403), ("technician", 403)):
        assert sign_in_as(who).post("/teacher/pupils/2/more-time", data=data).status_code == status


def test_a_pupil_is_told_when_little_is_left(at_work, minutes_a_day):
    work = at_work()
    minutes_a_day(9)
    work.send("answer", "99")
    assert "You have about 8 minutes left today." in work.page()
    minutes_a_day(100)
    assert "left today" not in work.page()


def test_a_break_is_offered_after_a_good_while_and_stands_in_nobodys_way(at_work):
    work = at_work()
    with transaction(work.records) as db:
        for minutes in range(1, 25):
            at = datetime.now(UTC) - timedelta(minutes=minutes)
            db.add(Turn(session_id=work.id, position=-minutes, who="pupil", move="help", at=at))
    assert "A short break helps" not in work.page()
    work.send("answer", "99")
    assert "A short break helps" in work.page()
    assert "Check my answer" in work.page()
    work.send("answer", "98")
    assert "A short break helps" not in work.page()
