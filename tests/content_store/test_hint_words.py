"""Hints that stand by themselves are told from those that hang on the one before."""

import pytest

from content_store.hint_words import hangs, hangs_in_the_air


@pytest.mark.parametrize(
    "hint",
    [
        "They can both be divided by 8. What is left?",
        "It goes up by £3 each week.",
        "Write that percentage as a decimal.",
        "Which of them is divided by which?",
        "This gives $x = 3$.",
        "Do the same for box Q.",
    ],
)
def test_what_only_the_hint_before_names_is_found(hint: str) -> None:
    assert hangs_in_the_air(hint)


@pytest.mark.parametrize(
    "hint",
    [
        "The new price is 120% of the old one. Write that percentage as a decimal.",
        "It takes 3 half-lives to reach 10 Bq.",
        "Divide both sides by $4$. What does that give?",
        "Do the same to both sides so that $R$ is left alone.",
        "Find a number and double that number.",
        "Both terms have the factor $x$.",
    ],
)
def test_what_names_what_it_speaks_of_stands_alone(hint: str) -> None:
    assert not hangs_in_the_air(hint)


def test_a_sentence_may_hang_where_its_hint_does_not() -> None:
    assert hangs("Write that percentage as a decimal.")
