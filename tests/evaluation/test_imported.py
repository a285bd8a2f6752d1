import pytest

from content_store.importers.found import by_reason
from content_store.importers.gift import read_gift
from content_store.importers.terms import Terms
from evaluation.imported import UNMARKED, proved
from tutor.marking.guard import Guard

TERMS = Terms(licence="CC BY 4.0", attribution="Ada Example", title="Bank")
BANK = r"""
Unit of force? {=newton ~joule ~watt}

Which are prime? {~%50%2 ~%50%3 ~%-100%4}

Ice is cold. {T}

Value of g? {#9.8:0.1}

Pick one. {#1..5}

Where is DNA? {=the nucleus =nucleus}

Match. {=Na -> sodium =K -> potassium = -> argon}
"""


@pytest.fixture(scope="module")
def guard():
    with Guard(workers=1) as guard:
        yield guard


@pytest.fixture
def bank(tmp_path):
    """Return a function that reads GIFT text."""

    def read(text: str):
        (tmp_path / "bank.gift").write_text(text, encoding="utf-8")
        return read_gift(tmp_path / "bank.gift", TERMS)

    return read


def test_every_kind_that_is_imported_is_marked_as_upstream_marks_it(bank, guard):
    imported = bank(BANK)
    checked = proved(imported, guard)
    assert len(checked.rows.items) == 7
    assert {item.kind for item in checked.rows.items} == {"choice", "several", "numeric", "cloze", "matching"}
    assert checked.skipped == imported.skipped == ()


def test_an_item_whose_own_answer_marking_does_not_take_is_left_out(bank, guard):
    imported = bank(BANK)
    broken = imported.rows.items[3]
    broken.kind = "inequality"
    broken.definition = (
        f'{{"id":"{broken.id}","kind":"inequality","difficulty":2,"question":"What is it?",'
        '"answer":{"value":"about ten"},"imported":true}'
    )
    checked = proved(imported, guard)
    assert broken not in checked.rows.items
    assert by_reason(checked.skipped) == ((f"question: {UNMARKED}", 1),)
