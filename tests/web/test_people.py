"""The IT lead's pages, sign-in cards, one's own password, and the limit on wrong ones."""

import re

import pytest
from sqlmodel import select

from tutor import history, people
from tutor.database import reading, transaction
from tutor.records import Account, AuditEntry, TeachingClass
from web import sign_in_pace


@pytest.fixture
def admin(sign_in_as):
    return sign_in_as("technician")


def account(records, username):
    with reading(records) as db:
        return history.account_named(db, username)


def id_of(records, username):
    return account(records, username).id


def card(page):
    """Return the username and password of the only card on a page."""
    assert page.status_code == 200
    return re.findall(r'<dd class="code[^"]*">([^<]+)</dd>', page.text)


def sign_in(app, username, password):
    client = app.test_client()
    return client.post("/sign-in", data={"username": username, "password": password})


def test_the_first_page_of_the_it_lead_shows_classes_staff_and_how_many_pupils(admin):
    assert admin.get("/").location == "/admin/"
    page = admin.get("/admin/").text
    for words in ("10X (invented)", "Ms Teacher (invented)", "Mr Technician (invented)", "All pupils: 6"):
        assert words in page
    assert "9Z" not in page
    assert "Elsewhere" not in page


def test_a_person_is_added_to_a_class_and_signs_in_with_what_the_card_says(admin, app, records):
    page = admin.post("/admin/people/add", data={"name": "Gia Novel", "role": "pupil", "teaching_class": "1"})
    username, password = card(page)
    assert username == "gia.novel"
    assert "http://localhost/" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert sign_in(app, username, password).location == "/"
    with reading(records) as db:
        assert [one.name for one in history.classes_of(db, id_of(records, username))] == ["10X (invented)"]
    assert password not in admin.get(f"/admin/people/{id_of(records, username)}").text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"name": "", "role": "pupil"}, "Enter the full name"),
        ({"name": "Ada Again", "role": "pupil", "username": "ADA"}, "somebody else&#39;s username"),
        ({"name": "Ada Again", "role": "pupil", "username": "a b"}, "without spaces"),
        ({"name": "Eve", "role": "head"}, "Choose one from the list"),
        ({"name": "Eve", "role": "pupil", "teaching_class": "2"}, "Choose one from the list"),
    ],
)
def test_a_person_who_cannot_be_added_is_told_and_what_was_typed_stays(admin, records, data, told):
    page = admin.post("/admin/people/add", data={"teaching_class": "0"} | data)
    assert page.status_code == 422
    assert page.text.count(told) == 2
    assert "<title>Error: Add a person" in page.text
    assert f'value="{data["name"]}"' in page.text
    with reading(records) as db:
        assert len(people.found(db, 1, "pupil")) == 6


def test_people_are_found_by_name_and_those_who_have_left_apart(admin, records):
    page = admin.get("/admin/people?role=pupil&find=spec").text
    assert "Cara Specimen" in page
    assert "Ada Example" not in page
    told = admin.post(f"/admin/people/{id_of(records, 'cara')}/left", follow_redirects=True).text
    assert "Cara Specimen has left" in told
    assert "Cara Specimen" not in admin.get("/admin/people?role=pupil").text
    assert "Cara Specimen" in admin.get("/admin/people?role=pupil&left=yes").text
    assert "0 found" in admin.get("/admin/people?role=teacher&find=nobody").text
    assert admin.get("/admin/people?role=wizard").status_code == 404


def test_names_are_put_right_and_a_taken_username_is_refused(admin, records):
    path = f"/admin/people/{id_of(records, 'ben')}"
    assert admin.post(path, data={"name": "Benedict Sample", "username": "Benedict"}).status_code == 303
    assert account(records, "benedict").name == "Benedict Sample"
    refused = admin.post(path, data={"name": "Benedict", "username": "ada"})
    assert refused.status_code == 422
    assert 'value="ada"' in refused.text
    assert admin.post(path, data={"name": "Benedict", "username": ""}).status_code == 422


def test_whoever_has_left_is_signed_out_at_once_and_can_come_back(admin, sign_in_as, people, app, records):
    ada, path = sign_in_as("ada"), f"/admin/people/{id_of(records, 'ada')}/left"
    assert admin.post(path).status_code == 303
    assert ada.get("/home").status_code == 401
    assert sign_in(app, "ada", people.sign_ins["ada"].password).status_code == 422
    assert "Ada Example" not in sign_in_as("teacher").get("/teacher/").text
    assert "Has left" in admin.get(path.removesuffix("/left")).text
    admin.post(path, data={"back": "yes"})
    assert sign_in(app, "ada", people.sign_ins["ada"].password).status_code == 303
    assert "Ada Example" in sign_in_as("teacher").get("/teacher/").text


def test_the_it_lead_cannot_lock_everybody_out_by_leaving(admin, records):
    path = f"/admin/people/{id_of(records, 'technician')}"
    assert "Mark Mr Technician" not in admin.get(path).text
    assert admin.post(f"{path}/left").status_code == 403
    assert admin.get("/admin/").status_code == 200


def test_a_class_is_added_renamed_and_filled_and_pupils_move_between_classes(admin, records):
    path = admin.post("/admin/classes/add", data={"name": "10Y", "year": "10"}).location
    assert "no pupils in this class yet" in admin.get(path).text
    assert admin.post(path, data={"name": "10Y maths", "year": "11"}).status_code == 303
    ada, ben, teacher = (str(id_of(records, name)) for name in ("ada", "ben", "teacher"))
    class_id = path.rsplit("/", 1)[1]
    admin.post("/admin/classes/1/leave", data={"account": [ada, ben], "to": class_id})
    admin.post(f"{path}/join", data={"account": teacher})
    page = admin.get(path).text
    for words in ("10Y maths", "Ada Example", "Ben Sample", "Ms Teacher"):
        assert words in page
    admin.post(f"{path}/leave", data={"account": [ben], "to": ""})
    assert "Pupils in no class" in admin.get("/admin/").text
    assert "Nobody was ticked" in admin.post(f"{path}/leave", data={}, follow_redirects=True).text
    with reading(records) as db:
        assert [one.name for one in history.pupils_in(db, int(class_id))] == ["Ada Example"]


def test_a_class_without_a_name_is_refused(admin):
    for path in ("/admin/classes/add", "/admin/classes/1"):
        page = admin.post(path, data={"name": " ", "year": "10"})
        assert page.status_code == 422
        assert page.text.count("Enter the name of the class") == 2


def test_one_person_joins_and_leaves_a_class_from_the_own_page(admin, records):
    path = f"/admin/people/{id_of(records, 'ada')}/classes"
    admin.post(path, data={"leave": "1"})
    assert "In no class" in admin.get(path.removesuffix("/classes")).text
    admin.post(path, data={"join": "1"})
    with reading(records) as db:
        assert len(history.classes_of(db, id_of(records, "ada"))) == 1
    assert admin.post(path, data={"join": "2"}).status_code == 404, "another school's class"
    assert admin.post(path, data={"join": "99999999999"}).status_code == 404


def test_nothing_of_another_school_is_seen_or_changed(admin, records):
    zoe = id_of(records, "zoe")
    for path in (f"/admin/people/{zoe}", "/admin/classes/2", "/classes/2/sign-ins"):
        assert admin.get(path).status_code == 404
    for path in (f"/admin/people/{zoe}/password", f"/admin/people/{zoe}/left", "/classes/2/sign-ins"):
        assert admin.post(path, data={"account": str(zoe)}).status_code == 404
    admin.post("/admin/classes/1/join", data={"account": str(zoe)})
    with reading(records) as db:
        assert [one.name for one in history.classes_of(db, zoe)] == ["9Z (invented)"]
    assert account(records, "zoe").left_at is None


def test_the_it_lead_reads_no_words_of_pupils(at_work, admin):
    work = at_work("ada")
    work.send("question", "What does unmistakablyquoted mean?")
    for path in ("/admin/", "/admin/people/2", "/admin/classes/1", "/admin/people?role=pupil"):
        assert "unmistakablyquoted" not in admin.get(path).text
    assert admin.get(f"/teacher/sessions/{work.id}").status_code == 403
    assert admin.get("/teacher/pupils/2").status_code == 403


def test_a_teacher_makes_cards_for_those_who_are_ticked_and_nobody_else(sign_in_as, app, people, records):
    teacher, signed_in = sign_in_as("teacher"), sign_in_as("ada")
    path = "/classes/1/sign-ins"
    assert path in teacher.get("/teacher/").text
    page = teacher.get(path).text
    assert "Ada Example" in page
    assert "username ada" in page
    made = card(teacher.post(path, data={"account": [str(id_of(records, "ada")), str(id_of(records, "zoe"))]}))
    assert made[0] == "ada"
    assert len(made) == 2
    assert signed_in.get("/home").status_code == 401, "a sign-in with the old password ends"
    assert sign_in(app, "ada", people.sign_ins["ada"].password).status_code == 422
    assert sign_in(app, *made).status_code == 303
    assert sign_in(app, "ben", people.sign_ins["ben"].password).status_code == 303
    with reading(records) as db:
        entries = db.exec(select(AuditEntry)).all()
        kept = [one.password_hash for one in db.exec(select(Account)).all()]
    assert [(one.account_id, one.pupil_id, one.action) for one in entries] == [(1, 2, "reset password")]
    assert made[1] not in " ".join(kept)


def test_cards_for_nobody_are_refused_and_so_are_those_of_anothers_class(sign_in_as, people):
    teacher = sign_in_as("teacher")
    page = teacher.post("/classes/1/sign-ins")
    assert page.status_code == 422
    assert "Tick at least one pupil" in page.text
    assert teacher.get("/classes/2/sign-ins").status_code == 404
    assert sign_in_as("elsewhere").post("/classes/1/sign-ins", data={"account": "2"}).status_code == 404


def test_a_class_without_pupils_says_so(admin, records):
    with transaction(records) as db:
        empty = TeachingClass(school_id=1, name="10Z", year=10)
        db.add(empty)
    assert "no pupils in this class yet" in admin.get(f"/classes/{empty.id}/sign-ins").text


@pytest.mark.parametrize("username", ["ada", "teacher", "technician"])
def test_everybody_changes_their_own_password_and_stays_signed_in_here_only(sign_in_as, app, people, username):
    here, elsewhere = sign_in_as(username), sign_in_as(username)
    page = here.get("/password").text
    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="new-password"' in page
    old = people.sign_ins[username].password
    assert here.post("/password", data={"old": old, "new": "three old violins"}).status_code == 303
    assert "Your password is changed" in here.get("/", follow_redirects=True).text
    assert elsewhere.get("/password").status_code == 401
    assert sign_in(app, username, old).status_code == 422
    assert sign_in(app, username, "three old violins").status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "three old violins", "Enter your password as it is now"),
        (None, "", "Enter a new password"),
        (None, "short", "at least 10 characters"),
        ("wrong", "three old violins", "That is not your password"),
    ],
)
def test_a_password_that_cannot_be_changed_is_told_and_stays(sign_in_as, app, people, old, new, told):
    right = people.sign_ins["ada"].password
    page = sign_in_as("ada").post("/password", data={"old": right if old is None else old, "new": new})
    assert page.status_code == 422
    assert page.text.count(told) >= 2
    assert right not in page.text
    assert sign_in(app, "ada", right).status_code == 303


def wrong(client, username, times):
    return [client.post("/sign-in", data={"username": username, "password": "wrong"}).status_code for _ in range(times)]


def test_ten_wrong_passwords_lock_a_username_for_some_minutes_and_no_other(client, people):
    assert wrong(client, "ada", 12) == [422] * 10 + [429] * 2
    locked = client.post("/sign-in", data={"username": " ADA ", "password": people.sign_ins["ada"].password})
    assert locked.status_code == 429
    assert "too many wrong passwords. Wait 5 minutes" in locked.text
    assert (
        client.post("/sign-in", data={"username": "ben", "password": people.sign_ins["ben"].password}).status_code
        == 303
    )


def test_a_new_password_from_the_teacher_ends_the_lock(client, app, sign_in_as):
    wrong(client, "ada", 11)
    made = card(sign_in_as("teacher").post("/classes/1/sign-ins", data={"account": "2"}))
    assert sign_in(app, *made).status_code == 303


def test_right_passwords_are_not_counted(client, people):
    for _ in range(3):
        wrong(client, "ada", 9)
        data = {"username": "ada", "password": people.sign_ins["ada"].password}
        assert client.post("/sign-in", data=data).status_code == 303


def test_many_wrong_passwords_from_one_address_lock_that_address_only(app, people, monkeypatch):
    few = sign_in_pace.RateLimitItemPerMinute(5, 5)
    monkeypatch.setattr(sign_in_pace, "OF_ADDRESS", (few,))
    client = app.test_client()
    assert [wrong(client, f"name{number}", 1) for number in range(6)] == [[422]] * 5 + [[429]]
    data = {"username": "ada", "password": people.sign_ins["ada"].password}
    assert client.post("/sign-in", data=data).status_code == 429
    other = client.post("/sign-in", data=data, environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert other.status_code == 303


def test_wrong_tries_at_the_own_password_count_too(sign_in_as):
    ada = sign_in_as("ada")
    pages = [ada.post("/password", data={"old": "wrong", "new": "three old violins"}).text for _ in range(11)]
    assert "That is not your password" in pages[9]
    assert "too many wrong passwords" in pages[10]


def test_the_sign_in_page_lets_password_managers_and_pasting_be(client):
    page = client.get("/sign-in").text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
