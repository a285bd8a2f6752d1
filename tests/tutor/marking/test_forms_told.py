"""A right value in another form than the one asked for is told so, and never just called wrong."""

import pytest

from content_store.answers import ClozeAnswer, Gap, NumericAnswer, Revealed
from tutor.item_choice import drawn
from tutor.marking import Mark, Unreadable, mark
from tutor.marking.lines import first_wrong_line

PERCENTAGE = NumericAnswer(("85",), unit="%", reveals=(Revealed("other", "15"),))
RELATIVE_MASS = NumericAnswer(("107",), no_unit="a relative mass")
PEOPLE = NumericAnswer(("900",), money=False)
ONE_PLACE = NumericAnswer(("33.3",), decimal_places=1)
THREE_FIGURES = NumericAnswer(("60600",), significant_figures=3)


def verdict(answer, text: str):
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    return result.right, result.form


@pytest.mark.parametrize(
    ("answer", "text", "form"),
    [
        *((PERCENTAGE, text, "write it as a percentage") for text in ("85/100", "85 out of 100", "0.85", "17/20")),
        *(
            (RELATIVE_MASS, text, "a relative mass has no unit")
            for text in ("107 g", "107g/mol", "107 grams", "107 kg")
        ),
        *((PEOPLE, text, "not an amount of money") for text in ("£900", "$900", "€900")),
        (NumericAnswer(("0.64",), form="decimal"), "64%", "do not write it as a percentage"),
        (NumericAnswer(("0.36",), form="any_fraction"), "0.36", "write it as a fraction"),
        (NumericAnswer(("0.36",), form="any_fraction"), "36%", "do not write it as a percentage"),
    ],
)
def test_a_right_value_in_another_form_is_told_so(answer, text: str, form: str) -> None:
    right, said = verdict(answer, text)
    assert right is False
    assert said.startswith("Right value, but")
    assert form in said


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (PERCENTAGE, "85"),
        (PERCENTAGE, "85%"),
        (RELATIVE_MASS, "107"),
        (PEOPLE, "900 volunteers"),
        (PEOPLE, "900 p"),
        (NumericAnswer(("900",)), "£900"),
        (NumericAnswer(("0.36",), form="any_fraction"), "36/100"),
        (NumericAnswer(("1.5",), form="any_fraction"), "1 1/2"),
        (NumericAnswer(("1",), form="any_fraction"), "1"),
        (ONE_PLACE, "33.3"),
        (THREE_FIGURES, "60,600"),
        (THREE_FIGURES, "6.06 x 10^4"),
        (NumericAnswer(("-60600",), significant_figures=3), "-60600"),
        (NumericAnswer(("1200",), unit="£", decimal_places=0), "£1200.00"),
    ],
)
def test_what_is_in_the_form_asked_for_has_nothing_to_be_told(answer, text: str) -> None:
    assert verdict(answer, text) == (True, None)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (PERCENTAGE, "84/100"),
        (PERCENTAGE, "15"),
        (PERCENTAGE, "1"),
        (NumericAnswer(("100",), unit="%"), "1"),
        (RELATIVE_MASS, "106 g"),
        (PEOPLE, "£901"),
    ],
)
def test_a_wrong_value_is_never_called_right_for_its_form(answer, text: str) -> None:
    right, form = verdict(answer, text)
    assert right is False
    assert not (form or "").startswith("Right")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (ONE_PLACE, "33.30"),
        (ONE_PLACE, "33.300"),
        (THREE_FIGURES, "60,600.0"),
        (THREE_FIGURES, "6.060 x 10^4"),
        (NumericAnswer(("104.8487",), decimal_places=1), "104.85"),
        (NumericAnswer(("3.6056",), decimal_places=1), "3.61"),
        (NumericAnswer(("17.8535",), decimal_places=1), "17.85"),
    ],
)
def test_more_places_than_asked_for_are_a_fault_of_form(answer, text: str) -> None:
    found = mark(answer, text)
    assert isinstance(found, Mark)
    assert found.only_form
    assert found.form.startswith("Right value, but the question asks for")
    assert found.misconception_id is None


def test_a_length_in_another_unit_is_not_told_of_places_it_needs() -> None:
    assert verdict(NumericAnswer(("33.3",), unit="cm", decimal_places=1), "0.333 m") == (True, None)


@pytest.mark.parametrize(
    "note",
    [
        *("(1dp)", "(1 d.p.)", "(to 1 decimal place)", "[1dp]", "(3sf)", "(3 s.f.)", "(rounded)", "(nearest tenth)"),
        *("(1 dp", "to 1dp", "1dp", "correct to one decimal place", "to 3 significant figures"),
    ],
)
@pytest.mark.parametrize("number", ["81.9", "81.9 cm", "x = 81.9", "81.87 = 81.9"])
def test_a_note_on_the_rounding_is_no_part_of_the_number(number: str, note: str) -> None:
    unit = "cm" if "cm" in number else None
    assert verdict(NumericAnswer(("81.9",), unit=unit, decimal_places=1), f"{number} {note}") == (True, None)


def test_a_bracket_of_another_kind_is_still_read() -> None:
    assert verdict(NumericAnswer(("12",)), "(12)") == (True, None)
    assert isinstance(mark(NumericAnswer(("12",)), "12 (5"), Unreadable)


@pytest.mark.parametrize(
    ("item_id", "money"), [("percentage-change-increase", True), ("percentage-change-original-rise", False)]
)
def test_money_belongs_where_the_question_says_something_of_it(catalogue, item_id: str, money: bool) -> None:
    item = drawn(catalogue, item_id, 1)
    assert item is not None
    assert item.answer.money is money


SALT = ClozeAnswer("The salt is {1}.", (Gap(("magnesium sulfate",)),))
ELEMENTS = ClozeAnswer("At the cathode {1}, at the anode {2}.", (Gap(("lead",)), Gap(("bromine",))))


@pytest.mark.parametrize("text", ["MgSO4", "MgSO₄", "mgso4", "Mg SO4", "NaCl", "Ca(NO3)2", "$MgSO_4$", "Mg"])
def test_a_formula_where_a_name_is_asked_for_is_sent_back_for_the_name(text: str) -> None:
    assert mark(SALT, text) == Unreadable("Write its name, not its formula or symbol.")


@pytest.mark.parametrize(
    "text", ["1: lead\n2: Br2", "1: Pb\n2: bromine", "1: Pb\n2: Br", "1: tin\n2: br2", "1: Pb2+\n2: Br-"]
)
def test_formulas_in_several_gaps_are_sent_back_without_saying_which_would_be_right(text: str) -> None:
    assert mark(ELEMENTS, text) == Unreadable("Write names in words, not formulas or symbols.")


@pytest.mark.parametrize(
    ("second", "right"),
    [
        ("bromine", True),
        ("bromine gas", True),
        ("the element bromine", True),
        ("Bromine vapour", True),
        ("bromide", False),
        ("chlorine gas", False),
        ("bromine metal", False),
    ],
)
def test_the_state_of_a_substance_beside_its_name_does_no_harm(second: str, right: bool) -> None:
    assert verdict(ELEMENTS, f"1: lead\n2: {second}")[0] is right


@pytest.mark.parametrize(
    ("first", "right"), [("lead metal", True), ("molten lead", True), ("lead gas", False), ("copper metal", False)]
)
def test_a_metal_is_a_metal_and_no_gas(first: str, right: bool) -> None:
    assert verdict(ELEMENTS, f"1: {first}\n2: bromine")[0] is right


def test_a_salt_may_be_called_a_salt() -> None:
    assert verdict(SALT, "magnesium sulphate salt")[0] is True
    assert verdict(SALT, "magnesium salt")[0] is False


@pytest.mark.parametrize("text", ["He", "I", "No", "SO", "IN", "As"])
def test_words_that_look_like_symbols_are_words_where_no_substance_is_asked_for(text: str) -> None:
    assert isinstance(mark(ClozeAnswer("{1} went home.", (Gap(("she",)),)), text), Mark)


def test_a_formula_is_taken_where_one_is_asked_for() -> None:
    assert verdict(ClozeAnswer("Water is {1}.", (Gap(("H2O", "water")),)), "H2O")[0] is True


@pytest.mark.parametrize("line", ["sqrt(2) = 1.41 (3sf)", "100/3 = 33.3 (1 d.p.)", "x = 81.87 = 81.9 (to 1dp)"])
def test_a_note_on_the_rounding_in_working_makes_no_line_wrong(line: str) -> None:
    assert first_wrong_line(line, "Work it out.") is None


def test_a_wrong_line_stays_wrong_with_a_note_behind_it() -> None:
    assert first_wrong_line("sqrt(2) = 1.51 (3sf)", "Work it out.") is not None


@pytest.mark.parametrize(("text", "said"), [("0.333", "That is rounded: "), ("0.33", "That is rounded. ")])
def test_a_rounded_decimal_is_not_called_the_value_of_a_fraction(text: str, said: str) -> None:
    right, form = verdict(NumericAnswer(("1/3",), form="any_fraction"), text)
    assert right is False
    assert form.startswith(said)
    assert form.endswith("asks for the exact value, as a fraction.")
