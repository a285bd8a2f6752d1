import pytest

from tutor.checker import Facts, check
from tutor.checker.sources import strange_names, strange_units

ITEM = ("A car travels 30 m in 6 s. Ravi times it.",)


@pytest.mark.parametrize(
    ("text", "unit"), [("It goes 30 km.", "km"), ("It takes 6 mm.", "mm"), ("It is 30 %.", "%"), ("6m/s is it.", "m/s")]
)
def test_a_unit_that_no_source_has_is_found(text: str, unit: str) -> None:
    assert strange_units(text, ITEM) == {unit}
    assert check(text, Facts(allowed=ITEM)).broken == "unit"


@pytest.mark.parametrize("text", ["It goes 30 m.", "It takes 6 s.", "30 metres in 6 seconds.", "The 6 is the time."])
def test_the_items_own_units_may_be_used(text: str) -> None:
    assert not strange_units(text, ITEM)


def test_a_name_that_no_source_has_is_found() -> None:
    assert strange_names("This is what Newton found.", ITEM) == {"Newton"}
    assert check("This is what Newton found.", Facts(allowed=ITEM)).broken == "name"


@pytest.mark.parametrize("text", ["Look at what Ravi did.", "Look. Then halve it.", "Time is in the question."])
def test_the_items_own_names_and_first_words_may_be_used(text: str) -> None:
    assert not strange_names(text, ITEM)
