"""Where teachers give keys to other tools, and take them back."""

import re

import pytest

from tutor import api_keys
from tutor.database import reading, transaction

PATH = "/teacher/keys/"


@pytest.fixture
def teacher(sign_in_as):
    return sign_in_as("teacher")


def shown_key(page):
    return re.search(r'class="key-shown">(attain_[\w-]+)<', page.text)[1]


def answer_to(client, key):
    return client.get("/api/v1/items/nothing?answers=true", headers={"Authorization": f"Bearer {key}"}).status_code


def test_a_key_is_shown_once_and_works(teacher, client):
    given = teacher.post(PATH, data={"name": "Slides"})
    key = shown_key(given)
    assert "Set-Cookie" not in given.headers or key not in given.headers["Set-Cookie"]
    assert given.headers["Cache-Control"] == "no-store"
    assert client.get("/api/v1/sources", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    again = teacher.get(PATH).text
    assert key not in again
    assert key[: api_keys.PREFIX_LENGTH] in again
    assert "Slides" in again
    assert "Ms Teacher" in again


@pytest.mark.parametrize(("data", "may"), [({}, False), ({"answers": "yes"}, True)])
def test_a_key_may_see_answers_only_where_that_is_ticked(teacher, records, data, may):
    teacher.post(PATH, data={"name": "Slides"} | data)
    with reading(records) as db:
        assert [key.may_see_answers for key in api_keys.every_key(db)] == [may]
    assert ("answers too" in teacher.get(PATH).text) is may


@pytest.mark.parametrize(("name", "told"), [("", "Enter the name"), ("  ", "Enter the name"), ("x" * 101, "Shorten")])
def test_a_key_without_a_usable_name_is_not_given(teacher, records, name, told):
    page = teacher.post(PATH, data={"name": name, "answers": "yes"})
    assert page.status_code == 422
    assert page.text.count(told) == 2
    assert "checked" in page.text
    with reading(records) as db:
        assert api_keys.every_key(db) == []


def test_a_revoked_key_opens_nothing_and_is_still_listed(teacher, client):
    key = shown_key(teacher.post(PATH, data={"name": "Slides"}))
    revoke = re.search(r'action="(/teacher/keys/\d+/revoke)"', teacher.get(PATH).text)[1]
    assert teacher.post(revoke).status_code == 303
    assert client.get("/api/v1/sources", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    page = teacher.get(PATH).text
    assert "Revoked keys" in page
    assert revoke not in page


def test_a_teacher_of_another_school_neither_sees_nor_revokes_it(teacher, sign_in_as):
    teacher.post(PATH, data={"name": "Slides"})
    revoke = re.search(r'action="(/teacher/keys/\d+/revoke)"', teacher.get(PATH).text)[1]
    other = sign_in_as("elsewhere")
    assert "Slides" not in other.get(PATH).text
    assert other.post(revoke).status_code == 404


def test_a_key_of_the_machine_is_listed_and_revoked_by_a_command_only(teacher, records):
    with transaction(records) as db:
        kept, _ = api_keys.give(db, "Backup", may_see_answers=False)
    page = teacher.get(PATH).text
    assert "Backup" in page
    assert "on the machine" in page
    assert teacher.post(f"/teacher/keys/{kept.id}/revoke").status_code == 404


def test_what_a_key_can_see_is_said_in_plain_words(teacher):
    page = teacher.get(PATH).text
    assert "Nothing about pupils" in page
    assert "Do not allow it to a tool that pupils use" in page
    assert f'href="{PATH}"' in teacher.get("/teacher/").text
