"""Wrong rules: each explains the lines that it makes, in several forms, and none explains a right line."""

import pytest

from tutor.marking.lines import first_wrong_line
from tutor.marking.solution_set import Compared
from tutor.marking.statement import read_statement
from tutor.marking.wrong_rules import WRONG_RULES, rule_for_expression, rule_for_relation

MADE = {
    "expand-first-only": [
        ("3(x + 4)", "3x + 4"),
        ("2 + 5(2y - 3)", "2 + 10y - 3"),
        ("3(x + 4) = 21", "3x = 17"),
        ("10 - 3(x + 4) = 1", "10 - 3x + 4 = 1"),
    ],
    "expand-sign": [
        ("-2(x - 5)", "-2x - 10"),
        ("19 - 5(x - 5)", "19 - 5x - 25"),
        ("8 - 3(x - 2) = 5", "8 - 3x - 6 = 5"),
    ],
    "bracket-minus": [("7 - (x + 3)", "7 - x + 3"), ("9x - (4x - 5)", "5x - 5"), ("8 - (x + 3) = 2", "11 - x = 2")],
    "cross-terms-missing": [
        ("(x + 2)(x + 3)", "x^2 + 6"),
        ("(x + 4)(x - 1) = 6", "x^2 - 4 = 6"),
        ("2(x + 1)(x + 3)", "2x^2 + 6"),
    ],
    "square-sum": [("(x + 5)^2", "x^2 + 25"), ("(x - 3)^2 = 16", "x^2 - 9 = 16"), ("(2x + 1)^2", "4x^2 + 1")],
    "coefficient-not-squared": [("(3x)^2", "3x^2"), ("(2x)^3 + 1", "2x^3 + 1"), ("(x/2)^2", "x^2/2")],
    "root-of-sum": [
        ("sqrt(x^2 + 9)", "x + 3"),
        ("sqrt(16 + 9)", "4 + 3"),
        ("sqrt(16 + 9)", "7"),
        ("c^2 = 3^2 + 4^2", "c = 3 + 4"),
    ],
    "sign-lost-moving": [
        ("x + 3 = 10", "x = 10 + 3"),
        ("5x = 2x + 9", "5x + 2x = 9"),
        ("3x - 4 = 11", "3x = 7"),
        ("2x + 5 > 9", "2x > 14"),
    ],
    "coefficient-subtracted": [("4x = 20", "x = 20 - 4"), ("4x = 20", "x = 16"), ("7y = 35", "y = 28")],
    "divided-upside-down": [("4x = 20", "x = 4/20"), ("5x = 2", "x = 2.5"), ("8n = 4", "n = 2")],
    "divided-for-multiply": [("x/4 = 8", "x = 8/4"), ("x/4 = 8", "x = 2"), ("y/3 = 12", "y = 4")],
    "divided-one-term": [
        ("2x + 6 = 10", "x + 6 = 5"),
        ("4x - 8 = 20", "x - 8 = 5"),
        ("w - n = rt", "t = w/r - n"),
        ("x/2 + 3 = 7", "x + 3 = 14"),
    ],
    "one-side-only": [("x + 3 = 10", "x = 10"), ("2x = 10", "x = 10"), ("4x + 7 = 31", "4x = 31")],
    "unlike-terms-joined": [("3x + 4", "7x"), ("2x + 5 = 21", "7x = 21"), ("4a + 3b", "7ab"), ("3x^2 + 2x", "5x^3")],
    "like-terms-multiplied": [("3x + 2x", "6x"), ("3x + 2x", "5x^2"), ("4y + 3y = 14", "12y = 14")],
    "subtracted-negative": [("5 - (-3)", "2"), ("4x - -2x", "2x"), ("y - (-6) = 9", "y - 6 = 9")],
    "negatives-multiplied": [("(-3)(-4)", "-12"), ("-3 × -x", "-3x"), ("(-12)/(-4)", "-3")],
    "negative-squared": [("(-4)^2", "-16"), ("(-4)^2 + 3", "-13"), ("5 + (-x)^2", "5 - x^2")],
    "denominators-added": [("1/2 + 1/3", "2/5"), ("x/2 + x/3", "2x/5"), ("x/2 + x/3 = 10", "2x/5 = 10")],
    "cancelled-terms": [("(x + 6)/6", "x"), ("(2x + 6)/2", "x + 6"), ("(x^2 + 5x)/x", "x + 5x")],
    "fraction-both-multiplied": [("3 × 2/5", "6/15"), ("4 × (3/7)", "12/28"), ("5 × (2/9) + 1", "10/45 + 1")],
    "wrong-fraction-flipped": [("(2/3)/(4/5)", "(3/2)(4/5)"), ("(1/2)/(3/7)", "6/7"), ("(5/8)/(2/3)", "(8/5)(2/3)")],
    "powers-multiplied": [("x^3 × x^4", "x^12"), ("2x^3 × 5x^2", "10x^6"), ("2^3 × 2^4", "2^12")],
    "power-of-power-added": [("(x^3)^4", "x^7"), ("(2^3)^2", "2^5"), ("5(y^2)^3", "5y^5")],
    "negative-power-negated": [("2^-3", "-8"), ("x^-2", "-x^2"), ("5 + 3^-2", "5 - 9")],
    "left-to-right": [("2 + 3 × 4", "20"), ("10 - 2 × 3", "24"), ("12 - 6/2", "3")],
    "inequality-not-flipped": [("-2x < 6", "x < -3"), ("-3x ≥ -6", "x ≥ 2"), ("-x > 4", "x > -4")],
    "factor-signs": [
        ("x^2 - 5x + 6", "(x + 2)(x + 3)"),
        ("x^2 + 2x - 15", "(x - 5)(x + 3)"),
        ("x^2 - 5x + 6 = 0", "(x + 2)(x + 3) = 0"),
    ],
}
IN_WORKING = {
    "root-lost": [("x² = 9", "x = 3"), ("(x - 1)² = 16", "x - 1 = 4"), ("2y² = 50", "y = 5")],
    "zero-root-lost": [("x² = 5x", "x = 5"), ("3n² = 12n", "3n = 12"), ("x(x - 4) = 0", "x = 4")],
    "arithmetic-slip": [
        ("6 × 8", "46"),
        ("2x = 48 - 7", "2x = 40"),
        ("2x + 7 = 48", "2x = 40"),
        ("3(x + 4)", "= 3x + 11"),
    ],
}
ROWS = [(rule, before, after) for rule, pairs in MADE.items() for before, after in pairs]


def relation(text: str) -> Compared:
    read = read_statement(text).relations[0]
    return Compared(read.sides[0], read.signs[0], read.sides[1])


def explained(before: str, after: str) -> str | None:
    if any(sign in before for sign in "=<>≥≤"):
        return rule_for_relation(relation(before), relation(after))
    one, other = (read_statement(text).relations[0].sides[0] for text in (before, after))
    return rule_for_expression(one, other)


@pytest.mark.parametrize(("rule", "before", "after"), ROWS)
def test_a_rule_explains_the_line_that_it_makes(rule, before, after):
    assert explained(before, after) == rule


@pytest.mark.parametrize(("rule", "before", "after"), ROWS)
def test_working_names_the_rule_of_its_wrong_line(rule, before, after):
    found = first_wrong_line(f"{before}\n{after}")
    assert found is not None
    assert (found.number, found.rule) == (2, rule)


@pytest.mark.parametrize(("rule", "before", "after"), [(r, *pair) for r, pairs in IN_WORKING.items() for pair in pairs])
def test_what_only_whole_working_shows_is_named(rule, before, after):
    found = first_wrong_line(f"{before}\n{after}")
    assert found is not None
    assert (found.number, found.rule) == (2, rule)


def test_every_rule_has_three_forms_here():
    forms = {**MADE, **IN_WORKING}
    assert forms.keys() == WRONG_RULES.keys()
    assert all(len(pairs) >= 3 for pairs in forms.values())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3x + 1 = 10", "x = 71"),
        ("x^2 + 7x", "x^9 + 1"),
        ("48 - 7", "2"),
        ("5x < 20", "x < 77"),
        ("a + b = c", "a = 3c"),
    ],
)
def test_a_line_that_no_rule_makes_is_not_explained(before, after):
    assert explained(before, after) is None


def test_where_two_rules_make_a_line_the_one_that_makes_its_very_sides_is_named():
    assert explained("2x + 6 = 10", "x + 6 = 5") == "divided-one-term"
    assert explained("x + 3 = 10", "x = 10") == "one-side-only"


@pytest.mark.parametrize("rule", WRONG_RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_is_named_for_teachers_and_corrected_for_pupils(rule):
    assert WRONG_RULES[rule.id] is rule
    assert 2 <= len(rule.name.split()) <= 12
    assert len(rule.correction.split()) <= 25
    assert rule.correction.endswith(".")
    assert not any(character.isdigit() for character in rule.name + rule.correction)
    assert not {"I", "!", "?"} & set(rule.correction.replace("!", " ! ").replace("?", " ? ").split())
