import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.prompts import (
    ASK_RULES,
    HINT_RULES,
    QUOTED,
    HintParts,
    asking_prompt,
    hint_prompt,
    standing_prompts,
    unsaid,
)


@pytest.mark.parametrize(
    ("parts", "draft"),
    [
        (HintParts(None, None, "", "Halve it."), "Halve it."),
        (HintParts("25", None, "", "Halve it."), "You wrote 25. Halve it."),
        (HintParts("25", "5 × 5", "Add.", "Halve it."), "You wrote 25, from the working “5 × 5”. Add. Halve it."),
        (HintParts("Oxygen", None, "", "Look again.", chosen=True), "You chose “Oxygen”. Look again."),
        (
            HintParts("12", "30% = 10% x 3\n10% of 40 = 4\n4 x 3 = 12\n", "", "Halve it."),
            "You wrote 12, from the working “4 x 3 = 12”. Halve it.",
        ),
        (HintParts("7*3k+7*8", None, "", "Halve it."), "You wrote 7×3k+7×8. Halve it."),
        (HintParts("`x_1`", None, "", "Halve it."), "You wrote x1. Halve it."),
        (HintParts("0; 0.", None, "", "Halve it."), "You wrote “0; 0”. Halve it."),
        (HintParts("25.", None, "", "Halve it."), "You wrote 25. Halve it."),
        (HintParts("$7 : 2$", None, "", "Halve it."), "You wrote $7 : 2$. Halve it."),
        (
            HintParts("11", "2x = 22", "Look at line 1, “2x = 22”.", "What is left?", located=True),
            "You wrote 11. Look at line 1, “2x = 22”. What is left?",
        ),
    ],
)  # fmt: skip
def test_the_model_is_given_finished_content(parts: HintParts, draft: str) -> None:
    assert parts.draft == draft
    assert hint_prompt(parts).turn == f"DRAFT: {draft}\nMESSAGE:"


def test_the_authored_words_quote_nothing_that_the_pupil_wrote() -> None:
    assert HintParts("25", "5 × 5", "Do not square.", "Halve it.").authored == "Do not square. Halve it."


def test_what_never_changes_comes_first_and_is_the_same_for_all() -> None:
    one = hint_prompt(HintParts("1", None, "", "Halve it."))
    other = hint_prompt(HintParts(None, None, "", "Double it."))
    assert one.rules == other.rules == HINT_RULES
    assert one.system == other.system
    assert [prompt.rules for prompt in standing_prompts()] == [HINT_RULES, ASK_RULES]


def test_a_question_is_asked_about_the_reason_in_one_sentence() -> None:
    asking = asking_prompt("Leaves look green because they reflect it.")
    assert asking.turn == "SENTENCE: Leaves look green because they reflect it.\nBEGIN: Why\nQUESTION:"
    assert asking.rules == ASK_RULES


@given(st.text(max_size=400), st.text(max_size=400))
def test_nothing_that_a_pupil_types_looks_like_a_part_of_the_prompt(pupil: str, working: str) -> None:
    turn = hint_prompt(HintParts(pupil, working, "", "Halve it.")).turn
    assert len(turn.splitlines()) == 2
    assert turn.count("DRAFT:") == turn.count("MESSAGE:") == 1


@given(st.text(alphabet="MESAG:\n DRFT", max_size=60))
def test_a_pupil_cannot_write_the_models_part(pupil: str) -> None:
    assert hint_prompt(HintParts(pupil, None, "", "Halve it.")).turn.count("MESSAGE:") == 1


def test_long_words_are_cut_with_a_sign_that_they_were() -> None:
    parts = HintParts("x" * 500, None, "", "Halve it.")
    assert parts.draft == f"You wrote {'x' * QUOTED}…. Halve it."


def test_what_may_be_asked_about_gives_a_reason_and_was_not_quoted() -> None:
    reasons = "Roots take in water because\nleaves lose it. Example: it is wet, so 5 g. It is $5$, so bend."
    assert unsaid(f"Ice floats, so fish live.\n{reasons}", "Ice floats,\nso fish live.") == (
        "Roots take in water because leaves lose it."
    )
    assert unsaid("Ice floats, so fish live.", "Ice floats, so fish live.") == ""
    assert unsaid("Gases pass. Stomata open, so that gases  pass. Roots drink because of it.", "Gases pass.") == (
        "Stomata open, so that gases pass."
    )
