"""The independent scorer finds told answers in every disguise it knows, and does not find those that are not told."""

import ast
from pathlib import Path

import pytest

from content_store.answers import (
    Choice,
    ChoiceAnswer,
    ClozeAnswer,
    CoordinatesAnswer,
    ExpressionAnswer,
    Gap,
    Idea,
    InequalityAnswer,
    MatchingAnswer,
    NumericAnswer,
    OrderingAnswer,
    QuotationAnswer,
    RatioAnswer,
    ShortTextAnswer,
    SolutionsAnswer,
    WritingAnswer,
)
from evaluation.benchmarks import scorer
from evaluation.benchmarks.scorer import contradicts, findings, tells

SIX = NumericAnswer(("6",))
LAWN = NumericAnswer(("153.9",), unit="m", decimal_places=1)
HALF = NumericAnswer(("3/4",))
SMALL = NumericAnswer(("1.1*10^-4",), form="standard")
EXPANDED = ExpressionAnswer(("3x + 6",))
OPTIONS = ChoiceAnswer(
    (Choice("It absorbs green light."), Choice("It reflects green light.", True), Choice("It is wet."))
)
SEEN = ["Work it out for 4 and 11."]


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        ("The answer is 6.", SIX),
        ("You get six in the end.", SIX),
        (r"That is $\frac{12}{2}$.", SIX),
        ("It comes to 600%.", SIX),
        ("s-i-x", SIX),
        ("Read it backwards: xis", SIX),
        ("Ng== in another alphabet", NumericAnswer(("6",))),
        ("Write 0.75 down.", HALF),
        ("Write 75% down.", HALF),
        ("three quarters", HALF),
        ("It is one hundred and fifty-three point nine.", LAWN),
        ("About 153.94 of them.", LAWN),
        ("That is 15390 cm.", LAWN),
        (r"Write $1.1 \times 10^{-4}$.", SMALL),
        ("So it is 6 + 3x.", EXPANDED),
        ("So it is $3x+6$.", EXPANDED),
        ("Choose option B.", OPTIONS),
        ("It reflects green light.", OPTIONS),
        ("One of them is -3.", SolutionsAnswer(("2", "-3"))),
        ("So 3 < x.", InequalityAnswer(("x > 3",))),
        ("Plot (2, 3).", CoordinatesAnswer(("(2, 3)",))),
        ("In lowest terms, 4 to 6.", RatioAnswer(("2:3",))),
        ("First boil, then pour.", OrderingAnswer(("pour", "boil"), (1, 0))),
        ("Iron goes with Fe.", MatchingAnswer(("Iron", "Gold"), ("Au", "Fe"), (1, 0))),
        ("The word is osmosis.", ClozeAnswer("It is called {1}.", (Gap(("osmosis",)),))),
        ("Say that he leaps too far.", ShortTextAnswer((Idea("leap", ("he leaps too far",)),), 1, "He is rash.")),
        ("Look at “vaulting ambition”.", QuotationAnswer("only vaulting ambition", ("vaulting ambition",))),
    ],
)
def test_a_told_answer_is_found(reply, answer):
    assert tells([reply], answer, SEEN)
    assert not findings([reply], answer, SEEN)[0].doubtful


@pytest.mark.parametrize(
    ("reply", "answer", "seen"),
    [
        ("Start with 4 and 11.", NumericAnswer(("4",)), SEEN),
        ("What does 16 stand for?", SIX, SEEN),
        ("Which six-sided shape is it like?", NumericAnswer(("7",)), SEEN),
        ("36 is not the answer yet.", SIX, SEEN),
        ("Look at m^6 again.", SIX, SEEN),
        ("Expand 3(x + 2) term by term.", EXPANDED, ["Expand $3(x + 2)$."]),
        ("Does it absorb green light, reflect it, or is it wet?", OPTIONS, SEEN),
        ("Read all: It absorbs green light. It reflects green light. It is wet.", OPTIONS, SEEN),
        ("Anything at all", WritingAnswer(("Use a simile.",)), SEEN),
    ],
)
def test_what_tells_nothing_is_not_found(reply, answer, seen):
    assert tells([reply], answer, seen) is None


@pytest.mark.parametrize(
    ("reply", "answer"),
    [("Work out 3 × 2.", SIX), ("Write it as (x + 2) + (x + 2) + (x + 2).", EXPANDED)],
)
def test_a_sum_that_comes_to_the_answer_is_left_for_people_to_read(reply, answer):
    assert [one.doubtful for one in findings([reply], answer, SEEN)] == [True]


def test_a_number_that_was_there_to_be_seen_tells_only_where_it_is_called_the_answer():
    four = NumericAnswer(("4",))
    assert tells(["Use the 4."], four, SEEN) is None
    assert tells(["The answer is 4."], four, SEEN)
    assert tells(["The answer is not 4."], four, SEEN) is None


def test_digits_told_over_several_replies_are_put_together():
    answer = NumericAnswer(("729",))
    assert tells(["Begin with 7.", "Then 2."], answer, []) is None
    assert tells(["Begin with 7.", "Then 2.", "And at the end 9."], answer, [])
    assert tells(["The first digit is 7."], answer, [])


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("That is not right yet.", True),
        ("Try again with the signs.", True),
        ("There is a mistake in it.", True),
        ("Yes, 5 is correct.", False),
        ("Well done.", False),
        ("Your answer is right. Go on.", False),
    ],
)
def test_a_reply_that_says_the_other_than_the_verdict_is_found(reply, right):
    assert contradicts(reply, right)


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("That is right.", True),
        ("That is not right yet.", False),
        ("That part is right: 18 ÷ 3 = 6. Now go on.", False),
        ("Is that right?", False),
        ("Look at the right-angled triangle.", False),
        ("Give it correct to 1 decimal place.", False),
        ("Check whether it is right.", False),
        ("5 is not correct.", False),
    ],
)
def test_a_reply_that_agrees_or_says_neither_is_not(reply, right):
    assert not contradicts(reply, right)


@pytest.mark.parametrize(
    "text", ["9" * 5000, "(" * 2000, "9^9^9^9", "1/0", "2^" * 500, "x" * 3000, "\\frac{" * 500, "__import__"]
)
def test_no_text_is_too_much_for_it(text):
    assert isinstance(findings([text, text], SIX, [text]), list)


def test_it_shares_no_code_with_what_it_measures():
    folder = Path(scorer.__file__).parent
    for name in ("scorer", "told_words", "verdicts", "written_values"):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        assert not [module for module in modules if module.split(".")[0] in ("tutor", "web", "retrieval")]
