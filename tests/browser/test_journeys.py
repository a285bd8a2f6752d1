"""A lesson from beginning to end as a pupil and a teacher see it: the real server, model, records and browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

WORDED = 70_000


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_pupil_learns_and_the_teacher_sees_it(visit, service_with_model, catalogue, javascript):
    pupil = visit(service_with_model, java_script_enabled=javascript)
    page, service = pupil.page, service_with_model
    now = page.locator("#now")

    def wait_for_words():
        if not javascript:
            page.set_default_timeout(WORDED)
            for _ in range(6):
                if not (link := page.get_by_role("link", name="Show it")).count():
                    break
                link.first.click()
        expect(page.locator(".waiting")).to_have_count(0, timeout=WORDED)

    page.get_by_role("region", name="Next for you").get_by_role("button", name="Start").click()
    expect(now.get_by_role("heading", name="Question")).to_be_visible()

    pupil.answer("99", "first line\nsecond line")
    expect(now).to_contain_text("Not right yet")
    wait_for_words()
    expect(now.get_by_role("heading", name="Hint 1")).to_be_visible()
    expect(page.locator("#working")).to_have_value("first line\nsecond line")

    page.get_by_text("Ask about this lesson").click()
    page.get_by_label("Your question").fill("What is a common denominator?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(now).to_contain_text("What is a common denominator?")
    wait_for_words()
    now.get_by_text("Where this comes from").last.click()
    expect(now.locator(".sources[open]")).to_contain_text("Licence:")

    pupil.answer(service.right_answer(page.url, catalogue))
    expect(now).to_contain_text("Right")
    expect(now.get_by_role("heading", name="Now try one without hints")).to_be_visible()
    expect(page.locator("#answer")).to_have_value("")
    pupil.answer(service.right_answer(page.url, catalogue))
    expect(now).to_contain_text("That is right, and without help.")

    kept = [(turn.move, turn.text) for turn in service.turns(page.url) if turn.who == "pupil"]
    assert kept[0] == ("answer", "99")
    assert len(kept) == 4
    page.get_by_role("button", name="Stop for now").click()
    expect(page.get_by_role("heading", name="You have stopped for now")).to_be_visible()

    teacher = visit(service, who="teacher", java_script_enabled=javascript).page
    expect(teacher.locator("tr", has_text=pupil.account.name)).not_to_contain_text("not yet")
    teacher.get_by_role("link", name=pupil.account.name).click()
    teacher.get_by_role("link", name=re.compile("^Read")).click()
    transcript = teacher.locator(".transcript")
    for text in ("99", "first line", "What is a common denominator?", "Not right yet", "hint 1"):
        expect(transcript).to_contain_text(text)
    expect(transcript).to_contain_text(re.compile("Worded by|own words"))
