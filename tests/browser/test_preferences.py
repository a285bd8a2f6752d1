"""How pages look and read, in a real browser: every theme with axe, reading aloud, focus, large diagrams, no script."""

import re

import pytest
from playwright.sync_api import expect

THEMES = ("light", "dark", "cream", "contrast")
VOICE = """
window.heard = [];
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => [{lang: "fr-FR"}, {lang: "en-US", localService: true}, {lang: "en-GB", localService: true}],
  speak: (one) => window.heard.push({text: one.text, lang: one.lang, voice: one.voice.lang, rate: one.rate}),
  cancel: () => window.heard.push("stopped"), addEventListener() {},
}});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
"""Stands in for the voices of a device: the browser of the tests has none."""


def choose(page, service, **wanted):
    page.goto(f"{service.url}/preferences")
    for name, value in wanted.items():
        page.locator(f"#{name}-{value}").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def ground(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1000])
@pytest.mark.parametrize("theme", THEMES)
def test_every_page_and_state_in_every_theme(visit, service, check, theme, width):
    scheme = {"dark": "dark"}.get(theme, "light")
    nobody = visit(who="nobody", color_scheme=scheme, viewport={"width": width, "height": 800}).page
    nobody.goto(f"{service.url}/sign-in")
    check(nobody)

    pupil = visit(viewport={"width": width, "height": 800})
    page = pupil.page
    page.context.add_init_script(VOICE)
    choose(page, service, theme=theme)
    check(page)
    for path in ("/home", "/objectives/pythagoras/notes"):
        page.goto(service.url + path)
        check(page)
    pupil.begin()
    check(page)
    pupil.answer("about a dozen")
    expect(page.locator(".error-summary")).to_be_focused()
    check(page)
    pupil.answer("99")
    expect(page.locator("#now").get_by_role("heading", name="Hint 1")).to_be_visible()
    page.get_by_text("Words to know").click()
    page.get_by_text("Ask about this lesson").click()
    page.get_by_label("Your question").fill("What is a numerator?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#now .turn-tutor").nth(1)).to_be_visible()
    check(page)


def test_a_reply_that_is_being_written_in_the_dark(visit, service, check):
    """The fragment of a reply that waits stands on the page only while a model writes, so it is put there."""
    pupil = visit()
    choose(pupil.page, service, theme="dark")
    pupil.begin()
    pupil.page.evaluate("""document.getElementById("now").insertAdjacentHTML("beforeend",
        '<div class="turn turn-tutor waiting" id="turn-99"><p>Writing the hint…</p></div>')""")
    check(pupil.page)


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_largest_text_wide_spacing_and_open_dyslexic_fit_a_narrow_window(visit, service, check, theme):
    pupil = visit(viewport={"width": 320, "height": 800})
    page = pupil.page
    choose(page, service, theme=theme, size="largest", spacing="wide", font="dyslexic")
    check(page)
    page.goto(f"{service.url}/home")
    check(page)
    assert page.evaluate("document.fonts.check('16px OpenDyslexic') && [...document.fonts].length > 0")
    pupil.begin("sentence-boundaries")
    check(page)
    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= 28


def test_the_font_is_loaded_only_where_it_is_chosen(visit, service):
    pupil = visit()
    asked = []
    pupil.page.on("request", lambda request: asked.append(request.url))
    pupil.page.goto(f"{service.url}/home")
    assert not [url for url in asked if "opendyslexic" in url]
    choose(pupil.page, service, font="dyslexic")
    assert [url for url in asked if "opendyslexic" in url]


def test_a_device_that_is_set_to_dark_gets_dark_pages_unless_light_is_chosen_and_paper_is_white(visit, service):
    pupil = visit(color_scheme="dark")
    page = pupil.page
    assert ground(page) == "rgb(20, 25, 27)"
    choose(page, service, theme="light")
    assert ground(page) == "rgb(251, 250, 246)"
    choose(page, service, theme="contrast")
    page.emulate_media(media="print")
    assert ground(page) == "rgb(251, 250, 246)"


@pytest.mark.parametrize("theme", THEMES)
def test_diagrams_and_formulas_take_the_colours_of_the_theme(visit, service, theme):
    pupil = visit()
    page = pupil.page
    choose(page, service, theme=theme)
    begin_with_a_diagram(pupil, service)
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert page.evaluate("getComputedStyle(document.querySelector('.d-line')).stroke") == ink
    assert page.evaluate("getComputedStyle(document.querySelector('.d-words')).fill") == ink
    halo = page.evaluate("getComputedStyle(document.querySelector('.d-words')).stroke")
    assert halo == page.evaluate("getComputedStyle(document.querySelector('.diagram-picture')).backgroundColor")


def begin_with_a_diagram(pupil, service):
    pupil.begin("pythagoras")
    service.open_item(pupil.page.url, "pythagoras-hypotenuse")
    pupil.page.reload()
    expect(pupil.page.locator(".diagram svg").first).to_be_visible()


def test_a_sample_changes_at_once_and_everything_can_be_chosen_by_keyboard(visit, service):
    page = visit().page
    page.goto(f"{service.url}/preferences")
    sample = page.locator(".sample[data-theme]")
    before = sample.evaluate("one => getComputedStyle(one).backgroundColor")
    page.locator("#theme-device").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#theme-dark")).to_be_checked()
    assert sample.evaluate("one => getComputedStyle(one).backgroundColor") != before
    assert ground(page) == "rgb(251, 250, 246)", "the page itself waits for Save"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert ground(page) == "rgb(20, 25, 27)"


def test_listening_and_stopping(visit, service):
    pupil = visit()
    page = pupil.page
    page.context.add_init_script(VOICE)
    choose(page, service, rate="slow")
    pupil.begin()
    question = page.get_by_role("button", name="Listen to the question")
    question.click()
    heard = [one for one in page.evaluate("window.heard") if one != "stopped"]
    assert heard
    assert {one["voice"] for one in heard} == {one["lang"] for one in heard} == {"en-GB"}
    assert {one["rate"] for one in heard} == {0.75}
    assert not re.search(r"[\\${}]", " ".join(one["text"] for one in heard))
    stop = page.get_by_role("button", name="Stop", exact=True)
    stop.click()
    assert page.evaluate("window.heard.at(-1)") == "stopped"
    expect(question).to_be_visible()
    pupil.answer("99")
    expect(page.get_by_role("button", name="Listen to this reply")).to_be_visible()
    expect(page.locator("#announce")).not_to_contain_text("Listen")


def test_without_a_voice_or_without_javascript_nothing_offers_to_be_listened_to(visit, service):
    for options in ({}, {"java_script_enabled": False}):
        pupil = visit(**options)
        pupil.begin()
        expect(pupil.page.locator(".listen").first).to_be_hidden()


def test_choosing_and_a_session_in_focus_without_javascript(visit, service):
    pupil = visit(java_script_enabled=False)
    page = pupil.page
    page.get_by_role("link", name="Preferences").click()
    page.get_by_label("Dark", exact=True).check()
    page.get_by_label("Show only the question").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Dark", exact=True)).to_be_checked()
    assert ground(page) == "rgb(20, 25, 27)"
    page.get_by_role("link", name="Back to where you were").click()
    expect(page).to_have_url(f"{service.url}/home")
    pupil.begin("pythagoras")
    expect(page.get_by_role("link", name="Lesson notes")).to_be_hidden()
    expect(page.get_by_role("button", name="Stop for now")).to_be_visible()
    page.get_by_text("Everything else").click()
    expect(page.get_by_role("link", name="Lesson notes")).to_be_visible()
    page.get_by_text("Words to know").click()
    expect(page.get_by_text("hypotenuse", exact=True)).to_be_visible()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_a_diagram_is_opened_larger_and_the_unfinished_answer_stays(visit, service, check, options):
    pupil = visit(viewport={"width": 320, "height": 800}, **options)
    page = pupil.page
    begin_with_a_diagram(pupil, service)
    page.locator("#answer").fill("half an answer")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Larger diagram").first.click()
    larger = opened.value
    expect(larger.get_by_role("heading", name="Diagram", exact=True)).to_be_visible()
    before = larger.locator(".diagram-large svg").bounding_box()["width"]
    larger.get_by_role("link", name="3 times as wide").click()
    expect(larger.get_by_text("3 times as wide")).to_have_attribute("aria-current", "true")
    assert larger.locator(".diagram-large svg").bounding_box()["width"] > 2.5 * before
    if not options:
        check(larger)  # the page itself never scrolls sideways, only the picture does
        larger.locator(".diagram-picture").focus()
        larger.keyboard.press("ArrowRight")
        larger.wait_for_timeout(500)
        assert larger.locator(".diagram-picture").evaluate("one => one.scrollLeft") > 0
    expect(page.locator("#answer")).to_have_value("half an answer")


def test_forced_colours_leave_the_themes_aside(visit, service, check):
    pupil = visit(forced_colors="active")
    choose(pupil.page, service, theme="contrast")
    begin_with_a_diagram(pupil, service)
    check(pupil.page)
