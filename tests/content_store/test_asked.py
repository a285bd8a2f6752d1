import pytest

from content_store.answers import ClozeAnswer, QuotationAnswer, WritingAnswer, shown_answer
from content_store.asked import asked, told
from content_store.items import draw, read_spec


@pytest.fixture(scope="module")
def drawn(catalogue):
    objectives = [one for subject in catalogue.subjects() for one in catalogue.objectives(subject.id)]
    rows = [row for one in objectives for row in catalogue.items_of(one.id)]
    return [draw(read_spec(row.definition), row.objective_id, 7) for row in rows]


def test_what_is_shown_with_a_question_of_each_kind(drawn):
    shown = {item.kind: asked(item.answer) for item in drawn}
    for kind in ("choice", "several", "ordering", "matching"):
        assert len(shown[kind].options) >= 2
    assert len(shown["matching"].partners) >= 2
    assert "{1}" in shown["cloze"].gap_text
    assert shown["cloze"].gap_options
    assert shown["quotation"].source
    assert shown["writing"].criteria
    for kind in ("expression", "solutions", "equation", "short_text"):
        assert shown[kind] == asked(drawn[0].answer).__class__()


def test_what_tells_the_answer_holds_it_and_the_wrong_answers_hold_it_not(drawn):
    for item in drawn:
        telling = told(item.answer)
        assert telling.answer == shown_answer(item.answer)
        assert bool(telling.answer) == (not isinstance(item.answer, WritingAnswer)), item.id
        if not isinstance(item.answer, ClozeAnswer | QuotationAnswer):
            assert telling.answer not in [text for text, _ in telling.wrong], item.id


def test_most_wrong_answers_say_which_misconception_they_reveal(drawn, catalogue):
    named = {why for item in drawn for _, why in told(item.answer).wrong if why}
    assert len(named) > 100
    assert all(catalogue.misconception(one) for one in named)
