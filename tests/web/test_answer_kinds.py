"""Every kind of answer can be given through its form, is marked, and is put back whole when it cannot be taken."""

import html
import re

import pytest

from content_store.answers import ClozeAnswer, MatchingAnswer, OrderingAnswer, SeveralAnswer
from evaluation.proofs.marks import right_text
from tutor.database import transaction
from tutor.item_choice import drawn
from tutor.records import TutoringSession
from web.answer_forms import fields_of

ITEMS = {
    "several": ("photosynthesis", "photosynthesis-taken-in"),
    "ordering": ("cell-transport", "cell-transport-turgid-in-order"),
    "ordering of formulas": ("standard-form", "standard-form-in-order"),
    "matching": ("respiration", "respiration-match-products"),
    "cloze": ("photosynthesis", "photosynthesis-fill-equation"),
    "cloze of options": ("resistance", "resistance-fill-changes"),
    "short_text": ("respiration", "respiration-not-breathing"),
    "quotation": ("inference", "inference-hyde-quotation"),
    "writing": ("inference", "inference-hyde-paragraph"),
    "solutions": ("factorise-quadratics", "factorise-quadratics-solve"),
    "coordinates": ("linear-sequences", "linear-sequences-points"),
}
PARTED = SeveralAnswer | OrderingAnswer | MatchingAnswer | ClozeAnswer


@pytest.fixture
def at_item(at_work, records, tutor):
    """Return a function that puts a pupil before the item of a kind, and gives the item too."""

    def begin(kind: str):
        objective, item_id = ITEMS[kind]
        work = at_work("ada", objective)
        with transaction(records) as db:
            own = db.get_one(TutoringSession, work.id)
            own.item_id, own.seed = item_id, 1
            db.add(own)
        return work, drawn(tutor.catalogue, item_id, 1)

    return begin


def posted(text: str, item) -> dict[str, str | list[str]]:
    """Return the fields that a browser posts for an answer."""
    if isinstance(item.answer, SeveralAnswer):
        return {"text": text.split()}
    return dict(fields_of(text)) if isinstance(item.answer, PARTED) else {"text": text}


def send(work, fields: dict[str, str | list[str]], intent: str = "answer"):
    return work.client.post(f"{work.path}/turns", data={"position": work.position(), "intent": intent} | fields)


@pytest.mark.parametrize("kind", ITEMS)
def test_a_right_answer_given_through_the_form_is_taken_and_marked(at_item, kind: str) -> None:
    work, item = at_item(kind)
    assert send(work, posted(right_text(item.answer), item)).status_code == 303
    turn = next(turn for turn in work.turns() if turn.who == "pupil")
    assert turn.facts["right"] is (None if kind == "writing" else True)
    page = work.page()
    assert "part-0" not in page.split('id="answer-form"')[0]


@pytest.mark.parametrize("kind", ["ordering", "matching", "cloze"])
def test_an_answer_that_is_not_whole_is_asked_for_again_with_nothing_lost(at_item, kind: str) -> None:
    work, item = at_item(kind)
    fields = posted(right_text(item.answer), item)
    last = sorted(fields)[-1]
    response = send(work, fields | {last: ""})
    assert response.status_code == 422
    assert f'href="#{last}"' in response.text
    kept = dict(re.findall(r'<select id="([a-z]+-\d)".*?<option value="(\d)" selected>', response.text, re.DOTALL))
    typed = dict(re.findall(r'<input id="(gap-\d)"[^>]* value="([^"]+)"', response.text))
    assert kept | typed == {name: value for name, value in fields.items() if name != last}


def test_two_parts_with_one_number_are_told_and_kept(at_item) -> None:
    work, item = at_item("ordering")
    fields = {f"place-{place}": "1" for place in range(len(item.answer.parts))}
    response = send(work, fields)
    assert response.status_code == 422
    assert "Two parts have the number 1." in response.text
    assert response.text.count('<option value="1" selected>') == len(item.answer.parts)


@pytest.mark.parametrize("kind", ["several", "ordering", "matching", "cloze", "writing"])
def test_what_was_begun_stays_when_a_hint_is_asked_for(at_item, kind: str) -> None:
    work, item = at_item(kind)
    send(work, posted(right_text(item.answer), item), intent="help")
    page = html.unescape(work.page())
    if kind == "several":
        assert page.count("checked>") == sum(choice.right for choice in item.answer.choices)
    elif kind in ("ordering", "matching"):
        assert page.count(" selected>") == len(posted(right_text(item.answer), item))
    else:
        assert "The piece begins like this: " in page or 'value="glucose"' in page


def test_the_text_to_be_quoted_and_the_criteria_are_on_the_page(at_item) -> None:
    work, item = at_item("writing")
    page = html.unescape(work.page())
    assert "he had a displeasing smile" in page
    assert all(criterion in page for criterion in item.answer.criteria)
    assert '<blockquote class="source"' in page


def test_an_example_shows_how_to_write_solutions(at_item) -> None:
    work, _ = at_item("solutions")
    assert "for example x = 2 or x = -3" in work.page()


def test_a_field_that_nobody_offered_does_no_harm(at_item) -> None:
    work, _ = at_item("ordering")
    for fields in ({"place-99": "1"}, {"place-0": "x" * 500}, {"gap-1": "a", "partner-7": "9"}, {"text": ["a", "b"]}):
        assert send(work, fields).status_code in (303, 422)


@pytest.mark.parametrize(
    ("kind", "poor"),
    [
        (
            "short_text",
            (
                "it is to do with the body and the air",
                "it is about the food that people eat",
                "the body is a thing that needs air and food",
            ),
        ),
        ("quotation", ("into one another naturally enough", "at the corner", "ran into one another")),
    ],
)
def test_beside_what_it_is_compared_with_an_answer_can_be_written_again(at_item, kind: str, poor) -> None:
    work, item = at_item(kind)
    for text in poor:
        send(work, {"text": text})
    page = work.page()
    assert 'value="compare"' in page
    assert page.count('id="answer"') == 1
    assert "Check it once more" in page
    send(work, {"text": right_text(item.answer)})
    assert "That is right." in work.page()


def test_a_piece_of_writing_is_not_sent_twice(at_item) -> None:
    work, item = at_item("writing")
    send(work, {"text": right_text(item.answer)})
    page = work.page()
    assert "This much can be seen in it" in page
    assert 'value="compare"' in page
    assert 'id="answer"' not in page
