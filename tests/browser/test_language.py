"""A pupil works in Polish in a real browser, and nobody else's pages change."""

import re

from playwright.sync_api import expect

ENGLISH = """() => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const language = texts.currentNode.parentElement.closest("[lang]").lang;
    if (language === "en-GB" && texts.currentNode.data.trim()) found.push(texts.currentNode.data.trim());
  }
  return found;
}"""
"""The texts of a page that a screen reader says with its English voice."""


def language_of(element):
    """Return the language in which a screen reader says an element."""
    return element.evaluate("one => one.closest('[lang]').lang")


def test_a_pupil_chooses_polish_and_works_a_question_through(visit, service, check, catalogue):
    pupil = visit(viewport={"width": 320, "height": 800})
    page = pupil.page
    page.goto(f"{service.url}/preferences")
    page.get_by_label("Polski").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Zapisano.")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    check(page)

    page.goto(f"{service.url}/home")
    check(page)
    page.goto(f"{service.url}/objectives/linear-equations/notes")
    check(page)
    page.get_by_role("button", name="Poćwicz to").click()
    expect(page.get_by_role("button", name="Sprawdź odpowiedź")).to_be_visible()
    check(page)
    assert language_of(page.locator(".question p").first) == "en-GB"
    assert language_of(page.get_by_role("heading", level=1).locator("span")) == "en-GB"

    page.locator("#answer").fill("99")
    page.get_by_role("button", name="Sprawdź odpowiedź").click()
    expect(page.locator(".verdict").last).to_contain_text("Jeszcze nie tak")
    expect(page.get_by_role("heading", name="Wskazówka 1")).to_be_visible()
    check(page)
    said = page.evaluate(ENGLISH)
    assert language_of(page.locator("#now .turn-tutor p").first) == "en-GB"
    assert language_of(page.locator(".verdict").last) == "pl"
    assert not [text for text in said if re.search("[ąęśćżźłńó]", text)], "no Polish is read by the English voice"

    page.locator("#answer").fill(service.right_answer(page.url, catalogue))
    page.get_by_role("button", name="Sprawdź odpowiedź").click()
    expect(page.locator(".verdict").last).to_contain_text("Dobrze")
    check(page)
    page.get_by_role("button", name=re.compile("Na razie kończę|Zakończ")).click()
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    check(page)


def test_the_language_is_changed_on_the_sign_in_page_without_javascript_and_a_teachers_pages_stay(
    visit, service, check
):
    nobody = visit(who="nobody", java_script_enabled=False).page
    nobody.goto(f"{service.url}/sign-in")
    nobody.get_by_role("link", name="Polski").click()
    expect(nobody.get_by_role("heading", name="Zaloguj się")).to_be_visible()
    expect(nobody.get_by_role("link", name="English")).to_be_visible()
    other = visit(who="nobody", viewport={"width": 320, "height": 800}, locale="pl-PL").page
    other.goto(f"{service.url}/sign-in")
    expect(other.get_by_role("button", name="Zaloguj się")).to_be_visible()
    other.get_by_role("button", name="Pokaż hasło").click()
    expect(other.get_by_role("button", name="Ukryj hasło")).to_be_visible()
    check(other)
    teacher = visit(who="teacher").page
    expect(teacher.locator("html")).to_have_attribute("lang", "en-GB")
    assert teacher.locator("main [lang]").count() == 0
