"""What counts as the right number, typed the way pupils type."""

import pytest

from content_store.answers import NumericAnswer, Revealed, shown_answer
from content_store.items import draw, read_spec
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark
from tutor.marking.numeric import ONE_OR_TWO, WITH_POINT
from tutor.marking.numeric_near import HUNDREDTH, LAST_FIGURE, PREFIX, ROUNDED_OFF, ROUNDED_ON_THE_WAY, SIZE, TURNED


def marked(text: str, *accepted: str, **options: object) -> Mark:
    result = mark(NumericAnswer(accepted=accepted, **options), text)
    assert isinstance(result, Mark), result
    return result


def verdict(text: str, *accepted: str, **options: object) -> tuple[bool, str | None]:
    result = marked(text, *accepted, **options)
    return result.right, result.form


def refusal(text: str, *accepted: str, **options: object) -> str:
    result = mark(NumericAnswer(accepted=accepted, **options), text)
    assert isinstance(result, Unreadable), result
    return result.reason


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        (
            "3.5",
            [
                "3.5",
                "3.50",
                "7/2",
                "3 1/2",
                "3½",
                "7 ÷ 2",
                "\\frac{7}{2}",
                "\\dfrac{7}{2}",
                "3\\frac12",
            ],
        ),
        (
            "0.5",
            [
                ".5",
                "½",
                "\\(\\frac12\\)",
                "$$0.5$$",
                "$\\frac{1}{2}$",
                "1 out of 2",
            ],
        ),
        (
            "12",
            [
                "12.",
                " 12 ",
                "= 12",
                "x = 12",
                "x=12",
                "12 = x",
                "about 12",
                "the answer is 12",
                "I got 12.",
                "12!",
            ],
        ),
        (
            "12",
            [
                "12 apples",
                "£12",
                "12 cm",
                "\\$12",
                "3 + 9 = 12",
                "ans: 12",
            ],
        ),
        ("-5", ["-5", "- 5", "−5", "–5", "minus 5", "negative 5", "(-5)", "x=-5", "\\left(-5\\right)"]),
        (
            "1234",
            ["1,234", "1 234", "1234.0", "1.234e3", "1.234 x 10^3", "1.234×10³", "1.234 \\times 10^{3}"],
        ),
        ("12500.5", ["12,500.5", "12500.5", "12 500.5"]),
        ("0.006", ["6.0 x10^-3", "6.0 × 10⁻³", "6e-3", "6.0*10^{-3}", "0.6%"]),
        ("0.25", ["25%", "25 per cent", "25\\%", "1/4", "¼"]),
        ("sqrt(2)/2", ["√2/2", "1/√2", "sqrt2/2", "\\frac{\\sqrt{2}}{2}"]),
        ("12^(1/2)", ["2√3", "√12", "2sqrt(3)", "2\\sqrt{3}"]),
        ("3*pi", ["3π", "3pi", "3\\pi", "π×3", "3 * pi"]),
    ],
)
def test_each_way_of_typing_a_right_number_is_right(accepted: str, typed: list[str]) -> None:
    assert {text: verdict(text, accepted) for text in typed} == dict.fromkeys(typed, (True, None))


@pytest.mark.parametrize("text", ["11.9", "-12", "12/2", "3 x 5", "x = 13", "1"])
def test_another_number_is_wrong(text: str) -> None:
    assert verdict(text, "12") == (False, None)


@pytest.mark.parametrize(
    ("text", "accepted", "unit", "said"),
    [
        ("1.2", "12", None, SIZE),
        ("120", "12", None, SIZE),
        ("12%", "12", None, HUNDREDTH),
        ("32", "0.32", None, HUNDREDTH),
        ("252", "252000", "J", PREFIX),
        ("252 J", "252000", "J", PREFIX),
        ("382200", "382.2", "kJ", PREFIX),
        ("2520", "252000", "J", SIZE),
        ("5", "50", None, None),
        ("-120", "12", None, None),
    ],
)
def test_the_right_digits_with_another_size_are_wrong_and_told_apart(
    text: str, accepted: str, unit: str | None, said: str | None
) -> None:
    assert verdict(text, accepted, unit=unit) == (False, said)


@pytest.mark.parametrize("text", ["3,5", "x = 3,5", "0003,5"])
def test_a_decimal_comma_is_right_and_told_in_the_same_way_as_a_wrong_one(text: str) -> None:
    assert verdict(text, "3.5") == (True, WITH_POINT)
    assert refusal(text, "9.4") == ONE_OR_TWO


def test_thousands_parted_by_commas_are_no_decimals() -> None:
    assert verdict("12,500", "12500") == (True, None)


@pytest.mark.parametrize(("text", "said"), [("11.5-15.3", TURNED), ("11.5 - 15.2", None), ("-3.8", None)])
def test_a_subtraction_the_wrong_way_round_is_read_back_as_one(text: str, said: str | None) -> None:
    assert verdict(text, "3.8") == (False, said)


@pytest.mark.parametrize(
    ("text", "accepted", "said"),
    [
        ("20.4", "20.5", LAST_FIGURE),
        ("9.5", "9.433", LAST_FIGURE),
        ("58.2", "58.3", LAST_FIGURE),
        ("9.2", "9.433", None),
        ("0.3", "0.4", None),
    ],
)
def test_a_last_figure_that_is_one_out_is_told_where_rounding_is_asked(
    text: str, accepted: str, said: str | None
) -> None:
    assert verdict(text, accepted, decimal_places=1) == (False, said)


@pytest.mark.parametrize(
    ("text", "accepted", "said"),
    [
        ("17", "16.96", ROUNDED_OFF),
        ("17.0", "16.96", ROUNDED_OFF),
        ("1500", "1518", ROUNDED_OFF),
        ("305.7", "306", ROUNDED_ON_THE_WAY),
        ("428000/1400", "306", ROUNDED_ON_THE_WAY),
        ("18", "16.96", None),
        ("16", "16.96", None),
        ("20", "16.96", None),
        ("1517", "1518", None),
        ("150", "152", None),
        ("1/4", "0.2503", None),
    ],
)
def test_a_number_that_is_rounded_where_nothing_asks_for_it_is_told_that_it_is_close(
    text: str, accepted: str, said: str | None
) -> None:
    assert verdict(text, accepted) == (False, said)


def test_a_rounded_number_in_another_unit_is_told_so_too() -> None:
    assert verdict("1.5 kW", "1518", unit="W") == (False, ROUNDED_OFF)


def test_a_rounded_number_that_shows_a_misconception_is_that() -> None:
    result = marked("17", "16.96", reveals=(Revealed("slip", "17"),))
    assert (result.misconception_id, result.form) == ("slip", None)


def test_the_letter_of_a_group_is_no_ampere() -> None:
    group = NumericAnswer(("6",), no_unit="the number of a group")
    assert mark(group, "6A").form == "Right value, but the number of a group has no unit: leave out “A”."
    assert mark(group, "6A").reading == "6"


def test_an_ordinary_number_is_asked_for_where_a_power_of_ten_is_left() -> None:
    said = "Right value, but write it as an ordinary number, without a power of 10."
    assert verdict("69 x 10^4", "690000", form="decimal") == (False, said)


@pytest.mark.parametrize(("text", "accepted"), [("20/5", "4"), ("x = 42/6", "7"), ("-20/5", "-4")])
def test_a_division_that_is_not_done_is_no_more_an_answer_than_another_sum(text: str, accepted: str) -> None:
    assert verdict(text, accepted) == (False, TO_DO)


@pytest.mark.parametrize(("text", "accepted"), [("7/2", "3.5"), ("5/20", "0.25"), ("14/4", "7/2"), ("3/1", "3")])
def test_a_fraction_in_lowest_terms_or_below_one_or_where_one_is_asked_for_is_a_number(
    text: str, accepted: str
) -> None:
    assert verdict(text, accepted) == (True, None)


def test_a_decimal_is_compared_exactly_when_no_rounding_is_asked_for() -> None:
    assert verdict("1.610", "1.61") == (True, None)
    assert verdict("1.613", "1.61") == (False, ROUNDED_ON_THE_WAY)
    assert verdict("1.7", "1.61") == (False, None)


def test_any_of_the_accepted_numbers_is_right() -> None:
    assert verdict("-3", "3", "-3") == (True, None)


class TestWhichNumberIsMeant:
    def test_the_last_named_letter_wins(self) -> None:
        assert verdict("2x+3=7 so x=2", "2") == (True, None)
        assert verdict("x=2 because 2*2+3=7", "2") == (True, None)

    def test_the_end_of_a_chain_of_working_wins(self) -> None:
        assert verdict("speed = 14/2 = 7", "7") == (True, None)

    @pytest.mark.parametrize("text", ["3, 4", "3 4", "3 or 4", "x=3 or x=4", "3 apples and 4 pears", "1.2.3", "3:4"])
    def test_two_numbers_are_not_chosen_between(self, text: str) -> None:
        assert refusal(text, "3") == "Give one number as your answer."

    @pytest.mark.parametrize("text", ["9,600,000", "4,400,000", "1,234,567.5"])
    def test_a_wrong_number_with_several_commas_is_one_number(self, text: str) -> None:
        assert verdict(text, "0.00067") == (False, None)

    @pytest.mark.parametrize("text", ["±7", "+/-7", "+-7", "x = ±7", "\\pm 7", "plus or minus 7"])
    def test_a_number_of_either_sign_is_asked_about(self, text: str) -> None:
        assert refusal(text, "7") == "That is two numbers, one of each sign. Which one answers the question?"
        assert refusal(text, "-7") == refusal(text, "7")

    @pytest.mark.parametrize("text", ["2x = 7", "x + 3 = 7", "7 = 2y"])
    def test_an_equation_that_is_not_solved_is_no_answer(self, text: str) -> None:
        assert refusal(text, "7") == "That is an equation. Give the number that the letter stands for."

    @pytest.mark.parametrize("text", ["idk", "sevenish", "x", "7 x", "?7", "()", "7 +"])
    def test_what_is_no_number_is_handed_back(self, text: str) -> None:
        assert refusal(text, "7").startswith("That could not be read as")

    @pytest.mark.parametrize("text", ["not 7", "it's not 7", "x isnt 7", "its definitely not 7", "never 7"])
    def test_what_the_answer_is_said_not_to_be_is_no_answer(self, text: str) -> None:
        assert refusal(text, "7") == "That says what the answer is not. Write what it is."

    @pytest.mark.parametrize("text", ["x7", "× 7", "not sure but 7"])
    def test_a_times_sign_before_it_and_a_doubt_take_nothing_from_a_number(self, text: str) -> None:
        result = mark(NumericAnswer(("7",)), text)
        assert getattr(result, "right", True) is not False

    @pytest.mark.parametrize("text", ["", "   ", "\u200b", "...", "\0"])
    def test_nothing_typed_is_handed_back(self, text: str) -> None:
        assert refusal(text, "7") == "There is no answer there yet. Type your answer."

    def test_a_number_without_a_value_is_handed_back(self) -> None:
        assert refusal("1/0", "7") == "That divides by zero, so it has no value."


class TestUnits:
    @pytest.mark.parametrize(
        "text", ["50", "50 cm", "50cm", "0.5 m", "500 mm", "50 centimetres", "50 cm long", "50 CM"]
    )
    def test_the_unit_may_be_left_out_or_converted(self, text: str) -> None:
        assert verdict(text, "50", unit="cm") == (True, None)

    def test_a_missing_unit_is_asked_for_where_it_is_required(self) -> None:
        expected = (False, "Right value, but the unit is missing.")
        assert verdict("50", "50", unit="cm", unit_required=True) == expected

    @pytest.mark.parametrize("text", ["50 m", "50 kg"])
    def test_a_wrong_unit_is_named(self, text: str) -> None:
        assert verdict(text, "50", unit="cm") == (False, "Right number, but the unit should be cm.")

    def test_words_that_are_no_unit_do_not_stand_for_a_required_one(self) -> None:
        expected = (False, "Right value, but the unit should be cm.")
        assert verdict("50 bananas", "50", unit="cm", unit_required=True) == expected
        assert verdict("50 bananas", "50", unit="cm") == (True, None)

    def test_a_unit_outside_the_table_is_compared_as_a_word(self) -> None:
        assert verdict("5 sweets", "5", unit="sweets", unit_required=True) == (True, None)
        assert not marked("5 cm", "5", unit="sweets", unit_required=True).right

    @pytest.mark.parametrize(
        "text",
        ["£3.20", "3.20 pounds", "320p", "320 pence", "3.2", "£3 and 20p", "£3.20p", "3 pounds 20 pence"],
    )
    def test_money_is_read_in_pounds_and_pence(self, text: str) -> None:
        assert verdict(text, "3.20", unit="£") == (True, None)

    @pytest.mark.parametrize("text", ["$3.20", "3.20p"])
    def test_another_currency_is_wrong(self, text: str) -> None:
        assert not marked(text, "3.20", unit="£").right

    @pytest.mark.parametrize(
        "text",
        [
            "5 m/s",
            "5ms^-1",
            "5 ms⁻¹",
            "5 m s^{-1}",
            "5 metres per second",
            "18 km/h",
            "5 \\frac{m}{s}",
            "5\\text{ m/s}",
        ],
    )
    def test_compound_units_have_many_spellings(self, text: str) -> None:
        assert verdict(text, "5", unit="m/s") == (True, None)

    @pytest.mark.parametrize("text", ["12 cm^2", "12cm²", "12 cm2", "12 square cm", "12 cm squared", "0.0012 m^2"])
    def test_areas_have_many_spellings(self, text: str) -> None:
        assert verdict(text, "12", unit="cm^2", unit_required=True) == (True, None)

    @pytest.mark.parametrize("text", ["4200 J/kg°C", "4.2 kJ/(kg K)", "4200 J kg^-1 °C^-1"])
    def test_a_difference_of_temperature_is_the_same_in_both_scales(self, text: str) -> None:
        assert verdict(text, "4200", unit="J/kg°C") == (True, None)

    def test_a_temperature_is_not(self) -> None:
        assert verdict("20 degrees", "20", unit="°C") == (True, None)
        assert not marked("20 K", "20", unit="°C").right

    def test_hours_and_minutes_add_up(self) -> None:
        assert verdict("1 hour 30 minutes", "1.5", unit="hours") == (True, None)
        assert verdict("90 mins", "1.5", unit="hours") == (True, None)

    def test_a_percentage_is_asked_for_as_a_number_of_hundredths(self) -> None:
        assert verdict("25", "25", unit="%") == (True, None)
        assert verdict("25%", "25", unit="%") == (True, None)
        assert not marked("0.25", "25", unit="%").right

    def test_the_unit_in_an_accepted_text_counts_as_the_unit(self) -> None:
        assert verdict("500 m", "0.5 km") == (True, None)
        assert not marked("0.5 m", "0.5 km").right


class TestRounding:
    def test_a_tolerance_includes_its_ends(self) -> None:
        assert [marked(text, "9.8", tolerance="0.05").right for text in ("9.75", "9.85", "9.86")] == [
            True,
            True,
            False,
        ]

    @pytest.mark.parametrize("accepted", ["8/3", "2.67"])
    def test_the_accepted_number_may_be_exact_or_rounded(self, accepted: str) -> None:
        assert verdict("2.67", accepted, decimal_places=2) == (True, None)

    @pytest.mark.parametrize("text", ["2.667", "8/3"])
    def test_a_right_value_that_is_not_rounded_as_asked_is_to_be_rounded_first(self, text: str) -> None:
        expected = (False, "Right value, but the question asks for 2 decimal places: now round it to that.")
        assert verdict(text, "8/3", decimal_places=2) == expected

    def test_one_place_is_singular(self) -> None:
        assert verdict("2.667", "8/3", decimal_places=1)[1] == (
            "Right value, but the question asks for 1 decimal place: now round it to that."
        )

    def test_what_only_rounds_to_it_is_not_called_the_right_value(self) -> None:
        expected = (False, "Right so far: now round it to 1 decimal place, as the question asks.")
        assert verdict("104.81", "104.8487", decimal_places=1) == expected

    @pytest.mark.parametrize(("text", "accepted"), [("47/5", "9.4"), ("9 2/5", "9.4"), ("18/2", "9")])
    def test_a_fraction_is_no_number_of_decimal_places(self, text: str, accepted: str) -> None:
        result = marked(text, accepted, decimal_places=1)
        assert result.only_form
        assert result.form == "Right value, but the question asks for 1 decimal place: write it like that."

    @pytest.mark.parametrize(
        ("text", "accepted", "rounding", "shown"),
        [
            ("9.4", "9.4", {"decimal_places": 2}, "2 decimal places: write 9.40"),
            ("£9.4", "9.4", {"decimal_places": 2, "unit": "£"}, "2 decimal places: write 9.40"),
            ("2.5", "2.4999", {"significant_figures": 3}, "3 significant figures: write 2.50"),
        ],
    )
    def test_a_last_nought_that_is_left_out_is_a_fault_of_form(
        self, text: str, accepted: str, rounding: dict, shown: str
    ) -> None:
        result = marked(text, accepted, **rounding)
        assert result.only_form
        assert shown in (result.form or "")

    @pytest.mark.parametrize("text", ["9", "£9", "9.00", "£9.00", "900p"])
    def test_a_whole_number_of_pounds_may_have_pence_or_none(self, text: str) -> None:
        for places in (0, 2):
            assert verdict(text, "9", unit="£", decimal_places=places) == (True, None)

    def test_a_value_that_is_not_rounded_is_no_misconception(self) -> None:
        reveals = (Revealed("slip", "2.667"),)
        result = marked("2.6667", "8/3", decimal_places=2, reveals=reveals)
        assert (result.right, result.misconception_id, result.only_form) == (False, None, True)

    @pytest.mark.parametrize("text", ["2.7", "2.66", "3"])
    def test_a_number_rounded_too_early_or_cut_is_wrong_and_told_so(self, text: str) -> None:
        right, form = verdict(text, "8/3", decimal_places=2)
        assert not right
        assert form is not None
        assert form.startswith("That looks rounded too early")

    def test_halves_round_away_from_zero(self) -> None:
        assert verdict("0.13", "0.125", decimal_places=2) == (True, None)
        assert verdict("-0.13", "-0.125", decimal_places=2) == (True, None)

    @pytest.mark.parametrize("text", ["1230", "1.23 x 10^3", "1,230"])
    def test_significant_figures_count_from_the_first_digit(self, text: str) -> None:
        assert verdict(text, "1234", significant_figures=3) == (True, None)

    def test_too_few_figures_are_told_so(self) -> None:
        assert verdict("1200", "1234", significant_figures=3)[1] is not None
        assert verdict("0.06", "0.0614", significant_figures=2)[0] is False

    def test_three_figures_of_a_number_without_end_are_right_with_a_note(self) -> None:
        expected = (True, "Right as a rounded value. The exact answer does not need rounding.")
        assert verdict("0.333", "1/3") == expected
        assert verdict("0.707", "sqrt(2)/2") == expected

    def test_two_figures_of_it_are_not(self) -> None:
        right, form = verdict("0.33", "1/3")
        assert not right
        assert form == "That is rounded too much. Give the exact value, or at least 3 significant figures."


class TestForms:
    @pytest.mark.parametrize(
        ("form", "accepted", "right", "wrong"),
        [
            ("fraction", "3/4", ["3/4", "\\frac{3}{4}", "¾"], ["0.75", "6/8", "75%"]),
            ("mixed", "7/4", ["1 3/4", "1¾", "1\\frac{3}{4}"], ["7/4", "1.75", "1 6/8"]),
            ("decimal", "0.75", ["0.75", ".75"], ["3/4"]),
            ("standard", "32000", ["3.2x10^4", "3.2e4", "3.2 × 10⁴"], ["32000", "32 x 10^3", "0.32 x 10^5"]),
        ],
    )
    def test_the_value_must_be_written_as_asked(
        self, form: str, accepted: str, right: list[str], wrong: list[str]
    ) -> None:
        assert [verdict(text, accepted, form=form) for text in right] == [(True, None)] * len(right)
        for text in wrong:
            result = marked(text, accepted, form=form)
            assert (result.right, result.form is None) == (False, False)

    def test_an_unsimplified_fraction_is_said_to_be_correct_so_far(self) -> None:
        assert verdict("6/8", "3/4", form="fraction") == (False, "Correct, but not fully simplified yet.")

    def test_a_wrong_value_says_nothing_of_form(self) -> None:
        assert verdict("0.8", "3/4", form="fraction") == (False, None)


TO_DO = "Right so far: work it out to one number."


class TestSumsThatAreNotWorkedOut:
    @pytest.mark.parametrize(
        ("accepted", "typed"),
        [
            ("3.5", ["175/50=?", "175/50=", "0.5x7", "1.75/0.5"]),
            ("90", ["15x6", "15 x 6 =", "9 \\cdot 10", "six times fifteen"]),
            ("2496", ["0.5x78x8^2"]),
            ("34", ["4x6+10", "24+10"]),
            ("12", ["(13-9)x3", "x = (13-9)x3", "|-12|"]),
            ("187.5", ["63.5+2(14+3x16)"]),
            ("0.5", ["sin 30°", "cos(60°)"]),
            ("sqrt(2)/2", ["2^-0.5"]),
            ("2*pi", ["π + π"]),
        ],
    )
    def test_a_sum_with_the_right_value_is_right_so_far_and_not_yet_right(
        self, accepted: str, typed: list[str]
    ) -> None:
        assert {text: verdict(text, accepted) for text in typed} == dict.fromkeys(typed, (False, TO_DO))

    @pytest.mark.parametrize("text", ["√900", "sqrt(900)", "∛27000", "the square root of 900"])
    def test_a_root_that_comes_out_is_to_be_worked_out(self, text: str) -> None:
        assert verdict(text, "30") == (False, "Right so far: work out the root.")

    @pytest.mark.parametrize(
        ("accepted", "typed"),
        [
            ("3.5", ["7/2", "3 1/2", "7 ÷ 2"]),
            ("90", ["15x6=90", "x = 15x6 = 90"]),
            ("4500", ["4.5x10^3", "4.5e3", "45 x 10^2"]),
            ("2*pi", ["2π", "2 x pi", "6π/3"]),
            ("1+sqrt(5)", ["1+√5", "√5+1", "(2+2√5)/2"]),
            ("2^5", ["32", "2^5"]),
            ("12000", ["12k", "12 thousand", "0.012 million"]),
        ],
    )
    def test_a_number_that_is_written_in_one_piece_is_right(self, accepted: str, typed: list[str]) -> None:
        assert {text: verdict(text, accepted) for text in typed} == dict.fromkeys(typed, (True, None))

    def test_an_exact_value_where_rounding_is_asked_is_to_be_rounded_and_a_product_worked_out(self) -> None:
        remark = "Right value, but the question asks for 1 decimal place: now round it to that."
        assert verdict("√205", "14.3178", decimal_places=1) == (False, remark)
        assert verdict("29π", "91.106", decimal_places=1) == (False, remark)
        assert verdict("pi x 5^2", "78.5398", decimal_places=1) == (False, TO_DO)

    def test_a_wrong_sum_is_only_wrong(self) -> None:
        assert verdict("15x7", "90") == (False, None)


SIZES = {"²": ["²", "^2", "2", " squared"], "³": ["³", "^3", "3", " cubed"]}


def ways_of_typing(unit: str) -> set[str]:
    """Return a unit as pupils type it: its powers raised, flat or in words, what is divided by in three ways."""
    top, *below = unit.split("/")
    tops, bottoms = powers_of(top), powers_of("".join(below))
    if not below:
        return tops | ({f"square {top[:-1]}"} if "²" in top else {f"cubic {top[:-1]}"} if "³" in top else set())
    joined = {one + by + other for one in tops for by in ("/", " / ", " per ") for other in bottoms}
    power = {"²": "2", "³": "3"}.get(unit[-1], "1")
    raised = dict(zip("123", "¹²³", strict=True))[power]
    bare = below[0].rstrip("²³").split()
    return joined | {" ".join([top, *(f"{one}{sign}" for one in bare)]) for sign in (f"^-{power}", f"⁻{raised}")}


def powers_of(unit: str) -> set[str]:
    return {unit[:-1] + size for size in SIZES[unit[-1]]} if unit[-1:] in SIZES else {unit}


def test_every_unit_of_the_pack_is_read_as_pupils_type_it(catalogue) -> None:
    answers = [
        draw(read_spec(item.definition), objective.id, seed).answer
        for subject in catalogue.subjects()
        for objective in catalogue.objectives(subject.id)
        for item in catalogue.items_of(objective.id)
        for seed in range(3)
    ]
    asked = {one.unit: one for one in answers if isinstance(one, NumericAnswer) and one.unit}
    assert {"m²", "cm³", "m/s", "g/cm³"} <= set(asked)
    typed = {
        f"{shown_answer(answer).removesuffix(f' {unit}').strip('£')}{space}{way}": answer
        for unit, answer in asked.items()
        for way in ways_of_typing(unit)
        for space in ("", " ")
    }
    refused = {text for text, answer in typed.items() if not getattr(mark(answer, text), "right", False)}
    assert refused == set()


@pytest.mark.parametrize(
    ("number", "unit", "typed"),
    [
        ("384", "mm²", ["384mm2", "384 mm²", "384 mm^2", "384 square millimetres"]),
        ("7.1", "g/cm³", ["7.1 g per cm3", "7.1 grams per cubic centimetre", "7.1 g cm⁻³"]),
        ("9.8", "m s⁻²", ["9.8 m/s^2", "9.8 m/s²", "9.8ms-2"]),
        ("3.20", "£", ["320p", "£3.20", "3.20"]),
        ("5", "m/s", ["5 metres a second", "5 metres every second"]),
        ("60", "km/h", ["60 km an hour", "60kmh"]),
        ("21", "°C", ["21°C", "21 degrees", "21 C"]),
    ],
)
def test_the_unit_of_an_answer_may_be_typed_in_many_ways(number: str, unit: str, typed: list[str]) -> None:
    assert {text: verdict(text, number, unit=unit) for text in typed} == dict.fromkeys(typed, (True, None))


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("153.9 cm", "153.9", "cm²"), ("14p", "14", "pounds"), ("15Ω", "15", "A"), ("5 m/s²", "5", "m/s")],
)
def test_a_unit_that_measures_something_else_is_refused(text: str, number: str, unit: str) -> None:
    assert verdict(text, number, unit=unit) == (False, f"Right number, but the unit should be {unit}.")


class TestMisconceptions:
    reveals = (Revealed("adds-instead", "20"), Revealed("divides-wrong-way", "1/7"))

    @pytest.mark.parametrize(
        ("text", "misconception"),
        [
            ("20", "adds-instead"),
            ("20 cm", "adds-instead"),
            ("0.2 m", "adds-instead"),
            ("1/7", "divides-wrong-way"),
        ],
    )
    def test_a_revealing_answer_names_its_misconception(self, text: str, misconception: str) -> None:
        result = marked(text, "12", unit="cm", reveals=self.reveals)
        assert result == Mark(False, None, misconception, result.reading)

    @pytest.mark.parametrize("text", ["12", "13"])
    def test_other_answers_name_none(self, text: str) -> None:
        assert marked(text, "12", reveals=self.reveals).misconception_id is None

    @pytest.mark.parametrize(("typed", "shows"), [("18.33", True), ("18.3", True), ("18", False), ("18.4", False)])
    def test_a_wrong_value_shows_its_misconception_as_a_decimal_too(self, typed: str, shows: bool) -> None:
        found = marked(typed, "12", reveals=(Revealed("slip", "55/3"),)).misconception_id
        assert found == ("slip" if shows else None)

    def test_a_wrong_value_that_is_met_goes_before_one_that_it_rounds(self) -> None:
        reveals = (Revealed("other", "94/75"), Revealed("slip", "1.25"))
        assert marked("1.25", "0.8", reveals=reveals).misconception_id == "slip"

    def test_a_right_value_in_the_wrong_form_names_none(self) -> None:
        result = marked("0.75", "3/4", form="fraction", reveals=(Revealed("any", "0.75"),))
        assert (result.right, result.misconception_id) == (False, None)

    def test_revealed_values_are_rounded_as_the_answer_is(self) -> None:
        reveals = (Revealed("wrong-way", "1/7"),)
        assert marked("0.14", "7", decimal_places=2, reveals=reveals).misconception_id == "wrong-way"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("3½", r"3\frac{1}{2}"),
        ("£3.20", r"\text{£}3.20"),
        ("25%", r"25\ \%"),
        ("5ms^-1", r"5\ \text{m s}^{-1}"),
        ("384mm2", r"384\ \text{mm}^{2}"),
        ("6.0 x10^-3", r"6.0 \times 10^{-3}"),
        ("1 h 30 min", r"1\ \text{h}\ 30\ \text{min}"),
        ("so x = √2/2", r"\frac{\sqrt{2}}{2}"),
    ],
)
def test_the_reading_shows_what_was_understood(text: str, reading: str) -> None:
    assert marked(text, "1").reading == reading


def test_content_that_cannot_be_marked_against_is_an_error_not_a_verdict() -> None:
    with pytest.raises(InvalidAnswer, match="'many' in an answer"):
        mark(NumericAnswer(accepted=("many",)), "3")
    with pytest.raises(InvalidAnswer, match="not all in one kind of unit"):
        mark(NumericAnswer(accepted=("3 m", "3 kg")), "3")
