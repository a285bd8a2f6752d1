"""A teacher's starters and keys in a real browser: axe, narrow windows, no script, and paper."""

import re

import pytest
from playwright.sync_api import expect

STARTER = "/teacher/objectives/{}/starter?seed=3&answers=yes"


@pytest.mark.parametrize("width", [320, 1000])
def test_the_pages_of_starters_and_keys(visit, service, width, check):
    page = visit(who="teacher", viewport={"width": width, "height": 800}).page
    page.goto(f"{service.url}/teacher/starters?q=triangles")
    for summary in page.locator("details.subject > summary").all():
        summary.click()
    check(page)
    for objective in ("pythagoras", "similar-shapes", "fractions-add", "photosynthesis", "inference"):
        page.goto(service.url + STARTER.format(objective))
        for summary in page.get_by_text("Describe the diagram").all():
            summary.click()
        check(page)
    page.goto(f"{service.url}/teacher/keys/")
    check(page)
    page.get_by_role("button", name="Give a key").click()
    expect(page.get_by_role("alert")).to_be_focused()
    check(page)
    page.get_by_label("Name of the tool").fill(f"Slides {width}")
    page.get_by_role("button", name="Give a key").click()
    expect(page.locator(".key-shown")).to_contain_text("attain_")
    check(page)
    page.get_by_role("button", name=f"Revoke the key of Slides {width}").click()
    check(page)


def test_a_starter_is_found_shown_and_changed_without_javascript(visit):
    page = visit(who="teacher", java_script_enabled=False).page
    page.set_default_timeout(60_000)  # the first search of a service loads what embeds it
    page.get_by_role("link", name="Make a starter").click()
    page.get_by_label("What is the lesson about?").fill("right-angled triangles")
    page.get_by_role("button", name="Find objectives").click()
    page.get_by_role("link", name="Use Pythagoras").first.click()
    expect(page.get_by_role("heading", name="Question 5")).to_be_visible()
    expect(page.get_by_role("heading", name="Answers and working")).to_have_count(0)
    page.get_by_role("link", name="Show the answers").click()
    expect(page.get_by_role("heading", name="Answer to question 5")).to_be_visible()
    before = page.url
    page.get_by_role("link", name="Another set").click()
    assert page.url.split("?")[0] == before.split("?")[0]
    expect(page.get_by_role("heading", name="Answers and working")).to_have_count(0)


def test_on_paper_the_answers_begin_on_a_sheet_of_their_own_and_nothing_is_there_to_be_pressed(visit, service):
    def sheets():
        return len(re.findall(rb"/Type /Page\b", page.pdf(format="A4")))

    page = visit(who="teacher").page
    page.goto(service.url + STARTER.format("linear-equations"))
    with_answers = sheets()
    page.get_by_role("link", name="Hide the answers").click()
    assert 1 <= sheets() < with_answers
    page.go_back()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Answers and working")).to_be_visible()
    assert page.locator("#answers").evaluate("element => getComputedStyle(element).breakBefore") == "page"
    for question in page.locator(".starter-question").all():
        assert question.evaluate("element => getComputedStyle(element).breakInside") == "avoid"
    for pressed in ("Another set", "Hide the answers", "Sign out", "Skip to the main content"):
        expect(page.get_by_text(pressed)).to_be_hidden()
    expect(page.get_by_text("CC BY 4.0").first).to_be_visible()
