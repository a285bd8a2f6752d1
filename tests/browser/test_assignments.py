"""A teacher sets work by keyboard, one pupil does it with help and one a test, and the teacher sees who has done it."""

import re

from playwright.sync_api import Page, expect

NARROW = {"width": 320, "height": 800}
WIDE = {"width": 1000, "height": 800}


def set_work(page: Page, check, title: str, test: bool) -> None:
    page.get_by_role("link", name="Set new work").press("Enter")
    page.get_by_label("What is it about?").fill("solving equations")
    page.get_by_label("What is it about?").press("Enter")
    page.get_by_role("checkbox", name=re.compile("^Solve linear equations")).press("Space")
    page.get_by_role("radio", name="As a test" if test else "Later: a try").press("Space")
    page.get_by_label("Title, as pupils see it").fill(title)
    check(page)
    page.get_by_role("button", name="Set the work").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_from_setting_work_to_seeing_who_has_done_it(make_service, visit, check, catalogue) -> None:
    service = make_service(ATTAIN_MODEL="none")
    service.start()
    coached, tested = (
        visit(service, viewport=NARROW),
        visit(service, viewport=WIDE, java_script_enabled=False),
    )
    teacher = visit(service, who="teacher", viewport=NARROW).page
    teacher.set_default_timeout(60_000)  # the first search in a process loads what it searches with
    teacher.get_by_role("link", name="Set work for 10X").press("Enter")
    set_work(teacher, check, "With help", test=False)
    check(teacher)
    teacher.get_by_role("link", name="Back to the set work").press("Enter")
    set_work(teacher, check, "A quiz", test=True)
    check(teacher)

    page = coached.page
    page.reload()
    check(page)
    page.get_by_role("region", name="Next for you").get_by_role("button", name="Start").press("Enter")
    expect(page.get_by_text("Set by your teacher: With help.")).to_be_visible()
    page.get_by_role("button", name="Stuck?").press("Enter")
    expect(page.locator("#now")).to_contain_text("Have a try first")
    page.locator("#answer").fill(service.right_answer(page.url, catalogue))
    page.get_by_role("button", name="Check my answer").press("Enter")
    expect(page.locator("#now")).to_contain_text("Now try one without hints")
    check(page)

    page = tested.page
    page.reload()
    page.get_by_role("button", name="Start", description="A quiz").click()
    for number in range(1, 6):
        expect(page.get_by_text(f"Question {number} of 5")).to_be_visible()
        expect(page.get_by_text("Stuck?")).to_have_count(0)
        if number == 1 and page.locator("input#answer").count():
            page.locator("#answer").fill(service.right_answer(page.url, catalogue))
            page.get_by_role("button", name="Give this answer").click()
        else:
            page.get_by_role("button", name="I do not know").click()
    expect(page.locator(".verdict")).to_have_count(0)
    page.get_by_role("link", name="See how it went").click()
    expect(page.get_by_text(re.compile(r"[01] of 5 right"))).to_be_visible()
    expect(page.get_by_text("Left out")).not_to_have_count(0)

    teacher.reload()
    row = teacher.get_by_role("row", name=re.compile(tested.account.name))
    expect(row).to_contain_text("done")
    other = teacher.get_by_role("row", name=re.compile(coached.account.name))
    expect(other).to_contain_text("not begun")
    teacher.get_by_role("link", name="Back to the set work").press("Enter")
    check(teacher)
    teacher.get_by_role("link", name="With help").press("Enter")
    expect(teacher.get_by_role("row", name=re.compile(coached.account.name))).to_contain_text("begun")
