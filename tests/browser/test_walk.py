"""Every page in a real browser: what axe can see, nothing sideways, a light page; and its picture where one is wanted.

`make pictures` sets PICTURES to a folder and gets each page at two sizes, and a table of what each page weighs.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import ATTAIN, PASSWORD
from tests.browser.walk import ELSEWHERE, WALK, places
from tutor.database import migrate, open_records
from tutor.settings import Settings
from web.app import create_app

HEAVIEST = 150_000
"""Bytes of a page with its styles, scripts and pictures, uncompressed, without fonts."""
NARROW, BROAD = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
DRAWN = ("angles", "series-parallel", "cell-structure", "pythagoras")
STAFF = ("technician", "evaluator")
"""Who signs in with what the demonstration's file says."""


@pytest.fixture(scope="module")
def school(make_service):
    """A server of the demonstration school in which an invented class has worked for a week."""
    service = make_service(ATTAIN_MODEL="none")
    subprocess.run(
        [*ATTAIN, "demonstration", "fill"], env=service.environment, cwd=service.data, check=True, capture_output=True
    )
    service.start()
    return service


class Scales:
    """What a page has loaded, in bytes, fonts left out."""

    def __init__(self, page: Page) -> None:
        self.loaded: dict[str, int] = {}
        page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.on("response", self._weigh)

    def _weigh(self, response: Response) -> None:
        if response.request.resource_type != "font" and response.ok:
            self.loaded[response.url] = int(response.headers.get("content-length", 0))


def open_diagram(pupil) -> tuple[str, str]:
    """Return the addresses of a session whose question has a diagram, and of the larger one."""
    for objective in DRAWN:
        pupil.begin(objective)
        if (larger := pupil.page.get_by_role("link", name="Larger diagram")).count():
            return re.sub(r"^.*?(?=/sessions)", "", pupil.page.url), larger.first.get_attribute("href")
    raise AssertionError("no question with a diagram")


def paste_question(teacher, class_id: str) -> str:
    """Let the teacher paste a question; return its address."""
    page = teacher.page
    page.goto(f"{teacher.service.url}/teacher/classes/{class_id}/questions")
    for label, words in (("Title", "Beads"), ("Question", "A jar holds 6 rows of 9 beads. How many is that?")):
        page.get_by_label(label, exact=True).fill(words)
    page.locator("[name=solution]").fill("6 × 9 = 54")
    page.locator("[name=answer]").fill("54")
    page.locator("main form button").first.click()
    page.wait_for_url("**/teacher/questions/*")
    return re.sub(r"^.*?(?=/teacher)", "", page.url)


def visitors(visit, school, pupil) -> dict[str, object]:
    """Return everybody who looks at pages, signed in."""
    named = {who: visit(at=school, who="nobody", viewport=NARROW) for who in ("nobody", "pupil", *STAFF)}
    named["pupil"].sign_in(pupil.username, PASSWORD)
    sign_ins = (school.data / "demonstration-sign-ins.txt").read_text()
    for who in STAFF:
        named[who].sign_in(who, re.search(rf" {who} +(\S+)", sign_ins)[1])
    return named | {who: visit(at=school, who=as_) for who, as_ in (("new", "pupil"), ("teacher", "teacher"))}


@pytest.mark.slow
def test_every_page_passes_axe_in_a_narrow_window_and_is_light(visit, school, check):
    pupil, named = places(school)
    who = visitors(visit, school, pupil)
    named["drawn"], named["diagram"] = open_diagram(who["pupil"])
    named["question"] = paste_question(who["teacher"], named["class"])
    pictures, weights, wrong = os.environ.get("PICTURES"), [], []
    for stop in WALK:
        page = who[stop.who].page
        page.set_viewport_size(NARROW)
        scales = Scales(page)
        page.goto(school.url + stop.path.format(**named))
        weights.append((stop.name, sum(scales.loaded.values())))
        try:
            check(page)
        except AssertionError as error:
            wrong.append(f"{stop.name}: {error}")
        if pictures:
            take(page, Path(pictures), stop.name)
    if pictures:
        write_weights(Path(pictures) / "weights.md", weights)
    heavy = [one for one in weights if not 0 < one[1] <= HEAVIEST]
    assert (wrong, heavy) == ([], [])


def take(page: Page, folder: Path, name: str) -> None:
    """Take the whole page in a narrow and in a broad window."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in (NARROW, BROAD):
        page.set_viewport_size(size)
        page.screenshot(path=folder / f"{name}-{size['width']}.png", full_page=True)


def write_weights(file: Path, weights: list[tuple[str, int]]) -> None:
    rows = [f"| {name} | {size / 1000:.0f} |" for name, size in sorted(weights, key=lambda one: -one[1])]
    file.write_text("\n".join(["| page | kB |", "|---|---|", *rows, ""]))


def test_no_page_is_left_out_of_the_walk(tmp_path):
    records = open_records(f"sqlite:///{tmp_path / 'records.db'}")
    migrate(records)
    app = create_app(Settings(), records, None, "a secret for tests")
    there = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith("api.")
    }
    addresses = app.url_map.bind("")
    known = dict.fromkeys(("class", "pupil", "session", "handover", "work"), "1") | {
        "item": "an-item",
        "objective": "ratio-share",
        "monday": "2026-11-23",
    }
    known |= {"drawn": "/sessions/1", "diagram": "/sessions/1/diagram/1", "question": "/teacher/questions/1"}
    paths = [stop.path.format(**known).split("?")[0] for stop in WALK if stop.name != "not-found"]
    walked = {addresses.match(path, method="GET")[0] for path in paths}
    records.dispose()
    assert there - walked == set(ELSEWHERE)
