"""Who may see what: every view declares its audience and refuses everybody else."""

import re

import pytest
from sqlmodel import select

from tutor.database import reading
from tutor.records import AuditEntry

ROLES = {"ada": "pupil", "teacher": "teacher", "technician": "admin", "evaluator": "evaluator", None: "nobody"}


def addresses(app):
    """Every route with its method and an address that exists or would, but for the static files."""
    examples = {"session_id": 1, "pupil_id": 2, "position": 1, "objective_id": "linear-equations"}
    examples |= {"subject_id": "maths", "class_id": 1, "question_id": 1, "handover_id": 1, "key_id": 1, "account_id": 2}
    examples |= {"item_id": "linear-equations-two-step", "name": "pl", "assignment_id": 1}
    examples |= {"token": "a-list-that-is-not-there", "change_id": 1, "note_id": 1, "held_id": 1}
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            path = app.url_map.bind("localhost").build(rule.endpoint, {name: examples[name] for name in rule.arguments})
            yield rule.endpoint, path, next(iter(rule.methods - {"HEAD", "OPTIONS"}))


def test_every_view_declares_its_audience(app):
    views = {endpoint: view for endpoint, view in app.view_functions.items() if endpoint != "static"}
    assert [endpoint for endpoint, view in views.items() if not getattr(view, "audience", ())] == []


@pytest.mark.parametrize("username", ROLES)
def test_a_view_refuses_everybody_but_its_audience(app, sign_in_as, username):
    for endpoint, path, method in addresses(app):
        audience = app.view_functions[endpoint].audience
        client = sign_in_as(username) if username else app.test_client()
        status = client.open(path, method=method).status_code
        if "anyone" in audience or ROLES[username] in audience:
            assert status not in (401, 403), path
        else:
            assert status == (403 if username and audience != ("key",) else 401), path


def test_a_pupil_finds_nothing_of_another_pupils_session(at_work, sign_in_as):
    own = at_work("ada")
    other = sign_in_as("ben")
    posted = {"position": own.position(), "intent": "help"}
    assert other.get(own.path).status_code == 404
    assert other.get(f"{own.path}/turns/1").status_code == 404
    assert other.post(f"{own.path}/turns", data=posted).status_code == 404
    assert other.post(f"{own.path}/end").status_code == 404
    assert len(own.turns()) == 1


def test_a_teacher_reads_the_transcript_of_an_own_pupil_and_the_reading_is_recorded(at_work, sign_in_as, records):
    work = at_work("ada")
    work.send("answer", "99")
    teacher = sign_in_as("teacher")
    pupil = teacher.get(re.search(r'href="(/teacher/pupils/\d+)">Ada', teacher.get("/teacher/").text)[1]).text
    transcript = teacher.get(re.search(r'href="(/teacher/sessions/\d+)"', pupil)[1])
    assert "99" in transcript.text
    with reading(records) as db:
        entries = db.exec(select(AuditEntry)).all()
    assert [(entry.action, entry.session_id) for entry in entries] == [("read transcript", work.id)]


def test_a_teacher_of_another_class_finds_no_pupil_and_no_transcript_and_nothing_is_recorded(
    at_work, sign_in_as, records
):
    work = at_work("ada")
    other = sign_in_as("elsewhere")
    own_class = other.get("/teacher/").text
    assert "Zoe Else" in own_class
    assert "Ada Example" not in own_class
    assert other.get(f"/teacher/sessions/{work.id}").status_code == 404
    assert other.get("/teacher/pupils/2").status_code == 404
    with reading(records) as db:
        assert db.exec(select(AuditEntry)).all() == []


def test_a_teacher_is_not_shown_as_a_pupil(sign_in_as):
    teacher = sign_in_as("teacher")
    assert [teacher.get(f"/teacher/pupils/{number}").status_code for number in (1, 2)] == [404, 200]


def test_no_words_of_a_pupil_stand_on_a_page_whose_reading_is_not_recorded(at_work, sign_in_as):
    at_work("ada").send("question", "What does unmistakablyquoted mean?")
    teacher = sign_in_as("teacher")
    assert "unmistakablyquoted" not in teacher.get("/teacher/pupils/2").text + teacher.get("/teacher/").text


def test_the_password_is_told_apart_from_the_username_by_nobody(client, people):
    right = people.sign_ins["ada"]
    tries = [("ada", "wrong"), ("nobody", right.password), ("ada", right.password.upper())]
    pages = [client.post("/sign-in", data={"username": name, "password": password}) for name, password in tries]
    assert {page.status_code for page in pages} == {422}
    assert len({re.sub(r'value="\w+"', "", page.text) for page in pages}) == 1
    assert all(right.password not in page.text for page in pages)


def test_signing_in_forgives_capitals_and_spaces_of_the_username_only(client, people):
    password = people.sign_ins["ada"].password
    assert client.post("/sign-in", data={"username": " ADA ", "password": password}).location == "/"
    assert client.get("/", follow_redirects=True).request.path == "/home"


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({}, ["Enter your username", "Enter your password"]),
        ({"username": "ada"}, ["Enter your password"]),
        ({"username": "", "password": "x"}, ["Enter your username"]),
    ],
)
def test_a_blank_sign_in_names_what_is_missing_beside_its_box_and_above(client, sent, named):
    page = client.post("/sign-in", data=sent)
    assert page.status_code == 422
    assert "<title>Error: Sign in" in page.text
    for text in ("Enter your username", "Enter your password"):
        assert page.text.count(text) == (2 if text in named else 0)


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "/\t/example.org",
        "/\t\\example.org",
        "\\\\example.org",
        "javascript:alert(1)",
        "",
    ],
)
def test_signing_in_never_leads_out_of_the_service(client, people, target):
    data = {"username": "ada", "password": people.sign_ins["ada"].password, "target": target}
    location = client.post("/sign-in", data=data).location
    assert re.fullmatch(r"/(?![/\\]).*", location), location


def test_signing_in_leads_to_the_page_that_was_asked_for(app, at_work, people):
    work = at_work("ada")
    fresh = app.test_client()
    page = fresh.get(work.path)
    assert page.status_code == 401
    target = re.search(r'name="target" value="([^"]+)"', page.text)[1]
    data = {"username": "ada", "password": people.sign_ins["ada"].password, "target": target}
    assert fresh.post("/sign-in", data=data).location == work.path


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("intent", "text", "working"),
    [("answer", "x = 3½ − 2", "5x = 7\nx = 1.4"), ("question", "Why is the letter on both sides?", "")],
)
def test_what_a_pupil_sends_after_the_sign_in_has_expired_stands_in_its_box_again(
    app, at_work, people, htmx, intent, text, working
):
    work = at_work("ada")
    fresh = app.test_client()
    headers = {"Referer": f"http://localhost{work.path}"} | ({"HX-Request": "true"} if htmx else {})
    data = {"position": work.position(), "intent": intent, "text": text, "working": working}
    page = fresh.post(f"{work.path}/turns", data=data, headers=headers)
    assert page.status_code == 401
    assert (page.headers.get("HX-Retarget") == "body") is htmx
    assert "What you wrote is kept" in page.text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    assert (hidden["target"], hidden["text"]) == (work.path, text)
    wrong = fresh.post("/sign-in", data=hidden | {"username": "ada", "password": "wrong"})
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', wrong.text))
    sign_in = {"username": "ada", "password": people.sign_ins["ada"].password}
    back = fresh.post("/sign-in", data=hidden | sign_in, follow_redirects=True).text
    box = re.search(rf'id="{intent}" name="text"[^>]*value="([^"]*)"', back)
    assert box[1] == text
    assert working in re.search(r'<textarea id="working"[^>]*>([^<]*)</textarea>', back)[1]
    assert text not in fresh.get(work.path).text, "it was put back once"
    assert len(work.turns()) == 1


def test_the_most_that_can_be_written_does_not_keep_anybody_from_signing_in(app, at_work, people):
    work = at_work("ada")
    long = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(4000))
    fresh = app.test_client()
    data = {"text": long[:400], "working": long, "intent": "answer", "target": work.path}
    data |= {"username": "ada", "password": people.sign_ins["ada"].password}
    fresh.post("/sign-in", data=data)
    page = fresh.get(work.path)
    assert page.status_code == 200
    assert long[:100] in page.text


def test_signing_out_ends_it(sign_in_as):
    client = sign_in_as("ada")
    assert "You are signed out" in client.post("/sign-out", follow_redirects=True).text
    assert client.get("/home").status_code == 401


def test_a_cookie_of_an_account_that_is_gone_signs_nobody_in(client):
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "999"
        cookie["_fresh"] = True
    assert client.get("/home").status_code == 401
