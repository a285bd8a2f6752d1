"""That no hint leads a pupil back over what their answer shows, over the whole pack."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from content_store.answers import ValueAnswer
from content_store.items import DrawnItem, draw, read_spec
from content_store.pack import read_pack
from tests.conftest import EMBEDDED
from tutor import nearly
from tutor.marking import Mark, mark
from tutor.on_the_way import FORMULA, Place, beyond, place_of, reach, values_on_the_way

SEED = 3
FEWEST = 450
"""Values that the pack's worked solutions pass through, at the very least."""
FOUND = 0.98
"""The share of them that must be known again when typed; the rest are not written so that one can type them."""


@pytest.fixture(scope="module")
def items() -> list[DrawnItem]:
    rows = read_pack(EMBEDDED, seeds=0).items
    drawn = [draw(read_spec(row.definition), row.objective_id, SEED) for row in rows]
    return [item for item in drawn if isinstance(item.answer, ValueAnswer)]


def item_named(items: list[DrawnItem], item_id: str) -> DrawnItem:
    return next(item for item in items if item.id == item_id)


def typed(value: Fraction) -> str:
    return str(value) if value.denominator < 1000 else f"{float(value):.6g}"


def passed_through(items: list[DrawnItem]) -> Iterator[tuple[DrawnItem, int, str]]:
    """Yield every value on the way to every answer: the item, its number, and how a pupil types it."""
    for item in items:
        for number, value in enumerate(values_on_the_way(item), 1):
            yield item, number, typed(value)


def said_next(item: DrawnItem, place: Place) -> str:
    return place.words if not place.beyond else place.beyond


def first_telling(item: DrawnItem, number: int) -> int:
    """Return the place of the first hint that tells a value, or the number of hints where none before the last does."""
    return next((place for place in range(len(item.hints) - 1) if reach(item, place) >= number), len(item.hints) - 1)


def test_a_value_on_the_way_is_known_again_and_no_hint_leads_back_over_it(items: list[DrawnItem]) -> None:
    asked, lost, back = 0, [], []
    for item, number, text in passed_through(items):
        asked += 1
        place = place_of(item, text)
        if place is None:
            lost.append((item.id, text))
        elif place.rung < first_telling(item, min(number, place.number)):
            back.append((item.id, text, place))
    assert asked >= FEWEST
    assert back == []
    assert len(lost) <= (1 - FOUND) * asked, lost


def test_what_is_said_next_tells_neither_the_answer_nor_what_is_done(items: list[DrawnItem]) -> None:
    for item, _, text in passed_through(items):
        place = place_of(item, text)
        if place is None:
            continue
        said = said_next(item, place)
        assert said
        assert said not in (item.hints[-1], *item.steps)
        kept = beyond(item, item.hints[place.rung], place.number) if place.beyond else ""
        assert place.beyond == kept


def test_a_sum_of_the_worked_solution_that_comes_to_the_answer_is_said_to_be_right_so_far(
    items: list[DrawnItem],
) -> None:
    sums = misfits = 0
    for item in items:
        for side in (side for step in item.steps for formula in FORMULA.findall(step) for side in formula.split("=")):
            marked = mark(item.answer, side)
            if isinstance(marked, Mark) and marked.right is False and (marked.form or "").startswith("Right so far"):
                sums += 1
                misfits += not nearly.left_to_do(marked.form)
    assert sums > 150
    assert misfits == 0


@pytest.mark.parametrize("text", ["0.5 x 10^3", "12 x 10^4", "5 x 10^-3", "0.5", "1/3", "-0", "10^3"])
def test_no_way_of_writing_a_number_is_too_odd_to_be_placed(items: list[DrawnItem], text: str) -> None:
    for item in items[::7]:
        place_of(item, text)
