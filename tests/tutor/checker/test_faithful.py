import pytest

from tutor.checker import Facts, check, kept
from tutor.checker.faithful import (
    PAIRS,
    adds_a_sentence,
    crossed,
    drops_a_sentence,
    drops_the_question,
    flipped,
    swapped,
)
from tutor.checker.vocabulary import OPPOSITES


def test_every_pair_of_opposites_is_caught_both_ways() -> None:
    for one, other in OPPOSITES:
        assert swapped(f"It is {one} here.", (f"It is {other} here.",)), (one, other)
        assert swapped(f"It is {other} here.", (f"It is {one} here.",)), (one, other)
    assert len(PAIRS) == len(OPPOSITES)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Leaves reflect green light.", "Green light is reflected by leaves."),
        ("Both rise and fall.", "The rate rises, then falls."),
        ("Add the tops.", "Add the tops. Never subtract them."),
        ("Heat it gently.", "Cool it gently."),
    ],
)
def test_a_word_that_the_source_has_too_is_no_swap(draft: str, source: str) -> None:
    assert not swapped(draft, (source,))


@pytest.mark.parametrize(
    ("authored", "draft"),
    [
        ("Chlorophyll reflects green light.", "Chlorophyll absorbs green light."),
        ("The current decreases as the resistance increases.", "The current increases as the resistance increases."),
        ("Multiply the numerator, then the numerator again.", "Multiply the numerator, then the denominator."),
        ("Oxygen goes in and carbon dioxide comes out.", "Carbon dioxide goes in and carbon dioxide comes out."),
    ],
)
def test_a_rewording_that_says_the_opposite_is_caught(authored: str, draft: str) -> None:
    assert flipped(draft, authored) or swapped(draft, (authored,))
    assert check(draft, Facts(allowed=(authored,), must_keep=authored)).broken is not None


@pytest.mark.parametrize(
    ("authored", "draft", "dropped"),
    [
        ("Which is more dilute?", "This one is more dilute.", True),
        ("Write both in eighths.", "What are they in eighths?", True),
        ("Which is more dilute?", "So which is more dilute?", False),
        ("Write both in eighths.", "Now write both in eighths.", False),
    ],
)
def test_the_hints_question_is_neither_answered_nor_dropped(authored: str, draft: str, dropped: bool) -> None:
    assert drops_the_question(draft, authored) is dropped


AUTHORED = "You divide to find a current. The current is the same all round. Which number is the current here?"


@pytest.mark.parametrize(
    ("draft", "dropped"),
    [
        ("To find a current you divide. The current is the same all round: which number is the current here?", False),
        ("You wrote 4. You divide to find a current, which is the same all round. Which number is it here?", False),
        ("The current is the same all round. Which number is it?", True),
        ("You divide to find a current. Which number is it here?", True),
    ],
)
def test_no_sentence_of_the_authored_text_is_left_out(draft: str, dropped: bool) -> None:
    authored = "You divide to find a current. The charge is the same all round. Which number is it here?"
    assert drops_a_sentence(draft.replace("The current is", "The charge is"), authored) is dropped


@pytest.mark.parametrize(
    ("draft", "added"),
    [
        (f"You wrote 4, from the working “I = 12”. {AUTHORED}", False),
        (f"You wrote 4. Look at it again. {AUTHORED}", False),
        (f"{AUTHORED} Ohm discovered that in Germany.", True),
        (f"Batteries push electrons along. {AUTHORED}", True),
    ],
)
def test_no_sentence_comes_from_nowhere(draft: str, added: bool) -> None:
    assert adds_a_sentence(draft, (AUTHORED, "I = 12", "Find it again.")) is added


def test_the_share_of_words_kept_goes_from_none_to_all() -> None:
    hint = "Subtract 7 from both sides first. What is left on the right?"
    assert kept(hint, hint) == 1
    assert kept("Rivers carry sand.", hint) == 0
    assert 0 < kept("Subtract from both sides.", hint) < 1
    assert kept("Anything.", "It is the one.") == 1


DIM = "In dim light the rate is 21 bubbles per minute. Work out the rate in bright light in the same way."


@pytest.mark.parametrize(
    ("authored", "draft"),
    [
        (DIM, "In bright light the rate is 21 bubbles per minute. Work out the rate in dim light in the same way."),
        (
            "Oxygen is taken in and carbon dioxide is given out. Which gas is left?",
            "Carbon dioxide is taken in and oxygen is given out. Which gas is left?",
        ),
        ("Add the first numbers, then the last ones.", "Add the last numbers, then the first ones."),
    ],
)
def test_a_condition_keeps_what_is_said_of_it(authored: str, draft: str) -> None:
    assert crossed(draft, authored)
    assert check(draft, Facts(allowed=(authored,), must_keep=authored)).broken == "opposite"
    assert not crossed(authored, authored)


def test_naming_a_condition_once_more_crosses_nothing() -> None:
    draft = "In dim light the rate is 21 bubbles per minute in that dim light. Work out the rate in bright light."
    assert not crossed(draft, DIM)


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        ("You wrote 35. From the working “5 × 7”. Find the sum of the parts.", "fragment"),
        ("You wrote 35, from the working “5 × 7”. Find the sum of the parts.", None),
    ],
)
def test_quoted_working_is_part_of_a_sentence(draft: str, rule: str | None) -> None:
    facts = Facts(allowed=("35", "5 × 7", "Find the sum of the parts."), must_keep="Find the sum of the parts.")
    assert check(draft, facts).broken == rule
