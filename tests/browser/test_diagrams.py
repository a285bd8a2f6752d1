"""Diagrams in a real browser: nothing that axe can see, nothing sideways, letters large enough, and whole in a page."""

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from content_store.catalogue import Catalogue
from content_store.item_spec import ItemSpec
from content_store.items import draw
from tutor.item_choice import drawn
from tutor.records import TutoringSession
from web.diagrams.drawing import shown

ROOT = Path(__file__).parents[2]
PICTURES = yaml.safe_load((ROOT / "tests/pictures/maths/pictures/items.yaml").read_text(encoding="utf-8"))
ITEMS = [ItemSpec.model_validate(one) for one in PICTURES]
SMALLEST = 14


@pytest.fixture(scope="module")
def service_of_pictures(make_service, pictures):
    """A server of the pack in which every item has a diagram."""
    service = make_service(ATTAIN_MODEL="none", ATTAIN_CONTENT=str(pictures))
    service.start()
    return service


def every_diagram(seed: int) -> str:
    """Return a page with every diagram, in the style sheet of the service."""
    css = (ROOT / "web/static/attain.css").read_text(encoding="utf-8")
    cards = []
    for spec in ITEMS:
        found = shown(draw(spec, "", seed).diagram)
        reachable = ' role="group" aria-label="Diagram" tabindex="0"' if found.wide else ""
        kind = "diagram diagram-wide" if found.wide else "diagram"
        picture = f'<figure class="{kind}"><div class="diagram-picture"{reachable}>{found.markup}</div></figure>'
        cards.append(f'<section class="question-card" id="{spec.id}"><h2>{spec.id}</h2>{picture}</section>')
    page = f"<main><h1>Every diagram</h1>{''.join(cards)}</main>"
    return f'<!doctype html><html lang="en-GB"><title>Every diagram</title><style>{css}</style><body>{page}'


@pytest.mark.parametrize("width", [320, 1000])
def test_every_kind_can_be_read_at_four_times_the_size_and_on_a_telephone(browser, check, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(every_diagram(3))
    check(page)
    letters = page.evaluate("""() => [...document.querySelectorAll("svg text")].map((text) => {
        const picture = text.ownerSVGElement;
        const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
        return [text.closest("section").id, parseFloat(getComputedStyle(text).fontSize) * scale];
    })""")
    assert min(size for _, size in letters) >= SMALLEST, min(letters, key=lambda one: one[1])
    cut = page.evaluate("""() => [...document.querySelectorAll("svg")].flatMap((picture) => {
        const { x, y, width, height } = picture.viewBox.baseVal;
        return [...picture.querySelectorAll("text, line, path, polygon, polyline, circle, rect, ellipse")]
            .map((shape) => shape.getBBox())
            .filter((box) => box.x < x - 1 || box.y < y - 1
                || box.x + box.width > x + width + 1 || box.y + box.height > y + height + 1)
            .map((box) => [picture.closest("section").id, box.x, box.y, box.width, box.height]);
    })""")
    # What is turned is measured as if it lay level.
    assert [one for one in cut if one[0] not in ("pictures-bars", "pictures-months")] == []
    page.close()


def test_forced_colours_leave_lines_and_words_to_the_readers_own(browser, check):
    context = browser.new_context(forced_colors="active", viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.set_content(every_diagram(1))
    check(page)
    seen = page.evaluate("""() => {
        const [line, text] = ["svg .d-line", "svg text"].map((one) => getComputedStyle(document.querySelector(one)));
        return [line.stroke, text.fill, getComputedStyle(document.body).color];
    }""")
    assert seen[0] == seen[1] == seen[2]
    context.close()


@pytest.mark.parametrize("width", [320, 1000])
def test_a_session_with_diagrams_with_and_without_script(visit, service_of_pictures, pictures, check, width):
    for script in (True, False):
        visitor = visit(service_of_pictures, viewport={"width": width, "height": 800}, java_script_enabled=script)
        page = visitor.page
        visitor.begin("pictures")
        figure = page.locator("figure.diagram").first
        expect(figure).to_be_visible()
        page.get_by_text("Describe the diagram").first.click()
        expect(figure.locator("details p")).to_be_visible()
        if script:
            check(page)
        visitor.answer(right_answer(visitor, pictures))
        expect(page.get_by_role("heading", name="Now try one without hints")).to_be_visible()
        page.get_by_text("Earlier in this session").click()
        expect(page.locator("#session figure.diagram")).to_have_count(2)
        expect(page.locator("#announce [tabindex]")).to_have_count(0)
        if script:
            check(page)


def right_answer(visitor, pictures: Path) -> str:
    """Return the right answer to the item that is open."""
    number = int(visitor.page.url.rsplit("/", 1)[1].split("#")[0])
    with visitor.service._reading() as db:
        own = db.get_one(TutoringSession, number)
        return drawn(Catalogue.open(pictures), own.item_id, own.seed).answer.accepted[0]
