"""The Friday page: who may open it, what stands on it, and what is recorded and put away."""

import html
import re
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from evaluation import invented_class
from tutor.database import reading, transaction
from tutor.offloading import SCHOOL_TIME, monday_of
from tutor.records import AuditEntry, TeachingClass, Turn, now

WEEK = "/teacher/classes/1/week"
MONDAY = date(2026, 11, 23)


@pytest.fixture
def filled(records, tutor):
    with transaction(records) as db:
        invented_class.fill(tutor, db, db.get_one(TeachingClass, 1), MONDAY)


@pytest.fixture
def teacher(sign_in_as):
    return sign_in_as("teacher")


def keys_of(page: str) -> list[str]:
    return re.findall(r'name="key" value="([^"]+)">\s*<button class="second-button"', page)


def test_a_class_of_thirty_in_a_week(filled, teacher, records):
    page = teacher.get(f"{WEEK}?week=2026-11-25").text
    assert "<h1>10X (invented) in the week of 23 November" in page
    assert "<strong>25 of 30</strong> pupils worked" in page
    assert keys_of(page)[0] == "misconception/pythagoras-lengths-not-squares"
    assert keys_of(page)[-1] == "good news"
    assert len(keys_of(page)) == 7 == page.count("<details>")
    assert "5 pupils with one wrong idea" in page

    # every button leads somewhere, the first to a starter of three questions
    links = [html.unescape(one) for one in re.findall(r'class="main-button" href="([^"]+)"', page)]
    assert len(links) == 7
    for link in links:
        assert teacher.get(link, follow_redirects=True).status_code == 200, link
    starter = teacher.get(links[0], follow_redirects=True).text
    assert starter.count('class="starter-question"') == 3

    # whose answers were shown is recorded, once for each pupil
    with reading(records) as db:
        read = [one.pupil_id for one in db.exec(select(AuditEntry).where(AuditEntry.action == "week")).all()]
    assert len(read) == len(set(read)) >= 5

    # what is put away makes room, and comes back
    place = {"week": "2026-11-23", "key": keys_of(page)[0]}
    response = teacher.post(f"{WEEK}/put-away", data=place | {"wanted": "away"})
    assert (response.status_code, response.location) == (303, f"{WEEK}?week=2026-11-23")
    after = teacher.get(response.location).text
    assert place["key"] not in keys_of(after)
    assert len(keys_of(after)) == 7
    assert "Put away: 1" in after
    teacher.post(f"{WEEK}/put-away", data=place | {"wanted": "back"})
    assert keys_of(teacher.get(response.location).text) == keys_of(page)


def test_before_anybody_has_worked_it_says_what_to_do(teacher, records):
    page = teacher.get(WEEK).text
    assert "<h1>10X (invented) this week" in page
    assert "Nobody has worked this week yet" in page
    assert "/teacher/starters" in page
    assert "pupils' own words" not in page
    with reading(records) as db:
        assert db.exec(select(AuditEntry)).all() == []


def test_a_week_in_which_nothing_needs_the_teacher(at_work, teacher, records):
    work = at_work()
    work.send("answer", work.right_answer())
    with transaction(records) as db:  # these tests may run at night, which is worth telling
        for turn in db.exec(select(Turn)).all():
            turn.at = datetime.combine(monday_of(now()), time(12), SCHOOL_TIME)
    page = teacher.get(WEEK).text
    assert "Nothing needs you this week" in page
    assert "<strong>1 of 6</strong>" in page


def test_a_reply_that_did_not_help_leads_to_its_place_in_the_transcript(at_work, teacher):
    work = at_work()
    work.send("answer", "5417")
    shown = work.client.get(f"{work.path}?wait=1", follow_redirects=True).text
    form = re.search(r'action="(/sessions/\d+/turns/\d+/feedback)"', shown)[1]
    work.client.post(form, data={"helped": "no"})
    page = teacher.get(WEEK).text
    assert "1 reply did not help" in page
    path, place = re.search(r'main-button" href="(/teacher/sessions/\d+)#(turn-\d+)"', page).groups()
    assert f'id="{place}"' in teacher.get(path).text


def test_weeks_are_found_from_any_of_their_days_and_none_is_still_to_come(teacher):
    this = monday_of(now())
    assert "this week" in teacher.get(f"{WEEK}?week={this + timedelta(days=3)}").text
    earlier = teacher.get(f"{WEEK}?week={this - timedelta(weeks=3)}").text
    assert f"week={this - timedelta(weeks=4)}" in earlier
    assert f"week={this - timedelta(weeks=2)}" in earlier
    assert "The week after" not in teacher.get(WEEK).text
    for wrong in (str(this + timedelta(weeks=1)), "yesterday", "0001-01-01", "2026-13-01"):
        assert teacher.get(WEEK, query_string={"week": wrong}).status_code == 404


def test_only_the_classs_own_teacher_opens_it(sign_in_as):
    other = sign_in_as("elsewhere")
    data = {"week": "2026-11-23", "key": "stopped", "wanted": "away"}
    assert other.get(WEEK).status_code == 404
    assert other.post(f"{WEEK}/put-away", data=data).status_code == 404
    assert other.get("/teacher/classes/2/week").status_code == 200
    assert sign_in_as("ada").get(WEEK).status_code == 403


def test_what_cannot_be_put_away_is_refused(teacher):
    data = {"week": "2026-11-23", "key": "stopped", "wanted": "away"}
    for wrong in ({"wanted": "shred"}, {"key": ""}, {"key": "x" * 201}, {"key": "<b>"}):
        assert teacher.post(f"{WEEK}/put-away", data=data | wrong).status_code == 400
    assert teacher.post(f"{WEEK}/put-away", data=data | {"week": "soon"}).status_code == 404


def test_the_week_of_each_class_is_a_link_away_from_home(teacher):
    assert f'href="{WEEK}"' in teacher.get("/teacher/").text
