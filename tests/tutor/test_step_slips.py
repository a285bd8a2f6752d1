"""That a wrong number which one slip makes is told which, truly, and that no such sentence tells the answer."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem, draw, read_spec
from content_store.pack import read_pack
from tests.conftest import EMBEDDED
from tutor.checker import gives_away
from tutor.figures import numbers_in
from tutor.marking import Mark, mark
from tutor.slip_words import HALVED, ROUNDED, UNCONVERTED, WHOLE_POWER, WITHOUT_A_PART
from tutor.step_slips import slip_words, slips
from tutor.step_sums import step_sums

SEEDS = (3, 11)
READ = 310
"""Items with a number for an answer whose worked solutions are read, at the very least."""
TOLD = 0.8
"""The share of the slips of the first seed that must be told apart; the rest are made by several."""


@pytest.fixture(scope="module")
def specs():
    return {row.id: (read_spec(row.definition), row.objective_id) for row in read_pack(EMBEDDED, seeds=0).items}


@pytest.fixture
def item(specs):
    """Return a function that draws an item whose question and diagram hold some texts."""

    def find(item_id: str, *holds: str) -> DrawnItem:
        spec, objective_id = specs[item_id]
        drawn = (draw(spec, objective_id, seed) for seed in range(1, 20_000))
        return next(one for one in drawn if all(text in f"{one.question} {one.diagram}" for text in holds))

    return find


def numeric(specs, seed: int) -> Iterator[DrawnItem]:
    drawn = (draw(spec, objective_id, seed) for spec, objective_id in specs.values() if spec.kind == "numeric")
    return (one for one in drawn if isinstance(one.answer, NumericAnswer))


def typed(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value) if abs(value) < 10**9 else ""
    return f"{float(value):.6f}" if 0.001 < abs(value) < 10**6 else ""


@pytest.mark.parametrize(
    ("item_id", "holds", "answer", "working", "said"),
    [
        ("wave-speed-find-wavelength", ("500",), "1.47", "500/340", "when 500 is divided by 340"),
        ("reaction-rates-mean-rate", ("56 cm³", "140 s"), "2.5", "", "when 140 is divided by 56"),
        ("newtons-second-law-weight", ("140 kg", "3.7"), "37.8", "140/3.7", "when 140 is divided by 3.7"),
        ("kinetic-energy-of-mover", ("82 kg", "8 m/s"), "328", "", "when 8 is not squared"),
        ("specific-heat-from-graph", ("0.5 kg", "25 °C at 0 kJ to 65 °C at 18"), "450", "", "without the 0.5"),
        ("motion-graphs-acceleration", ("4 m/s at 0 s to 16 m/s at 5 s",), "3.2", "", "without the 4"),
        (
            "power-efficiency-pump",
            ("500 kg", "6 m", "25 s", "40%"),
            "470.4",
            "/25=1176, x0.4",
            "1176 is multiplied by 0.4",
        ),
        ("specific-heat-kettle", ("1.2 kg", "15 °C", "1.4 kW"), "4.28e5/1400", "", ROUNDED),
        ("pythagoras-hypotenuse", ("6 cm and 8 cm",), "50", "", HALVED),
        ("indices-laws-quotient", ("2^{10}", "2^{6}"), "2^4", "", WHOLE_POWER),
    ],
)
def test_a_number_that_one_slip_makes_is_told_which(
    item, item_id: str, holds: tuple[str, ...], answer: str, working: str, said: str
) -> None:
    words = slip_words(item(item_id, *holds), answer, working)
    assert said in words
    assert words.count("?") == 1


def test_a_value_of_the_solution_is_named_only_where_the_pupil_has_it(item) -> None:
    pump = item("power-efficiency-pump", "500 kg", "6 m", "25 s", "40%")
    assert "1176" not in slip_words(pump, "470.4")
    assert "1176" in slip_words(pump, "470.4", "29400/25 = 1176, 1176 x 0.4")


def test_a_unit_that_is_left_as_it_was_is_asked_about(item) -> None:
    toy = item("kinetic-energy-grams-to-joules", "600 g", "4 m/s")
    assert "Is it in the unit" in slip_words(toy, "4800")
    assert UNCONVERTED.endswith("?")


def test_a_factor_of_the_equation_is_not_named(item) -> None:
    assert slip_words(item("kinetic-energy-of-mover", "82 kg", "8 m/s"), "5248") == WITHOUT_A_PART


@pytest.mark.parametrize("answer", ["2624", "5", "not a number", "987654"])
def test_nothing_is_said_of_other_numbers(item, answer: str) -> None:
    assert slip_words(item("kinetic-energy-of-mover", "82 kg", "8 m/s"), answer) == ""


def test_most_solutions_are_read_and_end_in_their_answers(specs) -> None:
    read = [one for one in numeric(specs, SEEDS[0]) if step_sums(one)]
    assert len(read) >= READ


@pytest.mark.parametrize("seed", SEEDS)
def test_no_sentence_tells_the_answer_and_no_right_number_gets_one(specs, seed: int) -> None:
    asked = told = 0
    for item in numeric(specs, seed):
        for slip in slips(item):
            text = typed(slip.end)
            marked = mark(item.answer, text) if text else None
            if not isinstance(marked, Mark) or marked.right:
                continue
            words = slip_words(item, text)
            asked, told = asked + 1, told + bool(words)
            assert not gives_away(words, item.answer, (item.question, text)), (item.id, text, words)
            said = [str(number) for number in numbers_in(words)]
            assert not any(getattr(mark(item.answer, one), "right", False) for one in said), (item.id, words)
            assert words.count("?") == bool(words)
        for right in item.answer.accepted:
            assert slip_words(item, right) == "", (item.id, right)
    assert told >= TOLD * asked


def test_one_too_few_in_a_count_is_not_told_as_a_part_of_a_sum(item):
    asked = item("inequalities-count-integers")
    one_less = int(asked.answer.accepted[0]) - 1
    assert WITHOUT_A_PART not in slip_words(asked, str(one_less))
    assert all(one.kind != "without" or one.end != one_less for one in slips(asked))
