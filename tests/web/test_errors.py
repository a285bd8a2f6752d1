"""What goes wrong has a page that says so, and what was written stands on it."""

import re

import pytest
from sqlalchemy import event

from tutor.database import transaction
from tutor.records import Turn

CROSS_SITE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://example.org"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
]


@pytest.mark.parametrize("headers", CROSS_SITE, ids=str)
def test_a_change_that_another_site_sends_is_refused(at_work, headers):
    work = at_work()
    assert work.send("answer", "99", headers=headers).status_code == 403
    assert work.client.post("/sign-out", headers=headers).status_code == 403
    assert len(work.turns()) == 1


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}], ids=str)
def test_a_change_that_our_own_page_sends_is_taken(at_work, headers):
    assert at_work().send("answer", "99", headers=headers).status_code == 303


@pytest.mark.parametrize(
    ("method", "path", "code"), [("GET", "/nowhere", 404), ("GET", "/sign-out", 405), ("POST", "/about", 405)]
)
def test_an_address_that_leads_nowhere_says_so(client, method, path, code):
    page = client.open(path, method=method)
    assert page.status_code == code
    assert "Go to your first page" in page.text


def test_a_form_that_is_too_large_is_refused_before_it_is_read(at_work):
    work = at_work()
    page = work.send("answer", "9" * 70_000)
    assert page.status_code == 413
    assert "too much text" in page.text


def test_an_answer_that_is_too_long_to_record_is_refused_and_kept(at_work):
    work = at_work()
    page = work.send("question", "why " * 1200)
    assert page.status_code == 422
    assert "why why" in re.search(r'id="question" name="text"[^>]*value="([^"]*)"', page.text)[1]
    assert len(work.turns()) == 1


def test_without_a_curriculum_the_pages_say_what_to_do_and_signing_in_still_works(make_app, sign_in_as):
    app = make_app(None, "There is no curriculum in /somewhere: run `attain setup`.")
    pupil, teacher = sign_in_as("ada", app), sign_in_as("teacher", app)
    for page in (pupil.get("/home"), pupil.post("/sessions/1/turns", data={"text": "my answer"})):
        assert page.status_code == 503
        assert "run `attain setup`" in page.text
    assert "my answer" in page.text
    assert app.test_client().get("/about").status_code == 200
    assert "run `attain setup`" in teacher.get("/teacher/").text
    assert app.test_client().get("/health").json["content"] is None


def read_only(engine):
    """Make the database one that cannot be written, as on a disk that is mounted read-only."""
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    engine.dispose()


def full(engine):
    """Make the database one that cannot grow, as on a full disk, and fill it."""

    def limit(connection, _):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", limit)
    engine.dispose()


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("failure", [read_only, full])
def test_records_that_cannot_be_written_give_back_what_was_written(at_work, records, failure, htmx):
    work = at_work()
    position = work.position()
    headers = {"HX-Request": "true"} if htmx else {}
    failure(records)
    for _ in range(30):
        sent = {"position": position, "headers": headers}
        page = work.send("question", "What is <my> question? " * 150, "", **sent)
        position = str(len(work.turns()) + 1)
        if page.status_code == 503:
            break
    assert page.status_code == 503
    assert "cannot be saved" in page.text
    assert "What is &lt;my&gt; question?" in page.text
    assert (page.headers.get("HX-Retarget") == "body") is htmx
    assert work.client.get(work.path).status_code == 200


def test_records_that_are_gone_leave_a_page_that_says_so(app, records, settings, people):
    (settings.data / "records.db").rename(settings.data / "elsewhere.db")
    records.dispose()
    data = {"username": "ada", "password": people.sign_ins["ada"].password}
    page = app.test_client().post("/sign-in", data=data)
    assert page.status_code == 503
    assert data["password"] not in page.text


def test_an_error_that_nobody_foresaw_has_a_page_and_gives_back_what_was_written(at_work, records):
    work = at_work()
    position = work.position()
    with transaction(records) as db:
        first = db.get_one(Turn, work.turns()[0].id)
        first.facts = {"sources": 5}
        db.add(first)
    assert work.client.get(work.path).status_code == 500
    page = work.send("answer", "what I wrote", position=position, headers={"HX-Request": "true"})
    assert page.status_code == 500
    assert "what I wrote" in page.text


def test_a_page_that_fails_even_while_it_says_so_still_has_words(app, sign_in_as):
    app.jinja_env.loader = None
    app.jinja_env.cache.clear()
    page = app.test_client().get("/nowhere")
    assert page.status_code == 404
    assert "What you had sent before is safe" in page.text


def test_pages_are_never_kept_by_a_cache_and_never_shown_inside_another_site(client):
    headers = client.get("/sign-in").headers
    assert headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "script-src 'self';" in headers["Content-Security-Policy"]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, people):
    data = {"username": "ada", "password": people.sign_ins["ada"].password}
    cookie = client.post("/sign-in", data=data).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
