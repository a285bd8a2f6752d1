"""Every page in every state: no violation that axe can see, nothing that scrolls sideways, usable by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1000])
def test_the_pages_of_a_pupil_in_every_state(visit, service, catalogue, width, check):
    nobody = visit(who="nobody", viewport={"width": width, "height": 800}).page
    for path in ("/sign-in", "/about", "/nowhere"):
        nobody.goto(service.url + path)
        check(nobody)
    nobody.goto(f"{service.url}/sign-in")
    nobody.get_by_role("button", name="Sign in").click()
    expect(nobody.get_by_role("alert")).to_be_focused()
    check(nobody)

    pupil = visit(viewport={"width": width, "height": 800})
    page, now = pupil.page, pupil.page.locator("#now")
    check(page)
    for objective in ("balancing-equations", "standard-form", "inference"):
        page.goto(f"{service.url}/objectives/{objective}/notes")
        check(page)
    pupil.begin("sentence-boundaries")
    check(page)
    pupil.begin()
    check(page)
    pupil.answer("about a dozen")
    expect(page.locator(".error-summary")).to_be_focused()
    check(page)
    pupil.answer("99", "a line of working that is long " * 8)
    expect(now.get_by_role("heading", name="Hint 1")).to_be_visible()
    check(page)
    pupil.answer("98")
    expect(now.get_by_role("heading", name="Hint 2")).to_be_visible()
    page.get_by_text("Ask about this lesson").click()
    page.get_by_label("Your question").fill("What does it mean to solve an equation?")
    page.get_by_role("button", name="Ask", exact=True).click()
    now.get_by_text("Where this comes from").click()
    check(page)
    pupil.answer(service.right_answer(page.url, catalogue))
    expect(now.get_by_role("heading", name="Now try one without hints")).to_be_visible()
    page.get_by_text("Earlier in this session").click()
    check(page)
    address = page.url
    page.get_by_role("button", name="Stop for now").click()
    check(page)
    page.goto(address)
    check(page)


@pytest.mark.parametrize("width", [320, 1000])
def test_the_pages_of_a_teacher(visit, width, check):
    pupil = visit()
    pupil.begin()
    pupil.answer("99", "a line of working")
    expect(pupil.page.get_by_role("heading", name="Hint 1")).to_be_visible()
    page = visit(who="teacher", viewport={"width": width, "height": 800}).page
    expect(page.get_by_text("ATTAIN_MODEL is none")).to_be_visible()
    check(page)
    page.get_by_role("link", name=pupil.account.name, exact=True).click()
    check(page)
    page.get_by_role("link", name=re.compile("^Read")).click()
    check(page)


def test_forced_colours_and_reduced_motion_take_nothing_away(visit, check):
    pupil = visit(forced_colors="active", reduced_motion="reduce")
    pupil.begin("sentence-boundaries")
    pupil.page.get_by_role("radio").first.check()
    pupil.page.get_by_role("button", name="Check my answer").click()
    expect(pupil.page.locator(".verdict").first).to_be_visible()
    check(pupil.page)


def test_a_lesson_by_keyboard_alone_never_loses_the_focus_and_is_read_out(visit, service, catalogue):
    pupil = visit(who="nobody")
    page = pupil.page
    told = page.locator("#announce")
    account = service.add_pupil()

    def focused():
        """Return the words of what has the focus, which has to be in view."""
        found = page.evaluate("""() => {
            const { top, bottom } = document.activeElement.getBoundingClientRect();
            const inside = document.activeElement !== document.body && bottom > 0 && top < innerHeight;
            const { id, textContent, tagName } = document.activeElement;
            return { inside, tagName, name: id || textContent.trim() };
        }""")
        assert found["inside"], found
        return found["name"]

    def tab_to(name, key="Tab"):
        for _ in range(60):
            page.keyboard.press(key)
            if re.match(name, focused()):
                return
        pytest.fail(f"{name} cannot be reached")

    page.goto(f"{service.url}/sign-in")
    page.keyboard.press("Tab")
    assert focused() == "Skip to the main content"
    tab_to("username")
    page.keyboard.type(account.username)
    tab_to("password")
    page.keyboard.type("invented-for-tests-22")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your learning")).to_be_visible()
    tab_to("Start")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Question")).to_be_visible()

    tab_to("answer")
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    expect(told).to_contain_text("Not right yet")
    expect(told).to_contain_text("Hint 1")
    assert focused() == "answer"

    page.keyboard.type("about a dozen")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    tab_to("That could not be read")
    page.keyboard.press("Enter")
    assert focused() == "answer"

    page.keyboard.press("Control+A")
    page.keyboard.type("3")
    tab_to("Check my answer")
    tab_to("Stuck")
    page.keyboard.press("Space")
    expect(told).to_contain_text("Hint 2")
    assert focused() == "turn-4", "the pupil's own turn, which the hint follows"
    expect(page.locator("#answer")).to_have_value("3")

    tab_to("Ask about this lesson")
    page.keyboard.press("Enter")
    tab_to("question")
    page.keyboard.type("What is a numerator?")
    page.keyboard.press("Enter")
    expect(told).to_contain_text("the parts")
    expect(page.locator("#answer")).to_have_value("3")
    focused()

    page.locator("#answer").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(service.right_answer(page.url, catalogue))
    page.keyboard.press("Enter")
    expect(told).to_contain_text("Now try one without hints")
    assert focused() == "answer"
    expect(page.locator("#answer")).to_have_value("")
    tab_to("Stop for now")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You have stopped for now")).to_be_visible()
