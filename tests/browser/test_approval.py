"""A teacher sees the model's replies first, and steers the tutor: with and without JavaScript, and by keyboard."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Locator, Page, expect

from tutor.steering import BY_NAME


class Echo(BaseHTTPRequestHandler):
    """A model server that joins nothing: it says the draft of the prompt back, which the checker lets pass."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = asked["messages"][-1]["content"].removeprefix("DRAFT: ").removesuffix("\nMESSAGE:")
        reply = {
            "choices": [{"message": {"content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 10, "completion_tokens": 10},
        }
        body = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture(scope="module")
def echo() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def worded(make_service, echo):
    """A service whose model is the echo."""
    service = make_service(ATTAIN_MODEL="echo", ATTAIN_MODEL_SERVER=echo)
    service.start()
    return service


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def script(request) -> bool:
    return request.param


@pytest.fixture
def look(script, check):
    """Return a function that holds a page to axe, where scripts run."""
    return check if script else lambda _page: None


@pytest.fixture
def size(script) -> dict:
    width = 320 if script else 1000
    return {"java_script_enabled": script, "viewport": {"width": width, "height": 800}}


def first_waiting(teacher: Page, url: str) -> Locator:
    """Look again and again until the model has worded a reply; return the newest."""
    for _ in range(80):
        teacher.goto(f"{url}/teacher/replies/")
        if teacher.locator(".held-reply").count():
            break
        teacher.wait_for_timeout(250)
    return teacher.locator(".held-reply").first


def hold_replies(teacher: Page, url: str) -> None:
    teacher.goto(f"{url}/teacher/replies/")
    if teacher.get_by_role("button", name="Hold replies for me").count():
        teacher.get_by_role("button", name="Hold replies for me").press("Enter")
    expect(teacher.get_by_text("replies are held")).to_be_visible()


def test_a_reply_is_held_edited_and_sent(worded, visit, look, script, size):
    teacher = visit(worded, who="teacher", **size).page
    hold_replies(teacher, worded.url)
    pupil = visit(worded, **size)
    page = pupil.page
    pupil.begin()
    pupil.answer("987")
    expect(page.get_by_role("heading", name="Hint 1")).to_be_visible()
    reply = first_waiting(teacher, worded.url)
    look(teacher)
    if script:
        expect(page.locator("#now").get_by_text("is with your teacher")).to_be_visible()
        page.locator("#answer").fill("12")
        look(page)
    expect(reply.get_by_text("987", exact=True)).to_be_visible()
    reply.locator("summary").first.press("Enter")
    reply.get_by_label("Your version").fill("Think of 4321, and look at both sides.")
    reply.get_by_role("button", name="Send my version").press("Enter")
    expect(teacher.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(teacher.get_by_text("a number that stands neither in the question")).to_be_visible()
    look(teacher)
    teacher.get_by_role("button", name="Send it all the same").press("Enter")
    expect(teacher.get_by_text("It now stands in the pupil’s session.")).to_be_visible()

    if not script:
        page.reload()
    expect(page.get_by_role("heading", name="Your teacher has written this")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Think of 4321, and look at both sides.")).to_be_visible()
    if script:  # it came by itself, and took nothing away
        expect(page.locator("#answer")).to_have_value("12")
        expect(page.locator("#answer")).to_be_focused()
        look(page)


def test_a_refused_reply_never_reaches_the_pupil_and_stands_in_the_transcript(worded, visit, look, size):
    teacher = visit(worded, who="teacher", **size).page
    hold_replies(teacher, worded.url)
    pupil = visit(worded, **size)
    pupil.begin()
    pupil.answer("986")
    expect(pupil.page.get_by_role("heading", name="Hint 1")).to_be_visible()
    reply = first_waiting(teacher, worded.url)
    reply.locator("summary").last.press("Enter")
    reply.get_by_label("Why").select_option(label="It comes too late")
    look(teacher)
    reply.get_by_role("button", name="Refuse it").press("Enter")
    expect(teacher.get_by_text("Refused. The pupil keeps the lesson’s own words.")).to_be_visible()
    expect(teacher.get_by_role("cell", name="It comes too late:")).to_be_visible()
    pupil.page.reload()
    expect(pupil.page.get_by_role("heading", name="Hint 1")).to_be_visible()
    expect(pupil.page.locator(".held")).to_have_count(0)
    teacher.locator("summary", has_text="Decided and expired").press("Enter")
    look(teacher)
    teacher.get_by_role("link", name="Open").first.click()
    expect(teacher.get_by_text("Refused by Ms Teacher (invented)")).to_be_visible()
    teacher.get_by_role("link", name="Read the whole session").click()
    expect(teacher.get_by_text("Held for a teacher")).to_be_visible()
    look(teacher)


def test_a_teachers_note_is_kept_to_seen_by_the_pupil_and_ended(visit, look, size):
    pupil = visit(**size)
    teacher = visit(who="teacher", **size).page
    teacher.get_by_role("link", name=pupil.account.name, exact=True).click()
    teacher.get_by_role("link", name="Change what the tutor keeps to").click()
    rule = BY_NAME["tries first"].sentence
    teacher.get_by_role("button", name="Add").press("Enter")
    expect(teacher.get_by_role("heading", name="There is a problem")).to_be_visible()
    look(teacher)
    teacher.get_by_label(rule).press("Space")
    teacher.get_by_label("In your own words").fill("Use shorter sentences.")
    teacher.get_by_role("button", name="Add").press("Enter")
    expect(teacher.get_by_text("It holds from the pupil’s next message on.")).to_be_visible()
    look(teacher)

    page = pupil.page
    page.reload()
    expect(page.get_by_text("Your teacher has asked the tutor:")).to_be_visible()
    expect(page.get_by_text(rule)).to_be_visible()
    look(page)
    pupil.begin()
    expect(page.get_by_text("Use shorter sentences.")).to_be_visible()
    page.get_by_role("button", name="Stuck? Get a hint").click()
    expect(page.locator("#turn-3").get_by_text("two tries of your own before a hint")).to_be_visible()
    look(page)
    teacher.get_by_role("button", name=rule).press("Enter")
    expect(teacher.get_by_text("1 note has ended")).to_be_visible()
    page.get_by_role("button", name="Stuck? Get a hint").click()
    expect(page.get_by_role("heading", name="Hint 1")).to_be_visible()
