"""Approval mode as a teacher and a pupil see it: held, sent, edited, refused, expired; audited, and nobody else's."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from content_store.answers import shown_answer
from tests.conftest import ScriptedModel
from tutor.class_records import HeldReply
from tutor.database import reading, transaction
from tutor.item_choice import drawn
from tutor.language_model import Prompt
from tutor.records import AuditEntry, TeachingClass, TutoringSession, now


class Echo(ScriptedModel):
    """Says the draft that it is given back, with a comma made a full stop less: the checker lets it pass."""

    def complete(self, prompt: Prompt, *, deadline: float, max_tokens: int):
        self.replies = [prompt.turn.removeprefix("DRAFT: ").removesuffix("\nMESSAGE:")]
        return super().complete(prompt, deadline=deadline, max_tokens=max_tokens)


@pytest.fixture
def tutor(make_tutor):
    return make_tutor(Echo())


@pytest.fixture
def teacher(sign_in_as):
    """The teacher of 10X, who has turned approval on."""
    client = sign_in_as("teacher")
    assert client.post("/teacher/classes/1/approval", data={"approval": "on"}).status_code == 303
    return client


@pytest.fixture
def held(at_work, teacher, app):
    """Ada at work, with a reply that waits; and its id."""
    work = at_work()
    ask(work, app)
    return work, newest(work.records).id


def ask(work, app, answer: str = "5417") -> None:
    """Give a wrong answer, and wait until the model has worded the hint."""
    work.send("answer", answer)
    turn = next(one for one in reversed(work.turns()) if one.move == "hint")
    app.extensions["attain"].wordsmith.wait(turn.id, 10)


def newest(records) -> HeldReply:
    with reading(records) as db:
        return db.exec(select(HeldReply).order_by(HeldReply.id.desc())).first()


def held_part(work) -> str:
    found = re.search(r'<div class="held-now".*?</div>', work.page(), re.DOTALL)
    return found[0] if found else ""


def test_the_pupil_sees_the_lessons_own_words_and_a_calm_line(held) -> None:
    work, _ = held
    assert work.turns()[-1].text == work.turns()[-1].authored
    assert "with your teacher" in held_part(work)
    assert "no need to wait" in held_part(work)
    assert "You wrote 5417" not in work.page()


def test_the_queue_shows_what_is_needed_and_records_who_read_it(held, teacher) -> None:
    work, held_id = held
    assert "wait for you: 1" in teacher.get("/teacher/").text
    page = teacher.get("/teacher/replies/").text
    assert "5417" in page
    assert "You wrote 5417." in page
    assert work.turns()[-1].authored[:30] in page
    assert f"/teacher/replies/{held_id}" in page
    with reading(work.records) as db:
        entries = db.exec(select(AuditEntry)).all()
    assert [(one.action, one.session_id) for one in entries] == [("read held replies", work.id)]


def test_one_press_sends_it_and_the_pupil_sees_it_in_its_place(held, teacher) -> None:
    work, held_id = held
    answer = teacher.post(f"/teacher/replies/{held_id}", data={"decision": "send"})
    assert (answer.status_code, answer.location) == (303, "/teacher/replies/")
    assert "looked at this and sent it" in held_part(work)
    assert "You wrote 5417." in held_part(work)
    assert "Nothing waits." in teacher.get("/teacher/replies/").text
    assert "Sent as it was by Ms Teacher (invented)" in teacher.get(f"/teacher/sessions/{work.id}").text


def test_an_edited_reply_is_the_teachers_own_and_is_no_markup_but_plain_words(held, teacher) -> None:
    work, held_id = held
    text = "Ada, look at <script>alert(document)</script> both sides."
    answer = teacher.post(f"/teacher/replies/{held_id}", data={"decision": "edit", "text": text})
    assert answer.status_code == 303
    assert "Your teacher has written this" in held_part(work)
    assert "<script>alert" not in work.page()
    page = teacher.get(f"/teacher/sessions/{work.id}").text
    assert "Edited and sent by Ms Teacher (invented)" in page
    assert "You wrote 5417." in page  # the draft stays in the transcript


def test_a_doubtful_edit_is_sent_by_a_second_press_only_and_that_is_kept(held, teacher) -> None:
    work, held_id = held
    where, data = f"/teacher/replies/{held_id}", {"decision": "edit", "text": "Think of 4321 first."}
    warned = teacher.post(where, data=data)
    assert warned.status_code == 422
    assert "<title>Error: " in warned.text
    assert "a number that stands neither in the question" in warned.text
    assert "Think of 4321 first." in warned.text
    assert held_part(work).count("4321") == 0
    doubted = re.findall(r'name="doubted" value="([^"]+)"', warned.text)
    # Another doubt needs another look: only what was shown may be passed over.
    with reading(work.records) as db:
        own = db.get_one(TutoringSession, work.id)
    answer = shown_answer(drawn(work.tutor.catalogue, own.item_id, own.seed).answer)
    told = teacher.post(where, data=data | {"text": f"Think of 4321. It is {answer}.", "doubted": doubted})
    assert told.status_code == 422
    assert "give the answer to the question away" in told.text
    assert teacher.post(where, data=data | {"doubted": doubted}).status_code == 303
    assert "4321" in held_part(work)
    assert newest(work.records).reason == "number"
    page = teacher.get("/teacher/replies/").text
    assert "1 edited reply was sent although the check had doubts" in page
    assert "Sent although the check had doubts (number)" in teacher.get(where).text


def test_a_refusal_wants_a_reason_and_the_pupil_is_left_with_the_lessons_words(held, teacher) -> None:
    work, held_id = held
    where = f"/teacher/replies/{held_id}"
    none = teacher.post(where, data={"decision": "refuse"})
    assert (none.status_code, "Choose why you refuse it" in none.text) == (422, True)
    other = teacher.post(where, data={"decision": "refuse", "reason": "other", "other": "  "})
    assert (other.status_code, "Say in a few words" in other.text) == (422, True)
    long = teacher.post(where, data={"decision": "refuse", "reason": "other", "other": "x" * 181})
    assert (long.status_code, "x" * 181 in long.text) == (422, True)
    assert teacher.post(where, data={"decision": "refuse", "reason": "too much"}).status_code == 303
    assert held_part(work) == ""
    page = teacher.get("/teacher/replies/").text
    assert "It gives too much away: 1" in page
    assert "Refused: It gives too much away" in page
    assert "Refused by Ms Teacher (invented)" in teacher.get(f"/teacher/sessions/{work.id}").text


def test_a_reason_in_the_teachers_own_words_is_shown_as_it_was_typed(held, teacher) -> None:
    work, held_id = held
    data = {"decision": "refuse", "reason": "other", "other": "100% <b>sure</b> it is off"}
    assert teacher.post(f"/teacher/replies/{held_id}", data=data).status_code == 303
    for path in ("/teacher/replies/", f"/teacher/replies/{held_id}", f"/teacher/sessions/{work.id}"):
        assert "100% &lt;b&gt;sure&lt;/b&gt; it is off" in teacher.get(path).text
    assert "Something else: 1" in teacher.get("/teacher/replies/").text


def test_what_has_been_decided_is_not_decided_again(held, teacher) -> None:
    work, held_id = held
    teacher.post(f"/teacher/replies/{held_id}", data={"decision": "refuse", "reason": "late"})
    page = teacher.post(f"/teacher/replies/{held_id}", data={"decision": "send"}, follow_redirects=True).text
    assert "Nothing was changed" in page
    assert newest(work.records).decision == "refused"


@pytest.mark.parametrize("data", [{}, {"decision": "delete"}])
def test_anything_else_is_refused(held, teacher, data) -> None:
    assert teacher.post(f"/teacher/replies/{held[1]}", data=data).status_code == 400


@pytest.mark.parametrize(
    ("text", "reason"), [(" \n", "Write the reply, or refuse it"), ("x" * 1001, "Write at most 1000 characters")]
)
def test_an_edit_that_cannot_be_sent_stays_in_its_box(held, teacher, text, reason) -> None:
    answer = teacher.post(f"/teacher/replies/{held[1]}", data={"decision": "edit", "text": text})
    assert (answer.status_code, reason in answer.text) == (422, True)
    assert text.strip() in answer.text


def test_the_fragment_changes_only_when_something_has_changed(held, teacher) -> None:
    work, held_id = held
    path = f"{work.path}/turns/{work.turns()[-1].position}/held"
    assert work.client.get(f"{path}?seen=waiting").status_code == 204
    assert 'hx-trigger="every 20s"' in work.client.get(f"{path}?seen=worded").text
    teacher.post(f"/teacher/replies/{held_id}", data={"decision": "send"})
    sent = work.client.get(f"{path}?seen=waiting").text
    assert "You wrote 5417." in sent
    assert "hx-get" not in sent
    assert work.client.get(f"{path}?seen=sent").status_code == 204


def test_what_is_sent_for_an_earlier_question_is_said_at_the_top(held, teacher) -> None:
    work, held_id = held
    work.send("answer", work.right_answer())
    teacher.post(f"/teacher/replies/{held_id}", data={"decision": "send"})
    assert "Your teacher has sent you a reply to something earlier" in work.page()
    work.send("help")
    assert "a reply to something earlier" not in work.page()


def test_a_reply_expires_with_its_session_and_can_be_looked_at(held, teacher) -> None:
    work, held_id = held
    work.client.post(f"{work.path}/end")
    page = teacher.get("/teacher/replies/").text
    assert "Nothing waits." in page
    assert "Expired" in page
    assert "This has expired" in teacher.get(f"/teacher/replies/{held_id}").text
    told = teacher.post(f"/teacher/replies/{held_id}", data={"decision": "send"}, follow_redirects=True).text
    assert "Nothing was changed" in told
    assert newest(work.records).decision is None


def test_a_week_later_nothing_of_it_is_left_on_the_pupils_page(held, teacher) -> None:
    work, held_id = held
    with transaction(work.records) as db:
        db.get_one(HeldReply, held_id).at = now() - timedelta(days=8)
    assert held_part(work) == ""
    assert "Nothing waits." in teacher.get("/teacher/replies/").text


def test_nobody_else_sees_or_decides_it(held, sign_in_as) -> None:
    work, held_id = held
    elsewhere = sign_in_as("elsewhere")
    assert elsewhere.get(f"/teacher/replies/{held_id}").status_code == 404
    assert elsewhere.post(f"/teacher/replies/{held_id}", data={"decision": "send"}).status_code == 404
    assert elsewhere.post("/teacher/classes/1/approval", data={"approval": "off"}).status_code == 404
    assert "5417" not in elsewhere.get("/teacher/replies/").text
    for who in ("ben", "technician"):
        client = sign_in_as(who)
        assert client.get("/teacher/replies/").status_code == 403
        assert client.post(f"/teacher/replies/{held_id}", data={"decision": "send"}).status_code == 403
        assert client.post("/teacher/classes/1/approval", data={"approval": "off"}).status_code == 403
    path = f"{work.path}/turns/{work.turns()[-1].position}/held"
    assert sign_in_as("ben").get(path).status_code == 404
    assert sign_in_as("teacher").get(path).status_code == 403
    assert newest(work.records).decision is None


def test_turned_off_replies_are_shown_at_once_again(at_work, teacher, app, records) -> None:
    assert teacher.post("/teacher/classes/1/approval", data={"approval": "maybe"}).status_code == 400
    assert (
        "sees the model’s replies at once"
        in teacher.post("/teacher/classes/1/approval", data={"approval": "off"}, follow_redirects=True).text
    )
    with reading(records) as db:
        assert not db.get_one(TeachingClass, 1).approval
    work = at_work()
    ask(work, app)
    assert "You wrote 5417." in work.page()
    assert newest(records) is None


def test_without_a_model_the_page_says_that_nothing_is_held(make_app, make_tutor, at_work, sign_in_as, records) -> None:
    app = make_app(make_tutor())
    teacher = sign_in_as("teacher", app)
    teacher.post("/teacher/classes/1/approval", data={"approval": "on"})
    assert "Nothing is held now, because the language model words nothing" in teacher.get("/teacher/replies/").text
    work = at_work(at=app)
    ask(work, app)
    assert newest(records) is None
    assert held_part(work) == ""


def test_many_replies_are_parted_into_pages(at_work, teacher, app, records) -> None:
    work = at_work()
    ask(work, app)
    one = newest(records)
    with transaction(records) as db:
        for turn in [turn for turn in work.turns() if turn.id != one.turn_id]:
            db.add(HeldReply(turn_id=turn.id, class_id=1, pupil_id=one.pupil_id, draft="Another", at=now()))
    for n in range(8):
        ask(work, app, str(6000 + n)) if n < 2 else work.send("help")
    with transaction(records) as db:
        held = {one.turn_id for one in db.exec(select(HeldReply)).all()}
        for turn in [turn for turn in work.turns() if turn.id not in held]:
            db.add(HeldReply(turn_id=turn.id, class_id=1, pupil_id=one.pupil_id, draft="Another", at=now()))
    page = teacher.get("/teacher/replies/").text
    assert page.count('<article class="held-reply"') == 10
    assert "Page 1 of 2" in page or "Page 1 of 3" in page
    assert "/teacher/replies/?page=2" in page
    assert teacher.get("/teacher/replies/?page=99").status_code == 200
    assert teacher.get("/teacher/replies/?page=x").status_code == 200
