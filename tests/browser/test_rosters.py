"""The IT lead takes in a list of pupils: on a narrow screen by keyboard alone, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

ROWS = "Forename,Surname,Year,Class,Username\r\nGia,Novel{0},10,10Y,\r\nHal,Other,6,10Y,\r\nKit,New,10,10Y,ada\r\n"


def password_of(service, username):
    text = (service.data / "demonstration-sign-ins.txt").read_text()
    return re.search(rf"^\w+ +{username} +(\S+)", text, re.MULTILINE)[1]


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1000, False)])
def test_a_list_is_looked_at_taken_in_and_taken_back(visit, service, check, width, scripts):
    lead = visit(who="nobody", viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = lead.page

    def looked(heading):
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        if scripts:  # axe is a script itself
            check(page)

    def press(role, name):
        """Use a part of the page: with the keyboard where there are scripts to look at."""
        found = page.get_by_role(role, name=name)
        found.focus()
        page.keyboard.press("Space" if role in ("radio", "checkbox") else "Enter")

    page.goto(service.url)
    lead.sign_in("technician", password_of(service, "technician"))
    press("link", re.compile("Take in a list"))
    looked("Lists of pupils")
    press("button", "Show what would change")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    looked("Lists of pupils")
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": ROWS.format("x" * (width % 7)).encode()}
    page.get_by_label("The list").set_input_files(file)
    press("radio", re.compile("Some of the pupils"))
    press("button", "Show what would change")
    expect(page.get_by_text("is not a year group from 7 to 13")).to_be_visible()
    expect(page.get_by_text("belongs to somebody else")).to_be_visible()
    looked("What the list would change")
    press("link", "Change what the columns are")
    looked("What the columns are")
    press("button", "Show what would change")
    looked("What the list would change")
    press("button", "Take the list in")
    expect(page.get_by_role("button", name="10Y: 1 card")).to_be_visible()
    looked("The list of")
    press("button", "Undo this list")
    expect(page.get_by_text("everything is as it was before")).to_be_visible()
    looked("The list of")
