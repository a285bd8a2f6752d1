"""Accounts in a real browser: the IT lead, the teacher's cards, the set-up, and the school's own accounts."""

import re

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import expect

from tutor import history
from tutor.database import open_records, transaction

SIZES = pytest.mark.parametrize(("width", "scripts"), [(320, True), (1000, False)])


def password_of(service, username):
    text = (service.data / "demonstration-sign-ins.txt").read_text()
    return re.search(rf"^\w+ +{username} +(\S+)", text, re.MULTILINE)[1]


def sign_in(page, username, password):
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def card(page):
    """Return the username and password of the only card on the page."""
    return page.locator(".card dd.code").all_inner_texts()


@SIZES
def test_the_it_lead_adds_a_pupil_who_signs_in_and_the_teacher_makes_a_new_card(visit, service, check, width, scripts):
    looked = check if scripts else lambda _: None  # axe is a script itself
    size = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    lead = visit(who="nobody", **size)
    page = lead.page
    page.goto(service.url)
    if scripts:
        page.get_by_label("Password").fill("seen")
        page.get_by_role("button", name="Show password").click()
        assert page.get_by_label("Password").get_attribute("type") == "text"
    looked(page)
    lead.sign_in("technician", password_of(service, "technician"))
    expect(page.get_by_role("heading", name="People and classes")).to_be_visible()
    looked(page)
    page.get_by_role("link", name="Add a class").click()
    looked(page)
    page.get_by_label("Name of the class").fill(f"Class {width}")
    page.get_by_role("button", name="Add the class").click()
    page.get_by_label("Add a teacher").select_option(label="Ms Teacher (invented)")
    page.get_by_role("button", name="Add the teacher").click()
    page.get_by_role("link", name="Add a new pupil to this class").click()
    page.get_by_role("button", name="Add and show the password").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    looked(page)
    page.get_by_label("Full name").fill(f"Gia Wide {width}")
    page.get_by_role("button", name="Add and show the password").click()
    username, first = card(page)
    looked(page)
    page.get_by_role("link", name="Back", exact=True).click()
    looked(page)
    page.get_by_role("link", name=f"Class {width}").click()
    looked(page)

    pupil = visit(who="nobody", **size)
    pupil.sign_in(username, first)
    teacher = visit(who="teacher", **size).page
    teacher.get_by_role("link", name=f"Sign-in cards and new passwords for Class {width}").click()
    looked(teacher)
    teacher.get_by_label(f"Gia Wide {width}").check()
    teacher.get_by_role("button", name="Make new passwords").click()
    _, second = card(teacher)
    looked(teacher)
    pupil.page.goto(f"{service.url}/password")
    sign_in(pupil.page, username, first)
    expect(pupil.page.get_by_role("link", name="do not match")).to_be_visible()
    sign_in(pupil.page, username, second)
    expect(pupil.page.get_by_role("heading", name="Change your password")).to_be_visible()
    pupil.page.get_by_label("Your password now").fill(second)
    pupil.page.get_by_label("New password").fill("short")
    pupil.page.get_by_role("button", name="Change the password").click()
    expect(pupil.page.get_by_role("heading", name="There is a problem")).to_be_visible()
    looked(pupil.page)
    pupil.page.get_by_label("Your password now").fill(second)
    pupil.page.get_by_label("New password").fill("three old violins")
    pupil.page.get_by_role("button", name="Change the password").click()
    expect(pupil.page.get_by_text("Your password is changed")).to_be_visible()

    page.get_by_role("link", name="Account of Gia").click()
    page.get_by_role("button", name="as left").click()
    expect(page.get_by_role("button", name="Bring Gia")).to_be_visible()
    looked(page)
    pupil.page.reload()
    expect(pupil.page.get_by_role("heading", name="Sign in")).to_be_visible()


@SIZES
def test_the_set_up_beside_the_demonstration_from_the_school_to_a_session(visit, service, check, width, scripts):
    looked = check if scripts else lambda _: None
    size = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    lead = visit(who="nobody", **size)
    page = lead.page
    lead.sign_in("technician", password_of(service, "technician"))
    page.get_by_role("link", name="Set-up").click()
    looked(page)
    page.get_by_role("link", name="The school and").click()
    page.get_by_label("Name of the school").fill(f"School {width} (invented)")
    page.get_by_label("Name of the safeguarding lead").fill("Ms Safe")
    page.get_by_label("How to reach").fill("Room 3")
    looked(page)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Your full name").fill("Tess Technician")
    page.get_by_label("Username").fill(f"tess{width}")
    page.get_by_label("Password").fill("three old violins")
    looked(page)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_label("Full name of the teacher").fill(f"Mr First {width}")
    page.get_by_label("Name of the class").fill("10A")
    looked(page)
    page.get_by_role("button", name="Add them").click()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("The lessons are ready")).to_be_visible()
    looked(page)
    page.get_by_role("link", name="Next").click()
    looked(page)
    page.get_by_role("button", name="Make the test pupil").click()
    username, password = card(page)
    looked(page)
    pupil = visit(who="nobody", **size)
    pupil.sign_in(username, password)
    pupil.begin()
    page.get_by_role("link", name="Back to the steps").click()
    expect(page.get_by_text("done", exact=True)).to_have_count(4)
    looked(page)


@pytest.fixture(scope="module")
def school_service(make_service):
    """A server whose people sign in at a real provider on this machine too."""
    people = (
        User(sub="s-ada", claims={"email": "ada@school.example", "email_verified": True}),
        User(sub="s-new", claims={"email": "new@school.example", "email_verified": True}),
    )
    with run_server_in_thread(user_claims=people) as provider:
        service = make_service(
            ATTAIN_MODEL="none",
            ATTAIN_OIDC_ISSUER=f"http://localhost:{provider.server_port}",
            ATTAIN_OIDC_CLIENT_ID="attain",
            ATTAIN_OIDC_CLIENT_SECRET="invented",
            ATTAIN_OIDC_NAME="Sign in with Example",
        )
        engine = open_records(f"sqlite:///{service.data / 'records.db'}")
        with transaction(engine) as db:
            history.account_named(db, "ada").username = "ada@school.example"
        engine.dispose()
        service.start()
        yield service


@SIZES
def test_a_school_account_leads_in_and_a_stranger_is_told_who_can_help(visit, school_service, check, width, scripts):
    looked = check if scripts else lambda _: None
    size = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    page = visit(school_service, who="nobody", **size).page
    page.goto(f"{school_service.url}/objectives/linear-equations/notes")
    looked(page)
    page.get_by_role("link", name="Sign in with Example").click()
    page.get_by_role("button", name="s-ada").click()
    expect(page.get_by_text("Ada Example")).to_be_visible()
    expect(page).to_have_url(re.compile("/objectives/linear-equations/notes$"))

    stranger = visit(school_service, who="nobody", **size).page
    stranger.goto(school_service.url)
    stranger.get_by_role("link", name="Sign in with Example").click()
    stranger.get_by_role("button", name="s-new").click()
    expect(stranger.get_by_role("heading", name="Your school has not added you yet")).to_be_visible()
    looked(stranger)
