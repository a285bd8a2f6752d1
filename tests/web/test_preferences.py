"""The page of preferences, and what every page makes of them."""

import re

import pytest
from sqlmodel import select

from tutor.database import reading
from tutor.glossary import words_to_know
from tutor.item_choice import drawn
from tutor.records import Account
from tutor.telling import tells


def first(page):
    """Return the attributes of the page's first element."""
    return dict(re.findall(r'data-(\w+)="([^"]*)"', re.search(r"<html[^>]*>", page)[0]))


@pytest.mark.parametrize("username", ["ada", "teacher"])
def test_what_somebody_chooses_is_on_every_page_from_then_on(sign_in_as, username):
    client = sign_in_as(username)
    assert first(client.get("/about").text)["theme"] == "device"
    answer = client.post("/preferences", data={"theme": "dark", "size": "largest", "back": "/about"})
    assert (answer.status_code, answer.location) == (303, "/preferences?back=/about")
    page = client.get(answer.location).text
    assert "Saved." in page
    assert 'href="/about">Back to where you were' in page
    assert re.search(r'value="dark" checked', page)
    assert (first(page)["theme"], first(page)["size"]) == ("dark", "largest")
    assert first(sign_in_as(username).get("/about").text)["theme"] == "dark", "it follows the account"


def test_before_somebody_signs_in_pages_are_as_the_device_is_set(client):
    assert first(client.get("/sign-in").text)["theme"] == "device"
    assert "Preferences" not in client.get("/sign-in").text
    assert client.get("/preferences").status_code == 401


def test_one_persons_choice_is_nobody_elses(sign_in_as):
    sign_in_as("ada").post("/preferences", data={"theme": "contrast"})
    assert first(sign_in_as("ben").get("/home").text)["theme"] == "device"


def test_a_choice_that_there_is_not_is_refused_with_the_rest_as_it_was_chosen(sign_in_as, records):
    client = sign_in_as("ada")
    answer = client.post("/preferences", data={"theme": "purple", "size": "large", "shoe": "42"})
    assert answer.status_code == 422
    assert "<title>Error: How pages look and read" in answer.text
    assert 'href="#theme-device"' in answer.text
    assert 'value="large" checked' in answer.text
    with reading(records) as db:
        assert db.exec(select(Account).where(Account.username == "ada")).one().preferences == {}


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("/home", "/home"),
        ("//elsewhere.example", "/"),
        ("https://elsewhere.example/", "/"),
        ("/nowhere", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_leads_into_this_service_only(sign_in_as, back, leads):
    page = sign_in_as("ada").get("/preferences", query_string={"back": back}).text
    assert f'<a href="{leads}">Back to where you were' in page


def test_a_page_that_was_only_sent_is_no_way_back(at_work):
    work = at_work()
    page = work.client.get("/preferences", query_string={"back": f"{work.path}/turns"}).text
    assert '<a href="/">Back to where you were' in page


# Read aloud


def speeches(page):
    return re.findall(r'data-speech="([^"]*)"', page)


def test_question_reply_and_reading_can_be_listened_to_in_words(at_work):
    work = at_work()
    work.send("answer", "1/2")
    found = speeches(work.page())
    assert any("1 over 2" in speech for speech in found), "how the answer was read"
    assert len(found) >= 3
    assert not any(re.search(r"[\\${}]", speech) for speech in found)


def test_the_choices_can_be_listened_to(at_work):
    assert any(speech.startswith("Option 1: ") for speech in speeches(at_work(objective="sentence-boundaries").page()))


def test_whoever_does_not_want_to_listen_gets_no_buttons(at_work):
    work = at_work()
    assert "listen.js" in work.page()
    work.client.post("/preferences", data={"aloud": "off"})
    assert speeches(work.page()) == []
    assert "listen.js" not in work.page()


# Words to know, focus, diagrams


def test_the_words_to_know_are_on_the_page_of_the_session(at_work):
    page = at_work(objective="pythagoras").page()
    assert "Words to know" in page
    assert "hypotenuse" in re.search(r'<details class="words-here">.*?</details>', page, re.DOTALL)[0]


def test_while_somebody_is_being_placed_no_words_are_shown(sign_in_as):
    client = sign_in_as("ada")
    page = client.post("/subjects/maths/placements", follow_redirects=True).text
    assert "words-here" not in page


def test_in_focus_a_session_is_question_answer_and_help_and_the_rest_one_disclosure(at_work):
    work = at_work(objective="pythagoras")
    work.send("answer", "99")
    work.client.post("/preferences", data={"focus": "on"})
    page = work.page()
    before, rest = page.split('<details class="rest">')
    for here in ("Question", "Check my answer", "Stuck?", "Ask about this lesson", "Stop for now"):
        assert here in before
    for behind in ("Lesson notes", "Words to know", "Preferences", "Sign out", "Ada Example", "not a person"):
        assert behind not in before
        assert behind in rest
    assert "Sign out" in work.client.get("/home").text.split("<main")[0], "other pages are whole"


def with_a_diagram(at_work):
    work = at_work(objective="venn-diagrams")
    for _ in range(12):
        position = next((turn.position for turn in work.turns() if turn.facts.get("diagram")), None)
        if position:
            return work, position
        work.send("answer", work.right_answer())
    pytest.fail("no item with a diagram came")


def test_a_diagram_has_a_page_of_its_own_in_several_sizes(at_work, sign_in_as):
    work, position = with_a_diagram(at_work)
    path = f"{work.path}/diagram/{position}"
    assert f'href="{path}"' in work.page()
    for size in (1, 2, 3):
        page = work.client.get(path, query_string={"size": size})
        assert f"diagram-large-{size}" in page.text
        assert "In words" in page.text
    assert "diagram-large-1" in work.client.get(path, query_string={"size": 99}).text
    assert work.client.get(f"{work.path}/diagram/{position + 50}").status_code == 404
    assert sign_in_as("ben").get(path).status_code == 404


def test_a_word_whose_meaning_would_tell_the_answer_is_kept_back(tutor, catalogue):
    kept_back = []
    for subject in catalogue.subjects():
        for objective in catalogue.objectives(subject.id):
            every = words_to_know(tutor, objective.id, None)
            for item in catalogue.items_of(objective.id):
                one = drawn(catalogue, item.id, 1)
                shown = words_to_know(tutor, objective.id, one)
                assert not [entry for entry in shown if tells(entry.text, one)]
                kept_back += [entry.term for entry in every if entry not in shown]
    assert kept_back
