"""Two buttons under a reply: who sees them, and what pressing one does."""

import re

import pytest
from sqlmodel import select

from tutor.class_records import ReplyFeedback
from tutor.database import reading


def form_of(page: str) -> str:
    return re.search(r'action="(/sessions/\d+/turns/\d+/feedback)"', page)[1]


def wait_for_reply(work) -> None:
    """Wait as a browser without JavaScript does: a hint may take longer than its page."""
    work.client.get(f"{work.path}?wait=1")


@pytest.fixture
def helped(at_work):
    """A pupil who has just had a hint."""
    work = at_work()
    work.send("answer", "5417")
    wait_for_reply(work)
    return work


def test_the_buttons_stand_beside_the_newest_reply_and_not_inside_it(helped):
    page = helped.page()
    assert page.count("This helped") == page.count("This did not help") == 1
    reply = re.search(r'<div class="turn turn-tutor".*?<div class="feedback"', page, re.DOTALL)[0]
    assert reply.count("<div") - reply.count("</div>") == 1, "the reply is closed before the buttons begin"
    helped.send("answer", "5418")
    wait_for_reply(helped)
    assert helped.page().count("This helped") == 1


def test_a_reply_that_only_leads_on_has_none(at_work):
    work = at_work()
    assert "This helped" not in work.page()
    work.send("question", "just tell me the answer")
    assert "This helped" not in work.page()


def test_without_javascript_the_page_comes_back_at_the_reply_with_the_word_kept(helped, records):
    form = form_of(helped.page())
    response = helped.client.post(form, data={"helped": "no"})
    assert response.status_code == 303
    assert response.location.startswith(f"{helped.path}#feedback-")
    page = helped.page()
    assert re.search(r'value="no" aria-pressed="true"', page)
    assert "Your teacher can see this" in page
    assert "autofocus" not in page
    helped.client.post(form, data={"helped": "yes"})
    with reading(records) as db:
        assert [row.helped for row in db.exec(select(ReplyFeedback)).all()] == [True]


def test_htmx_gets_the_small_form_alone_with_the_focus_on_what_was_pressed(helped):
    form = form_of(helped.page())
    part = helped.client.post(form, data={"helped": "yes"}, headers={"HX-Request": "true"}).text
    assert "<h1" not in part
    assert part.count("<form") == 2
    assert re.search(r'value="yes" aria-pressed="true"[^>]*autofocus', part)


def test_a_turn_that_comes_later_brings_its_buttons(helped):
    position = re.search(r"turns/(\d+)/feedback", helped.page())[1]
    assert "This helped" in helped.client.get(f"{helped.path}/turns/{position}").text
    assert "This helped" not in helped.client.get(f"{helped.path}/turns/1").text


def test_what_cannot_be_said_is_refused(helped, sign_in_as):
    form = form_of(helped.page())
    assert helped.client.post(form, data={"helped": "perhaps"}).status_code == 400
    assert helped.client.post(form).status_code == 400
    for position in (1, 2, 99):
        other = re.sub(r"turns/\d+", f"turns/{position}", form)
        assert helped.client.post(other, data={"helped": "yes"}).status_code == 404
    assert sign_in_as("ben").post(form, data={"helped": "yes"}).status_code == 404
    assert sign_in_as("teacher").post(form, data={"helped": "yes"}).status_code == 403


def test_the_teacher_reads_it_in_the_transcript(helped, sign_in_as):
    helped.client.post(form_of(helped.page()), data={"helped": "no"})
    transcript = sign_in_as("teacher").get(f"/teacher/sessions/{helped.id}").text
    assert "<strong>This did not help</strong>, says the pupil." in transcript
