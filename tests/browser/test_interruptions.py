"""Two tabs, double clicks, the back button, an expired sign-in, a server that dies: nothing written is lost."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect


def answers_of(service, url):
    return [turn.text for turn in service.turns(url) if turn.move == "answer"]


def test_a_second_tab_that_is_behind_keeps_what_was_written_in_it(visit, service):
    pupil = visit()
    pupil.begin()
    behind = pupil.page.context.new_page()
    behind.goto(pupil.page.url)
    pupil.answer("99")
    expect(pupil.page.get_by_role("heading", name="Hint 1")).to_be_visible()
    behind.locator("#answer").fill("77")
    behind.get_by_role("button", name="Check my answer").click()
    expect(behind.locator(".error-summary")).to_contain_text("moved on in another tab")
    expect(behind.locator("#answer")).to_have_value("77")
    expect(behind).to_have_title("Error: " + behind.locator("h1").inner_text() + " – Attain")
    behind.get_by_role("button", name="Check my answer").click()
    expect(behind.get_by_role("heading", name="Hint 2")).to_be_visible()
    assert answers_of(service, behind.url) == ["99", "77"]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_double_click_makes_one_turn(visit, service, javascript):
    pupil = visit(java_script_enabled=javascript)
    pupil.begin()
    pupil.page.locator("#answer").fill("99")
    pupil.page.get_by_role("button", name="Check my answer").dblclick()
    expect(pupil.page.locator("#now")).to_contain_text("Not right yet")
    expect(pupil.page.get_by_role("heading", name="Hint 1")).to_be_visible()
    assert answers_of(service, pupil.page.url) == ["99"]


def test_the_back_button_shows_the_session_as_it_is_and_an_answer_from_there_counts(visit, service):
    pupil = visit()
    pupil.begin()
    page = pupil.page
    pupil.answer("99")
    expect(page.get_by_role("heading", name="Hint 1")).to_be_visible()
    page.get_by_role("link", name="Lesson notes").click()
    expect(page.get_by_role("button", name="Practise this")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Hint 1")).to_be_visible()
    pupil.answer("98")
    expect(page.get_by_role("heading", name="Hint 2")).to_be_visible()
    assert answers_of(service, page.url) == ["99", "98"]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_is_sent_after_the_sign_in_has_expired_waits_in_its_box(visit, service, javascript):
    pupil = visit(java_script_enabled=javascript)
    pupil.begin()
    page, address = pupil.page, pupil.page.url
    page.wait_for_load_state("networkidle")  # every answer of the server renews the cookie
    page.context.clear_cookies()
    pupil.answer("99", "one line\nanother")
    expect(page.get_by_text("What you wrote is kept")).to_be_visible()
    expect(page).to_have_title("Sign in – Attain")
    page.get_by_label("Username").fill(pupil.account.username)
    page.get_by_label("Password").fill("invented-for-tests-22")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#answer")).to_have_value("99")
    expect(page.get_by_label("Your working")).to_have_value("one line\nanother")
    assert page.url == address
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#now")).to_contain_text("Not right yet")


def test_a_question_half_written_stays_while_an_answer_is_sent(visit):
    pupil = visit()
    pupil.begin()
    pupil.page.get_by_text("Ask about this lesson").click()
    pupil.page.get_by_label("Your question").fill("Why is the")
    pupil.answer("99")
    expect(pupil.page.get_by_role("heading", name="Hint 1")).to_be_visible()
    expect(pupil.page.get_by_label("Your question")).to_have_value("Why is the")
    expect(pupil.page.get_by_label("Your question")).to_be_visible()


class Stalling(BaseHTTPRequestHandler):
    """A model server that says nothing until it is let."""

    let = threading.Event()

    def do_POST(self):
        self.let.wait(60)
        message = {"role": "assistant", "content": "What could be done first?"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        body = json.dumps({"choices": [choice], "usage": usage}).encode()
        try:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # whoever asked is gone

    def log_message(self, *_):
        pass


@pytest.fixture
def stalling_model():
    Stalling.let.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stalling)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    Stalling.let.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.slow
def test_a_server_killed_in_the_middle_of_a_reply_loses_nothing_and_the_open_page_goes_on(
    visit, make_service, stalling_model
):
    service = make_service(ATTAIN_MODEL_SERVER=stalling_model, ATTAIN_MODEL="invented")
    service.start()
    pupil = visit(service)
    page = pupil.page
    pupil.begin()
    pupil.answer("99", "one line")
    expect(page.locator("#now")).to_contain_text("Not right yet")
    expect(page.get_by_text("Writing the hint…")).to_be_visible()
    service.kill()
    page.locator("#answer").fill("98")
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("alert")).to_contain_text("What you wrote is still in its box")
    expect(page.locator("#answer")).to_have_value("98")
    assert [turn.state for turn in service.turns(page.url)] == ["shown", "shown", "waiting"]

    Stalling.let.set()
    service.start()
    expect(page.get_by_role("heading", name="Hint 1")).to_be_visible()
    expect(page.locator("#trouble")).to_be_hidden()
    expect(page.locator("#answer")).to_have_value("98")
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("heading", name="Hint 2")).to_be_visible()
    page.reload()
    assert answers_of(service, page.url) == ["99", "98"]
