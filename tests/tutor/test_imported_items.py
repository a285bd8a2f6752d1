"""A session on items that others wrote, which have no hints: nobody makes any up, and the rest works."""

import pytest

from content_store.build import build
from content_store.catalogue import Catalogue
from content_store.importers.gift import read_gift
from content_store.importers.terms import Terms
from retrieval.indexer import Indexer
from retrieval.passages import Passages
from tests.tutor.conftest import Talk
from tutor.assembly import Tutor
from tutor.language_model import NoModel

BANK = """
$CATEGORY: Forces/Weight

What is 12 times 31? {#372#Ten times 31 is 310.####Twelve times 31 is $$310 + 62 = 372$$.}

What is 11 times 41? {#451}

What is 13 times 21? {#273}
"""
WRONG = ("987654", "5010", "7312", "66")


@pytest.fixture
def talk(tmp_path, settings, records, embedder, pupil_in):
    """A session on three numeric items of a question bank."""
    (tmp_path / "bank.gift").write_text(BANK, encoding="utf-8")
    terms = Terms(licence="CC BY 4.0", attribution="Ada Example", title="Bank")
    imported = read_gift(tmp_path / "bank.gift", terms)
    build(imported.rows, tmp_path / "content", Indexer(embedder))
    catalogue = Catalogue.open(tmp_path / "content")
    tutor = Tutor(settings, catalogue, Passages(catalogue, embedder), embedder, NoModel("the test uses none"))
    talk = Talk(records, tutor, pupil_in(records), imported.rows.objectives[0].id)
    talk.put(next(row.id for row in imported.rows.items if "12 times" in row.definition))
    return talk


def test_a_request_for_a_hint_is_answered_with_what_is_true(talk):
    (reply,) = talk.say("help")
    assert reply.move == "working_first"
    assert reply.text.startswith("There are no hints for this question.")


def test_a_right_answer_is_confirmed_and_followed_by_another_item(talk):
    before = talk.item.id
    assert [turn.move for turn in talk.say("answer", "372")] == ["confirm", "check"]
    assert talk.item.id != before


def test_wrong_answers_lead_to_the_solution_and_not_to_an_invented_hint(talk):
    seen = [talk.say("answer", text, "12 * 31 = 372 + 1")[0] for text in WRONG[:2]]
    assert {turn.move for turn in seen} <= {"working_first", "offer_solution"}
    assert seen[0].text.startswith("There are no hints for this question.")
    replies = talk.say("solution")
    assert [turn.move for turn in replies] == ["bottom_out", "check"]
    assert replies[0].text == "Twelve times 31 is $310 + 62 = 372$.\n\nThe answer is: 372"


def test_a_pupil_who_gets_nowhere_is_handed_over(talk):
    moves = [talk.say("help")[0].move for _ in range(6)]
    assert moves[-1] in ("hand_over", "working_first")
    assert "hint" not in moves
