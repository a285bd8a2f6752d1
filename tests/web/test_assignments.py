"""Set work on the pages: a teacher sets it, pupils do it, the teacher sees who has; and who may open what."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from tutor import assignments, people
from tutor.class_records import Assignment
from tutor.database import reading, transaction
from tutor.records import Account, Attempt, AuditEntry, School, TeachingClass, TutoringSession
from web.set_work import due_words

TODAY = assignments.today()
NEW = "/teacher/classes/1/set-work/new"


@pytest.fixture
def teacher(sign_in_as):
    return sign_in_as("teacher")


@pytest.fixture
def set_by(teacher):
    """Return a function that sets work as the form posts it, and gives its id."""

    def set_it(**fields):
        data = {
            "do": "set",
            "mode": "coach",
            "support": "full",
            "questions": "5",
            "minutes": "",
            "title": "Invented work",
        }
        data |= {"opens_on": TODAY.isoformat(), "due_on": TODAY.isoformat(), "objective": ["linear-equations"]} | fields
        response = teacher.post(NEW, data=data)
        assert response.status_code == 303, re.findall(r'field-error">([^<]+)', response.text)
        return int(response.location.rsplit("/", 1)[1])

    return set_it


@pytest.fixture
def go_on(sign_in_as, records, tutor):
    """Return a function that opens set work for a pupil: what their forms would post."""
    from tests.web.conftest import AtWork  # noqa: PLC0415

    def begin(work, username="ada"):
        client = sign_in_as(username)
        return AtWork(client, client.post(f"/set-work/{work}/sessions").location, records, tutor)

    return begin


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def row_of(page, name):
    return text_of(re.search(rf"<tr>(?:(?!</tr>).)*{name}.*?</tr>", page, re.DOTALL)[0])


# Setting it


def test_searching_and_choosing_questions_lose_nothing_that_was_typed(teacher):
    typed = {"mode": "test", "support": "less", "questions": "8", "minutes": "30", "title": "Mine", "pupils": ["2"]}
    typed |= {"opens_on": "2026-12-01", "due_on": "2026-12-09", "objective": ["pythagoras"]}
    for do, more in [("search", {"q": "solving equations"}), ("choose", {})]:
        page = teacher.post(NEW, data=typed | more | {"do": do}).text
        for kept in (
            'value="Mine"',
            'value="2026-12-01"',
            'value="2026-12-09"',
            'value="8" selected',
            'value="30" selected',
        ):
            assert kept in page
        assert len(re.findall(r'value="(?:test|less|2|pythagoras)" checked', page)) == 4
    assert 'name="item"' in page
    found = teacher.post(NEW, data=typed | {"do": "search", "q": "solving equations"}).text
    assert (
        found.index("Found, the nearest first")
        < found.index('value="linear-equations"')
        < found.index("All objectives")
    )


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"objective": []}, "choose", "Choose at least one objective"),
        ({"objective": ["no-such"], "item": ["no-such"]}, "choose", "Choose at least one objective"),
        ({"due_on": (TODAY - timedelta(1)).isoformat()}, "due_on", "comes before the first day"),
        ({"due_on": "soon"}, "due_on", "Enter a day"),
        ({"opens_on": ""}, "opens_on", "Enter a day"),
        ({"opens_on": "0001-01-01", "due_on": ""}, "opens_on", "Enter a day"),
        ({"mode": "test", "due_on": ""}, "due_on", "on which the test is due"),
        ({"pupils": ["999"]}, "pupils", "no longer in this class"),
        ({"title": "x" * 121}, "title", "longer than 120"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(teacher, records, wrong, field, says):
    data = {"do": "set", "mode": "coach", "support": "full", "questions": "5", "minutes": "", "title": "Kept title"}
    data |= {"opens_on": TODAY.isoformat(), "due_on": TODAY.isoformat(), "objective": ["pythagoras"]} | wrong
    response = teacher.post(NEW, data=data)
    assert response.status_code == 422
    assert "<title>Error: " in response.text
    assert f'href="#{field}"' in response.text
    assert says in response.text
    assert f'id="{field}"' in response.text
    assert wrong.get("title", "Kept title") in response.text
    with reading(records) as db:
        assert db.exec(select(Assignment)).all() == []


def test_a_starter_becomes_a_quiz_with_its_own_questions(teacher, records):
    starter = teacher.get("/teacher/objectives/pythagoras/starter?seed=3").text
    link = re.search(r'href="(/teacher/set-work\?[^"]+)"', starter)[1].replace("&amp;", "&")
    page = teacher.get(link, follow_redirects=True).text
    items = re.findall(r'name="item" value="([^"]+)" checked', page)
    assert len(items) == 5
    data = {"do": "set", "mode": "test", "support": "full", "questions": "5", "minutes": "", "title": ""}
    data |= {"opens_on": TODAY.isoformat(), "due_on": TODAY.isoformat(), "objective": ["pythagoras"], "item": items}
    assert teacher.post(NEW, data=data).status_code == 303
    with reading(records) as db:
        [work] = db.exec(select(Assignment)).all()
    assert (work.mode, work.item_ids) == ("test", items)
    assert work.title.startswith("Use Pythagoras")


def test_the_pages_of_teachers_lead_to_it(teacher, set_by):
    assert "/teacher/classes/1/set-work" in teacher.get("/teacher/").text
    page = teacher.get("/teacher/set-work?objective=pythagoras", follow_redirects=True).text
    assert 'value="pythagoras" checked' in page
    work = set_by()
    listed = teacher.get("/teacher/classes/1/set-work").text
    assert f"/teacher/set-work/{work}" in listed
    assert "Over or withdrawn" not in listed


# Doing it, and seeing who has


def test_work_with_help_from_setting_it_to_seeing_who_has_done_it(set_by, go_on, teacher):
    page = teacher.post(NEW, data={"do": "choose", "objective": ["linear-equations"]}).text
    items = re.findall(r'name="item" value="([^"]+)"', page)[:2]
    work = set_by(item=items, title="Two equations")
    home = go_on(work).client.get("/home").text
    assert "Set by your teacher. Due today." in home  # the first thing on the page, and not there twice
    assert home.count(f"/set-work/{work}/sessions") == 1
    ada = go_on(work)
    assert "Set by your teacher: Two equations." in ada.page()
    ada.send("help")
    ada.send("answer", ada.right_answer())
    assert "1 question answered" in text_of(ada.client.get(f"/set-work/{work}").text)
    last = ada.send("answer", ada.right_answer(), headers={"HX-Request": "true"}).text
    assert "See how it went" in last
    summary = text_of(ada.client.get(f"/set-work/{work}").text)
    assert "You have done it: 2 questions answered. 1 was right at the first try without help." in summary
    assert "1 done" in ada.client.get("/home").text
    seen = teacher.get(f"/teacher/set-work/{work}").text
    assert re.search(r"Ada Example done 2 1 1 0 1", row_of(seen, "Ada Example"))
    assert "not begun" in row_of(seen, "Ben Sample")


def test_a_test_shows_what_was_right_only_at_its_end_and_the_class_sees_which_was_hard(set_by, go_on, teacher):
    work = set_by(mode="test", questions="5")
    for username in ("ada", "ben", "cara"):
        pupil = go_on(work, username)
        page = pupil.page()
        for absent in (
            "Get a hint",
            "Ask about this lesson",
            "Lesson notes",
            "Words to know",
            "Show the full solution",
        ):
            assert absent not in page
        assert "Question 1 of 5, without hints." in page
        replied = pupil.send("answer", pupil.right_answer(), headers={"HX-Request": "true"}).text
        assert 'class="verdict' not in replied
        assert "Question 2 of 5" in replied
        for _ in range(4):
            replied = pupil.send("pass", headers={"HX-Request": "true"}).text
        assert "See how it went" in replied
        assert 'class="verdict' not in pupil.page()
    summary = pupil.client.get(f"/set-work/{work}").text
    assert "1 of 5 right." in summary
    assert summary.count("Left out") == 4
    assert summary.count("/objectives/linear-equations/sessions") == 1
    seen = teacher.get(f"/teacher/set-work/{work}").text
    assert re.search(r"Cara Specimen done 1 of 5 1 0 0", row_of(seen, "Cara Specimen"))
    assert seen.count("hard for the class") == 4


def test_stopping_in_the_middle_of_a_test_does_not_tell_what_was_right(set_by, go_on):
    work = set_by(mode="test")
    pupil = go_on(work)
    pupil.send("answer", pupil.right_answer())
    before = pupil.turns()[-1].text
    ended = pupil.client.post(f"{pupil.path}/end", follow_redirects=True).text
    told = text_of(ended.split("What you did")[1].split("Try next")[0].split("<footer")[0])
    assert "1 question answered" in told
    assert "right" not in told
    assert "/unaided" not in ended
    assert pupil.client.post(f"{pupil.path}/unaided").status_code == 404
    assert go_on(work).path == pupil.path
    assert pupil.turns()[-1].text == before


def test_what_is_due_first_is_next_and_the_rest_stands_in_a_section(set_by, sign_in_as):
    set_by(due_on=(TODAY + timedelta(5)).isoformat(), title="Later work")
    set_by(title="Work for today")
    home = text_of(sign_in_as("ada").get("/home").text)
    assert home.index("Work for today") < home.index("Later work Due on ")
    assert home.count("Work for today") == home.count("Later work") == 1


def test_nothing_is_begun_when_the_days_time_is_up(set_by, sign_in_as, records):
    work = set_by()
    with transaction(records) as db:
        db.get_one(School, 1).daily_minutes = 0
    assert sign_in_as("ada").post(f"/set-work/{work}/sessions").location.endswith("/time")
    with reading(records) as db:
        assert db.exec(select(TutoringSession)).all() == []


def test_the_teachers_pages_hold_no_words_of_pupils_and_nothing_is_audited(set_by, go_on, teacher, records):
    work = set_by(mode="test")
    pupil = go_on(work)
    pupil.send("answer", "987654321")
    assert "987654321" not in teacher.get(f"/teacher/set-work/{work}").text
    with reading(records) as db:
        assert db.exec(select(AuditEntry)).all() == []


def test_dates_can_be_changed_and_work_withdrawn_but_nothing_goes(set_by, go_on, teacher, records):
    work = set_by(mode="test")
    pupil = go_on(work)
    later = (TODAY + timedelta(3)).isoformat()
    refused = teacher.post(f"/teacher/set-work/{work}/dates", data={"opens_on": later, "due_on": TODAY.isoformat()})
    assert refused.status_code == 422
    assert "<title>Error: " in refused.text
    assert teacher.post(f"/teacher/set-work/{work}/dates", data={"opens_on": later, "due_on": ""}).status_code == 422
    assert (
        teacher.post(
            f"/teacher/set-work/{work}/dates", data={"opens_on": TODAY.isoformat(), "due_on": later}
        ).status_code
        == 303
    )
    teacher.post(f"/teacher/set-work/{work}/withdraw")
    assert "Over or withdrawn" in teacher.get("/teacher/classes/1/set-work").text
    assert pupil.client.post(f"/set-work/{work}/sessions").status_code == 404
    assert pupil.send("answer", pupil.right_answer()).status_code == 303
    assert pupil.client.get(f"/set-work/{work}").status_code == 200  # what a pupil did stays theirs
    assert "Set by your teacher" not in pupil.client.get("/home").text
    with reading(records) as db:
        assert db.get_one(Assignment, work).due_on == TODAY + timedelta(3)
        assert len(db.exec(select(Attempt)).all()) == 1


# Who may open what


def test_pupils_open_only_work_that_is_theirs_and_open(set_by, sign_in_as, records):
    later = set_by(opens_on=(TODAY + timedelta(1)).isoformat(), due_on=(TODAY + timedelta(2)).isoformat())
    for_ada = set_by(pupils=["2"])
    for_all = set_by()
    with transaction(records) as db:
        gone = db.exec(select(Account).where(Account.username == "cara")).one()
        people.leave(db, gone, db.get_one(TeachingClass, 1))
    for username, work in [("ada", later), ("ben", for_ada), ("cara", for_all), ("zoe", for_all), ("ada", 999)]:
        client = sign_in_as(username)
        assert client.get(f"/set-work/{work}").status_code == 404, (username, work)
        assert client.post(f"/set-work/{work}/sessions").status_code == 404, (username, work)
    assert sign_in_as("ada").post(f"/set-work/{for_ada}/sessions").status_code == 303
    with reading(records) as db:
        assert len(db.exec(select(TutoringSession)).all()) == 1


def test_only_a_teacher_of_the_class_sees_and_changes_its_work(set_by, sign_in_as):
    work = set_by()
    paths = ["/teacher/classes/1/set-work", NEW, f"/teacher/set-work/{work}"]
    posts = [NEW, f"/teacher/set-work/{work}/dates", f"/teacher/set-work/{work}/withdraw"]
    for username, status in [("elsewhere", 404), ("ada", 403), ("technician", 403)]:
        client = sign_in_as(username)
        assert {client.get(path).status_code for path in paths} == {status}
        assert {client.post(path, data={"opens_on": TODAY.isoformat(), "do": "set"}).status_code for path in posts} == {
            status
        }


def test_two_tabs_go_on_with_one_session(set_by, go_on):
    work = set_by(mode="test")
    first, second = go_on(work), go_on(work)
    assert first.path == second.path
    position = second.position()
    first.send("answer", first.right_answer(), position=position)
    late = second.send("answer", "4", position=position, headers={"HX-Request": "true"})
    assert late.status_code == 422
    assert "moved on in another tab" in late.text


# Words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Due today"),
        (1, "Due tomorrow"),
        (-1, "It was due yesterday. There is still time to do it."),
        (None, ""),
    ],
)
def test_when_it_is_due_is_said_as_people_say_it(app, days, words):
    with app.test_request_context():
        assert due_words(None if days is None else TODAY + timedelta(days), TODAY) == words


def test_a_day_further_off_has_its_name(app):
    with app.test_request_context():
        monday = TODAY - timedelta(TODAY.weekday())
        assert due_words(monday + timedelta(3), monday) == "Due on Thursday"
        assert due_words(monday - timedelta(3), monday) == "It was due on Friday. There is still time to do it."
        assert due_words(monday + timedelta(10), monday).startswith("Due on Thursday ")
