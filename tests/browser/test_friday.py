"""A pupil says that a reply did not help, and a teacher finds it on the Friday page: with and without JavaScript."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from web.commands.demonstration import newest_week

FILL = [sys.executable, "-c", "from web.commands import main; main()", "demonstration", "fill"]


@pytest.fixture(scope="module")
def filled(make_service):
    """A service whose demonstration class has worked for a week."""
    service = make_service(ATTAIN_MODEL="none")
    subprocess.run(FILL, env=service.environment, cwd=service.data, check=True, capture_output=True)
    service.start()
    return service


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_what_did_not_help_is_on_the_page_of_the_week(make_service, visit, check, script):
    service = make_service(ATTAIN_MODEL="none")
    service.start()
    pupil = visit(service, java_script_enabled=script, viewport={"width": 320, "height": 800})
    page = pupil.page
    pupil.begin()
    pupil.answer("987")
    expect(page.get_by_role("button", name="This helped")).to_be_visible()
    if script:
        expect(page.locator("#announce")).to_contain_text("Hint 1")
        expect(page.locator("#announce")).not_to_contain_text("This helped")
    page.locator("#answer").fill("12")
    page.get_by_role("button", name="This did not help").press("Enter")
    expect(page.get_by_text("Your teacher can see this")).to_be_visible()
    pressed = page.get_by_role("button", name="This did not help")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    if script:
        check(page)
        expect(pressed).to_be_focused()
        expect(page.locator("#answer")).to_have_value("12")
        expect(page.locator("#announce")).not_to_contain_text("helped")

    page = visit(service, who="teacher", java_script_enabled=script, viewport={"width": 320, "height": 800}).page
    page.get_by_role("link", name="This week in 10X").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("10X .*this week"))
    section = page.get_by_role("region", name="1 reply did not help")
    section.get_by_text("Evidence").click()
    expect(section.get_by_role("link", name="Read it in its place")).to_be_visible()
    if script:
        check(page)
    section.get_by_role("button", name="Put away").click()
    expect(page.get_by_role("status").filter(has_text="Put away")).to_be_visible()
    expect(page.get_by_role("heading", name="1 reply did not help")).to_have_count(0)
    page.locator(".friday-away summary").click()
    if script:
        check(page)
    page.get_by_role("button", name="Bring back “1 reply did not help”").click()
    page.get_by_role("region", name="1 reply did not help").get_by_role("link", name="Read the newest").click()
    assert re.search(r"/teacher/sessions/\d+#turn-\d+$", page.url)
    expect(page.get_by_text("This did not help, says the pupil.")).to_be_visible()
    if script:
        check(page)


@pytest.mark.parametrize("width", [320, 1000])
def test_a_full_week_is_read_without_scrolling_sideways_and_prints_what_is_open(filled, visit, check, width):
    page = visit(filled, who="teacher", viewport={"width": width, "height": 800}).page
    page.goto(f"{filled.url}/teacher/classes/1/week?week={newest_week()}")
    check(page)
    expect(page.locator(".finding")).to_have_count(7)
    for summary in page.locator(".finding summary").all():
        summary.press("Enter")
    check(page)
    page.locator(".finding summary").last.press("Enter")
    page.emulate_media(media="print")
    expect(page.locator(".finding details").first).to_be_visible()
    expect(page.locator(".finding details").last).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("Put away"))).to_have_count(0)
