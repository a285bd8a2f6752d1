"""Solutions, points, inequalities, ratios and equations, rewritten and made wrong."""

from random import Random

import pytest

from evaluation.benchmarks import rewriting_sets


def texts(rewritings, right):
    return {text for _, text, is_right in rewritings if is_right is right}


def test_solutions_come_in_any_order_and_need_all_of_them():
    found = list(rewriting_sets.solutions(("x = 2", "x = -3")))
    assert {"x = 2 or x = -3", "x = -3 or x = 2", "x=2,x=-3", "x = 2 or -3", "2, -3"} <= texts(found, True)
    assert {"x = 2", "x = 2 or -3 or 3", "x = -2 or x = -3"} <= texts(found, False)


@pytest.mark.parametrize("accepted", [("x = 2", "y = 3"), ("x = 2, y = 3",), ("none",)])
def test_solutions_of_several_letters_are_not_rewritten(accepted):
    assert list(rewriting_sets.solutions(accepted)) == []


def test_points_may_not_be_swapped():
    found = list(rewriting_sets.points(("(2, 3)",)))
    assert {"(2, 3)", "(2,3)", "x = 2, y = 3"} <= texts(found, True)
    assert {"(3, 2)", "(-2, 3)", "(2, 4)", "x = 3, y = 2"} <= texts(found, False)
    assert "(3, 3)" not in texts(rewriting_sets.points(("(3, 3)",)), False)


def test_an_inequality_may_be_turned_round_and_not_widened():
    found = list(rewriting_sets.inequality(("x >= -2",)))
    assert {"x>=-2", "-2 <= x", "x ≥ −2", "x => -2"} <= texts(found, True)
    assert {"x > -2", "x <= -2", "x >= -1", "x = -2"} <= texts(found, False)
    assert list(rewriting_sets.inequality(("-2 < x <= 5",))) == []


def test_a_ratio_may_be_scaled_unless_the_simplest_is_asked_for():
    assert "9:12" in texts(rewriting_sets.ratio(("3:4",), "any"), True)
    assert "9:12" not in texts(rewriting_sets.ratio(("3:4",), "simplest"), True)
    assert "4:3" in texts(rewriting_sets.ratio(("3:4",), "any"), False)
    assert "1:1" not in texts(rewriting_sets.ratio(("1:1",), "any"), False)


def test_an_equation_may_be_moved_about():
    found = list(rewriting_sets.equation(("y = 3x + 2",), Random(0)))
    assert sum(right for _, _, right in found) == 4
    assert any(text.replace(" ", "").startswith("3x+2=y") for text in texts(found, True))
    assert len(texts(found, False)) >= 3
