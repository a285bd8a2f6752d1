"""The ladder to its end, finding out where to start, comparing with criteria, and a teacher's own question."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow
WRONG = ("5010", "7312", "901", "2203", "17777")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_hints_a_worked_example_the_offer_and_then_the_solution(visit, javascript, check) -> None:
    pupil = visit(java_script_enabled=javascript)
    pupil.begin("ratio-share")
    page, now = pupil.page, pupil.page.locator("#now")
    solution = page.get_by_role("button", name="Show the full solution")
    for answer in WRONG:
        expect(solution).to_have_count(0)
        pupil.answer(answer, "987 + 1 = 988")
        expect(now.get_by_text(answer, exact=True).first).to_be_visible()
        if now.get_by_text("There are no more hints for this").count():
            break
    expect(now.get_by_role("heading", name="One like it, worked through")).to_be_visible()
    if javascript:
        check(page)
    solution.click()
    expect(now.get_by_role("heading", name="How it is done")).to_be_visible()
    expect(now.get_by_role("heading", name="Now try one without hints")).to_be_visible()
    expect(page.get_by_role("button", name="Show the full solution")).to_have_count(0)


def test_finding_out_where_to_start_shows_no_verdict_and_ends_by_itself(visit, check) -> None:
    page = visit(viewport={"width": 320, "height": 800}).page
    page.get_by_role("region", name="Find out where to start").get_by_role("button", name="Mathematics").click()
    expect(page.get_by_role("heading", name="Finding out where to start")).to_be_visible()
    check(page)
    for _ in range(12):
        button = page.get_by_role("button", name="I do not know")
        if not button.count():
            break
        before = page.locator("#answer-form").get_attribute("data-question")
        button.click()
        page.wait_for_function(
            "before => document.getElementById('answer-form')?.dataset.question !== before", arg=before
        )
        expect(page.get_by_text("Not right yet")).to_have_count(0)
    expect(page.locator("#now")).to_contain_text("That is all of it.")
    page.goto(page.url.split("/sessions")[0] + "/home")
    expect(page.get_by_role("region", name="These suit you too")).to_be_visible()


def test_writing_is_compared_with_the_criteria_and_stands_in_the_teachers_queue(visit, service, check) -> None:
    pupil = visit()
    page = pupil.page
    pupil.begin("inference")
    service.open_item(page.url, "inference-hyde-paragraph")
    page.reload()
    page.locator("textarea[name=text]").fill("Nobody in this invented paragraph is afraid of the door.")
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_text("There are 10 words so far")).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile("^Nobody in this"))
    check(page)
    page.locator("textarea[name=text]").fill(
        "Nobody in this invented paragraph is afraid of the door. Hyde has “a displeasing smile”. The word displeasing "
        "suggests that something about him is wrong, though nobody can say what it is."
    )
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#now")).to_contain_text("Not marked yet")
    check(page)
    page.get_by_role("group", name="In my answer").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#now")).to_contain_text("This piece is practised now.")
    teacher = visit(who="teacher").page
    teacher.get_by_role("link", name=re.compile("Waiting for you")).click()
    check(teacher)
    teacher.get_by_role("row", name=re.compile(pupil.account.name)).get_by_role(
        "link", name=re.compile("^Open what")
    ).click()
    expect(teacher.get_by_text("Nobody in this invented paragraph")).to_be_visible()
    check(teacher)
    teacher.get_by_role("button", name="Mark it right").click()
    expect(teacher.get_by_role("row", name=re.compile(pupil.account.name))).to_have_count(0)


def test_a_teacher_pastes_a_question_and_a_pupil_is_pointed_to_the_wrong_step(visit, check) -> None:
    teacher = visit(who="teacher").page
    teacher.get_by_role("link", name=re.compile("Your own questions")).first.click()
    teacher.get_by_label("Title").fill("Trays of seedlings")
    teacher.get_by_label("Question", exact=True).fill("A tray holds 7 rows of 8 seedlings. 19 die. How many live?")
    teacher.get_by_label("Worked solution").fill("7 × 8 = 56\n56 − 19 = 37")
    teacher.get_by_label("Final answer").fill("38")
    teacher.get_by_role("button", name="Give it to the class").click()
    expect(teacher.locator(".error-summary")).to_be_focused()
    check(teacher)
    teacher.get_by_label("Final answer").fill("37")
    teacher.get_by_role("button", name="Give it to the class").click()
    expect(teacher.get_by_label("Hint 1")).to_be_visible()
    check(teacher)
    teacher.get_by_role("button", name="Approve").click()
    expect(teacher.get_by_text("Approved:")).to_be_visible()

    pupil = visit()
    page = pupil.page
    page.locator("form[action*='/questions/'] button").first.click()
    pupil.answer("75", "7 × 8 = 56\n56 + 19 = 75")
    expect(page.locator("#now")).to_contain_text("56 + 19 = 75”")
    check(page)
    pupil.answer("37", "7 × 8 = 56\n56 − 19 = 37")
    expect(page.locator("#now")).to_contain_text("That is right.")


def test_a_pasted_answer_is_counted_and_not_refused(visit, service) -> None:
    pupil = visit()
    pupil.begin()
    page = pupil.page
    box = page.locator("#answer")
    box.fill("987")
    box.dispatch_event("paste")
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#now")).to_contain_text("Not right yet")
    said = [turn for turn in service.turns(page.url) if turn.who == "pupil"]
    assert [turn.offloading for turn in said] == ["pasted"]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_question_that_may_be_one_of_several_is_chosen_and_answered(visit, javascript, check) -> None:
    pupil = visit(java_script_enabled=javascript, viewport={"width": 320, "height": 800})
    page = pupil.page
    pupil.begin("photosynthesis")
    page.get_by_text("Ask about this lesson").click()
    page.get_by_label("Your question").fill("do plants breathe at night")
    page.get_by_role("button", name="Ask", exact=True).click()
    offered = page.locator("#now .offers").get_by_role("button")
    expect(offered).to_have_count(2)
    expect(page.locator("#now")).to_contain_text("The nearest question in this lesson is “")
    text = offered.first.inner_text()
    expect(page.get_by_role("button", name=text)).to_have_count(1)  # what is read out has no second one
    if javascript:
        check(page)
    offered.first.click()
    expect(page.locator("#now")).to_contain_text("Where this comes from")
    expect(page.locator(".offers")).to_have_count(0)
