"""What is typed where questions are asked, and is no answer."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "difference between a base and an alkali",
        "difference between strong and weak acid",
        "is pH 7 acidic",
        "is pH 7 neutral?",
        "just tell me why",
    ],
)
def test_words_among_questions_are_no_answer_unless_they_are_put_as_one(talk_on, text: str) -> None:
    talk = talk_on("acids-alkalis")
    talk.put("acids-alkalis-name-the-salt")
    talk.say("question", text)
    assert talk.attempts == []


@pytest.mark.parametrize("text", ["i think its zinc nitrite", "my answer is zinc nitrite"])
def test_what_is_put_as_an_answer_among_questions_is_one(talk_on, text: str) -> None:
    talk = talk_on("acids-alkalis")
    talk.put("acids-alkalis-name-the-salt")
    talk.say("question", text)
    assert [attempt.right for attempt in talk.attempts] == [False]


def test_of_two_values_asked_about_neither_is_marked(talk_on) -> None:
    talk = talk_on("prime-factors")
    item = talk.put("prime-factors-lcm") if talk.tutor.catalogue.item("prime-factors-lcm") else talk.item
    right = getattr(item.answer, "accepted", ("88",))[0]
    talk.say("question", f"pls sir tell me its {right} or 44")
    assert not any(attempt.right for attempt in talk.attempts)
