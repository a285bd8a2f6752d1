"""The set-up from the one-time address to the test pupil, and who finds no such page."""

import re

import pytest

from tests.conftest import ScriptedModel
from tutor import first_run, history
from tutor.database import migrate, open_records, reading
from tutor.records import School

SCHOOL = {"name": "New School (invented)", "lead_name": "Ms Safe", "lead_contact": "Room 3"}
ADMIN = {"name": "Tess Technician", "username": "Tess", "password": "three old violins"}
FIRST = {"teacher": "Mr First", "username": "", "name": "10A", "year": "10"}


@pytest.fixture
def empty(settings, make_tutor):
    """An application in which nobody has an account, and the code for its set-up."""
    settings.data.mkdir(parents=True)
    engine = open_records(settings.database_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def records(empty):
    return empty


@pytest.fixture
def code(settings, empty):
    return first_run.new_code(settings.set_up_file)


def opened(client, code):
    assert client.get(f"/set-up/?code={code}").location == "/set-up/"
    return client


def card(page):
    return re.findall(r'<dd class="code[^"]*">([^<]+)</dd>', page.text)


def test_the_whole_way_from_the_address_to_a_session_as_the_test_pupil(app, client, code, settings, empty):
    opened(client, code)
    assert "not yet" in client.get("/set-up/").text
    assert client.post("/set-up/school", data=SCHOOL).location == "/set-up/admin"
    assert "New School" in client.get("/set-up/admin").text
    assert client.post("/set-up/admin", data=ADMIN).location == "/set-up/class"
    teacher = client.post("/set-up/class", data=FIRST)
    assert card(teacher)[0] == "mr.first"
    assert "10A, taught by Mr First" in client.get("/set-up/class").text
    assert "objectives: " in client.get("/set-up/check").text
    tester = card(client.post("/set-up/session"))
    pupil = app.test_client()
    assert pupil.post("/sign-in", data=dict(zip(("username", "password"), tester, strict=True))).status_code == 303
    pupil.post("/objectives/linear-equations/sessions")
    assert "the set-up is done" in client.get("/set-up/session").text
    assert "to do" not in client.get("/set-up/").text
    assert client.get("/", follow_redirects=True).request.path == "/admin/"
    assert "New School" in client.get("/admin/").text
    with reading(empty) as db:
        school = db.get_one(School, 1)
        assert (school.lead_name, school.lead_contact) == ("Ms Safe", "Room 3")
        assert history.account_named(db, "tess").role == "admin"


def test_the_code_is_used_up_when_the_account_is_made(app, client, code, settings):
    opened(client, code).post("/set-up/school", data=SCHOOL)
    second = opened(app.test_client(), code)
    client.post("/set-up/admin", data=ADMIN)
    assert not settings.set_up_file.exists()
    assert second.get("/set-up/").status_code == 404
    assert second.post("/set-up/admin", data=ADMIN | {"username": "eve"}).status_code == 404
    assert app.test_client().get(f"/set-up/?code={code}").status_code == 404


def test_it_can_be_left_after_the_first_step_and_come_back_to(app, client, code):
    opened(client, code).post("/set-up/school", data=SCHOOL)
    later = opened(app.test_client(), code)
    assert 'value="New School (invented)"' in later.get("/set-up/school").text
    later.post("/set-up/school", data=SCHOOL | {"name": "Renamed School (invented)"})
    assert "Renamed School" in later.get("/set-up/admin").text


@pytest.mark.parametrize(
    "path", ["/set-up/", "/set-up/school", "/set-up/admin", "/set-up/?code=guess", "/set-up/?code="]
)
def test_without_the_code_there_is_no_such_page(client, code, path):
    assert client.get(path).status_code == 404
    assert client.post("/set-up/school", data=SCHOOL).status_code == 404
    assert client.get("/set-up/class").status_code == 401


def test_an_account_is_not_made_before_there_is_a_school(client, code):
    assert opened(client, code).post("/set-up/admin", data=ADMIN).location == "/set-up/"


@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        ("school", SCHOOL | {"name": " "}, "Enter the name of the school"),
        ("school", SCHOOL | {"lead_contact": ""}, "Enter how the safeguarding lead can be reached"),
        ("admin", ADMIN | {"password": "short"}, "at least 10 characters"),
        ("admin", ADMIN | {"password": ""}, "Enter a password"),
        ("admin", ADMIN | {"username": "t e s s"}, "without spaces"),
        ("class", FIRST | {"teacher": ""}, "Enter the teacher’s name"),
        ("class", FIRST | {"username": "tess"}, "somebody else&#39;s username"),
        ("class", FIRST | {"year": "1"}, "Choose one from the list"),
    ],
)
def test_what_cannot_be_kept_is_told_and_what_was_typed_stays(client, code, path, data, told):
    opened(client, code).post("/set-up/school", data=SCHOOL)
    if path == "class":
        client.post("/set-up/admin", data=ADMIN)
    page = client.post(f"/set-up/{path}", data=data)
    assert page.status_code == 422
    assert page.text.count(told) >= 2
    assert "<title>Error: " in page.text
    kept = data["lead_name"] if path == "school" else data["name"]
    assert f'value="{kept}"' in page.text
    assert "short" not in page.text.split("<main")[1] or path != "admin"


def test_the_it_lead_puts_the_school_right_later(client, code, empty):
    opened(client, code).post("/set-up/school", data=SCHOOL)
    client.post("/set-up/admin", data=ADMIN)
    client.post("/set-up/school", data=SCHOOL | {"lead_name": "Mr Safer"})
    assert client.get("/set-up/admin").location == "/set-up/"
    with reading(empty) as db:
        assert db.get_one(School, 1).lead_name == "Mr Safer"


def test_the_model_is_tried_with_one_sentence(make_app, make_tutor, code):
    client = opened(make_app(make_tutor(ScriptedModel("I am ready."))).test_client(), code)
    client.post("/set-up/school", data=SCHOOL)
    client.post("/set-up/admin", data=ADMIN)
    assert "I am ready." not in client.get("/set-up/check").text
    assert "I am ready." in client.get("/set-up/check?try=model").text


def test_without_lessons_the_step_says_what_to_do(make_app, code):
    client = opened(make_app(None, "holds no content: run attain setup").test_client(), code)
    client.post("/set-up/school", data=SCHOOL)
    client.post("/set-up/admin", data=ADMIN)
    assert "run attain setup" in client.get("/set-up/check").text


@pytest.mark.parametrize("minutes", ["9", "601", "-5", "an hour", "12.5"])
def test_minutes_a_day_outside_the_bounds_are_refused_beside_the_field(minutes, client, code):
    page = opened(client, code).post("/set-up/school", data=SCHOOL | {"daily_minutes": minutes})
    assert page.status_code == 422
    assert "Enter a number of minutes from 10 to 600" in page.text
    assert f'value="{minutes}"' in page.text
