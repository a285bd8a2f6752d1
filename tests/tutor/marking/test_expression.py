"""What counts as the right expression, and when two are the same."""

import pytest

from content_store.answers import ExpressionAnswer, Revealed
from tutor.marking import Mark, Unreadable, equivalent, mark


def marked(text: str, *accepted: str, **options: object) -> Mark:
    result = mark(ExpressionAnswer(accepted=accepted, **options), text)
    assert isinstance(result, Mark), result
    return result


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        (
            "x^2+5x+6",
            ["x²+5x+6", "x**2 + 5*x + 6", "X^2+5X+6", "6+5x+x^2", "(x+2)(x+3)", "x(x+5)+6", "$$x^2+5x+6$$"],
        ),
        (
            "x^2+5x+6",
            [
                "y = x^2+5x+6",
                "= x^2+5x+6",
                "f(x) = x^2+5x+6",
                "the answer is x^2+5x+6",
                "(x+2)(x+3) = x^2+5x+6",
            ],
        ),
        ("x/2", ["½x", "0.5x", "x/2", "\\frac{x}{2}", "\\frac12x", "x ÷ 2", "1/2 x", "1/2x", "50% x"]),
        ("2x", ["2*x", "2·x", "2×x", "x*2", "x + x", "(x)2"]),
        ("2/(3y)", ["\\frac{2}{3y}", "2/(3*y)", "(2/3)/y", "2/3y^-1"]),
        ("x^(1/3)", ["∛x", "\\sqrt[3]{x}", "x^{\\frac{1}{3}}", "cbrt(x)", "x^{1/3}"]),
        ("|x|", ["sqrt(x^2)", "\\left|x\\right|", "abs(x)"]),
        ("2|x|y", ["2|x|y", "2y|x|"]),
        ("sin(x)^2", ["sin^2 x", "sin x sin x", "1-cos^2 x", "1 - cos(x)^2"]),
        ("v_0 + a*t", ["v_0+at", "v_{0} + ta"]),
        ("theta/360*pi*r^2", ["\\frac{\\theta}{360}\\pi r^2", "θ/360 × πr²"]),
        ("40-14sqrt(7)", ["40-14√7", "40-2\\sqrt{343}"]),
        ("a^n*b", ["a^n b", "ba^n"]),
        ("1/x + 1/y", ["(x+y)/(xy)"]),
        ("(x+1)^500", ["(1+x)^500", "(x+1)^250*(x+1)^250"]),
    ],
)
def test_every_equivalent_expression_is_right(accepted: str, typed: list[str]) -> None:
    assert {text: marked(text, accepted).right for text in typed} == dict.fromkeys(typed, True)


@pytest.mark.parametrize(
    ("accepted", "text"),
    [
        ("x^2+5x+6", "x^2+5x+7"),
        ("x^2+5x+6", "2(x+3) = x^2+5x+6"),
        ("x^2", "2x"),
        ("x^2", "y^2"),
        ("sqrt(x^2)", "x"),
        ("x^2", "x^2 + 0.00000000000000000001"),
        ("x*y", "X*Y*z"),
        ("m + M", "2m"),
        ("2x", "x"),
        ("3", "4"),
    ],
)
def test_another_expression_is_wrong(accepted: str, text: str) -> None:
    result = marked(text, accepted)
    assert (result.right, result.form) == (False, None)


@pytest.mark.parametrize("text", ["no idea", "banana", "x +", "(x + 1", "x ++* 2", "x = ", "2 3", "\\foo{x}"])
def test_what_is_no_expression_is_handed_back(text: str) -> None:
    assert isinstance(mark(ExpressionAnswer(("x + 1",)), text), Unreadable)


def test_division_by_zero_is_handed_back() -> None:
    result = mark(ExpressionAnswer(("x",)), "5/0")
    assert result == Unreadable("That divides by zero, so it has no value.")


NOT_EXPANDED = "Correct, but the brackets still need multiplying out."
NOT_SIMPLIFIED = "Correct, but not fully simplified yet."
NOT_FACTORISED = "Correct, but it still needs factorising."
FURTHER = "Correct so far, but it can be factorised further."


@pytest.mark.parametrize(
    ("form", "accepted", "text", "message"),
    [
        ("expanded", "x^2+5x+6", "6+5x+x^2", None),
        ("expanded", "x^2+5x+6", "(x+2)(x+3)", NOT_EXPANDED),
        ("expanded", "x^2+5x+6", "x(x+5)+6", NOT_EXPANDED),
        ("expanded", "x^2+4x+4", "(x+2)^2", NOT_EXPANDED),
        ("expanded", "x^2+5x+6", "x^2+2x+3x+6", NOT_SIMPLIFIED),
        ("expanded", "x^2+5x+6", "x*x+5x+6", NOT_SIMPLIFIED),
        ("factorised", "2(x+3)(x-1)", "2(x-1)(x+3)", None),
        ("factorised", "2(x+3)(x-1)", "-2(x+3)(1-x)", None),
        ("factorised", "2(x+3)(x-1)", "2x^2+4x-6", NOT_FACTORISED),
        ("factorised", "2(x+3)(x-1)", "(2x+6)(x-1)", FURTHER),
        ("factorised", "2(x+3)(x-1)", "2(x^2+2x-3)", FURTHER),
        ("factorised", "6x+12", "6(x+2)", None),
        ("factorised", "6x+12", "3(2x+4)", FURTHER),
        ("factorised", "6x+12", "6x+12", NOT_FACTORISED),
        ("factorised", "(x+2)^2", "(x+2)(x+2)", None),
        ("simplified", "3x/4", "3x/4", None),
        ("simplified", "3x/4", "\\frac{3}{4}x", None),
        ("simplified", "3x/4", "6x/8", NOT_SIMPLIFIED),
        ("simplified", "x+1", "(x^2-1)/(x-1)", NOT_SIMPLIFIED),
        ("simplified", "x+1", "2x-x+1", NOT_SIMPLIFIED),
        ("simplified", "2x+6", "2(x+3)", None),
        ("simplified", "2sqrt(3)", "2√3", None),
        ("simplified", "2sqrt(3)", "√12", NOT_SIMPLIFIED),
        ("simplified", "6x", "2*3x", NOT_SIMPLIFIED),
    ],
)
def test_a_form_is_asked_of_right_expressions_only(form: str, accepted: str, text: str, message: str | None) -> None:
    result = marked(text, accepted, form=form)
    assert (result.right, result.form, result.misconception_id) == (message is None, message, None)
    assert marked(text + "+1", accepted, form=form).form is None


@pytest.mark.parametrize(
    ("accepted", "right", "wrong"),
    [
        ("x=-2", ["x=-2", "-2", "-2 = x", "x = -4/2", "X = -2"], ["2", "y=-2", "2x=-4"]),
        ("A=F/M", ["A = \\frac{F}{M}", "F/M"], ["M/F"]),
        ("(y-3)^2=25", ["25=(y-3)^2", "y^2-6y+9=25"], ["y=8", "(y-3)^2"]),
        ("x<3", ["3>x", "x < 6/2"], ["x<=3", "x>3", "3"]),
        ("-1<x<=4", ["-1 < x ≤ 4", "4 >= x > -1"], ["-1<=x<=4"]),
        ("(3,-1)", ["(3, -1)", "(6/2, -1)"], ["(-1,3)", "[3,-1]"]),
        ("[3,\\infty)", ["[3,∞)"], ["(3,\\infty)"]),
    ],
)
def test_equations_inequalities_and_coordinates_are_compared_side_by_side(
    accepted: str, right: list[str], wrong: list[str]
) -> None:
    assert [marked(text, accepted).right for text in right + wrong] == [True] * len(right) + [False] * len(wrong)


def test_an_accepted_text_that_is_no_maths_is_matched_letter_for_letter() -> None:
    assert marked("no solution", "No solution").right
    assert isinstance(mark(ExpressionAnswer(("No solution",)), "two solutions"), Unreadable)


def test_a_revealing_expression_names_its_misconception() -> None:
    reveals = (Revealed("squares-each-term", "x^2+9"),)
    assert marked("9+x²", "x^2+6x+9", reveals=reveals).misconception_id == "squares-each-term"
    assert marked("x^2+6", "x^2+6x+9", reveals=reveals).misconception_id is None


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("-2(x+3)(1-x)", r"-2 \left(x + 3\right) \left(1 - x\right)"),
        ("a/b^2", r"\frac{a}{b^{2}}"),
        ("2*3^x", r"2 \times 3^{x}"),
        ("a-(b-c)", r"a - \left(b - c\right)"),
        ("(a/b)^2", r"\left(\frac{a}{b}\right)^{2}"),
        ("x<=3", r"x \le 3"),
        ("v_0+at", r"v_{0} + a t"),
    ],
)
def test_the_reading_shows_what_was_understood(text: str, reading: str) -> None:
    assert marked(text, "abcvtx").reading == reading


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("1/2", "0.5"),
        ("x = 5", "5"),
        ("(x+1)^2", "x^2+2x+1"),
        ("3 x 10^4", "30000"),
        ("5 cm", "50 mm"),
        ("25%", "0.25"),
        ("1,234", "1234"),
        ("$\\frac{3}{4}$", "¾"),
    ],
)
def test_equivalent_texts(a: str, b: str) -> None:
    assert equivalent(a, b)
    assert equivalent(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("12", "twelve"),
        ("12", ""),
        ("5 cm", "5 kg"),
        ("left 7", "right 7"),
        ("y = 7x + 1", "y = -7x - 1"),
        ("x=-4", "y=-4"),
        ("√2", "1.41421356"),
        ("or", "or"),
        ("photosynthesis", "photosynthesis"),
    ],
)
def test_texts_that_are_not_equivalent_or_not_maths(a: str, b: str) -> None:
    assert not equivalent(a, b)
    assert not equivalent(b, a)


@pytest.mark.parametrize(
    ("accepted", "text", "message"),
    [
        ("2sqrt(3)", "2√3", None),
        ("2sqrt(3)", "√12", NOT_SIMPLIFIED),
        ("2sqrt(3)", "6/√3", "Correct, but there is still a root in the denominator."),
        ("2sqrt(3)", "4√3/2", NOT_SIMPLIFIED),
        ("2sqrt(3)", "√2√6", NOT_SIMPLIFIED),
        ("2sqrt(3)", "√3+√3", NOT_SIMPLIFIED),
        ("2sqrt(3)", "12^0.5", NOT_SIMPLIFIED),
        ("sqrt(3)/3", "√3/3", None),
        ("sqrt(3)/3", "1/3 √3", None),
        ("sqrt(3)/3", "√(1/3)", "Correct, but there is still a root in the denominator."),
        ("5-2sqrt(6)", "-2√6+5", None),
        ("5-2sqrt(6)", "(10-4√6)/2", NOT_SIMPLIFIED),
        ("5-2sqrt(6)", "(√3-√2)^2", NOT_SIMPLIFIED),
        ("-1+sqrt(5)", "(√5-1)(√5+1)(√5-1)/4", NOT_EXPANDED),
    ],
)
def test_a_surd_is_simplified_and_rationalised(accepted: str, text: str, message: str | None) -> None:
    result = marked(text, accepted, form="surd")
    assert (result.right, result.form) == (message is None, message)


def test_a_surd_given_as_a_decimal_is_told_to_be_exact() -> None:
    result = marked("3.46", "2sqrt(3)", form="surd")
    assert (result.right, result.form) == (False, "That is rounded. Give the exact value, with a root in it.")
    assert marked("3.56", "2sqrt(3)", form="surd").form is None


@pytest.mark.parametrize("text", ["5x cm", "5x kg", "5x pence", "5x cm^2"])
def test_a_unit_after_an_expression_is_left_aside(text: str) -> None:
    result = marked(text, "5x")
    assert (result.right, result.form) == (True, "Right. The unit after the expression was left aside.")


def test_a_letter_of_the_answer_is_no_unit() -> None:
    assert not marked("3m + 2 m", "3m+2").right


@pytest.mark.parametrize(
    ("accepted", "right", "wrong"),
    [
        ("x=-3, x=2", ["x=-3, x=2", "x = 2 or x = -3", "x=2 and -3"], ["x=-3, x=3", "x=2"]),
        ("-5,-9", ["-5,-9", "-5 and -9", "the answer is -5, -9"], ["-5, 9", "-9,-5"]),
        ("(0,6), (-6,0)", ["(0,6) and (-6,0)", "(0, 6), (-6, 0)"], ["(0,6), (6,0)"]),
        ("-1/3 ± sqrt(13)/3", ["(-1±√13)/3", "-1/3 +/- √13/3"], ["(1±√13)/3"]),
        ("$1.79", ["$1.79", "1.79", "= 1.79"], ["1.80", "£1.79"]),
    ],
)
def test_an_accepted_list_or_amount_is_compared_part_by_part(accepted: str, right: list[str], wrong: list[str]) -> None:
    verdicts = [mark(ExpressionAnswer((accepted,)), text) for text in right + wrong]
    found = [isinstance(one, Mark) and one.right for one in verdicts]
    assert found == [True] * len(right) + [False] * len(wrong)


CHAINS = [
    ("(x+2)(x+7)", "factorised", "(x+2)(x+7)=x^2+9x+14"),
    ("(x+2)(x+7)", "factorised", "x^2+9x+14 = (x+2)(x+7)"),
    ("x^2+9x+14", "expanded", "x^2+9x+14 = (x+2)(x+7)"),
]


@pytest.mark.parametrize(("accepted", "form", "text"), CHAINS)
def test_a_chain_is_right_where_one_end_is_in_the_form_asked_for(accepted: str, form: str, text: str) -> None:
    result = marked(text, accepted, form=form)
    assert (result.right, result.form) == (True, None)


def test_a_chain_with_neither_end_in_the_form_asked_for_is_not_yet_right() -> None:
    result = marked("x^2+9x+14 = x(x+9)+14", "(x+2)(x+7)", form="factorised")
    assert (result.right, result.form) == (False, NOT_FACTORISED)


@pytest.mark.parametrize(("accepted", "text"), [("7n+2", "n x 7 + 2"), ("72x^10", "72 x x^10"), ("60C", "C x 60")])
def test_x_is_read_as_times_where_it_cannot_be_the_letter(accepted: str, text: str) -> None:
    assert marked(text, accepted).right


def test_a_right_expression_set_to_zero_is_told_to_leave_that_out() -> None:
    fault = "Leave out = 0: an expression was asked for."
    for text in ("(x-6)(x-8)=0", "0 = (x-6)(x-8)"):
        assert (marked(text, "(x-6)(x-8)").right, marked(text, "(x-6)(x-8)").form) == (False, fault)
    assert marked("(x-6)(x-9)=0", "(x-6)(x-8)").form is None
    assert marked("(x-6)(x-8)=0", "(x-6)(x-8)=0").right


@pytest.mark.parametrize(
    ("accepted", "text"),
    [
        ("4x^2-12x+9", "4x2 - 12x + 9"),
    ],
)
def test_a_power_or_product_that_cannot_be_read_is_met_with_how_to_type_it(accepted: str, text: str) -> None:
    reason = "That could not be read as maths. Type a square as x^2 and multiply as *."
    assert mark(ExpressionAnswer((accepted,)), text) == Unreadable(reason)


@pytest.mark.parametrize("text", ["5x--8", "5x - - 8"])
def test_two_minus_signs_where_one_is_right_are_asked_about(text: str) -> None:
    result = mark(ExpressionAnswer(("5x - 8",), form="simplified"), text)
    assert isinstance(result, Unreadable)
    assert "two minus signs" in result.reason


def test_two_minus_signs_that_are_meant_are_read() -> None:
    assert isinstance(right := mark(ExpressionAnswer(("5x + 8",)), "5x--8"), Mark)
    assert right.right is True
    assert isinstance(wrong := mark(ExpressionAnswer(("4x + 3",)), "5x--8"), Mark)
    assert wrong.right is False


@pytest.mark.parametrize(
    ("text", "right"),
    [("5/9 of x", True), ("five ninths of x", True), ("5/9 of x pounds", True), ("4/9 of x", False)],
)
def test_a_part_of_a_letter_is_read_as_a_product(text: str, right: bool) -> None:
    result = mark(ExpressionAnswer(("5x/9",)), text)
    assert isinstance(result, Mark)
    assert result.right is right
