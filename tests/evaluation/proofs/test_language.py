"""Words and numbers that a reader would stumble over are told."""

import pytest

from content_store.answers import NumericAnswer
from content_store.curriculum import Objective
from content_store.items import DrawnItem
from evaluation.proofs.language import item_problems, notes_problems

PLAIN = "There are some beads in a bag. You count them all. "


def item(question, hint="Count them."):
    return DrawnItem("beads-1", "beads", 7, "numeric", 1, question, NumericAnswer(("1",)), (hint,), ())


def about(question, hint="Count them."):
    return list(item_problems(item(question, hint), 9, frozenset()))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What color is the bead?", "is not British spelling"),
        ("There are 17.5 people on the bus.", "no whole number of things"),
        ("It weighs 3.3333333 kg.", "more decimals"),
        ("See [this](https://example.org) first.", "leaves the lesson"),
    ],
)
def test_what_reads_wrongly_is_told(question, told) -> None:
    (problem,) = about(question)
    assert told in problem


@pytest.mark.parametrize("question", ["There are 17 people.", "It costs £2.50 for pens.", "2.5 litres fill 3 bottles."])
def test_what_reads_well_is_passed(question) -> None:
    assert about(question) == []


def test_a_hint_that_is_too_hard_for_the_year_is_told() -> None:
    hard = "Consideration of multiplicative proportionality necessitates simultaneous reinterpretation of quantities."
    (problem,) = about("How many?", hard)
    assert "reads at grade" in problem


def test_notes_are_held_against_the_year_group() -> None:
    hard = "Multiplicative reasoning necessitates proportional reinterpretation of interdependent quantities, " * 6
    easy = Objective(id="beads", lesson_id="bags", title="Count", year=9, notes=PLAIN * 8)
    assert list(notes_problems(easy, [])) == []
    assert any("read at grade" in one for one in notes_problems(easy.model_copy(update={"notes": hard}), []))
