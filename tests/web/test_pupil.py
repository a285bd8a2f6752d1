"""A pupil's pages without a browser: what is taken, what is not, and what stays in its box."""

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.database import reading
from tutor.language_model import ModelUnavailable, NoModel, Reason
from tutor.records import TutoringSession

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> **bold**"

WRITTEN = st.text(st.characters(exclude_characters="$", exclude_categories=["Cs"]), max_size=60)


class BusyModel(NoModel):
    """A model whose queue is full."""

    problem = ""

    def complete(self, prompt, *, deadline, max_tokens):
        raise ModelUnavailable(Reason.QUEUE_FULL, "32 requests wait")


def box(page, name):
    found = re.search(rf'id="{name}" name="text"[^>]*value="([^"]*)"', page)
    return found[1] if found else None


def test_the_home_page_suggests_an_objective_that_needs_nothing_else_and_starts_it(sign_in_as):
    pupil = sign_in_as("ada")
    suggested = re.search(r'<section class="next".*?action="([^"]+)"', pupil.get("/home").text, re.DOTALL)[1]
    session = pupil.post(suggested, follow_redirects=True)
    assert session.status_code == 200
    assert "Check my answer" in session.text
    assert "Go on where you stopped" in pupil.get("/home").text


def test_formulas_are_mathml(at_work):
    assert "<math" in at_work().page()


def test_every_objective_and_its_notes_make_a_sound_page(sign_in_as):
    pupil = sign_in_as("ada")
    home = pupil.get("/home").text
    notes = re.findall(r'href="(/objectives/[^"]+/notes)"', home)
    starts = set(re.findall(r'action="(/objectives/[^"]+/sessions)"', home))
    assert len(notes) == len(starts) > 10
    for path in notes:
        assert pupil.get(path).status_code == 200
    for path in starts:
        assert "question-card" in pupil.post(path, follow_redirects=True).text


def test_a_wrong_answer_gets_its_verdict_and_the_wrong_line_and_the_working_stays_to_be_gone_on_with(at_work):
    work = at_work()
    page = work.send("answer", "99", "5x = 12\nx = 99", follow_redirects=True).text
    assert "Not right yet" in page
    assert "Look at line" in work.page()
    assert "5x = 12\nx = 99</textarea>" in work.page()
    assert box(work.page(), "answer") == ""


def test_the_right_answer_is_followed_by_a_question_without_hints_and_an_empty_form(at_work):
    work = at_work()
    page = work.send("answer", work.right_answer(), "some working", follow_redirects=True).text
    assert "Right" in page
    assert "Now try one without hints" in page
    assert "some working</textarea>" not in page


def test_asking_for_a_hint_keeps_the_answer_that_is_half_written(at_work):
    work = at_work()
    page = work.send("help", "x = 1", "half a line", follow_redirects=True).text
    assert "Hint 1" in page
    assert box(page, "answer") == "x = 1"
    assert "half a line</textarea>" in page
    assert "x = 1" not in [turn.text for turn in work.turns()]
    page = work.send("help", "x = 2", headers={"HX-Request": "true"}).text
    assert box(page, "answer") == "x = 2"


def test_an_answer_that_cannot_be_read_is_kept_and_the_problem_named(at_work):
    work = at_work()
    page = work.send("answer", "about so much “ish”", "one line")
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert "There is a problem" in page.text
    assert box(page.text, "answer") == "about so much “ish”"
    assert "one line</textarea>" in page.text
    assert len(work.turns()) == 1


@pytest.mark.parametrize(
    ("intent", "told"), [("answer", "Write or choose your answer first."), ("question", "Write your question first.")]
)
@pytest.mark.parametrize("text", ["", "   "])
def test_a_blank_is_refused_with_what_is_missing(at_work, intent, told, text):
    work = at_work()
    page = work.send(intent, text, headers={"HX-Request": "true"})
    assert (page.status_code, told in page.text) == (422, True)
    assert page.text.startswith("<title>Error: ")


def test_an_objective_of_choices_takes_a_choice_and_refuses_one_that_is_not_there(at_work):
    work = at_work(objective="sentence-boundaries")
    assert 'type="radio"' in work.page()
    for wrong in ("choice-9", "choice-", "choice-x", "the purple one"):
        assert work.send("answer", wrong).status_code == 422
    page = work.send("answer", work.right_answer(), follow_redirects=True).text
    assert "choice-" not in re.sub(r'"choice-\d"', "", page), "a pupil sees the words, not the number"


@pytest.mark.parametrize("htmx", [False, True])
def test_the_same_form_sent_twice_makes_one_turn(at_work, htmx):
    work = at_work()
    headers = {"HX-Request": "true"} if htmx else {}
    sent = {"position": work.position(), "headers": headers}
    first, second = work.send("answer", "99", **sent), work.send("answer", "99", **sent)
    assert first.status_code == second.status_code == (200 if htmx else 303)
    assert [turn.text for turn in work.turns() if turn.who == "pupil"] == ["99"]


def test_a_form_of_a_page_that_is_behind_is_refused_and_its_text_kept(at_work):
    work = at_work()
    behind = work.position()
    work.send("answer", "99")
    page = work.send("answer", "77", "my line", position=behind)
    assert page.status_code == 422
    assert "moved on in another tab" in page.text
    assert box(page.text, "answer") == "77"
    assert [turn.text for turn in work.turns() if turn.who == "pupil"] == ["99"]
    position = re.findall(r'name="position" value="(\d+)"', page.text)[-1]
    assert work.send("answer", "77", position=position).status_code == 303


@pytest.mark.parametrize("position", ["", "-1", "two", "9" * 30, "9" * 5000, "²", "1e3"])
def test_a_position_that_no_form_has_is_refused(at_work, position):
    work = at_work()
    data = {"position": position, "intent": "help"}
    assert work.client.post(f"{work.path}/turns", data=data).status_code in (400, 422)
    assert len(work.turns()) == 1


@pytest.mark.parametrize("intent", ["", "stop", "ANSWER"])
def test_an_intent_that_no_form_has_is_refused(at_work, intent):
    assert at_work().send(intent, "1").status_code == 400


@pytest.mark.parametrize("path", ["/sessions/{}", "/sessions/{}/turns/1", "/sessions/1/turns/{}"])
def test_a_number_too_large_for_any_row_leads_nowhere(at_work, path):
    assert at_work().client.get(path.format("9" * 40)).status_code == 404


def test_what_a_pupil_writes_is_never_markup(at_work, sign_in_as):
    work = at_work()
    work.send("question", EVIL)
    work.send("answer", "99", EVIL)
    refused = work.send("answer", EVIL, follow_redirects=True).text
    pages = [work.page(), refused, sign_in_as("teacher").get(f"/teacher/sessions/{work.id}").text]
    for page in pages:
        assert "&lt;script&gt;" in page
        assert not re.search(r"<script(?! src)|<img|<strong>bold", page)


@pytest.mark.parametrize("question", ["choice-0 or choice-1?", "choice-", "What does choice-based mean?"])
def test_a_question_that_looks_like_a_posted_choice_is_shown_as_it_was_written(at_work, sign_in_as, question):
    work = at_work()
    work.send("question", question)
    assert question in work.page()
    assert question in sign_in_as("teacher").get(f"/teacher/sessions/{work.id}").text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WRITTEN, working=WRITTEN, intent=st.sampled_from(["answer", "question"]))
def test_whatever_is_written_gets_a_page(at_work_once, text, working, intent):
    page = at_work_once.send(intent, text, working)
    assert page.status_code in (303, 422)
    assert at_work_once.client.get(at_work_once.path).status_code == 200


@pytest.fixture
def at_work_once(at_work):
    return at_work()


def test_a_full_queue_shows_the_authored_hint_at_once_and_says_that_the_tutor_is_busy(at_work, make_app, make_tutor):
    work = at_work(at=make_app(make_tutor(BusyModel())))
    work.send("answer", "99")
    hint = [turn for turn in work.turns() if turn.move == "hint"]
    page = work.client.get(f"{work.path}?wait=1", follow_redirects=True).text
    assert "The tutor is busy" in page
    assert [turn.text for turn in work.turns() if turn.move == "hint"] == [hint[0].authored]


def test_without_a_model_nothing_is_said_of_being_busy(at_work):
    work = at_work()
    work.send("answer", "99")
    page = work.client.get(f"{work.path}?wait=1", follow_redirects=True).text
    assert "Hint 1" in page
    assert "busy" not in page


def test_a_question_shows_whose_words_answer_it(at_work):
    work = at_work()
    work.send("question", "What does it mean to solve an equation?")
    page = work.client.get(f"{work.path}?wait=1", follow_redirects=True).text
    assert "Where this comes from" in page
    assert re.search(r"Licence: [A-Z]", page)


def test_a_question_about_something_else_is_not_answered_from_the_notes(at_work):
    work = at_work()
    page = work.send("question", "Who won the football on Saturday?", follow_redirects=True).text
    assert "do not cover that" in page or "not part of this lesson" in page
    assert "Where this comes from" not in page


def test_stopping_is_always_possible_and_the_session_takes_nothing_after_it(at_work):
    work = at_work()
    position = work.position()
    assert work.client.post(f"{work.path}/end").location == "/home"
    assert "Back to your learning" in work.page()
    assert work.send("answer", "1", position=position).status_code == 422
    assert "Next for you" in work.client.get("/home").text


def test_a_set_that_is_finished_can_be_started_again(at_work, records):
    work = at_work()
    for _ in range(40):
        if 'value="answer"' not in work.page():
            break
        work.send("answer", work.right_answer())
    assert "That is the end of this set" in work.page()
    assert "question-card" in work.send("question", "What is an equation?", follow_redirects=True).text
    assert "Go on where you stopped" not in work.client.get("/home").text
    again = work.client.post("/objectives/linear-equations/sessions", follow_redirects=True)
    assert again.request.path != work.path
    assert "Check my answer" in again.text
    with reading(records) as db:
        assert db.get_one(TutoringSession, work.id).ended_at is not None


def test_an_open_session_is_gone_on_with_instead_of_another_being_started(at_work):
    work = at_work()
    assert work.client.post("/objectives/linear-equations/sessions").location == work.path


def test_one_turn_is_shown_by_itself_for_htmx(at_work):
    work = at_work()
    work.send("answer", "99")
    assert work.client.get(f"{work.path}/turns/3").text.strip().startswith('<div class="turn turn-tutor')
    assert work.client.get(f"{work.path}/turns/30").status_code == 404


def test_a_teacher_reads_the_notes_too_but_starts_nothing(sign_in_as):
    teacher = sign_in_as("teacher")
    notes = teacher.get("/objectives/linear-equations/notes").text
    assert "Back to your classes" in notes
    assert "Questions that pupils ask" in notes
    assert "Practise this" not in notes
    assert teacher.post("/objectives/linear-equations/sessions").status_code == 403


def test_an_objective_that_does_not_exist_has_no_page(sign_in_as):
    pupil = sign_in_as("ada")
    assert pupil.get("/objectives/nothing/notes").status_code == 404
    assert pupil.post("/objectives/nothing/sessions").status_code == 404


def test_a_verdict_is_in_the_answer_to_the_form_while_the_words_are_still_to_come(at_work, make_app, make_tutor):
    work = at_work(at=make_app(make_tutor(SlowModel())))
    page = work.send("answer", "99", headers={"HX-Request": "true"}).text
    assert "Not right yet" in page
    assert "Writing the hint" in page
    assert 'hx-get="' in page


class SlowModel(NoModel):
    """A model that is asked to stop before it has said anything."""

    problem = ""

    def complete(self, prompt, *, deadline, max_tokens):
        time.sleep(1)
        raise ModelUnavailable(Reason.TOO_LATE, "too slow")
