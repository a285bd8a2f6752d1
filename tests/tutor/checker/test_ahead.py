import pytest

from content_store.answers import Choice, ChoiceAnswer, NumericAnswer
from tutor.checker import Facts, check
from tutor.checker.ahead import completes, runs_ahead

QUESTION = "Solve $4x + 7 = 19$."
HINT = "Something is added to $4x$. What undoes adding?"
LATER = (
    "Subtract 7 from both sides, which leaves $4x = 12$.",
    "Divide both sides by the number in front of the letter, which undoes the multiplying.",
)


@pytest.mark.parametrize(
    "draft",
    [
        "Something is added to $4x$, so both sides go down to 12.",
        "Something is added to $4x$, so twelve is left.",
        "Something is added to $4x$: when it is gone, 4x = 12.",
        "Then divide both sides by the number in front of the letter, which undoes multiplying.",
    ],
)
def test_what_only_a_later_rung_tells_is_not_told(draft: str) -> None:
    assert runs_ahead(draft, LATER, (QUESTION, HINT))
    assert check(draft, Facts(allowed=(QUESTION, HINT), must_keep=HINT, later=LATER)).broken is not None


@pytest.mark.parametrize(
    "draft",
    [HINT, "In $4x + 7 = 19$ something is added to $4x$: what undoes adding?", "Look at the 7 on the left."],
)
def test_what_is_before_the_pupil_runs_ahead_of_nothing(draft: str) -> None:
    assert not runs_ahead(draft, LATER, (QUESTION, HINT))


def test_without_later_rungs_there_is_nothing_to_run_ahead_to() -> None:
    assert not runs_ahead("4x = 12", (), ())


def test_an_answer_told_digit_by_digit_over_two_replies_is_caught() -> None:
    answer = NumericAnswer(("36",))
    said = ("The first digit is 3.", "Look at the units.")
    assert completes("The last digit is 6.", answer, said, ())
    facts = Facts(answer=answer, allowed=("3 red and 6 blue pens",), earlier=said[:1])
    assert check("The last digit is 6.", facts).broken == "split leak"


def test_an_answer_in_words_told_over_two_replies_is_caught() -> None:
    answer = ChoiceAnswer((Choice("The brightness of the lamp", right=True), Choice("The colour of the pot")))
    said = ("Think about brightness.", "What could be changed?")
    assert completes("Could the lamp be changed?", answer, said, ())
    assert not completes("Could the pot be changed?", answer, said, ())


def test_what_the_authored_texts_tell_together_is_no_fault_of_the_draft() -> None:
    said = ("The first digit is 3.", "The last digit is 6.")
    assert not completes("The last digit is 6.", NumericAnswer(("36",)), said, ())


def test_the_first_reply_on_an_item_completes_nothing() -> None:
    assert not completes("The last digit is 6.", NumericAnswer(("36",)), (), ())
