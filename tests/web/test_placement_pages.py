import re

import pytest


@pytest.fixture
def placed(at_work, sign_in_as, records, tutor):
    """A pupil with a session left open who has been placed in mathematics: the client and the placement's path."""
    work = at_work(objective="fractions-add")
    path = work.client.post("/subjects/science/placements").location
    placement = type(work)(work.client, path, records, tutor)
    assert "Finding out where to start: Science" in placement.page()
    while "Check my answer" in placement.page():
        placement.send("pass")
    assert "first on your page" in placement.page()
    return placement


def test_after_a_placement_what_suits_stands_above_what_was_left_open(placed) -> None:
    home = placed.client.get("/home").text
    assert home.index("It suits you best now") < home.index("Still open")
    first = re.search(r'<section class="next".*?action="([^"]+)"', home, re.DOTALL)[1]
    assert placed.client.post(first, follow_redirects=True).status_code == 200
    assert "It suits you best now" not in placed.client.get("/home").text


def test_a_request_for_help_keeps_the_question_and_says_how_to_go_on(at_work, records, tutor) -> None:
    work = at_work()
    placement = type(work)(work.client, work.client.post("/subjects/science/placements").location, records, tutor)
    question = re.search(r'<div class="question">(.*?)</div>', placement.page(), re.DOTALL)[1]
    page = placement.send("answer", "can you give me a hint please", follow_redirects=True).text
    assert question in page
    assert "There is no help here" in page
    assert "I do not know: skip it" in page


def test_a_teacher_reads_which_subject_a_placement_was_on(placed, sign_in_as) -> None:
    teacher = sign_in_as("teacher")
    pupil = re.search(r'href="(/teacher/pupils/\d+)">Ada', teacher.get("/teacher/").text)[1]
    assert "Finding out where to start: Science" in teacher.get(pupil).text
    page = teacher.get(placed.path.replace("/sessions", "/teacher/sessions")).text
    assert "<h1>Transcript: Finding out where to start: Science</h1>" in page
