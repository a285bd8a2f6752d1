"""Diagrams are on every page that shows their item: as the pupil saw them, with their alternative for everybody."""

import html
import re

import pytest

from content_store.catalogue import Catalogue
from content_store.diagrams.kinds import as_data
from retrieval.passages import Passages
from tutor.assembly import Tutor
from tutor.database import transaction
from tutor.item_choice import drawn
from tutor.language_model import NoModel
from tutor.records import Turn, TutoringSession
from tutor.replies import put_question
from web.text import diagram


@pytest.fixture
def tutor(settings, pictures, embedder) -> Tutor:
    """A tutor of the pack in which every item has a diagram."""
    catalogue = Catalogue.open(pictures)
    return Tutor(settings, catalogue, Passages(catalogue, embedder), embedder, NoModel("the test uses none"))


@pytest.fixture
def before(at_work, records, tutor):
    """Return a function that puts a pupil before an item, as if it had been chosen."""

    def begin(item_id: str):
        work = at_work("ada", "pictures")
        item = drawn(tutor.catalogue, item_id, 1)
        put = put_question(item)
        with transaction(records) as db:
            own = db.get_one(TutoringSession, work.id)
            own.item_id, own.seed = item_id, 1
            asked = db.get_one(Turn, work.turns()[0].id)
            asked.item_id, asked.seed, asked.text, asked.facts = item_id, 1, put.authored, put.facts
        return work, item

    return begin


def figures(page: str) -> list[str]:
    return re.findall(r'<figure class="diagram.*?</figure>', page, re.DOTALL)


def alternatives(page: str) -> list[str]:
    found = (re.search(r"<summary>Describe the diagram</summary><p>(.*?)</p>", one) for one in figures(page))
    return [html.unescape(one[1]) for one in found]


def test_a_question_is_put_with_its_diagram_and_its_alternative(at_work):
    work = at_work("ada", "pictures")
    (asked,) = work.turns()
    page = work.page()
    (figure,) = figures(page)
    assert alternatives(page) == [asked.facts["diagram"]["alt"]]
    assert figure in page[page.index('class="question-card"') : page.index('id="answer-form"')]


@pytest.mark.parametrize(
    "item_id", ["pictures-figure", "pictures-table", "pictures-wide-table", "pictures-long-circuit"]
)
def test_a_picture_is_an_image_with_a_title_and_a_table_is_a_table(before, item_id):
    work, item = before(item_id)
    (figure,) = figures(work.page())
    if item.diagram.kind == "table":
        assert '<th scope="col">' in figure
        assert '<th scope="row">' in figure
    else:
        assert f"<title>{html.escape(item.diagram.alt, quote=False)}</title>" in figure
        assert 'role="img"' in figure
    assert ('tabindex="0"' in figure) == (item_id in ("pictures-wide-table", "pictures-long-circuit"))


def test_what_is_over_keeps_its_diagram_and_the_next_question_has_its_own(before):
    work, item = before("pictures-figure")
    work.send("answer", work.right_answer())
    first, second = alternatives(work.page())
    assert first == item.diagram.alt
    assert second == work.turns()[-1].facts["diagram"]["alt"]
    assert work.turns()[-1].move == "check"
    assert first != second


def test_a_worked_twin_has_its_own_diagram(before):
    work, item = before("pictures-pie")
    for number in range(6):
        work.send("answer", str(40 + 3 * number), f"4 + {number} = {4 + number}")
        if twins := [turn for turn in work.turns() if turn.move == "twin"]:
            break
    assert twins[0].facts["diagram"]["alt"] != item.diagram.alt
    assert set(alternatives(work.page())) == {item.diagram.alt, twins[0].facts["diagram"]["alt"]}


def test_a_placement_shows_diagrams(sign_in_as):
    client = sign_in_as("ada")
    page = client.get(client.post("/subjects/maths/placements").location).text
    assert len(figures(page)) == 1


def test_a_teacher_reads_what_the_pupil_saw(before, sign_in_as):
    work, item = before("pictures-figure")
    work.send("answer", work.right_answer())
    teacher = sign_in_as("teacher")
    page = teacher.get(f"/teacher/sessions/{work.id}").text
    assert alternatives(page) == [item.diagram.alt, work.turns()[-1].facts["diagram"]["alt"]]


def test_what_is_handed_over_is_shown_with_its_diagram(before, sign_in_as):
    work, item = before("pictures-venn")
    work.send("question", "I want to hurt myself")
    teacher = sign_in_as("teacher")
    handovers = re.findall(r'href="(/teacher/queue/\d+)"', teacher.get("/teacher/queue/").text)
    assert alternatives(teacher.get(handovers[0]).text) == [item.diagram.alt]


def test_what_was_kept_is_shown_and_what_cannot_be_read_is_not():
    assert diagram(None) is None
    assert diagram({}) is None
    assert diagram({"kind": "hologram", "alt": "Of a later version."}) is None


def test_what_is_kept_is_shown_as_it_was_drawn(before):
    _, item = before("pictures-tree")
    assert diagram(as_data(item.diagram)) == diagram(item.diagram)
