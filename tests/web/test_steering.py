"""A teacher's notes to the tutor: written, seen by both, kept to, ended; and nobody else's to touch."""

import re

import pytest
from sqlmodel import select

from tutor.class_records import PupilNote
from tutor.database import reading
from tutor.records import Account
from tutor.steering import BY_NAME, MOST_WISHES

TRIES = BY_NAME["tries first"].sentence


@pytest.fixture
def ada(records) -> int:
    with reading(records) as db:
        return db.exec(select(Account.id).where(Account.username == "ada")).one()


@pytest.fixture
def zoe(records) -> int:
    """A pupil of the other school."""
    with reading(records) as db:
        return db.exec(select(Account.id).where(Account.username == "zoe")).one()


def notes(records) -> list[PupilNote]:
    with reading(records) as db:
        return list(db.exec(select(PupilNote).order_by(PupilNote.id)).all())


def test_a_note_is_seen_by_the_teacher_and_by_the_pupil_at_home_and_in_the_session(at_work, sign_in_as, ada) -> None:
    work, teacher = at_work(), sign_in_as("teacher")
    where = f"/teacher/pupils/{ada}/notes"
    data = {"rules": ["tries first"], "wish": "  Use <b>shorter</b>\r\n sentences, 50% "}
    page = teacher.post(where, data=data, follow_redirects=True).text
    assert "It holds from the pupil’s next message on." in page
    for seen in (page, teacher.get(f"/teacher/pupils/{ada}").text, work.client.get("/home").text, work.page()):
        assert TRIES in seen
        assert "Use &lt;b&gt;shorter&lt;/b&gt; sentences, 50%" in seen
    assert "Your teacher has asked the tutor" in work.page()


def test_a_rule_holds_from_the_next_message_on_and_no_longer_once_it_has_ended(at_work, sign_in_as, ada) -> None:
    work, teacher = at_work(), sign_in_as("teacher")
    teacher.post(f"/teacher/pupils/{ada}/notes", data={"rules": "tries first"})
    work.send("help")
    assert work.turns()[-1].move == "tries_first"
    page = teacher.get(f"/teacher/pupils/{ada}/notes").text
    assert 'value="tries first"' not in page
    ended = teacher.post(re.search(r'action="([^"]+/end)"', page)[1], follow_redirects=True).text
    assert "1 note has ended" in ended
    assert 'value="tries first"' in ended
    assert "Your teacher has asked the tutor" not in work.page()
    work.send("help")
    assert work.turns()[-1].move == "hint"
    assert "asked for two tries before a hint" in teacher.get(f"/teacher/sessions/{work.id}").text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "Choose something"),
        ({"wish": " \n "}, "Choose something"),
        ({"wish": "x" * 301, "rules": "short"}, "Write at most 300 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field_and_nothing_is_lost(
    sign_in_as, records, ada, data, reason
) -> None:
    answer = sign_in_as("teacher").post(f"/teacher/pupils/{ada}/notes", data=data)
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert reason in answer.text
    assert data.get("wish", "").strip() in answer.text
    assert notes(records) == []
    if "rules" in data:
        assert re.search(r'value="short"[^>]* checked', answer.text)


def test_only_so_many_wishes_hold_at_the_same_time(sign_in_as, records, ada) -> None:
    teacher = sign_in_as("teacher")
    for n in range(MOST_WISHES + 1):
        answer = teacher.post(f"/teacher/pupils/{ada}/notes", data={"wish": f"Wish {n}"})
    assert answer.status_code == 422
    assert "end one of them first" in answer.text
    assert len(notes(records)) == MOST_WISHES


def test_a_rule_that_is_none_of_these_is_refused(sign_in_as, ada) -> None:
    assert sign_in_as("teacher").post(f"/teacher/pupils/{ada}/notes", data={"rules": "tell"}).status_code == 400


def test_nobody_steers_another_class_and_no_pupil_steers_at_all(sign_in_as, records, ada, zoe) -> None:
    teacher = sign_in_as("teacher")
    teacher.post(f"/teacher/pupils/{ada}/notes", data={"rules": "short"})
    [note] = notes(records)
    elsewhere, pupil, admin = sign_in_as("elsewhere"), sign_in_as("ada"), sign_in_as("technician")
    assert teacher.get(f"/teacher/pupils/{zoe}/notes").status_code == 404
    assert elsewhere.get(f"/teacher/pupils/{ada}/notes").status_code == 404
    assert elsewhere.post(f"/teacher/pupils/{ada}/notes", data={"rules": "simple"}).status_code == 404
    assert elsewhere.post(f"/teacher/pupils/{ada}/notes/{note.id}/end").status_code == 404
    assert elsewhere.post(f"/teacher/pupils/{zoe}/notes/{note.id}/end").status_code == 404
    for who in (pupil, admin):
        assert who.get(f"/teacher/pupils/{ada}/notes").status_code == 403
        assert who.post(f"/teacher/pupils/{ada}/notes/{note.id}/end").status_code == 403
    assert notes(records)[0].ended_at is None


def test_words_to_know_stand_beside_what_the_tutor_says_in_simple_words(at_work, sign_in_as, ada) -> None:
    sign_in_as("teacher").post(f"/teacher/pupils/{ada}/notes", data={"rules": "simple"})
    work = at_work(objective="photosynthesis")
    work.send("question", "what is chlorophyll?")
    assert 'class="words words-beside"' in work.page()
