"""Starters: found, shown on a board, and printed with their answers apart."""

import html
import re

import pytest

from tutor import starters
from tutor.diagnosis import could_reveal

PATH = "/teacher/objectives/linear-equations/starter"


@pytest.fixture
def teacher(sign_in_as):
    return sign_in_as("teacher")


@pytest.fixture
def objectives(catalogue):
    return [one for subject in catalogue.subjects() for one in catalogue.objectives(subject.id)]


def test_an_address_without_a_seed_leads_to_a_set_that_can_be_found_again(teacher):
    location = teacher.get(PATH).location
    assert re.fullmatch(rf"{PATH}\?seed=\d+", location)
    assert teacher.get(location).text == teacher.get(location).text


def test_five_questions_stand_on_the_sheet_and_no_answers_until_they_are_asked_for(teacher, catalogue):
    sheet = teacher.get(f"{PATH}?seed=5").text
    assert sheet.count('class="starter-question"') == 5
    assert "Answers and working" not in sheet
    items = starters.make(catalogue, "linear-equations", 5).items
    for item in items:
        assert all(html.escape(step) not in sheet for step in item.steps if "$" not in step and len(step) > 15)
    link = html.unescape(re.search(r'href="([^"]*answers=yes)#answers"', sheet)[1])
    answers = teacher.get(link).text
    assert answers.count('class="starter-question"') == answers.count('class="starter-answer"') == 5
    assert answers.index('class="starter-answers"') > answers.rindex('class="starter-question"')


def test_another_set_has_other_questions(teacher):
    first = teacher.get(f"{PATH}?seed=5").text
    link = html.unescape(re.search(r'href="([^"]+)">Another set', first)[1])
    assert link == f"{PATH}?seed=6"
    own, other = (
        re.findall(r'class="question">(.*?)</div>', page, re.DOTALL) for page in (first, teacher.get(link).text)
    )
    assert own != other


def test_whose_questions_they_are_stands_at_the_foot(teacher):
    foot = re.search(r'<footer class="starter-foot">.*?</footer>', teacher.get(f"{PATH}?seed=5").text, re.DOTALL)[0]
    assert "Attain contributors" in foot
    assert "CC BY 4.0" in foot


@pytest.mark.parametrize("seed", ["-1", "x", "", "9" * 30, "٣"])
def test_a_seed_that_cannot_be_used_leads_to_one_that_can(teacher, seed):
    assert teacher.get(PATH, query_string={"seed": seed}).status_code == 303


@pytest.mark.slow
def test_every_objective_has_a_sheet_that_keeps_the_rules_of_all_pages(teacher, objectives):
    for objective in objectives:
        page = teacher.get(f"/teacher/objectives/{objective.id}/starter?seed=17&answers=yes")
        assert page.status_code == 200
        assert page.text.count('class="starter-answer"') == 5, objective.id


def test_the_diagram_of_a_question_is_on_the_sheet(teacher, catalogue, objectives):
    seeds = ((one.id, seed) for one in objectives for seed in range(6))
    place = next(
        (name, seed) for name, seed in seeds if any(item.diagram for item in starters.make(catalogue, name, seed).items)
    )
    page = teacher.get(f"/teacher/objectives/{place[0]}/starter?seed={place[1]}").text
    assert 'class="diagram' in page
    assert "Describe the diagram" in page


def test_hidden_items_are_left_out(teacher, catalogue, monkeypatch):
    rows = catalogue.items_of("linear-equations")
    monkeypatch.setattr(type(catalogue), "items_of", lambda *_: rows[:3])
    page = teacher.get(f"{PATH}?seed=5").text
    assert page.count('class="starter-question"') == 3
    assert "There are only 3 questions" in page
    monkeypatch.setattr(type(catalogue), "items_of", lambda *_: [])
    assert teacher.get(f"{PATH}?seed=5").status_code == 404
    assert PATH not in teacher.get("/teacher/starters").text


def test_an_objective_is_found_by_meaning_and_by_browsing(teacher, objectives):
    found = teacher.get("/teacher/starters", query_string={"q": "sides of a right-angled triangle"}).text
    results = found.split("All objectives")[0]
    assert "pythagoras" in re.findall(r'href="/teacher/objectives/([\w-]+)/starter"', results)[:3]
    everything = teacher.get("/teacher/starters").text
    assert {f"/teacher/objectives/{one.id}/starter" for one in objectives} <= set(
        re.findall(r'href="([^"]+)"', everything)
    )
    assert "Found for" not in everything
    assert 'href="/teacher/starters"' in teacher.get("/teacher/").text


def test_a_starter_is_one_link_away_wherever_an_objective_is_named(teacher, at_work, records):
    work = at_work("ada")
    work.send("answer", "99")
    for path in ("/teacher/pupils/2", f"/teacher/sessions/{work.id}"):
        assert f'href="{PATH}"' in teacher.get(path).text, path
    with records.begin() as connection:
        connection.exec_driver_sql("UPDATE tutoring_session SET objective_id = 'gone-by-now'")
        connection.exec_driver_sql("UPDATE mastery SET objective_id = 'gone-by-now'")
    assert "/starter" not in teacher.get("/teacher/pupils/2").text


@pytest.mark.parametrize("path", [f"{PATH}?seed=1", "/teacher/starters", "/teacher/keys/"])
def test_pupils_are_kept_out(sign_in_as, path):
    assert sign_in_as("ada").get(path).status_code == 403


def test_a_starter_on_a_misconception_has_three_questions_that_show_it(teacher, catalogue):
    idea = "pythagoras-lengths-not-squares"
    path = f"/teacher/objectives/pythagoras/starter?misconception={idea}"
    assert f"misconception={idea}" in teacher.get(path).location
    sheet = teacher.get(f"{path}&seed=5").text
    assert sheet.count('class="starter-question"') == 3
    assert "There are only" not in sheet
    assert sheet.count(f"misconception={idea}") == 2
    assert catalogue.misconception(idea).statement not in html.unescape(sheet)
    answers = teacher.get(f"{path}&seed=5&answers=yes").text
    assert "What to look for:" in answers
    items = starters.make(catalogue, "pythagoras", 5, idea).items
    assert all(idea in could_reveal(item.answer) for item in items)
    assert [item.difficulty for item in items] == sorted(item.difficulty for item in items)


def test_where_fewer_questions_show_it_others_of_the_objective_are_added(catalogue):
    items = starters.make(catalogue, "pythagoras", 5, "pythagoras-one-distance").items
    assert len({item.id for item in items}) == 3
    assert any("pythagoras-one-distance" in could_reveal(item.answer) for item in items)


def test_a_misconception_of_another_objective_is_passed_over(teacher):
    assert teacher.get(f"{PATH}?seed=5&misconception=nothing").text.count('class="starter-question"') == 5
