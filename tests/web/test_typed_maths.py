"""The picture of how a typed answer is read, and the keys that suit an item."""

import re
from dataclasses import replace

import pytest

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem
from tutor.database import transaction
from tutor.records import TutoringSession
from web import keypad, typed_maths

NUMERIC = DrawnItem("n", "o", 0, "numeric", 1, "Work it out.", NumericAnswer(("3",)), (), ())


def numeric(work):
    """Open an item that is answered by a number."""
    with transaction(work.records) as db:
        db.get_one(TutoringSession, work.id).item_id = "linear-equations-two-step"
    return work


def read(work, text):
    return work.client.post(f"{work.path}/reading", data={"text": text})


def test_a_number_is_shown_as_it_is_read_and_neither_right_nor_wrong_is_said(at_work):
    work = numeric(at_work())
    right, wrong = read(work, work.right_answer()).text, read(work, "987654").text
    assert "read as" in right
    assert "<math" in right
    shape = [re.sub(r"<math.*</math>", "", page, flags=re.DOTALL).strip() for page in (right, wrong)]
    assert shape[0] == shape[1] == "read as"
    assert len(work.turns()) == 1


def test_what_cannot_be_read_yet_says_so_and_nothing_typed_comes_back(at_work):
    work = numeric(at_work())
    page = read(work, "<script>3 1/").text
    assert page.strip() == "cannot be read as maths yet"
    assert read(work, "  ").text.strip() == ""


def test_a_pupil_reads_only_in_their_own_session(at_work, sign_in_as):
    work = numeric(at_work())
    for who, status in (("ben", 404), ("zoe", 404), ("teacher", 403)):
        assert sign_in_as(who).post(f"{work.path}/reading", data={"text": "3"}).status_code == status
    assert read(work, "3" * 401).status_code == 404


def test_there_is_a_limit_to_how_often_one_may_ask(at_work):
    work = numeric(at_work())
    codes = [read(work, "3").status_code for _ in range(typed_maths.PACE.amount + 1)]
    assert codes[-1] == 429
    assert set(codes[:-1]) == {200}


@pytest.mark.parametrize(
    ("kind", "answer", "question", "has", "has_not"),
    [
        ("numeric", NumericAnswer(("3",)), "Work it out.", {"/", "^", "√(|)", "×10^", "π"}, {"≤", "£", "°"}),
        ("numeric", NumericAnswer(("3",), unit="£"), "How much?", {"£"}, {"°"}),
        ("numeric", NumericAnswer(("30",)), "How large is the angle?", {"°"}, {"£"}),
        ("inequality", NUMERIC.answer, "Solve it.", {"≤", "≥", "<", ">"}, {"π"}),
        ("expression", NUMERIC.answer, "Give $a_n$.", {"_", "^"}, {"≤"}),
        ("short_text", None, "Why?", set(), {"/", "^"}),
    ],
)
def test_the_keys_suit_the_item(kind, answer, question, has, has_not):
    keys = {key.inserts for key in keypad.keys_for(replace(NUMERIC, kind=kind, answer=answer, question=question))}
    assert has <= keys
    assert not keys & has_not


def test_the_page_has_the_keys_with_their_names_as_buttons_that_send_nothing(at_work):
    page = numeric(at_work()).page()
    assert 'role="group" aria-label="Symbols for your answer"' in page
    keys = re.findall(r'<button type="button" class="key"[^>]*aria-controls="answer">', page)
    assert len(keys) >= 5
    assert "square root of" in page
