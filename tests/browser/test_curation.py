"""A teacher's whole way: find, look, hide, edit a copy, try answers, approve; with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

ITEM = "linear-equations-two-step"


def to_form(page, service):
    """Find an item by meaning, look at another draw of it, and open a copy to be edited."""
    page.get_by_role("link", name="Content: lessons and questions").click()
    page.get_by_label("Find by meaning").fill("two-step equation to solve for a letter")
    page.get_by_label("Subject").select_option(label="Mathematics")
    page.get_by_role("button", name="Find").click(timeout=90_000)  # the questions are embedded at the first search
    expect(page.get_by_role("heading", name="Questions found")).to_be_visible()
    page.goto(f"{service.url}/teacher/content/items/{ITEM}")
    page.get_by_role("link", name="Another draw").click()
    expect(page).to_have_url(re.compile(r"seed=\d+"))
    page.get_by_role("link", name="Edit a copy").click()


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1000, False)])
def test_a_teacher_edits_a_copy_and_a_pupil_gets_it_at_once(visit, service, check, width, scripts):
    page = visit(who="teacher", viewport={"width": width, "height": 800}, java_script_enabled=scripts).page
    looked = check if scripts else lambda _: None  # axe is a script itself
    to_form(page, service)
    looked(page)
    page.get_by_label("Question", exact=True).fill(f"Width {width}: solve $[[a]][[letter]] + [[b]] = [[c]]$.")
    page.get_by_label("Hints", exact=True).fill("Only one hint")
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    looked(page)
    page.get_by_label("Hints", exact=True).fill("What was done last?\nUndo it on both sides.\nThe letter is $[[x]]$.")
    page.get_by_label("Example answers").fill("1000\nabout a dozen")
    if not scripts:
        page.get_by_role("button", name="Check it").click()
    expect(page.locator("#trial").get_by_text("Not right")).to_be_visible()
    expect(page.locator("#trial").get_by_text("Cannot be read")).to_be_visible()
    looked(page)
    page.get_by_role("button", name="Keep it as a draft").click()
    expect(page.get_by_text("draft, not given to pupils")).to_be_visible()
    looked(page)
    own = page.url.split("/items/")[1]
    page.locator("#answer").fill("1000")
    page.get_by_role("button", name="Mark this answer").click()
    expect(page.get_by_text("Not right yet")).to_be_visible()
    looked(page)
    page.get_by_role("button", name="Approve it for pupils").click()
    expect(page.get_by_text("given to pupils", exact=True)).to_be_visible()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_text("was approved by")).to_be_visible()
    looked(page)

    page.goto(f"{service.url}/teacher/content/objectives/linear-equations")
    looked(page)
    while (hiding := page.locator("summary", has_text="Hide it from pupils")).count():
        hiding.first.click()
        entry = page.locator("details[open]", has_text="Hide it from pupils")
        entry.get_by_label("Reason").fill("Ours is asked today")
        entry.get_by_role("button").click()
        page.goto(f"{service.url}/teacher/content/objectives/linear-equations")
    pupil = visit()
    pupil.begin()
    expect(pupil.page.get_by_text(f"Width {width}: solve")).to_be_visible()

    page.goto(f"{service.url}/teacher/content/items/{own}")
    page.get_by_label("Reason").fill("The lesson is over")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("withdrawn", exact=True)).to_be_visible()
    page.goto(f"{service.url}/teacher/content/objectives/linear-equations")
    while (showing := page.get_by_role("button", name=re.compile("^Show "))).count():
        showing.first.click()
        page.goto(f"{service.url}/teacher/content/objectives/linear-equations")
    pupil.answer("99")
    expect(pupil.page.get_by_role("heading", name="Hint 1")).to_be_visible()
