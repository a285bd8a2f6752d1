"""The end of a session: at once, then in words what was done and what to try next."""

import re

from tutor.database import reading
from tutor.records import TutoringSession


def test_stopping_before_any_answer_leads_straight_home(at_work):
    work = at_work()
    assert work.client.post(f"{work.path}/end").location == "/home"


def test_stopping_ends_the_session_at_once_and_says_what_was_done(at_work, records):
    work = at_work()
    work.send("answer", "99")
    response = work.client.post(f"{work.path}/end")
    with reading(records) as db:
        assert db.get_one(TutoringSession, work.id).ended_at is not None
    page = work.client.get(response.location).text
    assert "1 question answered" in page
    assert "1 not right yet" in page
    assert "Back to your learning" in page


def test_what_to_try_next_starts_without_hints(at_work):
    work = at_work()
    work.send("answer", "99")
    work.send("answer", work.right_answer())
    page = work.client.get(work.client.post(f"{work.path}/end").location).text
    assert "1 right with help, or after another try" in page
    assert "now see whether it goes without" in page
    start = re.search(r'action="([^"]+/unaided)"', page)[1]
    assert "Now try one without hints" in work.client.post(start, follow_redirects=True).text


def test_a_set_that_ends_by_itself_shows_the_same_and_finish_leads_home(at_work):
    work = at_work()
    for _ in range(20):
        if "Check my answer" not in work.page():
            break
        work.send("answer", work.right_answer())
    assert "What you did" in work.page()
    assert work.client.post(f"{work.path}/end").location == "/home"


def test_the_end_of_a_session_that_goes_on_is_the_session(at_work):
    work = at_work()
    assert work.client.get(f"{work.path}/end").location == work.path
    assert work.client.post(f"{work.path}/unaided").status_code == 404


def test_nobody_sees_the_end_of_somebody_elses_session(at_work, sign_in_as):
    work = at_work()
    work.send("answer", "99")
    work.client.post(f"{work.path}/end")
    assert sign_in_as("ben").get(f"{work.path}/end").status_code == 404
    assert sign_in_as("zoe").post(f"{work.path}/unaided").status_code == 404
    assert sign_in_as("teacher").get(f"{work.path}/end").status_code == 403
