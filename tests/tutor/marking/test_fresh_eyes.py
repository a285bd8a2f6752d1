"""Right answers that testers saw refused."""

import pytest

from content_store.answers import ClozeAnswer, Gap, NumericAnswer
from tutor.marking import Mark, mark


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (NumericAnswer(("2/11",)), "2 elevenths"),
        (NumericAnswer(("2/11",)), "two elevenths"),
        (NumericAnswer(("7/20",)), "seven twentieths"),
        (NumericAnswer(("6 2/5",)), "6 and 2/5"),
        (NumericAnswer(("6 2/5",)), "6 and 2/5 litres"),
    ],
)
def test_a_right_answer_is_right_however_it_is_said(answer: NumericAnswer, typed: str) -> None:
    found = mark(answer, typed)
    assert isinstance(found, Mark)
    assert found.right


@pytest.mark.parametrize("rounding", [{"decimal_places": 1}, {"significant_figures": 4}])
def test_a_value_rounded_to_more_places_is_to_be_rounded_from_all_its_figures(rounding: dict[str, int]) -> None:
    found = mark(NumericAnswer(("104.8487",), **rounding), "104.85")
    assert isinstance(found, Mark)
    assert found.only_form
    assert "from all the figures" in (found.form or "")


@pytest.mark.parametrize("typed", ["104.86", "104.7", "104"])
def test_a_value_that_rounds_otherwise_is_not(typed: str) -> None:
    found = mark(NumericAnswer(("104.8487",), decimal_places=1), typed)
    assert isinstance(found, Mark)
    assert not found.right


def test_sulphur_is_spelt_either_way() -> None:
    answer = ClozeAnswer("The salt is {1}.", (Gap(("magnesium sulfate",)),))
    found = mark(answer, "1: magnesium sulphate")
    assert isinstance(found, Mark)
    assert found.right
