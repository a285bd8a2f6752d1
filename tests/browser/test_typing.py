"""Typing an answer: keys, the picture of how it is read, a draft that outlives a reload, and the end of a session."""

from playwright.sync_api import expect


def nothing_is_kept(page):
    """Return whether this tab keeps no draft, once the page has settled."""
    page.wait_for_load_state()
    for _ in range(50):
        if page.evaluate("Object.keys(sessionStorage).length") == 0:
            return True
        page.wait_for_timeout(100)
    return False


def numeric(pupil, service):
    pupil.begin()
    service.open_item(pupil.page.url, "linear-equations-two-step")
    pupil.page.reload()
    return pupil.page


def test_keys_write_at_the_caret_and_the_picture_follows(visit, service, check):
    page = numeric(visit(viewport={"width": 320, "height": 640}), service)
    box, read = page.locator("#answer"), page.locator("output.read-as-live")
    box.fill("3 1")
    page.get_by_role("button", name="fraction bar").click()
    expect(box).to_be_focused()
    expect(box).to_have_value("3 1/")
    expect(read).to_contain_text("cannot be read as maths yet")
    page.keyboard.type("2")
    expect(read).to_contain_text("read as")
    expect(read.locator("mfrac")).to_have_count(1)
    box.fill("")
    expect(read).to_be_empty()
    page.get_by_role("button", name="square root of").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("16")
    expect(box).to_have_value("√(16)")
    expect(read.locator("msqrt")).to_have_count(1)
    sizes = page.locator(".key").evaluate_all("keys => keys.map((key) => [key.offsetWidth, key.offsetHeight])")
    assert min(size for both in sizes for size in both) >= 44
    check(page)


def test_without_javascript_there_are_no_keys_and_the_verdict_says_how_it_was_read(visit, service):
    page = numeric(visit(java_script_enabled=False), service)
    expect(page.locator(".keypad")).to_be_hidden()
    page.locator("#answer").fill("99")
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#now")).to_contain_text("read as")


def test_what_was_typed_and_not_sent_outlives_a_reload_until_it_is_sent(visit, service):
    page = numeric(visit(), service)
    page.locator("#answer").fill("4")
    page.get_by_text("Show your working").click()
    page.locator("#working").fill("one line")
    page.reload()
    expect(page.locator("#answer")).to_have_value("4")
    expect(page.locator("#working")).to_have_value("one line")
    page.locator("#answer").fill("987654")
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("heading", name="Hint 1")).to_be_visible()
    assert nothing_is_kept(page)
    page.reload()
    expect(page.locator("#answer")).to_have_value("")


def test_nobody_finds_the_draft_of_somebody_else_on_a_shared_device(visit, service):
    first = visit()
    page = numeric(first, service)
    page.locator("#answer").fill("4")
    assert page.evaluate("Object.keys(sessionStorage).length") == 1
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Username")).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    first.sign_in(first.account.username, "invented-for-tests-22")
    page.goto(f"{service.url}/home")
    page.get_by_role("link", name="Continue").click()
    page.locator("#answer").fill("5")
    page.context.clear_cookies()  # the sign-in has expired, and nobody has signed out
    other = service.add_pupil()
    first.sign_in(other.username, "invented-for-tests-22")
    assert nothing_is_kept(page)


def test_home_is_short_on_a_telephone_and_the_end_of_a_session_can_be_read(visit, service, check):
    pupil = visit(viewport={"width": 320, "height": 640})
    page = pupil.page
    page.goto(f"{service.url}/home")
    assert page.evaluate("document.documentElement.scrollHeight") < 1600
    check(page)
    page.get_by_text("objectives", exact=False).first.click()
    page.locator(".unit summary").first.click()
    check(page)
    numeric(pupil, service)
    pupil.answer("987654")
    expect(page.get_by_role("heading", name="Hint 1")).to_be_visible()
    page.get_by_role("button", name="Stop for now").click()
    expect(page.get_by_role("heading", name="What you did")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Try one without hints").click()
    expect(page.get_by_role("heading", name="Now try one without hints")).to_be_visible()
