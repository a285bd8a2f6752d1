"""Every kind of answer in a real browser: no violation that axe can see, nothing sideways, by keyboard alone."""

import sqlite3
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

ITEMS = {
    "several": ("photosynthesis", "photosynthesis-taken-in"),
    "ordering": ("standard-form", "standard-form-in-order"),
    "matching": ("respiration", "respiration-match-products"),
    "cloze": ("photosynthesis", "photosynthesis-fill-equation"),
    "cloze of options": ("resistance", "resistance-fill-changes"),
    "short_text": ("respiration", "respiration-not-breathing"),
    "quotation": ("inference", "inference-hyde-quotation"),
    "writing": ("inference", "inference-hyde-paragraph"),
    "solutions": ("factorise-quadratics", "factorise-quadratics-solve"),
}


@pytest.fixture
def open_item(visit, service) -> Callable[..., Page]:
    """Return a function that puts a new pupil before the item of a kind, in a window of some width."""

    def begin(kind: str, width: int = 320, **options) -> Page:
        objective, item_id = ITEMS[kind]
        visitor = visit(viewport={"width": width, "height": 800}, **options)
        visitor.begin(objective)
        session = int(visitor.page.url.rsplit("/", 1)[1].split("#")[0].split("?")[0])
        with sqlite3.connect(service.data / "records.db", timeout=20) as db:
            db.execute("UPDATE tutoring_session SET item_id = ?, seed = 1 WHERE id = ?", (item_id, session))
        visitor.page.reload()
        return visitor.page

    return begin


@pytest.mark.slow
@pytest.mark.parametrize("kind", ITEMS)
def test_the_form_of_every_kind_at_four_times_the_size(open_item, kind: str, check) -> None:
    page = open_item(kind)
    check(page)
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check(page)


def test_parts_are_put_in_order_by_keyboard_and_a_double_number_loses_nothing(open_item, check) -> None:
    page = open_item("ordering", 1000)
    lists = page.locator("fieldset.parts select")
    expect(lists).to_have_count(5)
    for place in range(5):
        lists.nth(place).focus()
        page.keyboard.press(str(max(place, 1)))
    page.get_by_role("button", name="Check my answer").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Two parts have the number 1.")
    assert [lists.nth(place).input_value() for place in range(5)] == ["1", "1", "2", "3", "4"]
    page.get_by_role("alert").get_by_role("link").press("Enter")
    expect(lists.nth(0)).to_be_focused()
    page.keyboard.press("5")
    page.get_by_role("button", name="Check my answer").press("Enter")
    expect(page.locator("#now .verdict")).to_be_visible()
    check(page)


def test_boxes_and_gaps_work_without_javascript(open_item) -> None:
    page = open_item("several", 1000, java_script_enabled=False)
    page.get_by_label("carbon dioxide").check()
    page.get_by_label("water").check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#now").get_by_text("Right", exact=True)).to_be_visible()
