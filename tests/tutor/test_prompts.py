import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.prompts import EXPLAIN_RULES, HINT_RULES, QUOTED, HintParts, explain_prompt, hint_prompt


@pytest.mark.parametrize(
    ("parts", "draft"),
    [
        (HintParts(None, None, "", "Halve it."), "Halve it."),
        (HintParts("25", None, "", "Halve it."), "You wrote 25. Halve it."),
        (HintParts("25", "5 × 5", "Add.", "Halve it."), "You wrote 25, from the working “5 × 5”. Add. Halve it."),
        (HintParts("Oxygen", None, "", "Look again.", chosen=True), "You chose “Oxygen”. Look again."),
        (HintParts("25.", None, "", "Halve it."), "You wrote 25. Halve it."),
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
    assert explain_prompt("why", ("Notes.",)).rules == EXPLAIN_RULES


def test_an_explanation_is_asked_for_with_its_passages_and_the_question() -> None:
    prompt = explain_prompt("what are  stomata", ("Stomata are pores.", "Gases pass."))
    assert prompt.turn == "NOTES: Stomata are pores. Gases pass.\nQUESTION: what are stomata\nANSWER:"


@given(st.text(max_size=400), st.text(max_size=400))
def test_nothing_that_a_pupil_types_looks_like_a_part_of_the_prompt(pupil: str, working: str) -> None:
    turn = hint_prompt(HintParts(pupil, working, "", "Halve it.")).turn
    assert len(turn.splitlines()) == 2
    assert turn.count("DRAFT:") == turn.count("MESSAGE:") == 1
    asked = explain_prompt(pupil, ("Notes.",)).turn
    assert len(asked.splitlines()) == 3
    assert asked.count(":") == 3


@given(st.text(alphabet="MESAG:\n DRFT", max_size=60))
def test_a_pupil_cannot_write_the_models_part(pupil: str) -> None:
    assert hint_prompt(HintParts(pupil, None, "", "Halve it.")).turn.count("MESSAGE:") == 1


def test_long_words_are_cut_with_a_sign_that_they_were() -> None:
    parts = HintParts("x" * 500, None, "", "Halve it.")
    assert parts.draft == f"You wrote {'x' * QUOTED}…. Halve it."
