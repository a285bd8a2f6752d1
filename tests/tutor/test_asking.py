import pytest

from tutor.asking import is_pasted, wants_answer

QUESTION = "A circular lawn is 14 m across, measured through its centre. Work out its area to 1 decimal place."


@pytest.mark.parametrize(
    "text",
    [
        "just tell me the answer",
        "TELL ME THE ANSWER",
        "give me the answer pls",
        "please can you give me the right answer",
        "can u just show me the working",
        "send the full solution",
        "what's the answer",
        "whats the answer?",
        "what is the final answer",
        "is the answer 42?",
        "solve it",
        "do this for me",
        "finish the question for me",
        "do my homework",
        "which one is right",
        "which letter is it",
        "is it b",
        "is it option C?",
    ],
)
def test_asking_for_the_answer_is_noticed(text: str) -> None:
    assert wants_answer(text, QUESTION)


@pytest.mark.parametrize(
    "text",
    [
        "what is the area of a circle?",
        "what does diameter mean?",
        "why is pi in it",
        "how do you find the radius from the diameter",
        "i don't understand rounding",
        "what is a solution in chemistry",
        "when do you use the square of the radius?",
        "can you explain area",
        "give me an example",
    ],
)
def test_asking_about_the_subject_is_not_asking_for_the_answer(text: str) -> None:
    assert not wants_answer(text, QUESTION)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (QUESTION, QUESTION),
        (QUESTION.upper(), QUESTION),
        (f"help: {QUESTION} thx", QUESTION),
        (QUESTION.replace("A circular", "circular").replace("decimal place.", "dp"), QUESTION),
        ("Expand 3(x + 2)", "Expand $3(x + 2)$."),
        ("solve 4x+7=19", "Solve $4x + 7 = 19$."),
    ],
)
def test_the_question_pasted_back_is_noticed(text: str, question: str) -> None:
    assert is_pasted(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("what is the area of a circular lawn", QUESTION),
        ("measured through its centre", QUESTION),
        ("how do i expand brackets", "Expand $3(x + 2)$."),
        ("why do you expand", "Expand $3(x + 2)$."),
        ("", QUESTION),
        ("why?", ""),
        ("", ""),
    ],
)
def test_words_of_the_question_in_a_question_of_ones_own_are_no_paste(text: str, question: str) -> None:
    assert not is_pasted(text, question)
