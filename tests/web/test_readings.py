"""Who has read: every reading of a pupil's words is seen by the school, the teacher and the pupil, and no words are."""

import re

import pytest

from tests.conftest import ScriptedModel
from tutor import wording_rules
from tutor.checker import RULES
from web.checked_words import RULE_WORDS, rule_in_words


@pytest.fixture
def read(at_work, sign_in_as):
    """Ada's transcript and answers have been read by her teacher, once each."""
    work, teacher = at_work("ada"), sign_in_as("teacher")
    work.send("answer", "5417", "987 + 1 = 988")
    teacher.get(f"/teacher/sessions/{work.id}")
    teacher.get("/teacher/pupils/2/answers")
    return teacher


def test_pupils_see_who_has_read_what_they_wrote(read, sign_in_as):
    page = sign_in_as("ada").get("/who-has-read").text
    assert page.count("Ms Teacher (invented)") == 2
    assert page.index("answers and working") < page.index("the transcript of a session")
    assert "5417" not in page
    assert "Nobody so far" in sign_in_as("ben").get("/who-has-read").text
    assert 'href="/who-has-read"' in sign_in_as("ben").get("/home").text
    assert 'href="/who-has-read"' not in read.get("/teacher/").text


def test_the_it_lead_sees_who_read_whose_words_and_none_of_them(read, sign_in_as):
    lead = sign_in_as("technician")
    page = lead.get("/admin/readings").text
    assert page.count("Ada Example") == 2
    assert page.count("Ms Teacher (invented)") == 2
    assert "5417" not in page
    assert "988" not in page
    assert 'href="/admin/readings"' in lead.get("/admin/").text


def test_a_teacher_sees_who_else_read_a_pupil_of_their_own(read, sign_in_as):
    assert "the transcript of a session" in read.get("/teacher/pupils/2/readings").text
    assert 'href="/teacher/pupils/2/readings"' in read.get("/teacher/pupils/2").text
    assert sign_in_as("elsewhere").get("/teacher/pupils/2/readings").status_code == 404
    assert sign_in_as("ada").get("/teacher/pupils/2/readings").status_code == 403


def test_another_schools_readings_are_not_shown(at_work, sign_in_as, records):
    work = at_work("zoe")
    work.send("answer", "99")
    sign_in_as("elsewhere").get(f"/teacher/sessions/{work.id}")
    assert "Nobody so far" in sign_in_as("technician").get("/admin/readings").text


def test_many_readings_are_parted_into_pages(read, sign_in_as, records):
    with records.begin() as connection:
        for _ in range(60):
            connection.exec_driver_sql(
                "INSERT INTO audit_entry (account_id, pupil_id, action, at) VALUES (1, 2, 'week', '2026-11-20 10:00')"
            )
    ada = sign_in_as("ada")
    assert "Page 1 of 2" in ada.get("/who-has-read").text
    assert ada.get("/who-has-read?page=2").text.count('<tr><th scope="row"') == 12
    assert ada.get("/who-has-read?page=soon").status_code == 200


def test_a_transcript_shows_the_draft_what_the_check_said_and_what_was_shown(make_app, make_tutor, at_work, sign_in_as):
    draft = "Great work, you are a star! The answer is 4."
    app = make_app(make_tutor(ScriptedModel(draft)))
    work = at_work("ada", at=app)
    work.send("answer", "99")
    work.send("help")
    work.client.get(f"{work.path}?wait=1")
    page = sign_in_as("teacher", app).get(f"/teacher/sessions/{work.id}").text
    told = re.search(r'<details class="wording">.*?</details>', page, re.DOTALL)[0]
    assert draft in told
    assert "The lesson’s own words, as above." in told
    assert any(str(words) in told for words in RULE_WORDS.values())


def test_every_rule_of_the_checker_has_words_for_teachers():
    assert set(RULE_WORDS) == set(RULES) | set(wording_rules.RULES)
    assert rule_in_words("the queue was too long") == "the queue was too long"
